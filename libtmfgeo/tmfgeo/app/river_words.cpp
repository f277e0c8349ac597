// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/river_words.h"

#include <cmath>
#include <cstdlib>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kMouth = "unnamed, mouth at ";
constexpr std::string_view kLost = "unnamed, lost at ";

/// Unknown counts as nothing, so that a known one comes first.
double or_none(double value) { return std::isnan(value) ? -1 : value; }

bool comes_first(const RiverNetwork& network, ReachId a, ReachId b) {
  const Reach& x = network.reach(a);
  const Reach& y = network.reach(b);
  const double larger_area = or_none(x.upstream_area_km2) - or_none(y.upstream_area_km2);
  if (larger_area != 0) return larger_area > 0;
  const double larger_discharge = or_none(x.discharge_m3_s) - or_none(y.discharge_m3_s);
  return larger_discharge != 0 ? larger_discharge > 0 : a < b;
}

/// Whether the river goes on into the next reach as itself, not as a tributary.
bool leads_into(const RiverNetwork& network, ReachId reach, ReachId next) {
  for (const ReachId other : network.upstream(next)) {
    if (other != reach && comes_first(network, other, reach)) return false;
  }
  return true;
}

bool tells_its_end(RouteEnd end) { return end == RouteEnd::sea || end == RouteEnd::terminal_basin; }

}  // namespace

std::string river_id(const RiverNetwork& network, ReachId reach, RouteEnd end) {
  ReachId last = reach;
  ReachId next = reach;
  while (next != kNoReach) {
    last = next;
    if (!network.name(last).empty()) return network.name(last);
    next = network.downstream(last);
    if (next != kNoReach && !leads_into(network, last, next)) break;
  }
  const Point mouth = network.line(last).back();
  const bool lost = next == kNoReach && !tells_its_end(end);
  const double area_km2 = network.reach(last).upstream_area_km2;
  return std::string(lost ? kLost : kMouth) + fixed(mouth.x, 3) + " " + fixed(mouth.y, 3) + (std::isnan(area_km2) ? "" : " (" + fixed(area_km2, 0) + " km2)");
}

std::string place_words(Point p, Language language) {
  const bool russian = language == Language::ru;
  const std::string north = p.y < 0 ? (russian ? "° ю. ш., " : "° S, ") : (russian ? "° с. ш., " : "° N, ");
  const std::string east = p.x < 0 ? (russian ? "° з. д." : "° W") : (russian ? "° в. д." : "° E");
  return with_decimal_sign(fixed(std::abs(p.y), 2), language) + north + with_decimal_sign(fixed(std::abs(p.x), 2), language) + east;
}

std::string river_words(std::string_view id, Language language) {
  const bool lost = id.starts_with(kLost);
  const bool russian = language == Language::ru;
  if (!lost && !id.starts_with(kMouth)) {
    const std::size_t name_end = id.rfind(kEndsAt);
    if (name_end == std::string_view::npos) return std::string(id);
    const std::string end(id.substr(name_end + kEndsAt.size()));
    char* latitude = nullptr;
    const double lon = std::strtod(end.c_str(), &latitude);
    return std::string(id.substr(0, name_end)) + (russian ? ", кончается у " : std::string(kEndsAt)) + place_words({lon, std::strtod(latitude, nullptr)}, language);
  }
  const std::string numbers(id.substr(lost ? kLost.size() : kMouth.size()));
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
