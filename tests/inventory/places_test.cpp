// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using test::sheet;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ReadPlaces, TakesNamePointAndPopulation) {
  const Places read = read_places(sheet({"Name", "lon", "lat", "POPULATION"}, {{"Бишкек", "74.59", "42.87", "1 074 075"}}), "name", "population", {});
  ASSERT_THAT(read.places, SizeIs(1));
  EXPECT_THAT(read.issues, IsEmpty());
  EXPECT_EQ(read.places[0].name, "Бишкек");
  EXPECT_EQ(read.places[0].location, (Point{74.59, 42.87}));
  EXPECT_EQ(read.places[0].population, 1074075);
}

TEST(ReadPlaces, KeepsOnlyTheArea) {
  const auto table = sheet({"name", "lon", "lat", "pop"}, {{"in", "1", "1", "5"}, {"out", "9", "1", "~5"}, {"edge", "2", "2", "0"}});
  const Places read = read_places(table, "name", "pop", {0, 0, 2, 2});
  ASSERT_THAT(read.places, SizeIs(2));
  EXPECT_EQ(read.places[1].name, "edge");
  EXPECT_EQ(read.places[1].population, 0) << "nobody lives there is an answer";
  EXPECT_THAT(read.issues, IsEmpty()) << "what is elsewhere is silent";
  EXPECT_THAT(read_places(table, "name", "pop", {}).places, SizeIs(3));
}

TEST(ReadPlaces, SaysWhatCannotBeUsed) {
  const Places read = read_places(sheet({"name", "lon", "lat", "pop"}, {{"nowhere", "", "1", "5"},
                                                                        {"negative", "1", "1", "-3"},
                                                                        {"about", "1", "1", "~5"},
                                                                        {"silent", "1", "1", ""},
                                                                        {"", "1", "1", "7"}}),
                                  "name", "pop", {});
  ASSERT_THAT(read.places, SizeIs(4));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(read.places[i].population) << "unknown is never zero";
  EXPECT_EQ(read.places[3].population, 7);
  EXPECT_EQ(read.without_location.at(""), 1U) << "the others are there, with or without people";
  ASSERT_THAT(read.issues, SizeIs(3));
  for (const Issue& issue : read.issues) EXPECT_EQ(issue.code, "place_unusable");
  EXPECT_EQ(read.issues[0].subject, "nowhere");
  EXPECT_EQ(read.issues[0].record, "line 2");
  EXPECT_THAT(read.issues[1].message, HasSubstr("-3 is negative"));
  EXPECT_THAT(read.issues[2].message, HasSubstr("~5"));
}

TEST(ReadPlaces, CountsRecordsWithoutALocationByTheCountryTheyState) {
  const Places read = read_places(sheet({"name", "name_ru", "country", "lon", "lat", "pop"},
                                        {{"a", "А", "XA", "1", "1", "5"}, {"b", "Б", "XB", "abc", "1", "5"}, {"c", "", " XB ", "", "", "5"}, {"d", "", "", "", "", "5"}}),
                                  "name", "pop", {});
  EXPECT_EQ(read.without_location, (std::map<std::string, std::size_t>{{"", 1}, {"XB", 2}}));
  ASSERT_THAT(read.places, SizeIs(1));
  EXPECT_EQ(read.places[0].name_ru, "А");
}

TEST(ReadPlaces, ReadsPointsInAnyCrs) {
  FeatureTable table = test::layer(GeometryKind::point, {"name", "pop"}, {{"a", "5"}}, {point_geometry({691875.632, 6098907.825})});
  table.crs = Crs::from_text("EPSG:32632");
  const Places read = read_places(table, "name", "pop", {11, 54, 13, 56});
  ASSERT_THAT(read.places, SizeIs(1));
  EXPECT_NEAR(read.places[0].location.x, 12, 1e-7);
}

TEST(ReadPlaces, RefusesMissingColumnsWithTheNearest) {
  const auto refusal = [](const FeatureTable& table) -> std::string {
    try {
      read_places(table, "name", "population", {});
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refusal(sheet({"name", "lon", "lat", "populaton"}, {})), HasSubstr("did you mean \"populaton\"?"));
  EXPECT_THAT(refusal(sheet({"lon", "lat", "population"}, {})), HasSubstr("has no column \"name\", found: lon, lat, population"));
  EXPECT_THAT(refusal(sheet({"name", "population"}, {})), HasSubstr("has no location"));
}

}  // namespace
}  // namespace tmfgeo
