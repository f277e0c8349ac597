// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/cog_checks.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/cog_writer.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

template <class T>
Grid<T> hills(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  Grid<T> grid(GridFrame{rows, columns, 70, 43, 0.001, 0.001, Crs::from_text("EPSG:4326")});
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    const double wave = 50 + 40 * std::sin(static_cast<double>(i / columns) / 60) * std::cos(static_cast<double>(i % columns) / 70);
    grid[i] = i % 97 == 0 ? kMissingCell<T> : static_cast<T>(wave);
  }
  return grid;
}

/// Writes a grid in tiles, from the last to the first, from several threads at once.
template <class T>
void write_in_tiles(CogWriter<T>& writer, const Grid<T>& grid, std::ptrdiff_t side) {
  const std::ptrdiff_t across = (grid.columns() + side - 1) / side;
  const std::ptrdiff_t count = across * ((grid.rows() + side - 1) / side);
  parallel_for(0, count, 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      const std::ptrdiff_t tile = count - 1 - i;
      const Cell first{tile / across * side, tile % across * side};
      const std::ptrdiff_t rows = std::min(side, grid.rows() - first.row);
      const std::ptrdiff_t columns = std::min(side, grid.columns() - first.column);
      std::vector<T> values;
      for (std::ptrdiff_t r = 0; r < rows; ++r) {
        for (std::ptrdiff_t c = 0; c < columns; ++c) values.push_back(grid[Cell{first.row + r, first.column + c}]);
      }
      writer.write(first, rows, columns, values);
    }
  });
}

template <class T>
void expect_the_bytes_of_one_piece(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  const test::ScratchFolder folder;
  const auto grid = hills<T>(rows, columns);
  for (const CellNature nature : {CellNature::smooth, CellNature::amounts, CellNature::codes}) {
    const RasterMetadata metadata{.title = "Hills & dales <ё>", .unit = "m", .items = {{"LICENCE", "CC0"}}, .nature = nature};
    write_cog(folder.file("one piece.tif"), grid, metadata, true);
    for (const char* threads : {"1", "ALL_CPUS"}) {
      set_gdal_option("GDAL_NUM_THREADS", threads);
      for (const std::ptrdiff_t side : {100, 512, 5000}) {
        CogWriter<T> writer(folder.file("тайлы.tif"), grid.frame(), metadata, true);
        write_in_tiles(writer, grid, side);
        writer.finish();
        EXPECT_EQ(read_file(folder.file("one piece.tif")), read_file(folder.file("тайлы.tif"))) << side;
      }
    }
    set_gdal_option("GDAL_NUM_THREADS", "ALL_CPUS");
  }
  EXPECT_EQ(test::files_in(folder.path()), 2u);
}

TEST(CogWriter, GivesTheBytesOfAGridWrittenInOnePiece) {
  expect_the_bytes_of_one_piece<float>(1300, 900);
  expect_the_bytes_of_one_piece<std::uint8_t>(700, 1101);
  expect_the_bytes_of_one_piece<std::int32_t>(513, 513);
  expect_the_bytes_of_one_piece<float>(1, 1);
  expect_the_bytes_of_one_piece<std::uint8_t>(1, 3000);
  expect_the_bytes_of_one_piece<std::int32_t>(1200, 1);
}

TEST(CogWriter, PassesTheValidatorOfCloudOptimizedGeoTiff) {
  const test::ScratchFolder folder;
  const auto grid = hills<float>(1500, 1700);
  CogWriter<float> writer(folder.file("a b.tif"), grid.frame(), {.title = "Hills", .unit = "m"}, false);
  write_in_tiles(writer, grid, 256);
  writer.finish();
  test::expect_valid_cog(folder.file("a b.tif"));
}

TEST(CogWriter, GivesBackRowsBeforeItIsFinished) {
  const test::ScratchFolder folder;
  const auto grid = hills<std::int32_t>(130, 170);
  CogWriter<std::int32_t> writer(folder.file("a.tif"), grid.frame(), {}, false);
  write_in_tiles(writer, grid, 60);
  std::vector<std::int32_t> row(170);
  for (const std::ptrdiff_t r : {129, 0, 64}) {
    writer.read_row(r, row);
    EXPECT_TRUE(std::equal(row.begin(), row.end(), &grid[Cell{r, 0}])) << r;
  }
}

TEST(CogWriter, LeavesNothingBehindWhereItIsNotFinished) {
  const test::ScratchFolder folder;
  write_file(folder.file("a.tif"), "old", false);
  const auto grid = hills<float>(40, 50);
  {
    CogWriter<float> writer(folder.file("a.tif"), grid.frame(), {}, true);
    write_in_tiles(writer, grid, 20);
    EXPECT_EQ(read_file(folder.file("a.tif")), "old");
  }
  EXPECT_EQ(test::files_in(folder.path()), 1u);
  EXPECT_EQ(read_file(folder.file("a.tif")), "old");
}

TEST(CogWriter, RefusesBeforeAnyWork) {
  const test::ScratchFolder folder;
  const auto frame = hills<float>(2, 2).frame();
  write_file(folder.file("a.tif"), "old", false);
  EXPECT_THROW(CogWriter<float>(folder.file("a.tif"), frame, {}, false), Error);
  test::expect_refused_where_nobody_may_write([&](const std::string& path) { CogWriter<float>(path, frame, {}, false); });
}

TEST(CogWriter, TellsAFullDiskBeforeAnyWorkAndLeavesNothing) {
  const test::SmallDisk disk(512);
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can be mounted by root only";
  // 3 MB onto a disk of 0.5 MB.
  test::expect_refused(disk.file("a.tif"), "is the disk full?",
                       [](const std::string& path) { CogWriter<float>(path, hills<float>(700, 900).frame(), {}, false); });
  EXPECT_EQ(test::files_in(disk.path()), 0u);
}

TEST(CogWriter, LeavesNothingWhereTheDiskHoldsTheCellsButNotTheFile) {
  const test::SmallDisk disk(3400);
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can be mounted by root only";
  const Grid<float> noise = test::noise(hills<float>(700, 900).frame());
  {
    CogWriter<float> writer(disk.file("a.tif"), noise.frame(), {}, false);
    write_in_tiles(writer, noise, 256);
    EXPECT_THROW(writer.finish(), Error);
  }
  EXPECT_EQ(test::files_in(disk.path()), 0u);
}

}  // namespace
}  // namespace tmfgeo
