// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/shared_flats.h"

#include <utility>

#include "tmfgeo/terrain/flats.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {
namespace {

constexpr D8 kQueued = 252;

class SharedFlats {
 public:
  SharedFlats(const Grid<float>& elevation_m, Grid<D8>& direction)
      : elevation_m_(elevation_m), direction_(direction), neighbours_(elevation_m.frame()) {}

  void run(std::span<const std::int64_t> unresolved) {
    for (const std::int64_t cell : unresolved) {
      if (preferred_settled(static_cast<std::ptrdiff_t>(cell)) != kD8Unresolved) next_.push_back(static_cast<std::ptrdiff_t>(cell));
    }
    for (const std::ptrdiff_t cell : next_) direction_[cell] = kQueued;
    while (!next_.empty()) {
      chosen_.clear();
      for (const std::ptrdiff_t cell : next_) chosen_.push_back(preferred_settled(cell));
      for (std::size_t i = 0; i < next_.size(); ++i) direction_[next_[i]] = chosen_[i];
      std::swap(front_, next_);
      next_.clear();
      for (const std::ptrdiff_t cell : front_) {
        neighbours_(cell, [&](D8, std::ptrdiff_t n) {
          if (direction_[n] != kD8Unresolved || elevation_m_[n] != elevation_m_[cell]) return;
          direction_[n] = kQueued;
          next_.push_back(n);
        });
      }
    }
  }

 private:
  /// Direction of the preferred neighbour of the same elevation that has its way, kD8Unresolved if there is none. Breadth
  /// first, such a neighbour is one step nearer to the end of the flat.
  D8 preferred_settled(std::ptrdiff_t cell) const {
    D8 way = kD8Unresolved;
    neighbours_(cell, [&](D8 d, std::ptrdiff_t n) {
      if (is_preferred(d, way) && direction_[n] != kD8Unresolved && direction_[n] != kQueued && elevation_m_[n] == elevation_m_[cell]) way = d;
    });
    return way;
  }

  const Grid<float>& elevation_m_;
  Grid<D8>& direction_;
  const Neighbours neighbours_;
  std::vector<std::ptrdiff_t> front_;
  std::vector<std::ptrdiff_t> next_;
  std::vector<D8> chosen_;
};

}  // namespace

void resolve_shared_flats(const Grid<float>& elevation_m, std::span<const std::int64_t> unresolved, Grid<D8>& direction) {
  SharedFlats(elevation_m, direction).run(unresolved);
}

}  // namespace tmfgeo
