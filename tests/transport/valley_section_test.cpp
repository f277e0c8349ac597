// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/valley_section.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "support/ascii_dem.h"
#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/transport/runout.h"

namespace tmfgeo {
namespace {

/// One row of cells of 100 m, the path through the middle and northwards, so that left is west.
FilledSection filled(const std::vector<float>& row, double area_m2, double half_width_m = 1e6) {
  const GridFrame frame = test::metric_frame(1, static_cast<std::ptrdiff_t>(row.size()));
  const Grid<float> z(frame, row);
  const RowMetrics sizes{.width_m = 100, .height_m = 100, .diagonal_m = 100 * std::sqrt(2.0), .area_m2 = 1e4};
  return fill_section(z, sizes, {0, frame.columns / 2}, {0, 1}, area_m2, half_width_m);
}

TEST(ValleySection, IsFilledFromItsLowestCellUntilTheAreaIsReached) {
  const auto one = filled({9, 5, 1, 0, 1, 5, 9}, 50);
  EXPECT_DOUBLE_EQ(one.level_m, 0.5);
  EXPECT_DOUBLE_EQ(one.width_m, 100);
  EXPECT_DOUBLE_EQ(one.left_m, 50);
  const auto three = filled({9, 5, 1, 0, 1, 5, 9}, 400);
  EXPECT_DOUBLE_EQ(three.level_m, 2);
  EXPECT_DOUBLE_EQ(three.width_m, 300);
  EXPECT_DOUBLE_EQ(three.depth_m, 2);
  EXPECT_FALSE(three.meets_edge || three.meets_limit);
}

TEST(ValleySection, BeginsAtTheLowestCellNearAPathThatRunsBesideIt) {
  const auto beside = filled({9, 0, 1, 5, 9, 9, 9}, 50);
  EXPECT_EQ(beside.lowest, (Cell{0, 1}));
  EXPECT_DOUBLE_EQ(beside.level_m, 0.5);
  EXPECT_DOUBLE_EQ(beside.left_m, 250);
  EXPECT_DOUBLE_EQ(beside.right_m, -150);
}

TEST(ValleySection, ThatOvertopsACrestGivesItsShareBeyond) {
  const auto over = filled({9, 9, 4, 0, 3, 0, 9}, 500);
  // 300 m² up to the crest of 3 m, then 200 m² in the hollow behind.
  EXPECT_DOUBLE_EQ(over.level_m, 3);
  EXPECT_DOUBLE_EQ(over.depth_m, 3);
  EXPECT_DOUBLE_EQ(over.right_m, 250);
  EXPECT_DOUBLE_EQ(over.left_m, 50);
}

TEST(ValleySection, PutsIntoADeepHollowOnlyWhatIsMissing) {
  // 100 m² up to the crest, then 95 m² on the bottom of the hollow, 11 m below it.
  const std::vector<float> row{9, 9, 9, 9, 1, 0, 1, 1, 1, -10, 9};
  const auto over = filled(row, 195);
  EXPECT_DOUBLE_EQ(over.level_m, 1);
  EXPECT_DOUBLE_EQ(over.depth_m, 1);
  EXPECT_DOUBLE_EQ(over.right_m, 450);
  // Once it is full the level goes on over both.
  EXPECT_DOUBLE_EQ(filled(row, 100 + 1100 + 600).depth_m, 12);
}

TEST(ValleySection, DownAnOpenSlopeLiesNoHigherThanItHas) {
  const auto open = filled({1, 2, 3, 4, 5, 4, 3, 2, 1}, 50);
  EXPECT_DOUBLE_EQ(open.level_m, 3);
  EXPECT_DOUBLE_EQ(open.depth_m, 0.5);
  EXPECT_DOUBLE_EQ(open.left_m, 350);
}

TEST(ValleySection, OnFlatGroundGrowsToBothSidesUpToItsLimit) {
  const auto flat = filled(std::vector<float>(41, 7), 500, 1000);
  EXPECT_TRUE(flat.meets_limit);
  EXPECT_FALSE(flat.meets_edge);
  EXPECT_DOUBLE_EQ(flat.left_m, flat.right_m);
  EXPECT_NEAR(flat.width_m * (flat.level_m - 7), 500, 1e-9);
}

TEST(ValleySection, TellsOfNodataAndOfTheEdge) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  const auto hole = filled({9, 9, 9, 0, none, 0, 9}, 300);
  EXPECT_TRUE(hole.meets_edge);
  EXPECT_DOUBLE_EQ(hole.right_m, 50);
  EXPECT_TRUE(filled({0, 0, 0}, 300).meets_edge);
  EXPECT_DOUBLE_EQ(filled({5}, 300).level_m, 8);
}

TEST(ValleySection, AcrossTheGridIsNoDeeperThanHalfACellsWidthMakesIt) {
  // A valley floor one cell wide, its sides rising 10 m a cell: whatever corner a section cuts, it does not fill a slit.
  constexpr double kArea_m2 = 195;
  for (int degrees = 0; degrees < 180; degrees += 7) {
    const double angle = degrees * std::numbers::pi / 180;
    const Heading downstream{std::cos(angle), std::sin(angle)};
    const GridFrame frame = test::metric_frame(41, 41);
    Grid<float> z(frame);
    for (std::ptrdiff_t i = 0; i < z.size(); ++i) {
      const Cell c = frame.cell(i);
      const double east = static_cast<double>(c.column - 20), north = -static_cast<double>(c.row - 20);
      z[i] = static_cast<float>(10 * std::round(std::abs(north * downstream.east - east * downstream.north)));
    }
    const RowMetrics sizes{.width_m = 100, .height_m = 100, .diagonal_m = 100 * std::sqrt(2.0), .area_m2 = 1e4};
    for (std::ptrdiff_t beside = -2; beside <= 2; ++beside) {
      const auto s = fill_section(z, sizes, {20 + beside, 20 + beside}, downstream, kArea_m2, 1500);
      EXPECT_LE(s.depth_m, kArea_m2 / 50 + 1e-9) << degrees << " " << beside;
      EXPECT_GE(s.width_m, 50 - 1e-9) << degrees << " " << beside;
    }
  }
}

/// The definition, slowly: grains put down one by one, each of which goes on to lower ground as long as it finds some over nothing
/// higher, into the pool it lies over before the hollow behind its crest. Answer: the surface.
std::vector<int> poured(std::vector<int> surface, std::ptrdiff_t from, int grains) {
  const auto top = [&](std::ptrdiff_t i) -> int& { return surface[static_cast<std::size_t>(i)]; };
  const auto inside = [&](std::ptrdiff_t i) { return i >= 0 && i < static_cast<std::ptrdiff_t>(surface.size()); };
  const auto lower = [&](std::ptrdiff_t at, std::ptrdiff_t step) {
    std::ptrdiff_t i = at + step;
    while (inside(i) && top(i) == top(at)) i += step;
    return inside(i) && top(i) < top(at) ? i : std::ptrdiff_t{-1};
  };
  for (; grains > 0; --grains) {
    std::ptrdiff_t at = from;
    for (;;) {
      const std::ptrdiff_t left = lower(at, -1);
      const std::ptrdiff_t right = lower(at, 1);
      if (left < 0 && right < 0) break;
      at = left < 0 ? right : right < 0 ? left : top(left) > top(right) ? left : right;
    }
    ++top(at);
  }
  return surface;
}

TEST(ValleySection, HoldsTheAreaAndLiesAsGrainsWouldOnRandomGround) {
  constexpr double kGrain_m = 0.002;
  constexpr int kCells = 31;
  std::mt19937 random(5);
  int hollows = 0;
  for (int round = 0; round < 80; ++round) {
    std::vector<int> ground(kCells, 1'000'000);  // walls at the ends: what an open slope does is told above
    std::vector<float> row;
    for (std::size_t i = 0; i < ground.size(); ++i) {
      if (i > 0 && i + 1 < ground.size()) ground[i] = static_cast<int>(random() % 10000);
      row.push_back(static_cast<float>(kGrain_m * ground[i]));
    }
    const int grains = 50 + static_cast<int>(random() % 25000);
    const auto s = filled(row, grains * 100 * kGrain_m);
    const std::vector<int> surface = poured(ground, s.lowest.column, grains);
    double deepest_m = 0;
    for (std::size_t i = 0; i < ground.size(); ++i) {
      const double depth_m = kGrain_m * (surface[i] - ground[i]);
      deepest_m = std::max(deepest_m, depth_m);
      const double left_m = 100 * (kCells / 2 - static_cast<double>(i));
      EXPECT_TRUE(depth_m < 0.05 || (left_m <= s.left_m && -left_m <= s.right_m)) << round << " " << i;
      const double full_m = s.level_m - kGrain_m * ground[i];
      hollows += depth_m > 0.05 && depth_m < full_m - 0.1 ? 1 : 0;
    }
    EXPECT_NEAR(s.depth_m, deepest_m, 0.05) << round;
    EXPECT_LE(s.depth_m, grains * kGrain_m) << "all of it in one cell";
  }
  EXPECT_GT(hollows, 10) << "some hollows are filled in part";
}

TEST(ValleySection, OfALargerAreaHoldsThatOfASmallerOne) {
  std::mt19937 random(6);
  std::uniform_real_distribution<float> height(0, 20);
  for (int round = 0; round < 200; ++round) {
    std::vector<float> row(31);
    for (float& z : row) z = height(random);
    auto before = filled(row, 10);
    for (const double area_m2 : {100.0, 500.0, 2000.0, 8000.0}) {
      const auto s = filled(row, area_m2);
      EXPECT_GE(s.level_m, before.level_m);
      EXPECT_GE(s.left_m, before.left_m);
      EXPECT_GE(s.right_m, before.right_m);
      before = s;
    }
  }
}

// Noise with holes and paths across it: nothing that real data can do may break the promises.
TEST(DepositZone, KeepsItsPromisesOnNoiseWithHoles) {
  std::mt19937 random(9);
  for (int round = 0; round < 60; ++round) {
    const GridFrame frame = test::metric_frame(5 + round % 30, 5 + round % 23);
    Grid<float> z(frame);
    for (std::ptrdiff_t i = 0; i < z.size(); ++i) {
      z[i] = random() % 20 == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(random() % 50);
    }
    Polyline path;
    for (int i = 0; i < 4; ++i) {
      path.push_back(frame.centre({static_cast<std::ptrdiff_t>(random() % static_cast<unsigned>(frame.rows + 2)),
                                   static_cast<std::ptrdiff_t>(random() % static_cast<unsigned>(frame.columns + 2))}));
    }
    Transform(frame.crs, Crs::wgs84()).apply(path);
    ReleaseScenario release;
    release.volume_m3 = {.median = std::pow(10.0, round % 9), .sd_log10 = 0.7, .origin = Origin::given, .source = ""};
    const auto zones = DepositLayout(z).zones(release, path, {});
    for (std::size_t i = 0; i < zones.size(); ++i) {
      EXPECT_FALSE(zones[i].cells.empty());
      EXPECT_TRUE(std::is_sorted(zones[i].cells.begin(), zones[i].cells.end()));
      EXPECT_EQ(invalid_reason(zones[i].area), "") << round;
      EXPECT_LE(zones[i].length_m, 1e5);
      EXPECT_GE(zones[i].max_depth_m, 0);
      for (const std::int64_t cell : zones[i].cells) EXPECT_TRUE(std::isfinite(z[static_cast<std::ptrdiff_t>(cell)]));
      EXPECT_TRUE(i == 0 || std::includes(zones[i].cells.begin(), zones[i].cells.end(), zones[i - 1].cells.begin(), zones[i - 1].cells.end()));
    }
  }
}

}  // namespace
}  // namespace tmfgeo
