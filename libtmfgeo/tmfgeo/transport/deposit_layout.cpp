// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/grid/cell_outline.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/transport/deposit_cover.h"
#include "tmfgeo/transport/runout.h"

namespace tmfgeo {
namespace {

/// The path on the grid: cells in a row, the distance of each.
struct GridPath {
  std::vector<Cell> cells;
  std::vector<double> distance_m;
  bool leaves_dem = false;
  bool reaches_river = false;
};

/// The first part of a line, up to a length.
Polyline first_metres(const Polyline& line, double length_m) {
  Polyline out;
  double so_far_m = 0;
  for (const Point& p : line) {
    if (!is_finite(p)) break;
    if (!out.empty()) so_far_m += near_distance_m(out.back(), p);
    out.push_back(p);
    if (so_far_m > length_m) break;
  }
  return out;
}

bool are_neighbours(Cell a, Cell b) { return std::abs(a.row - b.row) <= 1 && std::abs(a.column - b.column) <= 1; }

/// How far along a segment a point lies, 0 to 1.
double share_along(Point a, Point b, Point p) {
  const double x = b.x - a.x;
  const double y = b.y - a.y;
  const double square = x * x + y * y;
  return square > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / square, 0.0, 1.0) : 0;
}

/// Puts the cells of one segment behind the path; false where the path ends for good.
bool add_segment(GridPath& path, const Grid<float>& elevation_m, Point a, Point b, double from_m, double length_m, double river_begins_m) {
  const GridFrame& frame = elevation_m.frame();
  for (const Cell& cell : cells_on_line(frame, std::vector<Point>{a, b})) {
    if (cell == path.cells.back()) continue;
    // Cells outside the frame are left out: a line that leaves it and comes back shows as a jump.
    path.leaves_dem = !are_neighbours(cell, path.cells.back()) || !std::isfinite(elevation_m[cell]);
    const double distance_m = std::max(path.distance_m.back(), from_m + length_m * share_along(a, b, frame.centre(cell)));
    path.reaches_river = !path.leaves_dem && distance_m > river_begins_m;
    if (path.leaves_dem || path.reaches_river) return false;
    path.cells.push_back(cell);
    path.distance_m.push_back(distance_m);
  }
  path.leaves_dem = !frame.contains(frame.cell_at(b));
  return !path.leaves_dem;
}

/// Cells of the path from its first point to where it leaves the elevations, reaches the river, ends or is long enough.
GridPath path_on_grid(const Grid<float>& elevation_m, const Polyline& path, double longest_m, double river_begins_m) {
  GridPath out;
  const GridFrame& frame = elevation_m.frame();
  const Polyline line = first_metres(path, longest_m);
  Polyline on_grid = line;
  Transform(Crs::wgs84(), frame.crs).apply(on_grid);
  if (line.empty() || !is_finite(on_grid.front())) return out;
  const Cell start = frame.cell_at(on_grid.front());
  if (!frame.contains(start) || !std::isfinite(elevation_m[start])) return out;
  out.cells.push_back(start);
  out.distance_m.push_back(0);
  double from_m = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (!is_finite(on_grid[i + 1])) {
      out.leaves_dem = true;
      break;
    }
    const double length_m = geodesic_distance_m(line[i], line[i + 1]);
    if (!add_segment(out, elevation_m, on_grid[i], on_grid[i + 1], from_m, length_m, river_begins_m)) break;
    from_m += length_m;
  }
  return out;
}

/// Where the path runs to at one of its cells: over three cells before and behind, so that single D8 steps do not turn it.
Heading heading_at(const GridPath& path, const CellMetrics& metrics, std::size_t at, Heading before) {
  constexpr std::size_t kReach = 3;
  const Cell a = path.cells[at - std::min(at, kReach)];
  const Cell b = path.cells[std::min(at + kReach, path.cells.size() - 1)];
  const RowMetrics& sizes = metrics.row(path.cells[at].row);
  const double east = static_cast<double>(b.column - a.column) * sizes.width_m;
  const double north = -static_cast<double>(b.row - a.row) * sizes.height_m;
  const double length = std::hypot(east, north);
  if (!(length > 0)) return before;
  return {east / length, north / length};
}

/// The zone of one volume before its outline is made.
DepositZone lay_out(const Grid<float>& elevation_m, const CellMetrics& metrics, const GridPath& path, double volume_m3,
                    double area_factor) {
  DepositZone zone;
  zone.volume_m3 = volume_m3;
  const double area_m2 = deposit_area_m2(volume_m3, area_factor);
  const double radius_m = std::sqrt(2 * area_m2 / std::numbers::pi);
  const double section_m2 = deposit_section_m2(volume_m3);
  std::vector<FilledSection> sections;
  Cover cover;
  // How far the deposit comes is known only when it is laid out, so the part of the path looked at doubles until it holds it.
  for (std::size_t count = std::min<std::size_t>(64, path.cells.size());; count = std::min(2 * count, path.cells.size())) {
    for (std::size_t i = sections.size(); i < count; ++i) {
      const Cell cell = path.cells[i];
      const Heading heading = heading_at(path, metrics, i, sections.empty() ? Heading{} : sections.back().downstream);
      sections.push_back(fill_section(elevation_m, metrics.row(cell.row), cell, heading, section_m2, radius_m));
    }
    cover = cover_along(elevation_m, metrics, sections, radius_m, area_m2);
    const bool whole = count == path.cells.size();
    if (whole || (cover.used_up && path.distance_m[count - 1] - path.distance_m[cover.sections - 1] > radius_m)) break;
  }
  zone.cells = std::move(cover.cells);
  zone.max_depth_m = cover.max_depth_m;
  zone.length_m = path.distance_m[cover.sections - 1];
  for (std::size_t i = 0; i < cover.sections; ++i) {
    zone.leaves_dem = zone.leaves_dem || sections[i].meets_edge;
    zone.spreads_wide = zone.spreads_wide || sections[i].meets_limit;
  }
  if (!cover.used_up) {
    zone.leaves_dem = zone.leaves_dem || path.leaves_dem;
    zone.reaches_river = path.reaches_river;
    zone.path_ends = !path.leaves_dem && !path.reaches_river;
  }
  return zone;
}

