// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/river_words.h"

#include <cmath>
#include <cstdlib>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {

std::string place_words(Point p, Language language) {
  const bool russian = language == Language::ru;
  const std::string north = p.y < 0 ? (russian ? "° ю. ш., " : "° S, ") : (russian ? "° с. ш., " : "° N, ");
  const std::string east = p.x < 0 ? (russian ? "° з. д." : "° W") : (russian ? "° в. д." : "° E");
  return with_decimal_sign(fixed(std::abs(p.y), 2), language) + north + with_decimal_sign(fixed(std::abs(p.x), 2), language) + east;
}

std::string river_words(std::string_view id, Language language) {
  const bool lost = id.starts_with(kUnnamedLost);
  const bool russian = language == Language::ru;
  if (!lost && !id.starts_with(kUnnamedMouth)) {
    const std::size_t name_end = id.rfind(kEndsAt);
    if (name_end == std::string_view::npos) return std::string(id);
    const std::string end(id.substr(name_end + kEndsAt.size()));
    char* latitude = nullptr;
    const double lon = std::strtod(end.c_str(), &latitude);
    return std::string(id.substr(0, name_end)) + (russian ? ", кончается у " : std::string(kEndsAt)) + place_words({lon, std::strtod(latitude, nullptr)}, language);
  }
  const std::string numbers(id.substr(lost ? kUnnamedLost.size() : kUnnamedMouth.size()));
  char* rest = nullptr;
  const double lon = std::strtod(numbers.c_str(), &rest);
  const double lat = std::strtod(rest, &rest);
  const std::string area = *rest == '\0' ? "" : number_words(std::strtod(rest + 2, nullptr), 0, language);
  const std::string basin = area.empty() ? "" : (russian ? " с водосбором " : " of ") + area + (russian ? " км²" : " km²");
  const std::string ends = lost ? (russian ? ", теряется в данных у " : ", lost from the data at ") : (russian ? ", устье " : ", mouth at ");
  return (russian ? "река без названия" : "unnamed river") + basin + ends + place_words({lon, lat}, language);
}

std::string unnamed_basin_words(Point end_point, RouteEnd end, Language language) {
  const bool russian = language == Language::ru;
  const std::string where = place_words(end_point, language);
  if (tells_its_end(end)) return (russian ? "бассейн с устьем " : "basin with its mouth at ") + where;
  return (russian ? "бассейн, чья вода теряется в данных у " : "basin whose water is lost from the data at ") + where;
}

}  // namespace tmfgeo
