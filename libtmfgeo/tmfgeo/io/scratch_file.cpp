// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

[[noreturn]] void fail(const std::string& folder, const std::string& what, int error) {
  throw Error(ErrorCode::environment, what + ": " + std::strerror(error), folder);
}

}  // namespace

ScratchFile::ScratchFile(const std::string& folder, std::int64_t bytes) : folder_(folder), size_(bytes) {
  TMFGEO_EXPECTS(bytes >= 0);
  std::string name = folder + "/.tmfgeo-scratch-XXXXXX";
  file_ = mkstemp(name.data());
  if (file_ < 0) fail(folder, "no scratch file can be made here", errno);
  unlink(name.c_str());
  if (bytes == 0) return;
  if (const int error = posix_fallocate(file_, 0, bytes); error != 0) {
    close(file_);
    fail(folder, "no room for a scratch file of " + fixed(static_cast<double>(bytes) / 1e9, 1) + " GB", error);
  }
}

ScratchFile::~ScratchFile() { close(file_); }

void ScratchFile::write(std::int64_t at, std::span<const std::byte> bytes) {
  TMFGEO_EXPECTS(at >= 0 && at + static_cast<std::int64_t>(bytes.size()) <= size_);
  while (!bytes.empty()) {
    const ssize_t done = pwrite(file_, bytes.data(), bytes.size(), at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(folder_, "the scratch file cannot be written", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
    at += done;
  }
}

void ScratchFile::read(std::int64_t at, std::span<std::byte> bytes) const {
  TMFGEO_EXPECTS(at >= 0 && at + static_cast<std::int64_t>(bytes.size()) <= size_);
  while (!bytes.empty()) {
    const ssize_t done = pread(file_, bytes.data(), bytes.size(), at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(folder_, "the scratch file cannot be read", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
    at += done;
  }
}

}  // namespace tmfgeo
