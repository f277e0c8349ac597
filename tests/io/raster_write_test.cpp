// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <gdal.h>

#include <cmath>
#include <limits>

#include "io/cog_checks.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

GridFrame frame(std::ptrdiff_t rows, std::ptrdiff_t columns, const char* crs = "EPSG:4326") {
  return {rows, columns, 70, 43, 0.01, 0.01, Crs::from_text(crs)};
}

/// A slope with a hole in it, large enough for overviews.
Grid<float> slope() {
  Grid<float> grid(frame(700, 900));
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) grid[i] = static_cast<float>(i % 900) * 0.5F;
  for (std::ptrdiff_t row = 100; row < 200; ++row) {
    for (std::ptrdiff_t column = 100; column < 200; ++column)
      grid[Cell{row, column}] = std::numeric_limits<float>::quiet_NaN();
  }
  return grid;
}

TEST(WriteCog, ReadsBackEveryCellAndWhatItIs) {
  const test::ScratchFolder folder;
  const auto grid = slope();
  write_cog(folder.file("высота.tif"), grid,
            {.title = "Elevation",
             .description = "Above sea level",
             .unit = "m",
             .style_qml = "<qgis/>",
             .items = {{"LICENCE", "CC0"}}},
            false);
  EXPECT_EQ(test::files_in(folder.path()), 2u);
  EXPECT_EQ(read_file(folder.file("высота.qml")), "<qgis/>");
  const RasterInfo info = raster_info({folder.file("высота.tif")});
  EXPECT_EQ(info.data_type, "Float32");
  EXPECT_EQ(info.unit, "m");
  ASSERT_TRUE(info.nodata);
  EXPECT_TRUE(std::isnan(*info.nodata));
  Issues issues;
  const auto back = read_raster({folder.file("высота.tif")}, {}, issues);
  EXPECT_TRUE(issues.empty());
  EXPECT_TRUE(back.frame().same_as(grid.frame()));
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    ASSERT_TRUE(back[i] == grid[i] || (std::isnan(back[i]) && std::isnan(grid[i]))) << i;
  }
}

TEST(WriteCog, Takes255AsMissingInBytes) {
  const test::ScratchFolder folder;
  write_cog(folder.file("d8.tif"), Grid<std::uint8_t>(frame(2, 3, "EPSG:32642"), {0, 1, 2, 4, 128, 255}), {}, false);
  Issues issues;
  const auto back = read_raster({folder.file("d8.tif")}, {}, issues);
  EXPECT_EQ(std::vector<float>(back.values().begin(), back.values().end() - 1), (std::vector<float>{0, 1, 2, 4, 128}));
  EXPECT_TRUE(std::isnan(back[5]));
  EXPECT_EQ(raster_info({folder.file("d8.tif")}).data_type, "Byte");
  EXPECT_EQ(back.frame().crs.name(), "EPSG:32642");
}

/// The raster at half its size, as another program reads it from the overview.
std::vector<double> overview(const std::string& file, int columns, int rows) {
  GdalMessages messages;
  const DatasetHandle dataset = open_dataset(file, DatasetKind::raster, messages);
  GDALRasterBandH band = GDALGetOverview(GDALGetRasterBand(dataset.get(), 1), 0);
  EXPECT_EQ(GDALGetRasterBandXSize(band), columns);
  EXPECT_EQ(GDALGetRasterBandYSize(band), rows);
  std::vector<double> values(static_cast<std::size_t>(columns * rows));
  EXPECT_EQ(GDALRasterIO(band, GF_Read, 0, 0, columns, rows, values.data(), columns, rows, GDT_Float64, 0, 0), CE_None);
  return values;
}

TEST(WriteCog, SumsUpFourCellsAsTheirNatureAsks) {
  const test::ScratchFolder folder;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Grid<float> grid(frame(513, 3), nan);
  // 1 2 | 4
  // 9 . | .
  grid[Cell{0, 0}] = 1;
  grid[Cell{0, 1}] = 2;
  grid[Cell{0, 2}] = 4;
  grid[Cell{1, 0}] = 9;
  const auto written = [&](CellNature nature) {
    write_cog(folder.file("a.tif"), grid, {.nature = nature}, true);
    return overview(folder.file("a.tif"), 2, 257);
  };
  const auto means = written(CellNature::smooth);
  EXPECT_EQ(means[0], 4);
  EXPECT_EQ(means[1], 4);
  EXPECT_TRUE(std::isnan(means[2]));
  EXPECT_EQ(written(CellNature::amounts)[0], 9);
  EXPECT_EQ(written(CellNature::codes)[0], 1);
}

TEST(WriteCog, WritesWholeNumbersAndTheirMissingCells) {
  const test::ScratchFolder folder;
  write_cog(folder.file("basins.tif"), Grid<std::int32_t>(frame(1, 3), {16777217, -1, 0}), {.nature = CellNature::codes},
            false);
  const RasterInfo info = raster_info({folder.file("basins.tif")});
  EXPECT_EQ(info.data_type, "Int32");
  EXPECT_EQ(info.nodata, -1);
}

TEST(WriteCog, WritesTheSameBytesTwiceAndOnAnyNumberOfThreads) {
  const test::ScratchFolder folder;
  for (const char* threads : {"1", "2", "ALL_CPUS"}) {
    set_gdal_option("GDAL_NUM_THREADS", threads);
    write_cog(folder.file(std::string(threads) + ".tif"), slope(), {.unit = "m"}, false);
  }
  EXPECT_EQ(read_file(folder.file("1.tif")), read_file(folder.file("2.tif")));
  EXPECT_EQ(read_file(folder.file("1.tif")), read_file(folder.file("ALL_CPUS.tif")));
}

TEST(WriteCog, PassesTheValidatorOfCloudOptimizedGeoTiff) {
  const test::ScratchFolder folder;
  write_cog(folder.file("a b.tif"), slope(), {.title = "Slope", .unit = "m"}, false);
  test::expect_valid_cog(folder.file("a b.tif"));
}

TEST(WriteCog, ReplacesAFileOnlyWhenTold) {
  const test::ScratchFolder folder;
  write_file(folder.file("a.tif"), "old", false);
  EXPECT_THROW(write_cog(folder.file("a.tif"), slope(), {}, false), Error);
  EXPECT_EQ(read_file(folder.file("a.tif")), "old");
  write_file(folder.file("a.tif.aux.xml"), "statistics of the old one", false);
  write_cog(folder.file("a.tif"), slope(), {}, true);
  EXPECT_TRUE(is_raster(folder.file("a.tif")));
  EXPECT_EQ(test::files_in(folder.path()), 1u);
}

TEST(WriteCog, SaysWhereItMayNotWrite) {
  test::expect_refused_where_nobody_may_write([](const std::string& path) { write_cog(path, slope(), {}, false); });
}

TEST(WriteCog, LeavesNothingOnAFullDisk) {
  const test::SmallDisk disk(512);
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can be mounted by root only";
  const Grid<float> noise = test::noise(frame(700, 900));
  // 2 MB onto a disk of 0.5 MB.
  test::expect_refused(disk.file("a.tif"), "is the disk full?", [&](const std::string& path) { write_cog(path, noise, {}, false); });
  EXPECT_EQ(test::files_in(disk.path()), 0u);
}

}  // namespace
}  // namespace tmfgeo
