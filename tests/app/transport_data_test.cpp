// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_data.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using test::sheet;

/// The field and message of the only issue; "none" or a count otherwise.
std::string only(const Issues& issues, const char* code) {
  if (issues.size() != 1) return issues.empty() ? "none" : std::to_string(issues.size()) + " issues";
  EXPECT_EQ(issues[0].code, code);
  return issues[0].field + ": " + issues[0].message;
}

TEST(ReadReceptors, TakesKindsNamesAndAreas) {
  Issues issues;
  const auto points = read_receptors(sheet({"id", "name", "name_ru", "kind", "lon", "lat", "country", "area_km2"},
                                           {{"w1", "Водозабор", "Водозабор", "intake", "21,5", "48.2", "HU", "1 200"}, {"p2", "", "", "", "21.6", "48.3", "", ""}}),
                                     issues);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].kind, ReceptorKind::intake);
  EXPECT_EQ(points[0].point, (Point{21.5, 48.2}));
  EXPECT_EQ(points[0].area_km2, 1200);
  EXPECT_EQ(points[1].kind, ReceptorKind::place);
  EXPECT_EQ(points[1].name, "p2") << "the id stands in for a name";
  EXPECT_FALSE(points[1].area_km2);
}

TEST(ReadReceptors, LeavesOutAndTellsWhatCannotBe) {
  for (const auto& [row, word] : {std::pair<std::vector<std::string>, std::string>{{"a", "border", "21", "48", ""}, "intake, town"},
                                  {{"", "place", "21", "48", ""}, "empty"},
                                  {{"a", "place", "", "48", ""}, "lon"},
                                  {{"a", "place", "21", "95", ""}, "latitude"},
                                  {{"a", "place", "21", "48", "-5"}, "area_km2"},
                                  {{"a", "place", "21", "48", "about 5"}, "area_km2"}}) {
    Issues issues;
    EXPECT_TRUE(read_receptors(sheet({"id", "kind", "lon", "lat", "area_km2"}, {row}), issues).empty());
    EXPECT_NE(only(issues, "receptor_unusable").find(word), std::string::npos) << only(issues, "receptor_unusable");
  }
}

TEST(ReadReceptors, KeepsTheFirstOfTwoWithOneId) {
  Issues issues;
  EXPECT_EQ(read_receptors(sheet({"id", "lon", "lat"}, {{"a", "21", "48"}, {"a", "22", "48"}}), issues).size(), 1U);
  EXPECT_NE(only(issues, "receptor_unusable").find("twice"), std::string::npos);
}

TEST(ReadReceptors, RefusesAFileWithoutIdsOrPlaces) {
  Issues issues;
  EXPECT_THROW(read_receptors(sheet({"ident", "lon", "lat"}, {{"a", "21", "48"}}), issues), Error);
  EXPECT_THROW(read_receptors(sheet({"id", "name"}, {{"a", "b"}}), issues), Error);
}

TEST(ReadGauges, NeedsAreaAndMeanAndRisingDischarges) {
  const std::vector<std::string> columns{"id", "lon", "lat", "area_km2", "q_low", "q_mean", "q_high", "source"};
  Issues none;
  const auto gauges = read_gauges(sheet(columns, {{"g", "21", "48", "500", "", "4.5", "9", "yearbook"}}), none);
  ASSERT_EQ(gauges.size(), 1U);
  EXPECT_TRUE(std::isnan(gauges[0].discharge_m3_s[0]));
  EXPECT_EQ(gauges[0].discharge_m3_s[1], 4.5);
  EXPECT_EQ(gauges[0].at.kind, ReceptorKind::gauge);
  for (const auto& [row, word] : {std::pair<std::vector<std::string>, std::string>{{"g", "21", "48", "", "1", "2", "3", ""}, "area_km2"},
                                  {{"g", "21", "48", "500", "1", "", "3", ""}, "q_mean"},
                                  {{"g", "21", "48", "500", "3", "2", "1", ""}, "rise"},
                                  {{"g", "21", "48", "500", "1", "0", "3", ""}, "q_mean"},
                                  {{"g", "21", "48", "500", "1", "4,5 m3/s", "9", ""}, "q_mean"}}) {
    Issues issues;
    EXPECT_TRUE(read_gauges(sheet(columns, {row}), issues).empty());
    EXPECT_NE(only(issues, "gauge_unusable").find(word), std::string::npos) << only(issues, "gauge_unusable");
  }
}

TEST(ReadLakes, TakesEndsOrOutlines) {
  Issues issues;
  const auto ends = read_lakes(sheet({"id", "volume_m3", "reservoir", "lon", "lat", "outlet_lon", "outlet_lat"}, {{"l", "2e9", "yes", "21", "48", "21.5", "47.9"}}), issues);
  ASSERT_EQ(ends.size(), 1U);
  EXPECT_TRUE(ends[0].reservoir);
  EXPECT_EQ(ends[0].outlet, (Point{21.5, 47.9}));
  const auto outlined = read_lakes(test::layer(GeometryKind::polygon, {"id", "volume_m3"}, {{"l", "1000000"}}, {test::rectangle(21, 47, 22, 48)}), issues);
  ASSERT_EQ(outlined.size(), 1U);
  EXPECT_FALSE(outlined[0].outlet);
  EXPECT_FALSE(outlined[0].outline.points.empty());
  EXPECT_TRUE(issues.empty());
}

TEST(ReadLakes, LeavesOutALakeWithoutVolumeOrOutlet) {
  const std::vector<std::string> columns{"id", "volume_m3", "reservoir", "lon", "lat", "outlet_lon", "outlet_lat"};
  for (const auto& [row, word] : {std::pair<std::vector<std::string>, std::string>{{"l", "", "", "21", "48", "21.5", "47.9"}, "volume_m3"},
                                  {{"l", "-3", "", "21", "48", "21.5", "47.9"}, "volume_m3"},
                                  {{"l", "1e6", "", "21", "48", "", ""}, "outlet_lon"},
                                  {{"l", "1e6", "perhaps", "21", "48", "21.5", "47.9"}, "yes or no"}}) {
    Issues issues;
    EXPECT_TRUE(read_lakes(sheet(columns, {row}), issues).empty());
    EXPECT_NE(only(issues, "lake_unusable").find(word), std::string::npos) << only(issues, "lake_unusable");
  }
}

}  // namespace
}  // namespace tmfgeo
