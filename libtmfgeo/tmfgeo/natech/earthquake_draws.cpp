// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/earthquake_draws.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/vectorised.h"
#include "tmfgeo/hazard/exceedance_table.h"
#include "tmfgeo/natech/correlated_residuals.h"

namespace tmfgeo {
namespace {

// Purposes of the random numbers; correlated_residuals.cpp has 1.
constexpr std::uint32_t kEventTerm = 2;
constexpr std::uint32_t kFailures = 3;
constexpr std::uint64_t kMostChunks = 256;
constexpr std::uint16_t kNotKnown = 0xFFFF;

/// The site with everything a draw needs: of a table, the logarithm of the shaking is offset + tau * eta + phi * epsilon; of a
/// lognormal curve failure comes with Phi of that, all over beta; of a threshold (beta 0) with certainty from 0 on.
struct DrawnSite {
  std::size_t site;
  double offset;
  double tau;
  double phi;
  bool threshold;
  const ResponseTable* table;  ///< nullptr: lognormal or threshold
};

/// One number per draw made together.
using Lanes = std::array<double, kDrawsAtOnce>;

/// Chances of no, one and more failures among facilities that fail independently of each other, draw by draw.
struct LaneCounts {
  Lanes none, one, more, expected;
};

TMFGEO_VECTORISED void count_failures(const std::uint16_t* members, std::size_t size, const Lanes* chance, LaneCounts& counts) {
  Lanes none, one{}, more{}, expected{};
  none.fill(1);
  for (std::size_t m = 0; m < size; ++m) {
    const Lanes& p = chance[members[m]];
    for (std::size_t d = 0; d < kDrawsAtOnce; ++d) {
      more[d] += one[d] * p[d];
      one[d] = one[d] * (1 - p[d]) + none[d] * p[d];
      none[d] *= 1 - p[d];
      expected[d] += p[d];
    }
  }
  counts = {none, one, more, expected};
}

/// What one chunk of the draws adds up. Chunks depend on the number of draws alone, and are joined in order.
struct ChunkSums {
  std::vector<double> failures;
  std::vector<GroupSums> groups;
};

/// Equal sets next to each other become one.
void sort_and_count(std::vector<FailureSet>& sets) {
  std::sort(sets.begin(), sets.end(), [](const FailureSet& a, const FailureSet& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (kept > 0 && sets[kept - 1].key == sets[i].key) {
      sets[kept - 1].count += sets[i].count;
    } else {
      sets[kept++] = sets[i];
    }
  }
  sets.resize(kept);
}

class EarthquakeDraws {
 public:
  EarthquakeDraws(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options)
      : options_(options), random_(options.seed), known_(known_sites(sites)), residuals_(locations(sites, known_), options.correlation_range_km) {
    std::vector<std::uint16_t> position(sites.size(), kNotKnown);
    for (std::size_t i = 0; i < known_.size(); ++i) position[known_[i].site] = static_cast<std::uint16_t>(i);
    for (const FacilityGroup& group : groups) {
      auto& members = members_.emplace_back();
      for (const std::size_t site : group.members) {
        if (position[site] != kNotKnown) members.push_back(position[site]);
      }
    }
  }

  const std::vector<DrawnSite>& known() const { return known_; }

  ChunkSums run(std::uint64_t first_batch, std::uint64_t last_batch) const {
    ChunkSums sums{std::vector<double>(known_.size(), 0.0), std::vector<GroupSums>(members_.size())};
    Batch batch;
    batch.chance.resize(known_.size());
    batch.failed.resize(known_.size());
    for (std::uint64_t b = first_batch; b < last_batch; ++b) {
      batch.first = b * kDrawsAtOnce;
      batch.count = static_cast<std::size_t>(std::min<std::uint64_t>(kDrawsAtOnce, options_.draws - batch.first));
      residuals_.draw(random_, batch.first, batch.normals, batch.epsilon);
      find_chances(batch, sums.failures);
      if (options_.combinations > 0) draw_failures(batch);
      for (std::size_t g = 0; g < members_.size(); ++g) add_group(members_[g], batch, sums.groups[g]);
    }
    for (GroupSums& group : sums.groups) sort_and_count(group.sets);
    return sums;
  }

 private:
  /// Draws made together, with the room they need.
  struct Batch {
    std::uint64_t first = 0;
    std::size_t count = 0;
    std::vector<DrawRow> normals;
    std::vector<DrawRow> epsilon;
    std::vector<Lanes> chance;          ///< of failure, per known site
    std::vector<std::uint16_t> failed;  ///< one bit per draw
  };

  static std::vector<DrawnSite> known_sites(std::span<const ShakenSite> sites) {
    std::vector<DrawnSite> known;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const ShakenSite& s = sites[i];
      TMFGEO_EXPECTS(s.tau >= 0 && s.phi >= 0);
      if (std::holds_alternative<std::monostate>(s.response)) continue;
      TMFGEO_EXPECTS(std::isfinite(s.ln_median_g));
      if (const auto* table = std::get_if<ResponseTable>(&s.response)) {
        known.push_back({i, s.ln_median_g, s.tau, s.phi, false, table});
        continue;
      }
      const auto& curve = std::get<FailureResponse>(s.response);
      TMFGEO_EXPECTS(curve.median_g > 0 && curve.beta >= 0);
      const bool threshold = curve.beta == 0;
      const double scale = threshold ? 1 : 1 / curve.beta;
      known.push_back({i, scale * (s.ln_median_g - std::log(curve.median_g)), scale * s.tau, scale * s.phi, threshold, nullptr});
    }
    return known;
  }

  static std::vector<Point> locations(std::span<const ShakenSite> sites, const std::vector<DrawnSite>& known) {
    std::vector<Point> points;
    for (const DrawnSite& k : known) points.push_back(sites[k.site].location);
    return points;
  }

  void find_chances(Batch& batch, std::vector<double>& failures) const {
    const NormalExceedanceTable& exceedance = NormalExceedanceTable::instance();
    Lanes eta{};
    for (std::size_t d = 0; d < batch.count; ++d) eta[d] = random_.normal({batch.first + d, 0, kEventTerm});
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const DrawnSite& k = known_[i];
      const DrawRow& epsilon = batch.epsilon[residuals_.place(i)];
      Lanes& chance = batch.chance[i];
      chance.fill(0);
      for (std::size_t d = 0; d < batch.count; ++d) {
        const double z = k.offset + k.tau * eta[d] + k.phi * static_cast<double>(epsilon[d]);
        chance[d] = k.table != nullptr ? k.table->at_ln(z) : k.threshold ? (z >= 0 ? 1 : 0) : exceedance(-z);
        failures[i] += chance[d];
      }
    }
  }

