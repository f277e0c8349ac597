// SPDX-License-Identifier: Apache-2.0
/// QGIS project and style files around a GeoPackage: text in, text out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/geo/crs.h"
#include "tmfgeo/io/geopackage.h"

namespace tmfgeo {

/// "Distance to the border (km)": what a person reads at the head of a column; empty if it has no title.
std::string column_heading(const Field& field);

/// A layer style with the headings of the columns in it, which GeoPackage tells QGIS only through the style.
/// Output: empty if there is neither a style nor a heading. Needs: qml is empty or a <qgis> document.
std::string style_with_headings(const std::string& qml, std::span<const Field> fields);

/// A raster in the project: paths as the project says them, style in full.
struct ProjectRaster {
  std::string file;
  std::string title;
  Crs crs;
  std::string style_qml;
  bool visible = true;
};

/// A project (.qgs) beside a GeoPackage, paths relative to it; vectors in order, rasters below, tables without geometry
/// last; layers with the relation's column are related to its parent. Input: the GeoPackage's file name without folder; the
/// layers' styles as written to layer_styles.
std::string qgis_project(const std::string& geopackage, const std::vector<OutputLayer>& layers,
                         const std::vector<std::string>& styles, const std::vector<ProjectRaster>& rasters,
                         const std::string& title, const Box& view, const LayerRelation& relation = {});

/// The project as a .qgz archive. Same input, same bytes.
/// Errors: Error{environment} if GDAL cannot make the archive.
std::string qgz_archive(const std::string& name, std::string_view qgs);

}  // namespace tmfgeo
