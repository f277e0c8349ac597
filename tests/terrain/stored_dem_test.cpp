// SPDX-License-Identifier: Apache-2.0
/// DEMs as files hold them: whatever the type and whichever row comes first, the conditioned surface is one.
#include <gtest/gtest.h>

#include <gdal_priv.h>

#include <array>
#include <string>
#include <vector>

#include "support/fill_terrains.h"
#include "support/terrain_twins.h"
#include "support/testdata.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo::test {
namespace {

/// Written as it stands or from the southern row on.
std::string write_dem(const std::string& path, const Grid<float>& elevation_m, GDALDataType type, bool south_up) {
  GDALAllRegister();
  const GridFrame& frame = elevation_m.frame();
  const auto rows = static_cast<int>(frame.rows);
  const auto columns = static_cast<int>(frame.columns);
  GDALDataset* file = GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), columns, rows, 1, type, nullptr);
  const double south = frame.north - static_cast<double>(rows) * frame.cell_height;
  std::array<double, 6> transform{frame.west, frame.cell_width, 0, south_up ? south : frame.north, 0,
                                  south_up ? frame.cell_height : -frame.cell_height};
  EXPECT_EQ(file->SetGeoTransform(transform.data()), CE_None);
  OGRSpatialReference crs;
  crs.importFromEPSG(32642);
  EXPECT_EQ(file->SetSpatialRef(&crs), CE_None);
  for (int row = 0; row < rows; ++row) {
    std::vector<float> line(static_cast<std::size_t>(columns));
    const std::ptrdiff_t from = south_up ? rows - 1 - row : row;
    for (std::ptrdiff_t c = 0; c < columns; ++c) line[static_cast<std::size_t>(c)] = elevation_m[Cell{from, c}];
    EXPECT_EQ(file->GetRasterBand(1)->RasterIO(GF_Write, 0, row, columns, 1, line.data(), columns, 1, GDT_Float32, 0, 0),
              CE_None);
  }
  GDALClose(file);
  return path;
}

TEST(StoredDem, DrainsAlikeInEveryTypeAndSouthUp) {
  const ScratchFolder folder;
  const Grid<float> given = noise(metric_frame(40, 33), 41, 200, 1).elevation_m;
  const ConditionedDem expected = condition(Dem{given}, {});
  for (const GDALDataType type : {GDT_Byte, GDT_Int16, GDT_UInt16, GDT_Int32, GDT_Float32, GDT_Float64}) {
    for (const bool south_up : {false, true}) {
      const std::string name = std::string(GDALGetDataTypeName(type)) + (south_up ? "_south_up.tif" : ".tif");
      Issues issues;
      const ConditionedDem drained =
          condition(Dem{read_raster({write_dem(folder.file(name), given, type, south_up)}, {}, issues)}, {});
      EXPECT_EQ(cells_that_differ(drained.elevation_m(), expected.elevation_m()), 0) << name;
      EXPECT_EQ(picture_of(route_d8(drained).direction), picture_of(route_d8(expected).direction)) << name;
    }
  }
}

}  // namespace
}  // namespace tmfgeo::test
