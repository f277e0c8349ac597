// SPDX-License-Identifier: Apache-2.0
/// Processes that share one piece of work, on one machine or on many. MPI lives behind this class, in tools.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace tmfgeo {

using Bytes = std::vector<std::byte>;

/// All ranks make the same calls in the same order. Rank 0 solves what needs everybody's part.
class Ranks {
 public:
  virtual ~Ranks() = default;
  virtual int count() const = 0;
  virtual int number() const = 0;
  /// Output: on rank 0 what every rank gave, by rank; elsewhere nothing.
  virtual std::vector<Bytes> gather(Bytes mine) = 0;
  /// Input: on rank 0 one part per rank; elsewhere ignored. Output: this rank's part.
  virtual Bytes scatter(std::vector<Bytes> parts) = 0;
};

/// A single process.
class OneRank final : public Ranks {
 public:
  int count() const override { return 1; }
  int number() const override { return 0; }
  std::vector<Bytes> gather(Bytes mine) override {
    std::vector<Bytes> all;
    all.push_back(std::move(mine));
    return all;
  }
  Bytes scatter(std::vector<Bytes> parts) override { return std::move(parts.front()); }
};

}  // namespace tmfgeo
