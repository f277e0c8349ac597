// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/runout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "support/ascii_dem.h"
#include "support/testdata.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {
namespace {

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();

/// Cells of 10 m in UTM zone 42 N.
GridFrame fine_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  GridFrame frame = test::metric_frame(rows, columns);
  frame.cell_width = frame.cell_height = 10;
  return frame;
}

template <class Height>
Grid<float> ground(const GridFrame& frame, Height height_m) {
  Grid<float> z(frame);
  for (std::ptrdiff_t i = 0; i < z.size(); ++i) z[i] = static_cast<float>(height_m(frame.cell(i)));
  return z;
}

/// The centres of two cells as a path in WGS 84.
Polyline path_between(const GridFrame& frame, std::vector<Cell> cells) {
  Polyline line;
  for (const Cell& c : cells) line.push_back(frame.centre(c));
  Transform(frame.crs, Crs::wgs84()).apply(line);
  return line;
}

/// A V-shaped valley that runs east along the middle row, sides rising 1 in `run`.
Grid<float> v_valley(std::ptrdiff_t rows, std::ptrdiff_t columns, double run, double fall = 0.02) {
  return ground(fine_frame(rows, columns), [=](Cell c) {
    return 500 - fall * 10 * static_cast<double>(c.column) + 10 * std::abs(static_cast<double>(c.row - rows / 2)) / run;
  });
}

ReleaseScenario release_of(double volume_m3, double sd_log10 = 0) {
  ReleaseScenario release;
  release.volume_m3 = {.median = volume_m3, .sd_log10 = sd_log10, .origin = Origin::given, .source = "test"};
  return release;
}

bool covers(const DepositZone& large, const DepositZone& small) {
  return std::includes(large.cells.begin(), large.cells.end(), small.cells.begin(), small.cells.end());
}

double polygon_area_m2(const Geometry& g) {
  double area = 0;
  for (std::size_t i = 0; i < g.polygon_count(); ++i) {
    const auto [first, end] = g.polygon_parts(i);
    for (std::size_t part = first; part < end; ++part) area += (part == first ? 1 : -1) * geodesic_area_m2(g.part(part));
  }
  return area;
}

// A V of sides 1 in s filled to h has the area s h² and the width 2 s h.
TEST(DepositZone, FillsAVShapedValleyToTheWidthOfTheClosedForm) {
  for (const double run : {2.0, 5.0, 10.0}) {
    const auto z = v_valley(201, 600, run);
    const double volume_m3 = 5e4;
    const auto zone = DepositLayout(z).zone(volume_m3, path_between(z.frame(), {{100, 2}, {100, 597}}), {});
    ASSERT_TRUE(zone);
    const double depth_m = std::sqrt(deposit_section_m2(volume_m3) / run);
    const double width_m = 2 * run * depth_m;
    EXPECT_NEAR(zone->area_m2, deposit_area_m2(volume_m3, 80), width_m / 2 * 10 + 2000) << run;
    EXPECT_NEAR(zone->area_m2 / (zone->length_m + 10), width_m, 20) << run;
    EXPECT_NEAR(zone->max_depth_m, depth_m, 10 / run) << run;
    EXPECT_FALSE(zone->leaves_dem || zone->reaches_river || zone->path_ends || zone->spreads_wide) << run;
  }
}

TEST(DepositZone, UsesItsAreaUpToHalfASection) {
  const auto z = v_valley(301, 900, 8);
  const DepositLayout layout(z);
  const Polyline path = path_between(z.frame(), {{150, 2}, {150, 897}});
  for (const double volume_m3 : {1e3, 1e4, 5e4, 2e5}) {
    const auto zone = layout.zone(volume_m3, path, {});
    const double width_m = 2 * std::sqrt(8 * deposit_section_m2(volume_m3));
    EXPECT_NEAR(zone->area_m2, deposit_area_m2(volume_m3, 80), (width_m + 30) * 10 / 2) << volume_m3;
  }
}

