// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/terrain_tiled.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "tmfgeo/core/error.h"
#include "tmfgeo/grid/sample.h"
#include "tmfgeo/io/raster_reader.h"
#include "tmfgeo/io/scratch_file.h"
#include "tmfgeo/output/terrain_files.h"
#include "tmfgeo/output/terrain_layers.h"
#include "tmfgeo/output/terrain_results.h"
#include "tmfgeo/project/inputs.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo {
namespace {

class DiskStore final : public TileStore {
 public:
  DiskStore(const std::string& folder, std::int64_t bytes) : file_(folder, bytes) {}
  void write(std::int64_t at, std::span<const std::byte> bytes) override { file_.write(at, bytes); }
  void read(std::int64_t at, std::span<std::byte> bytes) const override { file_.read(at, bytes); }

 private:
  ScratchFile file_;
};

ReadWindow windows_of(const RasterReader& reader) {
  return [&reader](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    reader.read(first, rows, columns, values);
  };
}

/// Elevations with the rivers cut in.
ReadWindow burnt(const RasterReader& reader, const TerrainRequest& request, Issues& issues) {
  const ReadWindow read = windows_of(reader);
  std::optional<FeatureTable> rivers = read_rivers(request, issues);
  if (!rivers) return read;
  transform(*rivers, reader.frame().crs);
  bring_round(rivers->geometry, reader.frame());
  const auto depth_m = static_cast<float>(request.dem.burn_depth_m);
  return [read, depth_m, &frame = reader.frame(), cut = cells_on_lines(reader.frame(), rivers->geometry)](
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

/// Runoff at the cells of the DEM, read where tiles need it.
ReadWindow runoff_windows(const GridFrame& frame, const std::string& file, Issues& issues) {
  if (file.empty()) return {};
  const auto runoff = std::make_shared<const RasterReader>(std::vector<std::string>{file}, reaching(file, frame), issues);
  return [runoff, frame](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    sample_nearest(runoff->frame(), windows_of(*runoff), frame, first, rows, columns, values);
  };
}

/// What a run in tiles needs, and what its inputs have said, in the order in which a run in memory reads them.
struct TiledJob {
  TiledJob(const TerrainRequest& request, const TerrainPlan& plan)
      : reader(request.dem.files, raster_options(request.dem), of_dem), input{reader.frame(), burnt(reader, request, of_rivers), windows_of(reader), {}} {
    const GridFrame& frame = reader.frame();
    options.conditioning = conditioning_of(request.dem, frame.crs, of_dem);
    bring_round(options.conditioning.terminal_basins, frame);
    input.runoff_mm_per_year = runoff_windows(frame, request.runoff, of_runoff);
    if (!request.points.empty()) points = read_points(request, frame, of_points);
    options.stream_threshold = square_kilometres(request.dem.stream_threshold_km2);
    options.streams = request.wants("streams");
    options.hand = request.wants("hand");
    options.slope = request.wants("slope");
    options.distance = request.wants("distance");
    options.basins = request.wants("basins");
    options.side = plan.side;
    // The run counts only the points that lie in the grid.
    for (const GivenPoint& point : points) {
      if (point.cell >= 0) options.points.push_back(point.cell);
    }
  }

  Issues of_rivers;
  Issues of_dem;
  Issues of_runoff;
  Issues of_points;
  RasterReader reader;
  TiledInput input;
  TiledOptions options;
  std::vector<GivenPoint> points;
};

void add(Issues& issues, const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

/// The given points with their ways, and the next point downstream of each.
struct TiledPoints {
  std::vector<PourPoint> points;
  std::vector<std::int32_t> downstream;
};

TiledPoints pour_points(const TerrainRequest& request, const TiledJob& job, const TiledResult& result, Issues& issues) {
  TiledPoints told;
  auto found = result.points.begin();
  for (const GivenPoint& given : job.points) {
    const TiledPoint nowhere;
    const TiledPoint& at = given.cell >= 0 ? *found++ : nowhere;
    std::optional<PourPoint> point = pour_point(request, job.reader.frame(), given, at.way, issues);
    if (!point) continue;
    point->area_km2 = at.area_km2;
    point->discharge_m3_s = at.discharge_m3_s;
    told.points.push_back(*std::move(point));
    told.downstream.push_back(at.downstream);
  }
  return told;
}

/// Packs the rasters and writes the layers.
std::vector<std::string> finish(const TerrainRequest& request, const TiledJob& job, const TiledResult& result, TerrainFiles& rasters,
                                Issues& issues, const std::string& folder, const Progress& progress) {
  const GridFrame& frame = job.reader.frame();
  for (const Issues* said : {&job.of_rivers, &job.of_dem}) add(issues, *said);
  issues.push_back(terrain_filled_issue(request.dem, result.filled_cells, result.breached_cells, result.terminal_sinks));
  add(issues, job.of_runoff);
  add(issues, job.of_points);
  const TiledPoints given = pour_points(request, job, result, issues);
  std::vector<OutputLayer> layers;
  if (!request.points.empty()) layers.push_back(pour_points_layer(frame, given.points));
  if (job.options.streams) layers.push_back(streams_layer(frame, result.streams, result.stream_discharge_m3_s));
  report(progress, "outlines of basins", 0);
  if (!request.points.empty()) {
    layers.push_back(point_basins_layer(frame, given.points, given.downstream, rasters.rows_of(TiledLabels::point_basins)));
  }
  if (job.options.basins) {
    layers.push_back(basins_layer(frame, result.large_basins, result.basin_outlets.size(), rasters.rows_of(TiledLabels::basins)));
  }
  std::vector<std::string> files = rasters.finish({{TiledLabels::basins, result.basin_outlets.size()}, {TiledLabels::point_basins, given.points.size()}}, progress);
  for (std::string& file : write_terrain_package(frame, std::move(layers), rasters.listing(), issues, folder)) files.push_back(std::move(file));
  return files;
}

}  // namespace

std::vector<std::string> write_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, Issues& issues,
                                             const std::string& scratch, const OutputFolder& folder, const Progress& progress) {
  const TiledJob job(request, plan);
  set_raster_cache(std::max<std::int64_t>(plan.memory_bytes / 16, std::int64_t{32} << 20U));
  return folder.fill([&](const std::string& staging) {
    TerrainFiles rasters(request, job.reader.frame(), staging);
    DiskStore store(scratch.empty() ? staging : scratch, plan.scratch_bytes);
    const TiledResult result = run_tiled(job.input, job.options, store, ranks, rasters.sink(), progress);
    if (result.cells_with_elevation == 0) {
      throw Error(ErrorCode::invalid_input, "has no value in any of its cells, expected a raster with elevations", request.dem.file());
    }
    return finish(request, job, result, rasters, issues, staging, progress);
  });
}

void join_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, const std::string& scratch) {
  const TiledJob job(request, plan);
  set_raster_cache(std::max<std::int64_t>(plan.memory_bytes / 16, std::int64_t{32} << 20U));
  std::error_code made;
  std::filesystem::create_directories(scratch, made);  // on a machine that does not see rank 0's; a failure shows in the scratch file
  DiskStore store(scratch, plan.scratch_bytes);
  run_tiled(job.input, job.options, store, ranks, {}, {});
}

}  // namespace tmfgeo
