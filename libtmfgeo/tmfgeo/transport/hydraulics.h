// SPDX-License-Identifier: Apache-2.0
/// Width, depth, roughness and waves of rivers nobody has measured.
#pragma once

namespace tmfgeo {

inline constexpr double kStandardGravity_m_s2 = 9.80665;  ///< by convention

// Stated where nothing is known; each is flagged in the reach it fills. (t) in comments: to confirm.
inline constexpr double kWorldYield_l_s_km2 = 8;  ///< (t) long-term runoff of the land, roughly 250 mm a year
inline constexpr double kLeastSlope = 1e-5;
inline constexpr double kLargestSlope = 0.2;

/// Two-year flood from the mean: 6 Q^0.9, from 6 times the mean of a brook to 2–3 times that of a large river. (t)
/// Needs: mean > 0. Source [tmfgeo].
double two_year_flood_m3_s(double mean_discharge_m3_s);

struct Section {
  double width_m = 0;
  double depth_m = 0;
};

/// 7.2 Q2^0.50 and 0.27 Q2^0.30 of the two-year flood. Needs: discharge > 0. Source [AndreadisEtAl2013].
Section bankfull_section(double two_year_flood_m3_s);

/// How width at a place grows with discharge: w ∝ Q^0.26 (t). Source [LeopoldMaddock1953].
inline constexpr double kWidthPower = 0.26;

/// The section at less water: width by kWidthPower, depth ∝ Q^0.40 (t). Needs: all above 0. Source [LeopoldMaddock1953].
Section section_at(const Section& bankfull, double two_year_flood_m3_s, double discharge_m3_s);

/// How velocity at a place grows with discharge: U ∝ Q^0.34 (t). Source [LeopoldMaddock1953].
inline constexpr double kVelocityPower = 0.34;

/// h = (n Q / (w sqrt(S)))^(3/5) of a wide section. Needs: all above 0. Source [Manning1891].
double manning_depth_m(double discharge_m3_s, double width_m, double slope, double roughness_n);

/// The same with the roughness of steep streams, n = 0.32 S^0.38 h^-0.16, from a slope of kSteepSlope on where that is the
/// rougher one. Needs: all above 0. Source [Jarrett1984] (t).
inline constexpr double kSteepSlope = 0.002;
double stream_depth_m(double discharge_m3_s, double width_m, double slope, double roughness_n);

/// Depth of the same water in another width, slope and roughness as they are: h ∝ w^-0.6. Needs: all above 0. Source [Manning1891].
double depth_in_width_m(const Section& section, double width_m);

/// Speed of a flood wave, 5/3 U. Source [LighthillWhitham1955].
double kinematic_celerity_m_s(double velocity_m_s);

/// How a flood wave flattens: Q / (2 B S). Needs: width and slope above 0. Source [Cunge1969].
double wave_diffusion_m2_s(double discharge_m3_s, double width_m, double slope);

/// Slope of a river of which only the area is known: 0.03 A^-0.45, A in km2, cut to kLeastSlope..kLargestSlope. (t)
/// Needs: area > 0. Source [Flint1974].
double slope_from_area(double area_km2);

/// Upstream area of a source reach of which only the length is known: L = 1.27 A^0.6, km. Source [Hack1957].
double area_from_length_km2(double length_m);

/// Q = Q_gauge (A / A_gauge)^b. Needs: all above 0.
double discharge_by_area(double gauge_m3_s, double gauge_area_km2, double area_km2, double power);

}  // namespace tmfgeo
