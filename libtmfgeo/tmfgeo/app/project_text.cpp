// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "tmfgeo/app/project.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

std::string toml_text(std::string_view text) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string number_list(const Box& b) {
  return "[" + shortest(b.min_x) + ", " + shortest(b.min_y) + ", " + shortest(b.max_x) + ", " + shortest(b.max_y) + "]";
}

/// Writes "key = value" lines of one table; empty texts and absent values are left out.
class TomlTable {
 public:
  TomlTable(std::string& out, const std::string& name, const std::string& base) : out_(out), base_(base) {
    out_ += "\n[" + name + "]\n";
  }
  void text(const char* key, const std::string& value) {
    if (!value.empty()) line(key, toml_text(value));
  }
  void number(const char* key, double value) { line(key, shortest(value)); }
  void number(const char* key, const std::optional<double>& value) {
    if (value) number(key, *value);
  }
  void points(const char* key, const std::vector<Point>& points) {
    std::string list;
    for (const Point p : points) list += (list.empty() ? "" : ", ") + shortest(p.x) + ", " + shortest(p.y);
    if (!points.empty()) line(key, "[" + list + "]");
  }
  void path(const char* key, const std::string& value) { line(key, toml_text(relative(value))); }
  void input(const InputFile& input) {
    if (input.files.size() == 1) {
      path("file", input.file());
    } else {
      std::string list;
      for (const std::string& file : input.files) list += (list.empty() ? "" : ", ") + toml_text(relative(file));
      line("files", "[" + list + "]");
    }
    text("layer", input.layer);
    text("crs", input.crs);
    if (input.clip) line("clip", number_list(*input.clip));
    text("source", input.source);
    text("licence", input.licence);
    text("attribution", input.attribution);
  }

 private:
  void line(const char* key, const std::string& value) { out_ += std::string(key) + " = " + value + "\n"; }
  std::string relative(const std::string& file) const {
    if (file.starts_with("/vsi") || file.find("://") != std::string::npos) return file;
    const auto near = std::filesystem::path(file).lexically_relative(base_.empty() ? "." : base_);
    return near.empty() ? file : near.string();
  }
  std::string& out_;
  std::string base_;
};

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
  TomlTable t(out, "dem", base);
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
  TomlTable t(out, "rivers", base);
  t.input(rivers);
  t.text("direction", word(rivers.network.direction));
  t.points("outlets", rivers.network.outlets);
  t.number("snap_tolerance_m", rivers.network.snap_tolerance_m);
  t.text("upstream_area_column", rivers.network.upstream_area_column);
  t.text("discharge_column", rivers.network.discharge_column);
  t.text("name_column", rivers.network.name_column);
  t.text("elevation_from_column", rivers.network.elevation_from_column);
  t.text("elevation_to_column", rivers.network.elevation_to_column);
}

void write_borders(const BorderInput& borders, std::string& out, const std::string& base) {
  TomlTable t(out, "borders", base);
  t.input(borders);
  t.text("code_column", borders.columns.code);
  t.text("name_column", borders.columns.name);
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
    TomlTable t(out, "project", base);
    t.text("name", project.name);
    t.text("title", project.title);
    t.text("title_ru", project.title_ru);
    t.text("description", project.description);
    if (project.synthetic) out += "synthetic = true\n";
  }
  if (project.dem) write_dem(*project.dem, out, base);
  if (project.rivers) write_rivers(*project.rivers, out, base);
  {
    TomlTable t(out, "facilities", base);
    t.input(project.facilities);
    t.number("snap_distance_m", project.facilities.snap_distance_m);
  }
  write_borders(project.borders, out, base);
  if (project.land) {
    TomlTable t(out, "land", base);
    t.input(*project.land);
    t.number("sea_distance_m", project.land->sea_distance_m);
  }
  if (project.places) {
    TomlTable t(out, "places", base);
    t.input(*project.places);
    t.text("name_column", project.places->name_column);
    t.text("population_column", project.places->population_column);
  }
  {
    TomlTable t(out, "indices", base);
    t.text("scheme", project.scheme);
    t.number("exposure_path_km", project.exposure_path_km);
    t.number("corridor_width_km", project.corridor_width_km);
  }
  TomlTable t(out, "output", base);
  t.number("reaches_min_area_km2", project.reaches_min_area_km2);
  return out;
}

}  // namespace tmfgeo
