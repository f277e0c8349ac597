// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/geopackage.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <filesystem>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/ogr_geometry.h"
#include "tmfgeo/io/qgis_project.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

/// The date written wherever the format wants one: the same input must give the same bytes. A build system's date
/// counts.
std::string written_date() {
  if (const char* given = CPLGetConfigOption("OGR_CURRENT_DATE", nullptr)) return given;
  return "2000-01-01T00:00:00.000Z";
}

std::string sql_text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

OGRwkbGeometryType ogr_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return wkbNone;
    case GeometryKind::point: return wkbPoint;
    case GeometryKind::line: return wkbMultiLineString;
    case GeometryKind::polygon: return wkbMultiPolygon;
  }
  return wkbNone;
}

struct OgrFieldType {
  OGRFieldType type;
  OGRFieldSubType subtype = OFSTNone;
};
OgrFieldType ogr_type(FieldType type) {
  switch (type) {
    case FieldType::text: return {OFTString};
    case FieldType::integer: return {OFTInteger64};
    case FieldType::real: return {OFTReal};
    case FieldType::boolean: return {OFTInteger, OFSTBoolean};
  }
  return {OFTString};
}

void set_value(OGRFeature& feature, int field, const Column& column, std::size_t row) {
  feature.SetFieldNull(field);
  if (const auto* texts = std::get_if<0>(&column)) {
    if ((*texts)[row]) feature.SetField(field, (*texts)[row]->c_str());
  } else if (const auto* integers = std::get_if<1>(&column)) {
    if ((*integers)[row]) feature.SetField(field, static_cast<GIntBig>(*(*integers)[row]));
  } else if (const auto* reals = std::get_if<2>(&column)) {
    if ((*reals)[row] && std::isfinite(*(*reals)[row])) feature.SetField(field, *(*reals)[row]);
  } else if (const auto& truth = std::get<3>(column)[row]) {
    feature.SetField(field, *truth ? 1 : 0);
  }
}

/// One GeoPackage being written; every failure throws.
class GeoPackageWriter {
 public:
  GeoPackageWriter(const PartialFile& target, GdalMessages& messages) : path_(target.path()), messages_(messages) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    dataset_.reset(GDALDataset::ToHandle(driver->Create(target.partial_path().c_str(), 0, 0, 0, GDT_Unknown, nullptr)));
    expect(dataset_ != nullptr);
    wgs84_.importFromEPSG(4326);
    wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    expect(dataset().StartTransaction(FALSE) == OGRERR_NONE);
  }

  void write_layer(const OutputLayer& layer) {
    OGRLayer& target =
        create_layer(layer.table.name, ogr_type(layer.table.kind), layer.title, layer.description, "fid");
    for (const Field& field : layer.table.fields) add_field(target, field.name, ogr_type(field.type));
    for (std::size_t row = 0; row < layer.table.rows(); ++row) write_row(target, layer.table, row);
    // Makes the spatial index while the transaction is open.
    expect(target.SyncToDisk() == OGRERR_NONE);
  }

  void write_headings(const std::vector<OutputLayer>& layers);
  void write_styles(const std::vector<OutputLayer>& layers, const std::vector<std::string>& styles);
  void write_project(const std::string& name, const std::string& qgz);

  void set_title(const std::string& title, const std::string& description) {
    if (!title.empty()) dataset().SetMetadataItem("TITLE", title.c_str());
    if (!description.empty()) dataset().SetMetadataItem("DESCRIPTION", description.c_str());
  }

  void close() {
    expect(dataset().CommitTransaction() == OGRERR_NONE);
    // A failure to write the last bytes shows only as a message while the file is closed.
    dataset_.reset();
    expect(true);
  }

 private:
  GDALDataset& dataset() { return *GDALDataset::FromHandle(dataset_.get()); }

  void expect(bool done) {
    if (done && !messages_.failed()) return;
    throw Error(ErrorCode::environment,
                "cannot be written to its end: is the disk full? (GDAL: " + messages_.failure() + ")", path_);
  }

  OGRLayer& create_layer(const std::string& name, OGRwkbGeometryType type, const std::string& title,
                         const std::string& description, const char* id) {
    CPLStringList options;
    options.SetNameValue("GEOMETRY_NAME", "geom");
    options.SetNameValue("FID", id);
    options.SetNameValue("SPATIAL_INDEX", "YES");
    options.SetNameValue("IDENTIFIER", (title.empty() ? name : title).c_str());
    options.SetNameValue("DESCRIPTION", description.c_str());
    OGRLayer* layer = dataset().CreateLayer(name.c_str(), type == wkbNone ? nullptr : &wgs84_, type, options.List());
    expect(layer != nullptr);
    return *layer;
  }

  void add_field(OGRLayer& layer, const std::string& name, OgrFieldType type) {
    OGRFieldDefn field(name.c_str(), type.type);
    field.SetSubType(type.subtype);
    expect(layer.CreateField(&field) == OGRERR_NONE);
  }

  void write_row(OGRLayer& target, const FeatureTable& table, std::size_t row) {
    OGRFeature feature(target.GetLayerDefn());
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      set_value(feature, static_cast<int>(i), table.columns[i], row);
    if (table.kind != GeometryKind::none) feature.SetGeometryDirectly(ogr_geometry(table.geometry[row]).release());
    expect(target.CreateFeature(&feature) == OGRERR_NONE);
  }

  void run(const std::string& sql) {
    if (OGRLayer* none = dataset().ExecuteSQL(sql.c_str(), nullptr, nullptr)) dataset().ReleaseResultSet(none);
    expect(true);
  }

  std::string path_;
  GdalMessages& messages_;
  OGRSpatialReference wgs84_;
  DatasetHandle dataset_;
};