  /// Which sites fail: one uniform number per site and draw, shared by all groups it is in.
  void draw_failures(Batch& batch) const {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      std::uint16_t failed = 0;
      const std::size_t site = known_[i].site;
      for (std::size_t d = 0; d < batch.count; ++d) {
        if (!(batch.chance[i][d] > 0)) continue;
        const auto pair = random_.uniform_pair({batch.first + d, static_cast<std::uint32_t>(site / 2), kFailures});
        if (pair[site % 2] < batch.chance[i][d]) failed = static_cast<std::uint16_t>(failed | 1U << d);
      }
      batch.failed[i] = failed;
    }
  }

  void add_group(const std::vector<std::uint16_t>& members, const Batch& batch, GroupSums& sums) const {
    LaneCounts counts;
    count_failures(members.data(), members.size(), batch.chance.data(), counts);
    for (std::size_t d = 0; d < batch.count; ++d) {
      const double any = counts.one[d] + counts.more[d];
      sums.any += any;
      sums.any_squared += any * any;
      sums.two += counts.more[d];
      sums.two_squared += counts.more[d] * counts.more[d];
      sums.expected += counts.expected[d];
    }
    if (options_.combinations > 0) add_sets(members, batch, sums.sets);
  }

  void add_sets(const std::vector<std::uint16_t>& members, const Batch& batch, std::vector<FailureSet>& sets) const {
    std::array<FailureSet, kDrawsAtOnce> found{};
    std::array<std::size_t, kDrawsAtOnce> size{};
    for (const std::uint16_t member : members) {
      for (std::size_t d = 0, bits = batch.failed[member]; bits != 0; ++d, bits >>= 1U) {
        if ((bits & 1U) == 0 || size[d] > options_.largest_combination) continue;
        if (size[d] < kLargestSet) found[d].key[size[d]] = static_cast<std::uint16_t>(known_[member].site + 1);
        ++size[d];
      }
    }
    for (std::size_t d = 0; d < batch.count; ++d) {
      if (size[d] < 2 || size[d] > options_.largest_combination) continue;
      std::sort(found[d].key.begin(), found[d].key.begin() + static_cast<std::ptrdiff_t>(size[d]));
      found[d].count = 1;
      sets.push_back(found[d]);
    }
  }

  JointOptions options_;
  RandomField random_;
  std::vector<DrawnSite> known_;
  CorrelatedResiduals residuals_;
  std::vector<std::vector<std::uint16_t>> members_;  ///< of each group, positions among the known sites
};

void join(GroupSums& total, const GroupSums& part) {
  total.any += part.any;
  total.any_squared += part.any_squared;
  total.two += part.two;
  total.two_squared += part.two_squared;
  total.expected += part.expected;
  total.sets.insert(total.sets.end(), part.sets.begin(), part.sets.end());
}

}  // namespace

std::vector<std::size_t> FailureSet::members() const {
  std::vector<std::size_t> members;
  for (const std::uint16_t k : key) {
    if (k > 0) members.push_back(k - 1U);
  }
  return members;
}

DrawSums draw_earthquake(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options) {
  const EarthquakeDraws draws(sites, groups, options);
  const std::uint64_t batches = (options.draws + kDrawsAtOnce - 1) / kDrawsAtOnce;
  const std::uint64_t chunks = std::min(batches, kMostChunks);
  std::vector<ChunkSums> parts(static_cast<std::size_t>(chunks));
  parallel_for(0, static_cast<std::ptrdiff_t>(chunks), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t c = first; c < last; ++c) {
      const auto chunk = static_cast<std::uint64_t>(c);
      parts[static_cast<std::size_t>(c)] = draws.run(batches * chunk / chunks, batches * (chunk + 1) / chunks);
    }
  });
  DrawSums total{{}, std::vector<double>(draws.known().size(), 0.0), std::vector<GroupSums>(groups.size())};
  for (const DrawnSite& k : draws.known()) total.known.push_back(k.site);
  for (const ChunkSums& part : parts) {
    for (std::size_t i = 0; i < part.failures.size(); ++i) total.failures[i] += part.failures[i];
    for (std::size_t g = 0; g < groups.size(); ++g) join(total.groups[g], part.groups[g]);
  }
  parallel_for(0, static_cast<std::ptrdiff_t>(groups.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t g = first; g < last; ++g) sort_and_count(total.groups[static_cast<std::size_t>(g)].sets);
  });
  return total;
}

}  // namespace tmfgeo
