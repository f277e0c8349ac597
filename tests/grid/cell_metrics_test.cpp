// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/cell_metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace tmfgeo {
namespace {

GridFrame frame(const std::string& crs, double west, double north, double size, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {.rows = rows, .columns = columns, .west = west, .north = north, .cell_width = size, .cell_height = size,
          .crs = Crs::from_text(crs)};
}

// WGS 84.
constexpr double kEquatorialRadiusM = 6378137;
constexpr double kEccentricitySquared = 6.69437999014e-3;

double parallel_radius_m(double latitude) {
  const double sine = std::sin(latitude * std::numbers::pi / 180);
  return kEquatorialRadiusM / std::sqrt(1 - kEccentricitySquared * sine * sine);
}

double meridian_radius_m(double latitude) {
  return std::pow(parallel_radius_m(latitude) / kEquatorialRadiusM, 3) * kEquatorialRadiusM * (1 - kEccentricitySquared);
}

TEST(CellMetrics, OfOneDegreeAreThePublishedLengths) {
  // Lengths of a degree on WGS 84 around the equator, 30, 60 degrees: km along the meridian and along the parallel.
  struct Published { double latitude, meridian_km, parallel_km; };
  for (const Published& p : {Published{0, 110.574, 111.320}, Published{30, 110.852, 96.486}, Published{60, 111.412, 55.800}}) {
    const RowMetrics m = CellMetrics(frame("EPSG:4326", 10, p.latitude + 0.5, 1, 1, 1)).row(0);
    EXPECT_NEAR(m.height_m / 1e3, p.meridian_km, 6e-4);
    // A geodesic cuts the curve of a parallel short by up to 1e-5 at this size.
    EXPECT_NEAR(m.width_m / 1e3, p.parallel_km, 2e-3);
  }
}

TEST(CellMetrics, OfAllRowsAddUpToTheEarth) {
  const CellMetrics metrics(frame("EPSG:4326", -180, 90, 0.25, 720, 1440));
  double area_km2 = 0;
  for (std::ptrdiff_t row = 0; row < 720; ++row) area_km2 += 1440 * metrics.row(row).area_m2 / 1e6;
  // The published area of the WGS 84 ellipsoid; cells bounded by geodesics instead of parallels lose nothing but rounding
  // between neighbouring rows of one column.
  EXPECT_NEAR(area_km2, 510065621.724, 1e-5 * 510065621.724);
}

TEST(CellMetrics, OfMercatorShrinkWithTheLatitude) {
  for (const double latitude : {0.0, 45.0, 60.0, -60.0}) {
    const double y = kEquatorialRadiusM * std::atanh(std::sin(latitude * std::numbers::pi / 180));
    const RowMetrics m = CellMetrics(frame("EPSG:3857", 1e6, y + 50, 100, 1, 1)).row(0);
    const double cosine = std::cos(latitude * std::numbers::pi / 180);
    EXPECT_NEAR(m.width_m, 100 * cosine * parallel_radius_m(latitude) / kEquatorialRadiusM, 1e-3) << latitude;
    EXPECT_NEAR(m.height_m, 100 * cosine * meridian_radius_m(latitude) / kEquatorialRadiusM, 1e-3) << latitude;
    EXPECT_NEAR(m.area_m2, m.width_m * m.height_m, 1e-4 * m.area_m2) << latitude;
  }
}

TEST(CellMetrics, OfUtmCarryItsScale) {
  // 0.9996 on the central meridian.
  const RowMetrics m = CellMetrics(frame("EPSG:32642", 500000 - 50, 4500000, 100, 1, 1)).row(0);
  EXPECT_NEAR(m.width_m, 100 / 0.9996, 1e-6);
  EXPECT_NEAR(m.height_m, 100 / 0.9996, 1e-6);
  EXPECT_NEAR(m.area_m2, 1e4 / (0.9996 * 0.9996), 1e-3);
}

TEST(CellMetrics, GiveEachStepItsLength) {
  const CellMetrics metrics(frame("EPSG:4326", 74, 43, 1 / 1200.0, 5, 7));
  for (std::ptrdiff_t row = 0; row < 5; ++row) {
    const RowMetrics& m = metrics.row(row);
    for (const D8 d : {D8{0}, D8{4}}) EXPECT_EQ(metrics.step_m(row, d), m.width_m);
    for (const D8 d : {D8{2}, D8{6}}) EXPECT_EQ(metrics.step_m(row, d), m.height_m);
    for (const D8 d : {D8{1}, D8{3}, D8{5}, D8{7}}) EXPECT_EQ(metrics.step_m(row, d), m.diagonal_m);
    EXPECT_NEAR(m.diagonal_m, std::hypot(m.width_m, m.height_m), 1e-3);
  }
  EXPECT_LT(metrics.row(0).width_m, metrics.row(4).width_m);
}

TEST(CellMetrics, ArePositiveUpToThePoles) {
  for (const double north : {90.0, -89.0}) {
    const RowMetrics m = CellMetrics(frame("EPSG:4326", 0, north, 1, 1, 1)).row(0);
    EXPECT_GT(m.width_m, 900);
    EXPECT_NEAR(m.height_m, 111694, 1);
    EXPECT_GT(m.area_m2, 0.9 * m.width_m * m.height_m);
  }
}

TEST(CellMetrics, OfRowsCentredOnAPoleEndThere) {
  const CellMetrics metrics(frame("EPSG:4326", 0, 90.5, 1, 181, 360));
  double area_km2 = 0;
  for (std::ptrdiff_t row = 0; row < 181; ++row) area_km2 += 360 * metrics.row(row).area_m2 / 1e6;
  EXPECT_NEAR(area_km2, 510065621.724, 1e-3 * 510065621.724);
  EXPECT_NEAR(metrics.row(0).height_m, 111694 / 2.0, 1);
}

using CellMetricsDeathTest = testing::Test;
TEST_F(CellMetricsDeathTest, NeedACrsAndCells) {
  EXPECT_DEATH(CellMetrics(GridFrame{.rows = 1, .columns = 1, .crs = {}}), "known");
  EXPECT_DEATH(CellMetrics(frame("EPSG:4326", 0, 0, 1, 0, 5)), "size");
}

}  // namespace
}  // namespace tmfgeo
