// SPDX-License-Identifier: Apache-2.0
/// Where a value comes from, carried beside the value itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tmfgeo {

/// Weakest last: a value made from several is as strong as its weakest.
enum class Origin {
  given,         ///< stated by the user or in the data
  computed,      ///< follows from given values
  extrapolated,  ///< computed beyond what the data or the model cover
  by_default,    ///< rests on a default of the method
  unknown,       ///< no value
};

constexpr std::string_view to_text(Origin origin) {
  switch (origin) {
    case Origin::given: return "given";
    case Origin::computed: return "computed";
    case Origin::extrapolated: return "extrapolated";
    case Origin::by_default: return "default";
    case Origin::unknown: return "unknown";
  }
  return "";
}

/// The weaker of two origins.
constexpr Origin weaker(Origin a, Origin b) { return a < b ? b : a; }

/// A value with its origin. Unknown has no value; it is never zero.
struct SourcedValue {
  std::optional<double> value;
  Origin origin = Origin::unknown;
  std::string source;  ///< data set, method or reason it is unknown
};

inline SourcedValue known(double value, Origin origin, std::string source) { return {value, origin, std::move(source)}; }
inline SourcedValue unknown_because(std::string reason) { return {std::nullopt, Origin::unknown, std::move(reason)}; }

}  // namespace tmfgeo
