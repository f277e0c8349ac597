// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_tiled.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "tmfgeo/app/inputs.h"
#include "tmfgeo/app/styles.h"
#include "tmfgeo/app/terrain_layers.h"
#include "tmfgeo/app/terrain_rasters.h"
#include "tmfgeo/app/terrain_results.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/grid/sample.h"
#include "tmfgeo/io/cog_writer.h"
#include "tmfgeo/io/raster_reader.h"
#include "tmfgeo/io/scratch_file.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

class DiskStore final : public TileStore {
 public:
  DiskStore(const std::string& folder, std::int64_t bytes) : file_(folder, bytes) {}
  void write(std::int64_t at, std::span<const std::byte> bytes) override { file_.write(at, bytes); }
  void read(std::int64_t at, std::span<std::byte> bytes) const override { file_.read(at, bytes); }

 private:
  ScratchFile file_;
};

RasterOptions dem_options(const DemInput& dem) { return {dem.crs, dem.clip}; }

std::string_view product_of(TiledRaster raster) {
  switch (raster) {
    case TiledRaster::conditioned_m: return "conditioned";
    case TiledRaster::area_km2: return "area";
    case TiledRaster::discharge_m3_s: return "discharge";
    case TiledRaster::hand_m: return "hand";
    case TiledRaster::slope: return "slope";
    case TiledRaster::distance_km: return "distance";
  }
  return {};
}

/// The raster files being written, and the range of their values for their styles.
class RasterFiles {
 public:
  RasterFiles(const TerrainRequest& request, const GridFrame& frame, std::string folder)
      : request_(request), folder_(std::move(folder)) {
    for (const auto raster : {TiledRaster::conditioned_m, TiledRaster::area_km2, TiledRaster::discharge_m3_s,
                              TiledRaster::hand_m, TiledRaster::slope, TiledRaster::distance_km}) {
      const std::string_view product = product_of(raster);
      const bool wanted = raster == TiledRaster::discharge_m3_s ? !request.runoff.empty() : request.wants(product);
      if (wanted) numbers_.try_emplace(raster, Numbers{open<float>(product, frame), {INFINITY, -INFINITY}});
    }
    if (request.wants("directions")) directions_.emplace(open<std::uint8_t>("directions", frame));
    if (request.wants("basins")) basins_.emplace(open<std::int32_t>("basins", frame));
  }

  TileSink sink() {
    return {[this](TiledRaster raster, const Tile& tile, std::span<const float> values) { take(raster, tile, values); },
            [this](const Tile& tile, std::span<const D8> values) {
              if (!directions_) return;
              std::vector<std::uint8_t> codes(values.size());
              std::transform(values.begin(), values.end(), codes.begin(),
                             [](D8 d) { return static_cast<std::uint8_t>(encode(d, D8Convention::esri)); });
              directions_->write({tile.row, tile.column}, tile.rows, tile.columns, codes);
            },
            [this](const Tile& tile, std::span<const std::int32_t> values) {
              if (basins_) basins_->write({tile.row, tile.column}, tile.rows, tile.columns, values);
            }};
  }

  /// Packs the files one after the other. Output: they and their styles.
  std::vector<std::string> finish(std::size_t basin_count, const Progress& progress) {
    for (auto& [raster, n] : numbers_) finish(product_of(raster), n.file, style_of(raster, n.extent), progress);
    if (directions_) finish("directions", *directions_, direction_style(), progress);
    if (basins_) finish("basins", *basins_, labels_style(static_cast<std::int64_t>(basin_count)), progress);
    return std::move(files_);
  }
  std::vector<OutputRaster> listing() const {
    std::vector<OutputRaster> rasters;
    for (const TerrainRaster& raster : terrain_rasters()) {
      if (std::ranges::find(written_, raster.product) != written_.end()) rasters.push_back(listed(raster));
    }
    return rasters;
  }

 private:
  struct Numbers {
    CogWriter<float> file;
    Extent extent;
  };

  std::string path(std::string_view product) const { return (fs::path(folder_) / terrain_raster(product).file).string(); }
  template <class T>
  CogWriter<T> open(std::string_view product, const GridFrame& frame) const {
    return CogWriter<T>(path(product), frame, terrain_metadata(terrain_raster(product), request_.dem), false);
  }

  void take(TiledRaster raster, const Tile& tile, std::span<const float> values) {
    const auto found = numbers_.find(raster);
    if (found == numbers_.end()) return;
    found->second.file.write({tile.row, tile.column}, tile.rows, tile.columns, values);
    Extent part{INFINITY, -INFINITY};
    for (const float value : values) {
      if (static_cast<double>(value) < part.low) part.low = static_cast<double>(value);
      if (static_cast<double>(value) > part.high) part.high = static_cast<double>(value);
    }
    const std::lock_guard lock(mutex_);
    Extent& all = found->second.extent;
    all = {std::min(all.low, part.low), std::max(all.high, part.high)};
  }

  static std::string style_of(TiledRaster raster, Extent extent) {
    if (!(extent.low < extent.high)) extent = {0, 1};
    switch (raster) {
      case TiledRaster::conditioned_m: return elevation_style(extent.low, extent.high);
      case TiledRaster::area_km2: return area_style(extent.high);
      case TiledRaster::discharge_m3_s: return discharge_style(extent.high);
      case TiledRaster::hand_m: return hand_style();
      case TiledRaster::slope: return slope_style();
      case TiledRaster::distance_km: return distance_style(extent.high);
    }
    return {};
  }

