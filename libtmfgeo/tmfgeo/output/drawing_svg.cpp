// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/drawing.h"
#include "tmfgeo/output/qml.h"

namespace tmfgeo {
namespace {

/// A tenth of a point is finer than any screen.
std::string number(double value) {
  std::string text = fixed(value, 1);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string byte_of(double share) { return std::to_string(std::lround(255 * share)); }

std::string paint(const char* name, const Colour& c) {
  std::string out = std::string(" ") + name + "=\"rgb(" + byte_of(c.red) + "," + byte_of(c.green) + "," + byte_of(c.blue) + ")\"";
  if (c.opacity < 1) out += std::string(" ") + name + "-opacity=\"" + fixed(c.opacity, 2) + "\"";
  return out;
}

std::string points_of(const Polyline& line) {
  std::string out;
  for (const Point p : line) out += (out.empty() ? "" : " ") + number(p.x) + "," + number(p.y);
  return out;
}

std::string element(const Shape& s) {
  switch (s.kind) {
    case Shape::Kind::line:
      return "<polyline points=\"" + points_of(s.points) + "\" fill=\"none\"" + paint("stroke", s.colour) + " stroke-width=\"" + number(s.width) + "\"" +
             (s.dashed ? " stroke-dasharray=\"6 4\"" : "") + " stroke-linejoin=\"round\"/>";
    case Shape::Kind::area:
      return "<polygon points=\"" + points_of(s.points) + "\"" + paint("fill", s.colour) + "/>";
    case Shape::Kind::text: {
      const Point at = s.points.front();
      const char* anchor = s.anchor == Anchor::start ? "start" : s.anchor == Anchor::middle ? "middle" : "end";
      const std::string turn = s.upright ? " transform=\"rotate(-90 " + number(at.x) + " " + number(at.y) + ")\"" : "";
      return "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" font-size=\"" + number(s.size) + "\" text-anchor=\"" + anchor + "\"" +
             (s.bold ? " font-weight=\"bold\"" : "") + turn + paint("fill", s.colour) + ">" + qml::escaped(s.text) + "</text>";
    }
  }
  return "";
}

}  // namespace

Shape drawn_line(Polyline points, Colour colour, double width, bool dashed) {
  Shape s;
  s.points = std::move(points);
  s.colour = colour;
  s.width = width;
  s.dashed = dashed;
  return s;
}

Shape drawn_area(Polyline points, Colour colour) {
  Shape s;
  s.kind = Shape::Kind::area;
  s.points = std::move(points);
  s.colour = colour;
  return s;
}

Shape drawn_text(Point at, std::string text, double size, Anchor anchor, Colour colour) {
  Shape s;
  s.kind = Shape::Kind::text;
  s.points = {at};
  s.text = std::move(text);
  s.size = size;
  s.anchor = anchor;
  s.colour = colour;
  return s;
}

std::string svg_text(const Drawing& d) {
  const std::string size = "width=\"" + number(d.width) + "\" height=\"" + number(d.height) + "\" viewBox=\"0 0 " + number(d.width) + " " + number(d.height) + "\"";
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " font-family=\"DejaVu Sans, Arial, sans-serif\" role=\"img\">\n";
  out += "<title>" + qml::escaped(d.title) + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  for (const Shape& s : d.shapes) out += element(s) + "\n";
  return out + "</svg>\n";
}

}  // namespace tmfgeo
