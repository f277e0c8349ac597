// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/index_run.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "tmfgeo/app/river_groups.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/network/route_parts.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

PopulationRaster read_population_raster(const PopulationInput& input, const Box& area, Issues& issues) {
  RasterOptions options;
  options.crs = input.crs;
  options.clip = input.clip;
  const RasterInfo info = raster_info(input.files, options);
  if (!options.clip && !area.empty()) options.clip = transformed_box(area, Crs::wgs84(), info.frame.crs);
  return {read_raster(input.files, options, issues), input.values, input.missing, info.unit, input.file(), issues};
}

std::optional<PointLayer> read_points(const std::optional<NamedInput>& input, const Box& area, Issues& issues) {
  if (!input) return std::nullopt;
  return PointLayer(read_table(*input, {}, area, issues), input->name_column, area, issues);
}

/// One cause's yearly probability, and whether there may be more of it that could not be judged.
struct Cause {
  std::optional<Band> per_year;
  bool whole = false;
};

/// From what the hazard data alone say up to what the curve's end allows.
Cause earthquake_release(const NatechSite& site, double factor) {
  for (const DamageState& state : site.yearly) {
    if (state.mechanism != "release" || !state.probability) continue;
    Band band = *state.probability > 0 ? within_factor(std::min(1.0, *state.probability), factor) : Band{};
    band.p10 = std::min(band.p10, state.probability_low.value_or(band.p10));
    band.p90 = std::max(band.p90, state.probability_high.value_or(0));
    return {band, !state.at_least};
  }
  return {};
}

Cause flood_release(const NatechSite& site, double factor) {
  const auto period_y = site.flood_failure_return_period_y ? site.flood_failure_return_period_y : site.flood_failure_at_most_y;
  if (!period_y) return {};
  return {within_factor(1 / *period_y, factor), site.flood_failure_return_period_y.has_value()};
}

std::string origin_of(const FacilityResult& r) { return r.country_found.empty() ? r.facility.country : r.country_found; }

void add_sensitivity(const IndexResults& results, const TransboundaryOptions& options, const char* kind, const std::vector<RiskGroup>& groups,
                     const std::function<std::string(const CrossingRisk&)>& id_of, std::vector<SensitivityOfGroup>& out) {
  std::map<std::string, std::vector<CrossingRisk>> members;
  for (const CrossingRisk& c : results.crossings) members[id_of(c)].push_back(c);
  for (const RiskGroup& group : groups) {
    if (const auto s = group_sensitivity(members[group.id], options)) out.push_back({kind, group.id, *s});
  }
}

}  // namespace

ReleaseCauses release_causes(const ReleaseRateTable& table, const Facility& facility, const NatechSite* site) {
  ReleaseCauses causes;
  causes.background = background_rate(table, facility);
  const Cause earthquake = site != nullptr ? earthquake_release(*site, table.earthquake_p90_over_p50) : Cause{};
  const Cause flood = site != nullptr ? flood_release(*site, table.flood_p90_over_p50) : Cause{};
  causes.earthquake = earthquake.per_year;
  causes.flood = flood.per_year;
  if (!earthquake.whole) causes.not_judged.emplace_back("earthquake_per_year");
  if (!flood.whole) causes.not_judged.emplace_back("flood_per_year");
  // The world's rate counts failures of all causes; but where [natech] was to judge this dam and could not, that is a gap.
  causes.at_least = !causes.not_judged.empty() && (site != nullptr || causes.background.origin != Origin::by_default);
  causes.all = any_cause({causes.background.per_year, causes.earthquake, causes.flood});
  return causes;
}

Surroundings::Surroundings(const Project& project, const Box& area, const PlaceIndex* places, Issues& issues)
    : places_(places), intakes_(read_points(project.exposure.intakes, area, issues)), health_(read_points(project.exposure.health, area, issues)) {
  if (const auto& input = project.exposure.population) population_.emplace(read_population_raster(*input, area, issues));
  if (const auto& input = project.exposure.protected_areas) protected_.emplace(read_table(*input, {}, area, issues), input->name_column, issues);
}

CorridorData Surroundings::data(const Borders& borders) const {
  CorridorData data;
  data.places = places_;
  data.population = population();
  data.intakes = intakes_ ? &*intakes_ : nullptr;
  data.health = health_ ? &*health_ : nullptr;
  data.protected_areas = protected_ ? &*protected_ : nullptr;
  data.borders = &borders;
  return data;
}

InputOverrides read_overrides(const Project& project, const std::vector<Facility>& facilities, Issues& issues) {
  if (!project.overrides) return {};
  InputOverrides overrides = read_input_overrides(read_table(*project.overrides, {}, std::nullopt, issues), facilities);
  issues.insert(issues.end(), overrides.issues.begin(), overrides.issues.end());
  return overrides;
}

IndexResults run_indices(const Assessment& a, std::vector<InputValues> inputs, const Surroundings& surroundings) {
  IndexResults results;
  results.inputs = std::move(inputs);
  std::vector<std::vector<TermValue>> terms;
  for (const FacilityResult& r : a.results) terms.push_back(r.indices);
  results.ranks = rank_facilities(*a.scheme, results.inputs, terms);

  const ReleaseRateTable rates = read_release_rates((std::filesystem::path(data_folder()) / "indices" / "release-rates.toml").string());
  results.rates_id = rates.id;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    results.causes.push_back(release_causes(rates, a.results[i].facility, a.natech ? &a.natech->sites[i] : nullptr));
    const auto& crossings = a.results[i].border.crossings;
    for (std::size_t k = 0; k < crossings.size(); ++k) {
      const bool abroad = !crossings[k].to.empty() && crossings[k].to != origin_of(a.results[i]);
      if (abroad) results.basis.push_back({i, k, {}, {}, {}, 0});
    }
  }
  CorridorData corridor = surroundings.data(a.borders);
  corridor.border_tolerance_m = a.project.borders.options.tolerance_m;
  results.exposure.resize(a.results.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(a.results.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      results.exposure[i] = exposure_by_country(a.results[i].route, a.results[i].border, corridor, a.project.corridor_width_km);
    }
  });
  const RiverGroups rivers(a.results, a.network);
  results.crossings.resize(results.basis.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(results.basis.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      results.crossings[i] = crossing_risk(a, corridor, results.causes[results.basis[i].facility], results.basis[i]);
      const FacilityResult& r = a.results[results.basis[i].facility];
      const ReachId reach = reach_at(r.route, r.border.crossings[results.basis[i].crossing].distance_m);
      if (reach != kNoReach) results.crossings[i].river = rivers.id(r.route, reach);
    }
  });
  TransboundaryOptions options;
  if (a.project.transport) {
    options.draws = a.project.transport->draws;
    options.seed = a.project.transport->seed;
    options.warning_h = a.project.transport->warning_h;
  }
  results.risk = transboundary_risk(results.crossings, options);
  add_sensitivity(results, options, "basin", results.risk.basins, [](const CrossingRisk& c) { return c.basin; }, results.sensitivity);
  add_sensitivity(results, options, "country_pair", results.risk.country_pairs,
                  [](const CrossingRisk& c) { return c.origin + ">" + c.affected; }, results.sensitivity);
  return results;
}

}  // namespace tmfgeo
