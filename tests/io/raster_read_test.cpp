// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>

#include "io/broken_rasters.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

using test::make_raster;
using test::RasterRecipe;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The grid as rows of text, "." for missing.
std::string picture(const Grid<float>& grid) {
  std::string text;
  for (std::ptrdiff_t row = 0; row < grid.rows(); ++row) {
    for (std::ptrdiff_t column = 0; column < grid.columns(); ++column) {
      const float value = grid[Cell{row, column}];
      std::array<char, 32> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
      text += (column == 0 ? "" : " ") + (std::isnan(value) ? std::string(".") : std::string(digits.data(), end));
    }
    text += row + 1 < grid.rows() ? " / " : "";
  }
  return text;
}

class ReadRaster : public testing::Test {
 protected:
  std::string read(const RasterRecipe& recipe, const RasterOptions& options = {}) {
    return picture(read_raster({make_raster(folder_.file("r.tif"), recipe)}, options, issues_));
  }
  Error refusal(const std::vector<std::string>& files, const RasterOptions& options = {}) {
    try {
      read_raster(files, options, issues_);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "read what it should refuse";
    return {ErrorCode::usage, ""};
  }
  void expect_refused(const std::vector<std::string>& files, ErrorCode code, const std::string& words,
                      const RasterOptions& options = {}) {
    const Error error = refusal(files, options);
    EXPECT_EQ(error.code(), code) << error.what();
    EXPECT_EQ(error.path().empty() ? "" : files.back(), files.back());
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const Issue& issue : issues_) codes.push_back(issue.code);
    return codes;
  }

  test::ScratchFolder folder_;
  Issues issues_;
};

TEST_F(ReadRaster, GivesEveryCellAndTheFrame) {
  const auto grid = read_raster({make_raster(folder_.file("r.tif"), {})}, {}, issues_);
  EXPECT_EQ(picture(grid), "1 2 3 / 4 5 6");
  EXPECT_EQ(grid.frame().west, 70);
  EXPECT_EQ(grid.frame().north, 43);
  EXPECT_DOUBLE_EQ(grid.frame().cell_width, 0.1);
  EXPECT_DOUBLE_EQ(grid.frame().cell_height, 0.1);
  EXPECT_EQ(grid.frame().crs.name(), "EPSG:4326");
  EXPECT_TRUE(issues_.empty());
}

TEST_F(ReadRaster, TakesNodataAsMissing) {
  EXPECT_EQ(read({.values = {1, -9999, 3, 4, 5, -9999}, .nodata = -9999}), "1 . 3 / 4 5 .");
  EXPECT_EQ(read({.values = {1, kNaN, 3, 4, 5, 6}, .nodata = kNaN}), "1 . 3 / 4 5 6");
  EXPECT_EQ(read({.values = {1, kNaN, 3, 4, 5, 6}}), "1 . 3 / 4 5 6");
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(read({.values = {1, infinity, 3, -infinity, 5, 6}}), "1 . 3 / . 5 6");
  EXPECT_TRUE(issues_.empty());
}

TEST_F(ReadRaster, TakesTheLowestFloatAsMissingWhereItIsNodata) {
  const double lowest = std::numeric_limits<float>::lowest();
  EXPECT_EQ(read({.values = {1, lowest, 3, 4, 5, 6}, .nodata = -3.4028234663852886e38}), "1 . 3 / 4 5 6");
  // Nodata of a double on float cells.
  EXPECT_EQ(read({.values = {1, lowest, 3, 4, 5, 6}, .nodata = -1.7976931348623157e308}), "1 . 3 / 4 5 6");
}

TEST_F(ReadRaster, MendsNodataThatInt16CannotHold) {
  EXPECT_EQ(read({.values = {1, -32768, 3, 4, 5, 6}, .type = GDT_Int16, .nodata = -99999}), "1 . 3 / 4 5 6");
  EXPECT_EQ(codes(), std::vector<std::string>{"raster_nodata_mended"});
}

