// SPDX-License-Identifier: Apache-2.0
/// Everything one thread needs to solve tiles, one after the other; and a pool of such workers.
#pragma once

#include <memory>
#include <mutex>

#include "tmfgeo/terrain/basin_graph.h"
#include "tmfgeo/terrain/flats.h"

namespace tmfgeo {

struct TileWorker {
  TileSurface surface;
  std::vector<std::ptrdiff_t> unresolved;
  std::vector<std::ptrdiff_t> flat_cells;
  std::vector<FlatRim> rim;
  FlatScratch flats;
  CatchmentScratch catchments;
  FillScratch fill;

  /// Ways down for a tile whose elevations are in `surface`, as if its flats ended with it.
  void point_alone(const CellMetrics& metrics, const Ends& ends) {
    steepest_descent(surface, metrics, ends, unresolved);
    resolve_flats_alone(surface, unresolved, flats);
  }

  /// Ways down for a tile of a surface without pits; `rim` holds what its neighbours must know.
  void point(const CellMetrics& metrics, const Ends& ends) {
    steepest_descent(surface, metrics, ends, unresolved);
    rim.clear();
    resolve_flats(surface, unresolved, {}, flats, rim);
  }

  /// The same, but flats that go on beyond the tile stay kD8Unresolved: `unresolved` holds their cells.
  void point_inner(const CellMetrics& metrics, const Ends& ends) {
    steepest_descent(surface, metrics, ends, flat_cells);
    reopen_flats(surface, unresolved);
    for (const std::ptrdiff_t cell : unresolved) surface.way(cell) = kD8Shared;
    resolve_flats_alone(surface, flat_cells, flats);
    for (const std::ptrdiff_t cell : unresolved) surface.way(cell) = kD8Unresolved;
  }

  /// The same again for a tile whose ways are in `surface` too: only flats that go on beyond it can have changed.
  void point_again(std::span<const FlatRim> ring) {
    reopen_flats(surface, unresolved);
    rim.clear();
    resolve_flats(surface, unresolved, ring, flats, rim);
  }
};

/// Hands out things that are costly to make, and takes them back.
template <class T>
class Pool {
 public:
  class Loan {
   public:
    Loan(Pool& pool, std::unique_ptr<T> thing) : pool_(pool), thing_(std::move(thing)) {}
    ~Loan() { pool_.give_back(std::move(thing_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    T& operator*() const { return *thing_; }
    T* operator->() const { return thing_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<T> thing_;
  };

  Loan borrow() {
    const std::lock_guard lock(mutex_);
    if (things_.empty()) return Loan(*this, std::make_unique<T>());
    std::unique_ptr<T> thing = std::move(things_.back());
    things_.pop_back();
    return Loan(*this, std::move(thing));
  }

 private:
  void give_back(std::unique_ptr<T> thing) {
    const std::lock_guard lock(mutex_);
    things_.push_back(std::move(thing));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> things_;
};

}  // namespace tmfgeo
