// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/accumulate_tiles.h"
#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"
#include "tmfgeo/terrain/slope.h"
#include "tmfgeo/terrain/streams.h"
#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {
namespace {

std::vector<float> as_floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

TileView<const D8> directions_of(const TileSurface& s) { return {s.direction.data(), s.tile.columns}; }

template <class T>
std::vector<T> joined(std::vector<std::vector<T>> parts) {
  std::vector<T> all;
  for (std::vector<T>& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    part = {};
  }
  return all;
}

class TiledFlow {
 public:
  explicit TiledFlow(TiledRun& run)
      : run_(run), areas_(OwnValues::areas(run.metrics, run.input.frame)), lengths_(run.metrics, run.input.frame) {}

  void run(TiledResult& result) {
    if (run_.options.slope) slopes();
    area_inflow_ = inflow("upstream area", areas_, [&](const TileSurface&) { return std::vector<float>{}; });
    finish_area(result);
    if (run_.options.hand) hand();
    if (run_.options.distance) distance();
    if (run_.input.runoff_mm_per_year) discharge();
    if (run_.options.basins) basins(result);
  }

 private:
  TileSurface& load(std::ptrdiff_t t, TileWorker& w) const {
    w.surface.reset(run_.tiling, run_.tiling.tile(t));
    run_.load_directions(t, w.surface);
    return w.surface;
  }
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
      if (!run_.options.streams) return;
      cells[i] = find_stream_cells(s.tile, directions_of(s), {area_km2.data(), s.tile.columns}, run_.options.stream_threshold,
                                   run_.tiling.columns());
    });
    if (!run_.options.streams) return;
    report(run_.progress, "streams", 0);
    std::vector<StreamCell> all = joined(run_.share.collect(std::move(cells)));
    if (run_.share.ranks().number() == 0) result.streams = extract_streams(std::move(all), run_.tiling.columns());
  }

  /// What lies beyond this rank's tiles. with_field(tile, its place, worker, use) makes a tile's field and uses it.
  template <DownstreamField Field, class WithField>
  std::vector<std::vector<typename Field::Value>> beyond(std::string_view stage, const WithField& with_field) {
    using Value = typename Field::Value;
    std::vector<RimMessage<Value>> told(my_tiles());
    run_.for_my_tiles(stage, [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      with_field(t, i, w, [&](const Field& field) {
        told[i] = TileDownstream<Field>().gather(w.surface.tile, directions_of(w.surface), field);
      });
    });
    return run_.share.ask<std::vector<Value>>(std::move(told), [&](const std::vector<RimMessage<Value>>& all) {
      return solve_rims(run_.tiling, all, [](const RimGraph& graph, const std::vector<Value>& value) {
        return values_beyond(graph, value, Field::join);
      });
    });
  }

  /// Finishes a field tile by tile: write(field, surface, row, values of the row, out), then deliver(tile, out).
  template <class Out, DownstreamField Field, class WithField, class Write, class Deliver>
  void follow(std::string_view stage, const WithField& with_field, const Write& write, const Deliver& deliver) {
    const auto values_beyond_tiles = beyond<Field>(stage, with_field);
    run_.for_my_tiles(stage, [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      with_field(t, i, w, [&](const Field& field) {
        const Tile& tile = w.surface.tile;
        std::vector<Out> out(static_cast<std::size_t>(tile.size()));
        TileDownstream<Field>().finish(tile, directions_of(w.surface), field, values_beyond_tiles[i],
                                       [&](std::ptrdiff_t row, const typename Field::Value* values) {
                                         write(field, row, values, std::span(out).subspan(static_cast<std::size_t>(row * tile.columns), static_cast<std::size_t>(tile.columns)));
                                       });
        deliver(t, out);
      });
    });
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
        "height above drainage", with_field,
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
        "distance to the outlet", with_field,
        [](const OutletDistanceField&, std::ptrdiff_t, const double* km, std::span<float> out) {
          std::copy_n(km, out.size(), out.begin());
        },
        [&](std::ptrdiff_t t, const std::vector<float>& out) { run_.deliveries.numbers(TiledRaster::distance_km, t, out); });
  }

  void discharge() {
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
    run_.for_my_tiles("discharge", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      const TileSurface& s = load(t, w);
      run_.deliveries.numbers(TiledRaster::discharge_m3_s, t, as_floats(sums(own, s, runoff_of(s), into[i])));
    });
  }

  /// The outlets of basins: given points as they come, or all ends row by row.
  void find_outlets(TiledResult& result) {
    result.basin_outlets = run_.options.basin_points;
    if (!result.basin_outlets.empty()) return;
    std::vector<std::vector<std::int64_t>> ends(my_tiles());
    run_.for_my_tiles("basins", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
      const TileSurface& s = load(t, w);
      ends[i] = ends_of_ways(s.tile, directions_of(s), run_.tiling.columns());
    });
    result.basin_outlets = joined(run_.share.collect(std::move(ends)));
    std::sort(result.basin_outlets.begin(), result.basin_outlets.end());
    run_.share.tell_all(result.basin_outlets);
  }

  void basins(TiledResult& result) {
    find_outlets(result);
    std::vector<std::vector<BasinOutlet>> by_tile(my_tiles());
    for (std::size_t b = 0; b < result.basin_outlets.size(); ++b) {
      const std::int64_t cell = result.basin_outlets[b];
      const std::ptrdiff_t i = run_.tiling.tile_of({cell / run_.tiling.columns(), cell % run_.tiling.columns()}) - run_.share.first();
      if (i >= 0 && i < run_.share.size()) by_tile[static_cast<std::size_t>(i)].push_back({cell, static_cast<std::int32_t>(b)});
    }
    const auto with_field = [&](std::ptrdiff_t t, std::size_t i, TileWorker& w, const auto& use) {
      load(t, w);
      use(BasinField{by_tile[i], run_.tiling.columns()});
    };
    follow<std::int32_t, BasinField>(
        "basins", with_field,
        [](const BasinField&, std::ptrdiff_t, const std::int32_t* numbers, std::span<std::int32_t> out) {
          std::copy_n(numbers, out.size(), out.begin());
        },
        [&](std::ptrdiff_t t, const std::vector<std::int32_t>& out) { run_.deliveries.basins(t, out); });
  }

  TiledRun& run_;
  OwnValues areas_;
  StepLengths lengths_;
  std::vector<std::vector<double>> area_inflow_;
};

}  // namespace

void follow_tiles(TiledRun& run, TiledResult& result) { TiledFlow(run).run(result); }

}  // namespace tmfgeo