TEST(DepositZone, InAValleyAtAnAngleToTheGridIsAsWideAndWithoutHoles) {
  const double angle = 30 * std::numbers::pi / 180;
  const GridFrame frame = fine_frame(700, 700);
  const auto z = ground(frame, [&](Cell c) {
    const double x = 10 * static_cast<double>(c.column - 100);
    const double y = -10 * static_cast<double>(c.row - 500);
    const double along = x * std::cos(angle) + y * std::sin(angle);
    return 500 - 0.02 * along + std::abs(-x * std::sin(angle) + y * std::cos(angle)) / 5;
  });
  const auto zone = DepositLayout(z).zone(2e5, path_between(frame, {{500, 100}, {500 - 260, 100 + 450}}), {});
  ASSERT_TRUE(zone);
  const double width_m = 2 * std::sqrt(5 * deposit_section_m2(2e5));
  EXPECT_NEAR(zone->area_m2 / (zone->length_m + 10), width_m, 0.12 * width_m);
  EXPECT_EQ(zone->area.polygon_count(), 1U);
  EXPECT_EQ(zone->area.part_count(), 1U);
  EXPECT_EQ(invalid_reason(zone->area), "");
}

TEST(DepositZone, OfALargerVolumeCoversThatOfASmallerOne) {
  const auto z = v_valley(301, 900, 6);
  ReleaseScenario release = release_of(1e5, 0.65);
  const auto zones = DepositLayout(z).zones(release, path_between(z.frame(), {{150, 2}, {150, 897}}), {});
  ASSERT_EQ(zones.size(), 3U);
  EXPECT_EQ(zones[0].exceedance, 0.9);
  EXPECT_NEAR(zones[0].volume_m3, 1e5 * std::pow(10, -0.65 * 1.2815516), 1);
  EXPECT_NEAR(zones[1].volume_m3, 1e5, 1e-6);
  EXPECT_NEAR(zones[2].volume_m3, 1e5 * std::pow(10, 0.65 * 1.2815516), 10);
  for (std::size_t i = 1; i < zones.size(); ++i) {
    EXPECT_TRUE(covers(zones[i], zones[i - 1]));
    EXPECT_GT(zones[i].area_m2, zones[i - 1].area_m2);
    EXPECT_GE(zones[i].length_m, zones[i - 1].length_m);
    EXPECT_GE(zones[i].max_depth_m, zones[i - 1].max_depth_m);
  }
  release.volume_cap_m3 = 1.5e5;
  const auto capped = DepositLayout(z).zones(release, path_between(z.frame(), {{150, 2}, {150, 897}}), {});
  EXPECT_EQ(capped[2].volume_m3, 1.5e5);
  EXPECT_EQ(capped[2].exceedance, 0) << "no draw lets go more";
  EXPECT_EQ(capped[1].exceedance, 0.5);
}

TEST(DepositZone, OnFlatGroundStopsAtTheHalfDiscAndSaysSo) {
  const auto z = ground(fine_frame(301, 301), [](Cell) { return 100.0; });
  const auto zone = DepositLayout(z).zone(1e5, path_between(z.frame(), {{150, 100}, {150, 298}}), {});
  ASSERT_TRUE(zone);
  EXPECT_TRUE(zone->spreads_wide);
  const double area_m2 = deposit_area_m2(1e5, 80);
  EXPECT_NEAR(zone->area_m2, area_m2, 0.02 * area_m2);
  const double radius_m = std::sqrt(2 * area_m2 / std::numbers::pi);
  const Box box = zone->area.box();
  EXPECT_LT(geodesic_distance_m({box.min_x, box.min_y}, {box.min_x, box.max_y}), 2 * radius_m + 40);
}

TEST(DepositZone, OnADamHigherThanItsSurroundingsRunsDownBothSidesAndEnds) {
  // A ridge along the path: every section falls away to both sides.
  const auto z = ground(fine_frame(201, 400), [](Cell c) { return 500 - 0.5 * std::abs(static_cast<double>(c.row - 100)) - 0.1 * static_cast<double>(c.column); });
  const auto zone = DepositLayout(z).zone(1e5, path_between(z.frame(), {{100, 10}, {100, 390}}), {});
  ASSERT_TRUE(zone);
  EXPECT_GT(zone->area_m2, 0.5 * deposit_area_m2(1e5, 80));
  EXPECT_LT(zone->max_depth_m, 20);
}

TEST(DepositZone, TellsWhenThePathLeavesTheDem) {
  const auto z = v_valley(201, 60, 5);
  const auto zone = DepositLayout(z).zone(1e6, path_between(z.frame(), {{100, 2}, {100, 80}}), {});
  ASSERT_TRUE(zone);
  EXPECT_TRUE(zone->leaves_dem);
  EXPECT_FALSE(zone->path_ends);
  EXPECT_LT(zone->area_m2, deposit_area_m2(1e6, 80));
}

