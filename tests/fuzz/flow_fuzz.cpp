// SPDX-License-Identifier: Apache-2.0
// Directions of any codes: an Error for a loop, or a field in which every way ends.
#include <cstdint>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/grid/d8.h"
#include "tmfgeo/terrain/flow.h"

// Input: columns, convention, then one code per cell.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  if (size < 3) return 0;
  const std::ptrdiff_t columns = 1 + data[0] % 16;
  const auto convention = static_cast<D8Convention>(data[1] % 3);
  const auto cells = static_cast<std::ptrdiff_t>(size - 2);
  const std::ptrdiff_t rows = cells / columns;
  if (rows == 0) return 0;

  std::vector<D8> directions;
  for (std::ptrdiff_t i = 0; i < rows * columns; ++i) {
    const int code = convention == D8Convention::esri ? data[2 + i] : static_cast<std::int8_t>(data[2 + i]);
    const auto direction = decode(code, convention);
    if (direction && is_step(*direction)) TMFGEO_EXPECTS(encode(*direction, convention) == code);
    directions.push_back(direction.value_or(kD8NoData));
  }
  const GridFrame frame{.rows = rows, .columns = columns, .west = 70, .north = 45, .cell_width = 0.01, .cell_height = 0.01, .crs = Crs::wgs84()};
  try {
    const FlowField flow = flow_from_directions(Grid<D8>(frame, std::move(directions)));
    for (std::ptrdiff_t start = 0; start < frame.size(); ++start) {
      Cell cell = frame.cell(start);
      std::ptrdiff_t steps = 0;
      while (is_step(flow.direction[cell])) {
        cell = neighbour(cell, flow.direction[cell]);
        TMFGEO_EXPECTS(frame.contains(cell) && ++steps < frame.size());
      }
    }
    accumulate(flow);
  } catch (const Error&) {
  }
  return 0;
}
