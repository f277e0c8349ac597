// SPDX-License-Identifier: Apache-2.0
/// Discharge of reaches from a raster of runoff: each reach adds its own area's, and a confluence the sum of both.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "support/river_chain.h"
#include "tmfgeo/app/transport_hydraulics.h"

namespace tmfgeo {
namespace {

constexpr double kM3_s_of_mm_km2 = 1e3 / 31557600;  // 1 mm a year on 1 km2

/// Three reaches of some 111 km along the equator; the raster's cells are a degree wide.
RiverNetwork river() { return test::chain_network({{111000, 100, 0}, {111000, 300, 0}, {111000, 600, 0}}); }

Grid<float> runoff_of(const std::vector<float>& by_degree) {
  const auto columns = static_cast<std::ptrdiff_t>(by_degree.size());
  Grid<float> grid(GridFrame{2, columns, 10, 1, 1, 1, Crs::wgs84()}, 0);
  for (std::ptrdiff_t i = 0; i < columns; ++i) grid[i] = grid[i + columns] = by_degree[static_cast<std::size_t>(i)];
  return grid;
}

std::vector<double> down(const RiverNetwork& network, const std::vector<double>& values) {
  std::vector<double> found;
  for (const std::int64_t record : {1, 2, 3}) found.push_back(values[static_cast<std::size_t>(test::reach_of(network, record))]);
  return found;
}

TEST(DischargesFromRunoff, AddUpEachReachsOwnAreaOnTheWayDown) {
  const RiverNetwork network = river();
  const auto m3_s = down(network, discharges_from_runoff(network, runoff_of({500, 200, 100, 100})));
  EXPECT_NEAR(m3_s[0], kM3_s_of_mm_km2 * 500 * 100, 1e-3 * m3_s[0]);
  EXPECT_NEAR(m3_s[1], kM3_s_of_mm_km2 * (500 * 100 + 200 * 200), 1e-3 * m3_s[1]);
  EXPECT_NEAR(m3_s[2], kM3_s_of_mm_km2 * (500 * 100 + 200 * 200 + 100 * 300), 1e-3 * m3_s[2]);
}

TEST(DischargesFromRunoff, OfEvenRunoffAreAreaTimesRunoff) {
  const RiverNetwork network = river();
  const auto m3_s = down(network, discharges_from_runoff(network, runoff_of({300, 300, 300, 300})));
  for (std::size_t i = 0; i < 3; ++i) {
    const double area = i == 0 ? 100 : i == 1 ? 300 : 600;
    EXPECT_NEAR(m3_s[i], kM3_s_of_mm_km2 * 300 * area, 1e-3 * m3_s[i]);
  }
}

TEST(DischargesFromRunoff, AreNotKnownBehindAHoleOfTheRaster) {
  const RiverNetwork network = river();
  const auto m3_s = down(network, discharges_from_runoff(network, runoff_of({500, std::numeric_limits<float>::quiet_NaN(), 100, 100})));
  EXPECT_GT(m3_s[0], 0);
  EXPECT_TRUE(std::isnan(m3_s[1]) && std::isnan(m3_s[2])) << "unknown is never zero";
}

TEST(DischargesFromRunoff, KeepTheSumWhereTheAreaDoesNotGrow) {
  const RiverNetwork network = test::chain_network({{111000, 100, 0}, {111000, 90, 0}, {111000, 100, 0}});
  const auto m3_s = down(network, discharges_from_runoff(network, runoff_of({500, 500, 500, 500})));
  EXPECT_EQ(m3_s[1], m3_s[0]);
  EXPECT_GE(m3_s[2], m3_s[1]);
}

}  // namespace
}  // namespace tmfgeo
