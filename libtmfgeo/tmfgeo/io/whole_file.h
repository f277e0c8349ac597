// SPDX-License-Identifier: Apache-2.0
/// Files that are there whole or not at all: written beside under another name, then renamed. /vsi… paths too.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace tmfgeo {

/// A file being written. Until keep() its name holds what it held before; without keep() nothing is left of it.
class PartialFile {
 public:
  /// Errors: Error{environment} if the folder is missing or cannot be written, or the file is there and overwrite is
  /// false.
  PartialFile(std::string path, bool overwrite);
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  /// Where to write: in the same folder, with the same extension.
  const std::string& partial_path() const { return partial_; }
  const std::string& path() const { return path_; }
  /// Gives the file its name, in one step, and removes what earlier programs left beside the one it replaces.
  /// Errors: Error{environment}.
  void keep();

 private:
  std::string path_;
  std::string partial_;
  bool kept_ = false;
};

/// Gives a whole file its final name, in one step, and removes what earlier programs left beside the one it replaces.
/// Needs: both names in one file system. Errors: Error{environment}.
void move_into_place(const std::string& from, const std::string& to);

/// Calls use(bytes) with one block of a file after the other.
/// Errors: Error{environment} if it is missing or cannot be read to its end.
void for_each_block(const std::string& path, const std::function<void(std::string_view)>& use);

/// All bytes of a file. Errors: as for_each_block; Error{invalid_input} for more bytes than `most`, which a small packed file
/// may hold.
std::string read_file(const std::string& path, std::size_t most = std::string::npos);

/// Writes bytes as a whole file. Errors: as PartialFile, and a full disk.
void write_file(const std::string& path, std::string_view bytes, bool overwrite);

}  // namespace tmfgeo
