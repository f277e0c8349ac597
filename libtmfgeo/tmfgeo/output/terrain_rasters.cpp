// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/terrain_rasters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <mutex>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/grid/d8.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;
using enum CellNature;

constexpr std::ptrdiff_t kGrain = 1 << 18;

constexpr std::array kRasters{
    TerrainRaster{"hand", "hand.tif", "Height above the stream, m",
                  "Height of a cell above the stream cell it drains to; missing where the way meets no stream.", "m", smooth,
                  false},
    TerrainRaster{"slope", "slope.tif", "Slope, m/m", "Steepness of the ground as the DEM has it: rise over run.", "m/m", smooth,
                  false},
    TerrainRaster{"distance", "distance_to_outlet.tif", "Distance to the outlet, km",
                  "Length of the way down to where it ends, along the flow path.", "km", smooth, false},
    TerrainRaster{"discharge", "discharge.tif", "Mean discharge, m³/s",
                  "Runoff of the area upstream, the cell's own included; missing where part of it is unknown.", "m3/s", amounts,
                  false},
    TerrainRaster{"points", "point_basins.tif", "Basins of the given points",
                  "Number of the first given point on the way down, from 0 in the order of the file.", "", codes, false},
    TerrainRaster{"basins", "basins.tif", "Basins", "Number of the basin of every end of a way; one basin per end.", "", codes,
                  false},
    TerrainRaster{"conditioned", "dem_conditioned.tif", "Conditioned elevation, m",
                  "Elevation without pits; water leaves every cell.", "m", smooth, true},
    TerrainRaster{"area", "upstream_area.tif", "Upstream area, km²", "Area draining through each cell, its own included.", "km2",
                  amounts, true},
    TerrainRaster{"directions", "flow_direction.tif", "Flow direction (D8, ESRI codes)",
                  "D8 in ESRI codes: 1 east, then clockwise in powers of two; 0 outlet or sink; 255 none.", "", codes, false},
};

}  // namespace

std::span<const TerrainRaster> terrain_rasters() { return kRasters; }

const TerrainRaster& terrain_raster(std::string_view product) {
  const auto found = std::ranges::find(kRasters, product, &TerrainRaster::product);
  TMFGEO_EXPECTS(found != kRasters.end());
  return *found;
}

RasterMetadata terrain_metadata(const TerrainRaster& raster, const InputFile& input) {
  RasterMetadata m;
  m.title = raster.title;
  m.description = raster.description;
  m.unit = raster.unit;
  m.nature = raster.nature;
  m.items = {{"TMFGEO_VERSION", tmfgeo_version()}};
  if (!input.source.empty()) m.items.emplace_back("SOURCE", input.source);
  if (!input.licence.empty()) m.items.emplace_back("LICENCE", input.licence);
  if (!input.attribution.empty()) m.items.emplace_back("ATTRIBUTION", input.attribution);
  return m;
}

template <class T>
std::vector<std::string> write_terrain_raster(std::string_view product, const Grid<T>& grid, const std::string& style,
                                              const InputFile& input, const std::string& folder) {
  const TerrainRaster& raster = terrain_raster(product);
  RasterMetadata m = terrain_metadata(raster, input);
  m.style_qml = style;
  const fs::path path = fs::path(folder) / raster.file;
  write_cog(path.string(), grid, m, false);
  return {path.string(), fs::path(path).replace_extension(".qml").string()};
}

template std::vector<std::string> write_terrain_raster(std::string_view, const Grid<float>&, const std::string&,
                                                       const InputFile&, const std::string&);
template std::vector<std::string> write_terrain_raster(std::string_view, const Grid<std::uint8_t>&, const std::string&,
                                                       const InputFile&, const std::string&);
template std::vector<std::string> write_terrain_raster(std::string_view, const Grid<std::int32_t>&, const std::string&,
                                                       const InputFile&, const std::string&);

OutputRaster listed(const TerrainRaster& raster) {
  return {std::string(raster.file), std::string(raster.title), raster.visible};
}

template <class T>
Extent extent_of(const Grid<T>& grid) {
  Extent all{INFINITY, -INFINITY};
  std::mutex mutex;
  parallel_for(0, grid.size(), kGrain, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    Extent part{INFINITY, -INFINITY};
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      const auto value = static_cast<double>(grid[i]);
      if (value < part.low) part.low = value;
      if (value > part.high) part.high = value;
    }
    const std::scoped_lock lock(mutex);
    all = {std::min(all.low, part.low), std::max(all.high, part.high)};
  });
  return all.low < all.high ? all : Extent{0, 1};
}

template Extent extent_of(const Grid<float>&);
template Extent extent_of(const Grid<double>&);

Grid<std::uint8_t> esri_codes(const Grid<D8>& direction) {
  Grid<std::uint8_t> codes(direction.frame());
  parallel_for(0, direction.size(), kGrain, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) codes[i] = static_cast<std::uint8_t>(encode(direction[i], D8Convention::esri));
  });
  return codes;
}

Grid<float> as_floats(const Grid<double>& grid) {
  Grid<float> floats(grid.frame());
  parallel_for(0, grid.size(), kGrain, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) floats[i] = static_cast<float>(grid[i]);
  });
  return floats;
}

}  // namespace tmfgeo
