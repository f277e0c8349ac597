// SPDX-License-Identifier: Apache-2.0
/// Stages of the terrain chain under the clock, on any DEM. Per stage:
///   Mpx_per_s       cells per second
///   passes          its time in passes over arrays like its own, read and written once, in the same run
///   bytes_per_cell  most memory held at once, its input included
#pragma once

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {

/// Makes the DEM of a benchmark, inside its account of memory.
struct MakeDem {
  std::function<std::ptrdiff_t()> cells;
  std::function<Dem()> make;
  Dem operator()() const { return make(); }
};

inline double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A line of the kernel's account of this process, in bytes; 0 if it has none.
inline double memory(const std::string& line_name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(line_name, 0) == 0) return 1024 * std::atof(line.c_str() + line_name.size());
  }
  return 0;
}

/// Hands free memory back and starts the account of the peak anew. Where the kernel does not let it, the peak is that of
/// the whole run so far.
inline void forget_peak() {
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

inline double idle_memory() {
  forget_peak();
  return memory("VmRSS:");
}

inline void condition_by(benchmark::State& state, const MakeDem& make_dem, Conditioning conditioning) {
  const std::ptrdiff_t cells = make_dem.cells();
  const double one_pass_s = pass_s<float, float>(cells);
  const Measured measured{state, idle_memory()};
  const Dem dem = make_dem();
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

inline void fill(benchmark::State& state, const MakeDem& make_dem) { condition_by(state, make_dem, Conditioning::fill); }

inline void breach_then_fill(benchmark::State& state, const MakeDem& make_dem) {
  condition_by(state, make_dem, Conditioning::automatic);
}

inline void directions(benchmark::State& state, const MakeDem& make_dem) {
  const std::ptrdiff_t cells = make_dem.cells();
  const double one_pass_s = pass_s<float, D8>(cells);
  const Measured measured{state, idle_memory()};
  const ConditionedDem conditioned = condition(make_dem(), {});
  measured.run(cells, [&] { benchmark::DoNotOptimize(route_d8(conditioned).direction.values().data()); }, one_pass_s);
}

inline void upstream_area(benchmark::State& state, const MakeDem& make_dem) {
  const std::ptrdiff_t cells = make_dem.cells();
  const double one_pass_s = pass_s<D8, double>(cells);
  const Measured measured{state, idle_memory()};
  const FlowField flow = route_d8(condition(make_dem(), {}));
  measured.run(cells, [&] { benchmark::DoNotOptimize(accumulate(flow).area_km2.values().data()); }, one_pass_s);
}

inline double chain_pass_s(std::ptrdiff_t cells) {
  return pass_s<float, float>(cells) + pass_s<float, D8>(cells) + pass_s<D8, double>(cells);
}

inline void whole_chain(benchmark::State& state, const MakeDem& make_dem) {
  const std::ptrdiff_t cells = make_dem.cells();
  const double one_pass_s = chain_pass_s(cells);
  const Measured measured{state, idle_memory()};
  const Dem dem = make_dem();
  measured.run_on_copies(
      dem,
      [&](Dem copy) {
        const FlowField flow = route_d8(condition(std::move(copy), {}));
        benchmark::DoNotOptimize(accumulate(flow).area_km2.values().data());
      },
      one_pass_s);
}

/// The D8 stencil alone: directions by steepest descent, before anything is done about depressions.
inline void stencil(benchmark::State& state, const MakeDem& make_dem) {
  const std::ptrdiff_t cells = make_dem.cells();
  const double one_pass_s = pass_s<float, D8>(cells);
  const Measured measured{state, idle_memory()};
  const Dem dem = make_dem();
  const CellMetrics metrics(dem.elevation_m.frame());
  const Tiling tiling(dem.elevation_m.rows(), dem.elevation_m.columns(), kCacheTileSide);
  Grid<D8> direction(dem.elevation_m.frame());
  measured.run(
      cells,
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

}  // namespace tmfgeo::test
