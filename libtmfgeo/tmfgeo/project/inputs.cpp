// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/inputs.h"

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/io/vector.h"

namespace tmfgeo {
namespace {

/// Coastlines at 1 : 10 million are good to about a kilometre.
constexpr double kCoastError_m = 1000;

constexpr double kTurn = 360;

Box moved_east(const Box& box, double degrees) { return {box.min_x + degrees, box.min_y, box.max_x + degrees, box.max_y}; }

/// Degrees by which a box must go east to meet a grid in degrees; 0 if it meets it, or no turn helps.
double turns_between(const Box& box, const GridFrame& grid) {
  const Box all = grid.box();
  if (!grid.crs.is_geographic() || box.overlaps(all)) return 0;
  for (const double turn : {kTurn, -kTurn}) {
    if (moved_east(box, turn).overlaps(all)) return turn;
  }
  return 0;
}

void require_crs(const FeatureTable& table, const std::string& section) {
  if (table.kind != GeometryKind::none && !table.crs.known()) {
    throw Error(ErrorCode::invalid_input,
                "does not say its reference system, expected crs = \"EPSG:…\" in [" + section + "]", table.source);
  }
}

void tell_transformed(const FeatureTable& table, const std::string& section, Issues& issues) {
  if (table.kind == GeometryKind::none || table.crs.same_as(Crs::wgs84())) return;
  issues.push_back(make_issue("crs_transformed", {section, table.source, ""}, "crs",
                              "is in " + table.crs.name() + ", transformed to WGS 84"));
}

}  // namespace

Box transformed_box(const Box& box, const Crs& from, const Crs& to) {
  const Transform move(from, to);
  Box out;
  constexpr int steps = 20;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const double x = box.min_x + t * (box.max_x - box.min_x);
    const double y = box.min_y + t * (box.max_y - box.min_y);
    for (const Point p : {Point{x, box.min_y}, Point{x, box.max_y}, Point{box.min_x, y}, Point{box.max_x, y}}) {
      const Point moved = move(p);
      if (is_finite(moved)) out.add(moved);
    }
  }
  return out;
}

SeaFinder::SeaFinder(FeatureTable land, const Box& area, double sea_distance_m) : known_(true), sea_distance_m_(sea_distance_m) {
  transform(land, Crs::wgs84());
  std::vector<Geometry> parts;
  for (const Geometry& g : land.geometry) {
    if (g.kind == GeometryKind::polygon && g.box().overlaps(area)) parts.push_back(clipped(g, area));
  }
  // Edges between tiles and the shores of lakes are no coast. A union may leave holes where tiles do not quite meet.
  land_ = PolygonIndex({united_shells({united_shells(parts)})});
}

bool SeaFinder::reaches_sea(Point p) const {
  return known_ && (land_.containing(p).empty() || land_.edges().nearest(p, sea_distance_m_).has_value());
}

bool SeaFinder::at_sea(Point p) const {
  return known_ && land_.containing(p).empty() && !land_.edges().nearest(p, kCoastError_m).has_value();
}

FeatureTable read_table(const InputFile& input, std::vector<std::string> columns, const std::optional<Box>& wgs84_area,
                        Issues& issues) {
  VectorOptions options;
  options.layer = input.layer;
  options.crs = input.crs;
  options.clip = input.clip;
  options.columns = std::move(columns);
  if (!options.clip && wgs84_area) {
    // The box of the area in the layer's own reference system spares reading the rest of the world.
    for (const LayerInfo& layer : layer_infos(input.file())) {
      if (!input.layer.empty() && layer.name != input.layer) continue;
      const std::string crs = layer.crs.empty() ? input.crs : layer.crs;
      if (!crs.empty()) options.clip = transformed_box(*wgs84_area, Crs::wgs84(), Crs::from_text(crs));
      break;
    }
  }
  FeatureTable table = read_features(input.file(), options, issues);
  // A sheet has no geometry; its columns x and y may still be in a system of their own.
  if (table.kind == GeometryKind::none && !input.crs.empty()) table.crs = Crs::from_text(input.crs);
  require_crs(table, input.section);
  tell_transformed(table, input.section, issues);
  return table;
}

