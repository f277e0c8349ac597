// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/breach.h"

#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "tmfgeo/terrain/flood.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

namespace {

struct FrontCell {
  float elevation_m;
  std::ptrdiff_t seen;  ///< how many cells the flood had seen before
  std::ptrdiff_t index;
  bool operator>(const FrontCell& other) const {
    return std::tie(elevation_m, seen) > std::tie(other.elevation_m, other.seen);
  }
};

/// One flood over one surface. Unlike the filling flood it goes down into a depression before it goes on outside, so
/// that the way back from a pit keeps to the valley floor and crosses the rim at its lowest point.
class Breach {
 public:
  Breach(const Grid<float>& dem, Grid<float>& surface, const Grid<D8>& outlets, const CellMetrics& metrics,
         const BreachLimits& limits)
      : dem_(dem), surface_(surface), back_(outlets), metrics_(metrics), limits_(limits), neighbours_(surface.frame()) {}

  void run(const Progress& progress) {
    for (std::ptrdiff_t i = 0; i < back_.size(); ++i) {
      if (back_[i] == kD8Outlet || back_[i] == kD8Terminal) push(i);
    }
    std::ptrdiff_t done = 0;
    while (!front_.empty()) {
      const std::ptrdiff_t cell = front_.top().index;
      front_.pop();
      if (spread(cell)) drain(cell);
      if ((++done & 0x3ffff) == 0) {
        report(progress, "breaching barriers", static_cast<double>(done) / static_cast<double>(surface_.size()));
      }
    }
  }

 private:
  void push(std::ptrdiff_t index) { front_.push({surface_[index], seen_++, index}); }

  /// Takes the neighbours of a cell into the front; true if none of them is lower.
  bool spread(std::ptrdiff_t cell) {
    const float elevation_m = surface_[cell];
    bool lowest = true;
    neighbours_(cell, [&](D8 direction, std::ptrdiff_t n) {
      if (surface_[n] < elevation_m) lowest = false;
      if (back_[n] != kD8Unreached) return;
      back_[n] = opposite(direction);
      push(n);
    });
    return lowest;
  }

  void drain(std::ptrdiff_t pit) {
    const float pit_m = surface_[pit];
    cut_.clear();
    double length_m = 0;
    for (std::ptrdiff_t c = pit; is_step(back_[c]);) {
      length_m += metrics_.step_m(c / surface_.columns(), back_[c]);
      c = neighbours_.at(c, back_[c]);
      if (length_m > limits_.length_m) return;
      if (surface_[c] <= pit_m) break;
      // Against the DEM, not the surface: the limit holds for all cuts through a cell together.
      if (static_cast<double>(dem_[c]) - static_cast<double>(pit_m) > limits_.depth_m) return;
      cut_.push_back(c);
    }
    for (const std::ptrdiff_t c : cut_) surface_[c] = pit_m;
  }

  const Grid<float>& dem_;
  Grid<float>& surface_;
  Grid<D8> back_;
  const CellMetrics& metrics_;
  const BreachLimits limits_;
  const Neighbours neighbours_;
  std::priority_queue<FrontCell, std::vector<FrontCell>, std::greater<>> front_;
  std::ptrdiff_t seen_ = 0;
  std::vector<std::ptrdiff_t> cut_;
};

}  // namespace

void breach(const Grid<float>& dem, Grid<float>& surface, const Grid<D8>& outlets, const CellMetrics& metrics,
            const BreachLimits& limits, const Progress& progress) {
  Breach(dem, surface, outlets, metrics, limits).run(progress);
}

}  // namespace tmfgeo
