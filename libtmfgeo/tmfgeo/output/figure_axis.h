// SPDX-License-Identifier: Apache-2.0
/// Axes of a figure, and how their ticks are told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tmfgeo {

/// One axis: values to points, and where the ticks are.
struct Axis {
  double low = 0, high = 1, from = 0, to = 1;
  bool logarithmic = false;
  std::vector<double> ticks;

  /// Values beyond the axis lie at its ends.
  double at(double value) const;
};

/// Ticks at 1, 2 or 5 times a power of ten: at most `most` of them.
void add_even_ticks(Axis& axis, double most);

/// "UTC", "UTC+2", "UTC+5:30" of an offset in seconds.
std::string zone_text(std::int64_t offset_s);

}  // namespace tmfgeo
