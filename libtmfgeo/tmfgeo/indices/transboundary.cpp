// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/transboundary.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/indices/rank_draws.h"
#include "tmfgeo/indices/risk_draws.h"
#include "tmfgeo/indices/risk_groups.h"

namespace tmfgeo {
namespace {

/// Facilities whose draws are held at once.
constexpr std::size_t kBatch = 32;

/// Value at the harmless end of what is unknown, at a chosen percentile of what is known.
std::array<std::optional<double>, 4> terms_at(const CrossingRisk& c, double warning_h, double Band::*lower, double Band::*upper) {
  std::array<std::optional<double>, 4> terms;
  if (c.release_per_year) terms[0] = std::log10((*c.release_per_year).*lower);
  if (c.exceedance_ratio) terms[1] = std::log10(1 + (*c.exceedance_ratio).*lower);
  if (c.people) terms[2] = std::log10(1 + (*c.people).*lower);
  if (c.arrival_h) terms[3] = std::max(0.0, std::log10(warning_h / (*c.arrival_h).*upper));
  return terms;
}

RiskOutcome outcome_without_draws(const CrossingRisk& c, const TransboundaryOptions& options) {
  RiskOutcome outcome;
  outcome.terms = terms_at(c, options.warning_h, &Band::p50, &Band::p50);
  const auto lowest = terms_at(c, options.warning_h, &Band::p10, &Band::p90);
  double sum = 0;
  for (std::size_t i = 0; i < kRiskInputs.size(); ++i) {
    if (!lowest[i]) outcome.missing.emplace_back(kRiskInputs[i]);
    sum += lowest[i].value_or(0);
  }
  if (lowest[0]) outcome.at_least = sum;
  return outcome;
}

Band log10_of(const Band& band) { return {std::log10(band.p10), std::log10(band.p50), std::log10(band.p90)}; }

class Ensemble {
 public:
  Ensemble(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options) : crossings_(crossings), options_(options), draws_(options.draws) {
    TMFGEO_EXPECTS(options.draws > 0 && options.warning_h > 0 && options.common_speed >= 0 && options.common_speed <= 1);
    std::vector<std::string> facility;
    std::vector<std::string> river;
    std::vector<std::string> basin;
    std::vector<std::string> pair;
    for (const CrossingRisk& c : crossings) {
      facility.push_back(c.facility);
      river.push_back(c.river);
      basin.push_back(c.basin);
      pair.push_back(c.origin + ">" + c.affected);
      risk_.crossings.push_back(outcome_without_draws(c, options));
    }
    facilities_ = group_crossings(crossings, facility);
    kinds_ = {group_crossings(crossings, river), group_crossings(crossings, basin), group_crossings(crossings, pair)};
    order_crossings();
  }

  TransboundaryRisk run() {
    for (RiskKind& kind : kinds_) {
      kind.risk.assign(kind.groups.size() * draws_, 0);
      kind.load.assign(kind.groups.size() * draws_, 0);
      kind.has_load.assign(kind.groups.size(), 0);
    }
    facility_risk_.assign(known_facilities_.size() * draws_, 0);
    for (std::size_t first = 0; first < known_facilities_.size(); first += kBatch) run_batch(first, std::min(kBatch, known_facilities_.size() - first));
    count_unknown(facilities_);
    finish_facilities();
    for (RiskKind& kind : kinds_) {
      count_unknown(kind);
      finish(kind);
    }
    risk_.facilities = std::move(facilities_.groups);
    risk_.rivers = std::move(kinds_[0].groups);
    risk_.basins = std::move(kinds_[1].groups);
    risk_.country_pairs = std::move(kinds_[2].groups);
    return std::move(risk_);
  }

