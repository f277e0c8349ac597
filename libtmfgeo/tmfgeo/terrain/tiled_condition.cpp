// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cmath>
#include <numeric>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/depressions.h"
#include "tmfgeo/terrain/outlets.h"
#include "tmfgeo/terrain/tiled_breach.h"

namespace tmfgeo {
namespace {

class TiledConditioning {
 public:
  explicit TiledConditioning(TiledRun& run)
      : run_(run),
        ends_{run.options.conditioning.nodata == NodataRule::outlet, run.options.conditioning.sea_level_m, {}},
        deep_(limits_of_kept(run.options.conditioning)) {
    const GridFrame& frame = run.input.frame;
    if (const auto limits = breach_limits(run.options.conditioning, run.metrics, frame.rows)) rules_.emplace(frame, run.metrics, *limits);
    if (deep_) areas_ = OwnValues::areas(run.metrics, frame);
  }

  void run(TiledResult& result) {
    find_terminal_cells();
    // A kept sink changes what is cut and filled around it, so both are done again; see condition().
    do {
      ends_.terminal_cells = kept_;
      ingest(result);
      fill(divide(), result);
    } while (deep_ && keep_deep_depressions());
    if (deep_) deliver_elevations();
    settle_shared_flats(point());
    deliver_directions();
  }

 private:
  void find_terminal_cells() {
    if (run_.options.conditioning.terminal_basins.empty()) return;
    if (run_.share.ranks().number() == 0) {
      kept_ = lowest_cells(run_.input.frame, run_.input.elevation_m, run_.options.conditioning.terminal_basins);
    }
    run_.share.tell_all(kept_);
  }

  void ingest(TiledResult& result) {
    std::atomic<std::int64_t> known = 0;
    std::vector<std::vector<FarCut>> far(static_cast<std::size_t>(run_.share.size()));
    run_.for_my_tiles("read elevations", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      TileSurface& s = w.surface;
      s.reset(run_.tiling, run_.tiling.tile(t));
      const auto size = static_cast<std::size_t>((s.tile.rows + 2) * s.stride);
      run_.input.elevation_m({s.tile.row - 1, s.tile.column - 1}, s.tile.rows + 2, s.stride, std::span(s.elevation_m).first(size));
      if (rules_ && rules_->reach() > 0) far[i] = cut_barriers(run_, *rules_, ends_, s);
      for (float& z : s.elevation_m) z = finite_elevation(z);
      run_.keep_elevations(t, s);
      std::int64_t known_here = 0;
      for (std::ptrdiff_t cell = 0; cell < s.tile.size(); ++cell) known_here += std::isnan(s.elevation(cell)) ? 0 : 1;
      known += known_here;
    });
    if (rules_) hand_on_cuts(run_, std::move(far));
    result.cells_with_elevation = total(known);
  }

  /// Catchments of every tile, and what they mean to the others.
  std::vector<TileGraph> divide() {
    std::vector<TileGraph> graphs(static_cast<std::size_t>(run_.share.size()));
    trees_.assign(graphs.size(), {});
    run_.for_my_tiles("catchments", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      run_.load_elevations(t, w.surface);
      w.point_alone(run_.metrics, ends_);
      solve_catchments(w.surface, ends_, run_.tiling, w.catchments, graphs[i], trees_[i]);
      run_.keep_directions(t, w.surface);
    });
    return graphs;
  }