/// The tables of GeoPackage's schema extension, as its standard (OGC 12-128r14, annex F.9) defines them: OGR writes
/// none.
void GeoPackageWriter::write_headings(const std::vector<OutputLayer>& layers) {
  run("CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
      "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
      "extension_name))");
  run("CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
      "description TEXT, "
      "mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
      "CONSTRAINT gdc_tn UNIQUE (table_name, name))");
  run("CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value "
      "TEXT, "
      "min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
      "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))");
  for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
    run("INSERT INTO gpkg_extensions VALUES (" + sql_text(table) +
        ", NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write')");
  }
  for (const OutputLayer& layer : layers) {
    for (const Field& field : layer.table.fields) {
      if (field.title.empty() && field.description.empty()) continue;
      run("INSERT INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (" +
          sql_text(layer.table.name) + ", " + sql_text(field.name) + ", " + sql_text(column_heading(field)) + ", " +
          sql_text(field.description) + ")");
    }
  }
}

/// QGIS finds a style only with an empty text, not NULL, for the schema and for the geometry column of a plain table.
void GeoPackageWriter::write_styles(const std::vector<OutputLayer>& layers, const std::vector<std::string>& styles) {
  OGRLayer& table = create_layer("layer_styles", wkbNone, "layer_styles", "Styles for QGIS", "id");
  for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                           "styleQML", "styleSLD"}) {
    add_field(table, name, {OFTString});
  }
  add_field(table, "useAsDefault", {OFTInteger, OFSTBoolean});
  for (const char* name : {"description", "owner", "ui"}) add_field(table, name, {OFTString});
  add_field(table, "update_time", {OFTDateTime});
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (styles[i].empty()) continue;
    OGRFeature row(table.GetLayerDefn());
    row.SetField("f_table_catalog", "");
    row.SetField("f_table_schema", "");
    row.SetField("f_table_name", layers[i].table.name.c_str());
    row.SetField("f_geometry_column", layers[i].table.kind == GeometryKind::none ? "" : "geom");
    row.SetField("styleName", layers[i].table.name.c_str());
    row.SetField("styleQML", styles[i].c_str());
    row.SetField("styleSLD", "");
    row.SetField("useAsDefault", 1);
    row.SetField("description", layers[i].title.c_str());
    row.SetField("owner", "");
    row.SetField("update_time", written_date().c_str());
    expect(table.CreateFeature(&row) == OGRERR_NONE);
  }
  expect(table.SyncToDisk() == OGRERR_NONE);
}

