// SPDX-License-Identifier: Apache-2.0
// Chiou and Youngs (2014). Source [ChiouYoungs2014]; equations in docs/methods/ground-motion.md.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns =
    "c2,c4,c4a,c_rb,c1,c1a,c1b,c1c,c1d,c_n,c_m,c3,c5,c_hm,c6,c7,c7b,c9,c9a,c9b,c11,c11b,c_g1,c_g2,c_g3,phi1,phi2,phi3,phi4,"
    "phi5,phi6,tau1,tau2,sigma1,sigma2,sigma3";

struct Row {
  double c2, c4, c4a, c_rb, c1, c1a, c1b, c1c, c1d, c_n, c_m, c3, c5, c_hm, c6, c7, c7b, c9, c9a, c9b, c11, c11b, c_g1, c_g2,
      c_g3, phi1, phi2, phi3, phi4, phi5, phi6, tau1, tau2, sigma1, sigma2, sigma3;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("cy14", kColumns);
  return rows;
}

/// The deepest earthquakes the model is for. Its term of the upper edge goes on without an end; beyond nothing shakes harder for lying deeper.
constexpr double kDeepest_km = 30;

/// Depth of the upper edge expected for a magnitude, km.
double usual_top_km(double magnitude, bool reverse) {
  const double root = reverse ? 2.704 - 1.226 * std::max(magnitude - 5.849, 0.0) : 2.673 - 1.136 * std::max(magnitude - 4.970, 0.0);
  return std::pow(std::max(root, 0.0), 2);
}

/// ln median on rock of Vs30 1130 m/s.
struct RockMotion {
  const Row& c;
  double source = 0;
  double near = 0;       ///< added to the distance in the near term
  double far_slope = 0;  ///< per km
  double hanging = 0;
  double top_km = 0;

  RockMotion(const Row& row, const EarthquakeTraits& q) : c(row), top_km(q.top_depth_km) {
    const double m = q.magnitude;
    const double cosh_m = std::cosh(2 * std::max(m - 4.5, 0.0));
    const double cos_dip = std::cos(q.dip_deg * std::numbers::pi / 180);
    const bool reverse = q.rake_deg >= 30 && q.rake_deg <= 150;
    const bool normal = q.rake_deg >= -120 && q.rake_deg <= -60;
    source = c.c1 + (reverse ? c.c1a + c.c1c / cosh_m : 0) + (normal ? c.c1b + c.c1d / cosh_m : 0) +
             (c.c7 + c.c7b / cosh_m) * (std::min(q.top_depth_km, kDeepest_km) - usual_top_km(m, reverse)) +
             (c.c11 + c.c11b / cosh_m) * cos_dip * cos_dip + c.c2 * (m - 6) +
             (c.c2 - c.c3) / c.c_n * std::log1p(std::exp(c.c_n * (c.c_m - m)));
    near = c.c5 * std::cosh(c.c6 * std::max(m - c.c_hm, 0.0));
    far_slope = c.c_g1 + c.c_g2 / std::cosh(std::max(m - c.c_g3, 0.0));
    hanging = c.c9 * cos_dip;
  }
  double operator()(const RuptureDistances& d) const {
    double ln_y = source + c.c4 * std::log(d.rrup_km + near) +
                  (c.c4a - c.c4) * std::log(std::sqrt(d.rrup_km * d.rrup_km + c.c_rb * c.c_rb)) + far_slope * d.rrup_km;
    if (d.rx_km >= 0) {
      ln_y += hanging * (c.c9a + (1 - c.c9a) * std::tanh(d.rx_km / c.c9b)) *
              (1 - std::hypot(d.rjb_km, top_km) / (d.rrup_km + 1));
    }
    return ln_y;
  }
};

double basin_term(const Row& c, const SiteSoil& soil) {
  if (std::isnan(soil.z1p0_m)) return 0;
  const double usual_m = std::exp(-7.15 / 4 *
                                  std::log((std::pow(soil.vs30_m_s, 4) + std::pow(571.0, 4)) /
                                           (std::pow(1360.0, 4) + std::pow(571.0, 4))));
  return c.phi5 * (1 - std::exp(-(soil.z1p0_m - usual_m) / c.phi6));
}

}  // namespace

std::span<const IntensityMeasure> cy14_measures() { return table().measures; }

void cy14(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  const Row& c = table().rows[row];
  const RockMotion rock(c, quake);
  const double part = (std::clamp(quake.magnitude, 5.0, 6.5) - 5) / 1.5;
  const double tau = c.tau1 + (c.tau2 - c.tau1) * part;
  const double sigma = c.sigma1 + (c.sigma2 - c.sigma1) * part;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const SiteSoil& soil = sites.soils[i];
    const double ln_rock = rock(sites.distances[i]);
    const double y_rock = std::exp(ln_rock);
    const double b = c.phi2 * (std::exp(c.phi3 * (std::min(soil.vs30_m_s, 1130.0) - 360)) - std::exp(c.phi3 * 770));
    const double ln_y = ln_rock + c.phi1 * std::min(std::log(soil.vs30_m_s / 1130), 0.0) +
                        b * std::log((y_rock + c.phi4) / c.phi4) + basin_term(c, soil);
    const double softening = 1 + b * y_rock / (y_rock + c.phi4);
    sites.motion[i] = {ln_y, std::abs(softening) * tau,
                       sigma * std::sqrt((soil.vs30_measured ? 0.7 : c.sigma3) + softening * softening)};
  }
}

}  // namespace tmfgeo
