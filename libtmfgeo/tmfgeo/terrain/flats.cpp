// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flats.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

constexpr D8 kQueued = 252;

class Flats {
 public:
  Flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, FlatScratch& scratch)
      : s_(surface), unresolved_(unresolved), w_(scratch), ring_{-1, -1, surface.tile.rows + 2, surface.tile.columns + 2} {}

  void run_alone() {
    spread_from_shores({});
    for (const std::ptrdiff_t cell : unresolved_) {
      if (s_.way(cell) == kD8Unresolved) close(cell);
    }
  }

  void run(std::span<const FlatRim> ring, std::vector<FlatRim>& rim) {
    w_.ring_steps.assign(static_cast<std::size_t>(ring_.rim_size()), FlatRim::kFar);
    for (const FlatRim& r : ring) {
      const Cell c{static_cast<std::ptrdiff_t>(r.cell) / s_.grid_columns - s_.tile.row + 1,
                   static_cast<std::ptrdiff_t>(r.cell) % s_.grid_columns - s_.tile.column + 1};
      w_.ring_steps[static_cast<std::size_t>(ring_.rim_of(c.row * ring_.columns + c.column))] = r.steps;
    }
    w_.rim_steps.assign(static_cast<std::size_t>(s_.tile.rim_size()), 0);
    shared_ = true;
    spread_from_shores(starts_from_ring());
    tell(rim);
  }

 private:
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

  using Start = std::pair<std::uint32_t, std::ptrdiff_t>;

  /// Unresolved cells beside ring cells with known steps, by their own steps.
  std::vector<Start> starts_from_ring() const {
    std::vector<Start> starts;
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      if (s_.way(cell) != kD8Unresolved) continue;
      std::uint32_t nearest = FlatRim::kFar;
      level_neighbours(cell, [&](D8, std::ptrdiff_t, std::ptrdiff_t ring) {
        if (ring >= 0) nearest = std::min(nearest, w_.ring_steps[static_cast<std::size_t>(ring)]);
      });
      if (nearest < FlatRim::kFar) starts.emplace_back(nearest + 1, cell);
    }
    std::sort(starts.begin(), starts.end());
    return starts;
  }

  void queue(std::ptrdiff_t cell) {
    if (s_.way(cell) != kD8Unresolved) return;
    s_.way(cell) = kQueued;
    w_.next.push_back(cell);
  }

  /// Breadth first: `next` holds the cells at `steps`; `starts` join in when their turn comes.
  void spread(std::uint32_t steps, const std::vector<Start>& starts) {
    auto start = starts.begin();
    for (; !w_.next.empty() || start != starts.end(); ++steps) {
      if (w_.next.empty()) steps = std::max(steps, start->first);
      for (; start != starts.end() && start->first <= steps; ++start) queue(start->second);
      w_.chosen.clear();
      for (const std::ptrdiff_t cell : w_.next) w_.chosen.push_back(nearer(cell, steps));
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

  /// The preferred neighbour of the same elevation one step nearer to the end. Whatever is settled already is.
  D8 nearer(std::ptrdiff_t cell, std::uint32_t steps) const {
    D8 way = kD8Unresolved;
    level_neighbours(cell, [&](D8 d, std::ptrdiff_t n, std::ptrdiff_t ring) {
      if (!is_preferred(d, way)) return;
      const bool settled = n >= 0 ? s_.way(n) != kQueued && s_.way(n) != kD8Unresolved
                                  : shared_ && w_.ring_steps[static_cast<std::size_t>(ring)] == steps - 1;
      if (settled) way = d;
    });
    return way;
  }

  void settle(std::ptrdiff_t cell, D8 way, std::uint32_t steps) {
    s_.way(cell) = way;
    if (shared_ && s_.tile.on_rim(cell)) w_.rim_steps[static_cast<std::size_t>(s_.tile.rim_of(cell))] = steps;
  }

  void spread_from_shores(const std::vector<Start>& starts) {
    w_.next.clear();
    w_.front.clear();
    for (const std::ptrdiff_t cell : unresolved_) {
      bool shore = false;
      level_neighbours(cell, [&](D8, std::ptrdiff_t n, std::ptrdiff_t) {
        shore = shore || (n >= 0 && s_.way(n) != kD8Unresolved);
      });
      if (shore) w_.front.push_back(cell);
    }
    for (const std::ptrdiff_t cell : w_.front) queue(cell);
    spread(1, starts);
  }

  /// Makes the first cell of a closed flat its pit; cells come row by row.
  void close(std::ptrdiff_t first) {
    s_.way(first) = kD8Pit;
    w_.next.clear();
    level_neighbours(first, [&](D8, std::ptrdiff_t n, std::ptrdiff_t) {
      if (n >= 0) queue(n);
    });
    spread(1, {});
  }

  void tell(std::vector<FlatRim>& rim) const {
    const std::size_t begin = rim.size();
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      bool level_beyond = false;
      level_neighbours(cell, [&](D8, std::ptrdiff_t, std::ptrdiff_t ring) { level_beyond = level_beyond || ring >= 0; });
      if (!level_beyond) continue;
      const bool far = s_.way(cell) == kD8Unresolved;
      rim.push_back({s_.in_grid(cell), far ? FlatRim::kFar : w_.rim_steps[static_cast<std::size_t>(r)]});
    }
    std::sort(rim.begin() + static_cast<std::ptrdiff_t>(begin), rim.end(),
              [](const FlatRim& a, const FlatRim& b) { return a.cell < b.cell; });
  }

  TileSurface& s_;
  std::span<const std::ptrdiff_t> unresolved_;
  FlatScratch& w_;
  Tile ring_;
  bool shared_ = false;  ///< with the tiles around
};

}  // namespace

void resolve_flats_alone(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, FlatScratch& scratch) {
  Flats(surface, unresolved, scratch).run_alone();
}

void resolve_flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, std::span<const FlatRim> ring,
                   FlatScratch& scratch, std::vector<FlatRim>& rim) {
  Flats(surface, unresolved, scratch).run(ring, rim);
}

void reopen_flats(TileSurface& s, std::vector<std::ptrdiff_t>& unresolved) {
  unresolved.clear();
  const auto reopen = [&](std::ptrdiff_t cell) {
    D8& way = s.way(cell);
    const std::ptrdiff_t at = s.padded(cell);
    const bool flat = way == kD8Unresolved || way == kD8Pit || (is_step(way) && s.z(at + s.padded_offset[way]) == s.z(at));
    if (!flat) return;
    way = kQueued;
    unresolved.push_back(cell);
  };
  for (std::ptrdiff_t r = 0; r < s.tile.rim_size(); ++r) {
    const std::ptrdiff_t cell = s.tile.rim_cell(r);
    const std::ptrdiff_t at = s.padded(cell);
    for (D8 d = 0; d < 8; ++d) {
      if (s.z(at + s.padded_offset[d]) != s.z(at) || s.inside(cell, d)) continue;
      reopen(cell);
      break;
    }
  }
  for (std::size_t i = 0; i < unresolved.size(); ++i) {
    const std::ptrdiff_t cell = unresolved[i];
    const std::ptrdiff_t at = s.padded(cell);
    for (D8 d = 0; d < 8; ++d) {
      if (s.z(at + s.padded_offset[d]) == s.z(at) && s.inside(cell, d)) reopen(cell + s.offset[d]);
    }
  }
  for (const std::ptrdiff_t cell : unresolved) s.way(cell) = kD8Unresolved;
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