TEST_F(ReadRaster, KeepsZeroInBytesWhateverNodataSays) {
  EXPECT_EQ(read({.values = {0, 1, 2, 3, 254, 255}, .type = GDT_Byte, .nodata = -9999}), "0 1 2 / 3 254 255");
  EXPECT_EQ(read({.values = {0, 1, 2, 3, 254, 255}, .type = GDT_Byte, .nodata = 255}), "0 1 2 / 3 254 .");
  EXPECT_TRUE(issues_.empty());
}

TEST_F(ReadRaster, TellsLargeIntegersFromNodataNextToThem) {
  // As floats, both numbers would be 16777216.
  EXPECT_EQ(read({.values = {16777216, 16777217, 3, 4, 5, 6}, .type = GDT_Int32, .nodata = 16777217}),
            "16777216 . 3 / 4 5 6");
}

TEST_F(ReadRaster, AppliesScaleAndOffset) {
  EXPECT_EQ(read({.values = {10, 20, -1, 40, 50, 60}, .type = GDT_Int16, .nodata = -1, .scale = 0.5, .offset = 100}),
            "105 110 . / 120 125 130");
}

TEST_F(ReadRaster, TurnsFeetIntoMetresAndSaysSo) {
  EXPECT_EQ(read({.values = {10, 20, 30, 40, 50, 60}, .unit = "ft"}), "3.048 6.096 9.144 / 12.192 15.24 18.288");
  EXPECT_EQ(codes(), std::vector<std::string>{"raster_unit_converted"});
}

TEST_F(ReadRaster, TurnsASouthUpRaster) {
  const auto grid =
      read_raster({make_raster(folder_.file("r.tif"), {.geotransform = {70, 0.1, 0, 42.8, 0, 0.1}})}, {}, issues_);
  EXPECT_EQ(picture(grid), "4 5 6 / 1 2 3");
  EXPECT_DOUBLE_EQ(grid.frame().north, 43);
}

TEST_F(ReadRaster, ReadsTheFirstOfSeveralBandsAndSaysSo) {
  EXPECT_EQ(read({.bands = 3}), "1 2 3 / 4 5 6");
  EXPECT_EQ(codes(), std::vector<std::string>{"raster_band_chosen"});
}

TEST_F(ReadRaster, ClipsToCellsThatTouchTheBox) {
  EXPECT_EQ(read({}, {.clip = Box{70.15, 42.85, 70.25, 42.95}}), "2 3 / 5 6");
  EXPECT_EQ(read({}, {.clip = Box{70.01, 42.91, 70.02, 42.92}}), "1");
  EXPECT_EQ(read({}, {.clip = Box{0, 0, 90, 90}}), "1 2 3 / 4 5 6");
  EXPECT_EQ(read({.geotransform = {70, 0.1, 0, 42.8, 0, 0.1}}, {.clip = Box{70.15, 42.85, 70.25, 42.89}}), "2 3");
}

TEST_F(ReadRaster, JoinsTilesAndFillsHolesOfOneFromTheOther) {
  const std::string east = make_raster(folder_.file("east.tif"), {.geotransform = {70.3, 0.1, 0, 42.9, 0, -0.1}});
  const std::string west =
      make_raster(folder_.file("west.tif"),
                  {.columns = 4, .values = {-1, -1, -1, -1, 9, 9, 9, 9}, .type = GDT_Int16, .nodata = -1});
  const auto grid = read_raster({east, west}, {}, issues_);
  EXPECT_EQ(picture(grid), ". . . . . . / 9 9 9 1 2 3 / . . . 4 5 6");
  EXPECT_DOUBLE_EQ(grid.frame().west, 70);
  EXPECT_DOUBLE_EQ(grid.frame().north, 43);
  EXPECT_EQ(picture(read_raster({west, east}, {}, issues_)), ". . . . . . / 9 9 9 9 2 3 / . . . 4 5 6");
  EXPECT_EQ(picture(read_raster({east, west}, {.clip = Box{70.25, 42.85, 70.45, 42.87}}, issues_)), "9 1 2");
}

