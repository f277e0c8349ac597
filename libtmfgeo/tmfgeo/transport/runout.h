// SPDX-License-Identifier: Apache-2.0
/// How far the tailings themselves flow and what they bury: distances as distributions, deposits laid out on the DEM.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/inventory/places.h"
#include "tmfgeo/scenario/release.h"

namespace tmfgeo {

/// log10 spread of observed run-out distances around either equation.
inline constexpr double kRunoutSd = 0.8;

/// Largest run-out in km of released and stored volume in Mm³ and the dam's height in m. To confirm.
/// Source [ConchaLarrauriLall2018]. Needs: all > 0.
double energy_runout_km(double released_mm3, double stored_mm3, double height_m);
/// Of released volume and height. To confirm. Source [RicoEtAl2008]. Needs: all > 0.
double rico_runout_km(double released_mm3, double height_m);

/// Run-out distance of one release, in metres; never a line, always a band: its spread is that of the equations and of the
/// released volume together.
struct RunoutDistance {
  Spread distance_m;      ///< Source [ConchaLarrauriLall2018]; where the stored volume is unknown as distance_rico_m
  Spread distance_rico_m; ///< Source [RicoEtAl2008]
  Band band_m;            ///< of the first, no draw releasing more than the release's cap; none farther than the known way
  bool beyond_way = false;  ///< more than a tenth of the draws come to the end of the known way: unknown beyond
};
/// Absent where the dam's height is not known, and for a release of water alone: nothing stays on the way.
/// Input: the length of the way down that is known.
std::optional<RunoutDistance> runout_distance(const ReleaseScenario& release, const Facility& facility,
                                              double way_m = std::numeric_limits<double>::infinity());

/// Planimetric area in m² that a deposit of a volume in m³ covers: factor · V^(2/3). Source [GhahramaniEtAl2020].
double deposit_area_m2(double volume_m3, double factor);
/// Area in m² of the cross-sections it fills: 0.05 V^(2/3). Source [IversonEtAl1998].
double deposit_section_m2(double volume_m3);

struct DepositOptions {
  double area_factor = 80;  ///< to confirm; lahars have 200
  std::vector<double> exceedances{0.9, 0.5, 0.1};  ///< each between 0 and 1
  /// Distance along the path where a real river takes over; the deposit ends there.
  double river_begins_m = std::numeric_limits<double>::infinity();
};

/// The deposit at one exceedance level.
struct DepositZone {
  double exceedance = 0;       ///< share of draws whose deposit covers more; 0 at the release's cap
  double volume_m3 = 0;
  double area_m2 = 0;
  double length_m = 0;         ///< along the flow path
  double max_depth_m = 0;
  bool leaves_dem = false;     ///< the path, or a cross-section before it was filled, meets the raster's edge or nodata: unknown beyond
  bool reaches_river = false;  ///< stopped where the first real river takes over
  bool path_ends = false;      ///< the path ends on the DEM before the area is used up
  bool spreads_wide = false;   ///< flat ground: a cross-section came to the width of a half disc of the whole area
  std::vector<std::int64_t> cells;  ///< of the DEM, by index, sorted
  Geometry area;               ///< polygons in WGS 84; their size on the ellipsoid is area_m2
};

/// Lays deposits out on a DEM along flow paths, cross-section by cross-section, in the manner of [IversonEtAl1998].
///
/// At every cell of the path a section across it is filled, from its lowest cell within two cells of the path, until the
/// cross-section's area is reached; what lies below that level, hangs together with the path and is nearer to this section
/// than to any other belongs to it. Sections are taken in the order of the path until the planimetric area is used up, to
/// within half a section. A larger volume covers all that a smaller one covers.
/// Nodata and the raster's edge hold the deposit like a wall and are told; nothing goes farther to a side than the radius of a
/// half disc of the whole area.
/// Threads may share one layout. Cost: about 0.3 µs per cell within that radius of the path, twice over.
class DepositLayout {
 public:
  /// Keeps a reference. Needs: the frame's CRS is known.
  explicit DepositLayout(const Grid<float>& elevation_m);

  /// One zone per exceedance, in the order of `options`. Empty where the path does not begin on the DEM, and for a release of
  /// water alone. Input: the path in WGS 84 from the dam downstream.
  std::vector<DepositZone> zones(const ReleaseScenario& release, const Polyline& path, const DepositOptions& options) const;

  /// The same for a stated volume, exceedance NaN. Needs: volume_m3 > 0.
  std::optional<DepositZone> zone(double volume_m3, const Polyline& path, const DepositOptions& options) const;

 private:
  const Grid<float>& elevation_m_;
  CellMetrics metrics_;
};

/// Which points lie in a zone, edges included, by index.
std::vector<std::size_t> points_inside(const DepositZone& zone, std::span<const Point> points);

/// Settlements inside a zone.
struct PeopleInside {
  double population = 0;                ///< of the settlements whose population is known
  std::size_t settlements = 0;
  std::size_t of_unknown_population = 0;
};
PeopleInside people_inside(const DepositZone& zone, std::span<const Place> places);

}  // namespace tmfgeo
