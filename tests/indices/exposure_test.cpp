// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/exposure.h"

#include <gtest/gtest.h>

#include <random>

#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

/// On the equator: one degree is about 111 km, so 0.009 degrees is about 1 km.
constexpr double kKm = 0.0089832;
constexpr Point kFacility{70, 0};

Route route_along(Polyline line, RouteEnd end) {
  Route route;
  route.distance_m = cumulative_length_m(line);
  route.line = std::move(line);
  route.end = end;
  return route;
}

/// 20 km due east, with a vertex every kilometre.
Route eastward(double length_km = 20, RouteEnd end = RouteEnd::sea) {
  Polyline line;
  for (double km = 0; km <= length_km; km += 1) line.push_back({kFacility.x + km * kKm, 0});
  return route_along(std::move(line), end);
}

Place place(double east_km, double north_km, std::optional<double> population) {
  return {.name = "p", .location = {kFacility.x + east_km * kKm, north_km * kKm}, .population = population};
}

Exposure exposed(const Route& route, const std::vector<Place>& list, const ExposureOptions& options = {}) {
  Places places;
  places.places = list;
  const PlaceIndex index(places);
  return exposure_along(route, RiverNetwork{}, &index, kFacility, options);
}

TEST(Exposure, CountsPeopleInTheCorridorOfTheFirstKilometresOnly) {
  const Exposure e = exposed(eastward(), {
                                             place(5, 0.9, 100),    // in the corridor
                                             place(5, 1.1, 1000),   // beside it
                                             place(9.5, -0.5, 10),  // near the end
                                             place(11.5, 0, 5000),  // beyond 10 km and more than the half width
                                             place(-0.5, 0, 1),     // behind the facility, within the half width
                                         });
  EXPECT_EQ(e.people, 111);
  EXPECT_EQ(e.places, 3);
  EXPECT_TRUE(e.complete);
  EXPECT_DOUBLE_EQ(e.path_km, 10);
}

// The river turns back: the village is 2 km away as the crow flies, 18 km along the water.
TEST(Exposure, MeasuresAlongTheFlowPath) {
  Polyline loop;
  for (double km = 0; km <= 8; km += 1) loop.push_back({kFacility.x + km * kKm, 0});
  for (double km = 8; km >= 0; km -= 1) loop.push_back({kFacility.x + km * kKm, 2 * kKm});
  const Exposure e = exposed(route_along(std::move(loop), RouteEnd::sea), {place(0, 2, 700), place(8, 1, 30)}, {.path_km = 10, .corridor_width_km = 1});
  EXPECT_EQ(e.people, 30);
  EXPECT_EQ(e.people_straight, 730);
}

TEST(Exposure, CountsAlongTheOverlandPartToo) {
  Route route = eastward();
  route.overland_m = 6000;
  EXPECT_EQ(exposed(route, {place(3, 0, 40)}).people, 40);
}

TEST(Exposure, CutsTheLineWithinASegment) {
  const Route route = route_along({kFacility, {kFacility.x + 100 * kKm, 0}}, RouteEnd::sea);
  const ExposureOptions narrow{.path_km = 10, .corridor_width_km = 0.2};
  EXPECT_EQ(exposed(route, {place(9.8, 0, 1), place(10.2, 0, 2)}, narrow).people, 1);
}

TEST(Exposure, KnowsNoPeopleWithoutPlaces) {
  const Exposure e = exposure_along(eastward(), RiverNetwork{}, nullptr, kFacility, {});
  EXPECT_FALSE(e.people.has_value());
  EXPECT_FALSE(e.people_straight.has_value());
}

TEST(Exposure, IsZeroWhereNobodyLives) {
  const Exposure e = exposed(eastward(), {});
  EXPECT_EQ(e.people, 0);
  EXPECT_EQ(e.people_straight, 0);
}

TEST(Exposure, DoesNotTakeAnUnknownPopulationAsZero) {
  const Exposure e = exposed(eastward(), {place(2, 0, 100), place(3, 0, std::nullopt)});
  EXPECT_FALSE(e.people.has_value());
  EXPECT_FALSE(e.people_straight.has_value());
  EXPECT_EQ(e.people_at_least, 100);
  EXPECT_EQ(e.places, 2);
  EXPECT_EQ(e.places_without_population, 1);
  ASSERT_EQ(e.unpopulated.size(), 1U);
  EXPECT_EQ(e.unpopulated[0].name, "p");
}

TEST(Exposure, DoesNotKnowWhoLivesInAPlaceThatCannotBePlaced) {
  Places places;
  places.places = {place(2, 0, 100)};
  places.without_location[""] = 1;
  const PlaceIndex index(places);
  const Exposure e = exposure_along(eastward(), RiverNetwork{}, &index, kFacility, {});
  EXPECT_FALSE(e.people.has_value());
  EXPECT_FALSE(e.people_straight.has_value());
  EXPECT_EQ(e.people_at_least, 100);
}

TEST(Exposure, LeavesOutOfAccountAPlaceThatStatesACountryOffTheRoute) {
  Places places;
  places.places = {place(2, 0, 100)};
  places.without_location["XB"] = 3;
  const PlaceIndex index(places, {"XA", "XB"});
  const auto along = [&](const PlaceIndex& list, std::vector<std::string> countries) { return exposure_along(eastward(), RiverNetwork{}, &list, kFacility, {}, &countries); };
  EXPECT_EQ(along(index, {"XA"}).people, 100);
  EXPECT_EQ(along(index, {"XA"}).places_not_placed, 0U);
  const Exposure touched = along(index, {"XA", "XB"});
  EXPECT_FALSE(touched.people) << "it may lie in the corridor";
  EXPECT_EQ(touched.places_not_placed, 3U);
  const PlaceIndex other_codes(places, {"XA"});
  EXPECT_FALSE(along(other_codes, {"XA"}).people) << "nobody knows which country that is";
  EXPECT_FALSE(exposure_along(eastward(), RiverNetwork{}, &index, kFacility, {}).people) << "nobody knows which countries the route touches";
}

