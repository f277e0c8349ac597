// SPDX-License-Identifier: Apache-2.0
/// A vector file opened, its layers and columns as this room sees them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/vector.h"

class OGRFeatureDefn;
class OGRLayer;

namespace tmfgeo {

/// While it lives, GDAL reads sheets (XLSX, ODS) of this thread as text under one header row.
struct SheetsAsText {
  ThreadOption xlsx_types{"OGR_XLSX_FIELD_TYPES", "STRING"};
  ThreadOption xlsx_headers{"OGR_XLSX_HEADERS", "FORCE"};
  ThreadOption ods_types{"OGR_ODS_FIELD_TYPES", "STRING"};
  ThreadOption ods_headers{"OGR_ODS_HEADERS", "FORCE"};
};

/// True if the dataset is a sheet, whose records are rows of text.
bool is_sheet(void* dataset);

/// The layers of a dataset without the tables QGIS keeps for itself.
std::vector<OGRLayer*> data_layers(void* dataset);

/// Kind a layer declares; absent if it leaves it open or mixes kinds.
std::optional<GeometryKind> declared_kind(OGRLayer& layer);

/// CRS of a layer; unknown if the file does not say.
/// Errors: Error naming the file if PROJ cannot use it.
Crs layer_crs(OGRLayer& layer, const std::string& path);

std::vector<Field> layer_fields(const OGRFeatureDefn& definition);

}  // namespace tmfgeo
