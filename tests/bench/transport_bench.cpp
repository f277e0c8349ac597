// SPDX-License-Identifier: Apache-2.0
/// Walks along routes through a network of Europe's size, and the ensemble of 3 000 facilities; the naive twin beside it.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>

#include "support/naive_plume.h"
#include "support/river_chain.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/transport/way_sums.h"

namespace tmfgeo {
namespace {

/// Chains of reaches of 1.5 km side by side: rivers of 1 000 reaches.
struct Rivers {
  RiverNetwork network;
  RiverState state;
  std::vector<Route> routes;

  Rivers(std::size_t rivers, std::size_t reaches) {
    FeatureTable table = test::empty_rivers();
    for (std::size_t r = 0; r < rivers; ++r) {
      const double y = 0.05 * static_cast<double>(r);
      double x = 0;
      for (std::size_t i = 0; i < reaches; ++i) {
        const double next = x + test::degrees_along_equator(1500);
        test::add_line(table, line_geometry({{x, y}, {next, y}}), {"", 100 + 5 * static_cast<double>(i), std::nullopt});
        x = next;
      }
    }
    network = network_from_lines(table, test::river_options()).network;
    Issues issues;
    state = river_state(network, {}, Flow::mean, issues);
    for (std::size_t r = 0; r < rivers; ++r) {
      const ReachId first = test::reach_of(network, static_cast<std::int64_t>(r * reaches + 1));
      routes.push_back(route_from(network, {first, 100, network.line(first).front(), 0}, {}, RouteEnd::network_end));
    }
  }
};

std::vector<Receptor> receptors_along(const Route& route, std::size_t count) {
  std::vector<Receptor> receptors;
  for (std::size_t i = 1; i <= count; ++i) {
    receptors.push_back(test::receptor_at("r" + std::to_string(i), route.length_m() * static_cast<double>(i) / static_cast<double>(count + 1)));
  }
  receptors.push_back(test::receptor_at("end", route.length_m()));
  return receptors;
}

const Rivers& rivers() {
  static const Rivers made(300, 1000);
  return made;
}

void walk_along_routes(benchmark::State& state) {
  const std::vector<ReachStep> steps = reach_steps(rivers().state);
  const std::vector<Receptor> receptors = receptors_along(rivers().routes.front(), 9);
  std::size_t visits = 0;
  for (auto _ : state) {
    for (const Route& route : rivers().routes) {
      benchmark::DoNotOptimize(sums_along(steps, route, receptors));
      visits += route.visits.size();
    }
  }
  state.counters["visits_per_s"] = benchmark::Counter(static_cast<double>(visits), benchmark::Counter::kIsRate);
}
BENCHMARK(walk_along_routes)->Unit(benchmark::kMillisecond);

/// The same sums without a route, by the network's own pointers.
void walk_by_pointers(benchmark::State& state) {
  const std::vector<ReachStep> steps = reach_steps(rivers().state);
  std::size_t visits = 0;
  for (auto _ : state) {
    for (const Route& route : rivers().routes) {
      double time = 0;
      double variance = 0;
      double wave = 0;
      for (ReachId id = route.visits.front().reach; id != kNoReach; id = rivers().network.downstream(id)) {
        const ReachStep& step = steps[static_cast<std::size_t>(id)];
        time += static_cast<double>(step.time_s);
        variance += static_cast<double>(step.variance_s2);
        wave += static_cast<double>(step.wave_time_s);
        ++visits;
      }
      benchmark::DoNotOptimize(time + variance + wave);
    }
  }
  state.counters["visits_per_s"] = benchmark::Counter(static_cast<double>(visits), benchmark::Counter::kIsRate);
}
BENCHMARK(walk_by_pointers)->Unit(benchmark::kMillisecond);

void states_of_reaches(benchmark::State& state) {
  for (auto _ : state) {
    Issues issues;
    benchmark::DoNotOptimize(river_state(rivers().network, {}, Flow::low, issues));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rivers().network.size()));
}
BENCHMARK(states_of_reaches)->Unit(benchmark::kMillisecond);

/// Four substances: two that stay, one that decays, one on grains; three limits each.
struct Ensemble {
  SubstanceLibrary library;
  ReleaseScenario release = test::slug_release(200000, 0);
  std::vector<std::vector<Receptor>> receptors;
  std::vector<Journey> journeys;

  explicit Ensemble(std::size_t facilities) {
    for (const char* id : {"cyanide", "decaying", "lead", "zinc"}) {
      Substance substance;
      substance.id = id;
      if (substance.id == "decaying") substance.decay_per_d = {0.06, 0.4, Origin::given, ""};
      if (substance.id == "lead") substance.sorption_l_kg = 50000;
      library.substances.push_back(substance);
      for (const double limit : {5.0, 50.0, 500.0}) {
        Threshold threshold;
        threshold.substance = id;
        threshold.value_ug_l = limit;
        library.thresholds.push_back(threshold);
      }
      release.loads.push_back({id, {100, 0.5, Origin::given, ""}, {}});
    }
    release.volume_m3.sd_log10 = 0.4;
    release.peak_m3_s = {150, 0.36, Origin::computed, ""};
    release.duration_s.origin = Origin::computed;
    for (const Route& route : rivers().routes) receptors.push_back(receptors_along(route, 9));
    for (std::size_t f = 0; f < facilities; ++f) {
      const std::size_t r = f % rivers().routes.size();
      journeys.push_back({&release, &rivers().routes[r], receptors[r]});
    }
  }
};

/// 3 000 facilities × 10 receptors × 4 substances × 10 000 draws, wave and limits included.
void ensemble_of_3000_facilities(benchmark::State& state) {
  const Ensemble ensemble(3000);
  use_threads(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(plume_arrivals(rivers().network, std::span(&rivers().state, 1), ensemble.journeys, ensemble.library, {}, {}));
  }
  use_threads(0);
  state.SetItemsProcessed(state.iterations() * 3000 * 10 * 4 * 10000);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  state.counters["peak_rss_MB"] = static_cast<double>(used.ru_maxrss) / 1024;  // of the whole program, its network included
}
BENCHMARK(ensemble_of_3000_facilities)->Arg(1)->Arg(2)->Unit(benchmark::kSecond)->Iterations(1)->MeasureProcessCPUTime()->UseRealTime();

/// One facility by drawing every reach of every draw: what the ensemble replaces.
void naive_twin(benchmark::State& state) {
  const Ensemble ensemble(1);
  EnsembleOptions options;
  options.draws = 200;
  for (auto _ : state) {
    benchmark::DoNotOptimize(test::naive_peaks(rivers().network, rivers().state, ensemble.journeys[0], 0, 9, options));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(options.draws));
}
BENCHMARK(naive_twin)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tmfgeo
