// SPDX-License-Identifier: Apache-2.0
/// Ranks that are threads of one process, and a store in memory: the tiled road without MPI and without a disk.
#pragma once

#include <algorithm>
#include <barrier>
#include <cstring>
#include <functional>
#include <mutex>
#include <thread>

#include "tmfgeo/core/ranks.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo::test {

class MemoryTileStore final : public TileStore {
 public:
  void write(std::int64_t at, std::span<const std::byte> bytes) override {
    const std::lock_guard lock(mutex_);
    const auto end = static_cast<std::size_t>(at) + bytes.size();
    if (bytes_.size() < end) bytes_.resize(end);
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + at);
  }
  void read(std::int64_t at, std::span<std::byte> bytes) const override {
    const std::lock_guard lock(mutex_);
    TMFGEO_EXPECTS(static_cast<std::size_t>(at) + bytes.size() <= bytes_.size());
    std::copy_n(bytes_.begin() + at, bytes.size(), bytes.begin());
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::byte> bytes_;
};

/// Messages of `count` threads.
class ThreadRanks {
 public:
  explicit ThreadRanks(int count) : count_(count), parts_(static_cast<std::size_t>(count)), barrier_(count) {}

  /// Runs body(ranks as one thread sees them) on every thread.
  void run(const std::function<void(Ranks&)>& body) {
    std::vector<std::jthread> threads;
    for (int r = 0; r < count_; ++r) {
      threads.emplace_back([this, r, &body] {
        One one(*this, r);
        body(one);
      });
    }
  }

 private:
  class One final : public Ranks {
   public:
    One(ThreadRanks& all, int number) : all_(all), number_(number) {}
    int count() const override { return all_.count_; }
    int number() const override { return number_; }
    std::vector<Bytes> gather(Bytes mine) override {
      all_.parts_[static_cast<std::size_t>(number_)] = std::move(mine);
      all_.barrier_.arrive_and_wait();
      std::vector<Bytes> got;
      if (number_ == 0) got = all_.parts_;
      all_.barrier_.arrive_and_wait();
      return got;
    }
    Bytes scatter(std::vector<Bytes> parts) override {
      if (number_ == 0) {
        TMFGEO_EXPECTS(static_cast<int>(parts.size()) == all_.count_);
        all_.parts_ = std::move(parts);
      }
      all_.barrier_.arrive_and_wait();
      Bytes mine = all_.parts_[static_cast<std::size_t>(number_)];
      all_.barrier_.arrive_and_wait();
      return mine;
    }

   private:
    ThreadRanks& all_;
    int number_;
  };

  int count_;
  std::vector<Bytes> parts_;
  std::barrier<> barrier_;
};

}  // namespace tmfgeo::test
