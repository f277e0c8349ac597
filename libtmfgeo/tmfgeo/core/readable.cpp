// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/readable.h"

#include <array>
#include <charconv>
#include <cmath>

#include "tmfgeo/core/text.h"

namespace tmfgeo {

std::string readable(double value) {
  constexpr int kDigits = 6;
  constexpr double kWholeFrom = 1e5;  // from here on every digit before the point is shown
  constexpr double kSmallest = 1e-6;  // sizes that people read without an exponent
  constexpr double kLargest = 1e12;
  const double size = std::abs(value);
  if (!std::isfinite(value)) return shortest(value);
  std::array<char, 40> text{};
  char* const begin = text.data();
  char* const room = begin + text.size();
  double rounded = std::round(value);
  if (size < kWholeFrom) std::from_chars(begin, std::to_chars(begin, room, value, std::chars_format::general, kDigits).ptr, rounded);
  if (rounded == 0 || size < kSmallest || size >= kLargest) return shortest(rounded);
  return {begin, std::to_chars(begin, room, rounded, std::chars_format::fixed).ptr};
}

}  // namespace tmfgeo
