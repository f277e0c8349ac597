// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/whole_file.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "tmfgeo/core/error.h"
#include "tmfgeo/io/gdal_guard.h"

namespace tmfgeo {
namespace {

bool exists(const std::string& path) {
  VSIStatBufL stat;
  return VSIStatExL(path.c_str(), &stat, VSI_STAT_EXISTS_FLAG) == 0;
}

void remove_if_there(const std::string& path) {
  if (exists(path)) VSIUnlink(path.c_str());
}

/// What GDAL and SQLite may leave beside a file they write. A journal beside a new database would be played back into
/// it.
constexpr const char* kCompanions[] = {"-journal", "-wal", "-shm", ".aux.xml", ".ovr.tmp", ".msk.ovr.tmp"};

std::string cause() { return errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : std::string(); }

}  // namespace

PartialFile::PartialFile(std::string path, bool overwrite) : path_(std::move(path)) {
  const GdalMessages messages;
  if (!overwrite && exists(path_)) {
    throw Error(ErrorCode::environment, "is there already; say so if it may be replaced (--overwrite)", path_);
  }
  const std::filesystem::path name(path_);
  const std::string folder = name.parent_path().empty() ? "." : name.parent_path().string();
  VSIStatBufL stat;
  // Folders of object stores need not exist before a file does.
  const bool store = folder.starts_with("/vsi");
  if (!store && (VSIStatL(folder.c_str(), &stat) != 0 || !VSI_ISDIR(stat.st_mode))) {
    throw Error(ErrorCode::environment, "cannot be written: its folder does not exist", path_);
  }
  partial_ = (name.parent_path() /
              ("." + name.stem().string() + ".partial-" + std::to_string(::getpid()) + name.extension().string()))
                 .string();
  errno = 0;
  VSILFILE* file = VSIFOpenL(partial_.c_str(), "wb");
  if (file == nullptr)
    throw Error(ErrorCode::environment, "cannot be written: no right to write into its folder" + cause(), path_);
  VSIFCloseL(file);
  VSIUnlink(partial_.c_str());
}

PartialFile::~PartialFile() {
  if (kept_) return;
  const GdalMessages messages;
  remove_if_there(partial_);
  for (const char* companion : kCompanions) remove_if_there(partial_ + companion);
}

void PartialFile::keep() {
  move_into_place(partial_, path_);
  kept_ = true;
}

void move_into_place(const std::string& from, const std::string& to) {
  const GdalMessages messages;
  for (const char* companion : kCompanions) remove_if_there(to + companion);
  errno = 0;
  if (VSIRename(from.c_str(), to.c_str()) != 0) {
    throw Error(ErrorCode::environment, "cannot be given its name after writing" + cause(), to);
  }
}

void for_each_block(const std::string& path, const std::function<void(std::string_view)>& use) {
  const GdalMessages messages;
  errno = 0;
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(path.c_str(), "rb"), VSIFCloseL);
  if (!file) throw Error(ErrorCode::environment, exists(path) ? "cannot be opened" + cause() : "no such file", path);
  std::vector<char> block(1 << 20);
  // Until nothing comes: a packed file knows its end only after that.
  while (const std::size_t read = VSIFReadL(block.data(), 1, block.size(), file.get())) use({block.data(), read});
  if (VSIFEofL(file.get()) == 0) throw Error(ErrorCode::environment, "cannot be read to its end" + cause(), path);
}

std::string read_file(const std::string& path, std::size_t most) {
  std::string bytes;
  for_each_block(path, [&](std::string_view block) {
    if (block.size() > most - bytes.size()) {
      throw Error(ErrorCode::invalid_input, "holds more than " + std::to_string(most >> 20) + " MiB, expected less", path);
    }
    bytes += block;
  });
  return bytes;
}

void write_file(const std::string& path, std::string_view bytes, bool overwrite) {
  PartialFile target(path, overwrite);
  errno = 0;
  VSILFILE* file = VSIFOpenL(target.partial_path().c_str(), "wb");
  const bool written = file != nullptr && VSIFWriteL(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file != nullptr && VSIFCloseL(file) == 0;
  if (!written || !closed)
    throw Error(ErrorCode::environment, "cannot be written to its end: is the disk full?" + cause(), path);
  target.keep();
}

}  // namespace tmfgeo
