// SPDX-License-Identifier: Apache-2.0
// Akkar, Sandikkaya and Bommer (2014). Source [AkkarEtAl2014]; equations in docs/methods/ground-motion.md.
#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns = "a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2,phi,tau";

struct Row {
  double a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, phi, tau;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("asb14", kColumns);
  return rows;
}

/// ln median at Vs30 750 m/s.
struct RockMotion {
  double source = 0;
  double slope = 0;
  double h2 = 0;

  RockMotion(const Row& a, const EarthquakeTraits& q) : slope(a.a4 + a.a5 * (q.magnitude - 6.75)), h2(a.a6 * a.a6) {
    const double m = q.magnitude;
    source = a.a1 + (m <= 6.75 ? a.a2 : a.a7) * (m - 6.75) + a.a3 * (8.5 - m) * (8.5 - m) +
             (std::abs(q.rake_deg + 90) <= 45 ? a.a8 : 0) + (std::abs(q.rake_deg - 90) <= 45 ? a.a9 : 0);
  }
  double operator()(double rjb_km) const { return source + slope * std::log(std::sqrt(rjb_km * rjb_km + h2)); }
};

double site_term(const Row& a, double vs30, double rock_pga_g) {
  if (vs30 > 750) return a.b1 * std::log(std::min(vs30, 1000.0) / 750);
  const double q = std::pow(vs30 / 750, 3.2);
  return a.b1 * std::log(vs30 / 750) + a.b2 * std::log((rock_pga_g + 2.5 * q) / ((rock_pga_g + 2.5) * q));
}

}  // namespace

std::span<const IntensityMeasure> asb14_measures() { return table().measures; }

void asb14(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  const Row& a = table().rows[row];
  const RockMotion rock(a, quake);
  const RockMotion rock_pga(table().rows.front(), quake);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double rjb_km = sites.distances[i].rjb_km;
    const double pga_g = std::exp(rock_pga(rjb_km));
    sites.motion[i] = {rock(rjb_km) + site_term(a, sites.soils[i].vs30_m_s, pga_g), a.tau, a.phi};
  }
}

}  // namespace tmfgeo
