// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/dem_window.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/app/overview.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/project/inputs.h"
#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/breach.h"

namespace tmfgeo {
namespace {

constexpr double kOverviewBlocks = 1e6;
constexpr double kWorthwhileShare = 0.75;
/// The margin covers what the overview takes for another basin; half of it is the band that a whole basin keeps out of.
constexpr std::ptrdiff_t kMarginBlocks = 8;
constexpr std::ptrdiff_t kMarginCells = 64;
constexpr int kWidenings = 2;
constexpr std::ptrdiff_t kWidenBy = 3;

RasterReader reader_of(const DemInput& input) {
  Issues untold;  // told when the raster is read for good
  return {input.files, raster_options(input), untold};
}

/// Directions on the overview.
FlowField overview_flow(Grid<float> lowest, FeatureTable* rivers, double burn_depth_m, ConditioningOptions options,
                        const Progress& progress) {
  Dem dem{std::move(lowest)};
  if (rivers != nullptr) {
    transform(*rivers, dem.elevation_m.frame().crs);
    burn_lines(dem, rivers->geometry, burn_depth_m);
  }
  options.conditioning = Conditioning::fill;  // the lowest of a block has cut most barriers already
  return route_d8(condition(std::move(dem), options, progress));
}

}  // namespace

void DemWindow::Cells::add(const Cells& other) {
  if (empty()) {
    *this = other;
    return;
  }
  north = std::min(north, other.north);
  south = std::max(south, other.south);
  west = std::min(west, other.west);
  east = std::max(east, other.east);
}

DemWindow::DemWindow(const DemInput& input, std::span<const Point> points, FeatureTable* rivers, const Progress& progress)
    : reader_(reader_of(input)), input_(input), given_clip_(input.clip), window_(whole_cells()) {
  const auto size = static_cast<double>(raster().size());
  if (size <= input.window_from_mpx * 1e6 || points.empty()) return;
  const CellMetrics metrics(raster());
  Issues untold;
  conditioning_ = conditioning_of(input, raster().crs, untold);
  if (const auto limits = breach_limits(input.conditioning, metrics, raster().rows)) {
    // "auto" takes its limits from the middle of the raster, which is not the middle of the window.
    input_.conditioning.conditioning = Conditioning::breach;
    input_.conditioning.breach_max_depth_m = limits->depth_m;
    input_.conditioning.breach_max_length_m = limits->length_m;
    reach_ = BreachRules(raster(), metrics, *limits).reach();
  }
  block_ = std::max<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(std::ceil(std::sqrt(size / kOverviewBlocks))));
  margin_ = std::max(kMarginBlocks * block_, kMarginCells);
  needed_ = needed_cells(points, rivers, progress);
  choose();
}

DemWindow::Cells DemWindow::within_raster(Cells cells) const {
  const auto row = [&](std::ptrdiff_t r) { return std::clamp<std::ptrdiff_t>(r, 0, raster().rows - 1); };
  const auto column = [&](std::ptrdiff_t c) { return std::clamp<std::ptrdiff_t>(c, 0, raster().columns - 1); };
  return {row(cells.north), row(cells.south), column(cells.west), column(cells.east)};
}

DemWindow::Cells DemWindow::cells_of(const Box& box) const {
  const Cell first = raster().cell_at({box.min_x, box.max_y});
  const Cell last = raster().cell_at({box.max_x, box.min_y});
  return {first.row, last.row, first.column, last.column};
}

