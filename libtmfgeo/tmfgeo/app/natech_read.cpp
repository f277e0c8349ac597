// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/app/project_tables.h"
#include "tmfgeo/app/toml_table.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr double kLongestReturnPeriod_y = 1e7;

AccelerationMapInput read_pga(ConfigTable& table) {
  AccelerationMapInput map;
  read_input(table, "natech.pga", map);
  map.return_period_y = required_in_range(table, "return_period_years", 1, kLongestReturnPeriod_y);
  map.unit_text = table.required_text("unit");
  const auto unit = parse_acceleration_unit(map.unit_text);
  if (!unit) table.refuse("unit", "found \"" + map.unit_text + "\", expected one of: g, %g, cm/s2, m/s2");
  map.unit = *unit;
  return map;
}

DepthMapInput read_depth(ConfigTable& table) {
  DepthMapInput map;
  read_input(table, "natech.flood", map);
  map.return_period_y = required_in_range(table, "return_period_years", 1, kLongestReturnPeriod_y);
  if (map.return_period_y == 1) table.refuse("return_period_years", "found 1, expected more than 1 year");
  return map;
}

std::vector<CompletenessStep> read_completeness(ConfigTable& table) {
  const auto magnitudes = table.numbers("complete_magnitudes").value_or(std::vector<double>{});
  const auto years = table.numbers("complete_since_years").value_or(std::vector<double>{});
  if (magnitudes.empty() || magnitudes.size() != years.size()) {
    table.refuse("complete_magnitudes", "expected as many magnitudes as complete_since_years has years, at least one");
  }
  std::vector<CompletenessStep> steps;
  for (std::size_t i = 0; i < magnitudes.size(); ++i) {
    const bool in_order = i == 0 || (magnitudes[i] > magnitudes[i - 1] && years[i] <= years[i - 1]);
    if (!in_order) table.refuse("complete_magnitudes", "expected magnitudes that rise, with years that do not");
    steps.push_back({magnitudes[i], years[i]});
  }
  return steps;
}

CatalogueInput read_catalogue(ConfigTable& table) {
  CatalogueInput c;
  read_input(table, "natech.catalogue", c);
  c.region = table.required_text("region");
  c.completeness = read_completeness(table);
  c.until_year = required_in_range(table, "until_year", c.completeness.front().since_year + 1, 3000);
  c.largest_magnitude = required_in_range(table, "largest_magnitude", c.completeness.front().magnitude + 0.5, 9.5);
  c.depth_km = number_in_range(table, "depth_km", c.depth_km, 0, 700);
  c.bin = number_in_range(table, "magnitude_bin", c.bin, 0.01, 1);
  c.spacing_km = number_in_range(table, "spacing_km", c.spacing_km, 1, 100);
  c.smoothing_km = number_in_range(table, "smoothing_km", c.smoothing_km, 1, 500);
  c.time_form = table.word("time_form", {"iso", "month/day/year", "day/month/year"}).value_or(c.time_form);
  for (const auto& [key, column] : {std::pair{"time_column", &c.time_column}, {"longitude_column", &c.longitude_column},
                                    {"latitude_column", &c.latitude_column}, {"depth_column", &c.depth_column},
                                    {"magnitude_column", &c.magnitude_column}, {"type_column", &c.type_column}}) {
    *column = table.text(key).value_or(*column);
  }
  return c;
}

std::vector<StormRain> read_storms(ConfigTable& table) {
  const auto periods = table.numbers("storm_return_periods_years").value_or(std::vector<double>{});
  const auto rain = table.numbers("storm_rain_mm").value_or(std::vector<double>{});
  if (periods.size() != rain.size()) table.refuse("storm_rain_mm", "expected one number per return period of storm_return_periods_years");
  std::vector<StormRain> storms;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const bool in_order = periods[i] > 1 && rain[i] >= 0 && (i == 0 || (periods[i] > periods[i - 1] && rain[i] >= rain[i - 1]));
    if (!in_order) table.refuse("storm_return_periods_years", "expected return periods above 1 that rise, with rain that does not fall");
    storms.push_back({periods[i], rain[i] / 1000});
  }
  return storms;
}

}  // namespace

