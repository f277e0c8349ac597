// SPDX-License-Identifier: Apache-2.0
/// River layers from small pictures: letters are nodes, ways are words of letters drawn from first to last.
#pragma once

#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/network/river_network.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo::test {

/// One character is 0.01° (about 760 m east, 1 112 m north); the first row's left end lies at 20° E, 47° N.
class AsciiMap {
 public:
  explicit AsciiMap(std::string picture) : picture_(std::move(picture)) {}

  /// Where a letter stands. The picture may hold other characters for the eye.
  Point operator[](char letter) const {
    double row = 0;
    double column = 0;
    for (const char c : picture_) {
      if (c == letter) return {20 + column * 0.01, 47 - row * 0.01};
      column += 1;
      if (c == '\n') {
        row += 1;
        column = 0;
      }
    }
    throw std::invalid_argument(std::string("no letter ") + letter + " in the picture");
  }

  Polyline line(std::string_view way) const {
    Polyline line;
    for (const char letter : way) line.push_back((*this)[letter]);
    return line;
  }

 private:
  std::string picture_;
};

/// A line with its attributes; absent is missing.
struct Way {
  std::string letters;
  std::optional<double> area = std::nullopt;
  std::optional<double> discharge = std::nullopt;
  std::optional<std::string> name = std::nullopt;
};

inline Polyline moved(Polyline line, double east_degrees, double north_degrees) {
  for (Point& p : line) p = {p.x + east_degrees, p.y + north_degrees};
  return line;
}

/// An empty river layer with columns area_km2, q_m3_s and river.
inline FeatureTable empty_rivers() {
  FeatureTable table;
  table.name = "rivers";
  table.source = "rivers.gpkg";
  table.crs = Crs::wgs84();
  table.kind = GeometryKind::line;
  table.fields = {{"area_km2", FieldType::real, "km2", "", ""},
                  {"q_m3_s", FieldType::real, "m3/s", "", ""},
                  {"river", FieldType::text, "", "", ""}};
  for (const Field& field : table.fields) table.columns.push_back(empty_column(field.type));
  return table;
}

/// Adds a line; records are numbered from 1.
inline void add_line(FeatureTable& table, Geometry geometry, const Way& way = {}) {
  table.geometry.push_back(std::move(geometry));
  std::get<std::vector<std::optional<double>>>(table.columns[0]).push_back(way.area);
  std::get<std::vector<std::optional<double>>>(table.columns[1]).push_back(way.discharge);
  std::get<std::vector<std::optional<std::string>>>(table.columns[2]).push_back(way.name);
  table.record_number.push_back(static_cast<std::int64_t>(table.geometry.size()));
}

inline FeatureTable river_table(const AsciiMap& map, const std::vector<Way>& ways) {
  FeatureTable table = empty_rivers();
  for (const Way& way : ways) add_line(table, line_geometry(map.line(way.letters)), way);
  return table;
}

inline NetworkOptions river_options() {
  NetworkOptions options;
  options.upstream_area_column = "area_km2";
  options.discharge_column = "q_m3_s";
  options.name_column = "river";
  return options;
}

/// The reach made from a record (the first, if it has several parts), kNoReach if none.
inline ReachId reach_of(const RiverNetwork& network, std::int64_t record) {
  for (ReachId id = 0; static_cast<std::size_t>(id) < network.size(); ++id) {
    if (network.reach(id).source_record == record) return id;
  }
  return kNoReach;
}

/// Records of the reaches a route takes from a record on, in order.
inline std::vector<std::int64_t> way_down(const RiverNetwork& network, std::int64_t record) {
  std::vector<std::int64_t> records;
  for (ReachId id = reach_of(network, record); id != kNoReach; id = network.downstream(id)) {
    records.push_back(network.reach(id).source_record);
  }
  return records;
}

/// Issues with a code, in order.
inline std::vector<Issue> issues_with(const Issues& issues, std::string_view code) {
  std::vector<Issue> found;
  for (const Issue& issue : issues) {
    if (issue.code == code) found.push_back(issue);
  }
  return found;
}

}  // namespace tmfgeo::test
