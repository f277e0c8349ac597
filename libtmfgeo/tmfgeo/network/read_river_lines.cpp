// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <unordered_map>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

std::optional<std::size_t> named_column(const FeatureTable& lines, const std::string& name, std::string_view use) {
  if (name.empty()) return std::nullopt;
  const auto column = lines.find(name);
  if (column) return column;
  std::vector<std::string> known;
  for (const Field& field : lines.fields) known.push_back(field.name);
  const auto nearest = nearest_word(name, known);
  std::string message = "layer \"" + lines.name + "\" has no column \"" + name + "\" for " + std::string(use);
  if (nearest) {
    message += ", did you mean \"" + *nearest + "\"?";
  } else {
    message += known.empty() ? ", it has no columns" : ", its columns are " + joined(known, ", ");
  }
  throw Error(ErrorCode::invalid_input, message, lines.source);
}

void expect_column(const FeatureTable& lines, bool given, const std::string& message) {
  if (!given) throw Error(ErrorCode::invalid_input, message, lines.source);
}

void expect_lines(const FeatureTable& lines) {
  if (lines.kind != GeometryKind::line) {
    const char* found = lines.kind == GeometryKind::point     ? "points"
                        : lines.kind == GeometryKind::polygon ? "polygons"
                                                              : "no geometry";
    throw Error(ErrorCode::invalid_input, "layer \"" + lines.name + "\" holds " + found + ", expected river lines",
                lines.source);
  }
  if (!lines.crs.known()) {
    throw Error(ErrorCode::invalid_input,
                "layer \"" + lines.name + "\" has no reference system, expected one in the file or in the project",
                lines.source);
  }
}

bool on_earth(Point p) { return is_finite(p) && std::abs(p.y) <= 90 && std::abs(p.x) <= 360; }

/// Copies every part's points, moved to WGS 84.
void copy_parts(const FeatureTable& lines, NetworkDraft& draft) {
  std::size_t points = 0;
  for (const Geometry& g : lines.geometry) points += g.points.size();
  draft.points.reserve(points);
  draft.reaches.reserve(lines.rows());
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    const Geometry& g = lines.geometry[row];
    for (std::size_t part = 0; part < g.part_count(); ++part) {
      const auto given = g.part(part);
      ReachDraft r;
      r.point_begin = static_cast<std::int64_t>(draft.points.size());
      draft.points.insert(draft.points.end(), given.begin(), given.end());
      r.point_end = static_cast<std::int64_t>(draft.points.size());
      r.row = static_cast<std::int32_t>(row);
      r.source_record = lines.record_number[row];
      draft.reaches.push_back(r);
    }
  }
  if (lines.crs.same_as(Crs::wgs84())) return;
  parallel_for(0, static_cast<std::ptrdiff_t>(points), 16384, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    const Transform to_wgs84(lines.crs, Crs::wgs84());
    to_wgs84.apply(std::span(draft.points).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
  });
}

void drop_bad_coordinates(const FeatureTable& lines, NetworkDraft& draft, Issues& issues) {
  LayerIssues bad("river_bad_coordinates", lines, issues);
  std::erase_if(draft.reaches, [&](const ReachDraft& r) {
    for (const Point p : draft.line(r)) {
      if (on_earth(p)) continue;
      bad.add(r.source_record, "geometry", [&] {
        return "found the point " + place_text(p) + ", expected a longitude and a latitude in degrees";
      });
      return true;
    }
    return false;
  });
  bad.finish();
}

/// Sets one attribute of all drafts; tells once how many lines lack it.
void read_numbers(const FeatureTable& lines, std::optional<std::size_t> column, double ReachDraft::*attribute,
                  NetworkDraft& draft, Issues& issues) {
  if (!column) return;
  std::size_t missing = 0;
  for (ReachDraft& r : draft.reaches) {
    const auto value = lines.number(*column, static_cast<std::size_t>(r.row));
    // −9999 and its kin stand for "unknown" in many river layers.
    if (value && std::isfinite(*value) && *value >= 0) {
      r.*attribute = *value;
    } else {
      ++missing;
    }
  }
  if (missing > 0) {
    LayerIssues("river_no_attribute", lines, issues)
        .add_summary(lines.fields[*column].name, std::to_string(missing) + " of " + std::to_string(draft.reaches.size()) +
                                                     " lines have no number that is zero or more here");
  }
}

void read_names(const FeatureTable& lines, std::optional<std::size_t> column, NetworkDraft& draft) {
  if (!column) return;
  std::unordered_map<std::string, std::int32_t> known;
  for (ReachDraft& r : draft.reaches) {
    auto name = lines.text(*column, static_cast<std::size_t>(r.row));
    if (!name || trimmed(*name).empty()) continue;
    const auto [place, added] = known.try_emplace(std::string(trimmed(*name)), static_cast<std::int32_t>(known.size()));
    if (added) draft.names.push_back(place->first);
    r.name = place->second;
  }
}

}  // namespace

RiverColumns river_columns(const FeatureTable& lines, const NetworkOptions& options) {
  RiverColumns columns;
  columns.upstream_area = named_column(lines, options.upstream_area_column, "the upstream area");
  columns.discharge = named_column(lines, options.discharge_column, "the discharge");
  columns.name = named_column(lines, options.name_column, "the river's name");
  columns.elevation_from = named_column(lines, options.elevation_from_column, "the elevation of a line's first point");
  columns.elevation_to = named_column(lines, options.elevation_to_column, "the elevation of a line's last point");
  switch (options.direction) {
    case DirectionRule::digitised:
    case DirectionRule::outlets: break;
    case DirectionRule::upstream_area:
      expect_column(lines, columns.upstream_area.has_value(),
                    "rivers directed by upstream area need a column of upstream area, none is named");
      break;
    case DirectionRule::elevation:
      expect_column(lines, columns.elevation_from && columns.elevation_to,
                    "rivers directed by elevation need a column for the elevation of either end, both must be named");
      break;
  }
  return columns;
}

NetworkDraft read_river_lines(const FeatureTable& lines, const RiverColumns& columns, Issues& issues) {
  expect_lines(lines);
  NetworkDraft draft;
  copy_parts(lines, draft);
  drop_bad_coordinates(lines, draft, issues);
  read_numbers(lines, columns.upstream_area, &ReachDraft::upstream_area_km2, draft, issues);
  read_numbers(lines, columns.discharge, &ReachDraft::discharge_m3_s, draft, issues);
  read_names(lines, columns.name, draft);
  return draft;
}

}  // namespace tmfgeo
