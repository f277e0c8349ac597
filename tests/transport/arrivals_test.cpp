// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/arrivals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "support/naive_plume.h"
#include "support/plume_world.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/transport/draw_tables.h"
#include "tmfgeo/transport/journey_draws.h"

namespace tmfgeo {
namespace {

using test::receptor_at;
using test::with_draws;
using test::World;

double width_of(const Band& band) { return std::log(band.p90 / band.p10); }

TEST(PlumeArrivals, WithoutSpreadAreJobsonsNumbers) {
  World world;
  world.release = test::slug_release(2, 5000);
  EnsembleOptions options = test::exactly();
  options.spread.tail_stretch = 1.7;
  const auto arrivals = world.run(options);
  double time = 0;
  for (ReachId id = world.route.visits.front().reach; id != kNoReach; id = world.network.downstream(id)) {
    const auto i = static_cast<std::size_t>(id);
    time += world.state.length_m[i] / world.state.velocity_m_s[i];
  }
  const Arrival& end = arrivals.back();
  const UnitPeakLaw law = unit_peak_law(150, 150);
  const double unit_peak = unit_peak_per_s(law, time);
  EXPECT_NEAR(end.peak_s.p50, time, 1e-4 * time);
  EXPECT_NEAR(end.first_s.p50, 0.890 * time, 1e-4 * time);
  EXPECT_NEAR(end.tail_s.p50, 0.890 * time + 1.7 * passage_to_tenth_s(unit_peak), 1e-3 * time);
  EXPECT_NEAR(end.substances[0].peak_ug_l.p50, slug_peak_kg_m3(unit_peak, 5000, 1, 150) * 1e6, 1e-3 * slug_peak_kg_m3(unit_peak, 5000, 1, 150) * 1e6);
  EXPECT_NEAR(end.substances[0].load_kg.p50, 5000, 0.01);
  EXPECT_EQ(end.substances[0].peak_ug_l.p10, end.substances[0].peak_ug_l.p90);
  EXPECT_EQ(end.substances[0].trapped_share, 0);
}

TEST(PlumeArrivals, NeverExceedWhatWasReleased) {
  World world;
  world.release = test::slug_release(1e7, 1e7, 10);  // 1 g/L; the plume is the river
  world.receptors = {receptor_at("dam", 0), receptor_at("near", 1)};
  for (const Arrival& arrival : world.run(with_draws(2000))) {
    EXPECT_LE(arrival.substances[0].peak_ug_l.p90, 1.0001e6);
    EXPECT_GT(arrival.substances[0].peak_ug_l.p50, 0.9e6);
    EXPECT_TRUE(std::isfinite(arrival.first_s.p10) && std::isfinite(arrival.wave.peak_m3_s.p90));
  }
}

TEST(PlumeArrivals, AgreeWithTheNaiveTwinThatDrawsEveryReach) {
  World world;
  world.release.volume_m3 = {1e5, 0.4, Origin::computed, ""};
  world.release.peak_m3_s = {60, 0.36, Origin::computed, ""};
  world.release.duration_s = {3000, 0, Origin::computed, ""};
  world.release.loads = {{"cyanide", {1000, 0.3, Origin::given, ""}, {}}};
  const auto arrivals = world.run(with_draws(20000));
  for (const std::size_t r : {0UL, 3UL, 5UL}) {
    auto draws = test::naive_peaks(world.network, world.state, world.journey(), 0, r, with_draws(20000));
    const auto expect_same = [&](const Band& band, auto member, double tolerance) {
      std::sort(draws.begin(), draws.end(), [&](const auto& a, const auto& b) { return a.*member < b.*member; });
      // Sampling error of a percentile of 20 000 draws: 1.2 % of the spread; both sides have it.
      EXPECT_NEAR(band.p10 / (draws[2000].*member), 1, tolerance) << r;
      EXPECT_NEAR(band.p50 / (draws[10000].*member), 1, tolerance) << r;
      EXPECT_NEAR(band.p90 / (draws[18000].*member), 1, tolerance) << r;
    };
    expect_same(arrivals[r].first_s, &test::NaiveDraw::first_s, 0.02);
    expect_same(arrivals[r].peak_s, &test::NaiveDraw::peak_s, 0.02);
    expect_same(arrivals[r].tail_s, &test::NaiveDraw::tail_s, 0.04);
    expect_same(arrivals[r].substances[0].peak_ug_l, &test::NaiveDraw::peak_ug_l, 0.08);
  }
}

TEST(PlumeArrivals, DrawTheReleasesOfTheScenario) {
  const DrawTables tables = draw_tables(7, 500, 1, 2);
  ReleaseScenario release = test::slug_release(2e5, 0);
  release.volume_m3 = {2e5, 0.4, Origin::computed, ""};
  release.volume_cap_m3 = 4e5;
  release.loads = {{"cyanide", {100, 0.5, Origin::given, ""}, {}}, {"lead", {}, {3000, 0.2, Origin::given, ""}}};
  const RandomField random(7);
  for (const int kind : {0, 1, 2}) {
    release.peak_m3_s = {150, 0.36, Origin::computed, ""};
    release.duration_s = {7200, 0.2, kind == 1 ? Origin::given : Origin::computed, ""};
    release.peak_follows_duration = kind == 2;
    ReleaseColumns columns;
    draw_release_columns(release, test::small_library(), tables, columns);
    for (std::uint64_t d = 0; d < 500; ++d) {
      const ReleaseDraw drawn = draw_release(release, random, d, 0);
      EXPECT_NEAR(static_cast<double>(columns.volume_m3[d]) / drawn.volume_m3, 1, 1e-5);
      EXPECT_NEAR(static_cast<double>(columns.peak_m3_s[d]) / drawn.peak_m3_s, 1, 1e-5);
      EXPECT_NEAR(static_cast<double>(columns.duration_s[d]) / drawn.duration_s, 1, 1e-5);
      for (std::size_t l = 0; l < 2; ++l) {
        EXPECT_NEAR(std::exp(static_cast<double>(columns.ln_mass_kg[l][d])) / draw_load_kg(release, l, drawn, random, d, 0), 1, 1e-5);
      }
    }
  }
}

TEST(PlumeArrivals, AreTheSameBytesOnAnyThreadsAndAmongAnyOtherJourneys) {
  World world;
  const std::vector<Journey> journeys(7, world.journey());
  const auto run = [&](std::span<const Journey> some) {
    return plume_arrivals(world.network, std::span(&world.state, 1), some, world.library, {}, with_draws(3000));
  };
  use_threads(1);
  const auto one = run(journeys);
  use_threads(3);
  const auto three = run(journeys);
  const auto alone = run(std::span(journeys).subspan(4, 1));
  use_threads(0);
  const auto same = [](const Band& a, const Band& b) { return std::memcmp(&a, &b, sizeof(Band)) == 0; };
  for (std::size_t j = 0; j < journeys.size(); ++j) {
    for (std::size_t r = 0; r < one[j].size(); ++r) {
      for (const auto* other : {&three[j][r], &alone[0][r]}) {
        EXPECT_TRUE(same(one[j][r].first_s, other->first_s) && same(one[j][r].tail_s, other->tail_s));
        EXPECT_TRUE(same(one[j][r].wave.peak_m3_s, other->wave.peak_m3_s));
        EXPECT_TRUE(same(one[j][r].substances[0].peak_ug_l, other->substances[0].peak_ug_l));
        EXPECT_TRUE(same(one[j][r].substances[0].thresholds[0].duration_s, other->substances[0].thresholds[0].duration_s));
      }
    }
  }
}

TEST(PlumeArrivals, HaveAnotherSeedInOtherNumbers) {
  const World world;
  EnsembleOptions other = with_draws(3000);
  other.seed = 2;
  EXPECT_NE(world.run(with_draws(3000))[2].first_s.p10, world.run(other)[2].first_s.p10);
}

TEST(PlumeArrivals, SpreadWiderInHoursTheFartherTheyAre) {
  const World world;
  const auto arrivals = world.run(with_draws(10000));
  for (std::size_t r = 0; r < arrivals.size(); ++r) {
    EXPECT_LT(arrivals[r].first_s.p10, arrivals[r].first_s.p50);
    EXPECT_LT(arrivals[r].first_s.p50, arrivals[r].first_s.p90);
    EXPECT_LT(arrivals[r].first_s.p50, arrivals[r].peak_s.p50);
    EXPECT_LT(arrivals[r].peak_s.p50, arrivals[r].tail_s.p50);
    EXPECT_LT(arrivals[r].worst_first_s, arrivals[r].first_s.p10);
    EXPECT_GT(arrivals[r].substances[0].worst_peak_ug_l, arrivals[r].substances[0].peak_ug_l.p50);
    if (r == 0) continue;
    EXPECT_GT(arrivals[r].first_s.p90 - arrivals[r].first_s.p10, arrivals[r - 1].first_s.p90 - arrivals[r - 1].first_s.p10);
    // The factor common to the basin does not average out along the way.
    EXPECT_GT(width_of(arrivals[r].first_s), 2 * 1.2816 * 0.25);
    EXPECT_LT(arrivals[r].substances[0].peak_ug_l.p50, arrivals[r - 1].substances[0].peak_ug_l.p50);
  }
}

TEST(PlumeArrivals, RiseWithTheMassAndFallWithTheLimit) {
  World world;
  double before = 0;
  double p_before = 0;
  for (const double mass : {1e3, 1e4, 1e5, 1e6}) {
    world.release.loads[0].mass_kg.median = mass;
    const auto arrival = world.run(with_draws(4000))[3].substances[0];
    EXPECT_GT(arrival.peak_ug_l.p50, before);
    EXPECT_GE(arrival.thresholds[0].p_exceed, p_before);
    EXPECT_GE(arrival.thresholds[0].p_exceed, arrival.thresholds[1].p_exceed);
    EXPECT_GE(arrival.thresholds[0].duration_s.p50, arrival.thresholds[1].duration_s.p50);
    if (arrival.thresholds[1].p_exceed < 0.1) {
      EXPECT_EQ(arrival.thresholds[1].duration_s.p90, 0);
    }
    before = arrival.peak_ug_l.p50;
    p_before = arrival.thresholds[0].p_exceed;
  }
}

TEST(PlumeArrivals, HaveNoWorstCaseLaterThanTheirSoonestTenth) {
  World world;
  // A long way over land at its one fixed speed before a short one on the river.
  world.route.overland_m = 45000;
  for (const Arrival& arrival : world.run(with_draws(4000))) {
    EXPECT_LE(arrival.worst_first_s, arrival.first_s.p10);
    EXPECT_GE(arrival.substances[0].worst_peak_ug_l, arrival.substances[0].peak_ug_l.p90);
  }
}

TEST(PlumeArrivals, RunTheWaveAheadOfThePlumeAndFlattenIt) {
  const World world;
  const auto arrivals = world.run(with_draws(4000));
  for (std::size_t r = 0; r < arrivals.size(); ++r) {
    EXPECT_LT(arrivals[r].wave.peak_s.p50, arrivals[r].peak_s.p50);
    EXPECT_LE(arrivals[r].wave.first_s.p50, arrivals[r].wave.peak_s.p50);
    if (r > 0) {
      EXPECT_LE(arrivals[r].wave.peak_m3_s.p50, arrivals[r - 1].wave.peak_m3_s.p50);
    }
  }
}

}  // namespace
}  // namespace tmfgeo
