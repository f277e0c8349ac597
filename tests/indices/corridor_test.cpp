// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/corridor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/made_table.h"
#include "support/square_countries.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// From west to east through A and B at 45.05° N; the border is at 20.1° E.
struct Way {
  Borders borders = test::west_and_east();
  Polyline line;
  Route route;
  BorderRoute border;
  Way() {
    for (int i = 0; i <= 18; ++i) line.push_back({20.01 + 0.01 * i, 45.05});
    route = test::route_along(line);
    border = test::cut(line, borders);
  }
  std::vector<CountryExposure> exposed(CorridorData data, double until_m = std::numeric_limits<double>::infinity()) const {
    data.borders = &borders;
    return exposure_by_country(route, border, data, 2, until_m);
  }
};

Places villages(const std::vector<Place>& list) {
  Places places;
  places.places = list;
  return places;
}

TEST(ExposureByCountry, CountsEachPlaceInItsOwnCountry) {
  const Way way;
  const Places places = villages({{"a", {20.05, 45.05}, 100}, {"b", {20.15, 45.055}, 20}, {"b2", {20.16, 45.05}, 3}, {"far", {20.15, 45.2}, 999}});
  const PlaceIndex index(places);
  const auto rows = way.exposed({.places = &index});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].country, "A");
  EXPECT_EQ(rows[0].people, 100);
  EXPECT_EQ(rows[1].country, "B");
  EXPECT_EQ(rows[1].people, 23);
  EXPECT_EQ(rows[1].places, 2);
  EXPECT_NEAR(rows[0].river_km + rows[1].river_km, way.route.length_m() / 1000, 1e-9);
  EXPECT_NEAR(rows[1].first_km, rows[0].river_km, 1e-9);
  EXPECT_FALSE(rows[0].health_facilities) << "no data is not none";
}

TEST(ExposureByCountry, EndsWhereItIsTold) {
  const Way way;
  const Places places = villages({{"a", {20.05, 45.05}, 100}, {"b", {20.15, 45.05}, 20}});
  const PlaceIndex index(places);
  const auto rows = way.exposed({.places = &index}, 8000);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].people, 0) << "the river enters B, its village lies beyond";
  EXPECT_NEAR(rows[0].river_km + rows[1].river_km, 8, 1e-9);
}

TEST(ExposureByCountry, IsUnknownWhereAPlaceHasNoPopulation) {
  const Way way;
  const Places places = villages({{"a", {20.05, 45.05}, 100}, {"b", {20.15, 45.05}, {}}, {"b2", {20.16, 45.05}, 3}});
  const PlaceIndex index(places);
  const auto rows = way.exposed({.places = &index});
  EXPECT_EQ(rows[0].people, 100);
  EXPECT_FALSE(rows[1].people);
  EXPECT_EQ(rows[1].people_at_least, 3);
  for (const CountryExposure& row : way.exposed({})) EXPECT_FALSE(row.people) << "nobody looked";
}

TEST(ExposureByCountry, IsUnknownInTheCountryWhereTheRouteIsLost) {
  Way way;
  const Places places = villages({{"a", {20.05, 45.05}, 100}, {"b", {20.15, 45.05}, 20}});
  const PlaceIndex index(places);
  for (const RouteEnd end : {RouteEnd::leaves_grid, RouteEnd::network_end, RouteEnd::unknown_beyond, RouteEnd::not_snapped}) {
    way.route.end = end;
    const auto rows = way.exposed({.places = &index});
    EXPECT_EQ(rows[0].people, 100) << "the way through A is known from border to border";
    EXPECT_FALSE(rows[0].open_end);
    EXPECT_FALSE(rows[1].people);
    EXPECT_EQ(rows[1].people_at_least, 20);
    EXPECT_TRUE(rows[1].open_end);
    EXPECT_EQ(way.exposed({.places = &index}, way.route.length_m() - 1)[1].people, 20) << "the end is not asked for";
  }
  way.route.end = RouteEnd::sea;
  EXPECT_EQ(way.exposed({.places = &index})[1].people, 20);
}

