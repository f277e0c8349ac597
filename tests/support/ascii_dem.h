// SPDX-License-Identifier: Apache-2.0
/// Small rasters as pictures that a person can check by eye.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/terrain/dem.h"

namespace tmfgeo::test {

/// Cells of 100 m in UTM zone 42 N, its north-west corner on the zone's central meridian.
inline GridFrame metric_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  static const Crs utm_42_north = Crs::from_text("EPSG:32642");  // every look-up in PROJ's database costs milliseconds
  return {.rows = rows,
          .columns = columns,
          .west = 500000,
          .north = 4500000,
          .cell_width = 100,
          .cell_height = 100,
          .crs = utm_42_north};
}

/// Cells of 3 arc-seconds, from 74.5 E 43 N to the south-east.
inline GridFrame geographic_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {.rows = rows,
          .columns = columns,
          .west = 74.5,
          .north = 43,
          .cell_width = 3 / 3600.0,
          .cell_height = 3 / 3600.0,
          .crs = Crs::wgs84()};
}

/// The lines of a picture without the spaces around them; empty lines left out.
inline std::vector<std::string> picture_lines(std::string_view picture) {
  std::vector<std::string> lines(1);
  for (const char c : picture) {
    if (c == '\n') {
      if (!lines.back().empty()) lines.emplace_back();
    } else if (c != ' ') {
      lines.back() += c;
    }
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

/// A DEM from a picture: 0–9 and then a–z are 0 to 35 m, a dot is nodata.
inline Dem dem_of(std::string_view picture) {
  const std::vector<std::string> lines = picture_lines(picture);
  std::vector<float> values;
  for (const std::string& line : lines) {
    TMFGEO_EXPECTS(line.size() == lines.front().size());
    for (const char c : line) {
      values.push_back(c == '.'   ? std::numeric_limits<float>::quiet_NaN()
                       : c <= '9' ? static_cast<float>(c - '0')
                                  : static_cast<float>(c - 'a' + 10));
    }
  }
  const auto rows = static_cast<std::ptrdiff_t>(lines.size());
  return Dem{Grid<float>(metric_frame(rows, static_cast<std::ptrdiff_t>(lines.front().size())), std::move(values))};
}

/// One line per row, each ended by a line break.
template <class T, class Letter>
std::string picture_of(const Grid<T>& grid, const Letter& letter) {
  std::string picture;
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    picture += letter(grid[i]);
    if ((i + 1) % grid.columns() == 0) picture += '\n';
  }
  return picture;
}

/// Elevations as dem_of() reads them; '?' for what it has no letter for.
inline std::string picture_of(const Grid<float>& elevation_m) {
  return picture_of(elevation_m, [](float z) {
    if (std::isnan(z)) return '.';
    if (z != std::floor(z) || z < 0 || z > 35) return '?';
    return static_cast<char>(z < 10 ? '0' + static_cast<int>(z) : 'a' + static_cast<int>(z) - 10);
  });
}

/// Directions as on the keypad of a keyboard (8 north, 6 east, 1 south-west); o outlet, t terminal sink, dot nodata.
inline std::string picture_of(const Grid<D8>& direction) {
  return picture_of(direction, [](D8 d) {
    if (is_step(d)) return std::string_view("63214789")[d];
    return d == kD8Outlet ? 'o' : d == kD8Terminal ? 't' : d == kD8NoData ? '.' : '?';
  });
}

/// Directions from such a picture.
inline Grid<D8> directions_of(std::string_view picture) {
  const std::vector<std::string> lines = picture_lines(picture);
  std::vector<D8> values;
  for (const std::string& line : lines) {
    TMFGEO_EXPECTS(line.size() == lines.front().size());
    for (const char c : line) {
      const std::size_t step = std::string_view("63214789").find(c);
      values.push_back(step != std::string_view::npos ? static_cast<D8>(step)
                       : c == 'o'                     ? kD8Outlet
                       : c == 't'                     ? kD8Terminal
                                                      : kD8NoData);
    }
  }
  const auto rows = static_cast<std::ptrdiff_t>(lines.size());
  return Grid<D8>(metric_frame(rows, static_cast<std::ptrdiff_t>(lines.front().size())), std::move(values));
}

/// A picture in the form picture_of() gives.
inline std::string picture(std::string_view text) {
  std::string lines;
  for (const std::string& line : picture_lines(text)) lines += line + '\n';
  return lines;
}

}  // namespace tmfgeo::test
