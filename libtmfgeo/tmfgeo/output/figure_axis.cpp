// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/figure_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tmfgeo {
namespace {

/// 1, 2 or 5 times a power of ten: at most `most` of them over the length.
double even_step(double length, double most) {
  const double least = length / most;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (step * power >= least * (1 - 1e-9)) return step * power;
  }
  return 10 * power;
}

}  // namespace

double Axis::at(double value) const {
  const double t = logarithmic ? std::log(std::max(value, low) / low) / std::log(high / low) : (value - low) / (high - low);
  return from + (to - from) * std::clamp(t, 0.0, 1.0);
}

void add_even_ticks(Axis& axis, double most) {
  const double step = even_step(axis.high - axis.low, most);
  for (double k = std::ceil(axis.low / step - 1e-9); k * step <= axis.high * (1 + 1e-9); ++k) axis.ticks.push_back(k * step);
}

std::string zone_text(std::int64_t offset_s) {
  if (offset_s == 0) return "UTC";
  const std::int64_t minutes = std::abs(offset_s) / 60;
  const std::int64_t rest = minutes % 60;
  return std::string(offset_s < 0 ? "UTC-" : "UTC+") + std::to_string(minutes / 60) + (rest == 0 ? "" : (rest < 10 ? ":0" : ":") + std::to_string(rest));
}

}  // namespace tmfgeo
