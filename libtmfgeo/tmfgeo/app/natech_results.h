// SPDX-License-Identifier: Apache-2.0
/// What earthquakes and floods do to the facilities of a project, as data.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/hazard/flood_stack.h"
#include "tmfgeo/hazard/hazard_curve.h"
#include "tmfgeo/hazard/hazard_shares.h"
#include "tmfgeo/hazard/intensity.h"
#include "tmfgeo/hazard/valley_flood.h"
#include "tmfgeo/natech/dam_response.h"
#include "tmfgeo/natech/design_check.h"
#include "tmfgeo/natech/fragility.h"
#include "tmfgeo/natech/joint_events.h"
#include "tmfgeo/natech/soundings.h"
#include "tmfgeo/natech/toe_flood.h"

namespace tmfgeo {

/// The ground below a facility: stated, from a raster, from the DEM's slope, or the default.
struct SiteGround {
  double vs30_m_s = 0;
  Origin origin = Origin::by_default;  ///< given: stated for this facility, taken for measured; a raster is a proxy, computed
  std::string source;
  double slope = std::numeric_limits<double>::quiet_NaN();  ///< tangent, of the DEM in cells of 30″; NaN without a DEM
};

/// Which earthquakes the shaking of one return period comes from.
struct SiteDisaggregation {
  double return_period_y = 0;
  Disaggregation shares;
};

/// A hazard curve of PGA in g on the facility's ground, or why there is none.
struct SiteCurve {
  std::optional<HazardCurve> curve;  ///< what the data say
  std::string source;                ///< data sets, or the reason
  std::string note;                  ///< how far they reach, models used beyond their range
  Origin origin = Origin::computed;  ///< weaker where the ground is a default or a model is beyond its range
  std::vector<SiteDisaggregation> disaggregation;  ///< from a catalogue, by return period
  HazardCurve used;                  ///< the same, levels rising and longer by extrapolation; empty without a curve
  /// With the ends of its data; empty without a curve.
  HazardCurveView view() const;
};

/// A hazard curve of another measure, on the facility's ground.
struct MeasureCurve {
  IntensityMeasure measure;
  HazardCurve curve;
  std::string source;  ///< data sets
};

/// One damage of a dam: how likely in an event, or how often in a year.
struct DamageState {
  std::string mechanism;  ///< displacement, freeboard, liquefaction, release, settlement, or the id of a fragility curve
  std::string state;
  std::optional<double> probability;      ///< in the event, or in a year
  std::optional<double> probability_low;  ///< yearly: only shaking that the hazard data reach
  std::optional<double> probability_high; ///< yearly: if all shaking rarer than the hazard data fails it; absent: unknown
  bool at_least = false;                  ///< some ways to fail could not be judged: the probabilities are lower bounds
  Origin origin = Origin::unknown;
  std::string note;
  std::string basis;  ///< model, table, soundings or fragility curve
};

/// What the DEM says of the stream below a facility and of its floods.
struct ValleyEstimate {
  double area_km2 = 0;    ///< draining to the stream where the facility's water meets it
  double bed_slope = 0;   ///< m/m
  double height_m = 0;    ///< of the facility above the stream bed
  double roughness_n = 0;
  Origin origin = Origin::unknown;  ///< the weakest of the floods
  std::string source;     ///< of the discharges
  std::string note;       ///< defaults of the rating curve
  std::vector<ValleyFlood> floods;
  FloodSample low;        ///< the floods with the smallest depths the spread allows
  FloodSample high;       ///< … and with the greatest
};

/// One return period of a flood at the toe.
struct ToeFloodRow {
  double return_period_y = 0;
  ToeFlood toe;
};

/// What is known of one facility, without regard to a single event. In the order of Assessment::results.
struct NatechSite {
  SiteGround ground;
  SiteCurve hazard;
  std::vector<MeasureCurve> measures;    ///< SA and PGV, where maps tell them; PGA is `hazard`
  FloodSample flood;
  bool flood_estimated = false;          ///< `flood` is that of `valley`, not of a map
  std::optional<ValleyEstimate> valley;  ///< absent without a DEM, and where no stream is met
  std::vector<ToeFloodRow> toe;
  OvertoppingRate overtopping;
  std::optional<double> flood_failure_return_period_y;  ///< overtopping or erosion of the toe; absent: unknown
  std::optional<double> flood_failure_at_most_y;        ///< where only this is known: it fails then, and perhaps in smaller floods
  Origin flood_failure_origin = Origin::unknown;        ///< of either
  std::vector<SoundingRow> soundings;
  std::vector<DamageState> yearly;
  DesignCheck earthquake_check;
  DesignCheck flood_check;
};

/// A median that an event tells beside the PGA.
struct EventMedian {
  double value = 0;                     ///< the median: g, PGV cm/s
  std::optional<double> sigma_ln = {};  ///< of its logarithm; absent: not told, that of the PGA
};

/// … and the period it is of.
struct EventSpectrumPoint {
  double period_s = 0;
  EventMedian sa_g;
};

/// Shaking of one facility in one event; absent where the event's data say nothing.
struct EventShaking {
  std::optional<double> ln_median_g;
  double tau = 0;     ///< shared by all facilities, the spread between models in it
  double phi = 0;
  Origin origin = Origin::unknown;
  std::string note;   ///< models used beyond their range, or why it is unknown
  std::vector<EventSpectrumPoint> spectrum = {};  ///< by period; may be empty
  std::optional<EventMedian> pgv_cm_s = {};
  double sigma() const;
  /// Needs: ln_median_g, 0 < p < 1.
  double percentile_g(double p) const;
};

/// One earthquake over all facilities.
struct NatechEvent {
  std::string id;
  std::string title;
  std::string kind;  ///< scenario, shakemap
  std::string time;
  std::string source;
  std::string models;
  double magnitude = std::numeric_limits<double>::quiet_NaN();
  double depth_km = std::numeric_limits<double>::quiet_NaN();
  Point epicentre;
  std::string file;
  std::vector<std::string> notes;               ///< model ranges left, models left out
  std::vector<EventShaking> shaking;            ///< per facility
  std::vector<std::vector<DamageState>> damage;  ///< per facility
  JointOutcome joint;                           ///< per group
};

/// Facilities looked at together, and as what.
struct NatechGroup {
  std::string kind;  ///< all, border, river, outlet
  FacilityGroup group;
  /// Whether anything can be said of one release, and of two or more, where of so many facilities nothing is known.
  bool judged_any(std::size_t nothing_known) const { return nothing_known < group.members.size(); }
  bool judged_two(std::size_t nothing_known) const { return group.members.size() == 1 ? nothing_known == 0 : nothing_known + 2 <= group.members.size(); }
};

/// A raster of a scenario's shaking.
struct ScenarioRaster {
  std::string name;   ///< of the file: scenario_<id>_pga_median.tif
  std::string title;
  IntensityMeasure measure;
  Grid<float> values;  ///< g; PGV cm/s
};

struct NatechResults {
  std::vector<NatechSite> sites;
  std::vector<NatechEvent> events;
  std::vector<NatechGroup> groups;
  std::vector<FloodGroupOutcome> floods;  ///< per group
  std::string guideline;                  ///< id of the design guideline
  std::vector<ScenarioRaster> rasters;
};

}  // namespace tmfgeo