void outline(DepositZone& zone, const GridFrame& frame, const CellMetrics& metrics) {
  zone.area_m2 = 0;
  for (const std::int64_t cell : zone.cells) zone.area_m2 += metrics.row(frame.cell(static_cast<std::ptrdiff_t>(cell)).row).area_m2;
  zone.area = cell_outline(frame, zone.cells);
  Transform(frame.crs, Crs::wgs84()).apply(zone.area.points);
}

/// The zone with all that a smaller one covers.
void cover_also(DepositZone& zone, const DepositZone& smaller) {
  std::vector<std::int64_t> all;
  std::set_union(zone.cells.begin(), zone.cells.end(), smaller.cells.begin(), smaller.cells.end(), std::back_inserter(all));
  zone.cells = std::move(all);
  zone.length_m = std::max(zone.length_m, smaller.length_m);
  zone.max_depth_m = std::max(zone.max_depth_m, smaller.max_depth_m);
  zone.leaves_dem = zone.leaves_dem || smaller.leaves_dem;
  zone.reaches_river = zone.reaches_river || smaller.reaches_river;
  zone.spreads_wide = zone.spreads_wide || smaller.spreads_wide;
}

/// No deposit can be longer than one of a single cell's width, windings within a cell included.
double longest_deposit_m(const Grid<float>& elevation_m, const CellMetrics& metrics, double area_m2) {
  const RowMetrics& sizes = metrics.row(elevation_m.rows() / 2);
  return 2 * (area_m2 / std::min(sizes.width_m, sizes.height_m) + std::sqrt(area_m2));
}

}  // namespace

DepositLayout::DepositLayout(const Grid<float>& elevation_m) : elevation_m_(elevation_m), metrics_(elevation_m.frame()) {}

std::vector<DepositZone> DepositLayout::zones(const ReleaseScenario& release, const Polyline& path, const DepositOptions& options) const {
  std::vector<DepositZone> out;
  if (release.water_only || !(release.volume_m3.median > 0) || options.exceedances.empty()) return out;
  std::vector<double> volumes_m3;
  for (const double exceedance : options.exceedances) {
    TMFGEO_EXPECTS(exceedance > 0 && exceedance < 1);
    const double volume_m3 = release.volume_m3.at(-normal_quantile(exceedance));
    volumes_m3.push_back(release.volume_cap_m3 > 0 ? std::min(volume_m3, release.volume_cap_m3) : volume_m3);
  }
  const double largest_m2 = deposit_area_m2(*std::max_element(volumes_m3.begin(), volumes_m3.end()), options.area_factor);
  const double longest_m = longest_deposit_m(elevation_m_, metrics_, largest_m2);
  const GridPath on_grid = path_on_grid(elevation_m_, path, longest_m, options.river_begins_m);
  if (on_grid.cells.empty()) return out;
  std::vector<std::size_t> smallest_first(volumes_m3.size());
  std::iota(smallest_first.begin(), smallest_first.end(), std::size_t{0});
  std::stable_sort(smallest_first.begin(), smallest_first.end(),
                   [&](std::size_t a, std::size_t b) { return volumes_m3[a] < volumes_m3[b]; });
  out.resize(volumes_m3.size());
  const DepositZone* smaller = nullptr;
  for (const std::size_t i : smallest_first) {
    out[i] = lay_out(elevation_m_, metrics_, on_grid, volumes_m3[i], options.area_factor);
    // No draw releases more than the cap.
    const bool is_largest = release.volume_cap_m3 > 0 && volumes_m3[i] >= release.volume_cap_m3;
    out[i].exceedance = is_largest ? 0 : options.exceedances[i];
    if (smaller != nullptr) cover_also(out[i], *smaller);
    outline(out[i], elevation_m_.frame(), metrics_);
    smaller = &out[i];
  }
  return out;
}

std::optional<DepositZone> DepositLayout::zone(double volume_m3, const Polyline& path, const DepositOptions& options) const {
  ReleaseScenario release;
  release.volume_m3.median = volume_m3;
  TMFGEO_EXPECTS(volume_m3 > 0);
  DepositOptions median = options;
  median.exceedances = {0.5};
  std::vector<DepositZone> all = zones(release, path, median);
  if (all.empty()) return std::nullopt;
  all.front().exceedance = std::numeric_limits<double>::quiet_NaN();
  return std::move(all.front());
}

}  // namespace tmfgeo
