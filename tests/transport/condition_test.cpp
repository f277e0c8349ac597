// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/condition.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/river_chain.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

struct World {
  RiverNetwork network;
  RiverState state;
  Route route;
  std::vector<Receptor> receptors;
  SubstanceLibrary library = test::small_library();
  ReleaseScenario release = test::slug_release(1e5, 1e5, 3600);

  World() {
    std::vector<test::ChainReach> reaches;
    for (int i = 0; i < 40; ++i) reaches.push_back({10000, 500.0 * (i + 1), 5.0 * (i + 1)});
    network = test::chain_network(reaches);
    Issues issues;
    state = river_state(network, {}, Flow::mean, issues);
    route = test::chain_route(network);
    for (const int km : {50, 100, 200, 400}) receptors.push_back(test::receptor_at("km" + std::to_string(km), km * 1000.0));
  }
  std::vector<Arrival> run(std::span<const Observation> observed) const {
    const Journey journey{&release, &route, receptors};
    EnsembleOptions options;
    options.draws = 20000;
    return plume_arrivals(network, std::span(&state, 1), std::span(&journey, 1), library, observed, options).front();
  }
};

double width_of(const Band& band) { return std::log(band.p90 / band.p10); }

TEST(Observation, PutsItsStationWhereItWasSeenAndMovesWhatLiesBelow) {
  const World world;
  const auto before = world.run({});
  for (const double factor : {0.7, 1.0, 1.5}) {
    const Observation seen{"km100", before[1].first_s.p50 * factor, std::nullopt};
    const auto after = world.run(std::span(&seen, 1));
    EXPECT_NEAR(after[1].first_s.p50, seen.first_arrival_s, 0.02 * seen.first_arrival_s);
    EXPECT_LT(width_of(after[1].first_s), 3 * kObservedArrivalSpread_ln);
    for (std::size_t r = 2; r < 4; ++r) {
      EXPECT_NEAR(after[r].first_s.p50 / before[r].first_s.p50, factor, 0.08 * factor) << r;
      EXPECT_LT(width_of(after[r].first_s), width_of(before[r].first_s)) << r;
    }
    EXPECT_GT(width_of(after[3].first_s), width_of(after[1].first_s));  // what lies below is known less again
    EXPECT_NEAR(after[3].wave.peak_s.p50, before[3].wave.peak_s.p50, 1e-9);  // the wave keeps its own clock
  }
}

TEST(Observation, LeavesTheDistributionBayesRuleGives) {
  // One station: speeds of station and river below are jointly normal in logarithms, so the answer has a closed form.
  const World world;
  const auto before = world.run({});
  const TransportSpread spread;
  const auto variance_at = [&](double distance_m) {
    return spread.reach_velocity_sd_ln * spread.reach_velocity_sd_ln / (1 + distance_m / 20000);
  };
  const double common = spread.velocity_sd_ln * spread.velocity_sd_ln + std::pow(0.34 * spread.discharge_sd_log10 * std::log(10.0), 2);
  const double here = common + variance_at(100e3);
  const double below = common + variance_at(400e3);
  // The own way's deviation in seconds is a walk: its part up to the station is shared, weighed by travel time.
  const double share = before[1].first_s.p50 / before[3].first_s.p50;
  const double shared = common + variance_at(100e3) * share;
  const double error = kObservedArrivalSpread_ln * kObservedArrivalSpread_ln;
  const double seen_ln = -0.3;
  const double mean = shared / (here + error) * seen_ln;
  const double variance = below - shared * shared / (here + error);
  const Observation seen{"km100", before[1].first_s.p50 * std::exp(seen_ln), std::nullopt};
  const auto after = world.run(std::span(&seen, 1));
  EXPECT_NEAR(std::log(after[3].first_s.p50 / before[3].first_s.p50), mean, 0.01);
  EXPECT_NEAR(width_of(after[3].first_s), 2 * 1.2816 * std::sqrt(variance), 0.1 * width_of(after[3].first_s));
}

