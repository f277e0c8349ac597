// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flats.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

constexpr std::uint32_t kNothing = FlatRim::kFar - 1;  ///< a ring cell that nothing is known of
constexpr D8 kQueued = 252;
constexpr D8 kPending = 251;  ///< of a closed flat that goes on beyond the tile

class Flats {
 public:
  Flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, FlatRound round, FlatScratch& scratch)
      : s_(surface),
        unresolved_(unresolved),
        round_(round),
        w_(scratch),
        ring_{-1, -1, surface.tile.rows + 2, surface.tile.columns + 2} {}

  void run(std::span<const FlatRim> ring, std::vector<FlatRim>& rim) {
    take(ring);
    w_.rim_steps.assign(static_cast<std::size_t>(s_.tile.rim_size()), 0);
    w_.rim_pit.assign(static_cast<std::size_t>(s_.tile.rim_size()), -1);
    spread_from_shores();
    resolve_closed();
    if (round_ != FlatRound::alone) tell(rim);
  }

 private:
  void take(std::span<const FlatRim> ring) {
    w_.ring_steps.assign(static_cast<std::size_t>(ring_.rim_size()), kNothing);
    w_.ring_pit.assign(static_cast<std::size_t>(ring_.rim_size()), -1);
    for (const FlatRim& r : ring) {
      const Cell c{r.cell / s_.grid_columns - s_.tile.row + 1, r.cell % s_.grid_columns - s_.tile.column + 1};
      const auto at = static_cast<std::size_t>(ring_.rim_of(c.row * ring_.columns + c.column));
      w_.ring_steps[at] = r.steps;
      w_.ring_pit[at] = r.pit;
    }
    told_ = !ring.empty();
  }

  /// Calls visit(direction, neighbour in the tile or −1, ring cell or −1) for neighbours of the same elevation.
  template <class Visit>
  void level_neighbours(std::ptrdiff_t cell, const Visit& visit) const {
    const std::ptrdiff_t row = cell / s_.tile.columns;
    const std::ptrdiff_t column = cell - row * s_.tile.columns;
    const std::ptrdiff_t at = (row + 1) * s_.stride + column + 1;
    const float z = s_.z(at);
    const bool inner = row > 0 && column > 0 && row + 1 < s_.tile.rows && column + 1 < s_.tile.columns;
    for (D8 d = 0; d < 8; ++d) {
      const std::ptrdiff_t to = at + s_.padded_offset[d];
      if (s_.z(to) != z) continue;
      if (inner || s_.inside(cell, d)) {
        visit(d, cell + s_.offset[d], std::ptrdiff_t{-1});
      } else {
        visit(d, std::ptrdiff_t{-1}, ring_.rim_of(to));
      }
    }
  }

  /// Queues unresolved cells beside ring cells of a closed flat or of none, by the ring cells' steps.
  std::vector<std::pair<std::uint32_t, std::ptrdiff_t>> starts_from_ring(bool closed) const {
    std::vector<std::pair<std::uint32_t, std::ptrdiff_t>> starts;
    if (!told_) return starts;
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      if (s_.way(cell) != kD8Unresolved) continue;
      std::uint32_t nearest = kNothing;
      level_neighbours(cell, [&](D8, std::ptrdiff_t, std::ptrdiff_t ring) {
        if (ring >= 0 && tells(ring, closed)) nearest = std::min(nearest, w_.ring_steps[static_cast<std::size_t>(ring)]);
      });
      if (nearest < kNothing) starts.emplace_back(nearest + 1, cell);
    }
    std::sort(starts.begin(), starts.end());
    return starts;
  }

  bool tells(std::ptrdiff_t ring, bool closed) const {
    const auto at = static_cast<std::size_t>(ring);
    return w_.ring_steps[at] < kNothing && (w_.ring_pit[at] >= 0) == closed;
  }

  void queue(std::ptrdiff_t cell) {
    if (s_.way(cell) != kD8Unresolved) return;
    s_.way(cell) = kQueued;
    w_.next.push_back(cell);
  }

  /// Breadth first: `next` holds the cells at `steps`; `starts` join in when their turn comes.
  void spread(std::uint32_t steps, const std::vector<std::pair<std::uint32_t, std::ptrdiff_t>>& starts, bool closed) {
    auto start = starts.begin();
    for (; !w_.next.empty() || start != starts.end(); ++steps) {
      if (w_.next.empty()) steps = std::max(steps, start->first);
      for (; start != starts.end() && start->first <= steps; ++start) queue(start->second);
      w_.chosen.clear();
      for (const std::ptrdiff_t cell : w_.next) w_.chosen.push_back(nearer(cell, steps, closed));
      for (std::size_t i = 0; i < w_.next.size(); ++i) settle(w_.next[i], w_.chosen[i], steps);
      std::swap(w_.front, w_.next);
      w_.next.clear();
      for (const std::ptrdiff_t cell : w_.front) {
        level_neighbours(cell, [&](D8, std::ptrdiff_t n, std::ptrdiff_t) {
          if (n >= 0) queue(n);
        });
      }
    }
  }

  /// First neighbour of the same elevation one step nearer to the end. Whatever is settled already is.
  D8 nearer(std::ptrdiff_t cell, std::uint32_t steps, bool closed) const {
    D8 way = kD8Unresolved;
    level_neighbours(cell, [&](D8 d, std::ptrdiff_t n, std::ptrdiff_t ring) {
      if (way != kD8Unresolved) return;
      const bool settled = n >= 0 ? s_.way(n) != kQueued && s_.way(n) != kD8Unresolved
                                  : tells(ring, closed) && w_.ring_steps[static_cast<std::size_t>(ring)] + 1 == steps;
      if (settled) way = d;
    });
    return way;
  }

  void settle(std::ptrdiff_t cell, D8 way, std::uint32_t steps) {
    s_.way(cell) = way;
    if (s_.tile.on_rim(cell)) w_.rim_steps[static_cast<std::size_t>(s_.tile.rim_of(cell))] = steps;
  }

  void spread_from_shores() {
    w_.next.clear();
    w_.front.clear();
    for (const std::ptrdiff_t cell : unresolved_) {
      bool shore = false;
      level_neighbours(cell, [&](D8, std::ptrdiff_t n, std::ptrdiff_t) {
        shore = shore || (n >= 0 && s_.way(n) != kD8Unresolved && s_.way(n) != kQueued);
      });
      if (shore) w_.front.push_back(cell);
    }
    for (const std::ptrdiff_t cell : w_.front) queue(cell);
    spread(1, starts_from_ring(false), false);
  }

  void resolve_closed() {
    w_.pits.clear();
    for (const std::ptrdiff_t cell : unresolved_) {
      if (s_.way(cell) == kD8Unresolved) resolve_closed_from(cell);
    }
    for (const std::ptrdiff_t cell : unresolved_) {
      if (s_.way(cell) == kPending) s_.way(cell) = kD8Unresolved;
    }
    if (round_ != FlatRound::ways) return;
    w_.next.clear();
    for (const std::ptrdiff_t pit : w_.pits) start_at_pit(pit);
    spread(1, starts_from_ring(true), true);
  }

  /// A connected closed flat, met at its first cell within the tile.
  void resolve_closed_from(std::ptrdiff_t first) {
    std::int64_t pit = s_.in_grid(first);
    bool beyond = false;
    std::vector<std::ptrdiff_t>& cells = w_.front;
    cells.assign(1, first);
    s_.way(first) = kQueued;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      level_neighbours(cells[i], [&](D8, std::ptrdiff_t n, std::ptrdiff_t ring) {
        if (n >= 0 && s_.way(n) == kD8Unresolved) {
          s_.way(n) = kQueued;
          cells.push_back(n);
        }
        if (ring < 0 || round_ == FlatRound::alone) return;
        beyond = true;
        // While shores are sought a flat that a neighbour takes for closed may still prove open.
        const std::int64_t told = w_.ring_pit[static_cast<std::size_t>(ring)];
        if (told >= 0 && round_ != FlatRound::shores) pit = std::min(pit, told);
      });
    }
    if (beyond) {
      for (const std::ptrdiff_t cell : cells) {
        if (!s_.tile.on_rim(cell)) continue;
        w_.rim_pit[static_cast<std::size_t>(s_.tile.rim_of(cell))] = pit;
        w_.rim_steps[static_cast<std::size_t>(s_.tile.rim_of(cell))] = FlatRim::kFar;
      }
    }
    for (const std::ptrdiff_t cell : cells) s_.way(cell) = beyond ? kPending : kD8Unresolved;
    if (beyond) {
      if (round_ == FlatRound::ways && pit == s_.in_grid(first)) w_.pits.push_back(first);
      return;
    }
    w_.next.clear();
    start_at_pit(first);
    spread(1, {}, true);
  }

  void start_at_pit(std::ptrdiff_t pit) {
    settle(pit, kD8Pit, 0);
    level_neighbours(pit, [&](D8, std::ptrdiff_t n, std::ptrdiff_t) {
      if (n >= 0) queue(n);
    });
  }

  void tell(std::vector<FlatRim>& rim) const {
    const std::size_t begin = rim.size();
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      bool level_beyond = false;
      level_neighbours(cell, [&](D8, std::ptrdiff_t, std::ptrdiff_t ring) { level_beyond = level_beyond || ring >= 0; });
      if (!level_beyond) continue;
      const auto at = static_cast<std::size_t>(r);
      const bool far = s_.way(cell) == kD8Unresolved;
      rim.push_back({s_.in_grid(cell), w_.rim_pit[at], far ? FlatRim::kFar : w_.rim_steps[at]});
    }
    std::sort(rim.begin() + static_cast<std::ptrdiff_t>(begin), rim.end(),
              [](const FlatRim& a, const FlatRim& b) { return a.cell < b.cell; });
  }

  TileSurface& s_;
  std::span<const std::ptrdiff_t> unresolved_;
  FlatRound round_;
  FlatScratch& w_;
  Tile ring_;
  bool told_ = false;
};

}  // namespace

