// SPDX-License-Identifier: Apache-2.0
/// Which cells filled cross-sections of a valley cover together; for the room's own sources.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/transport/valley_section.h"

namespace tmfgeo {

/// The cells of the first sections, until an area is used up.
struct Cover {
  std::vector<std::int64_t> cells;  ///< by index in the grid, sorted
  std::size_t sections = 0;         ///< how many of them, at least one
  double area_m2 = 0;
  double max_depth_m = 0;
  bool used_up = false;             ///< the sections were enough
};

/// A cell belongs to the section whose lowest cell is nearest over covered cells; it is covered if it lies at or below that
/// section's level, as near as the section is wide on its side, and neither behind the first nor beyond the last section.
/// Ties: the section farther up, then the lower index. Needs: at least one section. Cost: O(n log n) for n cells within reach.
Cover cover_along(const Grid<float>& elevation_m, const CellMetrics& metrics, std::span<const FilledSection> sections, double radius_m,
                  double area_m2);

}  // namespace tmfgeo
