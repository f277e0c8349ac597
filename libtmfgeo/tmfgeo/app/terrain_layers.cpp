// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_layers.h"

#include <algorithm>
#include <array>

#include "tmfgeo/app/qml.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/io/label_polygons.h"
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
  std::optional<double> discharge_m3_s;
};

struct BasinRow {
  std::int64_t number;
  std::string id;
  std::optional<std::string> downstream;
  double area_km2;
  std::optional<double> discharge_m3_s;
  std::string end;
};

struct PointRow {
  const PourPoint* point;
  double area_km2;
  std::optional<double> discharge_m3_s;
};

std::optional<double> discharge_at(const TerrainRun& run, std::int64_t cell) {
  return run.discharge ? std::optional(run.discharge->discharge_m3_s[cell]) : std::nullopt;
}

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

/// Per basin how many others its water passes.
std::vector<int> depths(const Basins& basins) {
  std::vector<int> depth(basins.downstream.size(), 0);
  for (std::size_t i = 0; i < depth.size(); ++i) {
    for (std::int32_t next = basins.downstream[i]; next != kNoBasin; next = basins.downstream[static_cast<std::size_t>(next)]) {
      ++depth[i];
    }
  }
  return depth;
}

/// The outlines of the whole catchments with this depth: their own cells and all that drain into them.
std::vector<LabelPolygon> catchments_of_depth(const Basins& basins, const std::vector<int>& depth, int wanted) {
  std::vector<std::int32_t> to(basins.downstream.size(), kNoBasin);
  for (std::size_t i = 0; i < to.size(); ++i) {
    auto basin = static_cast<std::int32_t>(i);
    while (basin != kNoBasin && depth[static_cast<std::size_t>(basin)] > wanted) {
      basin = basins.downstream[static_cast<std::size_t>(basin)];
    }
    if (basin != kNoBasin && depth[static_cast<std::size_t>(basin)] == wanted) to[i] = basin;
  }
  Grid<std::int32_t> labels(basins.basin.frame());
  parallel_for(0, labels.size(), 1 << 18, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      labels[i] = basins.basin[i] == kNoBasin ? kNoBasin : to[static_cast<std::size_t>(basins.basin[i])];
    }
  });
  return label_polygons(labels);
}

}  // namespace

OutputLayer pour_points_layer(const TerrainRun& run) {
  static const Schema<PointRow> schema{
      {"point_id", "", "Point", "Id of the given point.", [](const PointRow& x) { return x.point->id; }},
      {"on_stream", "", "On a stream", "Whether its water meets a stream.", [](const PointRow& x) { return x.point->on_stream; }},
      {"moved_m", "m", "Moved", "Length of the way from the given point down to the stream.",
       [](const PointRow& x) { return x.point->moved_m; }},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the point.", &PointRow::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge from the runoff raster; missing without one.",
       &PointRow::discharge_m3_s},
  };
  const GridFrame& frame = run.products.flow.direction.frame();
  std::vector<PointRow> rows;
  std::vector<Geometry> geometry;
  for (const PourPoint& p : run.points) {
    rows.push_back({&p, run.products.accumulation.area_km2[p.cell], discharge_at(run, p.cell)});
    geometry.push_back(point_geometry(frame.centre(frame.cell(p.cell))));
  }
  OutputLayer layer = layer_of(schema.table("points", rows), GeometryKind::point, frame.crs, std::move(geometry),
                               "Given points", "Given points where their water meets the first stream.");
  layer.style_qml = qml::document(qml::single(qml::marker("0", "circle", "200,60,0", 3)),
                                  qml::labels("\"point_id\"", 8, "120,30,0"), layer.table.fields);
  return layer;
}

OutputLayer streams_layer(const TerrainRun& run) {
  return streams_layer(run.products.flow.direction.frame(), run.products.streams,
                       [&](std::int64_t cell) { return discharge_at(run, cell); });
}

