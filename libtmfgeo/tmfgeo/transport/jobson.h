// SPDX-License-Identifier: Apache-2.0
/// Travel time and peak of a solute in rivers nobody has measured: regressions over some hundred tracer tests.
/// Source [Jobson1996]. National errors: velocity 0.154 m/s, unit peak 0.426 in log10, leading edge 3.8 h.
#pragma once

namespace tmfgeo {

/// Velocity of the peak concentration.
struct PeakVelocity {
  double most_probable_m_s = 0;
  double maximum_probable_m_s = 0;  ///< nearly all measured velocities are slower
};

// Units: areas m2, discharges m3/s, slope m/m. Needs: all above 0. Source [Jobson1996].
PeakVelocity peak_velocity_from_slope(double area_m2, double discharge_m3_s, double mean_discharge_m3_s, double slope);
PeakVelocity peak_velocity_from_mean(double area_m2, double discharge_m3_s, double mean_discharge_m3_s);
PeakVelocity peak_velocity_from_discharge(double area_m2, double discharge_m3_s);

/// How the unit peak falls with travel time: C_up = unit_peak_at_1_h · T_h^-power.
struct UnitPeakLaw {
  double at_1_h_per_s = 0;
  double power = 0;
};
/// Where the mean annual discharge is known. Needs: both above 0.
UnitPeakLaw unit_peak_law(double discharge_m3_s, double mean_discharge_m3_s);
/// Where it is not.
UnitPeakLaw unit_peak_law();

/// Peak concentration of 1 kg in 1 m3/s, kg/m3, after the peak has travelled so long. Needs: time > 0.
double unit_peak_per_s(const UnitPeakLaw& law, double peak_time_s);

/// C = C_up M R / Q of a slug in the river's own water. Units: kg, m3/s → kg/m3 (g/L).
double slug_peak_kg_m3(double unit_peak_per_s, double mass_kg, double recovered_share, double discharge_m3_s);

/// The leading edge comes before the peak. Source [Jobson1996].
inline constexpr double kLeadingEdgeShare = 0.890;

/// From the leading edge until a tenth of the peak is left: 2 / C_up. Source [Jobson1996].
double passage_to_tenth_s(double unit_peak_per_s);

}  // namespace tmfgeo
