// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/accumulate_tiles.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"
#include "tmfgeo/terrain/slope.h"
#include "tmfgeo/terrain/tiled_basins.h"
#include "tmfgeo/terrain/tiled_follow.h"

namespace tmfgeo {
namespace {

std::vector<float> as_floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

class TiledFlow {
 public:
  explicit TiledFlow(TiledRun& run)
      : run_(run), areas_(OwnValues::areas(run.metrics, run.input.frame)), lengths_(run.metrics, run.input.frame) {}

  void run(TiledResult& result) {
    if (run_.options.slope) slopes();
    area_inflow_ = inflow("upstream area", areas_, [&](const TileSurface&) { return std::vector<float>{}; });
    finish_area(result);
    if (!run_.options.points.empty()) follow_points(result);
    if (run_.options.hand) hand();
    if (run_.options.distance) distance();
    if (run_.input.runoff_mm_per_year) discharge(result);
    if (run_.options.basins) label_basins_of_ends(run_, discharge_at(), result);
    if (!run_.options.points.empty()) label_basins_of_points(run_, below_, result);
  }

 private:
  TileSurface& load(std::ptrdiff_t t, TileWorker& w) const { return load_ways(run_, t, w); }
  std::size_t my_tiles() const { return static_cast<std::size_t>(run_.share.size()); }

  /// Of the ground: filled water has no slope of its own.
  void slopes() {
    run_.for_my_tiles("slope", [&](std::ptrdiff_t t, std::size_t, TileWorker& w) {
      TileSurface& s = w.surface;
      s.reset(run_.tiling, run_.tiling.tile(t));
      run_.input.ground_m({s.tile.row - 1, s.tile.column - 1}, s.tile.rows + 2, s.stride,
                             std::span(s.elevation_m).first(static_cast<std::size_t>((s.tile.rows + 2) * s.stride)));
      for (float& z : s.elevation_m) z = finite_elevation(z);
      std::vector<float> slopes(static_cast<std::size_t>(s.tile.size()));
      for (std::ptrdiff_t r = 0; r < s.tile.rows; ++r) {
        const float* here = s.elevation_m.data() + (r + 1) * s.stride + 1;
        slope_of_row({here - s.stride, here, here + s.stride}, s.tile.columns, run_.metrics.row(s.tile.row + r),
                     slopes.data() + r * s.tile.columns);
      }
      run_.deliveries.numbers(TiledRaster::slope, t, slopes);
    });
  }

  /// What flows into this rank's tiles. weight_of(surface): one weight per cell, or none.
  template <class WeightOf>
  std::vector<std::vector<double>> inflow(std::string_view stage, const OwnValues& own, const WeightOf& weight_of) {
    std::vector<RimMessage<double>> told(my_tiles());
    run_.for_my_tiles(stage, [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      const TileSurface& s = load(t, w);
      const std::vector<float> weight = weight_of(s);
      told[i] = TileAccumulator(own).gather({s.tile, directions_of(s), view_of(weight, s)});
    });
    return run_.share.ask<std::vector<double>>(std::move(told), [&](const std::vector<RimMessage<double>>& all) {
      return solve_rims(run_.tiling, all, [](const RimGraph& graph, std::vector<double> outflow) {
        std::optional<std::vector<double>> into = inflows(graph, std::move(outflow));
        TMFGEO_EXPECTS(into.has_value());
        return *std::move(into);
      });
    });
  }

  static TileView<const float> view_of(const std::vector<float>& weight, const TileSurface& s) {
    return {weight.empty() ? nullptr : weight.data(), s.tile.columns};
  }

  static std::vector<double> sums(const OwnValues& own, const TileSurface& s, const std::vector<float>& weight,
                                  const std::vector<double>& inflow) {
    std::vector<double> sum(static_cast<std::size_t>(s.tile.size()));
    TileAccumulator(own).finish({s.tile, directions_of(s), view_of(weight, s)}, inflow, {sum.data(), s.tile.columns});
    return sum;
  }

  void finish_area(TiledResult& result) {
    std::vector<std::vector<StreamCell>> cells(my_tiles());
    run_.for_my_tiles("upstream area", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      const TileSurface& s = load(t, w);
      const std::vector<double> area_km2 = sums(areas_, s, {}, area_inflow_[i]);
      run_.deliveries.numbers(TiledRaster::area_km2, t, as_floats(area_km2));
      if (!wants_streams()) return;
      cells[i] = find_stream_cells(s.tile, directions_of(s), {area_km2.data(), s.tile.columns}, run_.options.stream_threshold,
                                   run_.tiling.columns());
    });
    if (!wants_streams()) return;
    report(run_.progress, "streams", 0);
    std::vector<StreamCell> all = joined(run_.share.collect(std::move(cells)));
    if (run_.share.ranks().number() == 0) result.streams = extract_streams(std::move(all), run_.tiling.columns());
  }