OutputLayer streams_layer(const GridFrame& frame, const Streams& streams,
                          const std::function<std::optional<double>(std::int64_t)>& discharge_m3_s) {
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
    const std::int64_t last = cells[cells.size() - (links[i].downstream < 0 ? 1 : 2)];
    rows.push_back({static_cast<std::int64_t>(i), &links[i], geodesic_length_m(line) / 1000, discharge_m3_s(last)});
    lines.push_back(line_geometry(std::move(line)));
  }
  OutputLayer layer = layer_of(schema.table("streams", rows), GeometryKind::line, Crs::wgs84(), std::move(lines), "Streams",
                               "Stream links that follow the flow directions cell by cell.");
  layer.style_qml = qml::document(qml::single(qml::scaled_line("0", "60,120,190", "0.2 * \"stream_order\"")), "", layer.table.fields);
  return layer;
}

OutputLayer point_basins_layer(const TerrainRun& run, const Basins& basins) {
  static const Schema<BasinRow> schema{
      {"point_id", "", "Point", "Id of the given point.", &BasinRow::id},
      {"downstream_id", "", "Drains to", "Id of the first given point downstream; missing if there is none.", &BasinRow::downstream},
      {"area_km2", "km2", "Area", "Whole area draining to the point.", &BasinRow::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge from the runoff raster; missing without one.",
       &BasinRow::discharge_m3_s},
      {"basin_number", "", "Number", "Number of the basin in the raster point_basins.", &BasinRow::number},
  };
  const std::vector<int> depth = depths(basins);
  std::vector<BasinRow> rows;
  std::vector<Geometry> outlines;
  const int deepest = depth.empty() ? -1 : *std::ranges::max_element(depth);
  // Upstream basins lie in downstream ones and are drawn after them.
  for (int level = 0; level <= deepest; ++level) {
    for (LabelPolygon& p : catchments_of_depth(basins, depth, level)) {
      const auto i = static_cast<std::size_t>(p.label);
      const std::int32_t next = basins.downstream[i];
      const std::int64_t cell = basins.outlets[i];
      rows.push_back({p.label, run.points[i].id,
                      next == kNoBasin ? std::optional<std::string>() : run.points[static_cast<std::size_t>(next)].id,
                      run.products.accumulation.area_km2[cell], discharge_at(run, cell), {}});
      outlines.push_back(std::move(p.outline));
    }
  }
  OutputLayer layer = layer_of(schema.table("point_basins", rows), GeometryKind::polygon, basins.basin.frame().crs,
                               std::move(outlines), "Basins of the given points",
                               "Whole catchments; that of a point upstream lies in that of a point downstream.");
  layer.style_qml = basin_style(layer.table, "\"basin_number\"");
  return layer;
}

OutputLayer basins_layer(const TerrainRun& run, const Basins& basins, double min_area_km2) {
  static const Schema<BasinRow> schema{
      {"basin_id", "", "Basin", "Number of the basin, as in the raster basins.", &BasinRow::number},
      {"area_km2", "km2", "Area", "Area of the basin.", &BasinRow::area_km2},
      {"discharge_m3_s", "m3/s", "Mean discharge", "Mean discharge at the end, from the runoff raster; missing without one.",
       &BasinRow::discharge_m3_s},
      {"end", "", "Ends", "Why the way ends: sea, terminal_basin, leaves_grid, unknown_beyond.", &BasinRow::end},
  };
  Grid<std::int32_t> large = basins.basin;
  const Grid<double>& area = run.products.accumulation.area_km2;
  parallel_for(0, large.size(), 1 << 18, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      const std::int32_t basin = large[i];
      if (basin != kNoBasin && area[basins.outlets[static_cast<std::size_t>(basin)]] < min_area_km2) large[i] = kNoBasin;
    }
  });
  std::vector<BasinRow> rows;
  std::vector<Geometry> outlines;
  for (LabelPolygon& p : label_polygons(large)) {
    const std::int64_t cell = basins.outlets[static_cast<std::size_t>(p.label)];
    const FlowPath end = flow_path(run.products.flow, run.products.conditioned, large.frame().cell(cell));
    rows.push_back({p.label, {}, {}, area[cell], discharge_at(run, cell), end_word(end.end)});
    outlines.push_back(std::move(p.outline));
  }
  OutputLayer layer = layer_of(schema.table("basins", rows), GeometryKind::polygon, large.frame().crs, std::move(outlines), "Basins",
                               "Basins of the ends of all ways, as large as the stream threshold at least; the raster has all.");
  layer.style_qml = basin_style(layer.table, "\"basin_id\"");
  return layer;
}

}  // namespace tmfgeo
