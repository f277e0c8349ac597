// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/transboundary.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/indices/rank_draws.h"
#include "tmfgeo/indices/risk_draws.h"
#include "tmfgeo/indices/risk_groups.h"
#include "tmfgeo/indices/risk_outcome.h"

namespace tmfgeo {
namespace {

/// Facilities whose draws are held at once.
constexpr std::size_t kBatch = 64;

/// Facilities with a known crossing, in the order they are drawn.
struct KnownFacility {
  std::size_t group;
  std::vector<std::size_t> crossings;  ///< by name
};

/// One batch of facilities: their crossings one after the other, and what the draws of a batch leave.
struct Batch {
  std::size_t first = 0;                   ///< facility
  std::vector<std::size_t> begin;          ///< per facility its first crossing, and the end
  std::vector<std::size_t> crossings;
  std::vector<std::size_t> speed_of;       ///< per crossing its basin
  std::vector<std::string> basins;
  std::vector<std::vector<double>> speed;  ///< per basin and draw
  std::vector<float> risk;                 ///< per crossing and draw, of facilities with several
  std::vector<double> load;                ///< per crossing and block, sums
  std::vector<float> facility_load;        ///< per facility and draw: of the largest
};

class Ensemble {
 public:
  Ensemble(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options)
      : crossings_(crossings), options_(options), draws_(options.draws), blocks_((draws_ + kRiskBlock - 1) / kRiskBlock) {
    TMFGEO_EXPECTS(options.draws > 0 && options.warning_h > 0 && options.common_speed >= 0 && options.common_speed <= 1);
    std::array<std::vector<std::string>, 4> ids;
    for (const CrossingRisk& c : crossings) {
      ids[0].push_back(c.facility);
      ids[1].push_back(c.river);
      ids[2].push_back(c.basin);
      ids[3].push_back(c.origin + ">" + c.affected);
      risk_.crossings.push_back(outcome_without_draws(c, options));
    }
    facilities_ = group_crossings(crossings, ids[0]);
    kinds_ = {group_crossings(crossings, ids[1]), group_crossings(crossings, ids[2]), group_crossings(crossings, ids[3])};
    order_crossings();
    fill_evenly(options.common_speed, *even_);
  }

  TransboundaryRisk run() {
    for (RiskKind& kind : kinds_) {
      kind.risk.assign(kind.groups.size() * draws_, 0);
      kind.load.assign(kind.groups.size() * draws_, 0);
      kind.has_load.assign(kind.groups.size(), 0);
      kind.by_default.assign(kind.groups.size(), 0);
    }
    facility_risk_.resize(known_.size() * draws_);
    for (std::size_t first = 0; first < known_.size(); first += kBatch) run_batch(first, std::min(kBatch, known_.size() - first));
    std::vector<std::size_t> drawn;
    for (const KnownFacility& f : known_) drawn.push_back(f.group);
    tell_unknown(facilities_, risk_.crossings);
    for (RiskGroup& group : facilities_.groups) hold_above_sure(group);
    rank_groups(facilities_.groups, drawn, std::move(facility_risk_), draws_);
    for (RiskKind& kind : kinds_) {
      tell_unknown(kind, risk_.crossings);
      finish(kind);
    }
    risk_.facilities = std::move(facilities_.groups);
    risk_.rivers = std::move(kinds_[0].groups);
    risk_.basins = std::move(kinds_[1].groups);
    risk_.country_pairs = std::move(kinds_[2].groups);
    return std::move(risk_);
  }

