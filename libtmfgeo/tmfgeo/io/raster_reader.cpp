// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/raster_reader.h"

#include <cpl_conv.h>
#include <gdal.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_source.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kIdleFiles = 64;

}  // namespace

struct RasterReader::Files {
  std::vector<std::string> paths;
  bool clipped = false;
  RasterMosaic mosaic;

  /// A handle serves one thread at a time: taken, or opened if all are in use, and given back after the read.
  DatasetHandle take(std::size_t source, GdalMessages& messages) {
    {
      const std::scoped_lock lock(mutex_);
      const auto found = std::find_if(idle_.rbegin(), idle_.rend(), [&](const Idle& i) { return i.source == source; });
      if (found != idle_.rend()) {
        DatasetHandle dataset = std::move(found->dataset);
        idle_.erase(std::next(found).base());
        return dataset;
      }
    }
    const ThreadOption threads("GDAL_NUM_THREADS", coder_threads().c_str());
    return open_dataset(mosaic.sources[source].path, DatasetKind::raster, messages);
  }

  void give_back(std::size_t source, DatasetHandle dataset) {
    DatasetHandle oldest;  // closed after the lock, since closing may take a while
    const std::scoped_lock lock(mutex_);
    idle_.push_back({source, std::move(dataset)});
    if (idle_.size() <= kIdleFiles) return;
    oldest = std::move(idle_.front().dataset);
    idle_.erase(idle_.begin());
  }

  void read(const CellBlock& block, const std::function<void(std::ptrdiff_t)>& done) {
    GdalMessages messages;
    for (std::size_t i = 0; i < mosaic.sources.size(); ++i) {
      const RasterSource& source = mosaic.sources[i];
      if (rows_wanted(mosaic.frame, block, source) == 0) continue;
      DatasetHandle dataset = take(i, messages);
      fill_from_source(mosaic.frame, block, source, dataset.get(), messages, done);
      give_back(i, std::move(dataset));
    }
  }

 private:
  struct Idle {
    std::size_t source = 0;
    DatasetHandle dataset;
  };
  std::mutex mutex_;
  std::vector<Idle> idle_;  ///< the one used last is at the end
};

RasterReader::RasterReader(const std::vector<std::string>& files, const RasterOptions& options, Issues& issues)
    : files_(std::make_unique<Files>()) {
  GdalMessages messages;
  files_->paths = files;
  files_->clipped = options.clip.has_value();
  files_->mosaic = raster_mosaic(files, options, messages);
  tell_issues(files_->mosaic, options, issues);
}

RasterReader::~RasterReader() = default;
RasterReader::RasterReader(RasterReader&&) noexcept = default;
RasterReader& RasterReader::operator=(RasterReader&&) noexcept = default;

const GridFrame& RasterReader::frame() const { return files_->mosaic.frame; }

void RasterReader::read(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) const {
  TMFGEO_EXPECTS(rows >= 0 && columns >= 0 && values.size() == static_cast<std::size_t>(rows * columns));
  std::ranges::fill(values, std::numeric_limits<float>::quiet_NaN());
  files_->read({first, rows, columns, values, false}, [](std::ptrdiff_t) {});
}

Grid<float> RasterReader::read_all(const Progress& progress) const {
  const double needed_gb = static_cast<double>(frame().rows) * static_cast<double>(frame().columns) * 4e-9;
  const double usable_gb = static_cast<double>(CPLGetUsablePhysicalRAM()) * 1e-9;
  if (usable_gb > 0 && needed_gb > usable_gb) {
    throw Error(ErrorCode::environment,
                "needs " + fixed(needed_gb, 1) + " GB for " + std::to_string(frame().rows) + " × " +
                    std::to_string(frame().columns) + " cells, this machine has " + fixed(usable_gb, 1) +
                    " GB; ask for a smaller area",
                files_->paths.front());
  }
  Grid<float> grid(frame(), std::numeric_limits<float>::quiet_NaN());
  const CellBlock block{{0, 0}, grid.rows(), grid.columns(), grid.values(), true};
  double rows_to_read = 0;
  for (const RasterSource& s : files_->mosaic.sources) {
    rows_to_read += static_cast<double>(rows_wanted(frame(), block, s));
  }
  double rows_done = 0;
  files_->read(block, [&](std::ptrdiff_t rows) {
    rows_done += static_cast<double>(rows);
    report(progress, "read raster", rows_done / rows_to_read);
  });
  if (std::ranges::all_of(grid.values(), [](float v) { return std::isnan(v); })) {
    throw Error(ErrorCode::invalid_input,
                "has no value in any of its " + std::to_string(grid.size()) +
                    (files_->clipped ? " cells in the area asked for" : " cells") +
                    ", expected values (all are nodata)",
                joined(files_->paths, ", "));
  }
  return grid;
}

Grid<float> read_raster(const std::vector<std::string>& files, const RasterOptions& options, Issues& issues,
                        const Progress& progress) {
  return RasterReader(files, options, issues).read_all(progress);
}

void set_raster_cache(std::int64_t bytes) {
  TMFGEO_EXPECTS(bytes >= 0);
  GDALSetCacheMax64(bytes);
}

}  // namespace tmfgeo