void resolve_flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, std::span<const FlatRim> ring,
                   FlatRound round, FlatScratch& scratch, std::vector<FlatRim>& rim) {
  Flats(surface, unresolved, round, scratch).run(ring, rim);
}

std::vector<FlatRim> flat_ring(const Tiling& tiling, std::ptrdiff_t number, std::span<const std::vector<FlatRim>> rims) {
  const Tile tile = tiling.tile(number);
  const Tile around{tile.row - 1, tile.column - 1, tile.rows + 2, tile.columns + 2};
  std::vector<FlatRim> ring;
  for (std::ptrdiff_t down = -1; down <= 1; ++down) {
    for (std::ptrdiff_t across = -1; across <= 1; ++across) {
      const Cell at{tile.row + down * tiling.side(), tile.column + across * tiling.side()};
      if ((down == 0 && across == 0) || !tiling.contains(at)) continue;
      for (const FlatRim& r : rims[static_cast<std::size_t>(tiling.tile_of(at))]) {
        if (around.contains({r.cell / tiling.columns(), r.cell % tiling.columns()})) ring.push_back(r);
      }
    }
  }
  std::sort(ring.begin(), ring.end(), [](const FlatRim& a, const FlatRim& b) { return a.cell < b.cell; });
  return ring;
}

}  // namespace tmfgeo
