// SPDX-License-Identifier: Apache-2.0
// Ground motion over many cells, light PSHA for many facilities. bench_ground_motion.py does the first in NumPy.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "tmfgeo/hazard/psha.h"
#include "tmfgeo/hazard/scenario_earthquake.h"
#include "tmfgeo/hazard/vs30.h"

namespace tmfgeo {
namespace {

const EarthquakeFocus kChu{.magnitude = 6.9, .epicentre = {74.6, 42.6}, .depth_km = 12, .strike_deg = 80, .style = FaultStyle::reverse};

/// A million cells of about 300 m, each with a Vs30 of its own.
Grid<float> million_cells() {
  Grid<float> vs30({.rows = 1000, .columns = 1000, .west = 73, .north = 44, .cell_width = 0.003, .cell_height = 0.003, .crs = Crs::wgs84()});
  for (std::ptrdiff_t i = 0; i < vs30.size(); ++i) vs30[i] = static_cast<float>(180 + (i * 7919) % 700);
  return vs30;
}

void scenario_grid(benchmark::State& state, const char* model) {
  const Grid<float> vs30 = million_cells();
  const ModelSet set = single_model(*find_ground_motion_model(model));
  for (auto _ : state) benchmark::DoNotOptimize(shake_grid(kChu, set, kPga, vs30));
  state.SetItemsProcessed(state.iterations() * vs30.size());
}

/// What bench_ground_motion.py does: a model's median and sigma from given distances and Vs30, nothing else.
void model_of_given_distances(benchmark::State& state, const char* name) {
  std::vector<RuptureDistances> distances(1000000);
  std::vector<SiteSoil> soils(distances.size());
  for (std::size_t i = 0; i < distances.size(); ++i) {
    distances[i].rjb_km = static_cast<double>(i) * 3e-4;
    distances[i].rrup_km = std::hypot(distances[i].rjb_km, 5.0);
    distances[i].rx_km = -distances[i].rjb_km;
    soils[i].vs30_m_s = 180 + static_cast<double>((i * 7919) % 700);
  }
  std::vector<GroundMotion> motion(distances.size());
  const GroundMotionModel& model = *find_ground_motion_model(name);
  for (auto _ : state) {
    model_ground_motion(model, kPga, {.magnitude = 6.9, .rake_deg = 90, .top_depth_km = 5}, {}, distances, soils, motion);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(motion.size()));
}

/// 1 000 facilities of different ground, sources every 5 km over 600 km by 600 km, 15 magnitudes, 18 levels.
void light_psha(benchmark::State& state, RuptureForm form) {
  const std::vector<Point> ring{{70, 40}, {77, 40}, {77, 45.4}, {70, 45.4}};
  SourceModel model;
  model.grids.push_back(area_source(ring, 5,
                                    {.models = single_model(*find_ground_motion_model("bssa14")),
                                     .magnitudes = truncated_gutenberg_richter(1, 5, 8, 0.2),
                                     .style = FaultStyle::strike_slip,
                                     .form = form},
                                    3));
  PshaSettings settings;
  for (int i = 0; i < 18; ++i) settings.levels.push_back(0.005 * std::pow(1.4, i));
  std::mt19937 random(1);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<Point> sites(1000);
  std::vector<SiteSoil> soils(sites.size());
  for (std::size_t i = 0; i < sites.size(); ++i) {
    sites[i] = {71 + 5 * unit(random), 41 + 3.4 * unit(random)};
    soils[i].vs30_m_s = 200 + 700 * unit(random);
  }
  for (auto _ : state) benchmark::DoNotOptimize(hazard_at_sites(model, settings, sites, soils));
  state.counters["places"] = static_cast<double>(model.grids[0].places.size());
}

void vs30_of_seven_million_cells(benchmark::State& state) {
  Grid<float> dem({.rows = 3240, .columns = 2160, .west = 74.3, .north = 43.2, .cell_width = 1 / 3600.0, .cell_height = 1 / 3600.0, .crs = Crs::wgs84()});
  for (std::ptrdiff_t i = 0; i < dem.size(); ++i) dem[i] = static_cast<float>((i * 31) % 4000);
  for (auto _ : state) benchmark::DoNotOptimize(vs30_of_dem(dem));
}

BENCHMARK_CAPTURE(scenario_grid, bssa14, "bssa14")->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(scenario_grid, cy14, "cy14")->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(model_of_given_distances, bssa14, "bssa14")->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(model_of_given_distances, cy14, "cy14")->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(light_psha, points, RuptureForm::point)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(light_psha, planes, RuptureForm::random_strike)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(vs30_of_seven_million_cells)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace tmfgeo
