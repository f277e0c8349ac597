// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>
#include <limits>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_source.h"

namespace tmfgeo {
namespace {

Crs file_crs(const std::string& path, OGRSpatialReferenceH srs) {
  char* wkt = nullptr;
  const std::array options{"FORMAT=WKT2_2019", static_cast<const char*>(nullptr)};
  const bool exported = OSRExportToWktEx(srs, &wkt, options.data()) == OGRERR_NONE;
  const std::string text = exported && wkt != nullptr ? wkt : "";
  CPLFree(wkt);
  try {
    return Crs::from_text(text);
  } catch (const Error& error) {
    throw Error(error.code(), std::string("its coordinate reference system cannot be used: ") + error.what(), path);
  }
}

Crs given_crs(const std::string& path, const std::string& text) {
  try {
    return Crs::from_text(text);
  } catch (const Error& error) {
    throw Error(error.code(), std::string("the coordinate reference system given for it: ") + error.what(), path);
  }
}

void place_frame(RasterSource& source, GDALDatasetH dataset) {
  GridFrame& frame = source.info.frame;
  frame.rows = GDALGetRasterYSize(dataset);
  frame.columns = GDALGetRasterXSize(dataset);
  std::array<double, 6> t{};
  if (GDALGetGeoTransform(dataset, t.data()) != CE_None) {
    throw Error(ErrorCode::invalid_input, "does not say where on Earth it lies, expected a georeferenced raster",
                source.path);
  }
  const auto rows = static_cast<double>(frame.rows);
  const auto columns = static_cast<double>(frame.columns);
  const bool straight =
      std::abs(t[2]) * rows <= 0.01 * std::abs(t[1]) && std::abs(t[4]) * columns <= 0.01 * std::abs(t[5]);
  if (!straight) {
    throw Error(
        ErrorCode::invalid_input,
        "is rotated or sheared, expected rows running east and columns running south (gdalwarp makes such a raster)",
        source.path);
  }
  if (!(t[1] > 0) || t[5] == 0 || !std::isfinite(t[0] + t[1] + t[3] + t[5])) {
    throw Error(ErrorCode::invalid_input, "has cells of no size or running west, expected cells running east",
                source.path);
  }
  source.south_up = t[5] > 0;
  frame.west = t[0];
  frame.cell_width = t[1];
  frame.cell_height = std::abs(t[5]);
  frame.north = source.south_up ? t[3] + t[5] * rows : t[3];
}

/// Cells may reach over a pole by half, as those of grids with centres on it do.
void expect_on_earth(const RasterSource& source) {
  const GridFrame& frame = source.info.frame;
  if (!frame.crs.is_geographic()) return;
  const double northernmost = frame.north - frame.cell_height / 2;
  const double southernmost = frame.north - (static_cast<double>(frame.rows) - 0.5) * frame.cell_height;
  constexpr double slack = 1e-6;
  if (northernmost <= 90 + slack && southernmost >= -90 - slack) return;
  throw Error(ErrorCode::invalid_input, "has rows beyond a pole: centres from " + shortest(southernmost) + " to " + shortest(northernmost) +
                                            " degrees north, expected -90 to 90", source.path);
}

void find_crs(RasterSource& source, GDALDatasetH dataset, const std::string& given) {
  OGRSpatialReferenceH srs = GDALGetSpatialRef(dataset);
  if (srs == nullptr) {
    if (given.empty()) {
      throw Error(ErrorCode::invalid_input,
                  "has no coordinate reference system; say which one it is: crs = \"EPSG:…\" in the project file, or "
                  "--crs EPSG:…",
                  source.path);
    }
    source.info.frame.crs = given_crs(source.path, given);
    return;
  }
  source.info.frame.crs = file_crs(source.path, srs);
  source.crs_ignored = !given.empty() && !given_crs(source.path, given).same_as(source.info.frame.crs);
}

/// Smallest and largest value a cell type holds.
std::pair<double, double> type_range(GDALDataType type) {
  const auto of = []<class T>(T) {
    return std::pair(static_cast<double>(std::numeric_limits<T>::lowest()),
                     static_cast<double>(std::numeric_limits<T>::max()));
  };
  switch (type) {
    case GDT_Byte: return of(std::uint8_t{});
    case GDT_UInt16: return of(std::uint16_t{});
    case GDT_Int16: return of(std::int16_t{});
    case GDT_UInt32: return of(std::uint32_t{});
    case GDT_Int32: return of(std::int32_t{});
    case GDT_UInt64: return of(std::uint64_t{});
    case GDT_Int64: return of(std::int64_t{});
    case GDT_Float32: return of(float{});
    default: return of(double{});
  }
}

/// Programs that write a nodata value the type cannot hold leave the nearest value in the cells. The ends 0 and 255 are
/// the exception: they are likely data.
void find_missing(RasterSource& source, GDALRasterBandH band, GDALDataType type) {
  int declared = 0;
  double nodata = 0;
  if (type == GDT_Int64) {
    nodata = static_cast<double>(GDALGetRasterNoDataValueAsInt64(band, &declared));
  } else if (type == GDT_UInt64) {
    nodata = static_cast<double>(GDALGetRasterNoDataValueAsUInt64(band, &declared));
  } else {
    nodata = GDALGetRasterNoDataValue(band, &declared);
  }
  source.has_mask = GDALGetMaskFlags(band) == GMF_PER_DATASET;
  if (declared == 0) return;
  source.info.nodata = nodata;
  const auto [lowest, highest] = type_range(type);
  if (std::isnan(nodata)) return;
  if (nodata >= lowest && nodata <= highest) {
    source.missing = nodata;
  } else if (const double nearest = nodata < lowest ? lowest : highest; nearest != 0 && nearest != 255) {
    source.missing = nearest;
    source.missing_mended = GDALDataTypeIsFloating(type) == 0;
  }
}

double factor_to_metres(const std::string& unit) {
  const std::string word = folded(unit);
  if (word == "us survey foot" || word == "us survey feet" || word == "us-ft" || word == "ftus" || word == "ft-us" ||
      word == "foot_us") {
    return 1200.0 / 3937.0;
  }
  if (word == "ft" || word == "foot" || word == "feet" || word == "international foot") return 0.3048;
  return 1;
}

}  // namespace

RasterSource raster_source(const std::string& path, const RasterOptions& options, DatasetHandle& dataset,
                           GdalMessages& messages) {
  RasterSource source;
  source.path = path;
  dataset = open_dataset(path, DatasetKind::raster, messages);
  source.bands = GDALGetRasterCount(dataset.get());
  if (source.bands == 0) {
    throw Error(ErrorCode::invalid_input, "has no band of its own, expected one raster (it may hold several: name one)",
                path);
  }
  GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
  const GDALDataType type = GDALGetRasterDataType(band);
  if (GDALDataTypeIsComplex(type) != 0)
    throw Error(ErrorCode::invalid_input, "holds complex numbers, expected plain ones", path);
  place_frame(source, dataset.get());
  find_crs(source, dataset.get(), options.crs);
  expect_on_earth(source);
  source.info.data_type = GDALGetDataTypeName(type);
  source.wide_numbers = type != GDT_Float32 && GDALGetDataTypeSizeBits(type) > 16;
  source.info.driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset.get()));
  source.info.unit = GDALGetRasterUnitType(band);
  source.unit_factor = factor_to_metres(source.info.unit);
  int present = 0;
  const double scale = GDALGetRasterScale(band, &present);
  if (present != 0) source.info.scale = scale;
  const double offset = GDALGetRasterOffset(band, &present);
  if (present != 0) source.info.offset = offset;
  find_missing(source, band, type);
  return source;
}

}  // namespace tmfgeo
