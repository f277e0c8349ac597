// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/joint_events.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/natech/correlated_residuals.h"

namespace tmfgeo {
namespace {

// Purposes of the random numbers; correlated_residuals.cpp has 1.
constexpr std::uint32_t kEventTerm = 2;
constexpr std::uint32_t kFailures = 3;
constexpr std::uint64_t kMostChunks = 256;

/// Chances of no, one and more failures among independent facilities, one after the other.
struct FailureCount {
  double none = 1;
  double one = 0;
  double more = 0;
  double expected = 0;

  void add(double p) {
    more += one * p;
    one = one * (1 - p) + none * p;
    none *= 1 - p;
    expected += p;
  }
  double any() const { return one + more; }
  double two_or_more() const { return more; }
};

/// Sums over draws of one group.
struct GroupSums {
  double any = 0;
  double any_squared = 0;
  double two = 0;
  double two_squared = 0;
  double expected = 0;
  std::map<std::vector<std::size_t>, std::uint64_t> sets;

  void add(const GroupSums& other) {
    any += other.any;
    any_squared += other.any_squared;
    two += other.two;
    two_squared += other.two_squared;
    expected += other.expected;
    for (const auto& [members, count] : other.sets) sets[members] += count;
  }
};

/// What one chunk of the draws adds up. Chunks depend on the number of draws alone, and are joined in order.
struct ChunkSums {
  std::vector<double> failures;
  std::vector<GroupSums> groups;
};

/// The site with everything a draw needs: z = (offset + tau * eta + phi * epsilon) / beta, failure with Phi(z).
struct DrawnSite {
  std::size_t site;
  double offset;
  double tau;
  double phi;
  double beta;

  double failure(double eta, double epsilon) const {
    const double above = offset + tau * eta + phi * epsilon;
    if (beta == 0) return above >= 0 ? 1 : 0;
    return normal_cdf(above / beta);
  }
};

class EarthquakeDraws {
 public:
  EarthquakeDraws(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options)
      : groups_(groups), options_(options), random_(options.seed), known_(known_sites(sites)),
        residuals_(locations(sites, known_), options.correlation_range_km), site_count_(sites.size()) {}

  const std::vector<DrawnSite>& known() const { return known_; }

  ChunkSums run(std::uint64_t first_batch, std::uint64_t last_batch) const {
    ChunkSums sums{std::vector<double>(known_.size(), 0.0), std::vector<GroupSums>(groups_.size())};
    std::vector<DrawRow> normals;
    std::vector<DrawRow> epsilon;
    std::vector<double> chance(site_count_, -1);  // below 0: not known
    for (std::uint64_t batch = first_batch; batch < last_batch; ++batch) {
      const std::uint64_t first = batch * kDrawsAtOnce;
      residuals_.draw(random_, first, normals, epsilon);
      const std::uint64_t count = std::min<std::uint64_t>(kDrawsAtOnce, options_.draws - first);
      for (std::size_t d = 0; d < count; ++d) {
        const double eta = random_.normal({first + d, 0, kEventTerm});
        for (std::size_t i = 0; i < known_.size(); ++i) {
          const double p = known_[i].failure(eta, static_cast<double>(epsilon[residuals_.place(i)][d]));
          sums.failures[i] += p;
          chance[known_[i].site] = p;
        }
        for (std::size_t g = 0; g < groups_.size(); ++g) add_group(groups_[g], first + d, chance, sums.groups[g]);
      }
    }
    return sums;
  }

 private:
  static std::vector<DrawnSite> known_sites(std::span<const ShakenSite> sites) {
    std::vector<DrawnSite> known;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const ShakenSite& s = sites[i];
      TMFGEO_EXPECTS(s.tau >= 0 && s.phi >= 0);
      if (!s.response) continue;
      TMFGEO_EXPECTS(s.response->median_g > 0 && s.response->beta >= 0 && std::isfinite(s.ln_median_g));
      known.push_back({i, s.ln_median_g - std::log(s.response->median_g), s.tau, s.phi, s.response->beta});
    }
    return known;
  }

  static std::vector<Point> locations(std::span<const ShakenSite> sites, const std::vector<DrawnSite>& known) {
    std::vector<Point> points;
    for (const DrawnSite& k : known) points.push_back(sites[k.site].location);
    return points;
  }

  void add_group(const FacilityGroup& group, std::uint64_t draw, const std::vector<double>& chance, GroupSums& sums) const {
    FailureCount count;
    for (const std::size_t member : group.members) {
      if (chance[member] > 0) count.add(chance[member]);
    }
    sums.any += count.any();
    sums.any_squared += count.any() * count.any();
    sums.two += count.two_or_more();
    sums.two_squared += count.two_or_more() * count.two_or_more();
    sums.expected += count.expected;
    if (options_.combinations == 0 || count.two_or_more() < 1e-12) return;
    std::vector<std::size_t> failed;
    for (const std::size_t member : group.members) {
      if (!(chance[member] > 0)) continue;
      const auto pair = random_.uniform_pair({draw, static_cast<std::uint32_t>(member / 2), kFailures});
      if (pair[member % 2] < chance[member]) failed.push_back(member);
      if (failed.size() > options_.largest_combination) return;
    }
    if (failed.size() < 2) return;
    std::sort(failed.begin(), failed.end());
    ++sums.sets[failed];
  }

