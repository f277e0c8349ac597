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
  std::vector<FlatRim> rim;
  FlatScratch flats;
  CatchmentScratch catchments;
  FillScratch fill;

  /// Ways down for a tile whose elevations are in `surface`, as if its flats ended with it: to where water gathers.
  void point_alone(const CellMetrics& metrics, const Ends& ends) {
    steepest_descent(surface, metrics, ends);
    gather_flats(surface, flats);
  }

  /// Ways down for a tile of a surface without pits, given what its neighbours told; `rim` holds what they must know.
  void point(const CellMetrics& metrics, const Ends& ends, std::span<const FlatRim> ring) {
    steepest_descent(surface, metrics, ends);
    rim.clear();
    resolve_flats(surface, ring, flats, rim);
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
