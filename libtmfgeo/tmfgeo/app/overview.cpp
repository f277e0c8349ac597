// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/overview.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {

Grid<float> lowest_of_blocks(const RasterReader& raster, std::ptrdiff_t block, const Progress& progress) {
  TMFGEO_EXPECTS(block > 0);
  const GridFrame& whole = raster.frame();
  GridFrame frame = whole;
  frame.rows = (whole.rows + block - 1) / block;
  frame.columns = (whole.columns + block - 1) / block;
  frame.cell_width *= static_cast<double>(block);
  frame.cell_height *= static_cast<double>(block);
  Grid<float> lowest(frame, std::numeric_limits<float>::quiet_NaN());
  constexpr std::ptrdiff_t kStripCells = 1 << 22;
  const std::ptrdiff_t strip = std::max<std::ptrdiff_t>(1, kStripCells / whole.columns / block);  // in rows of blocks
  const std::ptrdiff_t strips = (frame.rows + strip - 1) / strip;
  report(progress, "overview of the DEM", 0);
  parallel_for(0, strips, 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    std::vector<float> cells;
    for (std::ptrdiff_t s = first; s < last; ++s) {
      const std::ptrdiff_t from = s * strip * block;
      const std::ptrdiff_t rows = std::min(strip * block, whole.rows - from);
      cells.resize(static_cast<std::size_t>(rows * whole.columns));
      raster.read({from, 0}, rows, whole.columns, cells);
      for (std::ptrdiff_t row = 0; row < rows; ++row) {
        const float* const z = &cells[static_cast<std::size_t>(row * whole.columns)];
        float* const out = &lowest[(from + row) / block * frame.columns];
        for (std::ptrdiff_t b = 0; b < frame.columns; ++b) {
          const std::ptrdiff_t end = std::min((b + 1) * block, whole.columns);
          for (std::ptrdiff_t c = b * block; c < end; ++c) out[b] = std::fmin(out[b], z[c]);
        }
      }
    }
  });
  return lowest;
}

}  // namespace tmfgeo
