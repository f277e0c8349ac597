// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/text.h"
#include "tmfgeo/project/earthquake_file.h"
#include "tmfgeo/project/project_tables.h"

namespace tmfgeo {
namespace {

constexpr double kLongestReturnPeriod_y = 1e7;
/// The rarest storm of a table brings more even in a desert, and no storm brings as many metres.
constexpr double kLeastRarestRain_m = 0.003;

/// A raster of one return period.
template <class Map>
Map read_map(ConfigTable& table, const char* section) {
  Map map;
  read_input(table, section, map);
  map.return_period_y = required_in_range(table, "return_period_years", 1, kLongestReturnPeriod_y);
  return map;
}

AccelerationUnit acceleration_unit(const ConfigTable& table, const std::string& text) {
  const auto unit = parse_acceleration_unit(text);
  if (!unit) table.refuse("unit", "found \"" + text + "\", expected one of: g, %g, cm/s2, m/s2");
  return *unit;
}

ShakingMapInput read_shaking(ConfigTable& table, const char* section, const IntensityMeasure& measure) {
  auto map = read_map<ShakingMapInput>(table, section);
  map.measure = measure;
  const std::string text = table.required_text("unit");
  const auto unit = find_shaking_unit(measure, text);
  if (!unit) {
    std::vector<std::string> names;
    for (const ShakingUnit& u : shaking_units(measure)) names.emplace_back(u.name);
    table.refuse("unit", "found \"" + text + "\", expected one of: " + joined(names, ", "));
  }
  map.unit = *unit;
  map.unit_checked = table.boolean("unit_checked").value_or(false);
  return map;
}

DepthMapInput read_depth(ConfigTable& table) {
  auto map = read_map<DepthMapInput>(table, "natech.flood");
  if (map.return_period_y == 1) table.refuse("return_period_years", "found 1, expected more than 1 year");
  return map;
}

ShakeMapInput read_shakemap(ConfigTable& table) {
  ShakeMapInput map;
  read_input(table, "natech.shakemap", map);
  map.unit_text = table.text("unit").value_or("");
  map.magnitude = number_in_range_if(table, "magnitude", 3, 9.5);
  if (!map.unit_text.empty()) map.unit = acceleration_unit(table, map.unit_text);
  if (!map.is_xml() && !map.unit) table.refuse("unit", "is missing, expected the unit of a raster: g, %g, cm/s2 or m/s2");
  if (map.is_xml() && (map.unit || map.magnitude)) table.refuse("unit", "stands for rasters: a grid.xml tells unit and magnitude itself");
  return map;
}

struct NumberPair {
  double first = 0;
  double second = 0;
};

/// Two lists of one length, pair by pair; `fits` judges a pair by the one before it, nullptr for the first.
template <class Fits>
std::vector<NumberPair> read_pairs(ConfigTable& table, const char* first_key, const char* second_key, const char* expectation, Fits fits) {
  const auto first = table.numbers(first_key).value_or(std::vector<double>{});
  const auto second = table.numbers(second_key).value_or(std::vector<double>{});
  if (first.size() != second.size()) {
    table.refuse(second_key, "found " + std::to_string(second.size()) + " numbers, expected one for each of the " + std::to_string(first.size()) + " of " + first_key);
  }
  std::vector<NumberPair> pairs;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const NumberPair pair{first[i], second[i]};
    if (!fits(pair, pairs.empty() ? nullptr : &pairs.back())) table.refuse(first_key, std::string("expected ") + expectation);
    pairs.push_back(pair);
  }
  return pairs;
}

std::vector<CompletenessStep> read_completeness(ConfigTable& table) {
  const auto pairs = read_pairs(table, "complete_magnitudes", "complete_since_years", "magnitudes that rise, with years that do not",
                                [](NumberPair here, const NumberPair* before) { return before == nullptr || (here.first > before->first && here.second <= before->second); });
  if (pairs.empty()) table.refuse("complete_magnitudes", "is missing, expected as many magnitudes as complete_since_years has years, at least one");
  std::vector<CompletenessStep> steps;
  for (const NumberPair& p : pairs) steps.push_back({p.first, p.second});
  return steps;
}

/// Return periods above 1 that rise, with numbers above `least` that do not fall.
std::vector<NumberPair> read_by_return_period(ConfigTable& table, const char* periods_key, const char* numbers_key, const char* expectation, double least) {
  return read_pairs(table, periods_key, numbers_key, expectation, [least](NumberPair here, const NumberPair* before) {
    return here.first > 1 && here.first <= kLongestReturnPeriod_y && here.second >= least &&
           (before == nullptr || (here.first > before->first && here.second >= before->second));
  });
}

std::vector<double> read_disaggregation(ConfigTable& table) {
  const auto periods = table.numbers("disaggregation_years").value_or(CatalogueInput{}.disaggregation_y);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const bool fits = periods[i] > 1 && periods[i] <= kLongestReturnPeriod_y && (i == 0 || periods[i] > periods[i - 1]);
    if (!fits) table.refuse("disaggregation_years", "found " + shortest(periods[i]) + ", expected return periods above 1 that rise");
  }
  return periods;
}

