// SPDX-License-Identifier: Apache-2.0
/// Terrains of any size for benchmarks. A cell depends on its row, its column and the seed alone: rows can be made one
/// by one, a smaller terrain is the north-western corner of a larger one.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "support/ascii_dem.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo::test {

/// One octave of value noise: a random number in [−1, 1) at every `wave`-th cell, smooth between them.
class Octave {
 public:
  /// Needs: wave a power of two.
  Octave(std::ptrdiff_t wave, std::uint64_t seed) : wave_(wave), seed_(seed), weight_(static_cast<std::size_t>(wave)) {
    for (std::size_t i = 0; i < weight_.size(); ++i) weight_[i] = smooth(static_cast<float>(i) / static_cast<float>(wave));
  }

  void fill_row(std::ptrdiff_t row, std::span<float> noise) const {
    const std::ptrdiff_t above = row / wave_;
    const float south = weight_[static_cast<std::size_t>(row % wave_)];
    const auto node = [&](std::ptrdiff_t column) {
      const float north_value = value(above, column);
      return south == 0 ? north_value : north_value + south * (value(above + 1, column) - north_value);
    };
    const auto columns = static_cast<std::ptrdiff_t>(noise.size());
    float west_value = node(0);
    for (std::ptrdiff_t first = 0; first < columns; first += wave_) {
      const float east_value = node(first / wave_ + 1);
      const std::ptrdiff_t count = std::min(wave_, columns - first);
      float* cell = noise.data() + first;
      for (std::ptrdiff_t i = 0; i < count; ++i) {
        cell[i] = west_value + weight_[static_cast<std::size_t>(i)] * (east_value - west_value);
      }
      west_value = east_value;
    }
  }

 private:
  static float smooth(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }

  /// Source: SplitMix64's mixing.
  float value(std::ptrdiff_t row, std::ptrdiff_t column) const {
    std::uint64_t z = seed_ + static_cast<std::uint64_t>(row) * 0x9e3779b97f4a7c15U +
                      static_cast<std::uint64_t>(column) * 0xd1b54a32d192ed03U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<float>((z ^ (z >> 31U)) >> 40U) * 0x1p-23F - 1;
  }

  std::ptrdiff_t wave_;
  std::uint64_t seed_;
  std::vector<float> weight_;  ///< of the eastern (southern) node, per cell between two nodes
};

/// The names of the terrains for benchmarks.
enum class LargeTerrainKind {
  fractal,    ///< hard: rough at every scale; 24, 25, 34, 32 % of 1, 4, 16, 64 Mpx lie in depressions
  mountains,  ///< realistic: valleys in valleys on a slope to the south-east; 0.5, 1.0, 0.7, 1.8 % in depressions
};

/// A terrain for cells of 30 m. Cost: about 15 ns per cell and core.
class LargeTerrain {
 public:
  explicit LargeTerrain(LargeTerrainKind kind, std::uint64_t seed = 1) : kind_(kind) {
    for (std::ptrdiff_t wave = longest_wave(); wave >= 1; wave /= 2) {
      octaves_.emplace_back(wave, (seed << 32U) + static_cast<std::uint64_t>(wave) * 0x2545f4914f6cdd1dU);
    }
  }

  void fill_row(std::ptrdiff_t row, std::span<float> elevation_m) const {
    std::vector<float> noise(elevation_m.size());
    kind_ == LargeTerrainKind::fractal ? fill_fractal(row, elevation_m, noise) : fill_mountains(row, elevation_m, noise);
  }

 private:
  /// A fractal without waves as long as the terrain would be one plain with ever more lakes.
  std::ptrdiff_t longest_wave() const { return kind_ == LargeTerrainKind::fractal ? 32768 : 4096; }

  /// Noise whose amplitude grows with the wave's length to the power 0.7, the Hurst exponent, on a slight slope.
  void fill_fractal(std::ptrdiff_t row, std::span<float> elevation_m, std::vector<float>& noise) const {
    std::fill(elevation_m.begin(), elevation_m.end(), 1000 - 0.1F * static_cast<float>(row));
    auto wave = static_cast<float>(longest_wave());
    for (const Octave& octave : octaves_) {
      octave.fill_row(row, noise);
      const float amplitude_m = 1.5F * std::pow(wave, 0.7F);
      for (std::size_t i = 0; i < noise.size(); ++i) elevation_m[i] += amplitude_m * noise[i];
      wave /= 2;
    }
  }

  /// Valleys where the noise passes zero. Smaller ones lose their height towards the floor of larger ones, so that they
  /// meet them without a sill.
  void fill_mountains(std::ptrdiff_t row, std::span<float> elevation_m, std::vector<float>& noise) const {
    for (std::size_t i = 0; i < noise.size(); ++i) {
      elevation_m[i] = 40000 - 0.6F * (static_cast<float>(row) + 0.4F * static_cast<float>(i));
    }
    std::vector<float> share(noise.size(), 1.0F);
    auto wave = static_cast<float>(longest_wave());
    for (const Octave& octave : octaves_) {
      octave.fill_row(row, noise);
      for (std::size_t i = 0; i < noise.size(); ++i) {
        const float height = std::fabs(noise[i]);
        elevation_m[i] += 0.4F * wave * share[i] * height;
        share[i] *= std::min(1.0F, 2 * height + 0.4F);
      }
      wave /= 2;
    }
  }

  LargeTerrainKind kind_;
  std::vector<Octave> octaves_;
};

/// Cells of 30 m in UTM zone 42 N.
inline GridFrame large_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  GridFrame frame = metric_frame(rows, columns);
  frame.cell_width = 30;
  frame.cell_height = 30;
  return frame;
}

/// On all cores.
inline Dem large_terrain(LargeTerrainKind kind, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  Dem dem{Grid<float>(large_frame(rows, columns))};
  const LargeTerrain terrain(kind);
  parallel_for(0, rows, 16, [&](std::ptrdiff_t row, std::ptrdiff_t end) {
    for (; row < end; ++row) {
      terrain.fill_row(row, dem.elevation_m.values().subspan(static_cast<std::size_t>(row * columns),
                                                             static_cast<std::size_t>(columns)));
    }
  });
  return dem;
}

}  // namespace tmfgeo::test
