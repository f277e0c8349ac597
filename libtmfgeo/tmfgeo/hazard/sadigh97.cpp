// SPDX-License-Identifier: Apache-2.0
// Sadigh and others (1997), rock: what the PEER verification of hazard programs uses. Source [SadighEtAl1997].
#include <algorithm>
#include <cmath>

#include "tmfgeo/hazard/coefficient_table.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kColumns =
    "low_c1,low_c2,low_c5,low_c6,high_c1,high_c2,high_c5,high_c6,c3,c4,c7,sigma_0,sigma_m,sigma_min";

struct Row {
  double low_c1, low_c2, low_c5, low_c6, high_c1, high_c2, high_c5, high_c6, c3, c4, c7, sigma_0, sigma_m, sigma_min;
};

const CoefficientTable<Row>& table() {
  static const CoefficientTable<Row> rows("sadigh97", kColumns);
  return rows;
}

}  // namespace

std::span<const IntensityMeasure> sadigh97_measures() { return table().measures; }

void sadigh97(std::size_t row, const EarthquakeTraits& quake, const ModelOptions&, const SiteBatch& sites) {
  const Row& c = table().rows[row];
  const double m = quake.magnitude;
  const bool low = m <= 6.5;
  const double reverse = fault_style(quake.rake_deg) == FaultStyle::reverse ? std::log(1.2) : 0;
  const double source = (low ? c.low_c1 + c.low_c2 * m : c.high_c1 + c.high_c2 * m) +
                        c.c3 * std::pow(std::max(8.5 - m, 0.0), 2.5) + reverse;
  const double near = std::exp(low ? c.low_c5 + c.low_c6 * m : c.high_c5 + c.high_c6 * m);
  const double sigma = std::max(c.sigma_0 + c.sigma_m * m, c.sigma_min);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double r = sites.distances[i].rrup_km;
    sites.motion[i] = {source + c.c4 * std::log(r + near) + c.c7 * std::log(r + 2), 0, sigma};
  }
}

}  // namespace tmfgeo