TEST(ExposureByCountry, CountsHealthFacilitiesIntakesAndProtectedAreas) {
  const Way way;
  Issues issues;
  const PointLayer health(test::sheet({"name", "lon", "lat"}, {{"clinic", "20.15", "45.05"}, {"away", "20.15", "45.3"}, {"lost", "", "45"}}), "name", {}, issues);
  const PointLayer intakes(test::sheet({"name", "lon", "lat"}, {{"pump", "20.05", "45.05"}}), "name", {}, issues);
  EXPECT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].code, "point_record_unusable");
  const AreaLayer parks(test::layer(GeometryKind::polygon, {"name"}, {{"Reeds"}, {"Hill"}, {"Edge"}},
                                    {test::rectangle(20.12, 45.04, 20.14, 45.06), test::rectangle(20.12, 45.2, 20.14, 45.3), test::rectangle(20.03, 45.055, 20.04, 45.1)}),
                        "name", issues);
  const auto rows = way.exposed({.intakes = &intakes, .health = &health, .protected_areas = &parks});
  EXPECT_EQ(rows[0].intakes, 1);
  EXPECT_EQ(rows[1].intakes, 0);
  EXPECT_EQ(rows[0].health_facilities, 0);
  EXPECT_EQ(rows[1].health_facilities, 1);
  EXPECT_THAT(rows[0].protected_names, ElementsAre("Edge")) << "half a kilometre beside the river";
  EXPECT_THAT(rows[1].protected_names, ElementsAre("Reeds"));
  EXPECT_EQ(rows[1].protected_areas, 1);
  for (const CountryExposure& row : rows) EXPECT_THAT(row.counts_at_least, ElementsAre("health_facilities")) << "the clinic that is lost may lie in either";
}

TEST(ExposureByCountry, KnowsWhichCountsMayBeMore) {
  Way way;
  Places places = villages({{"a", {20.05, 45.05}, 100}});
  const PlaceIndex index(places);
  Issues issues;
  const PointLayer intakes(test::sheet({"name", "lon", "lat"}, {{"pump", "20.05", "45.05"}}), "name", {}, issues);
  for (const CountryExposure& row : way.exposed({.places = &index, .intakes = &intakes})) EXPECT_TRUE(row.counts_at_least.empty());
  way.route.end = RouteEnd::leaves_grid;
  const auto lost = way.exposed({.places = &index, .intakes = &intakes});
  EXPECT_TRUE(lost[0].counts_at_least.empty());
  EXPECT_THAT(lost[1].counts_at_least, ElementsAre("people", "places", "intakes")) << "of what there are no data nothing is counted";
  way.route.end = RouteEnd::sea;
  places.without_location[""] = 1;
  for (const CountryExposure& row : way.exposed({.places = &index, .intakes = &intakes})) {
    EXPECT_THAT(row.counts_at_least, ElementsAre("people", "places"));
    EXPECT_FALSE(row.people) << "the village that cannot be placed may lie in either";
  }
  EXPECT_EQ(way.exposed({.places = &index})[0].people_at_least, 100);
}

TEST(ExposureByCountry, KeepsTheOthersPeopleKnownWhereAPlaceThatCannotBePlacedStatesItsCountry) {
  const Way way;
  Places places = villages({{"a", {20.05, 45.05}, 100}, {"b", {20.15, 45.05}, 20}});
  const std::string first = way.exposed({})[0].country;
  const std::string second = way.exposed({})[1].country;
  places.without_location[second] = 1;
  const PlaceIndex index(places, {first, second});
  const auto rows = way.exposed({.places = &index});
  EXPECT_EQ(rows[0].people, 100);
  EXPECT_TRUE(rows[0].counts_at_least.empty());
  EXPECT_FALSE(rows[1].people);
  EXPECT_EQ(rows[1].places_not_placed, 1U);
  EXPECT_THAT(rows[1].counts_at_least, ElementsAre("people", "places"));
}

TEST(ExposureByCountry, RefusesAreasThatAreNone) {
  Issues issues;
  EXPECT_THROW(AreaLayer(test::layer(GeometryKind::point, {"name"}, {{"x"}}, {point_geometry({20, 45})}), "name", issues), Error);
}

GridFrame around_the_way() {
  return {.rows = 40, .columns = 220, .west = 20, .north = 45.07, .cell_width = 0.001, .cell_height = 0.001, .crs = Crs::wgs84()};
}

TEST(PopulationRaster, CountsTheCellsInTheCorridorOnce) {
  const Way way;
  Issues issues;
  const PopulationRaster raster(Grid<float>(around_the_way(), 1.0F), PopulationValues::counts, MissingPopulation::unknown, "", "pop.tif", issues);
  EXPECT_TRUE(issues.empty());
  const auto rows = way.exposed({.population = &raster});
  // Two kilometres wide: 18 rows of 111 m; half circles of 1 km at both ends, of which the raster's west edge cuts some.
  const double per_row = (20.19 - 20.01) / 0.001;
  const double half_circles = 3.14159 / (0.111 * 0.0788);
  EXPECT_NEAR(*rows[0].people + *rows[1].people, 18 * per_row + half_circles, 150);
  EXPECT_NEAR(*rows[0].people, 18 * 90 + half_circles / 2, 80);
}

