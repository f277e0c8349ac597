// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/flood_stack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Two rows of three cells, one degree each, from 70 E 42 N.
Grid<float> map_of(std::vector<float> depths) {
  return {GridFrame{.rows = 2, .columns = 3, .west = 70, .north = 42, .cell_width = 1, .cell_height = 1, .crs = Crs::wgs84()}, std::move(depths)};
}

const std::vector<Point> kCentres{{70.5, 41.5}, {71.5, 41.5}, {72.5, 41.5}, {70.5, 40.5}, {71.5, 40.5}, {72.5, 40.5}};

TEST(FloodStack, KeepsNotModelledApartFromDry) {
  const auto t100 = map_of({0, 1, kNan, kNan, 2, 0});
  const auto t500 = map_of({0, 2, kNan, 3, kNan, 1});
  const auto samples = sample_floods(FloodStack({depth_map(100, t100), depth_map(500, t500)}), kCentres);
  EXPECT_EQ(samples[0].status, FloodStatus::dry);
  EXPECT_EQ(samples[1].status, FloodStatus::wet);
  EXPECT_EQ(samples[2].status, FloodStatus::not_modelled);
  EXPECT_EQ(samples[3].status, FloodStatus::wet);
  EXPECT_TRUE(samples[3].gaps);
  EXPECT_FALSE(samples[0].gaps);
  EXPECT_FALSE(samples[2].gaps);
  EXPECT_FALSE(flood_depth_m(samples[2], 100).value);
  EXPECT_EQ(*flood_depth_m(samples[0], 100).value, 0);
  EXPECT_FALSE(flood_depth_m(samples[3], 100).value);   // only the rarer one was modelled
  EXPECT_FALSE(flood_depth_m(samples[4], 500).value);   // only the likelier one was
}

TEST(FloodStack, OrdersReturnPeriodsAndMergesDoubleOnesAndSaysSo) {
  const auto t100 = map_of({0, 1, 0, 0, 0, 0});
  const auto t500 = map_of({0, 2, 0, 0, 0, 0});
  const auto other = map_of({0.5F, 1.5F, kNan, 0, 0, 0});
  const FloodStack straight({depth_map(100, t100), depth_map(500, t500)});
  EXPECT_FALSE(straight.was_out_of_order());
  EXPECT_FALSE(straight.had_duplicates());
  const FloodStack mixed({depth_map(500, t500), depth_map(100, t100), depth_map(100, other)});
  EXPECT_TRUE(mixed.was_out_of_order());
  EXPECT_TRUE(mixed.had_duplicates());
  const auto samples = sample_floods(mixed, kCentres);
  ASSERT_EQ(samples[1].depths.size(), 2U);
  EXPECT_EQ(samples[1].depths[0].return_period_y, 100);
  EXPECT_EQ(*samples[1].depths[0].depth_m, 1.5);
  EXPECT_EQ(*samples[2].depths[0].depth_m, 0);
}

TEST(FloodStack, RaisesDepthsThatFallAndLeavesOutWhatIsNoDepth) {
  const auto fall = make_flood_sample({{10, 1.0}, {50, 0.5}, {100, 2.0}});
  EXPECT_TRUE(fall.repaired_monotone);
  EXPECT_EQ(*fall.depths[1].depth_m, 1.0);
  EXPECT_EQ(flood_depth_m(fall, 50).origin, Origin::extrapolated) << "no map says so";
  EXPECT_EQ(flood_depth_m(fall, 10).origin, Origin::given);
  EXPECT_EQ(flood_depth_m(fall, 100).origin, Origin::given);
  const auto broken = make_flood_sample({{10, -9999.0}, {50, 0.5}, {100, std::numeric_limits<double>::infinity()}});
  EXPECT_TRUE(broken.repaired_values);
  EXPECT_TRUE(broken.gaps);
  EXPECT_FALSE(broken.depths[0].depth_m);
  EXPECT_FALSE(broken.repaired_monotone);
  EXPECT_EQ(make_flood_sample({{10, -1.0}}).status, FloodStatus::not_modelled);
  EXPECT_EQ(make_flood_sample({}).status, FloodStatus::not_modelled);
}

TEST(FloodDepth, BesideOneThatWasRaisedIsNoSurerThanIt) {
  const FloodSample sample = make_flood_sample({{10, 0.5}, {50, 1.0}, {100, 0.4}, {500, 2.0}, {1000, 2.5}});
  EXPECT_EQ(flood_depth_m(sample, 50).origin, Origin::given);
  EXPECT_EQ(flood_depth_m(sample, 20).origin, Origin::computed);
  for (const double years : {70.0, 100.0, 200.0}) EXPECT_EQ(flood_depth_m(sample, years).origin, Origin::extrapolated) << years;
  EXPECT_EQ(flood_depth_m(sample, 700).origin, Origin::computed);
}

TEST(FloodDepth, ThatIsTheSameInTwoMapsWasNotRaised) {
  const FloodSample sample = make_flood_sample({{10, 0.5}, {50, 1.0}, {100, 1.0}, {500, 0.8}});
  EXPECT_EQ(flood_depth_m(sample, 100).origin, Origin::given);
  EXPECT_EQ(flood_depth_m(sample, 500).origin, Origin::extrapolated);
}

