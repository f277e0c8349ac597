// SPDX-License-Identifier: Apache-2.0
/// The terrain chain on two terrains of 1, 4, 16 and 64 Mpx; TMFGEO_BENCH_MPX=256 adds a size. Per stage:
///   Mpx_per_s       cells per second
///   passes          its time in passes over arrays like its own, read and written once, in the same run
///   bytes_per_cell  most memory held at once, its input included
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/terrains_large.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {
namespace {

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A line of the kernel's account of this process, in bytes; 0 if it has none.
double memory(const std::string& line_name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(line_name, 0) == 0) return 1024 * std::atof(line.c_str() + line_name.size());
  }
  return 0;
}

/// Hands free memory back and starts the account of the peak anew. Where the kernel does not let it, the peak is that of
/// the whole run so far.
void forget_peak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << 5;
}

/// Seconds of a pass that reads one array and writes another, the best of three, on all cores.
template <class From, class To>
double pass_s(std::ptrdiff_t cells) {
  const std::vector<From> from(static_cast<std::size_t>(cells), From{1});
  std::vector<To> to(static_cast<std::size_t>(cells));
  double best_s = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double start_s = seconds();
    parallel_for(0, cells, 1 << 16, [&](std::ptrdiff_t cell, std::ptrdiff_t end) {
      for (; cell < end; ++cell) to[static_cast<std::size_t>(cell)] = static_cast<To>(from[static_cast<std::size_t>(cell)]);
    });
    benchmark::DoNotOptimize(to.data());
    best_s = std::min(best_s, seconds() - start_s);
  }
  return best_s;
}

/// What a stage is made of: its work, and a pass over arrays like its own.
struct Measured {
  benchmark::State& state;
  double idle_bytes;  ///< before the stage's input was made

  template <class Work>
  void run(std::ptrdiff_t cells, const Work& work, double one_pass_s) const {
    forget_peak();
    const double start_s = seconds();
    for (auto _ : state) work();
    count(cells, seconds() - start_s, one_pass_s);
  }

  /// Work that uses up a DEM: making its copy is not counted, neither as time nor as memory.
  template <class Work>
  void run_on_copies(const Dem& dem, const Work& work, double one_pass_s) const {
    forget_peak();
    double took_s = 0;
    for (auto _ : state) {
      Dem copy = dem;
      const double start_s = seconds();
      work(std::move(copy));
      took_s += seconds() - start_s;
      state.SetIterationTime(seconds() - start_s);
    }
    const auto cells = dem.elevation_m.size();
    count(cells, took_s, one_pass_s);
    state.counters["bytes_per_cell"] = state.counters["bytes_per_cell"] - static_cast<double>(sizeof(float));
  }

  void count(std::ptrdiff_t cells, double all_s, double one_pass_s) const {
    const double took_s = all_s / static_cast<double>(state.iterations());
    const auto n = static_cast<double>(cells);
    state.counters["Mpx_per_s"] = n / took_s / 1e6;
    state.counters["passes"] = took_s / one_pass_s;
    state.counters["bytes_per_cell"] = (memory("VmHWM:") - idle_bytes) / n;
  }
};

std::ptrdiff_t side_of(const benchmark::State& state) { return 1000 * state.range(0); }

double idle_memory() {
  forget_peak();
  return memory("VmRSS:");
}

void make(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const Measured measured{state, idle_memory()};
  measured.run(side * side, [&] { benchmark::DoNotOptimize(large_terrain(kind, side, side).elevation_m.values().data()); },
               pass_s<float, float>(side * side));
}

void condition_by(benchmark::State& state, LargeTerrainKind kind, Conditioning conditioning) {
  const std::ptrdiff_t side = side_of(state);
  const double one_pass_s = pass_s<float, float>(side * side);
  const Measured measured{state, idle_memory()};
  const Dem dem = large_terrain(kind, side, side);
  ConditioningOptions options;
  options.conditioning = conditioning;
  std::ptrdiff_t filled = 0;
  std::ptrdiff_t breached = 0;
  measured.run_on_copies(
      dem,
      [&](Dem copy) {
        const ConditionedDem conditioned = condition(std::move(copy), options);
        filled = conditioned.filled_cells();
        breached = conditioned.breached_cells();
      },
      one_pass_s);
  state.counters["filled_share"] = static_cast<double>(filled) / static_cast<double>(dem.elevation_m.size());
  state.counters["breached_share"] = static_cast<double>(breached) / static_cast<double>(dem.elevation_m.size());
}

void fill(benchmark::State& state, LargeTerrainKind kind) { condition_by(state, kind, Conditioning::fill); }

void breach_then_fill(benchmark::State& state, LargeTerrainKind kind) {
  condition_by(state, kind, Conditioning::automatic);
}

void directions(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const double one_pass_s = pass_s<float, D8>(side * side);
  const Measured measured{state, idle_memory()};
  const ConditionedDem conditioned = condition(large_terrain(kind, side, side), {});
  measured.run(side * side, [&] { benchmark::DoNotOptimize(route_d8(conditioned).direction.values().data()); }, one_pass_s);
}

