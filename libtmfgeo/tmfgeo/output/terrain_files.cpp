// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/terrain_files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>

#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNumbers{TiledRaster::conditioned_m, TiledRaster::area_km2, TiledRaster::discharge_m3_s,
                              TiledRaster::hand_m,        TiledRaster::slope,    TiledRaster::distance_km};

std::string_view product_of(TiledRaster raster) {
  switch (raster) {
    case TiledRaster::conditioned_m: return "conditioned";
    case TiledRaster::area_km2: return "area";
    case TiledRaster::discharge_m3_s: return "discharge";
    case TiledRaster::hand_m: return "hand";
    case TiledRaster::slope: return "slope";
    case TiledRaster::distance_km: return "distance";
  }
  return {};
}

std::string_view product_of(TiledLabels labels) { return labels == TiledLabels::basins ? "basins" : "points"; }

std::string style_of(TiledRaster raster, Extent extent) {
  if (!(extent.low < extent.high)) extent = {0, 1};
  switch (raster) {
    case TiledRaster::conditioned_m: return elevation_style(extent.low, extent.high);
    case TiledRaster::area_km2: return area_style(extent.high);
    case TiledRaster::discharge_m3_s: return discharge_style(extent.high);
    case TiledRaster::hand_m: return hand_style();
    case TiledRaster::slope: return slope_style();
    case TiledRaster::distance_km: return distance_style(extent.high);
  }
  return {};
}

}  // namespace

TerrainFiles::TerrainFiles(const TerrainRequest& request, const GridFrame& frame, std::string folder)
    : request_(request), folder_(std::move(folder)) {
  for (const TiledRaster raster : kNumbers) {
    const std::string_view product = product_of(raster);
    if (request.wants_raster(product)) numbers_.try_emplace(raster, Numbers{open<float>(product, frame), {INFINITY, -INFINITY}});
  }
  if (request.wants_raster("directions")) directions_.emplace(open<std::uint8_t>("directions", frame));
  for (const TiledLabels labels : {TiledLabels::basins, TiledLabels::point_basins}) {
    if (request.wants_raster(product_of(labels))) labels_.try_emplace(labels, open<std::int32_t>(product_of(labels), frame));
  }
}

TileSink TerrainFiles::sink() {
  return {[this](TiledRaster raster, const Tile& tile, std::span<const float> values) { take(raster, tile, values); },
          [this](const Tile& tile, std::span<const D8> values) {
            if (!directions_) return;
            std::vector<std::uint8_t> codes(values.size());
            std::transform(values.begin(), values.end(), codes.begin(),
                           [](D8 d) { return static_cast<std::uint8_t>(encode(d, D8Convention::esri)); });
            directions_->write({tile.row, tile.column}, tile.rows, tile.columns, codes);
          },
          [this](TiledLabels labels, const Tile& tile, std::span<const std::int32_t> values) {
            if (const auto found = labels_.find(labels); found != labels_.end()) {
              found->second.write({tile.row, tile.column}, tile.rows, tile.columns, values);
            }
          }};
}

LabelRows TerrainFiles::rows_of(TiledLabels labels) const {
  const CogWriter<std::int32_t>& file = labels_.at(labels);
  return [&file](std::ptrdiff_t row, std::span<std::int32_t> values) { file.read_row(row, values); };
}

std::vector<std::string> TerrainFiles::finish(const std::map<TiledLabels, std::size_t>& basins, const Progress& progress) {
  for (const TerrainRaster& raster : terrain_rasters()) {
    report(progress, "write rasters", static_cast<double>(written_.size()) / static_cast<double>(terrain_rasters().size()));
    for (auto& [which, numbers] : numbers_) {
      if (product_of(which) == raster.product) finish(raster.product, numbers.file, style_of(which, numbers.extent));
    }
    if (directions_ && raster.product == "directions") finish(raster.product, *directions_, direction_style());
    for (auto& [which, file] : labels_) {
      if (product_of(which) == raster.product) finish(raster.product, file, labels_style(static_cast<std::int64_t>(basins.at(which))));
    }
  }
  return std::move(files_);
}

std::vector<OutputRaster> TerrainFiles::listing() const {
  std::vector<OutputRaster> rasters;
  for (const std::string_view product : written_) rasters.push_back(listed(terrain_raster(product)));
  return rasters;
}

std::string TerrainFiles::path(std::string_view product) const { return (fs::path(folder_) / terrain_raster(product).file).string(); }

template <class T>
CogWriter<T> TerrainFiles::open(std::string_view product, const GridFrame& frame) const {
  return CogWriter<T>(path(product), frame, terrain_metadata(terrain_raster(product), request_.dem), false);
}

void TerrainFiles::take(TiledRaster raster, const Tile& tile, std::span<const float> values) {
  const auto found = numbers_.find(raster);
  if (found == numbers_.end()) return;
  found->second.file.write({tile.row, tile.column}, tile.rows, tile.columns, values);
  Extent part{INFINITY, -INFINITY};
  for (const float value : values) {
    if (static_cast<double>(value) < part.low) part.low = static_cast<double>(value);
    if (static_cast<double>(value) > part.high) part.high = static_cast<double>(value);
  }
  const std::lock_guard lock(mutex_);
  Extent& all = found->second.extent;
  all = {std::min(all.low, part.low), std::max(all.high, part.high)};
}

template <class T>
void TerrainFiles::finish(std::string_view product, CogWriter<T>& file, const std::string& style) {
  file.finish();
  const std::string qml = fs::path(path(product)).replace_extension(".qml").string();
  write_file(qml, style, true);
  files_.push_back(path(product));
  files_.push_back(qml);
  written_.push_back(product);
}

}  // namespace tmfgeo
