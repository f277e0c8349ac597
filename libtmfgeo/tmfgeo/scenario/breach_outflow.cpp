// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/scenario/breach_outflow.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// From this height of the breach on its height counts more.
constexpr double kTallBreach_m = 6.1;
/// Where the curve of the second shape is counted as ended, as a share of the peak.
constexpr double kEndShare = 1e-6;

/// Height times volume in m · Mm³, as the equations of dams of all kinds have it.
double dam_factor(const Breach& breach) {
  TMFGEO_EXPECTS(breach.volume_m3 > 0 && breach.height_m > 0);
  return breach.height_m * breach.volume_m3 / 1e6;
}

/// Volume of (t)^n exp(n (1 - t)) over all times t.
double gamma_volume(double n) { return std::exp(n + std::lgamma(n + 1) - (n + 1) * std::log(n)); }

/// The n whose curve has a volume below 1. The volume falls with n, like sqrt(2 pi / n) for a large one.
double gamma_power_of(double volume) {
  double low = 1e-3;
  double high = 8 / (volume * volume);
  for (int i = 0; i < 200 && high - low > 1e-15 * high; ++i) {
    const double middle = std::sqrt(low * high);
    (gamma_volume(middle) > volume ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

/// When the falling curve has come down to the end share, in rises.
double gamma_end(double n) {
  double low = 1;
  double high = 2;
  const auto share = [n](double t) { return n * (std::log(t) + 1 - t); };
  while (share(high) > std::log(kEndShare)) high *= 2;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (share(middle) > std::log(kEndShare) ? low : high) = middle;
  }
  return high;
}

}  // namespace

double yassin_peak_m3_s(const Breach& breach, double erodibility) {
  TMFGEO_EXPECTS(breach.volume_m3 > 0 && breach.height_m > 0 && erodibility > 0);
  return 0.011 * erodibility * std::sqrt(kGravity_m_s2) * std::pow(breach.height_m, 1.11) *
         std::pow(breach.volume_m3, kPeakVolumePower);
}

double froehlich_1995_peak_m3_s(const Breach& breach) {
  TMFGEO_EXPECTS(breach.volume_m3 > 0 && breach.height_m > 0);
  return 0.607 * std::pow(breach.volume_m3, 0.295) * std::pow(breach.height_m, 1.24);
}

double froehlich_2016_peak_m3_s(const Breach& breach, bool overtopped) {
  TMFGEO_EXPECTS(breach.volume_m3 > 0 && breach.height_m > 0 && breach.breach_height_m > 0 && breach.mean_width_m > 0);
  const double mode = overtopped ? 1.85 : 1;
  const double tall = breach.breach_height_m > kTallBreach_m ? std::pow(breach.breach_height_m / kTallBreach_m, 0.125) : 1;
  return 0.0175 * mode * tall *
         std::sqrt(kGravity_m_s2 * breach.volume_m3 * breach.height_m * breach.breach_height_m * breach.breach_height_m /
                   breach.mean_width_m);
}

double costa_peak_m3_s(const Breach& breach) { return 325 * std::pow(dam_factor(breach), 0.42); }

double costa_envelope_m3_s(const Breach& breach) { return 1150 * std::pow(dam_factor(breach), 0.44); }

double froehlich_breach_time_s(const Breach& breach) {
  TMFGEO_EXPECTS(breach.volume_m3 > 0 && breach.breach_height_m > 0);
  return 63.2 * std::sqrt(breach.volume_m3 / (kGravity_m_s2 * breach.breach_height_m * breach.breach_height_m));
}

double BreachHydrograph::discharge_m3_s(double time_s) const {
  if (!(time_s > 0) || time_s >= end_s) return 0;
  const double t = time_s / rise_s;
  if (gamma_power > 0) return peak_m3_s * std::exp(gamma_power * (std::log(t) + 1 - t));
  return peak_m3_s * (t <= 1 ? t : (end_s - time_s) / (end_s - rise_s));
}

BreachHydrograph breach_hydrograph(double volume_m3, double peak_m3_s, double rise_s) {
  TMFGEO_EXPECTS(volume_m3 > 0 && peak_m3_s > 0 && rise_s > 0);
  BreachHydrograph out{.volume_m3 = volume_m3, .peak_m3_s = peak_m3_s, .rise_s = rise_s, .end_s = 2 * volume_m3 / peak_m3_s};
  if (2 * rise_s <= out.end_s) return out;
  out.gamma_power = gamma_power_of(volume_m3 / (peak_m3_s * rise_s));
  out.end_s = rise_s * gamma_end(out.gamma_power);
  return out;
}

std::vector<double> sampled_outflow_m3_s(const BreachHydrograph& hydrograph, double step_s) {
  TMFGEO_EXPECTS(step_s > 0);
  const auto steps = static_cast<std::size_t>(std::ceil(hydrograph.end_s / step_s));
  constexpr int kParts = 8;
  std::vector<double> out(std::max<std::size_t>(steps, 1));
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (int part = 0; part < kParts; ++part) {
      out[i] += hydrograph.discharge_m3_s((static_cast<double>(i) + (part + 0.5) / kParts) * step_s) / kParts;
    }
  }
  const double sum_m3 = std::accumulate(out.begin(), out.end(), 0.0) * step_s;
  // A step far longer than the release may miss its peak, but not its volume.
  if (!(sum_m3 > 0)) out[0] = 1;
  const double scale = hydrograph.volume_m3 / (sum_m3 > 0 ? sum_m3 : step_s);
  for (double& q : out) q *= scale;
  return out;
}

}  // namespace tmfgeo
