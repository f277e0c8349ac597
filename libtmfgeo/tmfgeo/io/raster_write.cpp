// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <filesystem>
#include <limits>
#include <memory>

#include "tmfgeo/core/error.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

struct SrsRelease {
  void operator()(void* srs) const noexcept { OSRRelease(static_cast<OGRSpatialReferenceH>(srs)); }
};

void set_crs(GDALDatasetH dataset, const Crs& crs, const std::string& path) {
  const std::unique_ptr<void, SrsRelease> srs(OSRNewSpatialReference(nullptr));
  if (OSRSetFromUserInput(static_cast<OGRSpatialReferenceH>(srs.get()), crs.wkt().c_str()) != OGRERR_NONE ||
      GDALSetSpatialRef(dataset, static_cast<OGRSpatialReferenceH>(srs.get())) != CE_None) {
    throw Error(ErrorCode::environment, "cannot be written in " + crs.name() + ": GDAL does not know it", path);
  }
}

/// A dataset over the grid's own memory, which the writer only reads.
DatasetHandle memory_dataset(const GridFrame& frame, const void* values, GDALDataType type, double nodata,
                             const RasterMetadata& metadata, const std::string& path) {
  DatasetHandle dataset(GDALCreate(GDALGetDriverByName("MEM"), "", static_cast<int>(frame.columns),
                                   static_cast<int>(frame.rows), 0, type, nullptr));
  std::array<char, 64> pointer{};
  pointer[static_cast<std::size_t>(
      CPLPrintPointer(pointer.data(), const_cast<void*>(values), static_cast<int>(pointer.size()) - 1))] = '\0';
  CPLStringList at;
  at.SetNameValue("DATAPOINTER", pointer.data());
  if (!dataset || GDALAddBand(dataset.get(), type, at.List()) != CE_None) {
    throw Error(ErrorCode::environment, "cannot be written: GDAL has no memory for it", path);
  }
  std::array<double, 6> geotransform{frame.west, frame.cell_width, 0, frame.north, 0, -frame.cell_height};
  GDALSetGeoTransform(dataset.get(), geotransform.data());
  set_crs(dataset.get(), frame.crs, path);
  GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
  GDALSetRasterNoDataValue(band, nodata);
  GDALSetRasterUnitType(band, metadata.unit.c_str());
  GDALSetDescription(band, metadata.title.c_str());
  if (!metadata.title.empty())
    GDALSetMetadataItem(dataset.get(), "TIFFTAG_DOCUMENTNAME", metadata.title.c_str(), nullptr);
  if (!metadata.description.empty())
    GDALSetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", metadata.description.c_str(), nullptr);
  for (const auto& [key, value] : metadata.items)
    GDALSetMetadataItem(dataset.get(), key.c_str(), value.c_str(), nullptr);
  return dataset;
}

CPLStringList cog_options(GDALDriverH driver, const char* overview_resampling) {
  const char* known = GDALGetMetadataItem(driver, GDAL_DMD_CREATIONOPTIONLIST, nullptr);
  const bool zstd = known != nullptr && std::string_view(known).find("<Value>ZSTD</Value>") != std::string_view::npos;
  CPLStringList options;
  options.SetNameValue("COMPRESS", zstd ? "ZSTD" : "DEFLATE");
  options.SetNameValue("PREDICTOR", "YES");
  options.SetNameValue("OVERVIEWS", "IGNORE_EXISTING");
  options.SetNameValue("OVERVIEW_RESAMPLING", overview_resampling);
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  options.SetNameValue("NUM_THREADS", coder_threads().c_str());
  return options;
}

struct CellKind {
  GDALDataType type;
  double nodata;
  const char* overview_resampling;  ///< means make sense for amounts, not for codes
};

void write(const std::string& path, const GridFrame& frame, const void* values, const CellKind& kind,
           const RasterMetadata& metadata, bool overwrite) {
  TMFGEO_EXPECTS(frame.size() > 0 && frame.crs.known());
  GdalMessages messages;
  PartialFile target(path, overwrite);
  const DatasetHandle source = memory_dataset(frame, values, kind.type, kind.nodata, metadata, path);
  GDALDriverH driver = GDALGetDriverByName("COG");
  const CPLStringList options = cog_options(driver, kind.overview_resampling);
  // A failure to write the last bytes shows only as a message while the file is closed.
  DatasetHandle copy(
      GDALCreateCopy(driver, target.partial_path().c_str(), source.get(), TRUE, options.List(), nullptr, nullptr));
  const bool made = copy != nullptr;
  copy.reset();
  if (!made || messages.failed()) {
    throw Error(ErrorCode::environment,
                "cannot be written to its end: is the disk full? (GDAL: " + messages.failure() + ")", path);
  }
  if (!metadata.style_qml.empty()) {
    write_file(std::filesystem::path(path).replace_extension(".qml").string(), metadata.style_qml, true);
  }
  target.keep();
}

}  // namespace

void write_cog(const std::string& path, const Grid<float>& grid, const RasterMetadata& metadata, bool overwrite) {
  write(path, grid.frame(), grid.values().data(), {GDT_Float32, std::numeric_limits<double>::quiet_NaN(), "AVERAGE"},
        metadata, overwrite);
}

void write_cog(const std::string& path, const Grid<std::uint8_t>& grid, const RasterMetadata& metadata,
               bool overwrite) {
  write(path, grid.frame(), grid.values().data(), {GDT_Byte, 255, "NEAREST"}, metadata, overwrite);
}

}  // namespace tmfgeo
