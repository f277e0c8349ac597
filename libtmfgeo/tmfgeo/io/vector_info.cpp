// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>

#include "tmfgeo/core/digest.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/csv_read.h"
#include "tmfgeo/io/vector_source.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {

bool is_sheet(void* dataset) {
  const std::string driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
  return driver == "XLSX" || driver == "ODS" || driver == "XLS";
}

std::vector<OGRLayer*> data_layers(void* dataset) {
  std::vector<OGRLayer*> layers;
  for (OGRLayer* layer : GDALDataset::FromHandle(dataset)->GetLayers()) {
    const std::string name = layer->GetName();
    if (name != "layer_styles" && name != "qgis_projects") layers.push_back(layer);
  }
  return layers;
}

std::optional<GeometryKind> declared_kind(OGRLayer& layer) {
  switch (OGR_GT_GetLinear(wkbFlatten(layer.GetGeomType()))) {
    case wkbNone: return GeometryKind::none;
    case wkbPoint:
    case wkbMultiPoint: return GeometryKind::point;
    case wkbLineString:
    case wkbMultiLineString: return GeometryKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbTriangle:
    case wkbPolyhedralSurface:
    case wkbTIN: return GeometryKind::polygon;
    default: return std::nullopt;
  }
}

Crs layer_crs(OGRLayer& layer, const std::string& path) {
  const OGRSpatialReference* srs = layer.GetSpatialRef();
  // GeoPackage's two reserved systems say in words that the system is not known.
  if (srs == nullptr || std::string(srs->GetName() != nullptr ? srs->GetName() : "").starts_with("Undefined "))
    return {};
  char* wkt = nullptr;
  const std::array options{"FORMAT=WKT2_2019", static_cast<const char*>(nullptr)};
  const bool exported = srs->exportToWkt(&wkt, options.data()) == OGRERR_NONE;
  const std::string text = exported && wkt != nullptr ? wkt : "";
  CPLFree(wkt);
  try {
    return Crs::from_text(text);
  } catch (const Error& error) {
    throw Error(error.code(),
                "the coordinate reference system of layer \"" + std::string(layer.GetName()) +
                    "\" cannot be used: " + error.what(),
                path);
  }
}

std::vector<Field> layer_fields(const OGRFeatureDefn& definition) {
  std::vector<Field> fields;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& source = *definition.GetFieldDefn(i);
    Field field;
    field.name = source.GetNameRef();
    field.title = source.GetAlternativeNameRef();
    switch (source.GetType()) {
      case OFTInteger:
      case OFTInteger64:
        field.type = source.GetSubType() == OFSTBoolean ? FieldType::boolean : FieldType::integer;
        break;
      case OFTReal: field.type = FieldType::real; break;
      default: field.type = FieldType::text;
    }
    fields.push_back(field);
  }
  return fields;
}

namespace {

LayerInfo csv_info(const std::string& path) {
  Issues none;
  const FeatureTable table = read_csv(path, none);
  LayerInfo info;
  info.name = table.name;
  info.rows = static_cast<std::int64_t>(table.rows());
  info.fields = table.fields;
  return info;
}

}  // namespace

std::vector<LayerInfo> layer_infos(const std::string& path) {
  if (is_csv(path)) return {csv_info(path)};
  GdalMessages messages;
  const SheetsAsText text;
  const DatasetHandle dataset = open_dataset(path, DatasetKind::vector, messages);
  std::vector<LayerInfo> infos;
  for (OGRLayer* layer : data_layers(dataset.get())) {
    LayerInfo info;
    info.name = layer->GetName();
    info.kind = declared_kind(*layer).value_or(GeometryKind::none);
    info.rows = layer->GetFeatureCount();
    const Crs crs = layer_crs(*layer, path);
    info.crs = crs.known() ? crs.name() : "";
    info.fields = layer_fields(*layer->GetLayerDefn());
    OGREnvelope box;
    if (layer->GetGeomType() != wkbNone && layer->GetExtent(&box) == OGRERR_NONE && box.IsInit() != 0) {
      info.box = {box.MinX, box.MinY, box.MaxX, box.MaxY};
    }
    infos.push_back(info);
  }
  return infos;
}

bool is_raster(const std::string& path) {
  const GdalMessages messages;
  return DatasetHandle(GDALOpenEx(path.c_str(), GDAL_OF_READONLY | GDAL_OF_RASTER, nullptr, nullptr, nullptr)) !=
         nullptr;
}

std::string gdal_version() { return GDALVersionInfo("RELEASE_NAME"); }

void set_gdal_option(const std::string& key, const std::string& value) {
  CPLSetConfigOption(key.c_str(), value.c_str());
}

std::string file_sha256(const std::string& path) {
  std::vector<std::string> files{path};
  const std::string extension = CPLGetExtension(path.c_str());
  if (EQUAL(extension.c_str(), "shp")) {
    const bool capitals = extension[0] == 'S';
    for (const char* part : capitals ? std::array{"DBF", "SHX", "PRJ"} : std::array{"dbf", "shx", "prj"}) {
      const std::string companion = CPLResetExtension(path.c_str(), part);
      VSIStatBufL stat;
      if (VSIStatL(companion.c_str(), &stat) == 0) files.push_back(companion);
    }
  }
  Sha256 digest;
  for (const std::string& file : files) {
    for_each_block(file, [&](std::string_view block) { digest.add(std::as_bytes(std::span(block))); });
  }
  return digest.hex();
}

}  // namespace tmfgeo