  void hand() {
    const auto with_field = [&](std::ptrdiff_t t, std::size_t i, TileWorker& w, const auto& use) {
      run_.load_elevations(t, w.surface);
      run_.load_directions(t, w.surface);
      const std::vector<double> area_km2 = sums(areas_, w.surface, {}, area_inflow_[i]);
      use(HandField{inner_elevations(w.surface), {area_km2.data(), w.surface.tile.columns},
                    in_square_kilometres(run_.options.stream_threshold)});
    };
    follow<float, HandField>(
        run_, "height above drainage", with_field,
        [](const HandField& field, std::ptrdiff_t row, const float* stream_m, std::span<float> out) {
          field.heights(row, static_cast<std::ptrdiff_t>(out.size()), stream_m, out.data());
        },
        [&](std::ptrdiff_t t, const std::vector<float>& out) { run_.deliveries.numbers(TiledRaster::hand_m, t, out); });
  }

  void distance() {
    const auto with_field = [&](std::ptrdiff_t t, std::size_t, TileWorker& w, const auto& use) {
      load(t, w);
      use(OutletDistanceField{&lengths_});
    };
    follow<float, OutletDistanceField>(
        run_, "distance to the outlet", with_field,
        [](const OutletDistanceField&, std::ptrdiff_t, const double* km, std::span<float> out) {
          std::copy_n(km, out.size(), out.begin());
        },
        [&](std::ptrdiff_t t, const std::vector<float>& out) { run_.deliveries.numbers(TiledRaster::distance_km, t, out); });
  }

  /// Cells of streams tell the areas of large basins too.
  bool wants_streams() const { return run_.options.streams || run_.options.basins; }
  const CellValues<double>* discharge_at() const { return discharge_at_ ? &*discharge_at_ : nullptr; }
  bool first_rank() const { return run_.share.ranks().number() == 0; }

  void follow_points(TiledResult& result) {
    report(run_.progress, "ways of the points", 0);
    const auto areas_of = [&](const TileSurface& s, std::size_t i) { return sums(areas_, s, {}, area_inflow_[i]); };
    std::vector<TiledWay> ways =
        follow_ways(run_, run_.options.points, areas_of, in_square_kilometres(run_.options.stream_threshold));
    for (TiledWay& way : ways) {
      TiledPoint& point = result.points.emplace_back();
      point.way = std::move(way.path);
      if (point.way.cells.empty()) continue;
      const bool on_stream = point.way.end == FlowEnd::stopped;
      point.cell = on_stream ? point.way.cells.back() : point.way.cells.front();
      point.area_km2 = on_stream ? way.last_km2 : way.first_km2;
      below_.push_back(on_stream ? way.beyond : point.way.cells.size() > 1 ? point.way.cells[1] : way.beyond);
    }
  }

  /// Cells whose discharge the layers tell: where links end, where large basins end too, and points.
  std::vector<std::int64_t> cells_of_layers(const TiledResult& result) const {
    std::vector<std::int64_t> cells;
    for (const StreamLink& link : result.streams.links) cells.push_back(link.last_own_cell());
    for (const TiledPoint& point : result.points) {
      if (point.cell >= 0) cells.push_back(point.cell);
    }
    run_.share.tell_all(cells);
    return cells;
  }

  void discharge(TiledResult& result) {
    const auto runoff_of = [&](const TileSurface& s) {
      std::vector<float> runoff(static_cast<std::size_t>(s.tile.size()));
      run_.input.runoff_mm_per_year({s.tile.row, s.tile.column}, s.tile.rows, s.tile.columns, runoff);
      return runoff;
    };
    std::vector<double> largest(my_tiles());
    run_.for_my_tiles("runoff", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      w.surface.reset(run_.tiling, run_.tiling.tile(t));
      largest[i] = largest_magnitude(w.surface.tile, view_of(runoff_of(w.surface), w.surface));
    });
    largest = run_.share.collect(std::move(largest));
    double of_all = largest.empty() ? 0 : *std::max_element(largest.begin(), largest.end());
    run_.share.tell_all(of_all);
    const OwnValues own = OwnValues::runoff(run_.metrics, run_.input.frame, of_all);
    const auto into = inflow("discharge", own, runoff_of);
    discharge_at_.emplace(run_, cells_of_layers(result));
    run_.for_my_tiles("discharge", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      const TileSurface& s = load(t, w);
      const std::vector<double> discharge_m3_s = sums(own, s, runoff_of(s), into[i]);
      discharge_at_->take(i, s.tile, discharge_m3_s);
      run_.deliveries.numbers(TiledRaster::discharge_m3_s, t, as_floats(discharge_m3_s));
    });
    discharge_at_->collect();
    if (!first_rank()) return;
    for (const StreamLink& link : result.streams.links) result.stream_discharge_m3_s.push_back(discharge_at_->at(link.last_own_cell()));
    for (TiledPoint& point : result.points) {
      if (point.cell >= 0) point.discharge_m3_s = discharge_at_->at(point.cell);
    }
  }

  TiledRun& run_;
  OwnValues areas_;
  StepLengths lengths_;
  std::vector<std::vector<double>> area_inflow_;
  std::optional<CellValues<double>> discharge_at_;
  std::vector<std::int64_t> below_;  ///< per point with elevation the cell that its own drains into
};

}  // namespace

void follow_tiles(TiledRun& run, TiledResult& result) { TiledFlow(run).run(result); }

}  // namespace tmfgeo
