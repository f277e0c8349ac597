// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

Geometry square(double west, double south, double east, double north) {
  return polygon_geometry({{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}});
}

FeatureTable land_of(std::vector<Geometry> polygons) {
  FeatureTable land;
  land.kind = GeometryKind::polygon;
  land.crs = Crs::wgs84();
  land.geometry = std::move(polygons);
  return land;
}

constexpr Box kArea{-1, -1, 3, 2};
constexpr double kSeaDistance_m = 10000;

TEST(SeaFinder, KnowsNothingWithoutLand) {
  EXPECT_FALSE(SeaFinder().knows());
  EXPECT_FALSE(SeaFinder().reaches_sea({0, 0}));
}

TEST(SeaFinder, FindsTheSeaOffLandAndBesideTheCoast) {
  const SeaFinder sea(land_of({square(0, 0, 2, 1)}), kArea, kSeaDistance_m);
  EXPECT_TRUE(sea.reaches_sea({2.5, 0.5}));    // off land
  EXPECT_TRUE(sea.reaches_sea({1.95, 0.5}));   // 5.6 km from the coast
  EXPECT_FALSE(sea.reaches_sea({1.5, 0.5}));   // 55 km inland
  EXPECT_TRUE(sea.at_sea({2.5, 0.5}));
  EXPECT_FALSE(sea.at_sea({2.001, 0.5}));      // within a coastline's usual error
}

TEST(SeaFinder, TakesNoEdgeBetweenTilesForACoast) {
  const SeaFinder sea(land_of({square(0, 0, 1, 1), square(1, 0, 2, 1)}), kArea, kSeaDistance_m);
  EXPECT_FALSE(sea.reaches_sea({1.01, 0.5}));
  EXPECT_TRUE(sea.reaches_sea({1.99, 0.5}));
}

TEST(SeaFinder, TakesNoLakeForTheSea) {
  Geometry land = polygon_geometry({{{0, 0}, {2, 0}, {2, 1}, {0, 1}, {0, 0}}, {{0.9, 0.4}, {0.9, 0.6}, {1.1, 0.6}, {1.1, 0.4}, {0.9, 0.4}}});
  const SeaFinder sea(land_of({land}), kArea, kSeaDistance_m);
  EXPECT_FALSE(sea.reaches_sea({1.0, 0.5}));
  EXPECT_FALSE(sea.reaches_sea({0.89, 0.5}));
}

}  // namespace
}  // namespace tmfgeo