TEST(Observation, OfAPeakCorrectsPeaksBelowAndLeavesThoseAbove) {
  const World world;
  const auto before = world.run({});
  Observation seen{"km100", before[1].first_s.p50, before[1].substances[0].peak_ug_l.p50 / 3};
  const auto after = world.run(std::span(&seen, 1));
  EXPECT_NEAR(after[1].substances[0].peak_ug_l.p50, *seen.peak_ug_l, 0.05 * *seen.peak_ug_l);
  EXPECT_NEAR(after[3].substances[0].peak_ug_l.p50 / before[3].substances[0].peak_ug_l.p50, 1.0 / 3, 0.05);
  EXPECT_LT(width_of(after[2].substances[0].peak_ug_l), width_of(before[2].substances[0].peak_ug_l));
  EXPECT_GT(width_of(after[3].substances[0].peak_ug_l), width_of(after[2].substances[0].peak_ug_l));
  EXPECT_NEAR(after[0].substances[0].peak_ug_l.p50 / before[0].substances[0].peak_ug_l.p50, 1, 0.05);
}

TEST(Observation, OfAPeakIsThatOfItsSubstance) {
  World world;
  Substance other;
  other.id = "another";
  world.library.substances.insert(world.library.substances.begin(), other);
  world.release.loads.push_back(world.release.loads.front());
  world.release.loads.back().mass_kg.median *= 20;
  world.release.loads.back().substance = other.id;
  const auto before = world.run({});
  Observation seen{"km100", before[1].first_s.p50, before[1].substances[1].peak_ug_l.p50 / 3};
  seen.substance = other.id;
  const auto after = world.run(std::span(&seen, 1));
  EXPECT_NEAR(after[1].substances[1].peak_ug_l.p50, *seen.peak_ug_l, 0.05 * *seen.peak_ug_l);
  EXPECT_NEAR(after[1].substances[0].peak_ug_l.p50, *seen.peak_ug_l / 20, 0.05 * *seen.peak_ug_l / 20);
}

TEST(Observation, ASecondOneDownstreamIsHeededToo) {
  const World world;
  const auto before = world.run({});
  const std::vector<Observation> seen{{"km200", before[2].first_s.p50 * 1.2, std::nullopt}, {"km100", before[1].first_s.p50 * 1.3, std::nullopt}};
  const auto after = world.run(seen);
  EXPECT_NEAR(after[1].first_s.p50, seen[1].first_arrival_s, 0.03 * seen[1].first_arrival_s);
  EXPECT_NEAR(after[2].first_s.p50, seen[0].first_arrival_s, 0.03 * seen[0].first_arrival_s);
}

TEST(Observation, OfAnotherRiversStationChangesNothing) {
  const World world;
  const auto before = world.run({});
  const Observation elsewhere{"another river", 1000, 5.0};
  const auto after = world.run(std::span(&elsewhere, 1));
  for (std::size_t r = 0; r < before.size(); ++r) EXPECT_EQ(after[r].first_s.p90, before[r].first_s.p90);
}

TEST(Observation, BeforeAnyWaterCanBeThereIsRefusedWithTheEarliestTime) {
  const World world;
  const auto before = world.run({});
  for (std::size_t r = 0; r < before.size(); ++r) {
    const double earliest = before[r].possible_first_s;
    ASSERT_GT(earliest, 60);
    EXPECT_LT(earliest, before[r].wave.first_s.p10);
    EXPECT_LT(earliest, before[r].worst_first_s);
    const std::string& station = world.receptors[r].station.id;
    const Observation late{station, 1.01 * earliest, std::nullopt};
    EXPECT_NO_THROW(world.run(std::span(&late, 1)));
    const Observation early{station, 0.99 * earliest, std::nullopt};
    try {
      world.run(std::span(&early, 1));
      FAIL() << "refused: " << station;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(fixed(earliest / 3600, 1) + " h"), std::string::npos) << error.what();
    }
  }
}

TEST(Observation, BeforeTheReleaseIsRefused) {
  const World world;
  for (const double time : {0.0, -3600.0, std::nan("")}) {
    const Observation seen{"km100", time, std::nullopt};
    EXPECT_THROW(world.run(std::span(&seen, 1)), Error);
  }
  const Observation seen{"km100", 3600, -1.0};
  EXPECT_THROW(world.run(std::span(&seen, 1)), Error);
}

}  // namespace
}  // namespace tmfgeo
