// SPDX-License-Identifier: Apache-2.0
// What is read of a large DEM must not change an answer: every run is compared with one on the whole raster.
#include "tmfgeo/app/dem_window.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/run_tmfgeo.h"
#include "support/terrains.h"
#include "tmfgeo/app/routing.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo::test {
namespace {

/// Six valleys side by side that fall to the south, between ridges of 200 m, with pits everywhere.
Dem valleys(const GridFrame& frame, std::uint64_t seed) {
  Dem dem = fractal(frame, seed);
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    const Cell c = frame.cell(i);
    const double across = std::cos(2 * 3.14159265358979 * static_cast<double>(c.column) / 120);
    dem.elevation_m[i] = static_cast<float>(0.15 * static_cast<double>(dem.elevation_m[i]) + 1000 + 100 * across -
                                            0.5 * static_cast<double>(c.row));
  }
  return dem;
}

/// Valley number 0 to 5, from the west.
constexpr std::ptrdiff_t middle_of(std::ptrdiff_t valley) { return 60 + 120 * valley; }

class ReadWindowed : public testing::Test {
 protected:
  void given(const Dem& dem) {
    frame_ = dem.elevation_m.frame();
    write_cog(scratch_.file("dem.tif"), dem.elevation_m, {}, true);
    project_.dem.emplace();
    project_.dem->section = "dem";
    project_.dem->files = {scratch_.file("dem.tif")};
    project_.dem->stream_threshold_km2 = 0.5;
  }
  void facility_at(Cell c) {
    Facility f;
    f.id = "f" + std::to_string(facilities_.size());
    f.location = Transform(frame_.crs, Crs::wgs84())(frame_.centre(c));
    facilities_.push_back(f);
  }
  struct Run {
    Issues issues;
    std::vector<Route> routes;
    std::optional<TerrainProducts> terrain;

    std::vector<std::string> codes() const {
      std::vector<std::string> all;
      for (const Issue& i : issues) {
        if (i.code != "dem_window" && i.code != "terrain_filled") all.push_back(i.code);
      }
      return all;
    }
    bool windowed() const {
      return std::any_of(issues.begin(), issues.end(), [](const Issue& i) { return i.code == "dem_window"; });
    }
  };
  Run run(double window_from_mpx) {
    project_.dem->window_from_mpx = window_from_mpx;
    Run r;
    Router router(project_, facilities_, r.issues, {});
    for (const Facility& f : facilities_) r.routes.push_back(router.route(f, r.issues));
    r.terrain = router.take_terrain();
    return r;
  }

  /// Routes, and every cell that the window answers for, as on the whole raster. Output: cells read of it.
  std::ptrdiff_t expect_same_answers(bool windowed = true) {
    const Run whole = run(1e9);
    const Run part = run(0);
    EXPECT_FALSE(whole.windowed());
    EXPECT_EQ(part.windowed(), windowed);
    EXPECT_EQ(part.codes(), whole.codes());
    for (std::size_t i = 0; i < facilities_.size(); ++i) {
      const Route& a = whole.routes[i];
      const Route& b = part.routes[i];
      EXPECT_EQ(a.end, b.end) << i;
      EXPECT_NEAR(a.length_m(), b.length_m(), 1e-6) << i;
      EXPECT_NEAR(a.overland_m, b.overland_m, 1e-6) << i;
      EXPECT_EQ(a.line.size(), b.line.size()) << i;
      if (a.line.size() != b.line.size()) continue;
      for (std::size_t p = 0; p < a.line.size(); ++p) {
        EXPECT_NEAR(a.line[p].x, b.line[p].x, 1e-10);
        EXPECT_NEAR(a.line[p].y, b.line[p].y, 1e-10);
      }
    }
    expect_same_cells(*whole.terrain, *part.terrain);
    return part.terrain->flow.direction.size();
  }

