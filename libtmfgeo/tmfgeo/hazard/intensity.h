// SPDX-License-Identifier: Apache-2.0
/// How strong shaking is: what is measured, and felt intensity from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tmfgeo {

enum class IntensityKind {
  pga,  ///< peak ground acceleration, g
  pgv,  ///< peak ground velocity, cm/s
  sa,   ///< pseudo-spectral acceleration at 5 % damping, g
};

struct IntensityMeasure {
  IntensityKind kind = IntensityKind::pga;
  double period_s = 0;  ///< of SA; 0 for the others
  bool operator==(const IntensityMeasure&) const = default;
};

constexpr IntensityMeasure kPga{IntensityKind::pga, 0};
constexpr IntensityMeasure kPgv{IntensityKind::pgv, 0};
constexpr IntensityMeasure spectral_acceleration(double period_s) { return {IntensityKind::sa, period_s}; }

/// Reads "PGA", "PGV", "SA(0.3)", in any case; absent for another word or a period that is not above 0.
std::optional<IntensityMeasure> parse_intensity_measure(std::string_view text);

/// "PGA", "PGV", "SA(0.3)".
std::string to_text(const IntensityMeasure& measure);

/// Unit of a measure's values: "g" or "cm/s".
std::string_view unit_of(const IntensityMeasure& measure);

/// One g in cm/s².
constexpr double kGravityCmPerS2 = 980.665;

/// Modified Mercalli intensity with its standard deviation.
struct FeltIntensity {
  double value = 0;
  double sigma = 0;
};

/// From peak ground acceleration and velocity.
/// Needs: above 0. Output: between 1 and 10, the range of the data. Source [WordenEtAl2012].
FeltIntensity intensity_from_pga(double pga_g);
FeltIntensity intensity_from_pgv(double pgv_cm_s);

/// From magnitude, epicentral distance and depth, without ground motion. Range: magnitude 4.6 to 8.3, distance up to 600 km,
/// shallow earthquakes of Central Asia. Source [BindiEtAl2011].
FeltIntensity intensity_bindi11(double magnitude, double epicentral_km, double depth_km);
/// The same with the depth fixed at 15 km, where it is not known.
FeltIntensity intensity_bindi11_fixed_depth(double magnitude, double epicentral_km);

}  // namespace tmfgeo