  template <class T>
  void finish(std::string_view product, CogWriter<T>& file, const std::string& style, const Progress& progress) {
    report(progress, "write rasters", static_cast<double>(written_.size()) / static_cast<double>(terrain_rasters().size()));
    file.finish();
    const std::string qml = fs::path(path(product)).replace_extension(".qml").string();
    write_file(qml, style, true);
    files_.push_back(path(product));
    files_.push_back(qml);
    written_.push_back(product);
  }

  const TerrainRequest& request_;
  std::string folder_;
  std::map<TiledRaster, Numbers> numbers_;
  std::optional<CogWriter<std::uint8_t>> directions_;
  std::optional<CogWriter<std::int32_t>> basins_;
  std::mutex mutex_;
  std::vector<std::string> files_;
  std::vector<std::string_view> written_;
};

ReadWindow windows_of(const RasterReader& reader) {
  return [&reader](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    reader.read(first, rows, columns, values);
  };
}

/// Elevations with the rivers cut in.
ReadWindow burnt(const RasterReader& reader, const TerrainRequest& request, Issues& issues) {
  const ReadWindow read = windows_of(reader);
  if (request.rivers.empty()) return read;
  InputFile input;
  input.section = "rivers";
  input.files = {request.rivers};
  FeatureTable rivers = read_table(input, {}, std::nullopt, issues);
  transform(rivers, reader.frame().crs);
  const auto depth_m = static_cast<float>(request.dem.burn_depth_m);
  return [read, depth_m, &frame = reader.frame(), cut = cells_on_lines(reader.frame(), rivers.geometry)](
             Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    read(first, rows, columns, values);
    for (std::ptrdiff_t r = std::max<std::ptrdiff_t>(-first.row, 0); r < rows && first.row + r < frame.rows; ++r) {
      const std::ptrdiff_t from = std::max<std::ptrdiff_t>(first.column, 0);
      const std::ptrdiff_t to = std::min(first.column + columns, frame.columns);
      const std::int64_t row = (first.row + r) * frame.columns;
      for (auto c = std::lower_bound(cut.begin(), cut.end(), row + from); c != cut.end() && *c < row + to; ++c) {
        values[static_cast<std::size_t>(r * columns + *c - row - first.column)] -= depth_m;
      }
    }
  };
}

/// Runoff of a coarser raster, at the cells of the DEM.
ReadWindow runoff_windows(const GridFrame& frame, const std::string& file, Issues& issues) {
  if (file.empty()) return {};
  const GridFrame coarse = raster_info({file}).frame;
  RasterOptions options;
  options.clip = transformed_box(frame.box(), frame.crs, coarse.crs).grown(coarse.cell_width, coarse.cell_height);
  auto runoff = std::make_shared<const Grid<float>>(read_raster({file}, options, issues));
  return [runoff, frame](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    sample_nearest(*runoff, frame, first, rows, columns, values);
  };
}

TiledOptions tiled_options(const TerrainRequest& request, const TerrainPlan& plan, const Crs& crs, Issues& issues) {
  TiledOptions options;
  options.conditioning = conditioning_of(request.dem, crs, issues);
  options.stream_threshold = square_kilometres(request.dem.stream_threshold_km2);
  options.streams = request.wants("streams");
  options.hand = request.wants("hand");
  options.slope = request.wants("slope");
  options.distance = request.wants("distance");
  options.basins = request.wants("basins");
  options.side = plan.side;
  return options;
}

}  // namespace

std::vector<std::string> write_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks,
                                             Issues& issues, const std::string& scratch, const std::string& folder,
                                             bool overwrite, const Progress& progress) {
  if (!request.points.empty()) {
    throw Error(ErrorCode::usage, "--points needs the whole grid in memory (" + plan.words + "); expected more memory, or --clip");
  }
  const RasterReader reader(request.dem.files, dem_options(request.dem), issues);
  const GridFrame& frame = reader.frame();
  set_raster_cache(std::max<std::int64_t>(plan.memory_bytes / 16, std::int64_t{32} << 20U));
  const TiledInput input{frame, burnt(reader, request, issues), windows_of(reader), runoff_windows(frame, request.runoff, issues)};
  const TiledOptions options = tiled_options(request, plan, frame.crs, issues);
  const auto run = [&](const std::string& room, const TileSink& sink) {
    DiskStore store(scratch.empty() ? room : scratch, plan.scratch_bytes);
    return run_tiled(input, options, store, ranks, sink, progress);
  };
  if (ranks.number() != 0) {
    std::error_code made;
    fs::create_directories(folder, made);  // on a machine that does not see rank 0's; a failure shows in the scratch file
    run(folder, {});
    return {};
  }
  check_output(folder, overwrite);
  return all_or_nothing(folder, [&](const std::string& staging) {
    RasterFiles rasters(request, frame, staging);
    TiledResult result = run(staging, rasters.sink());
    if (result.cells_with_elevation == 0) {
      throw Error(ErrorCode::invalid_input, "has no value in any of its cells, expected a raster with elevations", request.dem.file());
    }
    issues.push_back(terrain_filled_issue(request.dem, result.filled_cells, result.breached_cells, result.terminal_sinks));
    std::vector<std::string> files = rasters.finish(result.basin_outlets.size(), progress);
    std::vector<OutputLayer> layers;
    if (options.streams) {
      layers.push_back(streams_layer(frame, result.streams, [](std::int64_t) { return std::optional<double>(); }));
    }
    for (std::string& file : write_terrain_package(frame, std::move(layers), rasters.listing(), issues, staging)) files.push_back(std::move(file));
    return files;
  });
}

}  // namespace tmfgeo
