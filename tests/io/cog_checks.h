// SPDX-License-Identifier: Apache-2.0
/// What tests of every way to write a Cloud Optimized GeoTIFF ask.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "support/run_program.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo::test {

inline std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

/// Skips the rest of the test where GDAL's validator is not installed.
inline void expect_valid_cog(const std::string& file) {
  const auto run =
      run_program("/usr/bin/python3 -m osgeo_utils.samples.validate_cloud_optimized_geotiff --full-check=yes '" + file + "'");
  if (run.text.find("No module named") != std::string::npos) GTEST_SKIP() << "python3-gdal is not installed";
  EXPECT_EQ(run.exit_code, 0) << run.text;
  EXPECT_NE(run.text.find("is a valid cloud optimized GeoTIFF"), std::string::npos) << run.text;
}

/// write(path) must refuse by Error{environment} naming the path.
template <class Write>
void expect_refused(const std::string& path, const std::string& words, const Write& write) {
  try {
    write(path);
    ADD_FAILURE() << "wrote " << path;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::environment);
    EXPECT_EQ(error.path(), path);
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
  }
}
template <class Write>
void expect_refused_where_nobody_may_write(const Write& write) {
  for (const std::string path : {"/proc/a.tif", "/nowhere/a.tif"}) expect_refused(path, path, write);
}

/// Cells that no compressor makes smaller.
inline Grid<float> noise(const GridFrame& frame) {
  Grid<float> grid(frame);
  std::uint32_t state = 1;
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    state = state * 1664525U + 1013904223U;
    grid[i] = static_cast<float>(state) * 1e-5F;
  }
  return grid;
}

}  // namespace tmfgeo::test
