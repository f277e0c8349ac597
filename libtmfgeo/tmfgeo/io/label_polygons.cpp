// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/label_polygons.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <exception>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/ogr_geometry.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNone = -1;

/// A band whose blocks are rows of labels; what their owner throws waits here until GDAL is out of the way.
class LabelBand final : public GDALRasterBand {
 public:
  LabelBand(GDALDataset* owner, const GridFrame& frame, const LabelRows& rows, std::exception_ptr& thrown)
      : columns_(static_cast<std::size_t>(frame.columns)), rows_(rows), thrown_(thrown) {
    poDS = owner;
    nBand = 1;
    eDataType = GDT_Int32;
    nBlockXSize = static_cast<int>(frame.columns);
    nBlockYSize = 1;
  }
  double GetNoDataValue(int* has) override {
    if (has != nullptr) *has = 1;
    return kNone;
  }

 protected:
  CPLErr IReadBlock(int, int row, void* values) override {
    const std::span<std::int32_t> labels(static_cast<std::int32_t*>(values), columns_);
    try {
      rows_(row, labels);
    } catch (...) {
      thrown_ = std::current_exception();
      return CE_Failure;
    }
    for (std::int32_t& label : labels) label = std::max(label, kNone);
    return CE_None;
  }

 private:
  std::size_t columns_;
  const LabelRows& rows_;
  std::exception_ptr& thrown_;
};

class LabelDataset final : public GDALDataset {
 public:
  LabelDataset(const GridFrame& frame, const LabelRows& rows)
      : geotransform_{frame.west, frame.cell_width, 0, frame.north, 0, -frame.cell_height} {
    nRasterXSize = static_cast<int>(frame.columns);
    nRasterYSize = static_cast<int>(frame.rows);
    SetBand(1, new LabelBand(this, frame, rows, thrown_));  // the dataset owns its bands
  }
  CPLErr GetGeoTransform(double* to) override {
    std::copy(geotransform_.begin(), geotransform_.end(), to);
    return CE_None;
  }
  const std::exception_ptr& thrown() const { return thrown_; }

 private:
  std::array<double, 6> geotransform_;
  std::exception_ptr thrown_;
};

}  // namespace

std::vector<LabelPolygon> label_polygons(const GridFrame& frame, const LabelRows& rows) {
  if (frame.size() == 0) return {};
  GdalMessages messages;
  LabelDataset labels(frame, rows);
  const DatasetHandle outlines(GDALDataset::ToHandle(
      GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)));
  OGRLayer* layer = GDALDataset::FromHandle(outlines.get())->CreateLayer("outlines", nullptr, wkbPolygon, nullptr);
  OGRFieldDefn field("label", OFTInteger);
  GDALRasterBandH band = GDALRasterBand::ToHandle(labels.GetRasterBand(1));
  const bool made = layer->CreateField(&field) == OGRERR_NONE &&
                    GDALPolygonize(band, GDALGetMaskBand(band), OGRLayer::ToHandle(layer), 0, nullptr, nullptr, nullptr) == CE_None;
  if (labels.thrown()) std::rethrow_exception(labels.thrown());
  if (!made) throw Error(ErrorCode::environment, "outlines of cells cannot be made (GDAL: " + messages.failure() + ")");
  std::vector<std::int32_t> found;
  for (const auto& feature : *layer) found.push_back(feature->GetFieldAsInteger(0));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<LabelPolygon> polygons;
  for (const std::int32_t label : found) polygons.push_back({label, {}});
  for (const auto& feature : *layer) {
    const auto place = std::lower_bound(found.begin(), found.end(), feature->GetFieldAsInteger(0)) - found.begin();
    append(polygons[static_cast<std::size_t>(place)].outline, read_geometry(*feature->GetGeometryRef()).geometry);
  }
  return polygons;
}

std::vector<LabelPolygon> label_polygons(const Grid<std::int32_t>& labels) {
  return label_polygons(labels.frame(), [&](std::ptrdiff_t row, std::span<std::int32_t> values) {
    std::copy_n(&labels[Cell{row, 0}], values.size(), values.begin());
  });
}

}  // namespace tmfgeo
