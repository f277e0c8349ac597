// SPDX-License-Identifier: Apache-2.0
/// What flows down given directions, on hills with rivers across the whole grid. `Mpx/s` counts cells per second of wall
/// clock, `streaming` is the time of a pass over input and output of the same sizes in memory, in the same run, as a share
/// of the time measured: 1 is as fast as the memory. `cpu_ns` is the processor time of all threads per cell, which a busy
/// machine changes least.
#include <benchmark/benchmark.h>

#include <chrono>
#include <ctime>
#include <functional>
#include <map>

#include "support/terrains.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"
#include "tmfgeo/terrain/slope.h"

namespace tmfgeo {
namespace {

/// Value noise with wavelengths from 1024 cells to one, heights nearly as wide as long, on a gentle plane.
Grid<float> hills(const GridFrame& frame) {
  Grid<float> z(frame);
  test::Random random(7);
  for (std::ptrdiff_t wave = 1024; wave >= 1; wave /= 2) {
    const std::ptrdiff_t across = frame.columns / wave + 2;
    std::vector<float> nodes(static_cast<std::size_t>((frame.rows / wave + 2) * across));
    const double height_m = std::pow(static_cast<double>(wave), 0.9) * 10;
    for (float& node : nodes) node = static_cast<float>(random.uniform() * height_m);
    parallel_for(0, frame.rows, 16, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      for (std::ptrdiff_t i = first * frame.columns; i < last * frame.columns; ++i) {
        const Cell c = frame.cell(i);
        const auto smooth = [&](std::ptrdiff_t at) {
          const float t = static_cast<float>(at % wave) / static_cast<float>(wave);
          return t * t * (3 - 2 * t);
        };
        const float* const node = &nodes[static_cast<std::size_t>(c.row / wave * across + c.column / wave)];
        const float x = smooth(c.column);
        const float north = node[0] + x * (node[1] - node[0]);
        const float south = node[across] + x * (node[across + 1] - node[across]);
        z[i] += north + smooth(c.row) * (south - north);
      }
    });
  }
  return z;
}

struct Landscape {
  Grid<float> elevation_m;
  FlowField flow;
};

const Landscape& landscape(std::ptrdiff_t side) {
  static std::map<std::ptrdiff_t, Landscape> made;
  const auto found = made.find(side);
  if (found != made.end()) return found->second;
  made.clear();
  GridFrame frame = test::metric_frame(side, side);
  frame.cell_width = 30;
  frame.cell_height = 30;
  const ConditionedDem dem = condition(Dem{hills(frame)}, {});
  return made.emplace(side, Landscape{dem.elevation_m(), route_d8(dem)}).first->second;
}

double seconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The fastest of three passes that read every input and write every output once.
template <class In, class Out>
double streaming_s(const Grid<In>& in) {
  Grid<Out> out(in.frame());
  const auto pass = [&] {
    parallel_for(0, in.rows(), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      for (std::ptrdiff_t i = first * in.columns(); i < last * in.columns(); ++i) out[i] = static_cast<Out>(in[i]);
    });
  };
  const double best = std::min({seconds(pass), seconds(pass), seconds(pass)});
  benchmark::DoNotOptimize(out.values().data());
  return best;
}

template <class Out, class In, class Run>
void measure(benchmark::State& state, const Grid<In>& in, const Run& run) {
  const double streaming = streaming_s<In, Out>(in);
  double total_s = 0;
  const std::clock_t before = std::clock();
  for (auto _ : state) {
    const double s = seconds([&] { benchmark::DoNotOptimize(run()); });
    state.SetIterationTime(s);
    total_s += s;
  }
  const auto iterations = static_cast<double>(state.iterations());
  const double cpu_s = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  const double mean_s = total_s / iterations;
  state.counters["Mpx/s"] = static_cast<double>(in.size()) / 1e6 / mean_s;
  state.counters["cpu_ns"] = cpu_s * 1e9 / static_cast<double>(in.size()) / iterations;
  state.counters["streaming"] = streaming / mean_s;
}

void accumulate_areas(benchmark::State& state) {
  const FlowField& flow = landscape(state.range(0)).flow;
  measure<double>(state, flow.direction, [&] { return accumulate(flow); });
}

void accumulate_weighted(benchmark::State& state) {
  const FlowField& flow = landscape(state.range(0)).flow;
  const Grid<float> runoff_mm_per_year(flow.direction.frame(), 300);
  measure<double>(state, flow.direction, [&] { return accumulate_runoff(flow, runoff_mm_per_year); });
}

void hand_of_streams(benchmark::State& state) {
  const Landscape& land = landscape(state.range(0));
  const Accumulation accumulation = accumulate(land.flow);
  measure<float>(state, accumulation.area_km2,
                 [&] { return hand_m(land.flow, land.elevation_m, accumulation, square_kilometres(1)); });
}

void outlet_distance(benchmark::State& state) {
  const FlowField& flow = landscape(state.range(0)).flow;
  measure<double>(state, flow.direction, [&] { return distance_to_outlet_km(flow); });
}

void basins_of_all_ends(benchmark::State& state) {
  const FlowField& flow = landscape(state.range(0)).flow;
  measure<std::int32_t>(state, flow.direction, [&] { return basins_of_ends(flow); });
}

void slope_of_terrain(benchmark::State& state) {
  const Landscape& land = landscape(state.range(0));
  measure<float>(state, land.elevation_m, [&] { return slope(land.elevation_m); });
}

void streams_of_1_km2(benchmark::State& state) {
  const Landscape& land = landscape(state.range(0));
  const Accumulation accumulation = accumulate(land.flow);
  measure<D8>(state, accumulation.area_km2, [&] { return extract_streams(land.flow, accumulation, square_kilometres(1)); });
}

void directions_checked(benchmark::State& state) {
  const FlowField& flow = landscape(state.range(0)).flow;
  measure<D8>(state, flow.direction, [&] { return flow_from_directions(flow.direction); });
}

/// 1, 16 and 100 million cells, all stages of one size after each other so that its terrain is made once.
void register_all() {
  struct Stage {
    const char* name;
    void (*run)(benchmark::State&);
  };
  for (const std::int64_t side : {1000, 4000, 10000}) {
    for (const Stage& stage : {Stage{"accumulate_areas", accumulate_areas}, Stage{"accumulate_weighted", accumulate_weighted},
                               Stage{"hand_of_streams", hand_of_streams}, Stage{"outlet_distance", outlet_distance},
                               Stage{"basins_of_all_ends", basins_of_all_ends}, Stage{"slope_of_terrain", slope_of_terrain},
                               Stage{"streams_of_1_km2", streams_of_1_km2}, Stage{"directions_checked", directions_checked}}) {
      benchmark::RegisterBenchmark(stage.name, stage.run)->Arg(side)->Unit(benchmark::kMillisecond)->UseManualTime();
    }
  }
}

[[maybe_unused]] const bool kRegistered = (register_all(), true);

}  // namespace
}  // namespace tmfgeo