void GeoPackageWriter::write_project(const std::string& name, const std::string& qgz) {
  std::string hex;
  constexpr char digits[] = "0123456789abcdef";
  for (const char byte : qgz) {
    hex += digits[(byte >> 4) & 15];
    hex += digits[byte & 15];
  }
  run("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
  run("INSERT INTO qgis_projects VALUES (" + sql_text(name) + ", " +
      sql_text(R"({"last_modified_time": ")" + written_date().substr(0, 19) + R"(", "last_modified_user": ""})") +
      ", " + sql_text(hex) + ")");
}

void check(const std::vector<OutputLayer>& layers) {
  std::set<std::string> names{"layer_styles", "qgis_projects"};
  for (const OutputLayer& layer : layers) {
    const FeatureTable& table = layer.table;
    TMFGEO_EXPECTS(names.insert(lower_ascii(table.name)).second);
    TMFGEO_EXPECTS(table.kind == GeometryKind::none || !table.crs.known() || table.crs.same_as(Crs::wgs84()));
    TMFGEO_EXPECTS(table.fields.size() == table.columns.size());
    TMFGEO_EXPECTS(table.kind == GeometryKind::none || table.geometry.size() == table.rows());
    std::set<std::string> columns{"fid", "geom"};
    for (const Field& field : table.fields) TMFGEO_EXPECTS(columns.insert(lower_ascii(field.name)).second);
  }
}

std::vector<ProjectRaster> project_rasters(const std::filesystem::path& folder, const GeoPackageOptions& options) {
  std::vector<ProjectRaster> rasters;
  for (const auto& [file, title, visible] : options.rasters) {
    const std::filesystem::path path = folder / file;
    ProjectRaster raster{file, title, raster_info({path.string()}).frame.crs, {}, visible};
    std::error_code none;
    if (auto style = path; std::filesystem::exists(style.replace_extension(".qml"), none))
      raster.style_qml = read_file(style.string());
    rasters.push_back(std::move(raster));
  }
  return rasters;
}

}  // namespace

void write_geopackage(const std::string& path, const std::vector<OutputLayer>& layers,
                      const GeoPackageOptions& options) {
  check(layers);
  GdalMessages messages;
  const ThreadOption date("OGR_CURRENT_DATE", written_date().c_str());
  // The file is new and has another name until it is whole, so a journal on disk protects nothing.
  const ThreadOption journal("OGR_SQLITE_JOURNAL", "MEMORY");
  const std::filesystem::path file(path);
  PartialFile geopackage(path, options.overwrite);
  PartialFile project((file.parent_path() / "open_in_qgis.qgz").string(), options.overwrite);

  std::vector<std::string> styles;
  for (const OutputLayer& layer : layers) styles.push_back(style_with_headings(layer.style_qml, layer.table.fields));
  const std::string title = options.title.empty() ? file.stem().string() : options.title;
  const std::string qgs = qgis_project(file.filename().string(), layers, styles,
                                       project_rasters(file.parent_path(), options), title, options.view, options.relation);
  const std::string qgz = qgz_archive("open_in_qgis", qgs);

  GeoPackageWriter writer(geopackage, messages);
  for (const OutputLayer& layer : layers) writer.write_layer(layer);
  writer.set_title(options.title, options.description);
  writer.write_headings(layers);
  writer.write_styles(layers, styles);
  writer.write_project(file.stem().string(), qgz);
  writer.close();
  write_file(project.partial_path(), qgz, false);
  geopackage.keep();
  project.keep();
}

}  // namespace tmfgeo