TEST(FloodStack, FindsNothingOutsideItsMapsNorAtPlacesThatAreNone) {
  const auto map = map_of({1, 1, 1, 1, 1, 1});
  const std::vector<Point> odd{{69.99, 41.5}, {73.01, 41.5}, {71, 42.01}, {71, 39.99}, {1e300, -1e300}, {std::nan(""), 41}};
  for (const auto& sample : sample_floods(FloodStack({depth_map(100, map)}), odd)) EXPECT_EQ(sample.status, FloodStatus::not_modelled);
}

TEST(FloodStack, ReadsMapsInOtherReferenceSystems) {
  Grid<float> utm(GridFrame{.rows = 10, .columns = 10, .west = 500000, .north = 4600000, .cell_width = 100, .cell_height = 100, .crs = Crs::from_text("EPSG:32643")}, 0.0F);
  utm[Cell{3, 4}] = 2.5F;
  const Transform back(utm.frame().crs, Crs::wgs84());
  const std::vector<Point> points{back(utm.frame().centre({3, 4})), back(utm.frame().centre({3, 5}))};
  const auto samples = sample_floods(FloodStack({depth_map(100, utm)}), points);
  EXPECT_EQ(*samples[0].depths[0].depth_m, 2.5);
  EXPECT_EQ(*samples[1].depths[0].depth_m, 0);
}

TEST(FloodStack, TakesTheDeepestCellCentreWithinARadius) {
  const GridFrame frame{.rows = 41, .columns = 41, .west = 74, .north = 43, .cell_width = 0.001, .cell_height = 0.001, .crs = Crs::wgs84()};
  Grid<float> map(frame, 0.0F);
  for (std::ptrdiff_t i = 0; i < map.size(); ++i) map[i] = static_cast<float>((i * 7919) % 1000) / 100;
  const Point here = frame.centre({20, 20});
  for (const double radius : {0.0, 150.0, 400.0, 900.0}) {
    double deepest = static_cast<double>(map[Cell{20, 20}]);
    for (std::ptrdiff_t i = 0; i < map.size(); ++i) {
      if (near_distance_m(here, frame.centre(frame.cell(i))) <= radius) deepest = std::max(deepest, static_cast<double>(map[i]));
    }
    const auto sample = sample_floods(FloodStack({depth_map(100, map)}), std::vector<Point>{here}, {.radius_m = radius})[0];
    EXPECT_EQ(*sample.depths[0].depth_m, deepest) << radius;
  }
}

TEST(FloodDepth, IsStraightInTheGumbelVariate) {
  const auto sample = make_flood_sample({{10, 0.0}, {100, 1.0}, {500, 2.0}});
  const double middle = return_period_of_variate((gumbel_variate(10) + gumbel_variate(100)) / 2);
  EXPECT_NEAR(*flood_depth_m(sample, middle).value, 0.5, 1e-12);
  EXPECT_EQ(flood_depth_m(sample, middle).origin, Origin::computed);
  EXPECT_EQ(flood_depth_m(sample, 100).origin, Origin::given);
  const auto rare = flood_depth_m(sample, 1000);
  EXPECT_EQ(rare.origin, Origin::extrapolated);
  EXPECT_NEAR(*rare.value, 2 + (gumbel_variate(1000) - gumbel_variate(500)) / (gumbel_variate(500) - gumbel_variate(100)), 1e-9);
  EXPECT_EQ(*flood_depth_m(sample, 2).value, 0);
  double before = 0;
  for (double t = 1.5; t < 3000; t *= 1.3) {
    const double now = *flood_depth_m(sample, t).value;
    EXPECT_GE(now, before);
    before = now;
  }
}

TEST(FloodDepth, OfAPlaceDryInTheRarestFloodIsUnknownBeyondIt) {
  const auto dry = make_flood_sample({{10, 0.0}, {100, 0.0}});
  EXPECT_EQ(*flood_depth_m(dry, 50).value, 0);
  EXPECT_FALSE(flood_depth_m(dry, 500).value);
  const auto one = make_flood_sample({{100, 1.0}});
  EXPECT_EQ(*flood_depth_m(one, 100).value, 1);
  EXPECT_FALSE(flood_depth_m(one, 10).value);
  EXPECT_FALSE(flood_depth_m(one, 500).value);
}

TEST(FloodOnset, IsWhereTheDepthPassesTheThreshold) {
  const auto sample = make_flood_sample({{10, 0.0}, {100, 1.0}, {500, 2.0}});
  for (const double threshold : {0.1, 0.9, 1.0, 1.7}) {
    const auto onset = flood_onset(sample, threshold);
    EXPECT_NEAR(*flood_depth_m(sample, *onset.return_period_y).value, threshold, 1e-9);
  }
  EXPECT_EQ(*flood_onset(sample, 2.0).at_least, 500);
  EXPECT_EQ(*flood_onset(make_flood_sample({{10, 0.5}, {100, 1.0}})).at_most, 10);
  const auto none = flood_onset(make_flood_sample({{10, std::nullopt}}));
  EXPECT_FALSE(none.return_period_y || none.at_least || none.at_most);
}

TEST(ReturnPeriods, ThatAreNoneAreNamed) {
  EXPECT_EQ(return_period_problem(100), "");
  for (const double bad : {1.0, 0.5, 0.0, -10.0, std::nan(""), std::numeric_limits<double>::infinity()}) EXPECT_NE(return_period_problem(bad), "");
}

}  // namespace
}  // namespace tmfgeo
