// SPDX-License-Identifier: Apache-2.0
/// The rasters that come from a DEM: one list that drives files, command line and docs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/grid/d8.h"
#include "tmfgeo/io/geopackage.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {

struct TerrainRaster {
  std::string_view product;  ///< what the command line calls it
  std::string_view file;
  std::string_view title;
  std::string_view description;
  std::string_view unit;
  CellNature nature;
  bool visible;  ///< shown when the project is opened
};

/// All rasters, in the order in which they are drawn, the first on top.
std::span<const TerrainRaster> terrain_rasters();

/// Needs: it is one of them.
const TerrainRaster& terrain_raster(std::string_view product);

/// What a raster's file says of itself, and of where the DEM is from; without a style.
RasterMetadata terrain_metadata(const TerrainRaster& raster, const InputFile& input);

/// Writes a product's file into a folder with its style and what `input` says of its source and licence.
/// T is float, std::uint8_t or std::int32_t. Output: the raster and its style. Errors: as write_cog.
template <class T>
std::vector<std::string> write_terrain_raster(std::string_view product, const Grid<T>& grid, const std::string& style,
                                              const InputFile& input, const std::string& folder);

/// How the project lists a raster.
OutputRaster listed(const TerrainRaster& raster);

/// Lowest and highest value; 0 and 1 where there are not two.
struct Extent {
  double low = 0;
  double high = 1;
};
template <class T>
Extent extent_of(const Grid<T>& grid);

/// D8 directions in ESRI codes.
Grid<std::uint8_t> esri_codes(const Grid<D8>& direction);

/// The values as floats.
Grid<float> as_floats(const Grid<double>& grid);

}  // namespace tmfgeo
