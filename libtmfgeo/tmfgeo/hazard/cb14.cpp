// SPDX-License-Identifier: Apache-2.0
// Campbell and Bozorgnia (2014). Source [CampbellBozorgnia2014]; equations in docs/methods/ground-motion.md.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns =
    "c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c14,c16,c17,c18,c19,c20,a2,h1,h2,h3,h4,h5,h6,k1,k2,k3,c,n,phi1,phi2,tau1,tau2,"
    "phi_ln_af,rho";

struct Row {
  double c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c14, c16, c17, c18, c19, c20, a2, h1, h2, h3, h4, h5, h6, k1, k2,
      k3, c, n, phi1, phi2, tau1, tau2, phi_ln_af, rho;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("cb14", kColumns);
  return rows;
}

constexpr double kRockVs30 = 1100;
constexpr double kRockZ2p5Km = 0.398;

/// 0 at and below magnitude 4.5, 1 from 5.5 on.
double ramp_4p5(double magnitude) { return std::clamp(magnitude - 4.5, 0.0, 1.0); }

double magnitude_term(const Row& c, double m) {
  return c.c0 + c.c1 * m + c.c2 * std::max(m - 4.5, 0.0) + c.c3 * std::max(m - 5.5, 0.0) + c.c4 * std::max(m - 6.5, 0.0);
}

double basin_term(const Row& c, double z2p5_km) {
  if (z2p5_km <= 1) return c.c14 * (z2p5_km - 1);
  if (z2p5_km <= 3) return 0;
  return c.c16 * c.k3 * std::exp(-0.75) * (1 - std::exp(-0.25 * (z2p5_km - 3)));
}

double site_term(const Row& c, double vs30, double rock_pga_g) {
  const double ratio = vs30 / c.k1;
  if (vs30 > c.k1) return (c.c11 + c.k2 * c.n) * std::log(ratio);
  return c.c11 * std::log(ratio) + c.k2 * (std::log(rock_pga_g + c.c * std::pow(ratio, c.n)) - std::log(rock_pga_g + c.c));
}

/// ln median without site and basin terms.
struct SourceAndPath {
  const Row& c;
  double source = 0;
  double slope = 0;
  double hanging = 0;  ///< the parts of the hanging-wall term that hang on the rupture alone
  double r1_km = 0;
  double r2_km = 0;

  SourceAndPath(const Row& row, const EarthquakeTraits& q) : c(row) {
    const double m = q.magnitude;
    const bool reverse = q.rake_deg > 30 && q.rake_deg < 150;
    const bool normal = q.rake_deg > -150 && q.rake_deg < -30;
    const double depth_part = std::clamp(q.hypocentre_depth_km - 7, 0.0, 13.0);
    source = magnitude_term(c, m) + ((reverse ? c.c8 : 0) + (normal ? c.c9 : 0)) * ramp_4p5(m) +
             (c.c17 + (c.c18 - c.c17) * std::clamp(m - 5.5, 0.0, 1.0)) * depth_part +
             c.c19 * (1 - ramp_4p5(m)) * q.dip_deg;
    slope = c.c5 + c.c6 * m;
    r1_km = q.width_km * std::cos(q.dip_deg * std::numbers::pi / 180);
    r2_km = 62 * m - 350;
    hanging = c.c10 * std::clamp(m - 5.5, 0.0, 1.0) * (1 + c.a2 * (m - 6.5)) * std::max(1 - 0.06 * q.top_depth_km, 0.0) *
              (90 - q.dip_deg) / 45;
  }
  double operator()(const RuptureDistances& d) const {
    double ln_y = source + slope * std::log(std::sqrt(d.rrup_km * d.rrup_km + c.c7 * c.c7));
    if (d.rx_km >= 0 && hanging != 0) {
      const double u = d.rx_km / r1_km;
      const double w = (d.rx_km - r1_km) / (r2_km - r1_km);
      const double across = d.rx_km < r1_km ? c.h1 + c.h2 * u + c.h3 * u * u : std::max(c.h4 + c.h5 * w + c.h6 * w * w, 0.0);
      ln_y += hanging * across * (d.rrup_km > 0 ? (d.rrup_km - d.rjb_km) / d.rrup_km : 1);
    }
    return ln_y + c.c20 * std::max(d.rrup_km - 80, 0.0);
  }
};

struct Scatter {
  double tau = 0;
  double phi = 0;
};

Scatter bedrock_scatter(const Row& c, double magnitude) {
  const double part = ramp_4p5(magnitude);
  return {c.tau1 + (c.tau2 - c.tau1) * part, c.phi1 + (c.phi2 - c.phi1) * part};
}

}  // namespace

std::span<const IntensityMeasure> cb14_measures() { return table().measures; }

void cb14(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  const Row& c = table().rows[row];
  const Row& pga = table().rows.front();
  const IntensityMeasure measure = table().measures[row];
  const SourceAndPath motion(c, quake);
  const SourceAndPath motion_pga(pga, quake);
  const double rock_site_pga = site_term(pga, kRockVs30, 0) + basin_term(pga, kRockZ2p5Km);
  const bool not_below_pga = measure.kind == IntensityKind::sa && measure.period_s < 0.25;
  const Scatter s = bedrock_scatter(c, quake.magnitude);
  const Scatter s_pga = bedrock_scatter(pga, quake.magnitude);
  const double phi_b = std::sqrt(s.phi * s.phi - c.phi_ln_af * c.phi_ln_af);
  const double phi_b_pga = std::sqrt(s_pga.phi * s_pga.phi - pga.phi_ln_af * pga.phi_ln_af);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const RuptureDistances& d = sites.distances[i];
    const double vs30 = sites.soils[i].vs30_m_s;
    const double z2p5_km = std::isnan(sites.soils[i].z2p5_km) ? std::exp(7.089 - 1.144 * std::log(vs30)) : sites.soils[i].z2p5_km;
    const double ln_pga_source = motion_pga(d);
    const double rock_pga_g = std::exp(ln_pga_source + rock_site_pga);
    double ln_y = motion(d) + site_term(c, vs30, rock_pga_g) + basin_term(c, z2p5_km);
    if (not_below_pga) ln_y = std::max(ln_y, ln_pga_source + site_term(pga, vs30, rock_pga_g) + basin_term(pga, z2p5_km));
    const double alpha = vs30 < c.k1 ? c.k2 * rock_pga_g *
                                           (1 / (rock_pga_g + c.c * std::pow(vs30 / c.k1, c.n)) - 1 / (rock_pga_g + c.c))
                                     : 0;
    sites.motion[i] = {ln_y,
                       std::sqrt(s.tau * s.tau + alpha * alpha * s_pga.tau * s_pga.tau + 2 * alpha * c.rho * s.tau * s_pga.tau),
                       std::sqrt(s.phi * s.phi + alpha * alpha * phi_b_pga * phi_b_pga + 2 * alpha * c.rho * phi_b * phi_b_pga)};
  }
}

}  // namespace tmfgeo
