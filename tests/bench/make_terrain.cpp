// SPDX-License-Identifier: Apache-2.0
/// Writes a terrain for benchmarks as a tiled GeoTIFF, a band of rows at a time, so that it may be larger than memory:
///   tmfgeo_make_terrain fractal|mountains ROWS COLUMNS FILE [SEED]
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "support/terrains_large.h"

namespace tmfgeo::test {
namespace {

constexpr std::ptrdiff_t kRowsAtATime = 512;

GDALDatasetH create(const char* path, const GridFrame& frame) {
  GDALAllRegister();
  const std::array<const char*, 9> options{"TILED=YES",    "BLOCKXSIZE=512",      "BLOCKYSIZE=512",
                                           "COMPRESS=ZSTD", "ZSTD_LEVEL=1",       "PREDICTOR=3",
                                           "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS", nullptr};
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, static_cast<int>(frame.columns),
                                    static_cast<int>(frame.rows), 1, GDT_Float32, options.data());
  if (dataset == nullptr) return nullptr;
  std::array<double, 6> transform{frame.west, frame.cell_width, 0, frame.north, 0, -frame.cell_height};
  GDALSetGeoTransform(dataset, transform.data());
  OGRSpatialReferenceH crs = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(crs, 32642);
  GDALSetSpatialRef(dataset, crs);
  OSRDestroySpatialReference(crs);
  GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), std::numeric_limits<double>::quiet_NaN());
  return dataset;
}

/// False if a row could not be written.
bool write(GDALDatasetH dataset, const GridFrame& frame, const LargeTerrain& terrain) {
  const auto columns = static_cast<std::size_t>(frame.columns);
  std::vector<float> band(static_cast<std::size_t>(kRowsAtATime) * columns);
  for (std::ptrdiff_t first = 0; first < frame.rows; first += kRowsAtATime) {
    const std::ptrdiff_t rows = std::min(kRowsAtATime, frame.rows - first);
    parallel_for(0, rows, 16, [&](std::ptrdiff_t row, std::ptrdiff_t end) {
      for (; row < end; ++row) {
        terrain.fill_row(first + row, std::span(band).subspan(static_cast<std::size_t>(row) * columns, columns));
      }
    });
    if (GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Write, 0, static_cast<int>(first), static_cast<int>(columns),
                     static_cast<int>(rows), band.data(), static_cast<int>(columns), static_cast<int>(rows), GDT_Float32,
                     0, 0) != CE_None) {
      return false;
    }
  }
  return true;
}

int run(int count, char** arguments) {
  const std::string_view name = count > 1 ? arguments[1] : "";
  const std::ptrdiff_t rows = count > 3 ? std::atoll(arguments[2]) : 0;
  const std::ptrdiff_t columns = count > 3 ? std::atoll(arguments[3]) : 0;
  constexpr std::ptrdiff_t kMost = std::numeric_limits<int>::max();
  if (count < 5 || count > 6 || (name != "fractal" && name != "mountains") || rows < 1 || columns < 1 || rows > kMost ||
      columns > kMost) {
    std::fputs("tmfgeo_make_terrain fractal|mountains ROWS COLUMNS FILE [SEED]\n", stderr);
    return 1;
  }
  const auto seed = static_cast<std::uint64_t>(count == 6 ? std::atoll(arguments[5]) : 1);
  const GridFrame frame = large_frame(rows, columns);
  GDALDatasetH dataset = create(arguments[4], frame);
  if (dataset == nullptr) return 3;
  const LargeTerrain terrain(name == "fractal" ? LargeTerrainKind::fractal : LargeTerrainKind::mountains, seed);
  const bool written = write(dataset, frame, terrain);
  CPLErrorReset();
  GDALClose(dataset);
  return written && CPLGetLastErrorType() < CE_Failure ? 0 : 3;
}

}  // namespace
}  // namespace tmfgeo::test

int main(int count, char** arguments) { return tmfgeo::test::run(count, arguments); }
