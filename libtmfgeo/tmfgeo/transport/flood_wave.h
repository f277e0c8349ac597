// SPDX-License-Identifier: Apache-2.0
/// The flood wave of a release on its way down a river: Muskingum–Cunge routing, and the far field in closed form.
#pragma once

#include <span>
#include <vector>

#include "tmfgeo/network/route.h"
#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {

/// One reach as a wave sees it. All above 0.
struct WaveReach {
  double length_m = 0;
  double celerity_m_s = 0;
  double diffusion_m2_s = 0;  ///< Q / (2 B S)
};

/// Storage constants of a step of length and time. C0 + C1 + C2 = 1. Source [Cunge1969].
struct MuskingumStep {
  double c0 = 0;  ///< of what flows in now
  double c1 = 0;  ///< of what flowed in before
  double c2 = 0;  ///< of what flowed out before
};

/// K = L/c, X = ½ (1 − 2 D_h / (c L)); C0 = (Δt − 2KX)/m, C1 = (Δt + 2KX)/m, C2 = (2K(1 − X) − Δt)/m, m = 2K(1 − X) + Δt.
/// Needs: all above 0. Source [Cunge1969].
MuskingumStep muskingum_cunge(const WaveReach& part, double step_s);

/// Discharge at the end of a chain of reaches, at the same steps, on top of the river's own. It knows no lakes: a reach in a lake
/// passes the wave on as a river would; arrivals.h holds it back. Each reach is cut into parts so
/// short that C0 stays near 0 and above, and reaches a wave passes within a step are joined, their travel time and spread
/// kept. The answer goes on until all has passed: the volume is kept to 1e-12.
/// Needs: step_s > 0, discharges not negative. Ties: none; one thread.
/// Cost: O(parts · steps); 3 ns each. Source [Cunge1969].
std::vector<double> route_hydrograph(std::span<const WaveReach> reaches, std::span<const double> inflow_m3_s, double step_s);

/// Reaches of a route up to a distance, the first and last cut where it enters and where the distance lies. Those in lakes as
/// if the river ran through.
std::vector<WaveReach> wave_reaches(const RiverState& state, const Route& route, double distance_m);

/// Peak of a slug of water far below its release: min(Q_p, V c / sqrt(4 π D_h x / c)) over varying reaches, where
/// 2 D_h x / c³ is summed up along the way. Units: m3/s, m3. Needs: volume >= 0.
double far_field_peak_m3_s(std::span<const WaveReach> reaches, double peak_m3_s, double volume_m3);

// A dam of height h that vanishes at once above a dry, smooth valley, per metre of width. Source [Ritter1892].
/// At the dam: (8/27) sqrt(g) h^1.5, m2/s.
double ritter_discharge_m2_s(double height_m);
/// Depth at x m below the dam (above it: negative) after t s. Needs: t > 0.
double ritter_depth_m(double height_m, double x_m, double t_s);

}  // namespace tmfgeo
