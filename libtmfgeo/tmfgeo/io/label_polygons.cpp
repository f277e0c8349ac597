// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/label_polygons.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/ogr_geometry.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNone = -1;

std::vector<std::int64_t> cells_per_label(const Grid<std::int32_t>& labels) {
  const auto largest = std::ranges::max_element(labels.values());
  std::vector<std::int64_t> cells(static_cast<std::size_t>(std::max(-1, *largest) + 1));
  for (const std::int32_t label : labels.values()) {
    if (label >= 0) ++cells[static_cast<std::size_t>(label)];
  }
  return cells;
}

DatasetHandle memory_dataset(const GridFrame& frame, const std::int32_t* values) {
  DatasetHandle dataset(GDALCreate(GDALGetDriverByName("MEM"), "", static_cast<int>(frame.columns),
                                   static_cast<int>(frame.rows), 0, GDT_Int32, nullptr));
  std::array<char, 64> pointer{};
  pointer[static_cast<std::size_t>(CPLPrintPointer(pointer.data(), const_cast<std::int32_t*>(values),
                                                   static_cast<int>(pointer.size()) - 1))] = '\0';
  CPLStringList at;
  at.SetNameValue("DATAPOINTER", pointer.data());
  TMFGEO_EXPECTS(dataset && GDALAddBand(dataset.get(), GDT_Int32, at.List()) == CE_None);
  std::array<double, 6> geotransform{frame.west, frame.cell_width, 0, frame.north, 0, -frame.cell_height};
  GDALSetGeoTransform(dataset.get(), geotransform.data());
  GDALSetRasterNoDataValue(GDALGetRasterBand(dataset.get(), 1), kNone);
  return dataset;
}

}  // namespace

std::vector<LabelPolygon> label_polygons(const Grid<std::int32_t>& labels, std::int64_t min_cells) {
  if (labels.size() == 0) return {};
  GdalMessages messages;
  const std::vector<std::int64_t> cells = cells_per_label(labels);
  std::vector<std::int32_t> kept(labels.values().begin(), labels.values().end());
  for (std::int32_t& label : kept) {
    if (label < 0 || cells[static_cast<std::size_t>(label)] < min_cells) label = kNone;
  }
  const DatasetHandle raster = memory_dataset(labels.frame(), kept.data());
  const DatasetHandle outlines(GDALDataset::ToHandle(
      GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)));
  OGRLayer* layer = GDALDataset::FromHandle(outlines.get())->CreateLayer("outlines", nullptr, wkbPolygon, nullptr);
  OGRFieldDefn field("label", OFTInteger);
  GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
  if (layer->CreateField(&field) != OGRERR_NONE ||
      GDALPolygonize(band, GDALGetMaskBand(band), OGRLayer::ToHandle(layer), 0, nullptr, nullptr, nullptr) != CE_None) {
    throw Error(ErrorCode::environment, "outlines of cells cannot be made (GDAL: " + messages.failure() + ")");
  }
  std::vector<LabelPolygon> polygons;
  std::vector<std::size_t> place(cells.size());
  for (std::size_t label = 0; label < cells.size(); ++label) {
    if (cells[label] == 0 || cells[label] < min_cells) continue;
    place[label] = polygons.size();
    polygons.push_back({static_cast<std::int32_t>(label), cells[label], {}});
  }
  for (const auto& feature : *layer) {
    const auto label = static_cast<std::size_t>(feature->GetFieldAsInteger(0));
    append(polygons[place[label]].outline, read_geometry(*feature->GetGeometryRef()).geometry);
  }
  return polygons;
}

}  // namespace tmfgeo
