// SPDX-License-Identifier: Apache-2.0
/// Makes small rasters, good and broken, straight through GDAL.
#pragma once

#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tmfgeo::test {

struct RasterRecipe {
  int columns = 3;
  int rows = 2;
  std::vector<double> values = {1, 2, 3, 4, 5, 6};  ///< in the order of the file's rows
  GDALDataType type = GDT_Float32;
  std::array<double, 6> geotransform = {70, 0.1, 0, 43, 0, -0.1};
  int epsg = 4326;  ///< 0: none
  std::optional<double> nodata = {};
  std::optional<double> scale = {};
  std::optional<double> offset = {};
  std::string unit = {};
  int bands = 1;
};

inline std::string make_raster(const std::string& path, const RasterRecipe& recipe) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path.c_str(), recipe.columns, recipe.rows,
                                    recipe.bands, recipe.type, nullptr);
  auto geotransform = recipe.geotransform;
  GDALSetGeoTransform(dataset, geotransform.data());
  if (recipe.epsg != 0) {
    OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(srs, recipe.epsg);
    GDALSetSpatialRef(dataset, srs);
    OSRDestroySpatialReference(srs);
  }
  auto values = recipe.values;
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  if (recipe.nodata) GDALSetRasterNoDataValue(band, *recipe.nodata);
  if (recipe.scale) GDALSetRasterScale(band, *recipe.scale);
  if (recipe.offset) GDALSetRasterOffset(band, *recipe.offset);
  if (!recipe.unit.empty()) GDALSetRasterUnitType(band, recipe.unit.c_str());
  if (GDALRasterIO(band, GF_Write, 0, 0, recipe.columns, recipe.rows, values.data(), recipe.columns, recipe.rows,
                   GDT_Float64, 0, 0) != CE_None) {
    return {};
  }
  GDALClose(dataset);
  return path;
}

}  // namespace tmfgeo::test
