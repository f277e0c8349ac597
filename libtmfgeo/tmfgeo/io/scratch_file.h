// SPDX-License-Identifier: Apache-2.0
/// Room on a disk for what memory does not hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tmfgeo {

/// A file without a name: however the program ends, nothing of it is left.
class ScratchFile {
 public:
  /// Takes the room at once, so that a full disk is told before any work is done.
  /// Input: a local folder. Errors: Error{environment} naming the folder: missing, no right to write, no room.
  ScratchFile(const std::string& folder, std::int64_t bytes);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Needs: the range lies in the file. Several threads may write and read disjoint ranges at once.
  /// Errors: Error{environment}.
  void write(std::int64_t at, std::span<const std::byte> bytes);
  void read(std::int64_t at, std::span<std::byte> bytes) const;

 private:
  std::string folder_;
  std::int64_t size_;
  int file_ = -1;
};

}  // namespace tmfgeo
