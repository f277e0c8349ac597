// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_ways.h"

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

/// Where a way goes on.
struct Walker {
  std::int32_t way;
  std::int64_t cell;
};

/// The part of a way in one tile.
struct Stretch {
  std::int32_t way = 0;
  std::vector<std::int64_t> cells = {};
  std::int64_t next = -1;  ///< the cell that the last one drains into; −1: the way ends
  bool goes_on = false;    ///< in the tile of `next`
  FlowEnd end = FlowEnd::stopped;
  double first_km2 = 0;
  double last_km2 = 0;
};

template <class S, class Visit>
  requires std::same_as<std::remove_const_t<S>, Stretch>
void visit_fields(S& s, Visit& visit) {
  visit(s.way);
  visit(s.cells);
  visit(s.next);
  visit(s.goes_on);
  visit(s.end);
  visit(s.first_km2);
  visit(s.last_km2);
}

class TileWalk {
 public:
  TileWalk(const TiledRun& run, const TileSurface& surface, const std::vector<double>& area_km2, double stop_km2)
      : run_(run), surface_(surface), area_km2_(area_km2), stop_km2_(stop_km2) {}

  Stretch follow(const Walker& walker) const {
    Stretch stretch{.way = walker.way};
    const Tile& tile = surface_.tile;
    Cell at{walker.cell / run_.tiling.columns(), walker.cell % run_.tiling.columns()};
    if (surface_.way(tile.index(at)) == kD8NoData) return stretch;
    stretch.first_km2 = area_at(tile.index(at));
    for (; tile.contains(at); at = {stretch.next / run_.tiling.columns(), stretch.next % run_.tiling.columns()}) {
      const std::ptrdiff_t cell = tile.index(at);
      const bool goes_down = is_step(surface_.way(cell));
      stretch.cells.push_back(run_.tiling.index(at));
      stretch.last_km2 = area_at(cell);
      stretch.next = goes_down ? run_.tiling.index(neighbour(at, surface_.way(cell))) : -1;
      if (!area_km2_.empty() && stretch.last_km2 >= stop_km2_) return stretch;
      if (!goes_down) {
        stretch.end = end_at(cell);
        return stretch;
      }
    }
    stretch.goes_on = true;
    return stretch;
  }

 private:
  double area_at(std::ptrdiff_t cell) const { return area_km2_.empty() ? 0 : area_km2_[static_cast<std::size_t>(cell)]; }
  FlowEnd end_at(std::ptrdiff_t cell) const {
    if (surface_.way(cell) == kD8Terminal) return FlowEnd::terminal;
    const std::optional<double> sea_level_m = run_.options.conditioning.sea_level_m;
    if (sea_level_m && static_cast<double>(surface_.elevation(cell)) <= *sea_level_m) return FlowEnd::sea;
    return surface_.at_grid_edge(cell) ? FlowEnd::grid_edge : FlowEnd::nodata;
  }

  const TiledRun& run_;
  const TileSurface& surface_;
  const std::vector<double>& area_km2_;
  double stop_km2_;
};

/// The walkers in this rank's tiles, tile by tile.
std::vector<std::vector<Walker>> my_walkers(const TiledRun& run, const std::vector<Walker>& walkers) {
  std::vector<std::vector<Walker>> of_tile(static_cast<std::size_t>(run.share.size()));
  for (const Walker& walker : walkers) {
    const std::ptrdiff_t place = run.place_of(walker.cell);
    if (place >= 0) of_tile[static_cast<std::size_t>(place)].push_back(walker);
  }
  return of_tile;
}

/// One round: every way goes on to the edge of the tile it is in. Output: on rank 0 the parts of all ways.
std::vector<Stretch> go_on(TiledRun& run, const std::vector<Walker>& walkers, const TileAreas& areas_of, double stop_km2) {
  const std::vector<std::vector<Walker>> of_tile = my_walkers(run, walkers);
  std::vector<std::vector<Stretch>> gone(of_tile.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(of_tile.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    const auto worker = run.workers.borrow();
    for (auto place = static_cast<std::size_t>(first); place < static_cast<std::size_t>(last); ++place) {
      if (of_tile[place].empty()) continue;
      const std::ptrdiff_t tile = run.share.first() + static_cast<std::ptrdiff_t>(place);
      run.load_elevations(tile, worker->surface);
      run.load_directions(tile, worker->surface);
      const std::vector<double> area_km2 = areas_of ? areas_of(worker->surface, place) : std::vector<double>{};
      const TileWalk walk(run, worker->surface, area_km2, stop_km2);
      for (const Walker& walker : of_tile[place]) gone[place].push_back(walk.follow(walker));
    }
  });
  return run.share.collect(joined(std::move(gone)));
}

}  // namespace

std::vector<TiledWay> follow_ways(TiledRun& run, const std::vector<std::int64_t>& starts, const TileAreas& areas_of, double stop_km2) {
  std::vector<TiledWay> ways(starts.size());
  std::vector<Walker> walkers;
  for (const std::int64_t cell : starts) walkers.push_back({static_cast<std::int32_t>(walkers.size()), cell});
  while (!walkers.empty()) {
    const std::vector<Stretch> stretches = go_on(run, walkers, areas_of, stop_km2);
    walkers.clear();
    for (const Stretch& stretch : stretches) {
      TiledWay& way = ways[static_cast<std::size_t>(stretch.way)];
      if (way.path.cells.empty()) way.first_km2 = stretch.first_km2;
      way.path.cells.insert(way.path.cells.end(), stretch.cells.begin(), stretch.cells.end());
      way.path.end = stretch.end;
      way.last_km2 = stretch.last_km2;
      way.beyond = stretch.next;
      if (stretch.goes_on) walkers.push_back({stretch.way, stretch.next});
    }
    run.share.tell_all(walkers);
  }
  return ways;
}

}  // namespace tmfgeo
