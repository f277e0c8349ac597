// SPDX-License-Identifier: Apache-2.0
/// Draws of releases, and deposits laid out on a DEM.
#include <benchmark/benchmark.h>

#include <cmath>

#include "tmfgeo/transport/runout.h"

namespace tmfgeo {
namespace {

ReleaseScenario dam_failure(double stored_m3) {
  Facility facility;
  facility.id = "A";
  facility.volume_m3 = stored_m3;
  facility.dam_height_m = 30;
  return *release_scenario(facility, nullptr, {}, Trigger::earthquake);
}

void draws_of_a_release(benchmark::State& state) {
  const ReleaseScenario release = dam_failure(1e6);
  const RandomField random(1);
  std::uint64_t draw = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draw_release(release, random, ++draw, 0));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(draws_of_a_release);

/// Three levels of one facility in a winding valley on cells of 1 arc-second; the argument is the stored volume in Mm³.
void deposit_of_a_facility(benchmark::State& state) {
  const GridFrame frame{.rows = 1200, .columns = 3600, .west = 74, .north = 43, .cell_width = 1 / 3600.0,
                        .cell_height = 1 / 3600.0, .crs = Crs::wgs84()};
  Grid<float> z(frame);
  const auto thalweg_row = [](double column) { return 600 + 120 * std::sin(column / 150); };
  for (std::ptrdiff_t i = 0; i < z.size(); ++i) {
    const Cell c = frame.cell(i);
    const auto column = static_cast<double>(c.column);
    z[i] = static_cast<float>(2000 - 0.4 * column + 3 * std::abs(static_cast<double>(c.row) - thalweg_row(column)));
  }
  Polyline path;
  for (std::ptrdiff_t column = 5; column < 3590; column += 2) {
    path.push_back(frame.centre({static_cast<std::ptrdiff_t>(thalweg_row(static_cast<double>(column))), column}));
  }
  const DepositLayout layout(z);
  const ReleaseScenario release = dam_failure(static_cast<double>(state.range(0)) * 1e6);
  std::size_t cells = 0;
  for (auto _ : state) {
    const auto zones = layout.zones(release, path, {});
    cells = zones.back().cells.size();
    benchmark::DoNotOptimize(cells);
  }
  state.counters["cells"] = static_cast<double>(cells);
}
BENCHMARK(deposit_of_a_facility)->Arg(1)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tmfgeo
