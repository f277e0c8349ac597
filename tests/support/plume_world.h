// SPDX-License-Identifier: Apache-2.0
/// One river, one facility, some receptors: what tests of plumes need.
#pragma once

#include <string>
#include <vector>

#include "support/river_chain.h"

namespace tmfgeo::test {

/// A river of 30 reaches that grows; receptors every 50 km.
struct World {
  RiverNetwork network;
  RiverState state;
  Route route;
  std::vector<Receptor> receptors;
  SubstanceLibrary library = small_library();
  ReleaseScenario release = slug_release(1e5, 1e5, 36000);

  explicit World(const HydraulicOptions& options = {}) {
    std::vector<ChainReach> reaches;
    for (int i = 0; i < 30; ++i) reaches.push_back({10000, 500.0 * (i + 1), 5.0 * (i + 1)});
    network = chain_network(reaches);
    Issues issues;
    state = river_state(network, options, Flow::mean, issues);
    route = chain_route(network);
    for (const int km : {50, 100, 150, 200, 250, 300}) receptors.push_back(receptor_at("km" + std::to_string(km), km * 1000.0));
  }
  Journey journey() const { return {&release, &route, receptors}; }
  std::vector<Arrival> run(const EnsembleOptions& options, std::span<const Observation> observed = {}) const {
    const Journey one = journey();
    return plume_arrivals(network, std::span(&state, 1), std::span(&one, 1), library, observed, options).front();
  }
};

inline EnsembleOptions with_draws(std::uint64_t draws) {
  EnsembleOptions options;
  options.draws = draws;
  return options;
}

}  // namespace tmfgeo::test
