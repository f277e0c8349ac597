// SPDX-License-Identifier: Apache-2.0
// Bindi and others (2014). Source [BindiEtAl2014]; equations in docs/methods/ground-motion.md.
#include <cmath>
#include <numbers>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns = "e1,c1,c2,h,c3,b1,b2,b3,gamma,sof_n,sof_r,sof_s,tau,phi";

struct Row {
  double e1, c1, c2, h, c3, b1, b2, b3, gamma, sof_n, sof_r, sof_s, tau, phi;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("bindi14", kColumns);
  return rows;
}

double style_term(const Row& c, double rake_deg) {
  switch (fault_style(rake_deg)) {
    case FaultStyle::strike_slip: return c.sof_s;
    case FaultStyle::normal: return c.sof_n;
    case FaultStyle::reverse: return c.sof_r;
    case FaultStyle::unknown: return 0;
  }
  return 0;
}

}  // namespace

std::span<const IntensityMeasure> bindi14_measures() { return table().measures; }

void bindi14(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  constexpr double ln10 = std::numbers::ln10;
  const Row& c = table().rows[row];
  const double to_unit = table().measures[row].kind == IntensityKind::pgv ? 0 : std::log(kGravityCmPerS2);
  const double dm = quake.magnitude - 6.75;
  const double source = c.e1 + (dm <= 0 ? c.b1 * dm + c.b2 * dm * dm : c.b3 * dm) + style_term(c, quake.rake_deg);
  const double slope = c.c1 + c.c2 * (quake.magnitude - 5.5);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double r = std::hypot(sites.distances[i].rjb_km, c.h);
    const double log_y = source + slope * std::log10(r) - c.c3 * (r - 1) + c.gamma * std::log10(sites.soils[i].vs30_m_s / 800);
    sites.motion[i] = {log_y * ln10 - to_unit, c.tau * ln10, c.phi * ln10};
  }
}

}  // namespace tmfgeo
