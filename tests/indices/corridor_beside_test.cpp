// SPDX-License-Identifier: Apache-2.0
// Countries that a route only passes by: their people are in the corridor all the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/made_table.h"
#include "support/square_countries.h"
#include "tmfgeo/indices/corridor.h"
#include "tmfgeo/indices/corridor_countries.h"

namespace tmfgeo {
namespace {

using ::testing::ElementsAre;

Places of_places(const std::vector<Place>& list) {
  Places places;
  places.places = list;
  return places;
}

/// Along the border of A at 45.05° N, some metres inside it; beyond lies B.
struct WayBesideB {
  Borders borders = test::countries({{"A", test::rectangle(20, 45.05, 20.2, 45.3)}, {"B", test::rectangle(20, 44.8, 20.2, 45.05)}});
  Route route;
  BorderRoute border;
  explicit WayBesideB(double inside_m) {
    Polyline line;
    for (int i = 0; i <= 8; ++i) line.push_back({20.05 + 0.01 * i, 45.05 + test::north(inside_m)});
    route = test::route_along(line);
    border = cut_at_borders(route, borders, {.tolerance_m = 50, .border_river_min_m = 5000});
  }
  std::vector<CountryExposure> exposed(CorridorData data) const {
    data.borders = &borders;
    return exposure_by_country(route, border, data, 2);
  }
};

TEST(ExposureByCountry, HasARowForACountryThatOnlyTheCorridorTouches) {
  const WayBesideB way(300);
  const Places places = of_places({{"mine", {20.09, 45.055}, 8100}, {"Edgetown", {20.1, 45.049}, 5000}, {"far", {20.1, 45.0}, 7}});
  const PlaceIndex index(places);
  Issues issues;
  const PointLayer intakes(test::sheet({"name", "lon", "lat"}, {{"pump", "20.1", "45.049"}}), "name", {}, issues);
  const auto rows = way.exposed({.places = &index, .intakes = &intakes});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].people, 8100);
  EXPECT_FALSE(rows[0].beside);
  EXPECT_EQ(rows[1].country, "B");
  EXPECT_TRUE(rows[1].beside);
  EXPECT_EQ(rows[1].people, 5000) << "just across the border";
  EXPECT_EQ(rows[1].places, 1);
  EXPECT_EQ(rows[1].intakes, 1);
  EXPECT_EQ(rows[1].river_km, 0);
  EXPECT_NEAR(rows[1].first_km, 5 * 0.788, 0.01) << "where Edgetown stands";
  EXPECT_FALSE(rows[1].protected_areas);
  EXPECT_EQ(way.exposed({.places = nullptr}).size(), 1U) << "nothing was found there";
}

TEST(ExposureByCountry, DoesNotTakeANeighboursUnknownPeopleForNobody) {
  const WayBesideB way(300);
  Places places = of_places({{"mine", {20.09, 45.055}, 8100}, {"Edgetown", {20.1, 45.049}, {}, "Край"}});
  const PlaceIndex index(places, {"A", "B"});
  const auto rows = way.exposed({.places = &index});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_FALSE(rows[1].people);
  ASSERT_EQ(rows[1].unpopulated.size(), 1U);
  EXPECT_EQ(rows[1].unpopulated[0].name, "Edgetown");
  EXPECT_EQ(rows[1].unpopulated[0].name_ru, "Край");
  places.places.pop_back();
  places.without_location["B"] = 1;
  const PlaceIndex lost(places, {"A", "B"});
  const auto stated = way.exposed({.places = &lost});
  ASSERT_EQ(stated.size(), 2U) << "the record that cannot be placed states B, whose ground lies in the corridor";
  EXPECT_EQ(stated[0].people, 8100);
  EXPECT_FALSE(stated[1].people);
  EXPECT_EQ(stated[1].places_not_placed, 1U);
  EXPECT_THAT(stated[1].counts_at_least, ElementsAre("people", "places"));
  EXPECT_EQ(WayBesideB(2000).exposed({.places = &lost}).size(), 1U) << "too far away";
}

TEST(CountriesBeside, AreThoseOfTheRouteAndThoseWithinTheDistance) {
  const WayBesideB near(300);
  const auto codes = [](const WayBesideB& way, double within_m) { return *countries_beside(way.route, way.border, way.borders, within_m, 1e9); };
  EXPECT_THAT(codes(near, 1000), ElementsAre("A", "B"));
  EXPECT_THAT(codes(near, 250), ElementsAre("A"));
  EXPECT_THAT(codes(WayBesideB(2000), 1000), ElementsAre("A"));
  EXPECT_THAT(codes(WayBesideB(2000), 2100), ElementsAre("A", "B"));
}

TEST(CountriesBeside, LookOnlyAtTheBeginningThatIsAskedFor) {
  const Borders borders = test::west_and_east();
  const Route route = test::route_along({{20.01, 45.05}, {20.19, 45.05}});
  EXPECT_EQ(countries_near(route, borders, 500, 4000).size(), 1U) << "the border is 7 km away";
  const auto all = countries_near(route, borders, 500, 8000);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_NEAR(all[1].first_m, 0.09 * 78800 - 500, 200);
  EXPECT_FALSE(countries_beside(route, {{{"", "", 0, 1000, 0}}, {}, 0}, borders, 500, 1e9)) << "over ground of nobody it may be any";
}

}  // namespace
}  // namespace tmfgeo
