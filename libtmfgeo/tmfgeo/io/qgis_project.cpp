// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/qgis_project.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <memory>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/gdal_guard.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kDocumentType = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
/// Newer programs bring projects of this version up to date themselves.
constexpr std::string_view kQgisVersion = "3.22.0";

std::string xml(const std::string& text) {
  const std::unique_ptr<char, void (*)(void*)> escaped(
      CPLEscapeString(text.c_str(), static_cast<int>(text.size()), CPLES_XML), VSIFree);
  return escaped.get();
}

std::string element(const std::string& name, const std::string& text) {
  return "<" + name + ">" + xml(text) + "</" + name + ">";
}

/// A style document without its frame, to be put into a layer of a project.
struct StyleParts {
  std::string attributes;  ///< of the root, which a project has at the layer
  std::string body;
};

StyleParts style_parts(const std::string& qml) {
  if (qml.empty()) return {};
  const std::size_t root = qml.find("<qgis");
  const std::size_t open = qml.find('>', root);
  const std::size_t close = qml.rfind("</qgis>");
  TMFGEO_EXPECTS(root != std::string::npos && open != std::string::npos && close != std::string::npos && open < close);
  StyleParts parts{qml.substr(root + 5, open - root - 5), qml.substr(open + 1, close - open - 1)};
  // The version belongs to the project; a second attribute of that name would be no XML.
  if (const std::size_t version = parts.attributes.find(" version="); version != std::string::npos) {
    const char quote = parts.attributes[version + 9];
    parts.attributes.erase(version, parts.attributes.find(quote, version + 10) + 1 - version);
  }
  return parts;
}

std::string spatial_reference(const Crs& crs) {
  const std::string name = crs.name();
  const bool has_code = name.find(':') != std::string::npos && name.find(' ') == std::string::npos;
  return "<spatialrefsys>" + (name == "EPSG:4326" ? element("srsid", "3452") : std::string()) +
         element("wkt", crs.wkt()) + (has_code ? element("authid", name) : std::string()) + "</spatialrefsys>";
}

std::string layer_id(const std::string& name) { return "tmfgeo_layer_" + name; }

std::string source_of(const std::string& geopackage, const OutputLayer& layer) {
  return "./" + geopackage + "|layername=" + layer.table.name;
}

struct KindWords {
  const char* geometry;
  const char* wkb;
};
KindWords qgis_kind(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return {"No geometry", "NoGeometry"};
    case GeometryKind::point: return {"Point", "Point"};
    case GeometryKind::line: return {"Line", "MultiLineString"};
    case GeometryKind::polygon: return {"Polygon", "MultiPolygon"};
  }
  return {"", ""};
}

std::string vector_layer(const std::string& geopackage, const OutputLayer& layer, const std::string& style) {
  const StyleParts parts = style_parts(style);
  const auto [geometry, wkb] = qgis_kind(layer.table.kind);
  std::string text = "<maplayer type=\"vector\" geometry=\"" + std::string(geometry) + "\" wkbType=\"" + wkb + "\"" +
                     parts.attributes + ">\n";
  text += element("id", layer_id(layer.table.name)) + element("datasource", source_of(geopackage, layer)) +
          element("layername", layer.title);
  if (layer.table.kind != GeometryKind::none) text += "<srs>" + spatial_reference(Crs::wgs84()) + "</srs>";
  text += "<resourceMetadata>" + element("title", layer.title) + element("abstract", layer.description) +
          "</resourceMetadata>\n";
  return text + "<provider encoding=\"UTF-8\">ogr</provider>" + parts.body + "</maplayer>\n";
}

std::string raster_layer(const ProjectRaster& raster) {
  const StyleParts parts = style_parts(raster.style_qml);
  return "<maplayer type=\"raster\"" + parts.attributes + ">\n" + element("id", layer_id(raster.file)) +
         element("datasource", "./" + raster.file) + element("layername", raster.title) +
         (raster.crs.known() ? "<srs>" + spatial_reference(raster.crs) + "</srs>" : std::string()) +
         "<provider>gdal</provider>" + parts.body + "</maplayer>\n";
}

