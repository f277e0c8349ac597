// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/earthquake_file.h"

#include <algorithm>
#include <filesystem>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/project/project.h"
#include "tmfgeo/project/project_tables.h"

namespace tmfgeo {
namespace {

bool ring_contains(const std::vector<Point>& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const std::size_t j = (i + 1) % ring.size();
    const bool straddles = (ring[i].y > p.y) != (ring[j].y > p.y);
    if (straddles && p.x < ring[i].x + (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y)) inside = !inside;
  }
  return inside;
}

std::vector<Point> read_ring(ConfigTable& table, const char* key) {
  const auto numbers = table.numbers(key).value_or(std::vector<double>{});
  if (numbers.empty()) return {};
  if (numbers.size() < 6 || numbers.size() % 2 != 0) table.refuse(key, "expected at least three pairs: [lon, lat, lon, lat, lon, lat]");
  std::vector<Point> ring;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) ring.push_back({numbers[i], numbers[i + 1]});
  return ring;
}

FaultStyle read_style(ConfigTable& table) {
  const std::string word = table.word("style", {"unknown", "strike_slip", "normal", "reverse"}).value_or("unknown");
  return word == "strike_slip" ? FaultStyle::strike_slip
         : word == "normal"    ? FaultStyle::normal
         : word == "reverse"   ? FaultStyle::reverse
                               : FaultStyle::unknown;
}

EarthquakeFile read_table(ConfigTable& root, const std::vector<ModelSet>& sets) {
  ConfigTable table = root.required_table("earthquake");
  EarthquakeFile quake;
  quake.id = table.required_text("id");
  const bool fits = !quake.id.empty() && std::all_of(quake.id.begin(), quake.id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (!fits) table.refuse("id", "found \"" + quake.id + "\", expected letters a–z, digits, - and _");
  quake.title = table.text("title").value_or(quake.id);
  quake.time = table.text("time").value_or("");
  quake.source = table.required_text("source");
  quake.focus.magnitude = required_in_range(table, "magnitude", 3, 9.5);
  quake.focus.epicentre = {required_in_range(table, "longitude", -180, 180), required_in_range(table, "latitude", -90, 90)};
  quake.focus.depth_km = required_in_range(table, "depth_km", 0, 700);
  quake.focus.strike_deg = number_in_range_if(table, "strike_deg", 0, 360);
  quake.focus.dip_deg = number_in_range_if(table, "dip_deg", 1, 90);
  quake.focus.rake_deg = number_in_range_if(table, "rake_deg", -180, 180);
  quake.focus.style = read_style(table);
  if (const auto rake = quake.focus.rake_deg; rake && quake.focus.style != FaultStyle::unknown && fault_style(*rake) != quake.focus.style) {
    table.refuse("rake_deg", "found " + shortest(*rake) + ", which is another style than the one stated, expected one of the two keys, or both the same");
  }
  quake.focus.seismogenic_depth_km = number_in_range_if(table, "seismogenic_depth_km", 1, 700);
  quake.arc = {read_ring(table, "along_arc"), read_ring(table, "back_arc")};
  quake.models = region_set(sets, table.required_text("region"), table.place("region"));
  root.finish();
  if (const std::string problem = problem_of(quake.focus); !problem.empty()) table.refuse("magnitude", problem);
  return quake;
}

}  // namespace

ArcSide ArcRings::side_of(Point p) const {
  if (ring_contains(back, p)) return ArcSide::back;
  return ring_contains(along, p) ? ArcSide::along : ArcSide::fore;
}

std::vector<ModelSet> region_sets(const std::optional<InputFile>& own) {
  std::vector<ModelSet> sets = own ? read_model_sets(own->file()) : std::vector<ModelSet>{};
  const std::size_t first = sets.size();
  for (ModelSet& set : read_model_sets((std::filesystem::path(data_folder()) / "ground-motion" / "regions.toml").string())) {
    const auto end = sets.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::none_of(sets.begin(), end, [&](const ModelSet& s) { return s.name == set.name; })) sets.push_back(std::move(set));
  }
  return sets;
}

const ModelSet& region_set(const std::vector<ModelSet>& sets, const std::string& name, const std::string& place) {
  std::vector<std::string> names;
  for (const ModelSet& set : sets) {
    if (set.name == name) return set;
    names.push_back(set.name);
  }
  const auto nearest = nearest_word(name, names);
  throw Error(ErrorCode::invalid_input, place + ": found \"" + name + "\", expected one of: " + joined(names, ", ") +
                                            (nearest ? " (did you mean \"" + *nearest + "\"?)" : ""));
}

EarthquakeFile read_earthquake(const std::string& path, const std::vector<ModelSet>& sets) {
  ConfigTable root = read_config(path);
  return read_table(root, sets);
}

EarthquakeFile parse_earthquake(std::string_view toml, const std::string& name, const std::vector<ModelSet>& sets) {
  ConfigTable root = parse_config(toml, name);
  return read_table(root, sets);
}

}  // namespace tmfgeo
