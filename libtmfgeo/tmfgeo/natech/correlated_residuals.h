// SPDX-License-Identifier: Apache-2.0
/// Residuals of a shaken ground, correlated by distance, many draws at a time. For the room's own sources and tests.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/core/random.h"
#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// Draws made together: a whole number of machine vectors.
constexpr std::size_t kDrawsAtOnce = 16;
struct alignas(sizeof(float) * kDrawsAtOnce) DrawRow {
  std::array<float, kDrawsAtOnce> value{};
  float& operator[](std::size_t draw) { return value[draw]; }
  float operator[](std::size_t draw) const { return value[draw]; }
};

class CorrelatedResiduals {
 public:
  /// Input: WGS 84 points. Points with equal coordinates, to 1e-8 degrees (1 mm), are one place.
  /// Needs: 0 < range_km <= 1000, finite points. Cost: places^3 / 6.
  CorrelatedResiduals(std::span<const Point> points, double range_km);

  /// Place of a point.
  std::size_t place(std::size_t point) const { return place_of_[point]; }
  std::size_t places() const { return places_; }

  /// Standard normal residuals per place for draws first_draw … first_draw + 15.
  /// Output: `residuals`, one row per place. Cost: places^2 / 2 * 16 multiplications.
  void draw(const RandomField& random, std::uint64_t first_draw, std::vector<DrawRow>& normals, std::vector<DrawRow>& residuals) const;

 private:
  std::size_t places_ = 0;
  std::vector<std::size_t> place_of_;
  std::vector<float> factor_;  ///< lower triangle of the Cholesky factor, row by row
};

}  // namespace tmfgeo
