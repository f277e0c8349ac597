// SPDX-License-Identifier: Apache-2.0
/// Ground-motion models: median and scatter of shaking at a site from an earthquake, a distance and the ground.
/// Units: distances km, angles degrees, Vs30 m/s; PGA and SA in g, PGV in cm/s.
/// Example:
///   const GroundMotionModel& model = *find_ground_motion_model("bssa14");
///   std::vector<GroundMotion> motion(sites.size());
///   model_ground_motion(model, kPga, quake, {}, distances, soils, motion);
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/hazard/intensity.h"

namespace tmfgeo {

/// What a model wants to know of an earthquake. rupture.h makes it from a plane.
struct EarthquakeTraits {
  double magnitude = 0;  ///< moment magnitude
  double rake_deg = std::numeric_limits<double>::quiet_NaN();  ///< NaN: style of faulting unknown
  double dip_deg = 90;
  double top_depth_km = 0;         ///< of the rupture's upper edge
  double hypocentre_depth_km = 0;
  double width_km = 0;             ///< down dip
};

enum class FaultStyle { unknown, strike_slip, normal, reverse };

/// Strike-slip within 30° of horizontal slip, reverse from 30° to 150°, else normal; unknown for NaN.
FaultStyle fault_style(double rake_deg);

/// From one rupture to one site.
struct RuptureDistances {
  double rjb_km = 0;   ///< to the rupture's projection on the surface (Joyner–Boore)
  double rrup_km = 0;  ///< to the rupture
  double rx_km = 0;    ///< across the strike from the upper edge, positive on the side it dips to
  double repi_km = 0;  ///< to the epicentre
  double rhyp_km = 0;  ///< to the hypocentre
};

/// Side of the Carpathian arc, for Vrancea earthquakes.
enum class ArcSide { fore, along, back };

constexpr double kReferenceVs30 = 760;

/// The ground of a site. NaN is "not known": the model's own default is taken.
struct SiteSoil {
  double vs30_m_s = kReferenceVs30;
  bool vs30_measured = false;
  double z1p0_m = std::numeric_limits<double>::quiet_NaN();   ///< depth to Vs 1.0 km/s
  double z2p5_km = std::numeric_limits<double>::quiet_NaN();  ///< depth to Vs 2.5 km/s
  double slope = std::numeric_limits<double>::quiet_NaN();    ///< tangent, on a 30″ DEM; kotha20_slope needs it
  double f0_hz = std::numeric_limits<double>::quiet_NaN();    ///< fundamental frequency, manea21
  ArcSide arc_side = ArcSide::fore;                           ///< manea21
};

/// Attenuation with distance: BSSA14's regional term.
enum class AttenuationRegion { average, high_q, low_q };

/// Branches of a model. Defaults are the model's centre.
struct ModelOptions {
  AttenuationRegion attenuation = AttenuationRegion::average;  ///< bssa14
  double sigma_mu_epsilon = 0;                                 ///< kotha20: source region, in standard deviations
  double c3_epsilon = 0;                                       ///< kotha20: attenuation, in standard deviations
};

/// Shaking at a site: ln of the median and standard deviations of ln. NaN where an input the model cannot do without is NaN.
struct GroundMotion {
  double ln_median = 0;
  double tau = 0;  ///< between earthquakes: the same at all sites of one earthquake
  double phi = 0;  ///< within one earthquake: from site to site
  double sigma() const;
};

/// Where the data behind a model end.
struct ValidRange {
  double low = 0;
  double high = 0;
  bool holds(double value) const { return value >= low && value <= high; }
};

enum class DistanceKind { rjb, rrup, rhyp };

struct SiteBatch;

/// One row of the registry.
struct GroundMotionModel {
  std::string_view name;
  std::string_view key;     ///< entry of docs/references.bib
  std::string_view region;  ///< what it was made for
  DistanceKind distance_kind;
  ValidRange magnitude;
  ValidRange distance_km;
  ValidRange depth_km;   ///< of the hypocentre
  ValidRange vs30_m_s;
  bool parts_sigma;      ///< false: no tau given, all scatter is in phi
  std::span<const IntensityMeasure> (*measures)();
  void (*evaluate)(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
  ValidRange slope = {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};  ///< of the land, where the ground goes by it
  bool by_slope() const { return slope.low > 0; }
};

/// All models, sorted by name.
std::span<const GroundMotionModel> ground_motion_models();
/// The row of a name, null if there is none.
const GroundMotionModel* find_ground_motion_model(std::string_view name);

/// True if the model gives the measure: PGA or PGV of its table, SA within its shortest and longest period.
bool supports(const GroundMotionModel& model, const IntensityMeasure& measure);

/// Shaking at many sites, on all cores. Between tabulated periods ln median, tau and phi go linearly with ln period.
/// Outside the model's range it is evaluated all the same: outside_range() tells.
/// Needs: supports(model, measure); as many soils and results as distances.
/// Ties: none; the same bytes on any number of threads. Cost: about 0.05 to 0.2 µs per site and period.
void model_ground_motion(const GroundMotionModel& model, const IntensityMeasure& measure, const EarthquakeTraits& quake,
                         const ModelOptions& options, std::span<const RuptureDistances> distances,
                         std::span<const SiteSoil> soils, std::span<GroundMotion> motion);

/// One quantity at which a model is used beyond the data behind it.
struct RangeFlag {
  std::string model;
  std::string quantity;  ///< "magnitude", "distance_km", "depth_km", "vs30_m_s", "slope"
  double value = 0;      ///< the value farthest outside
  ValidRange range;
};

/// "bssa14: magnitude 8.9 is outside 3 to 8.5".
std::string to_text(const RangeFlag& flag);

/// Least and greatest of what was seen at sites; empty until something is added. NaN is passed over.
struct SeenRange {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  void add(const SeenRange& other) {
    if (other.low > other.high) return;
    add(other.low);
    add(other.high);
  }
};

struct SiteExtent {
  SeenRange rjb_km, rrup_km, rhyp_km, vs30_m_s, slope;
  void add(const SiteSoil& soil);
  void add(const RuptureDistances& distances, const SiteSoil& soil);
  void add(const SiteExtent& other);
};

/// What of an earthquake and its sites is outside a model's range: at most one flag per quantity, in the order above.
std::vector<RangeFlag> outside_range(const GroundMotionModel& model, const EarthquakeTraits& quake, const SiteExtent& sites);

/// ln amplification of rock shaking by the ground: BSSA14's site term, from PGA on rock (760 m/s) at the place.
/// Needs: supports(bssa14, measure). Units: PGA g. Source [BooreEtAl2014].
double bssa14_ln_amplification(const IntensityMeasure& measure, double rock_pga_g, double vs30_m_s);

}  // namespace tmfgeo
