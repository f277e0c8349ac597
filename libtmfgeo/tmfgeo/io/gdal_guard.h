// SPDX-License-Identifier: Apache-2.0
/// What every source of this room needs around GDAL: drivers registered once, messages collected instead of printed,
/// handles closed, options of one thread put back. No GDAL header here: handles are what GDAL's C interface says,
/// void*.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace tmfgeo {

/// While it lives, GDAL's messages from this thread are kept here instead of going to stderr.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  bool failed() const { return !failure_.empty(); }
  /// The first failure, which names the cause; later ones are mostly its consequences. Empty if there was none.
  const std::string& failure() const { return failure_; }
  void clear() { failure_.clear(); }

  struct Handler;

 private:
  std::string failure_;
};

struct DatasetClose {
  void operator()(void* dataset) const noexcept;
};
using DatasetHandle = std::unique_ptr<void, DatasetClose>;

/// Sets a GDAL option for this thread until the end of the scope.
class ThreadOption {
 public:
  ThreadOption(const char* key, const char* value);
  ~ThreadOption();
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* key_;
  std::optional<std::string> before_;
};

/// Number of threads GDAL's coders may use: the process's GDAL_NUM_THREADS, else all.
std::string coder_threads();

enum class DatasetKind { raster, vector };

/// Opens a file for reading.
/// Errors: missing or no right to read → environment; a folder, empty, or not of this kind → invalid_input with
/// GDAL's reason.
DatasetHandle open_dataset(const std::string& path, DatasetKind kind, GdalMessages& messages);

}  // namespace tmfgeo