 private:
  /// Facilities by basin, so that a basin is drawn once, then by name: sums are added up in one order, whatever the order given.
  void order_crossings() {
    std::vector<std::vector<std::size_t>> of_facility(facilities_.groups.size());
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      if (is_known(crossings_[i])) of_facility[static_cast<std::size_t>(facilities_.group_of[i])].push_back(i);
    }
    for (std::size_t f = 0; f < of_facility.size(); ++f) {
      auto& own = of_facility[f];
      if (own.empty()) continue;
      std::sort(own.begin(), own.end(), [&](std::size_t a, std::size_t b) { return crossings_[a].crossing < crossings_[b].crossing; });
      const bool once = std::adjacent_find(own.begin(), own.end(), [&](std::size_t a, std::size_t b) { return crossings_[a].crossing == crossings_[b].crossing; }) == own.end();
      TMFGEO_EXPECTS(once);
      known_.push_back({f, std::move(own)});
    }
    const auto basin = [&](const KnownFacility& f) -> const std::string& { return crossings_[f.crossings.front()].basin; };
    std::stable_sort(known_.begin(), known_.end(), [&](const KnownFacility& a, const KnownFacility& b) { return basin(a) < basin(b); });
  }

  void run_batch(std::size_t first, std::size_t count) {
    lay_out(first, count);
    std::vector<CrossingModel> models;
    for (const std::size_t c : batch_.crossings) models.emplace_back(crossings_[c], options_);
    parallel_for(0, static_cast<std::ptrdiff_t>(blocks_), 1, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
      for (auto b = static_cast<std::size_t>(from); b < static_cast<std::size_t>(to); ++b) draw_block(models, b);
    });
    parallel_for(0, static_cast<std::ptrdiff_t>(count), 1, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
      for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) summarise(i);
    });
    for (const std::size_t c : batch_.crossings) {
      for (RiskKind& kind : kinds_) {
        if (kind.group_of[c] < 0) continue;
        const auto g = static_cast<std::size_t>(kind.group_of[c]);
        if (crossings_[c].load_kg) kind.has_load[g] = 1;
        if (crossings_[c].release_by_default) kind.by_default[g] = 1;
      }
    }
  }

  void lay_out(std::size_t first, std::size_t count) {
    Batch before = std::move(batch_);
    batch_ = {};
    batch_.first = first;
    std::map<std::string_view, std::size_t> basins;
    for (std::size_t i = 0; i < count; ++i) {
      batch_.begin.push_back(batch_.crossings.size());
      for (const std::size_t c : known_[first + i].crossings) {
        const auto [row, added] = basins.emplace(crossings_[c].basin, batch_.basins.size());
        if (added) batch_.basins.push_back(crossings_[c].basin);
        batch_.crossings.push_back(c);
        batch_.speed_of.push_back(row->second);
      }
    }
    batch_.begin.push_back(batch_.crossings.size());
    batch_.risk = std::move(before.risk);
    batch_.risk.resize(batch_.crossings.size() * draws_);
    batch_.load.assign(batch_.crossings.size() * blocks_, 0);
    batch_.facility_load.resize(count * draws_);
    batch_.speed.resize(batch_.basins.size());
    for (std::size_t b = 0; b < batch_.basins.size(); ++b) {
      const auto drawn = std::find(before.basins.begin(), before.basins.end(), batch_.basins[b]);
      batch_.speed[b] = drawn == before.basins.end() ? speed_of_basin(batch_.basins[b]) : std::move(before.speed[static_cast<std::size_t>(drawn - before.basins.begin())]);
    }
  }

  std::vector<double> speed_of_basin(const std::string& basin) const {
    std::vector<double> speed(blocks_ * kRiskBlock);
    parallel_for(0, static_cast<std::ptrdiff_t>(blocks_), 4, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
      RiskColumn column;
      for (auto b = static_cast<std::size_t>(from); b < static_cast<std::size_t>(to); ++b) {
        fill_basin_column(basin, options_.seed, b * kRiskBlock, column);
        std::copy(column.begin(), column.end(), speed.begin() + static_cast<std::ptrdiff_t>(b * kRiskBlock));
      }
    });
    return speed;
  }

  /// All facilities of the batch for one block of draws.
  void draw_block(const std::vector<CrossingModel>& models, std::size_t block) {
    const std::size_t first = block * kRiskBlock;
    const std::size_t width = std::min(kRiskBlock, draws_ - first);
    const auto numbers = std::make_unique<RiskNumbers>();
    std::vector<RiskColumn> risk;
    std::vector<RiskColumn> load;
    for (std::size_t f = 0; f + 1 < batch_.begin.size(); ++f) {
      const std::size_t begin = batch_.begin[f];
      const std::size_t count = batch_.begin[f + 1] - begin;
      risk.resize(std::max(risk.size(), count));
      load.resize(std::max(load.size(), count));
      fill_facility_numbers(crossings_[batch_.crossings[begin]], options_.seed, first, *numbers);
      for (std::size_t k = 0; k < count; ++k) {
        const std::size_t c = batch_.crossings[begin + k];
        std::copy_n(batch_.speed[batch_.speed_of[begin + k]].begin() + static_cast<std::ptrdiff_t>(first), kRiskBlock, numbers->speed.begin());
        fill_crossing_numbers(crossings_[c], options_.seed, first, *numbers);
        load[k].fill(0);
        models[begin + k].draw(*numbers, risk[k], &load[k]);
        if (block == 0) risk_.crossings[c].variance_share = variance_shares(models[begin + k], *even_, kRiskBlock);
        batch_.load[(begin + k) * blocks_ + block] = std::accumulate(load[k].begin(), load[k].begin() + static_cast<std::ptrdiff_t>(width), 0.0);
      }
      add_facility(f, first, width, std::span(risk).first(count), std::span(load).first(count));
    }
  }

  void add_facility(std::size_t f, std::size_t first, std::size_t width, std::span<const RiskColumn> risk, std::span<RiskColumn> load) {
    const std::size_t begin = batch_.begin[f];
    RiskColumn total = risk[0];
    for (std::size_t k = 0; k < risk.size(); ++k) {
      for (std::size_t i = 0; k > 0 && i < width; ++i) total[i] += risk[k][i];
      float* const own = batch_.risk.data() + (begin + k) * draws_ + first;
      for (std::size_t i = 0; risk.size() > 1 && i < width; ++i) own[i] = static_cast<float>(risk[k][i]);
      for (RiskKind& kind : kinds_) {
        const std::ptrdiff_t group = kind.group_of[batch_.crossings[begin + k]];
        if (group < 0) continue;
        double* const sum = kind.risk.data() + static_cast<std::size_t>(group) * draws_ + first;
        for (std::size_t i = 0; i < width; ++i) sum[i] += risk[k][i];
      }
    }
    float* const sum = facility_risk_.data() + (batch_.first + f) * draws_ + first;
    for (std::size_t i = 0; i < width; ++i) sum[i] = static_cast<float>(total[i]);
    for (RiskKind& kind : kinds_) add_largest_loads(kind, begin, first, width, load);
    RiskColumn& largest = load[0];
    for (std::size_t k = 1; k < load.size(); ++k) raise(largest, load[k]);
    float* const mass = batch_.facility_load.data() + f * draws_ + first;
    for (std::size_t i = 0; i < width; ++i) mass[i] = static_cast<float>(largest[i]);
  }

  static void raise(RiskColumn& largest, const RiskColumn& other) {
    for (std::size_t i = 0; i < kRiskBlock; ++i) largest[i] = std::max(largest[i], other[i]);
  }

  /// The same mass crosses border after border: in each group that of a facility counts once.
  void add_largest_loads(RiskKind& kind, std::size_t begin, std::size_t first, std::size_t width, std::span<const RiskColumn> load) const {
    const auto group_of = [&](std::size_t k) { return kind.group_of[batch_.crossings[begin + k]]; };
    for (std::size_t k = 0; k < load.size(); ++k) {
      bool done = group_of(k) < 0;
      for (std::size_t j = 0; j < k; ++j) done = done || group_of(j) == group_of(k);
      if (done) continue;
      double* const sum = kind.load.data() + static_cast<std::size_t>(group_of(k)) * draws_ + first;
      RiskColumn largest = load[k];
      for (std::size_t j = k + 1; j < load.size(); ++j) {
        if (group_of(j) == group_of(k)) raise(largest, load[j]);
      }
      for (std::size_t i = 0; i < width; ++i) sum[i] += largest[i];
    }
  }

  void summarise(std::size_t f) {
    RiskGroup& group = facilities_.groups[known_[batch_.first + f].group];
    group.tbri = log10_of(band_of(std::span<const float>(facility_risk_).subspan((batch_.first + f) * draws_, draws_)));
    bool has_load = false;
    bool by_default = false;
    const bool single = batch_.begin[f + 1] - batch_.begin[f] == 1;
    for (std::size_t k = batch_.begin[f]; k < batch_.begin[f + 1]; ++k) {
      RiskOutcome& outcome = risk_.crossings[batch_.crossings[k]];
      outcome.tbri = single ? group.tbri : std::optional(log10_of(band_of(std::span<const float>(batch_.risk).subspan(k * draws_, draws_))));
      const CrossingRisk& crossing = crossings_[batch_.crossings[k]];
      by_default = by_default || crossing.release_by_default;
      has_load = has_load || crossing.load_kg;
      if (!crossing.load_kg || crossing.release_by_default) continue;
      const auto sums = batch_.load.begin() + static_cast<std::ptrdiff_t>(k * blocks_);
      outcome.load_kg_per_year = std::accumulate(sums, sums + static_cast<std::ptrdiff_t>(blocks_), 0.0) / static_cast<double>(draws_);
    }
    if (!has_load) return;
    set_load(group, std::span<const float>(batch_.facility_load).subspan(f * draws_, draws_), !by_default);
    if (single) group.expected_load_kg_per_year = risk_.crossings[batch_.crossings[batch_.begin[f]]].load_kg_per_year;
  }

  template <class T>
  void set_load(RiskGroup& group, std::span<const T> load, bool has_mean) const {
    group.load_kg_per_year = band_of(load);
    if (!has_mean) return;
    // Block by block, as a crossing's own load is added up.
    double sum = 0;
    for (std::size_t first = 0; first < draws_; first += kRiskBlock) {
      const auto block = load.subspan(first, std::min(kRiskBlock, draws_ - first));
      sum += std::accumulate(block.begin(), block.end(), 0.0);
    }
    group.expected_load_kg_per_year = sum / static_cast<double>(draws_);
  }

  void finish(RiskKind& kind) const {
    std::vector<std::size_t> known;
    std::vector<float> values;
    for (std::size_t g = 0; g < kind.groups.size(); ++g) {
      RiskGroup& group = kind.groups[g];
      if (group.unknown_crossings == group.crossings) continue;
      known.push_back(g);
      for (const double v : std::span(kind.risk).subspan(g * draws_, draws_)) values.push_back(static_cast<float>(v));
      group.tbri = log10_of(band_of(std::span<const float>(values).last(draws_)));
      hold_above_sure(group);
      if (kind.has_load[g] != 0) set_load(group, std::span<const double>(kind.load).subspan(g * draws_, draws_), kind.by_default[g] == 0);
    }
    rank_groups(kind.groups, known, std::move(values), draws_);
  }

  std::span<const CrossingRisk> crossings_;
  TransboundaryOptions options_;
  std::size_t draws_;
  std::size_t blocks_;
  TransboundaryRisk risk_;
  RiskKind facilities_;
  std::array<RiskKind, 3> kinds_;
  std::vector<KnownFacility> known_;
  std::vector<float> facility_risk_;  ///< per known facility and draw
  std::unique_ptr<RiskNumbers> even_ = std::make_unique<RiskNumbers>();
  Batch batch_;
};

}  // namespace

TransboundaryRisk transboundary_risk(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options) {
  return Ensemble(crossings, options).run();
}

}  // namespace tmfgeo
