// SPDX-License-Identifier: Apache-2.0
/// Small pieces of QGIS style files (QML), enough for finished maps.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tmfgeo/table/feature_table.h"

namespace tmfgeo::qml {

/// Text with & < > " escaped.
std::string escaped(std::string_view text);

/// One symbol: a marker, a line or a dashed line. Colours are "r,g,b" or "r,g,b,a"; sizes millimetres.
std::string marker(const std::string& name, const std::string& shape, const std::string& fill, double size_mm);
std::string line(const std::string& name, const std::string& colour, double width_mm, bool dashed = false);
/// A line whose width follows an expression.
std::string scaled_line(const std::string& name, const std::string& colour, const std::string& width_expression);

/// One class of a categorised layer.
struct Category {
  std::string value;   ///< what the expression gives
  std::string label;
  std::string symbol;  ///< made by marker() or line() with the class's number as name
};

/// A polygon's outline, dash-dotted as borders are drawn, without fill. Where polygons were cut to a frame, which then is the
/// layer's extent, that edge is no border and is not drawn.
std::string outline(const std::string& name, const std::string& colour, double width_mm);

/// A filled polygon with an outline.
std::string area(const std::string& name, const std::string& fill, const std::string& outline, double width_mm);

std::string single(const std::string& symbol);
/// The same renderer with the largest values drawn last, missing ones first: rows that share a place do not hide the worst.
std::string largest_on_top(std::string renderer, const std::string& expression);
std::string categorised(const std::string& expression, const std::vector<Category>& categories);

/// Labels from an expression; the buffer keeps them readable over lines.
/// Points that share a place hide each other's labels unless they may lie over them.
enum class LabelPlace { beside_point, beside_shared_point, over_area };
std::string labels(const std::string& expression, double size_pt, const std::string& colour,
                   LabelPlace place = LabelPlace::beside_point);

/// A whole style file: renderer, labels and the titles of the columns.
std::string document(const std::string& renderer, const std::string& labels, std::span<const Field> fields);

/// One stop of a raster's colour ramp.
struct ColourStop {
  double value;
  std::string colour;  ///< "#rrggbb"
  std::string label;
};
std::string raster_document(const std::vector<ColourStop>& stops, bool discrete);

}  // namespace tmfgeo::qml
