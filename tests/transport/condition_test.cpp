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
    EXPECT_NEAR(after[3].wave.peak_s.p50, before[3].wave.peak_s.p50, 0.02 * before[3].wave.peak_s.p50);  // the wave keeps its own clock
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

TEST(Observation, OfAPeakTellsOfMassAndDilutionByTheirVariances) {
  World world;
  Substance other;
  other.id = "another";
  world.library.substances.push_back(other);
  world.release.loads.front().mass_kg.sd_log10 = 0.8;
  world.release.loads.push_back(world.release.loads.front());
  world.release.loads.back().substance = other.id;
  const auto before = world.run({});
  const double ln_higher = std::log(20.0);
  const Observation seen{"km100", before[1].first_s.p50, before[1].substances[0].peak_ug_l.p50 * std::exp(ln_higher)};
  const auto after = world.run(std::span(&seen, 1));
  // Logarithms of mass and dilution are independent and nearly normal: the peak's surprise is theirs by their variances.
  const double sd_of_peak = width_of(before[1].substances[0].peak_ug_l) / (2 * 1.2816);
  const double sd_of_mass = 0.8 * std::log(10.0);
  const double mass_share = sd_of_mass * sd_of_mass / (sd_of_peak * sd_of_peak);
  ASSERT_GT(mass_share, 0.7);
  const auto gain = [&](std::size_t r, std::size_t load, auto member) {
    return std::log((after[r].substances[load].*member).p50 / (before[r].substances[load].*member).p50) / ln_higher;
  };
  EXPECT_NEAR(gain(1, 0, &SubstanceArrival::peak_ug_l), 1, 0.02);
  for (const std::size_t r : {1UL, 3UL}) {
    EXPECT_NEAR(gain(r, 0, &SubstanceArrival::load_kg), mass_share, 0.06) << r;
    EXPECT_NEAR(gain(r, 1, &SubstanceArrival::peak_ug_l), 1 - mass_share, 0.06) << r;
    EXPECT_NEAR(gain(r, 1, &SubstanceArrival::load_kg), 0, 1e-9) << r;
  }
  EXPECT_NEAR(gain(0, 0, &SubstanceArrival::load_kg), 0, 1e-9) << "what lies above keeps what was released";
}

TEST(Observation, OfAPeakLeavesACurveThatHoldsItsLoad) {
  World world;
  world.release.loads.front().mass_kg.sd_log10 = 0.4;
  const auto before = world.run({});
  for (const double factor : {0.2, 1.0, 4.0}) {
    const Observation seen{"km100", before[1].first_s.p50, before[1].substances[0].peak_ug_l.p50 * factor};
    const auto after = world.run(std::span(&seen, 1));
    const Journey journey{&world.release, &world.route, world.receptors};
    EnsembleOptions options;
    options.draws = 20000;
    for (const std::size_t r : {1UL, 2UL}) {
      const PlumeCurve curve = plume_curve(world.network, world.state, journey, r, "cyanide", world.library, std::span(&seen, 1), options);
      double area = 0;
      for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
        area += (curve.typical_ug_l[i] + curve.typical_ug_l[i - 1]) / 2 * (curve.time_s[i] - curve.time_s[i - 1]) * 1e-6;
      }
      const double peak = after[r].substances[0].peak_ug_l.p50 * 1e-6;
      const double held = area * after[r].discharge_m3_s + peak * world.release.volume_m3.median;
      EXPECT_NEAR(held / after[r].substances[0].load_kg.p50, 0.96, 0.08) << factor << " " << r;
    }
  }
}

TEST(Observation, OfATinyPeakOfAKnownMassDrawsThePlumeOutOnlySoFar) {
  const World world;
  const auto before = world.run({});
  const auto passage_s = [](const Arrival& a) { return a.tail_s.p50 - a.first_s.p50; };
  double load_before = 2 * before[1].substances[0].load_kg.p50;
  for (const double factor : {0.1, 1e-3, 1e-5}) {
    const Observation seen{"km100", before[1].first_s.p50, before[1].substances[0].peak_ug_l.p50 * factor};
    const auto after = world.run(std::span(&seen, 1));
    EXPECT_NEAR(after[1].substances[0].peak_ug_l.p50 / *seen.peak_ug_l, 1, 0.02) << "what was seen is there";
    EXPECT_LT(passage_s(after[1]), 25 * passage_s(before[1])) << factor;
    EXPECT_LT(after[1].substances[0].load_kg.p50, load_before) << "what the passage cannot explain is the mass's";
    load_before = after[1].substances[0].load_kg.p50;
  }
  const Observation usual{"km100", before[1].first_s.p50, before[1].substances[0].peak_ug_l.p50 * 0.5};
  EXPECT_NEAR(world.run(std::span(&usual, 1))[1].substances[0].load_kg.p50 / before[1].substances[0].load_kg.p50, 1, 0.05) << "what it can leaves the mass";
}

TEST(Observation, MovesNothingWhereNothingIsUnsure) {
  const World world;
  const Journey journey{&world.release, &world.route, world.receptors};
  const auto run = [&](std::span<const Observation> observed) {
    return plume_arrivals(world.network, std::span(&world.state, 1), std::span(&journey, 1), world.library, observed, test::exactly()).front();
  };
  const auto before = run({});
  const Observation seen{"km100", before[1].first_s.p50 * 1.5, 2 * before[1].substances[0].peak_ug_l.p50};
  const auto after = run(std::span(&seen, 1));
  EXPECT_NEAR(after[3].first_s.p50 / before[3].first_s.p50, 1, 1e-6);
  EXPECT_NEAR(after[3].substances[0].peak_ug_l.p50 / before[3].substances[0].peak_ug_l.p50, 1, 1e-6);
}

TEST(Observation, OfAnEarlyPlumeBringsTheWaveForwardToo) {
  const World world;
  const auto before = world.run({});
  const Observation seen{"km50", 1.05 * before[0].possible_first_s, std::nullopt};
  ASSERT_LT(seen.first_arrival_s, before[0].wave.first_s.p10);
  for (const Arrival& arrival : world.run(std::span(&seen, 1))) {
    EXPECT_LE(arrival.wave.first_s.p10, arrival.first_s.p10 * 1.001);
    EXPECT_LE(arrival.wave.first_s.p50, arrival.first_s.p50 * 1.001);
    EXPECT_LE(arrival.wave.first_s.p90, arrival.first_s.p90 * 1.001);
    EXPECT_LE(arrival.wave.first_s.p50, arrival.wave.peak_s.p50);
    EXPECT_LE(arrival.wave.peak_s.p50, arrival.peak_s.p50 * 1.001);
  }
}

TEST(Observation, TwoAtOneStationAreRefused) {
  const World world;
  const std::vector<Observation> seen{{"km100", 3e5, std::nullopt}, {"km100", 3e5, 5.0}};
  EXPECT_THROW(world.run(seen), Error);
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
