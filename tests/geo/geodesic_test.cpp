// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/geodesic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tmfgeo {
namespace {

// GeographicLib publishes the area of the WGS 84 ellipsoid: 510 065 621 724 088.44 m².
constexpr double kEarthArea_m2 = 510065621724088.44;
// Meridian from the equator to a pole on WGS 84, published in many tables.
constexpr double kQuarterMeridian_m = 10001965.729;

TEST(GeodesicDistance, AgreesWithTheExamplesOfGeographicLib) {
  EXPECT_NEAR(geodesic_distance_m({-73.8, 40.6}, {-0.5, 51.6}), 5551759.400, 1e-3);  // JFK to LHR
  EXPECT_NEAR(geodesic_distance_m({-118.2884237, 34.095925}, {24.7341649, 59.4323439}), 9094718.72751138, 1e-6);
  EXPECT_NEAR(geodesic_distance_m({0, 0}, {0, 90}), kQuarterMeridian_m, 1e-3);
}

TEST(GeodesicDistance, OfOneDegreeIsThePublishedLength) {
  EXPECT_NEAR(geodesic_distance_m({0, 0}, {1, 0}), 111319.491, 1e-3);
  EXPECT_NEAR(geodesic_distance_m({0, 0}, {0, 1}), 110574.389, 1e-3);
}

TEST(GeodesicDistance, IsZeroOnTheSpotAndTheSameBackwards) {
  EXPECT_EQ(geodesic_distance_m({74, 42}, {74, 42}), 0);
  EXPECT_EQ(geodesic_distance_m({74, 42}, {75, 43}), geodesic_distance_m({75, 43}, {74, 42}));
  EXPECT_NEAR(geodesic_distance_m({179.9, 10}, {-179.9, 10}), geodesic_distance_m({0, 10}, {0.2, 10}), 1e-6);
}

TEST(GeodesicDistance, OfNoNumberIsNone) {
  EXPECT_TRUE(std::isnan(geodesic_distance_m({NAN, 0}, {0, 0})));
  EXPECT_TRUE(std::isnan(geodesic_distance_m({0, 0}, {0, NAN})));
  EXPECT_TRUE(std::isnan(geodesic_distance_m({0, 91}, {0, 0})));
}

TEST(GeodesicLength, IsTheSumOfItsSegments) {
  const Polyline line{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
  EXPECT_NEAR(geodesic_length_m(line), 443770.91724830196, 1e-6);  // published by GeographicLib for Rust
  const auto distance_m = cumulative_length_m(line);
  ASSERT_EQ(distance_m.size(), line.size());
  EXPECT_EQ(distance_m.front(), 0);
  EXPECT_EQ(distance_m.back(), geodesic_length_m(line));
  for (std::size_t i = 1; i < line.size(); ++i) {
    EXPECT_NEAR(distance_m[i] - distance_m[i - 1], geodesic_distance_m(line[i - 1], line[i]), 1e-9);
  }
}

TEST(GeodesicLength, OfLessThanASegmentIsZero) {
  EXPECT_EQ(geodesic_length_m(Polyline{}), 0);
  EXPECT_EQ(geodesic_length_m(Polyline{{5, 5}}), 0);
  EXPECT_TRUE(cumulative_length_m(Polyline{}).empty());
}

TEST(GeodesicArea, OfAnOctantIsAnEighthOfTheEarth) {
  EXPECT_NEAR(geodesic_area_m2(Polyline{{0, 0}, {90, 0}, {0, 90}}), kEarthArea_m2 / 8, 1);
}

TEST(GeodesicArea, DoesNotMindDirectionOrClosing) {
  const double published_m2 = 12308778361.469452;  // one degree square at the equator, GeographicLib for Rust
  EXPECT_NEAR(geodesic_area_m2(Polyline{{0, 0}, {1, 0}, {1, 1}, {0, 1}}), published_m2, 1e-3);
  EXPECT_NEAR(geodesic_area_m2(Polyline{{0, 1}, {1, 1}, {1, 0}, {0, 0}}), published_m2, 1e-3);
  EXPECT_NEAR(geodesic_area_m2(Polyline{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}), published_m2, 1e-3);
  EXPECT_EQ(geodesic_area_m2(Polyline{}), 0);
  EXPECT_NEAR(geodesic_area_m2(Polyline{{0, 0}, {1, 1}}), 0, 1e-6);
}

TEST(LocalScale, IsTheLengthOfADegree) {
  // Published lengths of a degree on WGS 84, km.
  struct Row { double latitude, parallel_km, meridian_km; };
  for (const Row& r : {Row{0, 111.320, 110.574}, Row{15, 107.551, 110.649}, Row{30, 96.486, 110.852}, Row{45, 78.847, 111.132},
                       Row{60, 55.800, 111.412}, Row{75, 28.902, 111.618}, Row{90, 0, 111.694}}) {
    EXPECT_NEAR(local_scale(r.latitude).x_m / 1e3, r.parallel_km, 6e-4) << r.latitude;
    EXPECT_NEAR(local_scale(r.latitude).y_m / 1e3, r.meridian_km, 6e-4) << r.latitude;
  }
}

TEST(NearDistance, IsGoodToOneInTenThousandWithinTenKilometres) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    std::uniform_real_distribution<double> step(-1, 1);
    for (int i = 0; i < 1000; ++i) {
      const Point a{180 * step(dice), 75 * step(dice)};
      const LocalScale scale = local_scale(a.y);
      const Point b{a.x + 7000 / scale.x_m * step(dice), a.y + 7000 / scale.y_m * step(dice)};
      const double exact_m = geodesic_distance_m(a, b);
      EXPECT_NEAR(near_distance_m(a, b), exact_m, 1e-4 * exact_m) << a.x << " " << a.y << " to " << b.x << " " << b.y;
    }
  }
}

}  // namespace
}  // namespace tmfgeo
