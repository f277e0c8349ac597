// SPDX-License-Identifier: Apache-2.0
/// From a facility's point to its route, over the DEM, along the river layer, or both.
#pragma once

#include <set>
#include <span>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/dem_window.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {

/// Whether the DEM is kept as it was read beside the conditioned one: 4 bytes per cell.
inline bool keeps_given_dem(const Project& project) { return project.transport || (project.natech && project.natech->estimate_floods); }

/// Everything a point needs to be routed. Immutable once made; routes may be asked for by several threads.
class Router {
 public:
  /// From a river layer, a DEM, or both. Of a large DEM only what the facilities need is read: dem_window.h.
  /// Needs: at least one of them.
  Router(const Project& project, std::span<const Facility> facilities, Issues& issues, const Progress& progress);

  const RiverNetwork& network() const { return network_; }
  const std::optional<TerrainProducts>& terrain() const { return terrain_; }
  RiverNetwork take_network() { return std::move(network_); }
  std::optional<TerrainProducts> take_terrain() { return std::move(terrain_); }

  /// The way down from a facility; issues say why there is none. `sea` judges the ends of the river layer.
  Route route(const Facility& facility, Issues& issues) const;

  /// Turns the ends of routes that reach the sea into RouteEnd::sea.
  static void judge_end(Route& route, const SeaFinder& sea);

 private:
  void read_dem(std::span<const Facility> facilities, FeatureTable* rivers, Issues& issues, const Progress& progress);
  bool lacks(const DemWindow& window, const Facility& facility) const;
  Route over_dem(const Facility& facility, Cell start, Issues& issues) const;
  Route down_from(Cell start, std::set<ReachId>& taken) const;
  Route along_rivers(const Facility& facility, Issues& issues) const;
  Polyline wgs84_line(std::span<const std::int64_t> cells) const;
  void mark_river_cells();

  const Project& project_;
  std::optional<TerrainProducts> terrain_;
  RiverNetwork network_;
  Grid<std::int32_t> river_cell_;  ///< with both: reach of the river layer in a DEM cell, −1 for none
};

}  // namespace tmfgeo
