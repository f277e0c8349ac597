// SPDX-License-Identifier: Apache-2.0
/// A picture as a list of shapes, written as SVG or PNG. Coordinates in points from the upper left, y downwards.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

struct Colour {
  double red = 0, green = 0, blue = 0;  ///< 0 to 1
  double opacity = 1;
};

enum class Anchor { start, middle, end };

/// One shape; the kind says which members count.
struct Shape {
  enum class Kind { line, area, text };
  Kind kind = Kind::line;
  Polyline points;       ///< of a text one: where its baseline begins, has its middle, or ends
  Colour colour;         ///< of the line, the filling or the letters
  double width = 1;      ///< of the line
  bool dashed = false;
  std::string text;      ///< UTF-8
  double size = 12;      ///< of the letters
  Anchor anchor = Anchor::start;
  bool upright = false;  ///< text read from below
  bool bold = false;
};

struct Drawing {
  double width = 0;
  double height = 0;
  std::vector<Shape> shapes;  ///< in the order of painting
  std::string title;          ///< for readers that cannot see it
};

Shape drawn_line(Polyline points, Colour colour, double width, bool dashed = false);
Shape drawn_area(Polyline points, Colour colour);
Shape drawn_text(Point at, std::string text, double size, Anchor anchor = Anchor::start, Colour colour = {});

/// The drawing as an SVG file; text stays text, so that it can be searched and translated. Same drawing, same bytes.
std::string svg_text(const Drawing& drawing);

/// The drawing as a PNG file, `scale` pixels to the point, letters of the system's sans-serif.
/// Errors: Error{environment}: cannot be written, or is there and overwrite is false. Needs: scale > 0.
void write_png(const std::string& path, const Drawing& drawing, double scale, bool overwrite);

}  // namespace tmfgeo