TEST_F(ReadRaster, RefusesTilesOfAnotherGrid) {
  const std::string a = make_raster(folder_.file("a.tif"), {});
  expect_refused({a, make_raster(folder_.file("b.tif"), {.geotransform = {70.35, 0.1, 0, 43, 0, -0.1}})},
                 ErrorCode::invalid_input, "shifted by 0.50");
  expect_refused({a, make_raster(folder_.file("c.tif"), {.geotransform = {70.3, 0.2, 0, 43, 0, -0.2}})},
                 ErrorCode::invalid_input, "cells of 0.2 by 0.2");
  expect_refused({a, make_raster(folder_.file("d.tif"), {.epsg = 32642})}, ErrorCode::invalid_input,
                 "reference system EPSG:32642");
}

TEST_F(ReadRaster, AsksForTheReferenceSystemWhereNoneIsGiven) {
  const std::string file = make_raster(folder_.file("r.tif"), {.epsg = 0});
  expect_refused({file}, ErrorCode::invalid_input, "crs = \"EPSG:…\"");
  EXPECT_EQ(read_raster({file}, {.crs = "EPSG:32642"}, issues_).frame().crs.name(), "EPSG:32642");
  EXPECT_TRUE(issues_.empty());
  expect_refused({file}, ErrorCode::invalid_input, "reference system given for it", {.crs = "EPSG:999999"});
}

TEST_F(ReadRaster, TrustsTheFileOverTheReferenceSystemGiven) {
  EXPECT_EQ(read({}, {.crs = "EPSG:32642"}), "1 2 3 / 4 5 6");
  EXPECT_EQ(codes(), std::vector<std::string>{"crs_ignored"});
}

TEST_F(ReadRaster, RefusesWhatCannotBeUsed) {
  expect_refused({folder_.file("none.tif")}, ErrorCode::environment, "no such file");
  write_file(folder_.file("empty.tif"), "", false);
  expect_refused({folder_.file("empty.tif")}, ErrorCode::invalid_input, "is empty (0 bytes)");
  write_file(folder_.file("text.tif"), "not a raster", false);
  expect_refused({folder_.file("text.tif")}, ErrorCode::invalid_input, "cannot be read, expected a raster");
  expect_refused({folder_.path().string()}, ErrorCode::invalid_input, "is a folder");
  expect_refused({make_raster(folder_.file("turned.tif"), {.geotransform = {70, 0.1, 0.02, 43, 0.02, -0.1}})},
                 ErrorCode::invalid_input, "rotated");
  expect_refused({make_raster(folder_.file("hole.tif"), {.values = {7, 7, 7, 7, 7, 7}, .nodata = 7})},
                 ErrorCode::invalid_input, "no value in any of its 6 cells");
  expect_refused({make_raster(folder_.file("away.tif"), {})}, ErrorCode::invalid_input,
                 "it covers (70, 42.8) to (70.3, 43)", {.clip = Box{10, 10, 11, 11}});
}

TEST_F(ReadRaster, RefusesARasterWithoutAPlace) {
  write_file(folder_.file("picture.pgm"), std::string("P5 2 1 255\nab"), false);
  expect_refused({folder_.file("picture.pgm")}, ErrorCode::invalid_input, "where on Earth");
}

TEST_F(ReadRaster, RefusesATruncatedFileOnAnyNumberOfThreads) {
  const std::vector<double> values(400 * 300, 5.0);
  const std::string file = make_raster(folder_.file("big.tif"), {.columns = 400, .rows = 300, .values = values});
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  expect_refused({file}, ErrorCode::invalid_input, "is truncated or damaged");
  set_gdal_option("GDAL_NUM_THREADS", "1");
  expect_refused({file}, ErrorCode::invalid_input, "is truncated or damaged");
  set_gdal_option("GDAL_NUM_THREADS", "ALL_CPUS");
}

