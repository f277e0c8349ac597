// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/slope.h"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {

namespace {

/// A value, or what it would be on the straight line through the cell; heights are those above the cell.
inline float or_mirrored(float height, float opposite) { return height == height ? height : -opposite; }

/// Three rows of elevations with a border, moved south row by row.
class RowsAround {
 public:
  explicit RowsAround(const Grid<float>& elevation_m) : elevation_m_(elevation_m) {
    for (std::vector<float>& row : rows_) row.resize(static_cast<std::size_t>(elevation_m.columns()) + 2, kUnknown);
  }
  void start_at(std::ptrdiff_t row) {
    for (std::ptrdiff_t r = row - 1; r <= row + 1; ++r) read(r);
  }
  void read(std::ptrdiff_t row) {
    std::vector<float>& to = rows_[slot(row)];
    const bool inside = row >= 0 && row < elevation_m_.rows();
    for (std::ptrdiff_t c = 0; c < elevation_m_.columns(); ++c) {
      const float z = inside ? elevation_m_[row * elevation_m_.columns() + c] : kUnknown;
      // An infinite elevation minus itself is NaN.
      to[static_cast<std::size_t>(c) + 1] = z + (z - z);
    }
  }
  SlopeRows around(std::ptrdiff_t row) const { return {at(row - 1), at(row), at(row + 1)}; }

 private:
  static constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
  static std::size_t slot(std::ptrdiff_t row) { return static_cast<std::size_t>((row + 3) % 3); }
  const float* at(std::ptrdiff_t row) const { return rows_[slot(row)].data() + 1; }

  const Grid<float>& elevation_m_;
  std::array<std::vector<float>, 3> rows_;
};

}  // namespace

void slope_of_row(const SlopeRows& elevation_m, std::ptrdiff_t columns, const RowMetrics& metrics, float* slope) {
  const float* const north = elevation_m.north;
  const float* const here = elevation_m.here;
  const float* const south = elevation_m.south;
  const auto two_widths_m = static_cast<float>(2 * metrics.width_m);
  const auto two_heights_m = static_cast<float>(2 * metrics.height_m);
  for (std::ptrdiff_t c = 0; c < columns; ++c) {
    const float z = here[c];
    const float ne0 = north[c + 1] - z;
    const float e0 = here[c + 1] - z;
    const float se0 = south[c + 1] - z;
    const float s0 = south[c] - z;
    const float sw0 = south[c - 1] - z;
    const float w0 = here[c - 1] - z;
    const float nw0 = north[c - 1] - z;
    const float n0 = north[c] - z;
    const float ne = or_mirrored(ne0, sw0);
    const float sw = or_mirrored(sw0, ne0);
    const float nw = or_mirrored(nw0, se0);
    const float se = or_mirrored(se0, nw0);
    const float across = or_mirrored(e0, w0) - or_mirrored(w0, e0);
    const float along = or_mirrored(n0, s0) - or_mirrored(s0, n0);
    // With mirrored corners the two outer pairs of an axis are known together or not at all.
    const float outer_across = (ne - nw) + (se - sw);
    const float outer_along = (ne - se) + (nw - sw);
    const float outer_weight = outer_across == outer_across ? 2.0F : 0.0F;
    const float across_weight = across == across ? 2.0F : 0.0F;
    const float along_weight = along == along ? 2.0F : 0.0F;
    const float outer_x = outer_across == outer_across ? outer_across : 0.0F;
    const float outer_y = outer_along == outer_along ? outer_along : 0.0F;
    const float x = outer_x + (across == across ? 2 * across : 0.0F);
    const float y = outer_y + (along == along ? 2 * along : 0.0F);
    // Without any pair this is 0 / 0, which is NaN as it should be.
    const float gradient_x = x / ((outer_weight + across_weight) * two_widths_m);
    const float gradient_y = y / ((outer_weight + along_weight) * two_heights_m);
    slope[c] = gradient_x * gradient_x + gradient_y * gradient_y;
  }
  for (std::ptrdiff_t c = 0; c < columns; ++c) slope[c] = std::sqrt(slope[c]) + (here[c] - here[c]);
}

Grid<float> slope(const Grid<float>& elevation_m) {
  Grid<float> slope(elevation_m.frame());
  if (elevation_m.size() == 0) return slope;
  const CellMetrics metrics(elevation_m.frame());
  parallel_for(0, elevation_m.rows(), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    RowsAround rows(elevation_m);
    rows.start_at(first);
    for (std::ptrdiff_t row = first; row < last; ++row) {
      if (row > first) rows.read(row + 1);
      slope_of_row(rows.around(row), elevation_m.columns(), metrics.row(row), &slope[row * elevation_m.columns()]);
    }
  });
  return slope;
}

}  // namespace tmfgeo