  std::span<const FacilityGroup> groups_;
  JointOptions options_;
  RandomField random_;
  std::vector<DrawnSite> known_;
  CorrelatedResiduals residuals_;
  std::size_t site_count_;
};

ChunkSums all_draws(const EarthquakeDraws& draws, std::uint64_t count) {
  const std::uint64_t batches = (count + kDrawsAtOnce - 1) / kDrawsAtOnce;
  const std::uint64_t chunks = std::min(batches, kMostChunks);
  std::vector<ChunkSums> parts(static_cast<std::size_t>(chunks));
  parallel_for(0, static_cast<std::ptrdiff_t>(chunks), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t c = first; c < last; ++c) {
      const auto chunk = static_cast<std::uint64_t>(c);
      parts[static_cast<std::size_t>(c)] = draws.run(batches * chunk / chunks, batches * (chunk + 1) / chunks);
    }
  });
  ChunkSums total = std::move(parts.front());
  for (std::size_t c = 1; c < parts.size(); ++c) {
    for (std::size_t i = 0; i < total.failures.size(); ++i) total.failures[i] += parts[c].failures[i];
    for (std::size_t g = 0; g < total.groups.size(); ++g) total.groups[g].add(parts[c].groups[g]);
  }
  return total;
}

double standard_error(double sum, double sum_of_squares, double n) {
  const double mean = sum / n;
  return std::sqrt(std::max(sum_of_squares / n - mean * mean, 0.0) / n);
}

std::vector<FailureCombination> likeliest(const GroupSums& sums, const JointOptions& options) {
  std::vector<FailureCombination> found;
  for (const auto& [members, count] : sums.sets) {
    found.push_back({members, static_cast<double>(count) / static_cast<double>(options.draws)});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
  if (found.size() > options.combinations) found.resize(options.combinations);
  return found;
}

GroupOutcome group_outcome(const FacilityGroup& group, const GroupSums& sums, const std::vector<std::optional<double>>& marginal,
                           const JointOptions& options) {
  const auto n = static_cast<double>(options.draws);
  GroupOutcome outcome;
  outcome.id = group.id;
  outcome.p_any = sums.any / n;
  outcome.p_two_or_more = sums.two / n;
  outcome.expected_failures = sums.expected / n;
  outcome.p_any_error = standard_error(sums.any, sums.any_squared, n);
  outcome.p_two_or_more_error = standard_error(sums.two, sums.two_squared, n);
  FailureCount independent;
  for (const std::size_t member : group.members) {
    if (marginal[member]) {
      independent.add(*marginal[member]);
    } else {
      ++outcome.members_unknown;
    }
  }
  outcome.p_any_independent = independent.any();
  outcome.p_two_or_more_independent = independent.two_or_more();
  outcome.combinations = likeliest(sums, options);
  return outcome;
}

void expect_members(std::span<const FacilityGroup> groups, std::size_t sites) {
  for (const FacilityGroup& group : groups) {
    for (const std::size_t member : group.members) TMFGEO_EXPECTS(member < sites);
  }
}

}  // namespace

double correlation_range_km(double period_s, bool vs30_clustered) {
  TMFGEO_EXPECTS(period_s >= 0);
  if (period_s >= 1) return 22.0 + 3.7 * period_s;
  return vs30_clustered ? 40.7 - 15.0 * period_s : 8.5 + 17.2 * period_s;
}

double spatial_correlation(double distance_km, double range_km) {
  TMFGEO_EXPECTS(distance_km >= 0 && range_km > 0);
  return std::exp(-3 * distance_km / range_km);
}

std::optional<FailureResponse> fit_failure_response(const Response& response) {
  const auto level_of = [&](double p) -> std::optional<double> {
    double low = std::log(1e-4);
    double high = std::log(10.0);
    if (!(response(std::exp(low)) < p && response(std::exp(high)) > p)) return std::nullopt;
    for (int i = 0; i < 60; ++i) {
      const double middle = (low + high) / 2;
      (response(std::exp(middle)) < p ? low : high) = middle;
    }
    return (low + high) / 2;
  };
  const auto light = level_of(0.16);
  const auto middle = level_of(0.5);
  const auto heavy = level_of(0.84);
  if (!light || !middle || !heavy) return std::nullopt;
  return FailureResponse{std::exp(*middle), (*heavy - *light) / (normal_quantile(0.84) - normal_quantile(0.16))};
}

JointOutcome joint_earthquake(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options) {
  TMFGEO_EXPECTS(sites.size() <= 5000 && options.draws > 0);
  expect_members(groups, sites.size());
  const EarthquakeDraws draws(sites, groups, options);
  const ChunkSums total = all_draws(draws, options.draws);
  JointOutcome outcome;
  outcome.marginal.resize(sites.size());
  for (std::size_t i = 0; i < draws.known().size(); ++i) {
    outcome.marginal[draws.known()[i].site] = total.failures[i] / static_cast<double>(options.draws);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    outcome.groups.push_back(group_outcome(groups[g], total.groups[g], outcome.marginal, options));
  }
  return outcome;
}

std::vector<FloodGroupOutcome> joint_flood(std::span<const std::optional<double>> failure_return_period_y,
                                           std::span<const FacilityGroup> groups) {
  expect_members(groups, failure_return_period_y.size());
  std::vector<FloodGroupOutcome> outcomes;
  for (const FacilityGroup& group : groups) {
    FloodGroupOutcome outcome;
    outcome.id = group.id;
    FailureCount independent;
    for (const std::size_t member : group.members) {
      const auto& years = failure_return_period_y[member];
      if (!years) {
        ++outcome.members_unknown;
        continue;
      }
      TMFGEO_EXPECTS(*years >= 1);
      const double p = 1 / *years;
      independent.add(p);
      // One flood everywhere: it brings every facility down that fails at its return period or a smaller one.
      outcome.p_two_or_more = std::max(outcome.p_two_or_more, std::min(p, outcome.p_any));
      outcome.p_any = std::max(outcome.p_any, p);
    }
    outcome.p_any_independent = independent.any();
    outcome.p_two_or_more_independent = independent.two_or_more();
    outcome.expected_failures = independent.expected;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace tmfgeo
