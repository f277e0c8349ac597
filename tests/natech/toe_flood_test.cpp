// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/toe_flood.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tmfgeo {
namespace {

FloodSample sample(std::optional<double> at_100, std::optional<double> at_500) {
  return make_flood_sample({{100, at_100}, {500, at_500}});
}

TEST(UniformVelocity, IsMannings) {
  EXPECT_NEAR(uniform_velocity_m_s(8, 0.01, 0.05), 4 * 0.1 / 0.05, 1e-12);
  EXPECT_EQ(uniform_velocity_m_s(0, 0.01, 0.05), 0);
}

TEST(ToeFlood, ErodesBeyondVelocityOrFlow) {
  const ToePlace place{.channel_slope = 0.002, .roughness_n = 0.05, .erosion_velocity_m_s = 1.5};
  const auto shallow = toe_flood(sample(0.5, 3.0), 100, place);
  EXPECT_EQ(shallow.erodes, false);
  EXPECT_EQ(shallow.velocity_m_s.origin, Origin::computed);
  const auto deep = toe_flood(sample(0.5, 3.0), 500, place);
  EXPECT_EQ(deep.erodes, true);
  EXPECT_NEAR(*deep.flow_m2_s.value, 3 * *deep.velocity_m_s.value, 1e-12);
}

TEST(ToeFlood, KeepsUnknownApartFromDry) {
  const ToePlace place{.channel_slope = 0.002, .roughness_n = {}, .erosion_velocity_m_s = {}};
  const auto dry = toe_flood(sample(0.0, 0.05), 500, place);
  EXPECT_EQ(dry.erodes, false);
  const auto unmapped = toe_flood(sample({}, {}), 500, place);
  EXPECT_FALSE(unmapped.erodes.has_value());
  EXPECT_FALSE(unmapped.depth_m.value);
  const auto no_slope = toe_flood(sample(1.0, 2.0), 500, {});
  EXPECT_FALSE(no_slope.erodes.has_value());
  EXPECT_EQ(*no_slope.depth_m.value, 2);
  EXPECT_EQ(toe_flood(sample(1.0, 2.0), 500, place).velocity_m_s.origin, Origin::by_default);
}

TEST(ErosionDepth, IsWhereErosionBegins) {
  for (const double slope : {0.001, 0.01, 0.05}) {
    const double depth = erosion_depth_m(slope, 0.05, 1.5, 1.0);
    const double v = uniform_velocity_m_s(depth, slope, 0.05);
    EXPECT_NEAR(std::max(v / 1.5, v * depth / 1.0), 1, 1e-12) << slope;
  }
}

}  // namespace
}  // namespace tmfgeo
