// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/fragility.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/natech/csv_rows.h"

namespace tmfgeo {
namespace {

/// A measure with the largest median that is physical in its unit.
struct MeasureRow {
  DemandMeasure measure;
  std::string_view name;
  double largest_median;
};
constexpr std::array kMeasures{
    MeasureRow{DemandMeasure::pga_g, "pga_g", 5},           MeasureRow{DemandMeasure::pgv_cm_s, "pgv_cm_s", 1000},
    MeasureRow{DemandMeasure::sa_g, "sa_g", 10},            MeasureRow{DemandMeasure::displacement_cm, "displacement_cm", 10000},
    MeasureRow{DemandMeasure::settlement_pct, "settlement_pct", 100}, MeasureRow{DemandMeasure::depth_m, "depth_m", 200},
};

enum Column : std::size_t { kCurve, kMeasure, kState, kMedian, kBeta, kSource };

const MeasureRow& read_measure(const CsvRows& rows) {
  const std::string& text = rows.text(kMeasure);
  const auto* row = std::find_if(kMeasures.begin(), kMeasures.end(), [&](const MeasureRow& m) { return m.name == text; });
  if (row != kMeasures.end()) return *row;
  std::vector<std::string> names;
  for (const MeasureRow& m : kMeasures) names.emplace_back(m.name);
  rows.refuse(kMeasure, "found \"" + text + "\", expected one of " + joined(names, ", "));
}

void add_state(const CsvRows& rows, FragilityCurve& curve, FragilityState state) {
  for (const FragilityState& before : curve.states) {
    if (before.name == state.name) rows.refuse("state \"" + state.name + "\" of curve \"" + curve.id + "\" is there twice");
  }
  if (!curve.states.empty() && state.median < curve.states.back().median) {
    rows.refuse("median: found " + shortest(state.median) + " below the lighter state's " +
                  shortest(curve.states.back().median) + ", expected the lightest state first");
  }
  curve.states.push_back(std::move(state));
}

}  // namespace

std::string_view to_text(DemandMeasure measure) {
  const auto* row = std::find_if(kMeasures.begin(), kMeasures.end(), [&](const MeasureRow& m) { return m.measure == measure; });
  TMFGEO_EXPECTS(row != kMeasures.end());
  return row->name;
}

std::vector<FragilityCurve> parse_fragility_curves(std::string_view csv, const std::string& name) {
  CsvRows rows(csv, name, {"curve", "measure", "state", "median", "beta", "source"}, 6);
  std::vector<FragilityCurve> curves;
  std::set<std::string> seen;
  while (rows.next()) {
    const std::string& id = rows.filled(kCurve);
    const std::string& source = rows.filled(kSource);
    const MeasureRow& measure = read_measure(rows);
    if (curves.empty() || curves.back().id != id) {
      if (!seen.insert(id).second) rows.refuse("curve \"" + id + "\" is there twice, expected its lines together");
      curves.push_back({.id = id, .measure = measure.measure, .states = {}, .source = source});
    }
    if (curves.back().measure != measure.measure) rows.refuse(kMeasure, "differs within curve \"" + id + "\"");
    const double median = rows.positive(kMedian);
    if (median > measure.largest_median) {
      rows.refuse(kMedian, "found " + rows.text(kMedian) + ", expected at most " + shortest(measure.largest_median) + " as " +
                               std::string(measure.name) + "; check the unit");
    }
    add_state(rows, curves.back(), {.name = rows.filled(kState), .median = median, .beta = rows.positive(kBeta)});
  }
  if (curves.empty()) rows.refuse_all("has a header and no curve");
  return curves;
}

std::vector<double> state_exceedance(const FragilityCurve& curve, double demand) {
  TMFGEO_EXPECTS(demand >= 0);
  std::vector<double> exceedance;
  double reached = 1;
  for (const FragilityState& state : curve.states) {
    reached = std::min(reached, lognormal_cdf(demand, state.median, state.beta));
    exceedance.push_back(reached);
  }
  return exceedance;
}

std::vector<double> state_probabilities(const FragilityCurve& curve, double demand) {
  std::vector<double> probabilities;
  double reached = 1;
  for (const double next : state_exceedance(curve, demand)) {
    probabilities.push_back(reached - next);
    reached = next;
  }
  probabilities.push_back(reached);
  return probabilities;
}

std::vector<AnnualRate> annual_damage(const HazardCurveView& hazard, const FragilityCurve& curve) {
  return annual_rates(hazard, curve.states.size(), [&](double demand, std::span<double> out) { std::ranges::copy(state_exceedance(curve, demand), out.begin()); });
}

}  // namespace tmfgeo