TEST(DepositZone, TellsWhenThePathEndsOrReachesTheRiver) {
  const auto z = v_valley(201, 400, 5);
  const DepositLayout layout(z);
  const Polyline path = path_between(z.frame(), {{100, 2}, {100, 42}});
  const auto ends = layout.zone(1e6, path, {});
  EXPECT_TRUE(ends->path_ends);
  EXPECT_FALSE(ends->reaches_river || ends->leaves_dem);
  EXPECT_NEAR(ends->length_m, 400, 1);
  DepositOptions options;
  options.river_begins_m = 205;
  const auto river = layout.zone(1e6, path, options);
  EXPECT_TRUE(river->reaches_river);
  EXPECT_FALSE(river->path_ends || river->leaves_dem);
  EXPECT_NEAR(river->length_m, 200, 1);
  EXPECT_TRUE(covers(*ends, *river));
  // A small one ends before.
  EXPECT_FALSE(layout.zone(10, path, options)->reaches_river);
}

TEST(DepositZone, HoldsBackAtNodataAndSaysSo) {
  auto z = v_valley(201, 400, 5);
  for (std::ptrdiff_t column = 0; column < 400; ++column) z[Cell{102, column}] = kNoData;
  const auto zone = DepositLayout(z).zone(1e5, path_between(z.frame(), {{100, 2}, {100, 397}}), {});
  ASSERT_TRUE(zone);
  EXPECT_TRUE(zone->leaves_dem);
  for (const std::int64_t cell : zone->cells) EXPECT_LT(z.frame().cell(cell).row, 102);
  auto cut = v_valley(201, 400, 5);
  for (std::ptrdiff_t row = 0; row < 201; ++row) cut[Cell{row, 50}] = kNoData;
  const auto stopped = DepositLayout(cut).zone(1e6, path_between(cut.frame(), {{100, 2}, {100, 397}}), {});
  EXPECT_TRUE(stopped->leaves_dem);
  for (const std::int64_t cell : stopped->cells) EXPECT_LT(cut.frame().cell(cell).column, 50);
}

TEST(DepositZone, IsAbsentWhereThePathDoesNotBeginOnTheDem) {
  auto z = v_valley(21, 40, 5);
  z[Cell{10, 5}] = kNoData;
  const DepositLayout layout(z);
  EXPECT_FALSE(layout.zone(1e5, {}, {}));
  EXPECT_FALSE(layout.zone(1e5, {{10, 10}, {11, 10}}, {}));
  EXPECT_FALSE(layout.zone(1e5, path_between(z.frame(), {{10, 5}, {10, 30}}), {}));
  EXPECT_FALSE(layout.zone(1e5, {{std::nan(""), 1}}, {}));
  ReleaseScenario water = release_of(1e5);
  water.water_only = true;
  EXPECT_TRUE(layout.zones(water, path_between(z.frame(), {{10, 8}, {10, 30}}), {}).empty());
  EXPECT_TRUE(layout.zones(ReleaseScenario{}, path_between(z.frame(), {{10, 8}, {10, 30}}), {}).empty());
}

TEST(DepositZone, OfAPathOfOnePointOrOneThatStandsStillIsOneSection) {
  const auto z = v_valley(101, 101, 5);
  const DepositLayout layout(z);
  const Polyline one = path_between(z.frame(), {{50, 50}});
  const auto zone = layout.zone(1e4, one, {});
  ASSERT_TRUE(zone);
  EXPECT_TRUE(zone->path_ends);
  EXPECT_EQ(zone->length_m, 0);
  EXPECT_EQ(layout.zone(1e4, {one[0], one[0], one[0]}, {})->cells, zone->cells);
}

TEST(DepositZone, OfATinyVolumeIsOneSectionAtLeastAndOfAHugeOneEnds) {
  const auto z = v_valley(61, 200, 5);
  const DepositLayout layout(z);
  const Polyline path = path_between(z.frame(), {{30, 2}, {30, 197}});
  EXPECT_GE(layout.zone(1e-3, path, {})->cells.size(), 1U);
  const auto huge = layout.zone(1e12, path, {});
  EXPECT_LE(static_cast<std::ptrdiff_t>(huge->cells.size()), z.size());
  EXPECT_TRUE(huge->leaves_dem);
}