DemWindow::Cells DemWindow::needed_cells(std::span<const Point> points, FeatureTable* rivers, const Progress& progress) const {
  const FlowField flow = overview_flow(lowest_of_blocks(reader_, block_, progress), rivers, input_.burn_depth_m, conditioning_, progress);
  const Basins basins = basins_of_ends(flow);
  const GridFrame& blocks = basins.basin.frame();
  const Transform to_dem(Crs::wgs84(), raster().crs);
  std::vector<char> wanted(basins.outlets.size(), 0);
  Cells needed;  // in blocks
  bool grounded = false;
  for (const Point p : points) {
    const Point moved = to_dem(p);
    if (!is_finite(moved) || !raster().contains(raster().cell_at(moved))) continue;
    const Cell at = blocks.cell_at(moved);
    needed.add({at.row, at.row, at.column, at.column});
    // Beside a divide the block may drain elsewhere than the point itself.
    for (std::ptrdiff_t row = at.row - 1; row <= at.row + 1; ++row) {
      for (std::ptrdiff_t column = at.column - 1; column <= at.column + 1; ++column) {
        if (!blocks.contains({row, column})) continue;
        const std::int32_t basin = basins.basin[Cell{row, column}];
        if (basin == kNoBasin) continue;
        wanted[static_cast<std::size_t>(basin)] = 1;
        grounded = true;
      }
    }
  }
  if (!grounded) return {};
  for (std::ptrdiff_t i = 0; i < blocks.size(); ++i) {
    const std::int32_t basin = basins.basin[i];
    if (basin == kNoBasin || wanted[static_cast<std::size_t>(basin)] == 0) continue;
    const Cell c = blocks.cell(i);
    needed.add({c.row, c.row, c.column, c.column});
  }
  return {needed.north * block_, (needed.south + 1) * block_ - 1, needed.west * block_, (needed.east + 1) * block_ - 1};
}

void DemWindow::choose() {
  window_ = whole_cells();
  open_ = {};
  input_.clip = given_clip_;
  if (needed_.empty() || widened_ >= kWidenings) return;
  Cells window = within_raster(needed_.grown(margin_ + 2 * reach_));
  // A terminal basin's lowest cell is found only if all of its polygon is read.
  for (bool grew = true; grew;) {
    grew = false;
    for (const Geometry& polygon : conditioning_.terminal_basins) {
      const Cells cells = cells_of(polygon.box());
      if (!cells.overlaps(window)) continue;
      Cells with = window;
      with.add(within_raster(cells));
      grew = grew || with.count() > window.count();
      window = with;
    }
  }
  if (!raster().crs.is_geographic()) {
    // The middle column stands for the sizes of a projected row's cells: it has to stay the middle one.
    window.west = std::min(window.west, raster().columns - 1 - window.east);
    window.east = raster().columns - 1 - window.west;
  }
  if (window.count() > kWorthwhileShare * whole_cells().count()) return;
  window_ = window;
  open_ = {window.north > 0, window.south < raster().rows - 1, window.west > 0, window.east < raster().columns - 1,
           margin_ / 2 + 2 * reach_};
  Box centres;
  centres.add(raster().centre({window.north, window.west}));
  centres.add(raster().centre({window.south, window.east}));
  input_.clip = centres;
}

void DemWindow::widen() {
  TMFGEO_EXPECTS(!whole());
  ++widened_;
  margin_ *= kWidenBy;
  choose();
}

std::string DemWindow::described() const {
  return std::to_string(window_.east - window_.west + 1) + " x " + std::to_string(window_.south - window_.north + 1) + " of " +
         std::to_string(raster().columns) + " x " + std::to_string(raster().rows) + " cells (" +
         fixed(100 * window_.count() / whole_cells().count(), 1) + " %)";
}

bool DemWindow::lacks(const FlowField& flow, Point point) const {
  const Point moved = Transform(Crs::wgs84(), raster().crs)(point);
  if (!is_finite(moved)) return false;
  const Cell cell = raster().cell_at(moved);
  if (!raster().contains(cell)) return false;
  const Cell own{cell.row - window_.north, cell.column - window_.west};
  if (flow.direction.frame().contains(own) && flow.direction[own] != kD8NoData) return false;
  float elevation_m = 0;
  reader_.read(cell, 1, 1, {&elevation_m, 1});
  return std::isfinite(elevation_m);
}

}  // namespace tmfgeo
