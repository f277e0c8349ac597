// SPDX-License-Identifier: Apache-2.0
/// Named synthetic terrains. Same name and seed, same terrain, on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>

#include "support/ascii_dem.h"

namespace tmfgeo::test {

/// Random numbers that are the same on every machine. Source: SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  std::ptrdiff_t below(std::ptrdiff_t end) {
    return static_cast<std::ptrdiff_t>(next() % static_cast<std::uint64_t>(end));
  }

 private:
  std::uint64_t state_;
};

/// A terrain from a height in metres per row and column.
template <class Height>
Dem terrain(const GridFrame& frame, const Height& height) {
  Dem dem{Grid<float>(frame)};
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    const Cell c = frame.cell(i);
    dem.elevation_m[i] = static_cast<float>(height(static_cast<double>(c.row), static_cast<double>(c.column)));
  }
  return dem;
}

/// Falls to the south-east, twice as steep to the south.
inline Dem plane(const GridFrame& frame) {
  return terrain(frame, [](double row, double column) { return 1000 - 2 * row - column; });
}

/// A peak in the middle.
inline Dem cone(const GridFrame& frame) {
  const double r = static_cast<double>(frame.rows - 1) / 2;
  const double c = static_cast<double>(frame.columns - 1) / 2;
  return terrain(frame, [&](double row, double column) { return 1000 - std::hypot(row - r, column - c); });
}

/// One pit in the middle.
inline Dem bowl(const GridFrame& frame) {
  const double r = static_cast<double>(frame.rows - 1) / 2;
  const double c = static_cast<double>(frame.columns - 1) / 2;
  return terrain(frame, [&](double row, double column) { return 100 + std::hypot(row - r, column - c); });
}

inline Dem flat(const GridFrame& frame) {
  return terrain(frame, [](double, double) { return 7; });
}

/// Value noise of halving wavelength and amplitude: many depressions in depressions.
inline Dem fractal(const GridFrame& frame, std::uint64_t seed) {
  Dem dem{Grid<float>(frame)};
  Random random(seed);
  for (std::ptrdiff_t wave = 16; wave >= 1; wave /= 2) {
    const std::ptrdiff_t across = frame.columns / wave + 2;
    std::vector<double> nodes(static_cast<std::size_t>((frame.rows / wave + 2) * across));
    for (double& node : nodes) node = random.uniform() * static_cast<double>(wave) * 10;
    for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
      const Cell c = frame.cell(i);
      const auto node = [&](std::ptrdiff_t down, std::ptrdiff_t right) {
        return nodes[static_cast<std::size_t>((c.row / wave + down) * across + c.column / wave + right)];
      };
      const double y = static_cast<double>(c.row % wave) / static_cast<double>(wave);
      const double x = static_cast<double>(c.column % wave) / static_cast<double>(wave);
      dem.elevation_m[i] += static_cast<float>((1 - y) * ((1 - x) * node(0, 0) + x * node(0, 1)) +
                                               y * ((1 - x) * node(1, 0) + x * node(1, 1)));
    }
  }
  return dem;
}

/// A terrain in whole steps of metres: wide flats, as in integer DEMs.
inline Dem stepped(Dem dem, double step_m) {
  for (float& z : dem.elevation_m.values()) z = static_cast<float>(std::floor(static_cast<double>(z) / step_m) * step_m);
  return dem;
}

/// A terrain with this share of its cells lost, alone and in patches.
inline Dem with_holes(Dem dem, std::uint64_t seed, double share) {
  Random random(seed);
  const GridFrame& frame = dem.elevation_m.frame();
  const auto patches = static_cast<std::ptrdiff_t>(share * static_cast<double>(frame.size()) / 5);
  for (std::ptrdiff_t patch = 0; patch < patches; ++patch) {
    const Cell middle{random.below(frame.rows), random.below(frame.columns)};
    const std::ptrdiff_t reach = random.below(3);
    for (std::ptrdiff_t row = middle.row - reach; row <= middle.row + reach; ++row) {
      const Cell c{row, middle.column};
      if (frame.contains(c)) dem.elevation_m[c] = std::numeric_limits<float>::quiet_NaN();
    }
  }
  return dem;
}

/// A terrain with the name a failing test prints.
struct NamedTerrain {
  std::string name;
  Dem dem;
  friend std::ostream& operator<<(std::ostream& out, const NamedTerrain& t) { return out << t.name; }
};

/// What every property is tested on: slopes, pits, flats, holes, thin and tiny rasters, metric and geographic.
inline std::vector<NamedTerrain> make_all_terrains() {
  std::vector<NamedTerrain> terrains{{"plane", plane(metric_frame(20, 30))},
                                     {"cone", cone(metric_frame(21, 31))},
                                     {"bowl", bowl(metric_frame(21, 31))},
                                     {"flat", flat(metric_frame(12, 17))},
                                     {"one_row", fractal(metric_frame(1, 40), 1)},
                                     {"one_column", fractal(metric_frame(40, 1), 2)},
                                     {"one_cell", flat(metric_frame(1, 1))},
                                     {"two_rows", fractal(metric_frame(2, 25), 3)},
                                     {"nodata_alone", with_holes(flat(metric_frame(3, 3)), 1, 1000)}};
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::string number = std::to_string(seed);
    const Dem rough = fractal(metric_frame(47, 61), seed);
    terrains.push_back({"fractal_" + number, rough});
    terrains.push_back({"stepped_fractal_" + number, stepped(rough, 15)});
    terrains.push_back({"fractal_with_holes_" + number, with_holes(rough, seed, 0.1)});
    terrains.push_back({"stepped_fractal_with_holes_" + number, with_holes(stepped(rough, 15), seed, 0.3)});
    terrains.push_back({"geographic_fractal_" + number, fractal(geographic_frame(40, 33), seed)});
  }
  return terrains;
}

/// The same, made once: several suites name their tests by it each time the program starts.
inline const std::vector<NamedTerrain>& all_terrains() {
  static const std::vector<NamedTerrain> terrains = make_all_terrains();
  return terrains;
}

}  // namespace tmfgeo::test