TEST_F(ReadRaster, RefusesATruncatedCompressedFile) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  const std::string file = folder_.file("half.tif");
  const std::string bytes = read_file(test::testdata("dem/chu_bishkek_srtm3_3arcsec.tif"));
  for (const std::size_t keep : {bytes.size() / 2, bytes.size() - 1000}) {
    write_file(file, std::string_view(bytes).substr(0, keep), true);
    EXPECT_EQ(refusal({file}).code(), ErrorCode::invalid_input);
  }
}

TEST_F(ReadRaster, DescribesWithoutReading) {
  const RasterInfo info =
      raster_info({make_raster(folder_.file("r.tif"), {.type = GDT_Int16, .nodata = -1, .scale = 2, .unit = "m"})});
  EXPECT_EQ(info.data_type, "Int16");
  EXPECT_EQ(info.nodata, -1);
  EXPECT_EQ(info.scale, 2);
  EXPECT_EQ(info.unit, "m");
  EXPECT_EQ(info.driver, "GTiff");
  EXPECT_EQ(info.frame.size(), 6);
}

TEST_F(ReadRaster, ReadsOutOfAZipArchiveAndReportsProgress) {
  const std::string file = "/vsizip/" + folder_.file("r.zip") + "/r.tif";
  const std::string bytes = read_file(make_raster(folder_.file("r.tif"), {}));
  VSILFILE* zipped = VSIFOpenL(file.c_str(), "wb");
  ASSERT_NE(zipped, nullptr);
  ASSERT_EQ(VSIFWriteL(bytes.data(), 1, bytes.size(), zipped), bytes.size());
  ASSERT_EQ(VSIFCloseL(zipped), 0);
  double last = 0;
  const auto grid = read_raster({file}, {}, issues_, [&](std::string_view, double fraction) { last = fraction; });
  EXPECT_EQ(picture(grid), "1 2 3 / 4 5 6");
  EXPECT_EQ(last, 1);
}

TEST_F(ReadRaster, JoinsSixRealTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles/N51E067.tif");
  std::vector<std::string> files;
  for (const char* tile : {"N51E067", "N51E068", "N51E069", "N52E067", "N52E068", "N52E069"}) {
    files.push_back(test::testdata(std::string("dem/kz_zhabay_srtmgl1_tiles/") + tile + ".tif"));
  }
  // Six tiles of 3601 × 3601 that share a row or column with each neighbour.
  const RasterInfo info = raster_info(files);
  EXPECT_EQ(info.frame.rows, 7201);
  EXPECT_EQ(info.frame.columns, 10801);
  // Around the corner of four tiles, every cell has its value in one read as in the other.
  const Box corner{67.999, 51.999, 68.001, 52.001};
  const auto joined = read_raster(files, {.clip = corner}, issues_);
  const auto one = read_raster({files[0]}, {.clip = corner}, issues_);
  ASSERT_GT(one.size(), 0);
  for (std::ptrdiff_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i], joined[joined.frame().cell_at(one.frame().centre(one.frame().cell(i)))]);
  }
}

TEST_F(ReadRaster, TakesNaNOutsideARealBasinAsMissing) {
  TMFGEO_NEEDS_TESTDATA("dem/shahimardan_koksu_dem_100m_utm42n.tif");
  const auto grid = read_raster({test::testdata("dem/shahimardan_koksu_dem_100m_utm42n.tif")}, {}, issues_);
  const auto valid = std::count_if(grid.values().begin(), grid.values().end(), [](float v) { return !std::isnan(v); });
  // The data's README says 523 × 468 cells, 57 % of them valid.
  EXPECT_EQ(grid.size(), 523 * 468);
  EXPECT_NEAR(static_cast<double>(valid) / static_cast<double>(grid.size()), 0.57, 0.005);
  EXPECT_EQ(grid.frame().crs.name(), "EPSG:32642");
}

}  // namespace
}  // namespace tmfgeo
