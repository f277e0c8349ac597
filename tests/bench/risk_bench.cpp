// SPDX-License-Identifier: Apache-2.0
/// Transboundary risk of many facilities: drawn, summed and ranked.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {
namespace {

/// Facilities with one or two crossings, on 200 basins.
std::vector<CrossingRisk> made_crossings(std::size_t facilities) {
  std::mt19937 random(7);
  const auto band = [&](double low, double high, double factor) {
    const double v = std::pow(10.0, std::uniform_real_distribution<>(low, high)(random));
    return Band{v / factor, v, v * factor};
  };
  std::vector<CrossingRisk> all;
  for (std::size_t i = 0; i < facilities; ++i) {
    CrossingRisk c{.facility = "f" + std::to_string(i), .crossing = "1", .origin = "A" + std::to_string(i % 9), .affected = "B" + std::to_string(i % 7),
                   .river = "r" + std::to_string(i % 400), .basin = "b" + std::to_string(i % 200), .release_per_year = band(-5, -2, 10),
                   .exceedance_ratio = band(-1, 3, 4), .people = band(1, 5, 1), .arrival_h = band(0, 2, 1.4), .load_kg = band(1, 5, 3)};
    all.push_back(c);
    if (i % 2 == 0) {
      c.crossing = "2";
      c.affected = "C";
      all.push_back(c);
    }
  }
  return all;
}

void transboundary_10000_draws(benchmark::State& state) {
  const auto crossings = made_crossings(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(transboundary_risk(crossings, {.draws = 10000}).basins.front().tier);
}
BENCHMARK(transboundary_10000_draws)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void sensitivity_of_1000_facilities(benchmark::State& state) {
  const auto crossings = made_crossings(1000);
  for (auto _ : state) benchmark::DoNotOptimize(group_sensitivity(crossings, {})->first[0]);
}
BENCHMARK(sensitivity_of_1000_facilities)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
}  // namespace tmfgeo
