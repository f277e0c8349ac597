// SPDX-License-Identifier: Apache-2.0
// Manea, Cioflan and Danciu (2021): Vrancea earthquakes of intermediate depth. Source [ManeaEtAl2021].
#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

/// Its term of depth goes on without an end; beyond the data nothing shakes harder for lying deeper.
constexpr double kDeepest_km = 200;

constexpr std::string_view kColumns = "p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,phi,tau";

struct Row {
  double p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, phi, tau;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("manea21", kColumns);
  return rows;
}

double attenuation(const Row& c, ArcSide side) {
  switch (side) {
    case ArcSide::fore: return c.p7;
    case ArcSide::along: return c.p5;
    case ArcSide::back: return c.p6;
  }
  return c.p7;
}

/// Ground classes A, B and C of Eurocode 8. Softer ground than C is taken as C, and flagged by the model's range.
double class_term(const Row& c, double vs30) {
  if (std::isnan(vs30)) return vs30;
  return vs30 >= 800 ? c.p9 : vs30 >= 360 ? c.p10 : c.p11;
}

}  // namespace

std::span<const IntensityMeasure> manea21_measures() { return table().measures; }

void manea21(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  const Row& c = table().rows[row];
  const double dm = quake.magnitude - 5.7;
  const double source = c.p0 + c.p1 * dm + c.p2 * dm * dm + c.p4 * std::min(quake.hypocentre_depth_km, kDeepest_km) - std::log(kGravityCmPerS2);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const SiteSoil& soil = sites.soils[i];
    const double r = sites.distances[i].rhyp_km;
    const double resonance = std::isnan(soil.f0_hz) ? 0 : c.p8 * std::log(soil.f0_hz / 15);
    sites.motion[i] = {source + c.p3 * std::log(r) + attenuation(c, soil.arc_side) * r + class_term(c, soil.vs30_m_s) + resonance,
                       c.tau, c.phi};
  }
}

}  // namespace tmfgeo