TEST(DepositZone, OnAGeographicDemHasTrueLengthsAndAreas) {
  GridFrame frame = test::geographic_frame(201, 700);
  frame.cell_width = frame.cell_height = 1 / 3600.0;
  const CellMetrics metrics(frame);
  const double height_m = metrics.row(100).height_m;
  const double width_m = metrics.row(100).width_m;
  const auto z = ground(frame, [&](Cell c) { return 900 - 0.3 * static_cast<double>(c.column) + height_m * std::abs(static_cast<double>(c.row - 100)) / 10; });
  const double volume_m3 = 2e6;
  const auto zone = DepositLayout(z).zone(volume_m3, path_between(frame, {{100, 2}, {100, 690}}), {});
  ASSERT_TRUE(zone);
  const double across_m = 2 * std::sqrt(10 * deposit_section_m2(volume_m3));
  EXPECT_NEAR(zone->area_m2, deposit_area_m2(volume_m3, 80), (across_m / 2 + height_m) * width_m);
  EXPECT_NEAR(zone->area_m2 / (zone->length_m + width_m), across_m, 2 * height_m);
  EXPECT_NEAR(polygon_area_m2(zone->area), zone->area_m2, 1e-4 * zone->area_m2);
}

TEST(DepositZone, CountsThePeopleAndPointsInside) {
  const auto z = v_valley(201, 400, 5);
  const auto zone = DepositLayout(z).zone(1e5, path_between(z.frame(), {{100, 2}, {100, 397}}), {});
  const auto at = [&](Cell c) { return path_between(z.frame(), {c}).front(); };
  const std::vector<Place> places{{"in", at({100, 5}), 120}, {"in too", at({101, 20}), std::nullopt}, {"above", at({10, 5}), 1000}, {"beyond", at({100, 399}), 7}};
  const auto people = people_inside(*zone, places);
  EXPECT_EQ(people.settlements, 2U);
  EXPECT_EQ(people.population, 120);
  EXPECT_EQ(people.of_unknown_population, 1U);
  const std::vector<Point> points{at({10, 5}), at({100, 10}), {std::nan(""), 0}};
  EXPECT_EQ(points_inside(*zone, points), std::vector<std::size_t>{1});
  EXPECT_TRUE(points_inside(DepositZone{}, points).empty());
}

TEST(DepositZone, OnTheRealGroundAboveBishkekFollowsTheValleysAndIsNested) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  Issues issues;
  const Grid<float> z = read_raster({test::testdata("dem/chu_bishkek_srtm3_3arcsec.tif")}, {}, issues);
  const auto dem = condition(Dem{z}, {});
  const auto flow = route_d8(dem);
  const DepositLayout layout(z);
  const DepositLayout again(z);
  int laid_out = 0;
  for (const Cell start : {Cell{700, 300}, Cell{800, 500}, Cell{600, 400}, Cell{900, 200}, Cell{650, 100}}) {
    if (flow.direction[start] == kD8NoData) continue;
    const auto way = flow_path(flow, dem, start);
    Polyline path = cell_line(z.frame(), way.cells);
    const auto zones = layout.zones(release_of(5e5, 0.65), path, {});
    ASSERT_EQ(zones.size(), 3U);
    for (std::size_t i = 0; i < zones.size(); ++i) {
      EXPECT_EQ(invalid_reason(zones[i].area), "");
      const double wanted_m2 = deposit_area_m2(zones[i].volume_m3, 80);
      const bool whole = !zones[i].path_ends && !zones[i].leaves_dem;
      EXPECT_TRUE(!whole || std::abs(zones[i].area_m2 / wanted_m2 - 1) < 0.1) << start.row;
      EXPECT_NEAR(polygon_area_m2(zones[i].area), zones[i].area_m2, 1e-4 * zones[i].area_m2);
      EXPECT_TRUE(i == 0 || covers(zones[i], zones[i - 1]));
    }
    EXPECT_EQ(again.zones(release_of(5e5, 0.65), path, {})[2].cells, zones[2].cells);
    ++laid_out;
  }
  EXPECT_GE(laid_out, 4);
}

}  // namespace
}  // namespace tmfgeo
