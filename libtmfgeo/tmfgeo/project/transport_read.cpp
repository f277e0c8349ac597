// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/text.h"
#include "tmfgeo/project/project_tables.h"
#include "tmfgeo/project/toml_table.h"

namespace tmfgeo {
namespace {

constexpr std::array kTriggers{Trigger::unknown,       Trigger::overtopping, Trigger::earthquake,
                               Trigger::slope_failure, Trigger::seepage,     Trigger::pipe};

template <class Words>
std::vector<std::string> texts_of(const Words& values) {
  std::vector<std::string> words;
  for (const auto value : values) words.emplace_back(to_text(value));
  return words;
}

std::vector<Flow> read_flows(ConfigTable& table, std::vector<Flow> fallback) {
  const auto words = table.texts("flows");
  if (!words) return fallback;
  const auto known = texts_of(kFlows);
  for (const std::string& word : *words) {
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      table.refuse("flows", "found \"" + word + "\", expected words out of: " + joined(known, ", "));
    }
  }
  std::vector<Flow> flows;
  for (const Flow flow : kFlows) {
    if (std::find(words->begin(), words->end(), to_text(flow)) != words->end()) flows.push_back(flow);
  }
  if (flows.empty()) table.refuse("flows", "is empty, expected words out of: " + joined(known, ", "));
  return flows;
}

DischargeInput read_discharge(ConfigTable& table) {
  DischargeInput d;
  d.yield_l_s_km2 = number_in_range_if(table, "yield_l_s_km2", 0.01, 500);
  d.low_factor = number_in_range(table, "low_factor", d.low_factor, 0.001, 1);
  d.high_factor = number_in_range(table, "high_factor", d.high_factor, 1, 100);
  d.area_power = number_in_range(table, "area_power", d.area_power, 0.3, 1.5);
  d.runoff = read_file_if(table, "transport.discharge", "runoff");
  return d;
}

HydraulicsInput read_hydraulics(ConfigTable& table) {
  HydraulicsInput h;
  h.roughness_n = number_in_range(table, "roughness_n", h.roughness_n, 0.005, 0.5);
  h.default_slope = number_in_range_if(table, "default_slope", 1e-6, 1);
  h.slope_column = table.text("slope_column").value_or("");
  h.width_column = table.text("width_column").value_or("");
  return h;
}

}  // namespace

TransportInput read_transport(ConfigTable& table) {
  TransportInput t;
  t.flows = read_flows(table, t.flows);
  const std::string trigger = table.word("trigger", texts_of(kTriggers)).value_or(std::string(to_text(t.trigger)));
  t.trigger = *std::find_if(kTriggers.begin(), kTriggers.end(), [&](Trigger known) { return to_text(known) == trigger; });
  t.min_town_population = number_in_range(table, "min_town_population", t.min_town_population, 0, 1e9);
  t.town_distance_m = number_in_range(table, "town_distance_m", t.town_distance_m, 1, 1e5);
  t.min_confluence_area_km2 = number_in_range(table, "min_confluence_area_km2", t.min_confluence_area_km2, 0, 1e8);
  t.river_area_km2 = number_in_range(table, "river_area_km2", t.river_area_km2, 0, 1e8);
  t.snap_distance_m = number_in_range(table, "snap_distance_m", t.snap_distance_m, 1, 1e6);
  t.warning_h = number_in_range(table, "warning_h", t.warning_h, 0, 1e4);
  t.draws = whole_in_range(table, "draws", t.draws, 100, 10'000'000);
  t.seed = whole_in_range(table, "seed", t.seed, 0, 9'007'199'254'740'992);
  t.receptors = read_file_if(table, "transport", "receptors");
  t.gauges = read_file_if(table, "transport", "gauges");
  t.lakes = read_file_if(table, "transport", "lakes");
  t.releases = read_file_if(table, "transport", "releases");
  t.substances = read_file_if(table, "transport", "substances");
  t.spreads = read_file_if(table, "transport", "spreads");
  if (auto discharge = table.table_if("discharge")) t.discharge = read_discharge(*discharge);
  if (auto hydraulics = table.table_if("hydraulics")) t.hydraulics = read_hydraulics(*hydraulics);
  return t;
}

void write_transport(const TransportInput& transport, std::string& out, const std::string& base) {
  {
    TomlTable t(out, "[transport]", base);
    t.texts("flows", texts_of(transport.flows));
    t.text("trigger", std::string(to_text(transport.trigger)));
    t.number("min_town_population", transport.min_town_population);
    t.number("town_distance_m", transport.town_distance_m);
    t.number("min_confluence_area_km2", transport.min_confluence_area_km2);
    t.number("river_area_km2", transport.river_area_km2);
    t.number("snap_distance_m", transport.snap_distance_m);
    t.number("warning_h", transport.warning_h);
    t.whole("draws", transport.draws);
    t.whole("seed", transport.seed);
  }
  write_file_if(transport.receptors, "[transport.receptors]", out, base);
  write_file_if(transport.gauges, "[transport.gauges]", out, base);
  write_file_if(transport.lakes, "[transport.lakes]", out, base);
  write_file_if(transport.releases, "[transport.releases]", out, base);
  write_file_if(transport.substances, "[transport.substances]", out, base);
  write_file_if(transport.spreads, "[transport.spreads]", out, base);
  {
    TomlTable t(out, "[transport.discharge]", base);
    t.number("yield_l_s_km2", transport.discharge.yield_l_s_km2);
    t.number("low_factor", transport.discharge.low_factor);
    t.number("high_factor", transport.discharge.high_factor);
    t.number("area_power", transport.discharge.area_power);
  }
  write_file_if(transport.discharge.runoff, "[transport.discharge.runoff]", out, base);
  TomlTable t(out, "[transport.hydraulics]", base);
  t.number("roughness_n", transport.hydraulics.roughness_n);
  t.number("default_slope", transport.hydraulics.default_slope);
  t.text("slope_column", transport.hydraulics.slope_column);
  t.text("width_column", transport.hydraulics.width_column);
}

std::vector<InputFile> TransportInput::inputs() const {
  std::vector<InputFile> all;
  for (const auto& input : {receptors, gauges, lakes, releases, substances, spreads, discharge.runoff}) {
    if (input) all.push_back(*input);
  }
  return all;
}

}  // namespace tmfgeo
