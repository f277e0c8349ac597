// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_basins.h"

#include <algorithm>
#include <iterator>

#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/tiled_follow.h"

namespace tmfgeo {
namespace {

/// All ends, row by row, on all ranks.
std::vector<std::int64_t> find_outlets(TiledRun& run) {
  std::vector<std::vector<std::int64_t>> ends(static_cast<std::size_t>(run.share.size()));
  run.for_my_tiles("basins", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
    const TileSurface& s = load_ways(run, t, w);
    ends[i] = ends_of_ways(s.tile, directions_of(s), run.tiling.columns());
  });
  std::vector<std::int64_t> outlets = joined(run.share.collect(std::move(ends)));
  std::sort(outlets.begin(), outlets.end());
  run.share.tell_all(outlets);
  return outlets;
}

/// Input: the same outlets on all ranks. seen(place, tile, numbers) sees every tile of this rank.
template <class Seen>
void label_basins(TiledRun& run, TiledLabels labels, const std::vector<std::int64_t>& outlets, const Seen& seen) {
  std::vector<std::vector<BasinOutlet>> by_tile(static_cast<std::size_t>(run.share.size()));
  for (std::size_t b = 0; b < outlets.size(); ++b) {
    const std::ptrdiff_t place = run.place_of(outlets[b]);
    if (place >= 0) by_tile[static_cast<std::size_t>(place)].push_back({outlets[b], static_cast<std::int32_t>(b)});
  }
  const auto with_field = [&](std::ptrdiff_t t, std::size_t i, TileWorker& w, const auto& use) {
    load_ways(run, t, w);
    use(BasinField{by_tile[i], run.tiling.columns()});
  };
  follow<std::int32_t, BasinField>(
      run, "basins", with_field,
      [](const BasinField&, std::ptrdiff_t, const std::int32_t* numbers, std::span<std::int32_t> out) {
        std::copy_n(numbers, out.size(), out.begin());
      },
      [&](std::ptrdiff_t t, const std::vector<std::int32_t>& out) {
        seen(static_cast<std::size_t>(t - run.share.first()), run.tiling.tile(t), out);
        run.deliveries.labels(labels, t, out);
      });
}

}  // namespace

void label_basins_of_ends(TiledRun& run, const CellValues<double>* discharge_at, TiledResult& result) {
  result.basin_outlets = find_outlets(run);
  label_basins(run, TiledLabels::basins, result.basin_outlets, [](std::size_t, const Tile&, const std::vector<std::int32_t>&) {});
  for (const StreamLink& link : result.streams.links) {
    if (link.downstream >= 0) continue;
    LargeBasin& basin = result.large_basins.emplace_back();
    basin.outlet = link.last_own_cell();
    const auto at = std::lower_bound(result.basin_outlets.begin(), result.basin_outlets.end(), basin.outlet);
    basin.number = static_cast<std::int32_t>(at - result.basin_outlets.begin());
    basin.area_km2 = link.area_km2;
    if (discharge_at != nullptr) basin.discharge_m3_s = discharge_at->at(basin.outlet);
  }
  std::sort(result.large_basins.begin(), result.large_basins.end(), [](const LargeBasin& a, const LargeBasin& b) { return a.number < b.number; });
  std::vector<std::int64_t> outlets;
  for (const LargeBasin& basin : result.large_basins) outlets.push_back(basin.outlet);
  run.share.tell_all(outlets);
  const std::vector<TiledWay> ends = follow_ways(run, outlets, {}, 0);
  for (std::size_t i = 0; i < result.large_basins.size(); ++i) result.large_basins[i].end = ends[i].path.end;
}

void label_basins_of_points(TiledRun& run, std::vector<std::int64_t> below, TiledResult& result) {
  std::vector<std::int64_t> outlets;
  for (const TiledPoint& point : result.points) {
    if (point.cell >= 0) outlets.push_back(point.cell);
  }
  run.share.tell_all(outlets);
  run.share.tell_all(below);
  std::vector<std::int64_t> wanted = outlets;
  std::copy_if(below.begin(), below.end(), std::back_inserter(wanted), [](std::int64_t cell) { return cell >= 0; });
  CellValues<std::int32_t> number_at(run, std::move(wanted));
  label_basins(run, TiledLabels::point_basins, outlets,
               [&](std::size_t place, const Tile& tile, const std::vector<std::int32_t>& numbers) { number_at.take(place, tile, numbers); });
  number_at.collect();
  if (run.share.ranks().number() != 0) return;
  std::size_t number = 0;
  for (TiledPoint& point : result.points) {
    if (point.cell < 0) continue;
    const std::int32_t here = number_at.at(point.cell);
    const std::int64_t next = below[number];
    point.downstream = here != static_cast<std::int32_t>(number) ? here : next < 0 ? kNoBasin : number_at.at(next);
    ++number;
  }
}

}  // namespace tmfgeo