 private:
  /// Known crossings by facility, then name: sums are then added up in one order, whatever the order given.
  void order_crossings() {
    std::vector<std::vector<std::size_t>> of_facility(facilities_.groups.size());
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      if (risk_.crossings[i].missing.empty()) of_facility[static_cast<std::size_t>(facilities_.group_of[i])].push_back(i);
    }
    for (std::size_t f = 0; f < of_facility.size(); ++f) {
      auto& own = of_facility[f];
      if (own.empty()) continue;
      std::sort(own.begin(), own.end(), [&](std::size_t a, std::size_t b) { return crossings_[a].crossing < crossings_[b].crossing; });
      const bool once = std::adjacent_find(own.begin(), own.end(), [&](std::size_t a, std::size_t b) { return crossings_[a].crossing == crossings_[b].crossing; }) == own.end();
      TMFGEO_EXPECTS(once);
      known_facilities_.push_back({f, std::move(own)});
    }
  }

  struct KnownFacility {
    std::size_t group;
    std::vector<std::size_t> crossings;
  };
  struct Drawn {
    std::vector<double> risk;  ///< per crossing of the batch and draw
    std::vector<double> load;
    std::vector<std::size_t> crossings;
  };

  void run_batch(std::size_t first, std::size_t count) {
    std::vector<std::size_t> begin(count + 1, 0);
    drawn_.crossings.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const auto& own = known_facilities_[first + i].crossings;
      drawn_.crossings.insert(drawn_.crossings.end(), own.begin(), own.end());
      begin[i + 1] = drawn_.crossings.size();
    }
    drawn_.risk.resize(drawn_.crossings.size() * draws_);
    drawn_.load.assign(drawn_.crossings.size() * draws_, 0);
    parallel_for(0, static_cast<std::ptrdiff_t>(count), 1, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
      for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) draw_facility(first + i, begin[i], begin[i + 1]);
    });
    const std::size_t blocks = (draws_ + kRiskBlock - 1) / kRiskBlock;
    parallel_for(0, static_cast<std::ptrdiff_t>(blocks), 1, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
      add_to_groups(static_cast<std::size_t>(from) * kRiskBlock, std::min(draws_, static_cast<std::size_t>(to) * kRiskBlock));
    });
    for (const std::size_t c : drawn_.crossings) {
      for (RiskKind& kind : kinds_) {
        if (kind.group_of[c] >= 0 && crossings_[c].load_kg) kind.has_load[static_cast<std::size_t>(kind.group_of[c])] = 1;
      }
    }
  }

  void draw_facility(std::size_t facility, std::size_t begin, std::size_t end) {
    std::vector<CrossingModel> models;
    for (std::size_t k = begin; k < end; ++k) models.emplace_back(crossings_[drawn_.crossings[k]], options_);
    const auto numbers = std::make_unique<RiskNumbers>();
    const auto column = std::make_unique<RiskColumn>();
    const auto load = std::make_unique<RiskColumn>();
    float* const sum = facility_risk_.data() + facility * draws_;
    for (std::size_t first = 0; first < draws_; first += kRiskBlock) {
      const std::size_t width = std::min(kRiskBlock, draws_ - first);
      const CrossingRisk& head = crossings_[drawn_.crossings[begin]];
      fill_facility_numbers(head, options_.seed, first, *numbers);
      fill_basin_numbers(head, options_.seed, first, *numbers);
      RiskColumn total{};
      for (std::size_t k = begin; k < end; ++k) {
        const CrossingRisk& crossing = crossings_[drawn_.crossings[k]];
        const CrossingModel& model = models[k - begin];
        if (crossing.basin != head.basin) fill_basin_numbers(crossing, options_.seed, first, *numbers);
        fill_crossing_numbers(crossing, options_.seed, first, *numbers);
        model.draw(*numbers, *column, load.get());
        std::copy_n(column->begin(), width, drawn_.risk.begin() + static_cast<std::ptrdiff_t>(k * draws_ + first));
        for (std::size_t i = 0; i < width; ++i) total[i] += (*column)[i];
        if (first == 0) risk_.crossings[drawn_.crossings[k]].variance_share = variance_shares(model, *numbers, width);
        if (!model.has_load()) continue;
        std::copy_n(load->begin(), width, drawn_.load.begin() + static_cast<std::ptrdiff_t>(k * draws_ + first));
      }
      for (std::size_t i = 0; i < width; ++i) sum[first + i] = static_cast<float>(total[i]);
    }
    summarise_crossings(facility, begin, end);
  }

  void summarise_crossings(std::size_t facility, std::size_t begin, std::size_t end) {
    RiskGroup& group = facilities_.groups[known_facilities_[facility].group];
    std::vector<float> scratch(draws_);
    const auto band_of_floats = [&](const auto* values) {
      std::transform(values, values + draws_, scratch.begin(), [](auto v) { return static_cast<float>(v); });
      return log10_of(band_of(std::span<const float>(scratch)));
    };
    std::vector<double> load(draws_, 0);
    bool has_load = false;
    for (std::size_t k = begin; k < end; ++k) {
      RiskOutcome& outcome = risk_.crossings[drawn_.crossings[k]];
      outcome.tbri = band_of_floats(drawn_.risk.data() + k * draws_);
      if (!crossings_[drawn_.crossings[k]].load_kg) continue;
      has_load = true;
      const double* own = drawn_.load.data() + k * draws_;
      outcome.load_kg_per_year = std::accumulate(own, own + draws_, 0.0) / static_cast<double>(draws_);
      for (std::size_t i = 0; i < draws_; ++i) load[i] += own[i];
    }
    group.tbri = end - begin == 1 ? risk_.crossings[drawn_.crossings[begin]].tbri : std::optional(band_of_floats(facility_risk_.data() + facility * draws_));
    if (has_load) set_load(group, load);
  }

  void set_load(RiskGroup& group, std::span<const double> load) const {
    group.expected_load_kg_per_year = std::accumulate(load.begin(), load.end(), 0.0) / static_cast<double>(draws_);
    group.load_kg_per_year = band_of(load);
  }

  void add_to_groups(std::size_t first, std::size_t last) {
    for (std::size_t k = 0; k < drawn_.crossings.size(); ++k) {
      const double* const risk = drawn_.risk.data() + k * draws_;
      const double* const load = drawn_.load.data() + k * draws_;
      for (RiskKind& kind : kinds_) {
        const std::ptrdiff_t group = kind.group_of[drawn_.crossings[k]];
        if (group < 0) continue;
        double* const risk_sum = kind.risk.data() + static_cast<std::size_t>(group) * draws_;
        double* const load_sum = kind.load.data() + static_cast<std::size_t>(group) * draws_;
        for (std::size_t i = first; i < last; ++i) risk_sum[i] += risk[i];
        for (std::size_t i = first; i < last; ++i) load_sum[i] += load[i];
      }
    }
  }

  void count_unknown(RiskKind& kind) const {
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      if (kind.group_of[i] >= 0 && !risk_.crossings[i].missing.empty()) ++kind.groups[static_cast<std::size_t>(kind.group_of[i])].unknown_crossings;
    }
  }

  static void set_ranks(std::vector<RiskGroup>& groups, const std::vector<std::size_t>& known, const std::vector<Band>& ranks) {
    const auto tier = tiers(ranks);
    for (std::size_t i = 0; i < known.size(); ++i) {
      groups[known[i]].rank = ranks[i];
      groups[known[i]].tier = tier[i];
    }
  }

  void finish_facilities() {
    std::vector<std::size_t> known;
    for (const KnownFacility& f : known_facilities_) known.push_back(f.group);
    set_ranks(facilities_.groups, known, rank_bands(std::move(facility_risk_), draws_));
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
      if (kind.has_load[g] != 0) set_load(group, std::span(kind.load).subspan(g * draws_, draws_));
    }
    set_ranks(kind.groups, known, rank_bands(std::move(values), draws_));
  }

  std::span<const CrossingRisk> crossings_;
  TransboundaryOptions options_;
  std::size_t draws_;
  TransboundaryRisk risk_;
  RiskKind facilities_;
  std::array<RiskKind, 3> kinds_;
  std::vector<KnownFacility> known_facilities_;
  std::vector<float> facility_risk_;  ///< per known facility and draw
  Drawn drawn_;
};

}  // namespace

TransboundaryRisk transboundary_risk(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options) {
  return Ensemble(crossings, options).run();
}

}  // namespace tmfgeo
