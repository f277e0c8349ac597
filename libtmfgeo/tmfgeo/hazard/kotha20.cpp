// SPDX-License-Identifier: Apache-2.0
// Kotha and others (2020) with three site terms. Source [KothaEtAl2020], [WeatherillEtAl2020].
#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns =
    "e1,b1,b2,b3,c1,c2,c3,tau_c3,tau,tau_l2l,phi_0,g0_vs30,g1_vs30,g2_vs30,phi_s2s_vs30,g0_slope,g1_slope,g2_slope,"
    "phi_s2s_slope,d0_obs,d1_obs,phi_s2s_obs,d0_inf,d1_inf,phi_s2s_inf";

struct Row {
  double e1, b1, b2, b3, c1, c2, c3, tau_c3, tau, tau_l2l, phi_0, g0_vs30, g1_vs30, g2_vs30, phi_s2s_vs30, g0_slope, g1_slope,
      g2_slope, phi_s2s_slope, d0_obs, d1_obs, phi_s2s_obs, d0_inf, d1_inf, phi_s2s_inf;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("kotha20", kColumns);
  return rows;
}

struct SiteTerm {
  double ln = 0;
  double phi_s2s = 0;
};

/// The formula with one of its site terms: site(row, soil).
template <class Site>
void evaluate(std::size_t row, const EarthquakeTraits& quake, const ModelOptions& options, const SiteBatch& sites, Site site) {
  const Row& c = table().rows[row];
  const double to_unit = table().measures[row].kind == IntensityKind::pgv ? 0 : std::log(kGravityCmPerS2);
  const double depth_km = quake.hypocentre_depth_km;
  const double h = depth_km <= 10 ? 4 : depth_km <= 20 ? 8 : 12;
  const double r0 = std::hypot(30.0, h);
  const double dm = quake.magnitude - 5.7;
  const double source = c.e1 + (dm <= 0 ? c.b1 * dm + c.b2 * dm * dm : c.b3 * dm) + options.sigma_mu_epsilon * c.tau_l2l - to_unit;
  const double slope = c.c1 + c.c2 * (quake.magnitude - 4.5);
  const double c3 = (c.c3 + options.c3_epsilon * c.tau_c3) / 100;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double rjb_km = sites.distances[i].rjb_km;
    const double r = std::sqrt(rjb_km * rjb_km + h * h);
    const SiteTerm term = site(c, sites.soils[i]);
    sites.motion[i] = {source + slope * std::log(r / r0) + c3 * (r - r0) + term.ln, c.tau, std::hypot(c.phi_0, term.phi_s2s)};
  }
}

}  // namespace

std::span<const IntensityMeasure> kotha20_measures() { return table().measures; }

void kotha20(std::size_t row, const EarthquakeTraits& quake, const ModelOptions& options, const SiteBatch& sites) {
  evaluate(row, quake, options, sites, [](const Row& c, const SiteSoil& soil) {
    const double s = std::log(soil.vs30_m_s / 800);
    return SiteTerm{c.g0_vs30 + c.g1_vs30 * s + c.g2_vs30 * s * s, c.phi_s2s_vs30};
  });
}

void kotha20_eshm20(std::size_t row, const EarthquakeTraits& quake, const ModelOptions& options, const SiteBatch& sites) {
  evaluate(row, quake, options, sites, [](const Row& c, const SiteSoil& soil) {
    const double s = std::log(std::min(soil.vs30_m_s, 1100.0));
    return soil.vs30_measured ? SiteTerm{c.d0_obs + c.d1_obs * s, c.phi_s2s_obs} : SiteTerm{c.d0_inf + c.d1_inf * s, c.phi_s2s_inf};
  });
}

void kotha20_slope(std::size_t row, const EarthquakeTraits& quake, const ModelOptions& options, const SiteBatch& sites) {
  evaluate(row, quake, options, sites, [](const Row& c, const SiteSoil& soil) {
    // The flattest ground of the data: ln of a slope of 0 is nothing to extrapolate to. A NaN slope stays NaN. outside_range() tells.
    const double s = std::log((soil.slope < 5e-4 ? 5e-4 : soil.slope) / 0.1);
    return SiteTerm{c.g0_slope + c.g1_slope * s + c.g2_slope * s * s, c.phi_s2s_slope};
  });
}

}  // namespace tmfgeo
