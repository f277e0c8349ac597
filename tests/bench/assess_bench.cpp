// SPDX-License-Identifier: Apache-2.0
// The main job end to end, and beside it what GDAL needs to read the same inputs and to write the same rasters.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/output/results.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

std::string source(const std::string& path) { return std::string(TMFGEO_SOURCE_DIR) + "/" + path; }

void danube_end_to_end(benchmark::State& state) {
  if (!fs::exists(source("data/local/rivers_europe.fgb"))) {
    state.SkipWithError("data/local is absent");
    return;
  }
  const test::ScratchFolder scratch;
  for (auto _ : state) {
    const Assessment a = assess(read_project(source("data/examples/danube/project.toml")));
    benchmark::DoNotOptimize(write_results(a, OutputFolder(scratch.file("out"), true, {})));
  }
}

void danube_reading_alone(benchmark::State& state) {
  if (!fs::exists(source("data/local/rivers_europe.fgb"))) {
    state.SkipWithError("data/local is absent");
    return;
  }
  const Project project = read_project(source("data/examples/danube/project.toml"));
  for (auto _ : state) {
    Issues issues;
    for (const InputFile& input : project.inputs()) {
      VectorOptions options;
      options.layer = input.layer;
      options.clip = input.clip;
      benchmark::DoNotOptimize(read_features(input.file(), options, issues));
    }
  }
}

/// A project over the real Chu DEM; an empty path where the test data are absent.
std::string chu_project(const test::ScratchFolder& scratch) {
  const std::string dem = test::testdata("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  if (dem.empty()) return {};
  std::ofstream(scratch.file("facilities.csv")) << "id,lon,lat,location_quality\nchu-1,74.49,42.64,illustrative\n";
  std::ofstream(scratch.file("project.toml"))
      << "tmfgeo = 1\n[project]\nname = \"chu\"\n[dem]\nfiles = [\"" << dem << "\"]\n[facilities]\nfile = \"facilities.csv\"\n"
      << "[borders]\nfile = \"" << test::testdata("borders/osm10m_countries_subset.gpkg") << "\"\ncode_column = \"isoA2\"\ntolerance_m = 1000\n";
  return scratch.file("project.toml");
}

void chu_end_to_end(benchmark::State& state) {
  const test::ScratchFolder scratch;
  const std::string project = chu_project(scratch);
  if (project.empty()) {
    state.SkipWithError("the real test data are absent");
    return;
  }
  for (auto _ : state) {
    const Assessment a = assess(read_project(project));
    benchmark::DoNotOptimize(write_results(a, OutputFolder(scratch.file("out"), true, {})));
  }
}

void chu_without_writing(benchmark::State& state) {
  const test::ScratchFolder scratch;
  const std::string project = chu_project(scratch);
  if (project.empty()) {
    state.SkipWithError("the real test data are absent");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(assess(read_project(project)));
}

void chu_reading_and_writing_alone(benchmark::State& state) {
  const std::string dem = test::testdata("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  if (dem.empty()) {
    state.SkipWithError("the real test data are absent");
    return;
  }
  const test::ScratchFolder scratch;
  for (auto _ : state) {
    Issues issues;
    const Grid<float> grid = read_raster({dem}, {}, issues);
    Grid<std::uint8_t> bytes(grid.frame(), 1);
    write_cog(scratch.file("a.tif"), grid, {}, true);
    write_cog(scratch.file("b.tif"), grid, {}, true);
    write_cog(scratch.file("c.tif"), bytes, {}, true);
  }
}

BENCHMARK(danube_reading_alone)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(danube_end_to_end)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chu_reading_and_writing_alone)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chu_without_writing)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chu_end_to_end)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace tmfgeo