CatalogueInput read_catalogue(ConfigTable& table, const std::vector<ModelSet>& sets) {
  CatalogueInput c;
  read_input(table, "natech.catalogue", c);
  c.region = table.required_text("region");
  c.completeness = read_completeness(table);
  region_set(sets, c.region, table.place("region"));
  c.until_year = required_in_range(table, "until_year", c.completeness.front().since_year + 1, 3000);
  c.years_checked = table.boolean("years_checked").value_or(false);
  c.largest_magnitude = required_in_range(table, "largest_magnitude", c.completeness.front().magnitude + 0.5, 9.5);
  c.depth_km = number_in_range(table, "depth_km", c.depth_km, 0, 700);
  c.bin = number_in_range(table, "magnitude_bin", c.bin, 0.01, 1);
  c.spacing_km = number_in_range(table, "spacing_km", c.spacing_km, 1, 100);
  c.disaggregation_y = read_disaggregation(table);
  c.smoothing_km = number_in_range(table, "smoothing_km", c.smoothing_km, 1, 500);
  c.time_form = table.word("time_form", {"iso", "month/day/year", "day/month/year"}).value_or(c.time_form);
  for (const auto& [key, column] : {std::pair{"time_column", &c.time_column}, {"longitude_column", &c.longitude_column},
                                    {"latitude_column", &c.latitude_column}, {"depth_column", &c.depth_column},
                                    {"magnitude_column", &c.magnitude_column}, {"type_column", &c.type_column}}) {
    *column = table.text(key).value_or(*column);
  }
  return c;
}

AreaSourcesInput read_area_sources(ConfigTable& table, const std::vector<ModelSet>& sets) {
  AreaSourcesInput areas;
  read_input(table, "natech.area_sources", areas);
  areas.region = table.text("region").value_or("");
  if (!areas.region.empty()) region_set(sets, areas.region, table.place("region"));
  areas.spacing_km = number_in_range(table, "spacing_km", areas.spacing_km, 1, 100);
  return areas;
}

std::vector<StormRain> read_storms(ConfigTable& table) {
  std::vector<StormRain> storms;
  for (const NumberPair& p : read_by_return_period(table, "storm_return_periods_years", "storm_rain_mm", "return periods above 1 that rise, with rain that does not fall", 0)) {
    storms.push_back({p.first, p.second / 1000});
  }
  if (!storms.empty() && storms.back().rain_m < kLeastRarestRain_m) {
    table.refuse("storm_rain_mm", "found at most " + shortest(storms.back().rain_m * 1000) + " mm in the rarest storm, expected at least " + shortest(kLeastRarestRain_m * 1000) +
                                      ": the numbers may be metres");
  }
  return storms;
}

PondDefaults read_pond(ConfigTable& table) {
  PondDefaults d;
  d.wind_m_s = number_in_range_if(table, "wind_m_s", 0, 70);
  d.runoff_fraction = number_in_range(table, "runoff_fraction", d.runoff_fraction, 0, 1);
  d.face_slope = number_in_range(table, "face_slope", d.face_slope, 0.01, 5);
  return d;
}

FloodDischargeInput read_discharge(ConfigTable& table) {
  FloodDischargeInput d;
  if (table.has("file") || table.has("files")) read_input(table, "natech.discharge", d.table.emplace());
  for (const NumberPair& p : read_by_return_period(table, "growth_return_periods_years", "growth_factors", "return periods above 1 that rise, with factors above 0 that do not fall", 1e-9)) {
    d.growth.return_period_y.push_back(p.first);
    d.growth.factor.push_back(p.second);
  }
  if (d.growth.factor.size() == 1) table.refuse("growth_factors", "found one, expected at least two");
  d.index_a = number_in_range_if(table, "index_a", 1e-6, 1e6);
  d.index_b = number_in_range(table, "index_b", d.index_b, 0, 2);
  if (d.index_a && d.growth.factor.empty()) table.refuse("index_a", "needs growth_return_periods_years and growth_factors beside it");
  if (!d.index_a && table.has("index_b")) table.refuse("index_b", "needs index_a beside it");
  d.table_factor = number_in_range(table, "table_within_factor", d.table_factor, 1, 100);
  d.law_factor = number_in_range(table, "law_within_factor", d.law_factor, 1, 100);
  d.roughness_n = number_in_range_if(table, "roughness_n", 0.01, 0.5);
  d.roughness_factor = number_in_range(table, "roughness_within_factor", d.roughness_factor, 1, 10);
  d.height_error_m = number_in_range(table, "height_error_m", d.height_error_m, 0, 100);
  d.stretch_m = number_in_range(table, "stretch_m", d.stretch_m, 100, 1e5);
  return d;
}

