// SPDX-License-Identifier: Apache-2.0
// Ground-motion models beyond the data behind them: what they answer there, and how it is told.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/ground_motion.h"

namespace tmfgeo {
namespace {

double ln_median(const GroundMotionModel& model, const IntensityMeasure& measure, double magnitude, double rake_deg, double depth_km, double epicentral_km) {
  const double along_km = std::hypot(epicentral_km, depth_km);
  const RuptureDistances distances{.rjb_km = epicentral_km, .rrup_km = along_km, .rx_km = epicentral_km, .repi_km = epicentral_km, .rhyp_km = along_km};
  const EarthquakeTraits quake{.magnitude = magnitude, .rake_deg = rake_deg, .dip_deg = 60, .top_depth_km = depth_km, .hypocentre_depth_km = depth_km, .width_km = 10};
  const SiteSoil soil{.vs30_m_s = 600, .slope = 0.05};
  GroundMotion motion;
  model_ground_motion(model, measure, quake, {}, {&distances, 1}, {&soil, 1}, {&motion, 1});
  return motion.ln_median;
}

// A term of depth that goes on without an end made an earthquake 130 km down shake thirty times as hard as one at 10 km.
TEST(GroundMotionModels, DoNotShakeHarderTheDeeperBeyondTheirDepths) {
  for (const GroundMotionModel& model : ground_motion_models()) {
    const double from_km = std::max(20.0, model.depth_km.high);
    for (const IntensityMeasure& measure : model.measures()) {
      for (const double magnitude : {5.0, 6.5, 7.4}) {
        for (const double rake_deg : {0.0, 90.0, -90.0}) {
          for (const double epicentral_km : {0.0, 20.0, 100.0}) {
            double last = ln_median(model, measure, magnitude, rake_deg, from_km, epicentral_km);
            for (double depth_km = from_km + 1; depth_km < from_km + 180; depth_km += 20) {
              const double found = ln_median(model, measure, magnitude, rake_deg, depth_km, epicentral_km);
              ASSERT_LE(found, last + 1e-12) << model.name << " " << to_text(measure) << " M" << magnitude << " " << depth_km << " km down, " << epicentral_km << " km away";
              last = found;
            }
          }
        }
      }
    }
  }
}

TEST(SeenRange, TakesNothingFromOneThatSawNothing) {
  SeenRange all;
  all.add(3);
  all.add(SeenRange{});
  EXPECT_EQ(all.low, 3);
  EXPECT_EQ(all.high, 3);
  SeenRange none;
  none.add(SeenRange{});
  none.add(std::nan(""));
  EXPECT_GT(none.low, none.high);
}

// Blocks of sites are merged: a slope that nobody knows once became one of minus infinity.
TEST(OutsideRange, SaysNothingOfASlopeThatIsNotKnownAnywhere) {
  SiteExtent all;
  SiteExtent block;
  block.add({.rjb_km = 600, .rrup_km = 600, .rx_km = 0, .repi_km = 600, .rhyp_km = 600}, SiteSoil{.vs30_m_s = 600});
  all.add(block);
  const auto flags = outside_range(*find_ground_motion_model("kotha20_slope"), {.magnitude = 6, .hypocentre_depth_km = 10}, all);
  ASSERT_EQ(flags.size(), 1U);
  EXPECT_EQ(flags.front().quantity, "distance_km");
}

TEST(RangeFlag, IsNotRoundedIntoItsRange) {
  EXPECT_EQ(to_text({"cy14", "vs30_m_s", 179.999, {180, 1500}}), "cy14: vs30_m_s 179.999 is outside 180 to 1500");
  EXPECT_EQ(to_text({"cy14", "vs30_m_s", 1500.0004, {180, 1500}}), "cy14: vs30_m_s 1500.0004 is outside 180 to 1500");
  EXPECT_EQ(to_text({"cy14", "vs30_m_s", 151.23456, {180, 1500}}), "cy14: vs30_m_s 151.23 is outside 180 to 1500");
}

}  // namespace
}  // namespace tmfgeo