FacilityInventory read_facility_input(const FacilityInput& input) {
  Issues issues;
  FacilityInventory inventory = read_facilities(read_table(input, {}, std::nullopt, issues));
  inventory.issues.insert(inventory.issues.begin(), issues.begin(), issues.end());
  return inventory;
}

RasterOptions raster_options(const InputFile& input) { return {input.crs, input.clip}; }

Point brought_round(Point p, const GridFrame& grid) {
  const Box point{p.x, p.y, p.x, p.y};
  return {p.x + turns_between(point, grid), p.y};
}

void bring_round(std::vector<Geometry>& geometry, const GridFrame& grid) {
  if (!grid.crs.is_geographic()) return;
  for (Geometry& g : geometry) {
    const double turn = turns_between(g.box(), grid);
    for (Point& p : g.points) p.x += turn;
  }
}

RasterOptions reaching(const std::string& file, const GridFrame& grid) {
  const GridFrame frame = raster_info({file}).frame;
  Box box = transformed_box(grid.box(), grid.crs, frame.crs).grown(frame.cell_width, frame.cell_height);
  const Box all = frame.box();
  const bool goes_round = frame.crs.is_geographic() && (moved_east(box, kTurn).overlaps(all) || moved_east(box, -kTurn).overlaps(all));
  if (goes_round) box = {all.min_x, box.min_y, all.max_x, box.max_y};
  RasterOptions options;
  options.clip = box;
  return options;
}

Dem read_dem_input(const DemInput& input, Issues& issues, const Progress& progress) {
  return {read_raster(input.files, raster_options(input), issues, progress)};
}

ConditioningOptions conditioning_of(const DemInput& input, const Crs& dem_crs, Issues& issues) {
  ConditioningOptions options = input.conditioning;
  if (!input.terminal_basins) return options;
  FeatureTable basins = read_features(input.terminal_basins->file(), {}, issues);
  require_crs(basins, "dem");
  if (basins.kind != GeometryKind::polygon) {
    throw Error(ErrorCode::invalid_input, "has no polygons, expected the polygons of terminal basins", basins.source);
  }
  transform(basins, dem_crs);
  options.terminal_basins = std::move(basins.geometry);
  return options;
}

FeatureTable read_river_input(const RiverInput& input, Issues& issues) {
  std::vector<std::string> columns;
  const NetworkOptions& n = input.network;
  for (const std::string& c : {n.upstream_area_column, n.discharge_column, n.name_column, n.elevation_from_column, n.elevation_to_column}) {
    if (!c.empty()) columns.push_back(c);
  }
  return read_table(input, columns, std::nullopt, issues);
}

Borders read_border_input(const Project& project, const Box& area, Issues& issues) {
  const BorderInput& input = project.borders;
  FeatureTable table = read_table(input, {}, area, issues);
  if (!input.lines()) return borders_from_polygons(std::move(table), input.columns, area);
  if (!project.land) return borders_from_lines(std::move(table), input.columns, nullptr, area);
  const FeatureTable land = read_table(*project.land, {}, area, issues);
  return borders_from_lines(std::move(table), input.columns, &land, area);
}

std::optional<Places> read_place_input(const Project& project, const Box& area, Issues& issues) {
  if (!project.places) return std::nullopt;
  return read_places(read_table(*project.places, {}, area, issues), project.places->name_column,
                     project.places->population_column, area);
}

SeaFinder read_sea(const Project& project, const Box& area, Issues& issues) {
  if (!project.land) return {};
  FeatureTable land = read_table(*project.land, {}, area, issues);
  return SeaFinder(std::move(land), area, project.land->sea_distance_m);
}

std::vector<InputRecord> recorded(const InputFile& input) {
  std::vector<InputRecord> records;
  for (const std::string& path : input.files) records.push_back({input, path, file_sha256(path)});
  return records;
}

std::vector<InputRecord> record_inputs(const Project& project) {
  std::vector<InputRecord> records;
  for (const InputFile& input : project.inputs()) {
    for (InputRecord& record : recorded(input)) records.push_back(std::move(record));
  }
  return records;
}

}  // namespace tmfgeo
