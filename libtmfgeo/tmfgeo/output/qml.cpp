// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/qml.h"

#include "tmfgeo/core/text.h"

namespace tmfgeo::qml {
namespace {

constexpr const char* kHead = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

std::string option(const std::string& name, const std::string& value) {
  return "<Option type=\"QString\" name=\"" + name + "\" value=\"" + escaped(value) + "\"/>";
}

std::string symbol(const std::string& type, const std::string& name, const std::string& layer_class, const std::string& options,
                   const std::string& data_defined = {}) {
  return "<symbol type=\"" + type + "\" name=\"" + name + "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">" +
         "<layer class=\"" + layer_class + "\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">" + options +
         "</Option>" + data_defined + "</layer></symbol>";
}

std::string line_options(const std::string& colour, double width_mm, bool dashed) {
  return option("line_color", colour) + option("line_width", shortest(width_mm)) + option("line_width_unit", "MM") +
         option("line_style", dashed ? "dash" : "solid") + option("capstyle", "round") + option("joinstyle", "round");
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string marker(const std::string& name, const std::string& shape, const std::string& fill, double size_mm) {
  return symbol("marker", name, "SimpleMarker",
                option("name", shape) + option("color", fill) + option("outline_color", "255,255,255") +
                    option("outline_width", "0.3") + option("size", shortest(size_mm)) + option("size_unit", "MM"));
}

std::string line(const std::string& name, const std::string& colour, double width_mm, bool dashed) {
  return symbol("line", name, "SimpleLine", line_options(colour, width_mm, dashed));
}

std::string scaled_line(const std::string& name, const std::string& colour, const std::string& width_expression) {
  const std::string width =
      "<data_defined_properties><Option type=\"Map\"><Option type=\"QString\" name=\"name\" value=\"\"/>"
      "<Option type=\"Map\" name=\"properties\"><Option type=\"Map\" name=\"outlineWidth\">"
      "<Option type=\"bool\" name=\"active\" value=\"true\"/><Option type=\"QString\" name=\"expression\" value=\"" +
      escaped(width_expression) +
      "\"/><Option type=\"int\" name=\"type\" value=\"3\"/></Option></Option>"
      "<Option type=\"QString\" name=\"type\" value=\"collection\"/></Option></data_defined_properties>";
  return symbol("line", name, "SimpleLine", line_options(colour, 0.3, false), width);
}

std::string outline(const std::string& name, const std::string& colour, double width_mm) {
  const std::string inner = symbol("line", "@" + name + "@0", "SimpleLine",
                                   option("line_color", colour) + option("line_width", shortest(width_mm)) + option("line_width_unit", "MM") +
                                       option("line_style", "dash dot"));
  // A thousandth of a degree around the frame: coordinates were rounded when polygons were cut.
  return symbol("fill", name, "GeometryGenerator",
                option("SymbolType", "Line") + option("units", "MapUnit") +
                    option("geometryModifier", "difference(boundary($geometry), buffer(boundary(layer_property(@layer_id, 'extent')), 0.001))"),
                inner);
}

std::string area(const std::string& name, const std::string& fill, const std::string& outline, double width_mm) {
  return symbol("fill", name, "SimpleFill",
                option("color", fill) + option("style", "solid") + option("outline_color", outline) +
                    option("outline_style", "solid") + option("outline_width", shortest(width_mm)) +
                    option("outline_width_unit", "MM"));
}

std::string single(const std::string& one) {
  return "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\"><symbols>" + one +
         "</symbols></renderer-v2>";
}

std::string largest_on_top(std::string renderer, const std::string& expression) {
  constexpr std::string_view off = "enableorderby=\"0\"";
  constexpr std::string_view end = "</renderer-v2>";
  renderer.replace(renderer.find(off), off.size(), "enableorderby=\"1\"");
  return renderer.insert(renderer.rfind(end), "<orderby><orderByClause asc=\"1\" nullsFirst=\"1\">" + escaped(expression) + "</orderByClause></orderby>");
}

std::string categorised(const std::string& expression, const std::vector<Category>& categories) {
  std::string classes;
  std::string symbols;
  for (std::size_t i = 0; i < categories.size(); ++i) {
    classes += "<category render=\"true\" symbol=\"" + std::to_string(i) + "\" value=\"" + escaped(categories[i].value) +
               "\" label=\"" + escaped(categories[i].label) + "\" type=\"string\"/>";
    symbols += categories[i].symbol;
  }
  return "<renderer-v2 type=\"categorizedSymbol\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\" attr=\"" +
         escaped(expression) + "\"><categories>" + classes + "</categories><symbols>" + symbols + "</symbols></renderer-v2>";
}

std::string labels(const std::string& expression, double size_pt, const std::string& colour, LabelPlace place) {
  const std::string code = place == LabelPlace::over_area ? "1" : "6";  // as QgsPalLayerSettings numbers them
  return "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"" + escaped(expression) +
         "\" isExpression=\"1\" fontFamily=\"DejaVu Sans\" fontSize=\"" + shortest(size_pt) +
         "\" fontSizeUnit=\"Point\" textColor=\"" + colour +
         ",255\" namedStyle=\"Book\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
         "bufferColor=\"255,255,255,220\"/></text-style><text-format multilineAlign=\"0\"/>"
         "<placement placement=\"" + code + "\" dist=\"1.5\" distUnits=\"MM\" predefinedPositionOrder=\"TR,TL,BR,BL,R,L,TSR,BSR\"/>"
         "<rendering obstacle=\"" +
         std::string(place == LabelPlace::beside_point ? "1" : "0") + "\" displayAll=\"0\"/></settings></labeling>";
}

std::string document(const std::string& renderer, const std::string& labels_part, std::span<const Field> fields) {
  std::string aliases = "<aliases>";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string unit = fields[i].unit.empty() ? "" : ", " + fields[i].unit;
    aliases += "<alias index=\"" + std::to_string(i + 1) + "\" field=\"" + escaped(fields[i].name) + "\" name=\"" +
               escaped(fields[i].title + unit) + "\"/>";
  }
  aliases += "</aliases>";
  const std::string labelled = labels_part.empty() ? "0" : "1";
  return std::string(kHead) + "<qgis version=\"3.22\" labelsEnabled=\"" + labelled +
         "\" styleCategories=\"Symbology|Labeling|Fields\">" + renderer + labels_part + aliases + "</qgis>\n";
}

std::string raster_document(const std::vector<ColourStop>& stops, bool discrete) {
  std::string items;
  for (const ColourStop& stop : stops) {
    items += "<item value=\"" + shortest(stop.value) + "\" color=\"" + stop.colour + "\" alpha=\"255\" label=\"" +
             escaped(stop.label) + "\"/>";
  }
  const double low = stops.front().value;
  const double high = stops.back().value;
  return std::string(kHead) + "<qgis version=\"3.22\" styleCategories=\"Symbology\"><pipe>" +
         "<rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"1\" classificationMin=\"" + shortest(low) +
         "\" classificationMax=\"" + shortest(high) + "\"><rastershader><colorrampshader colorRampType=\"" +
         (discrete ? "EXACT" : "INTERPOLATED") + "\" classificationMode=\"1\" clip=\"0\" minimumValue=\"" + shortest(low) +
         "\" maximumValue=\"" + shortest(high) + "\">" + items +
         "</colorrampshader></rastershader></rasterrenderer></pipe></qgis>\n";
}

}  // namespace tmfgeo::qml
