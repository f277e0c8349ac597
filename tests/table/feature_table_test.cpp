// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/table/feature_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/made_table.h"

namespace tmfgeo {
namespace {

using test::sheet;

TEST(FeatureTable, FindsColumnsWhateverTheCase) {
  const FeatureTable table = sheet({"Id", "ОБЪЁМ", "объем"}, {{"1", "2", "3"}});
  EXPECT_EQ(table.find("ID"), 0U);
  EXPECT_EQ(table.find("объем"), 1U) << "the first of two that read alike";
  EXPECT_EQ(table.find("i"), std::nullopt);
}

TEST(FeatureTable, CountsItsRows) {
  EXPECT_EQ(FeatureTable().rows(), 0U);
  EXPECT_EQ(sheet({"a"}, {{"1"}, {""}}).rows(), 2U);
  FeatureTable numbers_only;
  numbers_only.record_number = {1, 2, 3};
  EXPECT_EQ(numbers_only.rows(), 3U);
  EXPECT_EQ(test::layer(GeometryKind::point, {}, {}, {point_geometry({0, 0})}).rows(), 1U);
}

TEST(FeatureTable, NamesItsRecords) {
  EXPECT_EQ(sheet({"a"}, {{"1"}, {"2"}}).record(1), "line 3");
  EXPECT_EQ(test::layer(GeometryKind::point, {"a"}, {{"1"}}, {point_geometry({0, 0})}).record(0), "feature 2");
}

FeatureTable typed() {
  FeatureTable table;
  table.columns = {std::vector<std::optional<std::string>>{"12,5", std::nullopt}, std::vector<std::optional<std::int64_t>>{-7, std::nullopt},
                   std::vector<std::optional<double>>{0.1, NAN}, std::vector<std::optional<bool>>{true, false}};
  for (const FieldType type : {FieldType::text, FieldType::integer, FieldType::real, FieldType::boolean}) {
    table.fields.push_back({"c" + std::to_string(table.fields.size()), type, "", "", ""});
  }
  return table;
}

TEST(FeatureTable, GivesEveryColumnAsText) {
  const FeatureTable table = typed();
  EXPECT_EQ(table.text(0, 0), "12,5");
  EXPECT_EQ(table.text(1, 0), "-7");
  EXPECT_EQ(table.text(2, 0), "0.1");
  EXPECT_EQ(table.text(3, 0), "true");
  EXPECT_EQ(table.text(3, 1), "false");
  EXPECT_EQ(table.text(0, 1), std::nullopt);
  EXPECT_EQ(table.text(1, 1), std::nullopt);
}

TEST(FeatureTable, GivesNumbersWhereThereIsOne) {
  const FeatureTable table = typed();
  EXPECT_EQ(table.number(0, 0), 12.5);
  EXPECT_EQ(table.number(1, 0), -7);
  EXPECT_EQ(table.number(2, 0), 0.1);
  EXPECT_EQ(table.number(3, 0), std::nullopt);
  EXPECT_EQ(table.number(0, 1), std::nullopt);
  EXPECT_EQ(table.number(2, 1), std::nullopt) << "no number is a missing one";
  EXPECT_EQ(sheet({"a"}, {{"~100"}}).number(0, 0), std::nullopt);
}

TEST(EmptyColumn, HasTheTypeAndRowsAskedFor) {
  EXPECT_EQ(std::get<0>(empty_column(FieldType::text, 2)).size(), 2U);
  EXPECT_EQ(std::get<1>(empty_column(FieldType::integer)).size(), 0U);
  EXPECT_FALSE(std::get<2>(empty_column(FieldType::real, 1)).front());
  EXPECT_FALSE(std::get<3>(empty_column(FieldType::boolean, 1)).front());
}

TEST(TransformTable, MovesEveryPointAndSaysSo) {
  FeatureTable table;
  table.kind = GeometryKind::line;
  table.crs = Crs::from_text("EPSG:32632");
  for (int i = 0; i < 10000; ++i) table.geometry.push_back(line_geometry({{691875.632, 6098907.825}, {500000, 0}}));
  table.geometry.push_back({});
  transform(table, Crs::wgs84());
  EXPECT_TRUE(table.crs.same_as(Crs::wgs84()));
  for (const Geometry& g : table.geometry) {
    if (g.points.empty()) continue;
    ASSERT_NEAR(g.points[0].x, 12, 1e-7);
    ASSERT_NEAR(g.points[0].y, 55, 1e-7);
    ASSERT_NEAR(g.points[1].x, 9, 1e-7);
  }
}

TEST(TransformTable, LeavesNoNumberWhereAPointCannotBeMoved) {
  FeatureTable table = test::layer(GeometryKind::point, {}, {}, {point_geometry({10, 95}), point_geometry({0, 0})});
  transform(table, Crs::from_text("EPSG:3857"));
  EXPECT_TRUE(std::isnan(table.geometry[0].points[0].x));
  EXPECT_NEAR(table.geometry[1].points[0].x, 0, 1e-6);
}

TEST(TransformTable, ToItsOwnCrsChangesNothing) {
  FeatureTable table = test::layer(GeometryKind::point, {}, {}, {point_geometry({1.5, 2.5})});
  transform(table, Crs::from_text("OGC:CRS84"));
  EXPECT_EQ(table.geometry[0].points[0], (Point{1.5, 2.5}));
}

using FeatureTableDeathTest = testing::Test;
TEST_F(FeatureTableDeathTest, NeedsACrsToMoveAndARecordToName) {
  FeatureTable table;
  EXPECT_DEATH(transform(table, Crs::wgs84()), "known");
  EXPECT_DEATH(table.record(0), "record_number");
}

}  // namespace
}  // namespace tmfgeo
