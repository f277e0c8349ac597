// SPDX-License-Identifier: Apache-2.0
/// The piece of a fault that breaks: a plane under the ground, and how far sites are from it.
/// Example:
///   const PlanarRupture rupture = make_rupture({.magnitude = 6.9, .epicentre = {74.6, 42.7}, .depth_km = 12, .strike_deg = 80});
///   rupture_distances(rupture, sites, distances);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/hazard/flat_view.h"
#include "tmfgeo/hazard/ground_motion.h"

namespace tmfgeo {

/// How area grows with magnitude.
enum class AreaScaling { wells_coppersmith_1994, leonard_2014_interplate, leonard_2014_stable };

/// Rupture area. Source [WellsCoppersmith1994], [Leonard2014].
double rupture_area_km2(AreaScaling scaling, double magnitude, FaultStyle style);

/// Down to where the crust breaks, unless given: our default, for foci not deeper than it.
constexpr double kSeismogenicDepthKm = 25;

/// An earthquake as people state it.
struct EarthquakeFocus {
  double magnitude = 0;
  Point epicentre;  ///< degrees
  double depth_km = 0;
  std::optional<double> strike_deg = {};  ///< clockwise from north, the plane dips to its right
  std::optional<double> dip_deg = {};     ///< absent: 90 strike-slip or unknown, 40 reverse, 50 normal
  std::optional<double> rake_deg = {};    ///< absent: from the style
  FaultStyle style = FaultStyle::unknown;  ///< where there is no rake
  AreaScaling scaling = AreaScaling::wells_coppersmith_1994;
  double aspect = 1.5;                       ///< length over width
  std::optional<double> seismogenic_depth_km = {};  ///< absent: kSeismogenicDepthKm, or no limit for deeper foci
};

/// What is wrong with a focus, for a person; empty if nothing is.
std::string problem_of(const EarthquakeFocus& focus);

/// A rectangle under the ground. All of it is below the surface.
struct PlanarRupture {
  EarthquakeTraits traits;
  Point origin;           ///< degrees; the flat view's place
  FlatPoint hypocentre;   ///< in the flat view
  double strike_deg = 0;
  double length_km = 0;
  double along_km = 0;    ///< middle of the upper edge, along the strike from the origin
  double across_km = 0;   ///< upper edge, from the origin towards the side it dips to
  bool moved_down = false;      ///< a plane centred on the hypocentre would stand out of the ground
  bool width_limited = false;   ///< as wide as the seismogenic crust allows, and longer for it

  double bottom_depth_km() const;
};

/// The plane of a focus with a strike: area by scaling, hypocentre at its centre; moved along its dip so that it lies between
/// the surface and the seismogenic depth, and lengthened at equal area where it is wider than that.
/// Needs: problem_of(focus) is empty, strike_deg is given.
PlanarRupture make_rupture(const EarthquakeFocus& focus);

struct WeightedRupture {
  PlanarRupture rupture;
  double weight = 1;
};

/// One plane where the strike is known; eight of equal weight where it is not (over 360°, over 180° if vertical).
/// Needs: problem_of(focus) is empty.
std::vector<WeightedRupture> possible_ruptures(const EarthquakeFocus& focus);

/// A whole fault: its upper edge from `first` to `last`, dipping to the right of that; the hypocentre is its centre.
/// Needs: dip in (0, 90], width and length above 0, top depth not below 0.
PlanarRupture rupture_of_fault(Point first, Point last, const EarthquakeTraits& traits);

/// Distances from a place of the flat view about rupture.origin, as worked out for a surface at sea level.
class RuptureMeasure {
 public:
  explicit RuptureMeasure(const PlanarRupture& rupture);
  RuptureDistances operator()(FlatPoint site) const;

 private:
  double strike_east_, strike_north_, sine_dip_, cosine_dip_;
  double half_length_km_, width_km_, top_km_, along_km_, across_km_, depth_km_;
  FlatPoint hypocentre_;
};

/// Distances of many sites (degrees), on all cores. Needs: as many results as sites. Cost: about 0.1 µs per site.
void rupture_distances(const PlanarRupture& rupture, std::span<const Point> sites, std::span<RuptureDistances> distances);

}  // namespace tmfgeo
