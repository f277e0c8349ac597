// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "tmfgeo/project/project.h"
#include "tmfgeo/project/toml_table.h"

namespace tmfgeo {
namespace {

const char* word(Conditioning c) {
  switch (c) {
    case Conditioning::fill: return "fill";
    case Conditioning::breach: return "breach";
    case Conditioning::automatic: return "auto";
  }
  return "";
}

const char* word(DirectionRule rule) {
  switch (rule) {
    case DirectionRule::digitised: return "digitised";
    case DirectionRule::upstream_area: return "upstream_area";
    case DirectionRule::elevation: return "elevation";
    case DirectionRule::outlets: return "outlets";
  }
  return "";
}

void write_dem(const DemInput& dem, std::string& out, const std::string& base) {
  TomlTable t(out, "[dem]", base);
  t.input(dem);
  t.text("conditioning", word(dem.conditioning.conditioning));
  t.number("breach_max_depth_m", dem.conditioning.breach_max_depth_m);
  t.number("breach_max_length_m", dem.conditioning.breach_max_length_m);
  t.text("nodata", dem.conditioning.nodata == NodataRule::wall ? "wall" : "outlet");
  t.number("sea_level_m", dem.conditioning.sea_level_m);
  t.number("terminal_min_depth_m", dem.conditioning.terminal_min_depth_m);
  t.number("terminal_min_area_km2", dem.conditioning.terminal_min_area_km2);
  t.number("burn_depth_m", dem.burn_depth_m);
  t.number("stream_threshold_km2", dem.stream_threshold_km2);
  t.number("window_from_mpx", dem.window_from_mpx);
  if (dem.terminal_basins) t.path("terminal_basins", dem.terminal_basins->file());
}

void write_rivers(const RiverInput& rivers, std::string& out, const std::string& base) {
  TomlTable t(out, "[rivers]", base);
  t.input(rivers);
  t.text("direction", word(rivers.network.direction));
  std::vector<double> outlets;
  for (const Point p : rivers.network.outlets) outlets.insert(outlets.end(), {p.x, p.y});
  t.numbers("outlets", outlets);
  t.number("snap_tolerance_m", rivers.network.snap_tolerance_m);
  t.text("upstream_area_column", rivers.network.upstream_area_column);
  t.text("discharge_column", rivers.network.discharge_column);
  t.text("name_column", rivers.network.name_column);
  t.text("elevation_from_column", rivers.network.elevation_from_column);
  t.text("elevation_to_column", rivers.network.elevation_to_column);
}

void write_borders(const BorderInput& borders, std::string& out, const std::string& base) {
  TomlTable t(out, "[borders]", base);
  t.input(borders);
  t.text("code_column", borders.columns.code);
  t.text("name_column", borders.columns.name);
  t.text("name_ru_column", borders.columns.name_ru);
  t.text("status_column", borders.columns.status);
  t.text("left_column", borders.columns.left);
  t.text("right_column", borders.columns.right);
  t.number("tolerance_m", borders.options.tolerance_m);
  t.number("border_river_min_km", borders.options.border_river_min_m / 1000);
}

}  // namespace

std::string effective_toml(const Project& project) {
  const std::string base = std::filesystem::path(project.file).parent_path().string();
  std::string out = "tmfgeo = 1\n";
  {
    TomlTable t(out, "[project]", base);
    t.text("name", project.name);
    t.text("title", project.title);
    t.text("title_ru", project.title_ru);
    t.text("description", project.description);
    if (project.synthetic) t.flag("synthetic", true);
  }
  if (project.dem) write_dem(*project.dem, out, base);
  if (project.rivers) write_rivers(*project.rivers, out, base);
  {
    TomlTable t(out, "[facilities]", base);
    t.input(project.facilities);
    t.number("snap_distance_m", project.facilities.snap_distance_m);
  }
  write_borders(project.borders, out, base);
  if (project.land) {
    TomlTable t(out, "[land]", base);
    t.input(*project.land);
    t.number("sea_distance_m", project.land->sea_distance_m);
  }
  if (project.places) {
    TomlTable t(out, "[places]", base);
    t.input(*project.places);
    t.text("name_column", project.places->name_column);
    t.text("population_column", project.places->population_column);
  }
  {
    TomlTable t(out, "[indices]", base);
    t.text("scheme", project.scheme);
    t.number("exposure_path_km", project.exposure_path_km);
    t.number("corridor_width_km", project.corridor_width_km);
  }
  if (project.overrides) {
    TomlTable t(out, "[indices.overrides]", base);
    t.input(*project.overrides);
  }
  write_exposure(project.exposure, out, base);
  {
    TomlTable t(out, "[output]", base);
    t.number("reaches_min_area_km2", project.reaches_min_area_km2);
  }
  if (project.inspections) {
    TomlTable t(out, "[inspections]", base);
    t.input(*project.inspections);
    t.text("questions", project.inspections->questions);
    t.text("language", std::string(to_text(project.inspections->language)));
  }
  if (project.natech) write_natech(*project.natech, out, base);
  if (project.transport) write_transport(*project.transport, out, base);
  return out;
}

}  // namespace tmfgeo
