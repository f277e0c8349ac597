// SPDX-License-Identifier: Apache-2.0
/// The terrain stages in a row: read, burn, condition, route, accumulate, extract streams; and what else a user asks of a
/// DEM alone.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/table/feature_table.h"
#include "tmfgeo/terrain/open_basins.h"

namespace tmfgeo {

/// Input: river lines to cut in (their geometry is moved), or nullptr.
/// on_dem: sees the DEM as it was read, before anything is done to it.
/// open: where the input's clip cuts a larger raster; basins that may go on there get no directions.
TerrainProducts terrain_products(const DemInput& input, FeatureTable* rivers, Issues& issues, const Progress& progress,
                                 const std::function<void(const Dem&)>& on_dem = {}, const OpenSides& open = {});

/// What conditioning did, for layer issues.
Issue terrain_filled_issue(const DemInput& input, std::int64_t filled, std::int64_t breached, std::int64_t terminal);

/// What `tmfgeo terrain` is asked for.
struct TerrainRequest {
  DemInput dem;
  std::string rivers = {};  ///< file of river lines to cut in; empty: none
  std::string runoff = {};  ///< raster of mean runoff in mm per year, of any grid and reference system; empty: none
  std::string points = {};  ///< file of points whose basins are wanted; empty: none
  std::string points_crs = {};  ///< only for a points file that carries none
  std::vector<std::string> products = {};  ///< of terrain_product_names()

  bool wants(std::string_view product) const;
  /// Also those that follow from a file: "discharge" and "points".
  bool wants_raster(std::string_view product) const;
  /// Every file it reads.
  std::vector<std::string> inputs() const;
};

/// What can be asked for by name, in the order of the command's help. "discharge" and "points" follow from their files.
std::vector<std::string> terrain_product_names();

/// A given point where its water meets the first stream.
struct PourPoint {
  std::string id;
  Point given;             ///< WGS 84
  std::int64_t cell = -1;  ///< the first stream cell on the way down; where there is none, the point's own cell
  double moved_m = 0;      ///< length of that way
  bool on_stream = true;
  double area_km2 = 0;     ///< that drains to the cell
  double discharge_m3_s = std::numeric_limits<double>::quiet_NaN();  ///< there; NaN: not known
};

/// A given point before its way is known.
struct GivenPoint {
  std::string id;
  Point given;             ///< WGS 84
  std::int64_t cell = -1;  ///< of the DEM; −1: beside it
  std::string record;      ///< where the file has it
};

/// Reads the points of a request. Issues: as the readers, and points without a place.
std::vector<GivenPoint> read_points(const TerrainRequest& request, const GridFrame& dem, Issues& issues);

/// Input: the way from a given point down to the first stream; without cells where the DEM has no elevation.
/// Output: absent there. Issues: no elevation, no stream.
std::optional<PourPoint> pour_point(const TerrainRequest& request, const GridFrame& dem, const GivenPoint& point,
                                    const FlowPath& way, Issues& issues);

/// River lines to cut in, as the file has them; absent if none are asked for.
std::optional<FeatureTable> read_rivers(const TerrainRequest& request, Issues& issues);

struct TerrainRun {
  TerrainProducts products;
  std::optional<Discharge> discharge;
  std::optional<Grid<float>> slope;
  std::vector<PourPoint> points;  ///< in the order of the file; unusable ones left out
};

/// Issues: as the readers; points off the DEM, and points whose water meets no stream.
/// Errors: an input that cannot be used as a whole. The runoff raster must reach the DEM.
TerrainRun run_terrain(const TerrainRequest& request, Issues& issues, const Progress& progress = {});

}  // namespace tmfgeo