DisplacementModel read_displacement_model(ConfigTable& table, DisplacementModel fallback) {
  std::vector<std::string> names;
  for (const DisplacementModelRow& row : displacement_models()) names.emplace_back(row.name);
  const auto name = table.word("displacement_model", names);
  return name ? find_displacement_model(*name)->model : fallback;
}

IntensityMeasure measure_of(const ConfigTable& table, const char* key, const std::string& word) {
  const auto measure = parse_intensity_measure(word);
  if (!measure || measure->period_s > 10) table.refuse(key, "found \"" + word + "\", expected PGA, PGV or SA(period) with a period up to 10 s");
  return *measure;
}

/// Maps of PGA under either name of the table; others by themselves.
void read_shaking_maps(ConfigTable& table, NatechInput& n) {
  for (ConfigTable& map : table.tables("pga")) n.pga.push_back(read_shaking(map, "natech.pga", kPga));
  for (ConfigTable& map : table.tables("shaking")) {
    const IntensityMeasure measure = measure_of(map, "measure", map.required_text("measure"));
    (measure == kPga ? n.pga : n.shaking).push_back(read_shaking(map, "natech.shaking", measure));
  }
}

std::vector<IntensityMeasure> read_measures(ConfigTable& table, std::vector<IntensityMeasure> fallback) {
  const auto words = table.texts("measures");
  if (!words) return fallback;
  std::vector<IntensityMeasure> measures;
  for (const std::string& word : *words) {
    const IntensityMeasure measure = measure_of(table, "measures", word);
    if (std::find(measures.begin(), measures.end(), measure) != measures.end()) table.refuse("measures", "found \"" + word + "\" twice, expected once");
    measures.push_back(measure);
  }
  return measures;
}

}  // namespace

NatechInput read_natech(ConfigTable& table) {
  NatechInput n;
  read_shaking_maps(table, n);
  n.pga_on_rock = table.boolean("pga_on_rock").value_or(false);
  for (ConfigTable& map : table.tables("flood")) n.floods.push_back(read_depth(map));
  n.flood_radius_m = number_in_range(table, "flood_radius_m", n.flood_radius_m, 0, 1e5);
  n.regions = read_file_if(table, "natech", "regions");
  if (auto catalogue = table.table_if("catalogue")) n.catalogue = read_catalogue(*catalogue, region_sets(n.regions));
  if (auto areas = table.table_if("area_sources")) n.area_sources = read_area_sources(*areas, region_sets(n.regions));
  for (ConfigTable& scenario : table.tables("scenario")) read_input(scenario, "natech.scenario", n.scenarios.emplace_back());
  if (auto shakemap = table.table_if("shakemap")) n.shakemap = read_shakemap(*shakemap);
  n.vs30 = read_file_if(table, "natech", "vs30");
  n.default_vs30_m_s = number_in_range(table, "default_vs30_m_s", n.default_vs30_m_s, 50, 3000);
  n.craton_weight = number_in_range(table, "craton_weight", n.craton_weight, 0, 1);
  n.fragility = read_file_if(table, "natech", "fragility");
  n.soundings = read_file_if(table, "natech", "soundings");
  n.estimate_floods = table.boolean("estimate_floods").value_or(n.estimate_floods);
  if (auto discharge = table.table_if("discharge")) n.discharge = read_discharge(*discharge);
  n.displacement_model = read_displacement_model(table, n.displacement_model);
  n.measures = read_measures(table, n.measures);
  n.design = table.text("design").value_or(n.design);
  if (const auto phase = table.word("phase", {"operation", "closure"})) n.phase = *phase == "closure" ? DesignPhase::closure : DesignPhase::operation;
  n.magnitude = number_in_range_if(table, "magnitude", 4, 9.5);
  n.storms = read_storms(table);
  if (auto pond = table.table_if("pond")) n.pond = read_pond(*pond);
  n.draws = whole_in_range(table, "draws", n.draws, 1, 10'000'000);
  n.seed = whole_in_range(table, "seed", n.seed, 0, 9'007'199'254'740'992);
  return n;
}

}  // namespace tmfgeo