TEST(PopulationRaster, TurnsDensitiesIntoPeople) {
  Issues issues;
  const PopulationRaster raster(Grid<float>(around_the_way(), 100.0F), PopulationValues::density_km2, MissingPopulation::unknown, "people/km2", "pop.tif", issues);
  EXPECT_NEAR(raster.people({0, 0}), 100 * 0.111 * 0.0788, 0.01);
}

TEST(PopulationRaster, RefusesDensitiesThatAreDeclaredAsCounts) {
  Issues issues;
  try {
    const PopulationRaster raster(Grid<float>(around_the_way(), 1.0F), PopulationValues::counts, MissingPopulation::unknown, "persons per sq km", "pop.tif", issues);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("density_km2"));
    EXPECT_THAT(error.what(), HasSubstr("pop.tif"));
  }
}

TEST(PopulationRaster, TakesMinus200AsMissingAndSaysSo) {
  const Way way;
  for (const auto missing : {MissingPopulation::unknown, MissingPopulation::nobody}) {
    Grid<float> cells(around_the_way(), 1.0F);
    cells[Cell{20, 150}] = -200;  // in B, in the corridor
    Issues issues;
    const PopulationRaster raster(std::move(cells), PopulationValues::counts, missing, "", "pop.tif", issues);
    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues[0].code, "population_negative");
    EXPECT_THAT(issues[0].message, HasSubstr("-200"));
    const auto rows = way.exposed({.population = &raster});
    EXPECT_TRUE(rows[0].people.has_value());
    EXPECT_EQ(rows[1].people.has_value(), missing == MissingPopulation::nobody);
    EXPECT_GT(rows[1].people_at_least, 0);
  }
}

Issues issues_of(float value, PopulationValues values, float in_one_cell) {
  Grid<float> cells(around_the_way(), value);
  cells[Cell{20, 150}] = in_one_cell;
  Issues issues;
  const PopulationRaster raster(std::move(cells), values, MissingPopulation::unknown, "", "pop.tif", issues);
  return issues;
}

TEST(PopulationRaster, TellsCellsThatAreMoreCrowdedThanAnyPlace) {
  // Cells of 0.87 hectares, taken for one.
  EXPECT_TRUE(issues_of(1, PopulationValues::counts, 999).empty());
  const Issues counts = issues_of(1, PopulationValues::counts, 2500);
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].code, "population_crowded");
  EXPECT_THAT(counts[0].message, AllOf(HasSubstr("1 cell has"), HasSubstr("2500 people, 250000 per km2")));
  EXPECT_TRUE(issues_of(1, PopulationValues::density_km2, 100000).empty());
  EXPECT_EQ(issues_of(1, PopulationValues::density_km2, 150000).size(), 1U);
}

TEST(PopulationRaster, RefusesMorePeopleThanLiveOnEarth) {
  const double cells = static_cast<double>(around_the_way().size());
  EXPECT_NO_THROW(issues_of(static_cast<float>(8.4e9 / cells), PopulationValues::counts, 0));
  try {
    issues_of(static_cast<float>(8.6e9 / cells), PopulationValues::counts, 0);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("8.6 thousand million people"), HasSubstr("pop.tif"), HasSubstr("values")));
  }
}

TEST(PopulationRaster, KnowsNothingBeyondItsEdge) {
  const Way way;
  GridFrame west = around_the_way();
  west.columns = 120;
  Issues issues;
  const PopulationRaster raster(Grid<float>(west, 1.0F), PopulationValues::counts, MissingPopulation::nobody, "", "pop.tif", issues);
  const auto rows = way.exposed({.population = &raster});
  EXPECT_TRUE(rows[0].people.has_value());
  EXPECT_FALSE(rows[1].people.has_value()) << "a cell without a value may mean nobody; no cell at all does not";
}

TEST(PopulationRaster, RefusesARasterWithoutAnyValue) {
  Issues issues;
  EXPECT_THROW(PopulationRaster(Grid<float>(around_the_way(), -200.0F), PopulationValues::counts, MissingPopulation::unknown, "", "pop.tif", issues), Error);
}

}  // namespace
}  // namespace tmfgeo
