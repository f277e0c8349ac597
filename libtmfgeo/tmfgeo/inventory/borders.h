// SPDX-License-Identifier: Apache-2.0
/// Countries and the lines between them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

struct Country {
  std::string code;  ///< ISO 3166-1 as in the file
  std::string name;  ///< empty if not given
  bool disputed = false;
  std::string name_ru = {};  ///< empty if not given
};

/// Countries with their ground. Index i of `countries` is polygon i of `ground`.
struct Borders {
  std::vector<Country> countries;
  PolygonIndex ground;
  /// Pairs (smaller index first) whose ground overlaps by more than a sliver; sorted.
  std::vector<std::pair<std::size_t, std::size_t>> overlaps;
  LineIndex disputed_lines;  ///< boundary lines marked disputed; empty for polygons
  Issues issues;

  /// Codes of all countries that hold the point, in the order of the codes; more than one where polygons overlap.
  std::vector<std::size_t> at(Point p) const { return ground.containing(p); }
};

struct BorderColumns {
  std::string code = "code";
  std::string name;
  std::string status;
  std::string left;   ///< lines: code of the country left of the line's direction
  std::string right;
  std::string name_ru = {};  ///< polygons: of the names in Russian; empty: "name_ru", if there is such a column
};

/// From country polygons. Parts with the same code become one country; invalid polygons are mended with an Issue;
/// overlaps of more than a sliver are an Issue and their ground belongs to both, marked disputed where crossed.
/// Input: any CRS; only what overlaps `area` (WGS 84) is kept; an empty box keeps all.
/// No polygon near the area is an Issue and gives no country.
/// Errors: Error{invalid_input} if the code column is missing, or polygons are there and none is usable.
Borders borders_from_polygons(FeatureTable table, const BorderColumns& columns, const Box& area);

/// From boundary lines with a country on either side, closed by land polygons (coast) or by the area's frame.
/// Faces that no line names are nobody's.
Borders borders_from_lines(FeatureTable lines, const BorderColumns& columns, const FeatureTable* land, const Box& area);

}  // namespace tmfgeo
