// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/facility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/made_table.h"

namespace tmfgeo {
namespace {

using test::sheet;
using testing::SizeIs;

std::vector<std::string> codes(const FacilityInventory& inventory) {
  std::vector<std::string> found;
  for (const Issue& issue : inventory.issues) found.push_back(issue.code);
  return found;
}

TEST(ReadDamColumns, TakesWhatEarthquakesAndFloodsAskOfADam) {
  const auto read = read_facilities(sheet(
      {"id", "lon", "lat", "downstream_slope_deg", "friction_deg", "ky_g", "freeboard_m", "pond_area_m2", "pond_catchment_m2", "saturated",
       "consequence_class", "vs30", "toe_slope"},
      {{"a", "74", "42", "18.4", "33", "0.12", "1.5", "90000", "0", "yes", "Very high", "360", "0.01"},
       {"b", "74", "42", "", "", "", "", "", "", "", "unknown", "", ""}}));
  ASSERT_THAT(read.facilities, SizeIs(2));
  const Facility& a = read.facilities[0];
  EXPECT_EQ(a.downstream_slope_deg, 18.4);
  EXPECT_EQ(a.friction_deg, 33);
  EXPECT_EQ(a.yield_acceleration_g, 0.12);
  EXPECT_EQ(a.freeboard_m, 1.5);
  EXPECT_EQ(a.pond_area_m2, 90000);
  EXPECT_EQ(a.pond_catchment_m2, 0);
  EXPECT_EQ(a.saturated, true);
  EXPECT_EQ(a.consequence_class, "Very high") << "the guideline knows how it spells its classes";
  EXPECT_EQ(a.vs30_m_s, 360);
  EXPECT_EQ(a.toe_slope, 0.01);
  const Facility& b = read.facilities[1];
  EXPECT_FALSE(b.downstream_slope_deg || b.friction_deg || b.yield_acceleration_g || b.freeboard_m || b.pond_area_m2 ||
               b.pond_catchment_m2 || b.saturated || b.consequence_class || b.vs30_m_s || b.toe_slope);
}

TEST(ReadDamColumns, TakesWhatWavesAndStormsAskOfAPond) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "wind_m_s", "разгон_волны_м", "pond_face_slope", "pond_runoff_fraction", "pond_diversion_m3"},
                                          {{"a", "74", "42", "24,5", "350", "0.4", "0.6", "20000"}, {"b", "74", "42", "150", "0", "-1", "60", "-5"}}));
  ASSERT_THAT(read.facilities, SizeIs(2));
  const Facility& a = read.facilities[0];
  EXPECT_EQ(a.wind_m_s, 24.5);
  EXPECT_EQ(a.pond_fetch_m, 350);
  EXPECT_EQ(a.pond_face_slope, 0.4);
  EXPECT_EQ(a.pond_runoff_fraction, 0.6);
  EXPECT_EQ(a.pond_diversion_m3, 20000);
  const Facility& b = read.facilities[1];
  EXPECT_FALSE(b.wind_m_s || b.pond_fetch_m || b.pond_face_slope || b.pond_runoff_fraction || b.pond_diversion_m3);
  const auto found = codes(read);
  EXPECT_EQ(std::count(found.begin(), found.end(), "value_out_of_range"), 5);
}

TEST(ReadDamColumns, TakesWaterAtTheCrestAndStillAir) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "freeboard_m", "wind_m_s"}, {{"a", "74", "42", "0", "0"}}));
  EXPECT_EQ(read.facilities.at(0).freeboard_m, 0.0);
  EXPECT_EQ(read.facilities.at(0).wind_m_s, 0.0);
  EXPECT_THAT(codes(read), testing::Not(testing::Contains("value_out_of_range")));
}

TEST(ReadDamColumns, LeavesImpossibleValuesOfADamEmpty) {
  for (const auto& [column, value, code] : {std::tuple{"downstream_slope_deg", "95", "value_out_of_range"}, {"friction_deg", "0", "value_out_of_range"},
                                            {"yield_acceleration_g", "12", "value_out_of_range"}, {"freeboard_m", "-1", "value_out_of_range"},
                                            {"vs30_m_s", "0", "value_out_of_range"}, {"toe_slope", "steep", "value_unreadable"},
                                            {"saturated", "partly", "value_unreadable"}}) {
    const auto read = read_facilities(sheet({"id", "lon", "lat", column}, {{"a", "74", "42", value}}));
    EXPECT_THAT(codes(read), testing::Contains(code)) << column;
    const Facility& f = read.facilities.at(0);
    EXPECT_FALSE(f.downstream_slope_deg || f.friction_deg || f.yield_acceleration_g || f.freeboard_m || f.vs30_m_s || f.toe_slope || f.saturated) << column;
  }
}

}  // namespace
}  // namespace tmfgeo
