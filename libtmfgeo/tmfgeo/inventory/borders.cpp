// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/borders.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

/// Overlaps smaller than this are slivers of digitising, not claims.
constexpr double kSliverArea_m2 = 1e6;

std::size_t required_column(const FeatureTable& table, const std::string& name, const char* key) {
  if (const auto column = table.find(name)) return *column;
  std::vector<std::string> found;
  for (const Field& f : table.fields) found.push_back(f.name);
  const auto nearest = nearest_word(name, found);
  throw Error(ErrorCode::invalid_input,
              "has no column \"" + name + "\" (key " + key + ")" +
                  (nearest ? ", did you mean \"" + *nearest + "\"?" : ", found: " + joined(found, ", ")),
              table.source);
}

bool says_disputed(const FeatureTable& table, const std::string& status_column, std::size_t row) {
  if (status_column.empty()) return false;
  const auto text = table.text(required_column(table, status_column, "borders.status_column"), row);
  if (!text) return false;
  const std::string word = folded(trimmed(*text));
  return word.starts_with("disputed") || word.starts_with("спорн") || word.find("line of control") != std::string::npos ||
         word.find("indefinite") != std::string::npos;
}

double area_m2(const Geometry& polygon) {
  double area = 0;
  for (std::size_t i = 0; i < polygon.polygon_count(); ++i) {
    const auto [first, last] = polygon.polygon_parts(i);
    for (std::size_t part = first; part < last; ++part) {
      area += (part == first ? 1 : -1) * geodesic_area_m2(polygon.part(part));
    }
  }
  return area;
}

/// Countries being put together from parts with the same code.
struct Gathered {
  std::string name;
  std::string name_ru;
  bool disputed = false;
  Geometry ground;
};
using GatheredCountries = std::map<std::string, Gathered>;

Borders finished(GatheredCountries&& gathered, Issues&& issues, const std::string& file) {
  Borders borders;
  std::vector<Geometry> ground;
  for (auto& [code, country] : gathered) {
    borders.countries.push_back({code, country.name, country.disputed, country.name_ru});
    // Parts that were valid alone may lie on each other or side by side: joined, they can be laid over other countries.
    const bool valid = country.ground.polygon_count() < 2 || invalid_reason(country.ground).empty();
    ground.push_back(valid ? std::move(country.ground) : made_valid(country.ground));
  }
  borders.issues = std::move(issues);
  for (std::size_t a = 0; a < ground.size(); ++a) {
    for (std::size_t b = a + 1; b < ground.size(); ++b) {
      if (!ground[a].box().overlaps(ground[b].box())) continue;
      const double shared_m2 = area_m2(intersection(ground[a], ground[b]));
      if (shared_m2 < kSliverArea_m2) continue;
      borders.overlaps.emplace_back(a, b);
      const std::string pair = borders.countries[a].code + "/" + borders.countries[b].code;
      borders.issues.push_back(make_issue("border_overlap", {pair, file, ""}, "geometry",
                                          fixed(shared_m2 / 1e6, 1) + " km2 belong to both countries"));
    }
  }
  borders.ground = PolygonIndex(std::move(ground));
  return borders;
}

/// The polygon inside the area, mended if need be; none if it is elsewhere or of no use.
Geometry usable_ground(const Geometry& given, const Box& area, const IssuePlace& place, Issues& issues) {
  const Box box = given.box();
  if (given.points.empty() || (!area.empty() && !box.overlaps(area))) return {};
  const bool inside = area.empty() || (area.contains({box.min_x, box.min_y}) && area.contains({box.max_x, box.max_y}));
  Geometry ground = inside ? given : clipped(given, area);
  const std::string reason = ground.points.empty() && !inside ? invalid_reason(given) : invalid_reason(ground);
  if (reason.empty()) return ground;
  const std::string given_reason = inside ? reason : invalid_reason(given);
  if (given_reason.empty()) return made_valid(ground);  // clipping alone made it invalid
  const Geometry mended = made_valid(given);
  if (mended.points.empty()) {
    issues.push_back(make_issue("border_polygon_left_out", place, "geometry", given_reason));
    return {};
  }
  issues.push_back(make_issue("border_polygon_invalid", place, "geometry", given_reason));
  return inside ? mended : made_valid(clipped(mended, area));
}

}  // namespace

Borders borders_from_polygons(FeatureTable table, const BorderColumns& columns, const Box& area) {
  if (table.kind != GeometryKind::polygon) {
    throw Error(ErrorCode::invalid_input, "has no polygons, expected country polygons (or left_column and right_column for lines)",
                table.source);
  }
  const std::size_t code_column = required_column(table, columns.code, "borders.code_column");
  const bool named = !columns.name.empty();
  const std::size_t name_column = named ? required_column(table, columns.name, "borders.name_column") : 0;
  const std::optional<std::size_t> russian = columns.name_ru.empty() ? table.find("name_ru") : required_column(table, columns.name_ru, "borders.name_ru_column");
  transform(table, Crs::wgs84());
  GatheredCountries gathered;
  Issues issues;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto code = table.text(code_column, row);
    const IssuePlace place{code.value_or(""), table.source, table.record(row)};
    if (!code || trimmed(*code).empty()) {
      issues.push_back(make_issue("border_polygon_left_out", place, columns.code, "has no country code"));
      continue;
    }
    const Geometry ground = usable_ground(table.geometry[row], area, place, issues);
    if (ground.points.empty()) continue;
    Gathered& country = gathered[std::string(trimmed(*code))];
    if (named && country.name.empty()) country.name = table.text(name_column, row).value_or("");
    if (russian && country.name_ru.empty()) country.name_ru = table.text(*russian, row).value_or("");
    country.disputed = country.disputed || says_disputed(table, columns.status, row);
    append(country.ground, ground);
  }
  if (gathered.empty()) {
    if (!issues.empty()) throw Error(ErrorCode::invalid_input, "has no usable country polygon in the area of the routes", table.source);
    issues.push_back(make_issue("border_none_near", {"", table.source, ""}, "geometry", "no country polygon is near the routes"));
  }
  return finished(std::move(gathered), std::move(issues), table.source);
}

