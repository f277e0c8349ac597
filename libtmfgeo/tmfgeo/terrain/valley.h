// SPDX-License-Identifier: Apache-2.0
/// The valley at a place: the stretch of stream its water meets, and the ground that drains to that stretch.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

struct ValleyOptions {
  double stretch_m = 2000;     ///< of stream, half of it up, half down
  double area_ratio = 1.25;    ///< the stretch ends where the upstream area differs by more: another river joins
  double highest_m = 40;       ///< ground higher above its stream cell is left out
  double least_drop_m = 5;     ///< the slope of the bed is taken over so much fall …
  double slope_stretch_m = 20000;  ///< … or so long a stretch
};

/// Where the water of a place meets a stream, and the ground about that stretch of it. Arrays of the cells run in parallel.
struct Valley {
  std::int64_t foot = -1;      ///< first stream cell on the way down from the place
  double area_km2 = 0;         ///< draining through it
  double length_m = 0;         ///< of the stretch along its cells
  double bed_slope = 0;        ///< m/m, of a straight line through the bed's elevations; not below 0
  double height_m = 0;         ///< of the place above the foot
  double relief_m = 0;         ///< half the greatest step from the place's cell to a neighbour: what a cell does not tell
  std::vector<std::int64_t> cells;
  std::vector<float> hand_m;   ///< above the stream cell each drains to
  std::vector<float> slope;    ///< to the next cell on its way, m/m, not below 0
  std::vector<float> area_m2;
};

/// Finds valleys. Keeps references: everything it was made from must outlive it. Places may be asked for by several threads.
class ValleyFinder {
 public:
  /// Heights are those of `elevation_m`, which may be the DEM as it was given: burnt-in rivers and filled hollows then do not
  /// count, and a height may be below 0. Needs: all of one frame, its CRS known; threshold > 0. Cost: O(rows).
  ValleyFinder(const FlowField& flow, const Grid<float>& elevation_m, const Accumulation& accumulation, Area threshold);

  /// Absent where the place has no direction or its way meets no stream.
  /// Needs: start inside the grid; options above 0, area_ratio above 1.
  /// Ties: upstream the donor of the larger area goes on, of equal ones the first in the order of kD8Steps.
  /// Cost: O(cells that drain to the stretch). Source [Renno2008], [ZhengEtAl2018].
  std::optional<Valley> at(Cell start, const ValleyOptions& options = {}) const;

 private:
  using Cells = std::vector<std::int64_t>;
  bool is_stream(std::ptrdiff_t cell) const { return area_km2_[cell] >= threshold_km2_; }
  std::ptrdiff_t foot_of(std::ptrdiff_t cell) const;
  std::ptrdiff_t main_donor(std::ptrdiff_t cell) const;
  double step_m(std::ptrdiff_t cell) const;
  template <class GoOn>
  Cells stretch_about(std::ptrdiff_t foot, double stretch_m, GoOn go_on) const;
  double bed_slope(std::ptrdiff_t foot, const ValleyOptions& options) const;
  bool add_cell(std::ptrdiff_t cell, float bed_m, double highest_m, Valley& valley) const;
  void add_ground(const Cells& bed, double highest_m, Valley& valley) const;

  const Grid<D8>& direction_;
  const Grid<float>& elevation_m_;
  const Grid<double>& area_km2_;
  Neighbours neighbours_;
  CellMetrics metrics_;
  double threshold_km2_;
};

}  // namespace tmfgeo
