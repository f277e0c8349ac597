// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/population.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/grid/cell_metrics.h"

namespace tmfgeo {
namespace {

bool says_density(const std::string& unit) {
  const std::string u = lower_ascii(unit);
  return u.find("km") != std::string::npos || u.find("/ha") != std::string::npos || u.find("densit") != std::string::npos;
}

/// More than on the most crowded square kilometres there are; on less than a hectare one house may be more.
constexpr double kMostPeople_km2 = 100000;
constexpr double kLeastArea_km2 = 0.01;
/// More than live on Earth.
constexpr double kMostPeople = 8.5e9;

/// What the cells hold, to be told where it cannot be.
struct Tally {
  std::ptrdiff_t negative = 0;
  std::ptrdiff_t known = 0;
  float least = 0;
  double people = 0;
  std::size_t crowded = 0;
  double most_people = 0;  ///< in the most crowded cell
  double most_people_km2 = 0;

  void count(double in_cell, double area_km2) {
    ++known;
    people += in_cell;
    const double people_km2 = in_cell / std::max(area_km2, kLeastArea_km2);
    if (people_km2 > kMostPeople_km2) ++crowded;
    if (people_km2 <= most_people_km2) return;
    most_people = in_cell;
    most_people_km2 = people_km2;
  }
};

void tell(const Tally& tally, const std::string& file, Issues& issues) {
  if (tally.known == 0) throw Error(ErrorCode::invalid_input, "has no cell with people or without, expected a raster of population that covers the routes", file);
  if (tally.people > kMostPeople) {
    throw Error(ErrorCode::invalid_input, "holds " + shortest(std::round(tally.people / 1e8) / 10) + " thousand million people, more than live on Earth; check the unit of its cells and what values says", file);
  }
  if (tally.crowded > 0) {
    issues.push_back(make_issue("population_crowded", {"exposure.population", file, ""}, "values",
                                counted_en(tally.crowded, "cell has", "cells have") + " more than " + fixed(kMostPeople_km2, 0) + " people per km2; the most crowded one " +
                                    fixed(tally.most_people, 0) + " people, " + fixed(tally.most_people_km2, 0) + " per km2"));
  }
  if (tally.negative > 0) {
    issues.push_back(make_issue("population_negative", {"exposure.population", file, ""}, "file",
                                counted_en(static_cast<std::size_t>(tally.negative), "cell is", "cells are") + " below 0, down to " + shortest(static_cast<double>(tally.least)) + ", taken as missing"));
  }
}

/// Metres of a box's margin in the raster's own units, and a little more.
Box grown_by_m(const Box& wgs84, double within_m) {
  const LocalScale scale = local_scale(std::min(89.9, std::max(std::abs(wgs84.min_y), std::abs(wgs84.max_y)) + within_m / 1e5));
  return wgs84.grown(1.02 * within_m / scale.x_m, 1.02 * within_m / scale.y_m);
}

}  // namespace

PopulationRaster::PopulationRaster(Grid<float> cells, PopulationValues values, MissingPopulation missing, const std::string& unit,
                                   const std::string& file, Issues& issues)
    : cells_(std::move(cells)), missing_(missing) {
  TMFGEO_EXPECTS(cells_.frame().crs.known());
  if (values == PopulationValues::counts && says_density(unit)) {
    throw Error(ErrorCode::invalid_input, "holds \"" + unit + "\" by its own word, expected people per cell; say values = \"density_km2\" if that is what it holds", file);
  }
  const CellMetrics metrics(cells_.frame());
  Tally tally;
  for (std::ptrdiff_t row = 0; row < cells_.rows(); ++row) {
    const double area_km2 = metrics.row(row).area_m2 / 1e6;
    const double km2 = values == PopulationValues::counts ? 1 : area_km2;
    for (std::ptrdiff_t column = 0; column < cells_.columns(); ++column) {
      float& cell = cells_[Cell{row, column}];
      if (cell < 0) {
        tally.least = std::min(tally.least, cell);
        ++tally.negative;
        cell = std::numeric_limits<float>::quiet_NaN();
      }
      if (std::isnan(cell)) continue;
      cell = static_cast<float>(cell * km2);
      tally.count(static_cast<double>(cell), area_km2);
    }
  }
  tell(tally, file, issues);
}

double PopulationRaster::people(Cell cell) const {
  const float value = cells_[cell];
  return std::isnan(value) && missing_ == MissingPopulation::nobody ? 0 : static_cast<double>(value);
}

void PopulationRaster::along(const LineIndex& line, double within_m, const std::function<void(Point, const NearPlace&, double)>& found) const {
  const GridFrame& frame = cells_.frame();
  const Transform to_frame(Crs::wgs84(), frame.crs);
  const Transform to_wgs84(frame.crs, Crs::wgs84());
  std::vector<std::ptrdiff_t> near;
  bool beyond = false;
  for (const LineSegment& s : line.segments()) {
    Box box;
    box.add(s.a);
    box.add(s.b);
    const Box around = grown_by_m(box, within_m);
    Box cells;
    for (const Point corner : {Point{around.min_x, around.min_y}, Point{around.max_x, around.min_y}, Point{around.min_x, around.max_y}, Point{around.max_x, around.max_y}}) {
      const Point moved = to_frame(corner);
      if (is_finite(moved)) cells.add(moved);
    }
    if (cells.empty()) continue;
    const Cell first = frame.cell_at({cells.min_x, cells.max_y});
    const Cell last = frame.cell_at({cells.max_x, cells.min_y});
    beyond = beyond || !frame.contains(frame.cell_at(to_frame(s.a))) || !frame.contains(frame.cell_at(to_frame(s.b)));
    for (std::ptrdiff_t row = std::max<std::ptrdiff_t>(0, first.row); row <= std::min(frame.rows - 1, last.row); ++row) {
      for (std::ptrdiff_t column = std::max<std::ptrdiff_t>(0, first.column); column <= std::min(frame.columns - 1, last.column); ++column) {
        near.push_back(frame.index({row, column}));
      }
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  for (const std::ptrdiff_t index : near) {
    const Cell cell = frame.cell(index);
    const Point centre = to_wgs84(frame.centre(cell));
    if (const auto place = line.nearest(centre, within_m)) found(centre, *place, people(cell));
  }
  if (!beyond) return;
  // The line leaves the raster: nobody knows who lives there.
  for (const LineSegment& s : line.segments()) {
    for (const Point p : {s.a, s.b}) {
      if (frame.contains(frame.cell_at(to_frame(p)))) continue;
      if (const auto place = line.nearest(p, within_m)) found(p, *place, std::numeric_limits<double>::quiet_NaN());
    }
  }
}

}  // namespace tmfgeo
