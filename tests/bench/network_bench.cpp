// SPDX-License-Identifier: Apache-2.0
/// A river layer of Europe's size: 595 470 straight links of about 5 km, loaded, checked, sorted; routes to the sea.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tmfgeo/network/route.h"

namespace tmfgeo {
namespace {

constexpr std::int64_t kEuropesLinks = 595470;

/// Nodes of a square raster that drain to a neighbour in the row below: a forest whose rivers run to the first row.
FeatureTable link_table(std::int64_t count) {
  std::mt19937 dice(1);
  const auto side = static_cast<std::int64_t>(std::sqrt(static_cast<double>(count)));
  const auto node = [](std::int64_t row, std::int64_t column) {
    return Point{0.065 * static_cast<double>(column), 25 + 0.045 * static_cast<double>(row)};
  };
  FeatureTable table;
  table.name = "links";
  table.crs = Crs::wgs84();
  table.kind = GeometryKind::line;
  table.fields = {{"area_km2", FieldType::real, "km2", "", ""}};
  std::vector<std::optional<double>> areas;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t row = 1 + i / side;
    const std::int64_t column = i % side;
    const std::int64_t below = std::clamp<std::int64_t>(column - 1 + static_cast<std::int64_t>(dice() % 3), 0, side - 1);
    table.geometry.push_back(line_geometry({node(row, column), node(row - 1, below)}));
    areas.emplace_back(25.0 * static_cast<double>(side + 2 - row));
    table.record_number.push_back(i + 1);
  }
  table.columns.emplace_back(std::move(areas));
  return table;
}

NetworkOptions with_areas() {
  NetworkOptions options;
  options.upstream_area_column = "area_km2";
  return options;
}

void network_from_europes_links(benchmark::State& state) {
  const FeatureTable table = link_table(kEuropesLinks);
  for (auto _ : state) {
    const NetworkResult result = network_from_lines(table, with_areas());
    benchmark::DoNotOptimize(result.network.size());
  }
  state.SetItemsProcessed(state.iterations() * kEuropesLinks);
}
BENCHMARK(network_from_europes_links)->Unit(benchmark::kMillisecond)->UseRealTime();

/// From the farthest row: about 770 links, more than the Volga has.
void route_to_the_sea(benchmark::State& state) {
  const NetworkResult result = network_from_lines(link_table(kEuropesLinks), with_areas());
  std::size_t points = 0;
  for (auto _ : state) {
    const auto start = snap_to_river(result.network, {25.0, 59.5}, 20000);
    const Route route = route_from(result.network, *start, {}, RouteEnd::sea);
    points = route.line.size();
    benchmark::DoNotOptimize(route.line.data());
  }
  state.counters["points"] = static_cast<double>(points);
}
BENCHMARK(route_to_the_sea)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tmfgeo
