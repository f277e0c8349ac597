// SPDX-License-Identifier: Apache-2.0
// Boore, Stewart, Seyhan and Atkinson (2014). Source [BooreEtAl2014]; equations in docs/methods/ground-motion.md.
#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns =
    "e_u,e_ss,e_n,e_r,e4,e5,e6,m_h,c1,c2,c3,h,dc3_high_q,dc3_low_q,c,v_c,f4,f5,f6,f7,r1,r2,dphi_r,dphi_v,phi1,phi2,tau1,tau2";

struct Row {
  double e_u, e_ss, e_n, e_r, e4, e5, e6, m_h, c1, c2, c3, h, dc3_high_q, dc3_low_q, c, v_c, f4, f5, f6, f7, r1, r2, dphi_r,
      dphi_v, phi1, phi2, tau1, tau2;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("bssa14", kColumns);
  return rows;
}

double style_term(const Row& c, double rake_deg) {
  switch (fault_style(rake_deg)) {
    case FaultStyle::strike_slip: return c.e_ss;
    case FaultStyle::normal: return c.e_n;
    case FaultStyle::reverse: return c.e_r;
    case FaultStyle::unknown: return c.e_u;
  }
  return c.e_u;
}

double regional_c3(const Row& c, AttenuationRegion region) {
  switch (region) {
    case AttenuationRegion::average: return c.c3;
    case AttenuationRegion::high_q: return c.c3 + c.dc3_high_q;
    case AttenuationRegion::low_q: return c.c3 + c.dc3_low_q;
  }
  return c.c3;
}

/// ln median on rock as a function of distance: everything of one earthquake and one row worked out beforehand.
struct RockMotion {
  double source = 0;
  double slope = 0;
  double c3 = 0;
  double h2 = 0;

  RockMotion(const Row& c, const EarthquakeTraits& quake, const ModelOptions& options)
      : slope(c.c1 + c.c2 * (quake.magnitude - 4.5)), c3(regional_c3(c, options.attenuation)), h2(c.h * c.h) {
    const double dm = quake.magnitude - c.m_h;
    source = style_term(c, quake.rake_deg) + (dm <= 0 ? c.e4 * dm + c.e5 * dm * dm : c.e6 * dm);
  }
  double operator()(double rjb_km) const {
    const double r2 = rjb_km * rjb_km + h2;
    return source + slope * 0.5 * std::log(r2) + c3 * (std::sqrt(r2) - 1);
  }
};

/// The parts of site term and scatter that hang on the ground alone.
struct SoilTerms {
  double vs30 = 0;
  double linear = 0;
  double f2 = 0;
  double less_phi = 0;

  SoilTerms(const Row& c, double vs30_m_s) : vs30(vs30_m_s) {
    linear = c.c * std::log(std::min(vs30, c.v_c) / 760);
    f2 = vs30 >= 760 ? 0 : c.f4 * (std::exp(c.f5 * (vs30 - 360)) - std::exp(c.f5 * 400));
    less_phi = vs30 <= 225 ? c.dphi_v : vs30 < 300 ? c.dphi_v * std::log(300 / vs30) / std::log(300.0 / 225) : 0;
  }
  double amplification(double rock_pga_g) const { return linear + f2 * std::log((rock_pga_g + 0.1) / 0.1); }
};

double basin_term(const Row& c, const IntensityMeasure& measure, const SiteSoil& soil) {
  if (measure.kind != IntensityKind::sa || measure.period_s < 0.65 || std::isnan(soil.z1p0_m)) return 0;
  const double v4 = std::pow(soil.vs30_m_s, 4);
  const double usual_km =
      std::exp(-7.15 / 4 * std::log((v4 + std::pow(570.94, 4)) / (std::pow(1360.0, 4) + std::pow(570.94, 4)))) / 1000;
  return std::min(c.f6 * (soil.z1p0_m / 1000 - usual_km), c.f7);
}

}  // namespace

std::span<const IntensityMeasure> bssa14_measures() { return table().measures; }

double bssa14_site_term(std::size_t row, double rock_pga_g, double vs30_m_s) {
  return SoilTerms(table().rows[row], vs30_m_s).amplification(rock_pga_g);
}

void bssa14(std::size_t row, const EarthquakeTraits& quake, const ModelOptions& options, const SiteBatch& sites) {
  const Row& c = table().rows[row];
  const IntensityMeasure measure = table().measures[row];
  const RockMotion rock(c, quake, options);
  const RockMotion rock_pga(table().rows.front(), quake, options);
  const double part = std::clamp(quake.magnitude - 4.5, 0.0, 1.0);
  const double tau = c.tau1 + (c.tau2 - c.tau1) * part;
  const double phi = c.phi1 + (c.phi2 - c.phi1) * part;
  const double log_range = std::log(c.r2 / c.r1);
  SoilTerms soil(c, kReferenceVs30);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double rjb_km = sites.distances[i].rjb_km;
    if (sites.soils[i].vs30_m_s != soil.vs30) soil = SoilTerms(c, sites.soils[i].vs30_m_s);
    const double ln_rock = rock(rjb_km);
    double site_term = soil.linear + basin_term(c, measure, sites.soils[i]);
    if (soil.f2 != 0) site_term += soil.f2 * std::log((std::exp(row == 0 ? ln_rock : rock_pga(rjb_km)) + 0.1) / 0.1);
    const double more_phi =
        rjb_km <= c.r1 ? 0 : rjb_km <= c.r2 ? c.dphi_r * std::log(rjb_km / c.r1) / log_range : c.dphi_r;
    sites.motion[i] = {ln_rock + site_term, tau, phi + more_phi - soil.less_phi};
  }
}

}  // namespace tmfgeo