namespace {

/// A place just beside a line, and the country the line says is there.
struct SideVote {
  Point point;
  std::string code;
};

/// One vote on either side of the middle of each segment, a little off the line.
void add_votes(std::span<const Point> line, const std::string& left, const std::string& right,
               std::vector<SideVote>& votes) {
  constexpr double offset_degrees = 1e-6;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (!(length > 0)) continue;
    const Point middle = between(a, b, 0.5);
    const Point normal{-(b.y - a.y) / length * offset_degrees, (b.x - a.x) / length * offset_degrees};
    if (!left.empty()) votes.push_back({{middle.x + normal.x, middle.y + normal.y}, left});
    if (!right.empty()) votes.push_back({{middle.x - normal.x, middle.y - normal.y}, right});
  }
}

void add_rings(const FeatureTable& polygons, const Box& area, std::vector<Polyline>& lines) {
  for (const Geometry& g : polygons.geometry) {
    if (!g.box().overlaps(area)) continue;
    for (std::size_t part = 0; part < g.part_count(); ++part) {
      const auto ring = g.part(part);
      lines.emplace_back(ring.begin(), ring.end());
    }
  }
}

/// Boundary lines taken apart: the net they make, what they say of either side, and the disputed ones.
struct BoundaryNet {
  std::vector<Polyline> lines;
  std::vector<SideVote> votes;
  std::vector<LineSegment> disputed;
  Box frame;
};

std::string code_in(const FeatureTable& lines, std::size_t column, std::size_t row) {
  const auto text = lines.text(column, row);
  return text ? std::string(trimmed(*text)) : std::string();
}

BoundaryNet boundary_net(const FeatureTable& lines, const BorderColumns& columns, const Box& area) {
  const std::size_t left = required_column(lines, columns.left, "borders.left_column");
  const std::size_t right = required_column(lines, columns.right, "borders.right_column");
  BoundaryNet net;
  net.frame = area;
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    const Geometry& g = lines.geometry[row];
    if (!area.empty() && !g.box().overlaps(area)) continue;
    if (area.empty()) net.frame.add(g.box());
    const bool disputed = says_disputed(lines, columns.status, row);
    for (std::size_t part = 0; part < g.part_count(); ++part) {
      const auto line = g.part(part);
      net.lines.emplace_back(line.begin(), line.end());
      add_votes(line, code_in(lines, left, row), code_in(lines, right, row), net.votes);
      for (std::size_t i = 1; disputed && i < line.size(); ++i) {
        net.disputed.push_back({line[i - 1], line[i], static_cast<std::int64_t>(row), static_cast<std::int64_t>(i)});
      }
    }
  }
  if (area.empty()) net.frame = net.frame.grown(1, 1);
  return net;
}

Polyline outline(const Box& b) {
  return {{b.min_x, b.min_y}, {b.max_x, b.min_y}, {b.max_x, b.max_y}, {b.min_x, b.max_y}, {b.min_x, b.min_y}};
}

/// Every face goes to the country most of its edges name; ties: the first code.
GatheredCountries faces_by_vote(const PolygonIndex& faces, const std::vector<SideVote>& votes) {
  std::vector<std::map<std::string, int>> tally(faces.size());
  for (const SideVote& vote : votes) {
    for (const std::size_t face : faces.containing(vote.point)) ++tally[face][vote.code];
  }
  GatheredCountries gathered;
  for (std::size_t face = 0; face < faces.size(); ++face) {
    if (tally[face].empty()) continue;
    const auto winner = std::max_element(tally[face].begin(), tally[face].end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    append(gathered[winner->first].ground, faces.polygon(face));
  }
  return gathered;
}

}  // namespace

Borders borders_from_lines(FeatureTable lines, const BorderColumns& columns, const FeatureTable* land, const Box& area) {
  if (lines.kind != GeometryKind::line) {
    throw Error(ErrorCode::invalid_input, "has no lines, expected boundary lines with the columns left and right", lines.source);
  }
  transform(lines, Crs::wgs84());
  BoundaryNet net = boundary_net(lines, columns, area);
  if (net.lines.empty()) throw Error(ErrorCode::invalid_input, "has no boundary line in the area of the routes", lines.source);
  net.lines.push_back(outline(net.frame));
  if (land != nullptr) {
    FeatureTable moved = *land;
    transform(moved, Crs::wgs84());
    add_rings(moved, net.frame, net.lines);
  }
  GatheredCountries gathered = faces_by_vote(PolygonIndex(enclosed_faces(net.lines)), net.votes);
  if (gathered.empty()) {
    throw Error(ErrorCode::invalid_input, "encloses no ground with a country, expected lines that meet or a [land] layer",
                lines.source);
  }
  Borders borders = finished(std::move(gathered), {}, lines.source);
  borders.disputed_lines = LineIndex(std::move(net.disputed));
  return borders;
}

}  // namespace tmfgeo
