// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/cog_file.h"

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <filesystem>
#include <memory>

#include "tmfgeo/core/error.h"

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

CPLStringList cog_options(GDALDriverH driver, CellNature nature) {
  const char* known = GDALGetMetadataItem(driver, GDAL_DMD_CREATIONOPTIONLIST, nullptr);
  const bool zstd = known != nullptr && std::string_view(known).find("<Value>ZSTD</Value>") != std::string_view::npos;
  CPLStringList options;
  options.SetNameValue("COMPRESS", zstd ? "ZSTD" : "DEFLATE");
  // Higher levels take twice the time for files smaller by 2 % (elevations) to a quarter (upstream area).
  options.SetNameValue("LEVEL", "1");
  // Differences between neighbours pack elevations better, and everything else worse.
  options.SetNameValue("PREDICTOR", nature == CellNature::smooth ? "YES" : "NO");
  options.SetNameValue("OVERVIEWS", "FORCE_USE_EXISTING");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  options.SetNameValue("NUM_THREADS", coder_threads().c_str());
  return options;
}

}  // namespace

void describe_dataset(void* dataset, const GridFrame& frame, double missing, const RasterMetadata& metadata,
                      const std::string& path) {
  std::array<double, 6> geotransform{frame.west, frame.cell_width, 0, frame.north, 0, -frame.cell_height};
  GDALSetGeoTransform(dataset, geotransform.data());
  set_crs(dataset, frame.crs, path);
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  GDALSetRasterNoDataValue(band, missing);
  GDALSetRasterUnitType(band, metadata.unit.c_str());
  GDALSetDescription(band, metadata.title.c_str());
  if (!metadata.title.empty()) GDALSetMetadataItem(dataset, "TIFFTAG_DOCUMENTNAME", metadata.title.c_str(), nullptr);
  if (!metadata.description.empty())
    GDALSetMetadataItem(dataset, "TIFFTAG_IMAGEDESCRIPTION", metadata.description.c_str(), nullptr);
  for (const auto& [key, value] : metadata.items) GDALSetMetadataItem(dataset, key.c_str(), value.c_str(), nullptr);
}

void write_cog_file(PartialFile& target, void* dataset, const RasterMetadata& metadata, GdalMessages& messages) {
  GDALDriverH driver = GDALGetDriverByName("COG");
  const CPLStringList options = cog_options(driver, metadata.nature);
  // A failure to write the last bytes shows only as a message while the file is closed.
  DatasetHandle copy(
      GDALCreateCopy(driver, target.partial_path().c_str(), dataset, TRUE, options.List(), nullptr, nullptr));
  const bool made = copy != nullptr;
  copy.reset();
  if (!made || messages.failed()) {
    throw Error(ErrorCode::environment,
                "cannot be written to its end: is the disk full? (GDAL: " + messages.failure() + ")", target.path());
  }
  if (!metadata.style_qml.empty()) {
    write_file(std::filesystem::path(target.path()).replace_extension(".qml").string(), metadata.style_qml, true);
  }
  target.keep();
}

}  // namespace tmfgeo