std::string tree_entry(const std::string& id, const std::string& title, const std::string& provider,
                       const std::string& source, bool visible) {
  return "<layer-tree-layer id=\"" + xml(id) + "\" name=\"" + xml(title) + "\" providerKey=\"" + provider +
         "\" source=\"" + xml(source) + "\" checked=\"" + (visible ? "Qt::Checked" : "Qt::Unchecked") +
         "\" expanded=\"0\"/>\n";
}

std::string tree_group(const std::string& name, const std::string& entries) {
  if (entries.empty()) return {};
  return "<layer-tree-group name=\"" + name + "\" checked=\"Qt::Checked\" expanded=\"0\">\n" + entries +
         "</layer-tree-group>\n";
}

std::string layer_tree(const std::string& geopackage, const std::vector<OutputLayer>& layers,
                       const std::vector<ProjectRaster>& rasters) {
  std::string vectors;
  std::string tables;
  std::string below;
  for (const OutputLayer& layer : layers) {
    const bool is_table = layer.table.kind == GeometryKind::none;
    (is_table ? tables : vectors) +=
        tree_entry(layer_id(layer.table.name), layer.title, "ogr", source_of(geopackage, layer), layer.visible);
  }
  for (const ProjectRaster& raster : rasters)
    below += tree_entry(layer_id(raster.file), raster.title, "gdal", "./" + raster.file, raster.visible);
  return "<layer-tree-group>\n" + vectors + tree_group("Rasters", below) + tree_group("Tables", tables) +
         "</layer-tree-group>\n";
}

/// Layers with the column, related to the parent: QGIS then shows their rows in the form of the parent's row.
std::string relations(const std::vector<OutputLayer>& layers, const LayerRelation& relation) {
  const auto has_column = [&](const OutputLayer& layer) { return layer.table.find(relation.column).has_value(); };
  const auto parent = std::find_if(layers.begin(), layers.end(), [&](const OutputLayer& layer) { return layer.table.name == relation.parent; });
  if (parent == layers.end() || !has_column(*parent)) return {};
  std::string text = "<relations>\n";
  for (const OutputLayer& layer : layers) {
    if (layer.table.name == relation.parent || !has_column(layer)) continue;
    text += "<relation id=\"tmfgeo_relation_" + xml(layer.table.name) + "\" name=\"" + xml(layer.title) + "\" referencingLayer=\"" + xml(layer_id(layer.table.name)) +
            "\" referencedLayer=\"" + xml(layer_id(relation.parent)) + "\" strength=\"Association\"><fieldRef referencingField=\"" + xml(relation.column) +
            "\" referencedField=\"" + xml(relation.column) + "\"/></relation>\n";
  }
  return text + "</relations>\n";
}

std::string extent(const Box& box) {
  return element("xmin", shortest(box.min_x)) + element("ymin", shortest(box.min_y)) +
         element("xmax", shortest(box.max_x)) + element("ymax", shortest(box.max_y));
}

Box whole_view(const std::vector<OutputLayer>& layers) {
  Box box;
  for (const OutputLayer& layer : layers) {
    for (const Geometry& g : layer.table.geometry) {
      for (const Point p : g.points) {
        if (is_finite(p)) box.add(p);
      }
    }
  }
  if (box.empty()) return {-180, -90, 180, 90};
  const double margin = 0.05 * std::max({box.max_x - box.min_x, box.max_y - box.min_y, 0.1});
  return box.grown(margin, margin);
}

}  // namespace

std::string column_heading(const Field& field) {
  return field.title.empty() || field.unit.empty() ? field.title : field.title + " (" + field.unit + ")";
}