  static void expect_same_cells(const TerrainProducts& whole, const TerrainProducts& part) {
    const GridFrame& own = part.flow.direction.frame();
    const Cell corner = whole.flow.direction.frame().cell_at(own.centre({0, 0}));
    std::ptrdiff_t answered = 0;
    std::ptrdiff_t different = 0;
    for (std::ptrdiff_t i = 0; i < own.size(); ++i) {
      if (part.flow.direction[i] == kD8NoData) continue;
      const Cell c = own.cell(i);
      const Cell there{corner.row + c.row, corner.column + c.column};
      const double area_km2 = whole.accumulation.area_km2[there];
      const bool same = part.flow.direction[i] == whole.flow.direction[there] &&
                        part.conditioned.elevation_m()[i] == whole.conditioned.elevation_m()[there] &&
                        std::abs(part.accumulation.area_km2[i] - area_km2) < 1e-9 * area_km2;
      ++answered;
      if (!same) ++different;
    }
    EXPECT_GT(answered, 0);
    EXPECT_EQ(different, 0);
  }

  ScratchFolder scratch_;
  GridFrame frame_;
  Project project_;
  std::vector<Facility> facilities_;
};

TEST_F(ReadWindowed, GivesTheAnswersOfTheWholeRasterFromAPartOfIt) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    facilities_.clear();
    given(valleys(geographic_frame(400, 720), seed));
    facility_at({100, middle_of(2) + 20});
    facility_at({250, middle_of(2) - 15});
    EXPECT_LT(expect_same_answers(), frame_.size() * 2 / 3) << seed;
  }
}

TEST_F(ReadWindowed, BreachesAsOnTheWholeRaster) {
  given(valleys(geographic_frame(400, 720), 4));
  facility_at({100, middle_of(0)});
  project_.dem->conditioning.conditioning = Conditioning::breach;
  project_.dem->conditioning.breach_max_length_m = 600;
  expect_same_answers();
  project_.dem->conditioning.conditioning = Conditioning::automatic;
  expect_same_answers();
}

TEST_F(ReadWindowed, MeasuresAProjectedRasterByItsMiddleColumn) {
  given(valleys(metric_frame(300, 720), 5));
  facility_at({100, middle_of(2)});
  expect_same_answers();
}

TEST_F(ReadWindowed, TakesIntegerFlatsAndHolesAsTheWholeRasterDoes) {
  for (const NodataRule rule : {NodataRule::outlet, NodataRule::wall}) {
    facilities_.clear();
    given(with_holes(stepped(valleys(geographic_frame(400, 720), 6), 3), 6, 0.0005));
    project_.dem->conditioning.nodata = rule;
    facility_at({150, middle_of(1)});
    facility_at({60, middle_of(1) + 30});
    expect_same_answers();
  }
}

TEST_F(ReadWindowed, KeepsADeepBasinsWaterAsTheWholeRasterDoes) {
  Dem dem = valleys(geographic_frame(400, 720), 7);
  for (std::ptrdiff_t row = 180; row < 220; ++row) {
    for (std::ptrdiff_t column = middle_of(1) - 20; column < middle_of(1) + 20; ++column) dem.elevation_m[Cell{row, column}] -= 150;
  }
  given(dem);
  project_.dem->conditioning.terminal_min_depth_m = 60;
  project_.dem->conditioning.terminal_min_area_km2 = 1;
  facility_at({100, middle_of(1)});
  expect_same_answers();
  EXPECT_EQ(run(0).routes[0].end, RouteEnd::terminal_basin);
}

TEST_F(ReadWindowed, KeepsTheLowestCellOfATerminalBasinThatItCuts) {
  Dem dem = valleys(geographic_frame(400, 720), 8);
  dem.elevation_m[Cell{20, 700}] = -50;  // of the polygon, which goes from the valley far to the north-east
  given(dem);
  const auto x = [&](double column) { return std::to_string(frame_.west + column * frame_.cell_width); };
  const auto y = [&](double row) { return std::to_string(frame_.north - row * frame_.cell_height); };
  write_text(scratch_.file("basins.geojson"),
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[)" +
                 x(60) + "," + y(350) + "],[" + x(715) + "," + y(10) + "],[" + x(715) + "," + y(30) + "],[" + x(60) + "," + y(370) +
                 "],[" + x(60) + "," + y(350) + "]]]}}]}");
  project_.dem->terminal_basins.emplace();
  project_.dem->terminal_basins->files = {scratch_.file("basins.geojson")};
  facility_at({100, middle_of(0)});
  expect_same_answers(false);
}

