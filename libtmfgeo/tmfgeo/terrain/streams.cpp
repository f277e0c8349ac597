// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/streams.h"

#include <algorithm>
#include <limits>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

namespace {

constexpr std::int32_t kNone = -1;

/// For every stream cell the place of the one it drains into in the list of cells, kNone at an end.
std::vector<std::int32_t> receivers_of(const std::vector<StreamCell>& cells, std::ptrdiff_t columns) {
  std::vector<std::int32_t> receivers(cells.size(), kNone);
  // Cells are sorted, so a row beside is read once: what is asked for next there lies one cell back at most.
  std::size_t above = 0;
  std::size_t below = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!is_step(cells[i].direction)) continue;
    const D8Step step = kD8Steps[cells[i].direction];
    const std::int64_t target = cells[i].cell + step.row * columns + step.column;
    std::size_t place = step.column > 0 ? i + 1 : i - 1;
    if (step.row != 0) {
      std::size_t& beside = step.row < 0 ? above : below;
      while (beside < cells.size() && cells[beside].cell < target - 1) ++beside;
      place = beside;
      while (place < cells.size() && cells[place].cell < target) ++place;
    }
    TMFGEO_EXPECTS(place < cells.size() && cells[place].cell == target);
    receivers[i] = static_cast<std::int32_t>(place);
  }
  return receivers;
}

/// Cuts streams into links. `open` counts, per stream cell, the stream cells that drain into it and whose link is not
/// traced yet; a link may begin where it is 0, which is why links come out upstream first.
class Links {
 public:
  Links(const std::vector<StreamCell>& cells, std::ptrdiff_t columns)
      : cells_(cells), receivers_(receivers_of(cells, columns)), donors_(cells.size(), 0) {
    for (const std::int32_t r : receivers_) {
      if (r != kNone) ++donors_[static_cast<std::size_t>(r)];
    }
    open_ = donors_;
    streams_.link_of.assign(cells.size(), kNone);
    streams_.cells.reserve(cells.size());
    for (const StreamCell& cell : cells) streams_.cells.push_back(cell.cell);
  }

  Streams trace_all() {
    for (std::size_t head = 0; head < cells_.size(); ++head) {
      if (donors_[head] != 0) continue;
      for (auto first = static_cast<std::int32_t>(head); first != kNone;) first = trace(first);
    }
    for (std::size_t id = 0; id < streams_.links.size(); ++id) {
      StreamLink& link = streams_.links[id];
      const std::int32_t last = streams_.link_at(link.cells.back());
      if (last != static_cast<std::int32_t>(id)) link.downstream = last;
    }
    return std::move(streams_);
  }

 private:
  /// Traces the link that begins at a cell. Output: the first cell of the next link, if all its donors are traced.
  std::int32_t trace(std::int32_t first) {
    TMFGEO_EXPECTS(streams_.links.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    const auto id = static_cast<std::int32_t>(streams_.links.size());
    StreamLink link;
    std::int32_t next = first;
    do {
      const auto cell = static_cast<std::size_t>(next);
      link.cells.push_back(cells_[cell].cell);
      link.area_km2 = cells_[cell].area_km2;
      streams_.link_of[cell] = id;
      next = receivers_[cell];
    } while (next != kNone && donors_[static_cast<std::size_t>(next)] == 1);
    if (next != kNone) link.cells.push_back(cells_[static_cast<std::size_t>(next)].cell);
    streams_.links.push_back(std::move(link));
    return next != kNone && --open_[static_cast<std::size_t>(next)] == 0 ? next : kNone;
  }

  const std::vector<StreamCell>& cells_;
  const std::vector<std::int32_t> receivers_;
  std::vector<std::uint8_t> donors_;
  std::vector<std::uint8_t> open_;
  Streams streams_;
};

/// Two or more links of the highest order that meet make a higher one.
void order_links(std::vector<StreamLink>& links) {
  struct Inflow {
    int highest = 0;
    int of_highest = 0;
  };
  std::vector<Inflow> inflow(links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    StreamLink& link = links[i];
    link.strahler = std::max(1, inflow[i].highest + (inflow[i].of_highest > 1 ? 1 : 0));
    if (link.downstream < 0) continue;
    Inflow& next = inflow[static_cast<std::size_t>(link.downstream)];
    if (link.strahler > next.highest) next = {link.strahler, 0};
    if (link.strahler == next.highest) ++next.of_highest;
  }
}

}  // namespace

std::int32_t Streams::link_at(std::int64_t cell) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), cell);
  return found != cells.end() && *found == cell ? link_of[static_cast<std::size_t>(found - cells.begin())] : kNone;
}

std::vector<StreamCell> find_stream_cells(const Tile& tile, TileView<const D8> direction, TileView<const double> area_km2,
                                          Area threshold, std::ptrdiff_t grid_columns) {
  TMFGEO_EXPECTS(threshold > square_metres(0));
  const double threshold_km2 = in_square_kilometres(threshold);
  std::vector<StreamCell> cells;
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    const double* const area = area_km2.row(r);
    for (std::ptrdiff_t c = 0; c < tile.columns; ++c) {
      if (area[c] >= threshold_km2) {
        cells.push_back({(tile.row + r) * grid_columns + tile.column + c, area[c], direction.row(r)[c]});
      }
    }
  }
  return cells;
}

Streams extract_streams(std::vector<StreamCell> cells, std::ptrdiff_t grid_columns) {
  TMFGEO_EXPECTS(cells.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
  const auto by_cell = [](const StreamCell& a, const StreamCell& b) { return a.cell < b.cell; };
  if (!std::is_sorted(cells.begin(), cells.end(), by_cell)) std::sort(cells.begin(), cells.end(), by_cell);
  Streams streams = Links(cells, grid_columns).trace_all();
  order_links(streams.links);
  return streams;
}

Streams extract_streams(const FlowField& flow, const Accumulation& accumulation, Area threshold) {
  const Grid<D8>& direction = flow.direction;
  TMFGEO_EXPECTS(direction.size() == accumulation.area_km2.size());
  constexpr std::ptrdiff_t kRowsTogether = 64;
  std::vector<std::vector<StreamCell>> bands(static_cast<std::size_t>((direction.rows() + kRowsTogether - 1) / kRowsTogether));
  parallel_for(0, static_cast<std::ptrdiff_t>(bands.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t b = first; b < last; ++b) {
      const Tile band{b * kRowsTogether, 0, std::min(kRowsTogether, direction.rows() - b * kRowsTogether), direction.columns()};
      bands[static_cast<std::size_t>(b)] =
          find_stream_cells(band, tile_of(direction, band), tile_of(accumulation.area_km2, band), threshold, direction.columns());
    }
  });
  std::vector<StreamCell> cells;
  for (const std::vector<StreamCell>& band : bands) cells.insert(cells.end(), band.begin(), band.end());
  return extract_streams(std::move(cells), direction.columns());
}

}  // namespace tmfgeo