std::string style_with_headings(const std::string& qml, std::span<const Field> fields) {
  std::string aliases;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].title.empty()) continue;
    // QGIS counts the feature id as column 0.
    aliases += "<alias field=\"" + xml(fields[i].name) + "\" index=\"" + std::to_string(i + 1) + "\" name=\"" +
               xml(column_heading(fields[i])) + "\"/>\n";
  }
  if (aliases.empty() || qml.find("<aliases") != std::string::npos) return qml;
  aliases = "<aliases>\n" + aliases + "</aliases>\n";
  if (qml.empty())
    return std::string(kDocumentType) + "<qgis version=\"" + std::string(kQgisVersion) + "\">\n" + aliases +
           "</qgis>\n";
  const std::size_t close = qml.rfind("</qgis>");
  TMFGEO_EXPECTS(close != std::string::npos);
  return std::string(qml).insert(close, aliases);
}

std::string qgis_project(const std::string& geopackage, const std::vector<OutputLayer>& layers,
                         const std::vector<std::string>& styles, const std::vector<ProjectRaster>& rasters,
                         const std::string& title, const Box& view, const LayerRelation& relation) {
  TMFGEO_EXPECTS(styles.size() == layers.size());
  const std::string reference = spatial_reference(Crs::wgs84());
  const Box shown = view.empty() ? whole_view(layers) : view;
  std::string text(kDocumentType);
  text += "<qgis projectname=\"" + xml(title) + "\" version=\"" + std::string(kQgisVersion) +
          "\">\n<homePath path=\"\"/>\n";
  text += element("title", title) + "\n<projectCrs>" + reference + "</projectCrs>\n" +
          layer_tree(geopackage, layers, rasters);
  text += "<mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\"><units>degrees</units><extent>" + extent(shown) +
          "</extent><rotation>0</rotation><destinationsrs>" + reference +
          "</destinationsrs></mapcanvas>\n<projectlayers>\n";
  for (std::size_t i = 0; i < layers.size(); ++i) text += vector_layer(geopackage, layers[i], styles[i]);
  for (const ProjectRaster& raster : rasters) text += raster_layer(raster);
  text += "</projectlayers>\n" + relations(layers, relation);
  // Without ProjectionsEnabled QGIS does not look at the project's reference system.
  text +=
      "<properties><Paths><Absolute type=\"bool\">false</Absolute></Paths>"
      "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n";
  text += "<ProjectViewSettings UseProjectScales=\"0\"><Scales/><DefaultViewExtent xmin=\"" + shortest(shown.min_x) +
          "\" ymin=\"" + shortest(shown.min_y) + "\" xmax=\"" + shortest(shown.max_x) + "\" ymax=\"" +
          shortest(shown.max_y) + "\">" + reference + "</DefaultViewExtent></ProjectViewSettings>\n";
  return text + "</qgis>\n";
}

std::string qgz_archive(const std::string& name, std::string_view qgs) {
  // The variable's own address makes the name unlike any other in this process.
  const std::string path = CPLSPrintf("/vsimem/tmfgeo_qgz_%p.zip", static_cast<const void*>(&qgs));
  // Several threads would cut the stream into other blocks, and the same project would have other bytes.
  const ThreadOption one_thread("GDAL_NUM_THREADS", "1");
  void* zip = CPLCreateZip(path.c_str(), nullptr);
  const bool made = zip != nullptr && CPLCreateFileInZip(zip, (name + ".qgs").c_str(), nullptr) == CE_None &&
                    CPLWriteFileInZip(zip, qgs.data(), static_cast<int>(qgs.size())) == CE_None &&
                    CPLCloseFileInZip(zip) == CE_None;
  const bool closed = zip != nullptr && CPLCloseZip(zip) == CE_None;
  vsi_l_offset size = 0;
  const std::unique_ptr<GByte, void (*)(void*)> bytes(VSIGetMemFileBuffer(path.c_str(), &size, TRUE), VSIFree);
  if (!made || !closed || !bytes) throw Error(ErrorCode::environment, "the QGIS project cannot be packed");
  return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

}  // namespace tmfgeo
