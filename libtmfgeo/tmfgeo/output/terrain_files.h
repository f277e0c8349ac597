// SPDX-License-Identifier: Apache-2.0
/// The rasters of a terrain run in tiles, written while they come.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/io/cog_writer.h"
#include "tmfgeo/io/label_polygons.h"
#include "tmfgeo/output/terrain_rasters.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo {

/// The raster files being written, and the range of their values for their styles.
class TerrainFiles {
 public:
  /// Opens the files that a request wants. Errors: as CogWriter.
  TerrainFiles(const TerrainRequest& request, const GridFrame& frame, std::string folder);

  TileSink sink();
  /// Rows of labels, when all tiles have come. Needs: they were asked for; finish() was not called.
  LabelRows rows_of(TiledLabels labels) const;

  /// Packs the files one after the other, in the order of terrain_rasters(). Output: they and their styles.
  /// Input: how many basins of each kind there are.
  std::vector<std::string> finish(const std::map<TiledLabels, std::size_t>& basins, const Progress& progress);
  /// Those packed, for the QGIS project.
  std::vector<OutputRaster> listing() const;

 private:
  struct Numbers {
    CogWriter<float> file;
    Extent extent;
  };

  std::string path(std::string_view product) const;
  template <class T>
  CogWriter<T> open(std::string_view product, const GridFrame& frame) const;
  void take(TiledRaster raster, const Tile& tile, std::span<const float> values);
  template <class T>
  void finish(std::string_view product, CogWriter<T>& file, const std::string& style);

  const TerrainRequest& request_;
  std::string folder_;
  std::map<TiledRaster, Numbers> numbers_;
  std::optional<CogWriter<std::uint8_t>> directions_;
  std::map<TiledLabels, CogWriter<std::int32_t>> labels_;
  std::mutex mutex_;
  std::vector<std::string> files_;
  std::vector<std::string_view> written_;
};

}  // namespace tmfgeo
