// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/terrain_layers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/output/qml.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

/// Pale enough to read rivers and labels above; neighbours rarely share one.
constexpr std::array<const char*, 6> kBasinColours{"141,211,199,150", "255,237,160,150", "190,186,218,150",
                                                   "251,180,174,150", "179,205,227,150", "204,235,197,150"};

OutputLayer layer_of(FeatureTable table, GeometryKind kind, const Crs& crs, std::vector<Geometry> geometry,
                     const std::string& title, const std::string& description) {
  OutputLayer layer;
  layer.table = std::move(table);
  layer.table.kind = kind;
  layer.table.crs = crs;
  layer.table.geometry = std::move(geometry);
  transform(layer.table, Crs::wgs84());
  layer.title = title;
  layer.description = description;
  return layer;
}

struct StreamRow {
  std::int64_t number;
  const StreamLink* link;
  double length_km;
  double discharge_m3_s;
};

struct BasinRow {
  std::int64_t number;
  std::string id;
  std::optional<std::string> downstream;
  double area_km2;
  double discharge_m3_s;
  std::string end;
};


std::string end_word(FlowEnd end) {
  switch (end) {
    case FlowEnd::sea: return "sea";
    case FlowEnd::terminal: return "terminal_basin";
    case FlowEnd::nodata: return "unknown_beyond";
    case FlowEnd::stopped:
    case FlowEnd::grid_edge: break;
  }
  return "leaves_grid";
}

std::string basin_style(const FeatureTable& table, const std::string& colour_number) {
  std::vector<qml::Category> categories;
  for (std::size_t i = 0; i < kBasinColours.size(); ++i) {
    const std::string number = std::to_string(i);
    categories.push_back({number, "", qml::area(number, kBasinColours[i], "90,90,90", 0.3)});
  }
  return qml::document(qml::categorised("to_string(" + colour_number + " % " + std::to_string(kBasinColours.size()) + ")", categories), "",
                       table.fields);
}

/// Per point how many others its water passes.
std::vector<int> depths(const std::vector<std::int32_t>& downstream) {
  std::vector<int> depth(downstream.size(), 0);
  for (std::size_t i = 0; i < depth.size(); ++i) {
    for (std::int32_t next = downstream[i]; next != kNoBasin; next = downstream[static_cast<std::size_t>(next)]) ++depth[i];
  }
  return depth;
}

/// Rows with other labels: to[label], and none for none.
LabelRows relabelled(const LabelRows& rows, const std::vector<std::int32_t>& to) {
  return [&rows, &to](std::ptrdiff_t row, std::span<std::int32_t> labels) {
    rows(row, labels);
    for (std::int32_t& label : labels) label = label == kNoBasin ? kNoBasin : to[static_cast<std::size_t>(label)];
  };
}

/// The outlines of the whole catchments with this depth: their own cells and all that drain into them.
std::vector<LabelPolygon> catchments_of_depth(const GridFrame& frame, const LabelRows& rows, const std::vector<std::int32_t>& downstream,
                                              const std::vector<int>& depth, int wanted) {
  std::vector<std::int32_t> to(downstream.size(), kNoBasin);
  for (std::size_t i = 0; i < to.size(); ++i) {
    auto basin = static_cast<std::int32_t>(i);
    while (basin != kNoBasin && depth[static_cast<std::size_t>(basin)] > wanted) basin = downstream[static_cast<std::size_t>(basin)];
    if (basin != kNoBasin && depth[static_cast<std::size_t>(basin)] == wanted) to[i] = basin;
  }
  return label_polygons(frame, relabelled(rows, to));
}

/// Per point its whole catchment.
std::vector<Geometry> catchments(const GridFrame& frame, const LabelRows& rows, const std::vector<PourPoint>& points,
                                 const std::vector<std::int32_t>& downstream, const std::vector<int>& depth) {
  std::vector<Geometry> outlines(points.size());
  const int deepest = depth.empty() ? -1 : *std::ranges::max_element(depth);
  for (int level = 0; level <= deepest; ++level) {
    for (LabelPolygon& p : catchments_of_depth(frame, rows, downstream, depth, level)) {
      outlines[static_cast<std::size_t>(p.label)] = std::move(p.outline);
    }
  }
  return outlines;
}

}  // namespace

OutputLayer pour_points_layer(const GridFrame& frame, const std::vector<PourPoint>& points) {
  static const Schema<PourPoint> schema{
      {"point_id", "", "Point", "Id of the given point.", &PourPoint::id},
      {"on_stream", "", "On a stream", "Whether its water meets a stream.", &PourPoint::on_stream},
      {"moved_m", "m", "Moved", "Length of the way from the given point down to the stream.", &PourPoint::moved_m},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the point.", &PourPoint::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge from the runoff raster; missing without one.",
       &PourPoint::discharge_m3_s},
  };
  std::vector<Geometry> geometry;
  for (const PourPoint& p : points) geometry.push_back(point_geometry(frame.centre(frame.cell(p.cell))));
  OutputLayer layer = layer_of(schema.table("points", points), GeometryKind::point, frame.crs, std::move(geometry),
                               "Given points", "Given points where their water meets the first stream.");
  layer.style_qml = qml::document(qml::single(qml::marker("0", "circle", "200,60,0", 3)),
                                  qml::labels("\"point_id\"", 8, "120,30,0"), layer.table.fields);
  return layer;
}