void upstream_area(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const double one_pass_s = pass_s<D8, double>(side * side);
  const Measured measured{state, idle_memory()};
  const FlowField flow = route_d8(condition(large_terrain(kind, side, side), {}));
  measured.run(side * side, [&] { benchmark::DoNotOptimize(accumulate(flow).area_km2.values().data()); }, one_pass_s);
}

double chain_pass_s(std::ptrdiff_t cells) {
  return pass_s<float, float>(cells) + pass_s<float, D8>(cells) + pass_s<D8, double>(cells);
}

void whole_chain(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const double one_pass_s = chain_pass_s(side * side);
  const Measured measured{state, idle_memory()};
  const Dem dem = large_terrain(kind, side, side);
  measured.run_on_copies(
      dem,
      [&](Dem copy) {
        const FlowField flow = route_d8(condition(std::move(copy), {}));
        benchmark::DoNotOptimize(accumulate(flow).area_km2.values().data());
      },
      one_pass_s);
}

Grid<float> as_float(const Grid<double>& grid) {
  return Grid<float>(grid.frame(), std::vector<float>(grid.values().begin(), grid.values().end()));
}

/// From a file to files. `of_gdal`: its time in times of reading the same file and writing the same outputs alone.
void whole_chain_with_files(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("tmfgeo-terrain-bench-" + std::to_string(side));
  std::filesystem::create_directories(folder);
  const std::string given = folder / "dem.tif";
  write_cog(given, large_terrain(kind, side, side).elevation_m, {}, true);
  const double one_pass_s = chain_pass_s(side * side);
  const auto write_all = [&](const ConditionedDem& conditioned, const FlowField& flow, const Grid<float>& area_km2) {
    write_cog(folder / "conditioned.tif", conditioned.elevation_m(), {}, true);
    write_cog(folder / "direction.tif", flow.direction, {}, true);
    write_cog(folder / "area.tif", area_km2, {}, true);
  };
  const auto read = [&] {
    Issues issues;
    return Dem{read_raster({given}, {}, issues)};
  };
  const Measured measured{state, idle_memory()};
  double files_s = 0;
  measured.run(
      side * side,
      [&] {
        double start_s = seconds();
        Dem dem = read();
        files_s += seconds() - start_s;
        const ConditionedDem conditioned = condition(std::move(dem), {});
        const FlowField flow = route_d8(conditioned);
        const Grid<float> area_km2 = as_float(accumulate(flow).area_km2);
        start_s = seconds();
        write_all(conditioned, flow, area_km2);
        files_s += seconds() - start_s;
      },
      one_pass_s);
  const auto cells = static_cast<double>(side * side * state.iterations());
  state.counters["of_gdal"] = cells / state.counters["Mpx_per_s"] / 1e6 / files_s;
  std::filesystem::remove_all(folder);
}

/// Sides in thousands of cells.
void sizes(benchmark::internal::Benchmark* benchmark) {
  for (const int side : {1, 2, 4, 8}) benchmark->Arg(side);
  const char* more_mpx = std::getenv("TMFGEO_BENCH_MPX");
  if (more_mpx != nullptr && std::atof(more_mpx) >= 1) benchmark->Arg(std::lround(std::sqrt(std::atof(more_mpx))));
  benchmark->ArgName("thousand_cells_square")->Unit(benchmark::kMillisecond)->UseRealTime();
}

/// The D8 stencil alone: directions by steepest descent, before anything is done about depressions.
void stencil(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const double one_pass_s = pass_s<float, D8>(side * side);
  const Measured measured{state, idle_memory()};
  const Dem dem = large_terrain(kind, side, side);
  const CellMetrics metrics(dem.elevation_m.frame());
  const Tiling tiling(side, side, kCacheTileSide);
  Grid<D8> direction(dem.elevation_m.frame());
  measured.run(
      side * side,
      [&] {
        parallel_for(0, tiling.count(), 8, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
          TileSurface surface;
          for (std::ptrdiff_t t = first; t < last; ++t) {
            load_tile(dem.elevation_m, tiling, t, surface);
            steepest_descent(surface, metrics, {});
            const Tile& tile = surface.tile;
            for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
              std::copy_n(surface.direction.begin() + r * tile.columns, tile.columns, &direction[Cell{tile.row + r, tile.column}]);
            }
          }
        });
      },
      one_pass_s);
}

#define TERRAIN_BENCHMARK(stage)                                              \
  BENCHMARK_CAPTURE(stage, fractal, LargeTerrainKind::fractal)->Apply(sizes); \
  BENCHMARK_CAPTURE(stage, mountains, LargeTerrainKind::mountains)->Apply(sizes)

TERRAIN_BENCHMARK(make);
TERRAIN_BENCHMARK(stencil);
TERRAIN_BENCHMARK(fill);
TERRAIN_BENCHMARK(breach_then_fill);
TERRAIN_BENCHMARK(directions);
TERRAIN_BENCHMARK(upstream_area);
TERRAIN_BENCHMARK(whole_chain);
TERRAIN_BENCHMARK(whole_chain_with_files);

}  // namespace
}  // namespace tmfgeo::test
