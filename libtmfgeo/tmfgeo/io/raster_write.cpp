// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>

#include <array>

#include "tmfgeo/core/error.h"
#include "tmfgeo/io/cog_file.h"
#include "tmfgeo/io/overview.h"

namespace tmfgeo {
namespace {

template <class T>
constexpr GDALDataType kGdalType = std::is_same_v<T, float> ? GDT_Float32 : std::is_same_v<T, std::uint8_t> ? GDT_Byte : GDT_Int32;

[[noreturn]] void refuse_memory(const std::string& path) {
  throw Error(ErrorCode::environment, "cannot be written: GDAL has no memory for it", path);
}

/// A dataset over the grid's own memory, which the writer only reads.
template <class T>
DatasetHandle memory_dataset(const Grid<T>& grid, const std::string& path) {
  DatasetHandle dataset(GDALCreate(GDALGetDriverByName("MEM"), "", static_cast<int>(grid.columns()),
                                   static_cast<int>(grid.rows()), 0, kGdalType<T>, nullptr));
  std::array<char, 64> pointer{};
  pointer[static_cast<std::size_t>(CPLPrintPointer(pointer.data(), const_cast<T*>(grid.values().data()),
                                                   static_cast<int>(pointer.size()) - 1))] = '\0';
  CPLStringList at;
  at.SetNameValue("DATAPOINTER", pointer.data());
  if (!dataset || GDALAddBand(dataset.get(), kGdalType<T>, at.List()) != CE_None) refuse_memory(path);
  return dataset;
}

/// GDAL would make the overviews on one core and pack them twice, which takes four times as long as all the rest.
template <class T>
void add_overviews(GDALDatasetH dataset, const Grid<T>& grid, CellNature nature, const std::string& path) {
  const std::vector<LevelSize> levels = level_sizes(grid.rows(), grid.columns());
  if (levels.size() == 1) return;
  std::vector<int> factors;
  for (std::size_t i = 1; i < levels.size(); ++i) factors.push_back(1 << i);
  if (GDALBuildOverviews(dataset, "NONE", static_cast<int>(factors.size()), factors.data(), 0, nullptr, nullptr,
                         nullptr) != CE_None) {
    refuse_memory(path);
  }
  std::vector<T> above;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    std::vector<T> level(static_cast<std::size_t>(levels[i].size()));
    halve<T>(i == 1 ? grid.values() : std::span<const T>(above), levels[i - 1], nature, level);
    GDALRasterBandH band = GDALGetOverview(GDALGetRasterBand(dataset, 1), static_cast<int>(i - 1));
    const auto columns = static_cast<int>(levels[i].columns);
    const auto rows = static_cast<int>(levels[i].rows);
    TMFGEO_EXPECTS(GDALGetRasterBandXSize(band) == columns && GDALGetRasterBandYSize(band) == rows);
    if (GDALRasterIO(band, GF_Write, 0, 0, columns, rows, level.data(), columns, rows, kGdalType<T>, 0, 0) != CE_None)
      refuse_memory(path);
    above = std::move(level);
  }
}

}  // namespace

template <class T>
void write_cog(const std::string& path, const Grid<T>& grid, const RasterMetadata& metadata, bool overwrite) {
  TMFGEO_EXPECTS(grid.size() > 0 && grid.frame().crs.known());
  GdalMessages messages;
  PartialFile target(path, overwrite);
  const DatasetHandle dataset = memory_dataset(grid, path);
  describe_dataset(dataset.get(), grid.frame(), static_cast<double>(kMissingCell<T>), metadata, path);
  add_overviews(dataset.get(), grid, metadata.nature, path);
  write_cog_file(target, dataset.get(), metadata, messages);
}

template void write_cog(const std::string&, const Grid<float>&, const RasterMetadata&, bool);
template void write_cog(const std::string&, const Grid<std::uint8_t>&, const RasterMetadata&, bool);
template void write_cog(const std::string&, const Grid<std::int32_t>&, const RasterMetadata&, bool);

}  // namespace tmfgeo