NatechInput read_natech(ConfigTable& table) {
  NatechInput n;
  for (ConfigTable& map : table.tables("pga")) n.pga.push_back(read_pga(map));
  n.pga_on_rock = table.boolean("pga_on_rock").value_or(false);
  for (ConfigTable& map : table.tables("flood")) n.floods.push_back(read_depth(map));
  n.flood_radius_m = number_in_range(table, "flood_radius_m", n.flood_radius_m, 0, 1e5);
  if (auto catalogue = table.table_if("catalogue")) n.catalogue = read_catalogue(*catalogue);
  for (ConfigTable& scenario : table.tables("scenario")) read_input(scenario, "natech.scenario", n.scenarios.emplace_back());
  n.shakemap = read_file_if(table, "natech", "shakemap");
  n.vs30 = read_file_if(table, "natech", "vs30");
  n.default_vs30_m_s = number_in_range(table, "default_vs30_m_s", n.default_vs30_m_s, 50, 3000);
  n.craton_weight = number_in_range(table, "craton_weight", n.craton_weight, 0, 1);
  n.fragility = read_file_if(table, "natech", "fragility");
  n.design = table.text("design").value_or(n.design);
  n.phase = table.word("phase", {"operation", "closure"}).value_or("operation") == "closure" ? DesignPhase::closure : DesignPhase::operation;
  n.magnitude = number_in_range_if(table, "magnitude", 4, 9.5);
  n.storms = read_storms(table);
  n.draws = whole_in_range(table, "draws", n.draws, 1, 10'000'000);
  n.seed = whole_in_range(table, "seed", n.seed, 0, 9'007'199'254'740'992);
  return n;
}

namespace {

void write_catalogue(const CatalogueInput& c, std::string& out, const std::string& base) {
  TomlTable t(out, "[natech.catalogue]", base);
  t.input(c);
  t.text("region", c.region);
  std::vector<double> magnitudes;
  std::vector<double> years;
  for (const CompletenessStep& step : c.completeness) {
    magnitudes.push_back(step.magnitude);
    years.push_back(step.since_year);
  }
  t.numbers("complete_magnitudes", magnitudes);
  t.numbers("complete_since_years", years);
  t.number("until_year", c.until_year);
  t.number("largest_magnitude", c.largest_magnitude);
  t.number("depth_km", c.depth_km);
  t.number("magnitude_bin", c.bin);
  t.number("spacing_km", c.spacing_km);
  t.number("smoothing_km", c.smoothing_km);
  t.text("time_column", c.time_column);
  t.text("time_form", c.time_form);
  t.text("longitude_column", c.longitude_column);
  t.text("latitude_column", c.latitude_column);
  t.text("depth_column", c.depth_column);
  t.text("magnitude_column", c.magnitude_column);
  t.text("type_column", c.type_column);
}

}  // namespace

void write_natech(const NatechInput& n, std::string& out, const std::string& base) {
  TomlTable t(out, "[natech]", base);
  t.flag("pga_on_rock", n.pga_on_rock);
  t.number("flood_radius_m", n.flood_radius_m);
  t.number("default_vs30_m_s", n.default_vs30_m_s);
  t.number("craton_weight", n.craton_weight);
  t.text("design", n.design);
  t.text("phase", std::string(to_text(n.phase)));
  t.number("magnitude", n.magnitude);
  std::vector<double> periods;
  std::vector<double> rain;
  for (const StormRain& storm : n.storms) {
    periods.push_back(storm.return_period_y);
    rain.push_back(storm.rain_m * 1000);
  }
  t.numbers("storm_return_periods_years", periods);
  t.numbers("storm_rain_mm", rain);
  t.whole("draws", n.draws);
  t.whole("seed", n.seed);
  for (const AccelerationMapInput& map : n.pga) {
    TomlTable m(out, "[[natech.pga]]", base);
    m.input(map);
    m.number("return_period_years", map.return_period_y);
    m.text("unit", map.unit_text);
  }
  for (const DepthMapInput& map : n.floods) {
    TomlTable m(out, "[[natech.flood]]", base);
    m.input(map);
    m.number("return_period_years", map.return_period_y);
  }
  if (n.catalogue) write_catalogue(*n.catalogue, out, base);
  for (const InputFile& scenario : n.scenarios) TomlTable(out, "[[natech.scenario]]", base).input(scenario);
  write_file_if(n.shakemap, "[natech.shakemap]", out, base);
  write_file_if(n.vs30, "[natech.vs30]", out, base);
  write_file_if(n.fragility, "[natech.fragility]", out, base);
}

std::vector<InputFile> NatechInput::inputs() const {
  std::vector<InputFile> all(pga.begin(), pga.end());
  all.insert(all.end(), floods.begin(), floods.end());
  if (catalogue) all.push_back(*catalogue);
  all.insert(all.end(), scenarios.begin(), scenarios.end());
  for (const auto& input : {shakemap, vs30, fragility}) {
    if (input) all.push_back(*input);
  }
  return all;
}

}  // namespace tmfgeo
