// SPDX-License-Identifier: Apache-2.0
/// Writes layers as one GeoPackage that QGIS opens styled, with titles, units and a project inside.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// One layer to write, in the order of drawing: the first is on top.
struct OutputLayer {
  FeatureTable table;          ///< kind none: an attribute table; else in WGS 84
  std::string title = {};
  std::string description = {};
  std::string style_qml = {};  ///< QGIS layer style; empty: QGIS's default
  bool visible = true;         ///< switched on in the embedded project
};

/// A raster already written beside the GeoPackage, to be listed in the project with the style of the .qml beside it.
struct OutputRaster {
  std::string file;
  std::string title;
  bool visible = true;
};

/// Layers with a column of this name belong to rows of one layer: a person who clicks a row there sees theirs.
struct LayerRelation {
  std::string parent = {};  ///< the layer's name; empty: none
  std::string column = {};  ///< unique in the parent
};

struct GeoPackageOptions {
  std::string title = {};
  std::string description = {};
  bool overwrite = false;
  Box view = {};  ///< WGS 84: what the project shows first; empty: all layers
  LayerRelation relation = {};
  std::vector<OutputRaster> rasters = {};  ///< drawn below the vectors, the first on top
};

/// Writes `path` and, beside it, `open_in_qgis.qgz`. Both appear whole or not at all; same input, same bytes.
/// Points, multi lines or multi polygons with the spatial index, geometry column `geom`, feature id `fid` from 1.
/// Styles go to layer_styles, column titles and descriptions to gpkg_data_columns, the project to qgis_projects under the
/// file's name without extension. Column titles with units stand in the styles too, where QGIS looks for them.
/// Layers without rows are written too, so that a reader always finds the same layers. A geometry with a coordinate that
/// is no number, and a number that is not finite, are written as missing. The date in the file is OGR_CURRENT_DATE if that
/// option is set, else 1 January 2000.
/// Needs: layer names and the columns of a layer unlike each other, letters' case aside; no column `fid` or `geom`.
/// Errors: Error{environment}: exists and not overwrite, read-only, disk full; a raster of `rasters` cannot be read.
/// Cost: as GDAL's own copy of the layers; 57 000 two-point lines in about a second, most of it the spatial index.
void write_geopackage(const std::string& path, const std::vector<OutputLayer>& layers, const GeoPackageOptions& options);

}  // namespace tmfgeo