OutputLayer streams_layer(const GridFrame& frame, const Streams& streams, const std::vector<double>& discharge_m3_s) {
  static const Schema<StreamRow> schema{
      {"link_id", "", "Link", "Number of the stream link, upstream before downstream.", &StreamRow::number},
      {"downstream_id", "", "Flows into", "Number of the link downstream; missing at an end.",
       [](const StreamRow& x) { return x.link->downstream < 0 ? std::optional<std::int64_t>() : x.link->downstream; }},
      {"stream_order", "", "Stream order", "Strahler order.", [](const StreamRow& x) { return x.link->strahler; }},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the link's end.", [](const StreamRow& x) { return x.link->area_km2; }},
      {"length_km", "km", "Length", "Length along the flow path, to the first cell of the link downstream.", &StreamRow::length_km},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge at the link's end, from the runoff raster; missing without one.",
       &StreamRow::discharge_m3_s},
  };
  const std::vector<StreamLink>& links = streams.links;
  std::vector<StreamRow> rows;
  std::vector<Geometry> lines;
  const Transform to_wgs84(frame.crs, Crs::wgs84());
  for (std::size_t i = 0; i < links.size(); ++i) {
    const std::vector<std::int64_t>& cells = links[i].cells;
    if (cells.size() < 2) continue;
    Polyline line = cell_line(frame, cells);
    to_wgs84.apply(line);
    const double discharge = discharge_m3_s.empty() ? std::numeric_limits<double>::quiet_NaN() : discharge_m3_s[i];
    rows.push_back({static_cast<std::int64_t>(i), &links[i], geodesic_length_m(line) / 1000, discharge});
    lines.push_back(line_geometry(std::move(line)));
  }
  OutputLayer layer = layer_of(schema.table("streams", rows), GeometryKind::line, Crs::wgs84(), std::move(lines), "Streams",
                               "Stream links that follow the flow directions cell by cell.");
  layer.style_qml = qml::document(qml::single(qml::scaled_line("0", "60,120,190", "0.2 * \"stream_order\"")), "", layer.table.fields);
  return layer;
}

OutputLayer point_basins_layer(const GridFrame& frame, const std::vector<PourPoint>& points,
                               const std::vector<std::int32_t>& downstream, const LabelRows& labels) {
  static const Schema<BasinRow> schema{
      {"point_id", "", "Point", "Id of the given point.", &BasinRow::id},
      {"downstream_id", "", "Drains to", "Id of the first given point downstream; missing if there is none.", &BasinRow::downstream},
      {"area_km2", "km2", "Area", "Whole area draining to the point.", &BasinRow::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge from the runoff raster; missing without one.",
       &BasinRow::discharge_m3_s},
      {"basin_number", "", "Number", "Number of the basin in the raster point_basins.", &BasinRow::number},
  };
  const std::vector<int> depth = depths(downstream);
  const std::vector<Geometry> catchment = catchments(frame, labels, points, downstream, depth);
  // Upstream basins lie in downstream ones and are drawn after them.
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return depth[i]; });
  std::vector<BasinRow> rows;
  std::vector<Geometry> outlines;
  for (const std::size_t i : order) {
    const PourPoint& point = points[i];
    const std::int32_t next = downstream[i];
    // Of several points in one cell the raster knows the first.
    const auto first = std::ranges::find(points, point.cell, &PourPoint::cell) - points.begin();
    rows.push_back({first, point.id, next == kNoBasin ? std::optional<std::string>() : points[static_cast<std::size_t>(next)].id,
                    point.area_km2, point.discharge_m3_s, {}});
    outlines.push_back(catchment[static_cast<std::size_t>(first)]);
  }
  OutputLayer layer = layer_of(schema.table("point_basins", rows), GeometryKind::polygon, frame.crs,
                               std::move(outlines), "Basins of the given points",
                               "Whole catchments; that of a point upstream lies in that of a point downstream.");
  layer.style_qml = basin_style(layer.table, "\"basin_number\"");
  return layer;
}

OutputLayer basins_layer(const GridFrame& frame, const std::vector<LargeBasin>& basins, std::size_t all_basins,
                         const LabelRows& labels) {
  static const Schema<BasinRow> schema{
      {"basin_id", "", "Basin", "Number of the basin, as in the raster basins.", &BasinRow::number},
      {"area_km2", "km2", "Area", "Area of the basin.", &BasinRow::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge at the end, from the runoff raster; missing without one.",
       &BasinRow::discharge_m3_s},
      {"end", "", "Ends", "Why the way ends: sea, terminal_basin, leaves_grid, unknown_beyond.", &BasinRow::end},
  };
  std::vector<std::int32_t> to(all_basins, kNoBasin);
  for (std::size_t i = 0; i < basins.size(); ++i) to[static_cast<std::size_t>(basins[i].number)] = static_cast<std::int32_t>(i);
  std::vector<BasinRow> rows;
  std::vector<Geometry> outlines;
  for (LabelPolygon& p : label_polygons(frame, relabelled(labels, to))) {
    const LargeBasin& basin = basins[static_cast<std::size_t>(p.label)];
    rows.push_back({basin.number, {}, {}, basin.area_km2, basin.discharge_m3_s, end_word(basin.end)});
    outlines.push_back(std::move(p.outline));
  }
  OutputLayer layer = layer_of(schema.table("basins", rows), GeometryKind::polygon, frame.crs, std::move(outlines), "Basins",
                               "Basins of the ends of all ways, as large as the stream threshold at least; the raster has all.");
  layer.style_qml = basin_style(layer.table, "\"basin_id\"");
  return layer;
}

}  // namespace tmfgeo
