// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/cell_outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// A corner of cells: row and column of the cell to its south-east.
using Corner = std::pair<std::ptrdiff_t, std::ptrdiff_t>;

/// A side of a cell, walked with the cell on the left: east along its south, north along its east, and so on.
enum Heading { east, north, west, south };
constexpr std::array<Corner, 4> kStep{{{0, 1}, {-1, 0}, {0, -1}, {1, 0}}};  ///< in rows and columns

struct Group {
  std::vector<std::int64_t> cells;  ///< sorted
};

class CellSet {
 public:
  CellSet(const GridFrame& frame, std::span<const std::int64_t> cells) : frame_(frame), cells_(cells), group_(cells.size(), -1) {}

  std::vector<Group> groups() {
    std::vector<Group> out;
    std::vector<std::size_t> waiting;
    for (std::size_t first = 0; first < cells_.size(); ++first) {
      if (group_[first] >= 0) continue;
      const auto number = static_cast<std::int32_t>(out.size());
      out.emplace_back();
      group_[first] = number;
      waiting.assign(1, first);
      while (!waiting.empty()) {
        const std::size_t at = waiting.back();
        waiting.pop_back();
        out.back().cells.push_back(cells_[at]);
        const Cell cell = frame_.cell(static_cast<std::ptrdiff_t>(cells_[at]));
        for (const Corner& step : kStep) {
          const auto next = position({cell.row + step.first, cell.column + step.second});
          if (next == cells_.size() || group_[next] >= 0) continue;
          group_[next] = number;
          waiting.push_back(next);
        }
      }
      std::sort(out.back().cells.begin(), out.back().cells.end());
    }
    return out;
  }

  bool holds(Cell cell) const { return position(cell) < cells_.size(); }

 private:
  std::size_t position(Cell cell) const {
    if (!frame_.contains(cell)) return cells_.size();
    const std::int64_t index = frame_.index(cell);
    const auto at = std::lower_bound(cells_.begin(), cells_.end(), index);
    return at != cells_.end() && *at == index ? static_cast<std::size_t>(at - cells_.begin()) : cells_.size();
  }

  const GridFrame& frame_;
  std::span<const std::int64_t> cells_;
  std::vector<std::int32_t> group_;
};

/// Sides of a group that have no cell on their right, by the corner they begin at.
std::multimap<Corner, Heading> open_sides(const GridFrame& frame, const CellSet& all, const Group& group) {
  std::multimap<Corner, Heading> sides;
  for (const std::int64_t index : group.cells) {
    const auto [row, column] = frame.cell(static_cast<std::ptrdiff_t>(index));
    if (!all.holds({row + 1, column})) sides.insert({{row + 1, column}, east});
    if (!all.holds({row, column + 1})) sides.insert({{row + 1, column + 1}, north});
    if (!all.holds({row - 1, column})) sides.insert({{row, column + 1}, west});
    if (!all.holds({row, column - 1})) sides.insert({{row, column}, south});
  }
  return sides;
}

/// Follows sides until the ring closes. Where two go on, the right turn leaves a hole that touches the outline at a corner a
/// ring of its own, so that no ring touches itself.
Polyline take_ring(const GridFrame& frame, std::multimap<Corner, Heading>& sides) {
  Polyline ring;
  const auto [start, first] = *sides.begin();
  auto side = sides.begin();
  Corner at = start;
  Heading before = first;
  const auto add_corner = [&] {
    ring.push_back({frame.west + static_cast<double>(at.second) * frame.cell_width, frame.north - static_cast<double>(at.first) * frame.cell_height});
  };
  for (;;) {
    before = side->second;
    sides.erase(side);
    at = {at.first + kStep[before].first, at.second + kStep[before].second};
    const auto [from, to] = sides.equal_range(at);
    const auto right = std::find_if(from, to, [&](const auto& s) { return s.second == (before + 3) % 4; });
    if (at == start && right == to) break;
    TMFGEO_EXPECTS(from != to);
    side = right != to ? right : from;
    if (side->second != before) add_corner();
  }
  if (first != before) add_corner();
  ring.push_back(ring.front());
  return ring;
}

double signed_area(const Polyline& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  return twice / 2;
}

}  // namespace

Geometry cell_outline(const GridFrame& frame, std::span<const std::int64_t> cells) {
  TMFGEO_EXPECTS(std::is_sorted(cells.begin(), cells.end()));
  CellSet all(frame, cells);
  Geometry out;
  for (const Group& group : all.groups()) {
    std::multimap<Corner, Heading> sides = open_sides(frame, all, group);
    std::vector<Polyline> rings;
    while (!sides.empty()) rings.push_back(take_ring(frame, sides));
    // Cells on the left make the one shell turn left and every hole turn right.
    const auto shell = std::find_if(rings.begin(), rings.end(), [](const Polyline& ring) { return signed_area(ring) > 0; });
    TMFGEO_EXPECTS(shell != rings.end());
    std::rotate(rings.begin(), shell, shell + 1);
    append(out, polygon_geometry(rings));
  }
  return out;
}

}  // namespace tmfgeo