  void fill(std::vector<TileGraph> graphs, TiledResult& result) {
    report(run_.progress, "joining depressions", 0);
    std::vector<std::int64_t> closed;
    const std::vector<TileDrains> drains = run_.share.ask<TileDrains>(std::move(graphs), [&](const std::vector<TileGraph>& all) {
      BasinSolution solution = solve_basins(run_.tiling, all);
      closed = std::move(solution.closed_sinks);
      return std::move(solution.drains);
    });
    std::atomic<std::int64_t> raised = 0;
    std::atomic<std::int64_t> lowered = 0;
    std::vector<std::vector<std::int64_t>> closed_in_tile(trees_.size());
    std::vector<std::vector<float>> rims(trees_.size());
    depressions_.assign(deep_ ? trees_.size() : 0, {});
    run_.for_my_tiles("filling depressions", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      TileSurface& s = w.surface;
      run_.load_elevations(t, s);
      run_.load_directions(t, s);
      const std::vector<float> unfilled = deep_ ? inner_of(s) : std::vector<float>{};
      const TileGround ground{s.tile, {s.direction.data(), s.tile.columns}, {s.elevation_m.data() + s.stride + 1, s.stride}};
      const std::int64_t filled = fill_tile(ground, run_.tiling, trees_[i], drains[i], w.fill, closed_in_tile[i]);
      run_.keep_elevations(t, s);
      rims[i] = rim_of(s);
      const std::vector<float> inner = inner_of(s);
      // A cell that was cut may have been filled again, so with cuts only the given elevations tell.
      const auto [above, below] = rules_ ? changes(s.tile, inner) : std::pair{filled, std::int64_t{0}};
      raised += above;
      lowered += below;
      if (deep_) {
        depressions_[i] = find_depressions(s.tile, {unfilled.data(), s.tile.columns}, {inner.data(), s.tile.columns}, *areas_, run_.tiling, *deep_);
      } else {
        run_.deliveries.numbers(TiledRaster::conditioned_m, t, inner);
      }
    });
    trees_ = {};
    rings_ = run_.share.ask<std::vector<float>>(std::move(rims), [&](const std::vector<std::vector<float>>& all) { return rings_of(all); });
    result.filled_cells = total(raised);
    result.breached_cells = total(lowered);
    keep_closed_sinks(std::move(closed), std::move(closed_in_tile));
    result.terminal_sinks = static_cast<std::int64_t>(ends_.terminal_cells.size());
  }

  /// Whether there are some to be kept that were not kept yet.
  bool keep_deep_depressions() {
    std::vector<std::int64_t> bottoms;
    const std::vector<TileDepressions> all = run_.share.collect(std::exchange(depressions_, {}));
    if (run_.share.ranks().number() == 0) bottoms = join_depressions(run_.tiling, all, *deep_);
    run_.share.tell_all(bottoms);
    kept_.insert(kept_.end(), bottoms.begin(), bottoms.end());
    std::sort(kept_.begin(), kept_.end());
    return !bottoms.empty();
  }

  void deliver_elevations() {
    run_.for_my_tiles("filling depressions", [&](std::ptrdiff_t t, std::size_t, TileWorker& w) {
      run_.load_elevations(t, w.surface);
      run_.deliveries.numbers(TiledRaster::conditioned_m, t, inner_of(w.surface));
    });
  }

  void keep_closed_sinks(std::vector<std::int64_t> closed, std::vector<std::vector<std::int64_t>> in_tiles) {
    for (const std::vector<std::int64_t>& more : run_.share.collect(std::move(in_tiles))) closed.insert(closed.end(), more.begin(), more.end());
    run_.share.tell_all(closed);
    ends_.terminal_cells.insert(ends_.terminal_cells.end(), closed.begin(), closed.end());
    std::sort(ends_.terminal_cells.begin(), ends_.terminal_cells.end());
  }

  static std::vector<float> rim_of(const TileSurface& s) {
    std::vector<float> rim(static_cast<std::size_t>(s.tile.rim_size()));
    for (std::size_t r = 0; r < rim.size(); ++r) rim[r] = s.elevation(s.tile.rim_cell(static_cast<std::ptrdiff_t>(r)));
    return rim;
  }

  /// Per tile the filled elevations around it, from its neighbours' rims.
  std::vector<std::vector<float>> rings_of(const std::vector<std::vector<float>>& rims) const {
    std::vector<std::vector<float>> rings;
    for (std::ptrdiff_t t = 0; t < run_.tiling.count(); ++t) {
      const Tile ring = ring_around(run_.tiling.tile(t));
      std::vector<float> values(static_cast<std::size_t>(ring.rim_size()), std::numeric_limits<float>::quiet_NaN());
      for (std::ptrdiff_t r = 0; r < ring.rim_size(); ++r) {
        const Cell c = ring.cell(ring.rim_cell(r));
        if (!run_.tiling.contains(c)) continue;
        const std::ptrdiff_t other = run_.tiling.tile_of(c);
        const Tile tile = run_.tiling.tile(other);
        values[static_cast<std::size_t>(r)] = rims[static_cast<std::size_t>(other)][static_cast<std::size_t>(tile.rim_of(tile.index(c)))];
      }
      rings.push_back(std::move(values));
    }
    return rings;
  }

  std::vector<std::vector<FlatRim>> point() {
    std::vector<std::vector<FlatRim>> rims(rings_.size());
    run_.for_my_tiles("flow directions", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      TileSurface& s = w.surface;
      run_.load_elevations(t, s);
      const Tile ring = ring_around(s.tile);
      for (std::size_t r = 0; r < rings_[i].size(); ++r) {
        s.elevation_m[static_cast<std::size_t>(ring.rim_cell(static_cast<std::ptrdiff_t>(r)))] = rings_[i][r];
      }
      run_.keep_elevations(t, s);
      w.point(run_.metrics, ends_, {});
      run_.keep_directions(t, s);
      rims[i] = w.rim;
    });
    return rims;
  }

  void deliver_directions() {
    run_.for_my_tiles("flow directions", [&](std::ptrdiff_t t, std::size_t, TileWorker& w) {
      w.surface.reset(run_.tiling, run_.tiling.tile(t));
      run_.load_directions(t, w.surface);
      run_.deliveries.directions(t, w.surface.direction);
    });
  }

  std::vector<std::vector<FlatRim>> take_turns(std::span<const FlatTurn> turns) {
    std::vector<std::vector<FlatRim>> told(turns.size());
    parallel_for(0, static_cast<std::ptrdiff_t>(turns.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = run_.workers.borrow();
      for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
        run_.load_elevations(turns[i].tile, worker->surface);
        worker->point(run_.metrics, ends_, turns[i].ring);
        run_.keep_directions(turns[i].tile, worker->surface);
        told[i] = worker->rim;
      }
    });
    return told;
  }

  void settle_shared_flats(std::vector<std::vector<FlatRim>> mine) {
    const TileShare& share = run_.share;
    report(run_.progress, "flats across tiles", 0);
    std::vector<std::vector<FlatRim>> all = share.collect(std::move(mine));
    if (share.ranks().count() == 1) {
      settle_flats(run_.tiling, std::move(all), [&](std::span<const FlatTurn> turns) { return take_turns(turns); });
    } else if (share.ranks().number() == 0) {
      settle_flats(run_.tiling, std::move(all), [&](std::span<const FlatTurn> turns) { return deal_out(turns); });
      deal_out({});
    } else {
      while (take_part()) {
      }
    }
  }

  /// A round for all ranks: rank 0 deals out the turns; no turn at all ends the rounds.
  std::vector<std::vector<FlatRim>> deal_out(std::span<const FlatTurn> turns) {
    std::vector<std::vector<FlatTurn>> of_rank(static_cast<std::size_t>(run_.share.ranks().count()));
    int rank = 0;
    for (const FlatTurn& turn : turns) {  // in the order of tiles, as the ranks hold them
      while (turn.tile >= run_.share.first_of(rank + 1)) ++rank;
      of_rank[static_cast<std::size_t>(rank)].push_back(turn);
    }
    std::vector<Bytes> parts;
    for (const std::vector<FlatTurn>& part : of_rank) {
      Packer packer;
      packer(turns.empty());
      packer(part);
      parts.push_back(packer.take());
    }
    const Bytes mine = run_.share.ranks().scatter(std::move(parts));
    std::vector<std::vector<FlatRim>> told;
    do_turns(mine, told);
    return told;
  }

  bool take_part() {
    const Bytes part = run_.share.ranks().scatter({});
    std::vector<std::vector<FlatRim>> told;
    return do_turns(part, told);
  }

  /// Does this rank's turns; on rank 0 `told` gets the rims of all ranks' turns. False if there are no more.
  bool do_turns(const Bytes& part, std::vector<std::vector<FlatRim>>& told) {
    bool last = false;
    std::vector<FlatTurn> turns;
    Unpacker unpack(part);
    unpack(last);
    if (last) return false;
    unpack(turns);
    told = run_.share.collect(take_turns(turns));
    return true;
  }

  /// Cells above and below the given elevations.
  std::pair<std::int64_t, std::int64_t> changes(const Tile& tile, const std::vector<float>& surface) const {
    std::vector<float> given(surface.size());
    run_.input.elevation_m({tile.row, tile.column}, tile.rows, tile.columns, given);
    std::pair<std::int64_t, std::int64_t> count{0, 0};
    for (std::size_t i = 0; i < given.size(); ++i) {
      count.first += surface[i] > given[i] ? 1 : 0;
      count.second += surface[i] < given[i] ? 1 : 0;
    }
    return count;
  }

  /// Over all ranks; on rank 0.
  std::int64_t total(std::int64_t mine) const {
    const std::vector<std::int64_t> all = run_.share.collect(std::vector<std::int64_t>{mine});
    return std::accumulate(all.begin(), all.end(), std::int64_t{0});
  }

  TiledRun& run_;
  Ends ends_;
  std::optional<BreachRules> rules_;
  std::optional<DepressionLimits> deep_;
  std::optional<OwnValues> areas_;            ///< if depressions are measured
  std::vector<std::int64_t> kept_;            ///< terminal cells that are stated, and bottoms kept so far
  std::vector<TileDepressions> depressions_;
  std::vector<TileTree> trees_;
  std::vector<std::vector<float>> rings_;  ///< filled elevations around this rank's tiles
};

}  // namespace

void condition_tiles(TiledRun& run, TiledResult& result) { TiledConditioning(run).run(result); }

}  // namespace tmfgeo
