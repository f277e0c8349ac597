// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "io/broken_rasters.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/raster_reader.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

using test::make_raster;
using test::RasterRecipe;

/// Reads all cells through windows of one size with a margin of one cell, from several threads at once.
Grid<float> read_in_windows(const RasterReader& reader, std::ptrdiff_t side) {
  Grid<float> grid(reader.frame());
  const std::ptrdiff_t across = (grid.columns() + side - 1) / side;
  const std::ptrdiff_t down = (grid.rows() + side - 1) / side;
  parallel_for(0, across * down, 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    std::vector<float> values(static_cast<std::size_t>((side + 2) * (side + 2)));
    for (std::ptrdiff_t tile = begin; tile < end; ++tile) {
      const Cell first{tile / across * side - 1, tile % across * side - 1};
      reader.read(first, side + 2, side + 2, values);
      for (std::ptrdiff_t i = 0; i < (side + 2) * (side + 2); ++i) {
        const Cell cell{first.row + i / (side + 2), first.column + i % (side + 2)};
        const float value = values[static_cast<std::size_t>(i)];
        if (!grid.frame().contains(cell)) {
          if (!std::isnan(value)) throw std::runtime_error("a value outside the raster");
          continue;
        }
        const bool own = cell.row > first.row && cell.row <= first.row + side && cell.column > first.column &&
                         cell.column <= first.column + side;
        if (own) grid[cell] = value;
      }
    }
  });
  return grid;
}

void expect_windows_give_the_whole(const std::vector<std::string>& files, const RasterOptions& options,
                                   std::initializer_list<std::ptrdiff_t> sides) {
  Issues told_whole;
  Issues told_windows;
  const auto whole = read_raster(files, options, told_whole);
  const RasterReader reader(files, options, told_windows);
  EXPECT_TRUE(reader.frame().same_as(whole.frame()));
  EXPECT_EQ(told_windows.size(), told_whole.size());
  for (const std::ptrdiff_t side : sides) {
    const auto grid = read_in_windows(reader, side);
    for (std::ptrdiff_t i = 0; i < whole.size(); ++i) {
      ASSERT_TRUE(grid[i] == whole[i] || (std::isnan(grid[i]) && std::isnan(whole[i]))) << files.front() << " " << i;
    }
  }
}

TEST(RasterReader, GivesInWindowsWhatIsReadAtOnceFromOddRasters) {
  const test::ScratchFolder folder;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<RasterRecipe> recipes{
      {},
      {.values = {1, -9999, 3, 4, 5, -9999}, .nodata = -9999},
      {.values = {1, nan, 3, 4, 5, 6}, .nodata = nan},
      {.values = {1, infinity, 3, -infinity, 5, 6}},
      {.values = {1, std::numeric_limits<float>::lowest(), 3, 4, 5, 6}, .nodata = -1.7976931348623157e308},
      {.values = {1, -32768, 3, 4, 5, 6}, .type = GDT_Int16, .nodata = -99999},
      {.values = {0, 1, 2, 3, 254, 255}, .type = GDT_Byte, .nodata = 255},
      {.values = {16777216, 16777217, 3, 4, 5, 6}, .type = GDT_Int32, .nodata = 16777217},
      {.values = {10, 20, -1, 40, 50, 60}, .type = GDT_Int16, .nodata = -1, .scale = 0.5, .offset = 100},
      {.unit = "ft"},
      {.geotransform = {70, 0.1, 0, 42.8, 0, 0.1}},
      {.bands = 3},
      {.columns = 1, .rows = 1, .values = {7}},
      {.columns = 6, .rows = 1},
  };
  for (const RasterRecipe& recipe : recipes) {
    const std::string file = make_raster(folder.file("r.tif"), recipe);
    expect_windows_give_the_whole({file}, {}, {1, 2, 5});
    expect_windows_give_the_whole({file}, {.clip = Box{70.05, 42.91, 70.15, 42.99}}, {1, 2});
  }
}

TEST(RasterReader, JoinsTilesWindowByWindow) {
  const test::ScratchFolder folder;
  const std::string east = make_raster(folder.file("east.tif"), {.geotransform = {70.3, 0.1, 0, 42.9, 0, -0.1}});
  const std::string west =
      make_raster(folder.file("west.tif"),
                  {.columns = 4, .values = {-1, -1, -1, -1, 9, 9, 9, 9}, .type = GDT_Int16, .nodata = -1});
  for (const auto& files : {std::vector{east, west}, std::vector{west, east}}) {
    expect_windows_give_the_whole(files, {}, {1, 2, 3});
    expect_windows_give_the_whole(files, {.clip = Box{70.25, 42.85, 70.45, 42.87}}, {1, 2, 3});
  }
}

