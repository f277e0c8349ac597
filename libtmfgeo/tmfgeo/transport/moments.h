// SPDX-License-Identifier: Apache-2.0
/// The curve of a passing plume from its moments in time, and closed forms of simple cases.
#pragma once

namespace tmfgeo {

/// Mean, variance and third central moment of arrival times. Those of stretches one behind another add up.
struct Moments {
  double mean_s = 0;
  double variance_s2 = 0;
  double third_s3 = 0;

  Moments& operator+=(const Moments& other) {
    mean_s += other.mean_s;
    variance_s2 += other.variance_s2;
    third_s3 += other.third_s3;
    return *this;
  }
  /// third / variance^(3/2); 0 without a variance.
  double skew() const;
};

/// A uniform stretch with advection and dispersion: L/U, 2DL/U³, 12D²L/U⁵. Needs: velocity > 0.
/// Source [FischerEtAl1979].
Moments advection_dispersion_moments(double length_m, double velocity_m_s, double dispersion_m2_s);

/// Dead zones beside the channel: `storage_ratio` of their section to the channel's, exchanged `exchange_per_s` times a
/// second. T = (L/U)(1+b), variance 2DL(1+b)²/U³ + 2Lb²/(Ua); the exchange's third moment alone is 6Lb³/(Ua²), the mixed
/// one 12DLb²(1+b)/(U³a). Needs: velocity > 0, exchange > 0. Source [BencalaWalters1983].
Moments transient_storage_moments(double length_m, double velocity_m_s, double dispersion_m2_s, double storage_ratio,
                                  double exchange_per_s);

/// A release spread evenly over a time: T/2, T²/12, 0.
Moments release_moments(double duration_s);

/// A lake as two equal tanks one behind the other: residence, residence²/2, residence³/2. Two tanks stand between a lake
/// wholly mixed (one) and a pipe (many): (t). Source [tmfgeo].
Moments lake_moments(double residence_s);

/// The curve's form around its peak: a gamma density of the given skew, each limb scaled to reach a tenth of the peak where
/// it is told to. Source [Pearson1895].
class GammaShape {
 public:
  /// Skews are cut to kLeastSkew..kLargestSkew.
  explicit GammaShape(double skew);
  /// Share of the peak at `u` rise times before the peak (u = 1: a tenth of it). Needs: u >= 0.
  double rising(double u) const;
  /// Share of the peak at `u` fall times behind it.
  double falling(double u) const;
  /// The inverse: at which u the curve stands at exp(-x) of the peak. Needs: x >= 0.
  double rise_at(double x) const;
  double fall_at(double x) const;

  static constexpr double kLeastSkew = 0.2;
  static constexpr double kLargestSkew = 1.8;

 private:
  double shape_minus_1_;
  double rise_;  ///< in units of the mode
  double fall_;
};

// Closed forms for one uniform stretch. Units: kg, m, m/s, m2/s, m3/s, s → kg/m3.
/// A slug let in at once. Source [FischerEtAl1979].
double slug_concentration(double mass_kg, double area_m2, double dispersion_m2_s, double velocity_m_s, double x_m, double t_s);
/// A source that goes on from t = 0 with concentration 1: share of it. Source [OgataBanks1961].
double step_concentration(double dispersion_m2_s, double velocity_m_s, double x_m, double t_s);

}  // namespace tmfgeo
