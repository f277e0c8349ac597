// SPDX-License-Identifier: Apache-2.0
/// Fields along the ways: HAND, distance to the outlet, basins.
#include <gtest/gtest.h>

#include <map>

#include "support/terrain_twins.h"
#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"

namespace tmfgeo::test {
namespace {

std::ptrdiff_t receiver_of(const Grid<D8>& direction, std::ptrdiff_t i) {
  return direction.frame().index(neighbour(direction.frame().cell(i), direction[i]));
}

/// Terrains with sinks kept, conditioned and routed.
struct Routed {
  std::string name;
  ConditionedDem dem;
  FlowField flow;
};

const std::vector<Routed>& all_routed() {
  static const std::vector<Routed> routed = [] {
    std::vector<Routed> made;
    for (const NamedTerrain& terrain : all_terrains()) {
      ConditioningOptions options;
      options.terminal_min_depth_m = 20;
      ConditionedDem dem = condition(terrain.dem, options);
      FlowField flow = route_d8(dem);
      made.push_back({terrain.name, std::move(dem), std::move(flow)});
    }
    return made;
  }();
  return routed;
}

constexpr double kThresholdKm2 = 0.2;

TEST(Hand, IsTheHeightAboveTheFirstStreamCellOnTheWayDown) {
  for (const Routed& routed : all_routed()) {
    const Grid<D8>& direction = routed.flow.direction;
    const Grid<float>& z = routed.dem.elevation_m();
    const Accumulation accumulation = accumulate(routed.flow);
    const Grid<float> hand = hand_m(routed.flow, z, accumulation, square_kilometres(kThresholdKm2));
    for (std::ptrdiff_t i = 0; i < hand.size(); ++i) {
      std::ptrdiff_t cell = i;
      while (!(accumulation.area_km2[cell] >= kThresholdKm2) && is_step(direction[cell])) cell = receiver_of(direction, cell);
      if (accumulation.area_km2[cell] >= kThresholdKm2) {
        ASSERT_EQ(hand[i], z[i] - z[cell]) << routed.name;
        ASSERT_GE(hand[i], 0) << routed.name;
      } else {
        ASSERT_TRUE(std::isnan(hand[i])) << routed.name;
      }
      if (accumulation.area_km2[i] >= kThresholdKm2) {
        ASSERT_EQ(hand[i], 0) << routed.name;
      }
    }
  }
}

TEST(Hand, IsTheSameForTilesOfAnySize) {
  for (const Routed& routed : all_routed()) {
    const Accumulation accumulation = accumulate(routed.flow);
    const auto hand = [&](std::ptrdiff_t side) {
      return hand_m(routed.flow, routed.dem.elevation_m(), accumulation, square_kilometres(kThresholdKm2), side);
    };
    const Grid<float> in_one_tile = hand(1000);
    for (const std::ptrdiff_t side : kTileSides) EXPECT_TRUE(same_values(hand(side), in_one_tile)) << routed.name << side;
  }
}

TEST(Hand, IsUnknownWhereNoStreamIsMet) {
  const FlowField flow = route_d8(condition(plane(metric_frame(5, 5)), {}));
  const Grid<float> hand = hand_m(flow, Grid<float>(flow.direction.frame(), 1), accumulate(flow), square_kilometres(1000));
  for (const float h : hand.values()) EXPECT_TRUE(std::isnan(h));
}

TEST(DistanceToOutlet, IsTheLengthOfTheWayDown) {
  for (const Routed& routed : all_routed()) {
    const Grid<D8>& direction = routed.flow.direction;
    const CellMetrics metrics(direction.frame());
    const Grid<double> distance_km = distance_to_outlet_km(routed.flow);
    for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
      if (direction[i] == kD8NoData) {
        ASSERT_TRUE(std::isnan(distance_km[i]));
      } else if (!is_step(direction[i])) {
        ASSERT_EQ(distance_km[i], 0);
      } else {
        const double step_km = metrics.step_m(i / direction.columns(), direction[i]) / 1000;
        ASSERT_NEAR(distance_km[i] - distance_km[receiver_of(direction, i)], step_km, 1e-9) << routed.name;
      }
    }
    for (const std::ptrdiff_t side : kTileSides) {
      EXPECT_TRUE(same_values(distance_to_outlet_km(routed.flow, side), distance_km)) << routed.name << side;
    }
  }
}

TEST(DistanceToOutlet, IsTheSameOnAWayOfAMillionCells) {
  GridFrame frame = geographic_frame(1, 1'000'000);
  frame.cell_width = 1e-5;
  const FlowField flow = flow_from_directions(Grid<D8>(frame, D8{4}));
  const double step_km = CellMetrics(frame).row(0).width_m / 1000;
  EXPECT_NEAR(distance_to_outlet_km(flow)[999'999], 999'999 * step_km, 1e-6);
}

TEST(BasinsOfEnds, NumberTheEndsRowByRowAndFollowTheWays) {
  for (const Routed& routed : all_routed()) {
    const Grid<D8>& direction = routed.flow.direction;
    const Basins basins = basins_of_ends(routed.flow);
    std::vector<std::int64_t> ends;
    for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
      if (direction[i] == kD8NoData) {
        ASSERT_EQ(basins.basin[i], kNoBasin);
        continue;
      }
      if (!is_step(direction[i])) ends.push_back(i);
      ASSERT_EQ(basins.outlets[static_cast<std::size_t>(basins.basin[i])], end_of_way(direction, i)) << routed.name;
    }
    EXPECT_EQ(basins.outlets, ends) << routed.name;
    for (const std::ptrdiff_t side : kTileSides) {
      EXPECT_TRUE(same_values(basins_of_ends(routed.flow, side).basin, basins.basin)) << routed.name << side;
    }
  }
}

TEST(BasinsOfEnds, ShareTheAreaOfTheGrid) {
  for (const Routed& routed : all_routed()) {
    const Basins basins = basins_of_ends(routed.flow);
    const CellMetrics metrics(basins.basin.frame());
    std::vector<double> area_km2(basins.outlets.size(), 0);
    for (std::ptrdiff_t i = 0; i < basins.basin.size(); ++i) {
      if (basins.basin[i] >= 0) area_km2[static_cast<std::size_t>(basins.basin[i])] += metrics.row(i / basins.basin.columns()).area_m2 / 1e6;
    }
    const Grid<double> drained_km2 = accumulate(routed.flow).area_km2;
    for (std::size_t b = 0; b < area_km2.size(); ++b) EXPECT_NEAR(drained_km2[basins.outlets[b]], area_km2[b], 1e-9) << routed.name;
  }
}

/// All cells whose way passes a cell.
std::vector<bool> catchment(const Grid<D8>& direction, std::ptrdiff_t outlet) {
  std::vector<bool> in(static_cast<std::size_t>(direction.size()), false);
  for (std::ptrdiff_t start = 0; start < direction.size(); ++start) {
    if (direction[start] == kD8NoData) continue;
    std::ptrdiff_t cell = start;
    while (cell != outlet && is_step(direction[cell])) cell = receiver_of(direction, cell);
    in[static_cast<std::size_t>(start)] = cell == outlet;
  }
  return in;
}

TEST(BasinsOfPoints, NestIntoTheCatchmentOfEveryPoint) {
  Random random(5);
  for (const Routed& routed : all_routed()) {
    const Grid<D8>& direction = routed.flow.direction;
    std::vector<std::int64_t> points;
    for (int i = 0; i < 12; ++i) points.push_back(random.below(direction.size()));
    const Basins basins = basins_of(routed.flow, points);
    const auto drains_through = [&](std::int32_t basin, std::int32_t into) {
      for (std::size_t steps = 0; basin != kNoBasin && basin != into; ++steps) {
        EXPECT_LE(steps, points.size());
        basin = basins.downstream[static_cast<std::size_t>(basin)];
      }
      return basin != kNoBasin;
    };
    std::map<std::int64_t, std::int32_t> first_in_cell;
    for (std::size_t p = 0; p < points.size(); ++p) {
      if (!first_in_cell.emplace(points[p], static_cast<std::int32_t>(p)).second) continue;
      const std::vector<bool> twin = catchment(direction, points[p]);
      for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
        ASSERT_EQ(drains_through(basins.basin[i], static_cast<std::int32_t>(p)), twin[static_cast<std::size_t>(i)]) << routed.name;
      }
    }
    for (const std::ptrdiff_t side : kTileSides) {
      const Basins again = basins_of(routed.flow, points, side);
      EXPECT_TRUE(same_values(again.basin, basins.basin)) << routed.name << side;
      EXPECT_EQ(again.downstream, basins.downstream);
    }
  }
}

TEST(BasinsOfPoints, GiveTheFirstOfSeveralPointsInACellItsBasin) {
  const FlowField flow = flow_from_directions(directions_of("666o."));
  const std::int64_t points[] = {2, 1, 2, 4};
  const Basins basins = basins_of(flow, points);
  EXPECT_EQ(std::vector<std::int32_t>(basins.basin.values().begin(), basins.basin.values().end()),
            (std::vector<std::int32_t>{1, 1, 0, kNoBasin, kNoBasin}));
  EXPECT_EQ(basins.downstream, (std::vector<std::int32_t>{kNoBasin, 0, 0, kNoBasin}));
}

TEST(FieldsAlongTheWays, OfNoCellsAreNone) {
  EXPECT_EQ(distance_to_outlet_km(FlowField{}).size(), 0);
  EXPECT_EQ(hand_m(FlowField{}, Grid<float>(), Accumulation{}, square_kilometres(1)).size(), 0);
  EXPECT_TRUE(basins_of_ends(FlowField{}).outlets.empty());
  EXPECT_TRUE(basins_of(FlowField{}, {}).outlets.empty());
}

}  // namespace
}  // namespace tmfgeo::test