TEST(RasterReader, JoinsMoreTilesThanItKeepsOpen) {
  const test::ScratchFolder folder;
  std::vector<std::string> files;
  for (int i = 0; i < 100; ++i) {
    const double west = 70 + 0.3 * (i % 10);
    const double north = 43 - 0.2 * (i / 10);
    std::vector<double> values(6, i);
    files.push_back(make_raster(folder.file(std::to_string(i) + ".tif"),
                                {.values = values, .geotransform = {west, 0.1, 0, north, 0, -0.1}}));
  }
  expect_windows_give_the_whole(files, {}, {4, 7});
}

TEST(RasterReader, GivesRealRastersInWindows) {
  TMFGEO_NEEDS_TESTDATA("dem/shahimardan_koksu_dem_100m_utm42n.tif");
  expect_windows_give_the_whole({test::testdata("dem/shahimardan_koksu_dem_100m_utm42n.tif")}, {}, {100, 333});
}

TEST(RasterReader, GivesATurnedRasterLargerThanOnePieceAsItLies) {
  const test::ScratchFolder folder;
  RasterRecipe recipe{.columns = 3000, .rows = 1600, .values = {}, .geotransform = {70, 1e-4, 0, 43, 0, 1e-4}};
  for (int i = 0; i < 3000 * 1600; ++i) recipe.values.push_back(i);
  const std::string file = make_raster(folder.file("r.tif"), recipe);
  Issues issues;
  const RasterReader reader({file}, {}, issues);
  const auto grid = reader.read_all();
  EXPECT_EQ((grid[Cell{1599, 0}]), 0);
  EXPECT_EQ((grid[Cell{0, 2999}]), 3000 * 1600 - 1);
  std::vector<float> two(2);
  reader.read({700, 1499}, 1, 2, two);
  EXPECT_EQ(two[0], (1599 - 700) * 3000 + 1499);
  EXPECT_EQ(two[1], two[0] + 1);
}

TEST(RasterReader, NamesTheTileThatIsTruncatedAndReadsTheOthers) {
  const test::ScratchFolder folder;
  const std::vector<double> values(400 * 300, 5.0);
  const RasterRecipe tile{.columns = 400, .rows = 300, .values = values, .geotransform = {70, 1e-3, 0, 43, 0, -1e-3}};
  RasterRecipe next = tile;
  next.geotransform[0] = 70.4;
  const std::string whole = make_raster(folder.file("whole.tif"), tile);
  const std::string broken = make_raster(folder.file("broken.tif"), next);
  std::filesystem::resize_file(broken, std::filesystem::file_size(broken) / 2);
  Issues issues;
  const RasterReader reader({whole, broken}, {}, issues);
  std::vector<float> cells(400 * 300);
  reader.read({0, 0}, 300, 400, cells);
  EXPECT_EQ(cells.back(), 5);
  try {
    reader.read({0, 400}, 300, 400, cells);
    ADD_FAILURE() << "read what is not there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.path(), broken);
    EXPECT_NE(std::string(error.what()).find("is truncated or damaged, rows 1 to 300"), std::string::npos)
        << error.what();
  }
  // From many threads at once the error reaches the caller as well.
  EXPECT_THROW(read_in_windows(reader, 50), Error);
}

TEST(RasterReader, TellsWhatReadingAtOnceTells) {
  const test::ScratchFolder folder;
  Issues issues;
  EXPECT_THROW(RasterReader({folder.file("none.tif")}, {}, issues), Error);
  write_file(folder.file("text.tif"), "not a raster", false);
  EXPECT_THROW(RasterReader({folder.file("text.tif")}, {}, issues), Error);
  const std::string file = make_raster(folder.file("r.tif"), {.unit = "ft", .bands = 2});
  const RasterReader reader({file}, {}, issues);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].code, "raster_band_chosen");
  EXPECT_EQ(issues[1].code, "raster_unit_converted");
}

TEST(RasterReader, TakesAWindowWithoutAnyValue) {
  const test::ScratchFolder folder;
  Issues issues;
  const RasterReader reader({make_raster(folder.file("r.tif"), {.values = {7, 7, 7, 7, 7, 7}, .nodata = 7})}, {},
                            issues);
  std::vector<float> cells(6, 1.0F);
  reader.read({0, 0}, 2, 3, cells);
  for (const float value : cells) EXPECT_TRUE(std::isnan(value));
  reader.read({-100, 500}, 2, 3, cells);
  for (const float value : cells) EXPECT_TRUE(std::isnan(value));
}

}  // namespace
}  // namespace tmfgeo
