// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/text.h"
#include "tmfgeo/project/toml_table.h"

namespace tmfgeo {
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
  if (c.years_checked) t.flag("years_checked", true);
  t.number("largest_magnitude", c.largest_magnitude);
  t.number("depth_km", c.depth_km);
  t.number("magnitude_bin", c.bin);
  t.number("spacing_km", c.spacing_km);
  t.number("smoothing_km", c.smoothing_km);
  if (c.disaggregation_y.empty()) t.texts("disaggregation_years", {});
  t.numbers("disaggregation_years", c.disaggregation_y);
  t.text("time_column", c.time_column);
  t.text("time_form", c.time_form);
  t.text("longitude_column", c.longitude_column);
  t.text("latitude_column", c.latitude_column);
  t.text("depth_column", c.depth_column);
  t.text("magnitude_column", c.magnitude_column);
  t.text("type_column", c.type_column);
}

void write_area_sources(const AreaSourcesInput& areas, std::string& out, const std::string& base) {
  TomlTable t(out, "[natech.area_sources]", base);
  t.input(areas);
  if (!areas.region.empty()) t.text("region", areas.region);
  t.number("spacing_km", areas.spacing_km);
}

void write_discharge(const FloodDischargeInput& d, std::string& out, const std::string& base) {
  TomlTable t(out, "[natech.discharge]", base);
  if (d.table) t.input(*d.table);
  t.numbers("growth_return_periods_years", d.growth.return_period_y);
  t.numbers("growth_factors", d.growth.factor);
  t.number("index_a", d.index_a);
  if (d.index_a) t.number("index_b", d.index_b);
  t.number("table_within_factor", d.table_factor);
  t.number("law_within_factor", d.law_factor);
  t.number("roughness_n", d.roughness_n);
  t.number("roughness_within_factor", d.roughness_factor);
  t.number("height_error_m", d.height_error_m);
  t.number("stretch_m", d.stretch_m);
}

void write_shaking(const std::vector<ShakingMapInput>& maps, const char* header, std::string& out, const std::string& base) {
  for (const ShakingMapInput& map : maps) {
    TomlTable t(out, header, base);
    t.input(map);
    if (map.measure != kPga) t.text("measure", to_text(map.measure));
    t.number("return_period_years", map.return_period_y);
    t.text("unit", std::string(map.unit.name));
    if (map.unit_checked) t.flag("unit_checked", true);
  }
}

}  // namespace

void write_natech(const NatechInput& n, std::string& out, const std::string& base) {
  TomlTable t(out, "[natech]", base);
  t.flag("pga_on_rock", n.pga_on_rock);
  t.number("flood_radius_m", n.flood_radius_m);
  t.number("default_vs30_m_s", n.default_vs30_m_s);
  t.number("craton_weight", n.craton_weight);
  t.flag("estimate_floods", n.estimate_floods);
  t.text("displacement_model", std::string(displacement_model(n.displacement_model).name));
  std::vector<std::string> measures;
  for (const IntensityMeasure& measure : n.measures) measures.push_back(to_text(measure));
  t.texts("measures", measures);
  t.text("design", n.design);
  if (n.phase) t.text("phase", std::string(to_text(*n.phase)));
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
  write_shaking(n.pga, "[[natech.pga]]", out, base);
  write_shaking(n.shaking, "[[natech.shaking]]", out, base);
  for (const DepthMapInput& map : n.floods) {
    TomlTable m(out, "[[natech.flood]]", base);
    m.input(map);
    m.number("return_period_years", map.return_period_y);
  }
  write_discharge(n.discharge, out, base);
  TomlTable pond(out, "[natech.pond]", base);
  pond.number("wind_m_s", n.pond.wind_m_s);
  pond.number("runoff_fraction", n.pond.runoff_fraction);
  pond.number("face_slope", n.pond.face_slope);
  if (n.catalogue) write_catalogue(*n.catalogue, out, base);
  if (n.area_sources) write_area_sources(*n.area_sources, out, base);
  for (const InputFile& scenario : n.scenarios) TomlTable(out, "[[natech.scenario]]", base).input(scenario);
  if (n.shakemap) {
    TomlTable m(out, "[natech.shakemap]", base);
    m.input(*n.shakemap);
    m.text("unit", n.shakemap->unit_text);
    m.number("magnitude", n.shakemap->magnitude);
  }
  write_file_if(n.regions, "[natech.regions]", out, base);
  write_file_if(n.vs30, "[natech.vs30]", out, base);
  write_file_if(n.fragility, "[natech.fragility]", out, base);
  write_file_if(n.soundings, "[natech.soundings]", out, base);
}

bool ShakeMapInput::is_xml() const {
  const std::string name = lower_ascii(file());
  return name.ends_with(".xml") || name.ends_with(".gz");
}

std::vector<InputFile> NatechInput::inputs() const {
  std::vector<InputFile> all(pga.begin(), pga.end());
  all.insert(all.end(), shaking.begin(), shaking.end());
  all.insert(all.end(), floods.begin(), floods.end());
  if (catalogue) all.push_back(*catalogue);
  if (area_sources) all.push_back(*area_sources);
  all.insert(all.end(), scenarios.begin(), scenarios.end());
  if (shakemap) all.push_back(*shakemap);
  for (const auto& input : {regions, vs30, fragility, soundings, discharge.table}) {
    if (input) all.push_back(*input);
  }
  return all;
}

}  // namespace tmfgeo
