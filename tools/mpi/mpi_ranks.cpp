// SPDX-License-Identifier: Apache-2.0
// MPI lives here.
#include <mpi.h>

#include <algorithm>
#include <cstdint>

#include "ranks.h"
#include "tmfgeo/core/contract.h"

namespace tmfgeo::cli {
namespace {

/// MPI counts with int: longer messages go in pieces.
constexpr std::uint64_t kPiece = std::uint64_t{1} << 30U;
constexpr int kTag = 1;

void send(const Bytes& bytes, int to) {
  const std::uint64_t size = bytes.size();
  MPI_Send(&size, 1, MPI_UINT64_T, to, kTag, MPI_COMM_WORLD);
  for (std::uint64_t at = 0; at < size; at += kPiece) {
    MPI_Send(bytes.data() + at, static_cast<int>(std::min(kPiece, size - at)), MPI_BYTE, to, kTag, MPI_COMM_WORLD);
  }
}

Bytes receive(int from) {
  std::uint64_t size = 0;
  MPI_Recv(&size, 1, MPI_UINT64_T, from, kTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  Bytes bytes(size);
  for (std::uint64_t at = 0; at < size; at += kPiece) {
    MPI_Recv(bytes.data() + at, static_cast<int>(std::min(kPiece, size - at)), MPI_BYTE, from, kTag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
  }
  return bytes;
}

/// MPI's own errors end all ranks, which is its default and what we want: no rank waits for one that is gone.
class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    MPI_Comm_rank(MPI_COMM_WORLD, &number_);
  }
  int count() const override { return count_; }
  int number() const override { return number_; }
  std::vector<Bytes> gather(Bytes mine) override {
    if (number_ != 0) {
      send(mine, 0);
      return {};
    }
    std::vector<Bytes> all{std::move(mine)};
    for (int rank = 1; rank < count_; ++rank) all.push_back(receive(rank));
    return all;
  }
  Bytes scatter(std::vector<Bytes> parts) override {
    if (number_ != 0) return receive(0);
    TMFGEO_EXPECTS(static_cast<int>(parts.size()) == count_);
    for (int rank = 1; rank < count_; ++rank) send(parts[static_cast<std::size_t>(rank)], rank);
    return std::move(parts.front());
  }

 private:
  int count_ = 1;
  int number_ = 0;
};

}  // namespace

void start_ranks(int& argc, char**& argv) {
  int given = 0;
  // Only the thread that runs the stages talks to other ranks.
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
}

Ranks& all_ranks() {
  static MpiRanks ranks;
  return ranks;
}

int end_ranks(int exit_code) {
  if (exit_code != 0) MPI_Abort(MPI_COMM_WORLD, exit_code);
  MPI_Finalize();
  return exit_code;
}

}  // namespace tmfgeo::cli
