// SPDX-License-Identifier: Apache-2.0
/// People per cell of a raster, and how many live along a line.
#pragma once

#include <functional>
#include <limits>
#include <string>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/geo/line_index.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// What a population raster holds. Nothing is guessed: a map of densities read as counts is wrong by the cell's size.
enum class PopulationValues { counts, density_km2 };

/// What a cell without a value means.
enum class MissingPopulation { unknown, nobody };

/// Counts per cell. Immutable; may be shared by threads.
class PopulationRaster {
 public:
  /// Input: cells as read, NaN missing; `unit` as the file says, empty if it does not.
  /// Cells below zero are missing; −200 and the like are told as population_negative; more than 100 000 people per km2 (a cell
  /// below a hectare is taken for one) as population_crowded.
  /// Issues: population_negative, population_crowded. Errors: Error{invalid_input} if the file's unit contradicts `values`
  /// ("people/km2" for counts), no cell has a value, or all hold more people than live on Earth. Needs: the frame's CRS is known.
  PopulationRaster(Grid<float> cells, PopulationValues values, MissingPopulation missing, const std::string& unit, const std::string& file, Issues& issues);

  const GridFrame& frame() const { return cells_.frame(); }
  /// People in a cell, NaN if unknown. Needs: inside the frame.
  double people(Cell cell) const;

  /// Calls `found` once for every cell whose centre lies within the distance of the line, with the centre in WGS 84, the
  /// nearest place on the line and the people (NaN unknown; so are cells beyond the raster).
  void along(const LineIndex& line, double within_m, const std::function<void(Point, const NearPlace&, double)>& found) const;

 private:
  Grid<float> cells_;
  MissingPopulation missing_;
};

}  // namespace tmfgeo
