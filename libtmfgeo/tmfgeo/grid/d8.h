// SPDX-License-Identifier: Apache-2.0
/// The one table of the eight neighbours, and the codes other programs use for them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Where a cell's water goes. 0–7: a neighbour, clockwise from east (E SE S SW W NW N NE), as in ESRI's order.
using D8 = std::uint8_t;
inline constexpr D8 kD8Outlet = 8;      ///< leaves over the edge of the data: grid edge, nodata or sea
inline constexpr D8 kD8Terminal = 9;    ///< ends here: a kept terminal sink
inline constexpr D8 kD8NoData = 255;    ///< no elevation here

struct D8Step {
  std::ptrdiff_t row;     ///< added to the row (south is positive)
  std::ptrdiff_t column;  ///< added to the column (east is positive)
};

inline constexpr std::array<D8Step, 8> kD8Steps{{{0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}, {-1, 1}}};

constexpr bool is_step(D8 d) { return d < 8; }
constexpr bool is_diagonal(D8 d) { return (d & 1U) != 0; }
constexpr D8 opposite(D8 d) { return static_cast<D8>((d + 4U) & 7U); }
inline Cell neighbour(Cell c, D8 d) { return {c.row + kD8Steps[d].row, c.column + kD8Steps[d].column}; }

/// Conventions of other programs. ESRI: 1 2 4 … 128, 0 at outlets and sinks, 255 nodata (247 is read as nodata too).
/// TauDEM: 1–8 counter-clockwise from east, −1 nodata. GRASS: 1–8 counter-clockwise from north-east, negative where flow
/// leaves the map, 0 at sinks.
enum class D8Convention { esri, taudem, grass };

int encode(D8 direction, D8Convention convention);
/// Absent if the code is not one of the convention's.
std::optional<D8> decode(int code, D8Convention convention);

}  // namespace tmfgeo
