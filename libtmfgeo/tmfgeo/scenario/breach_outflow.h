// SPDX-License-Identifier: Apache-2.0
/// How fast a breached dam lets its contents go: peak outflow, time to breach, hydrograph.
#pragma once

#include <vector>

namespace tmfgeo {

inline constexpr double kGravity_m_s2 = 9.81;

/// A breach as the equations see it. Every equation needs what it names, above zero.
struct Breach {
  double volume_m3 = 0;     ///< that goes out
  double height_m = 0;      ///< of water and tailings above the bottom of the breach
  double breach_height_m = 0;  ///< of the breach itself
  double mean_width_m = 0;     ///< of the embankment
};

/// Erodibility factor of a highly erodible embankment. Source [Yassin2025].
inline constexpr double kHighlyErodible = 3.8;
/// log10 spread of observed peaks around the equation; its bias of -0.02 is not taken out. Source [Yassin2025].
inline constexpr double kPeakSd = 0.36;
/// How the peak of that equation grows with the volume.
inline constexpr double kPeakVolumePower = 0.46;
/// log10 spread of the time to breach. Source [Froehlich2008].
inline constexpr double kBreachTimeSd = 0.34;

/// Peak outflow in m³/s of volume and height: the default. Source [Yassin2025].
double yassin_peak_m3_s(const Breach& breach, double erodibility = kHighlyErodible);
/// Of volume and height. Source [Froehlich1995].
double froehlich_1995_peak_m3_s(const Breach& breach);
/// Of all four; higher where the dam was overtopped. Source [Froehlich2016].
double froehlich_2016_peak_m3_s(const Breach& breach, bool overtopped);
/// Of volume and height, made from dams of all kinds. To confirm. Source [Costa1985].
double costa_peak_m3_s(const Breach& breach);
/// The envelope of those dams: no peak observed was higher. To confirm. Source [Costa1985].
double costa_envelope_m3_s(const Breach& breach);
/// Time in s in which the breach grows, of volume and breach height. Source [Froehlich2008].
double froehlich_breach_time_s(const Breach& breach);

/// Outflow over time. It holds the volume exactly: a triangle that rises for rise_s and ends after 2 volume / peak; where
/// the rise would take more than half of that, peak (t/rise)^n exp(n (1 - t/rise)) with the n that conserves the volume.
struct BreachHydrograph {
  double volume_m3 = 0;
  double peak_m3_s = 0;
  double rise_s = 0;
  double end_s = 0;           ///< of a triangle; of the other shape when less than 1e-6 of the peak flows
  double gamma_power = 0;     ///< n; 0: a triangle
  double discharge_m3_s(double time_s) const;
};

/// Needs: all above zero.
BreachHydrograph breach_hydrograph(double volume_m3, double peak_m3_s, double rise_s);

/// Mean outflow of every time step from 0 to the end; sums to the volume within 1e-12. Needs: step_s > 0.
/// Cost: 8 parts per step at least.
std::vector<double> sampled_outflow_m3_s(const BreachHydrograph& hydrograph, double step_s);

}  // namespace tmfgeo