TEST_F(ReadWindowed, WidensWhereTheOverviewSawNoWall) {
  Dem dem = valleys(geographic_frame(400, 960), 9);
  // Thinner than a block, so that its lowest cell hides the wall; the water has to go round by the next valleys.
  for (std::ptrdiff_t column = 0; column < 600; ++column) dem.elevation_m[Cell{301, column}] = 3000;
  for (std::ptrdiff_t column = 0; column < 600; ++column) dem.elevation_m[Cell{0, column}] = 3000;
  for (std::ptrdiff_t row = 0; row < 301; ++row) dem.elevation_m[Cell{row, 0}] = 3000;
  given(dem);
  facility_at({200, middle_of(0)});
  const Run part = run(0);
  EXPECT_LT(part.routes[0].line.back().y, frame_.centre({302, 0}).y);  // it got round the wall
  expect_same_answers(part.windowed());
  const Point at = facilities_[0].location;
  EXPECT_FALSE(DemWindow(*project_.dem, std::span(&at, 1), nullptr, {}).whole());  // the first guess was a part
}

TEST_F(ReadWindowed, ReadsAllForFacilitiesFarApart) {
  given(valleys(geographic_frame(300, 720), 10));
  for (std::ptrdiff_t valley : {0, 5}) facility_at({100, middle_of(valley)});
  EXPECT_EQ(expect_same_answers(false), frame_.size());
}

TEST_F(ReadWindowed, ReadsAllOfASmallRaster) {
  given(valleys(geographic_frame(400, 720), 11));
  facility_at({100, middle_of(2)});
  project_.dem->window_from_mpx = 0.3;  // it has 0.288
  EXPECT_TRUE(DemWindow(*project_.dem, std::span(&facilities_[0].location, 1), nullptr, {}).whole());
  project_.dem->window_from_mpx = 0.28;
  EXPECT_FALSE(DemWindow(*project_.dem, std::span(&facilities_[0].location, 1), nullptr, {}).whole());
}

TEST_F(ReadWindowed, TellsOfFacilitiesOffTheRasterAndWithoutElevation) {
  Dem dem = valleys(geographic_frame(400, 720), 12);
  for (std::ptrdiff_t row = 20; row < 50; ++row) {
    for (std::ptrdiff_t column = 330; column < 360; ++column) dem.elevation_m[Cell{row, column}] = std::nanf("");
  }
  given(dem);
  facility_at({100, middle_of(2)});
  facility_at({35, 345});
  facility_at({100, 2000});
  expect_same_answers();
  EXPECT_EQ(run(0).codes(), (std::vector<std::string>{"facility_on_nodata", "facility_outside_raster"}));
}

TEST_F(ReadWindowed, ReadsAllWhereNoFacilityHasAnElevation) {
  given(valleys(geographic_frame(300, 720), 13));
  facility_at({100, 2000});
  expect_same_answers(false);
}

TEST_F(ReadWindowed, FollowsARiverLayerThatLeavesTheBasin) {
  given(valleys(geographic_frame(400, 960), 14));
  const auto at = [&](std::ptrdiff_t row, std::ptrdiff_t column) {
    const Point p = frame_.centre({row, column});
    return "[" + std::to_string(p.x) + "," + std::to_string(p.y) + "]";
  };
  // A canal from the first valley over four divides; from where it ends, the DEM knows the way on.
  write_text(scratch_.file("rivers.geojson"),
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[)" +
                 at(200, middle_of(0) - 50) + "," + at(200, middle_of(0) + 50) + "," + at(200, middle_of(4)) + "]}}]}");
  project_.dem->burn_depth_m = 0;
  project_.rivers.emplace();
  project_.rivers->section = "rivers";
  project_.rivers->files = {scratch_.file("rivers.geojson")};
  facility_at({100, middle_of(0)});
  const Run part = run(0);
  EXPECT_EQ(part.routes[0].end, RouteEnd::leaves_grid);
  EXPECT_GT(part.routes[0].line.back().x, frame_.centre({0, middle_of(3)}).x);
  expect_same_answers(part.windowed());
}

}  // namespace
}  // namespace tmfgeo::test