TEST(Exposure, IsNotDisturbedByAnUnknownPopulationElsewhere) {
  EXPECT_EQ(exposed(eastward(), {place(2, 0, 100), place(3, 40, std::nullopt)}).people, 100);
}

TEST(Exposure, IsUnknownWhereTheRouteIsLost) {
  for (const RouteEnd end : {RouteEnd::leaves_grid, RouteEnd::unknown_beyond, RouteEnd::network_end, RouteEnd::not_snapped}) {
    const Exposure e = exposed(eastward(4, end), {place(2, 0, 100)});
    EXPECT_FALSE(e.complete);
    EXPECT_FALSE(e.people.has_value());
    EXPECT_EQ(e.people_at_least, 100);
    EXPECT_EQ(e.people_straight, 100) << "does not need the route";
    EXPECT_NEAR(e.path_km, 4, 0.01);
  }
}

TEST(Exposure, IsCompleteWhereTheWaterEndsEarly) {
  for (const RouteEnd end : {RouteEnd::sea, RouteEnd::terminal_basin}) {
    const Exposure e = exposed(eastward(4, end), {place(2, 0, 100)});
    EXPECT_TRUE(e.complete);
    EXPECT_EQ(e.people, 100);
  }
}

TEST(Exposure, IsCompleteWhereTheRouteIsLostOnlyLater) {
  EXPECT_EQ(exposed(eastward(20, RouteEnd::leaves_grid), {place(2, 0, 100)}).people, 100);
}

TEST(Exposure, DefinesARouteThatIsAPointOrNothing) {
  const Exposure point = exposed(route_along({kFacility}, RouteEnd::not_snapped), {place(0.5, 0, 9)});
  EXPECT_FALSE(point.people.has_value());
  EXPECT_EQ(point.people_at_least, 9);
  const Exposure nothing = exposed(Route{}, {place(0.5, 0, 9)});
  EXPECT_FALSE(nothing.people.has_value());
  EXPECT_EQ(nothing.people_at_least, 0);
  EXPECT_EQ(nothing.path_km, 0);
}

TEST(Exposure, KnowsNoStreamWhereNoneIsMet) {
  const Exposure e = exposed(eastward(), {});
  EXPECT_FALSE(e.stream_order.has_value());
  EXPECT_FALSE(e.stream_area_km2.has_value());
  EXPECT_FALSE(e.discharge_m3_s.has_value());
}

TEST(Exposure, AgreesWithTryingEveryPlaceAgainstFinePoints) {
  std::mt19937 random(10);
  std::uniform_real_distribution<> step(-0.8, 1.6);
  std::uniform_real_distribution<> km(-15, 25);
  for (int round = 0; round < 10; ++round) {
    const double latitude = std::uniform_real_distribution<>(-60, 60)(random);
    const Point start{70, latitude};
    Polyline line{start};
    for (int i = 0; i < 30; ++i) {
      line.push_back({line.back().x + step(random) * kKm, line.back().y + step(random) * kKm});
    }
    const Route route = route_along(line, RouteEnd::sea);
    Places places;
    for (int i = 0; i < 300; ++i) {
      places.places.push_back({.name = "", .location = {start.x + km(random) * kKm, start.y + km(random) * kKm}, .population = 1 << (i % 10)});
    }
    const PlaceIndex index(places);
    const ExposureOptions options{.path_km = 12, .corridor_width_km = 3};
    const Exposure e = exposure_along(route, RiverNetwork{}, &index, start, options);
    // The twin walks the line in steps of 1/40 of a segment, at most 60 m, and skips places too near the limit to call.
    double sure = 0;
    double doubtful = 0;
    double straight = 0;
    for (const Place& p : places.places) {
      if (geodesic_distance_m(start, p.location) <= 12000) straight += *p.population;
      double nearest_m = 1e9;
      for (std::size_t i = 1; i < line.size(); ++i) {
        for (int k = 0; k <= 40; ++k) {
          const double along = route.distance_m[i - 1] + (route.distance_m[i] - route.distance_m[i - 1]) * k / 40;
          if (along > 12000) break;
          nearest_m = std::min(nearest_m, geodesic_distance_m(p.location, between(line[i - 1], line[i], k / 40.0)));
        }
      }
      if (nearest_m <= 1440) sure += *p.population;
      if (nearest_m > 1440 && nearest_m <= 1560) doubtful += *p.population;
    }
    ASSERT_TRUE(e.people && e.people_straight);
    EXPECT_GE(*e.people, sure) << round;
    EXPECT_LE(*e.people, sure + doubtful) << round;
    EXPECT_EQ(*e.people_straight, straight) << round;
  }
}

TEST(Exposure, StopsAtOptionsThatMeanNothing) {
  EXPECT_DEATH(exposure_along(Route{}, RiverNetwork{}, nullptr, kFacility, {.path_km = 0, .corridor_width_km = 2}), "internal error");
  EXPECT_DEATH(exposure_along(Route{}, RiverNetwork{}, nullptr, kFacility, {.path_km = 10, .corridor_width_km = -2}), "internal error");
}

}  // namespace
}  // namespace tmfgeo
