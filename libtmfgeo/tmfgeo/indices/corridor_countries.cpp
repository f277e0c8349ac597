// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/corridor_countries.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

std::vector<NearCountry> countries_near(const Route& route, const Borders& borders, double within_m, double until_m) {
  TMFGEO_EXPECTS(within_m > 0 && route.line.size() == route.distance_m.size());
  std::map<std::size_t, double> first;
  const double step_m = within_m / 4;
  const auto look = [&](Point p, double distance_m) {
    for (const std::size_t i : borders.at(p)) first.try_emplace(i, distance_m);
    // What is near the line is no farther from the nearest point that is looked at than half a step more.
    for (const NearPlace& near : borders.ground.edges().nearest_by_owner(p, within_m + step_m / 2)) {
      first.try_emplace(static_cast<std::size_t>(borders.ground.edges().segments()[near.segment].owner), distance_m);
    }
  };
  if (route.line.size() == 1) look(route.line[0], 0);
  for (std::size_t i = 1; i < route.line.size() && route.distance_m[i - 1] < until_m; ++i) {
    const double whole_m = route.distance_m[i] - route.distance_m[i - 1];
    const double length_m = std::min(route.distance_m[i], until_m) - route.distance_m[i - 1];
    const auto steps = static_cast<int>(std::ceil(length_m / step_m));
    for (int k = 0; k <= steps; ++k) {
      const double along_m = steps == 0 ? 0 : length_m * k / steps;
      look(whole_m > 0 ? between(route.line[i - 1], route.line[i], along_m / whole_m) : route.line[i], route.distance_m[i - 1] + along_m);
    }
  }
  std::vector<NearCountry> near;
  for (const auto& [country, first_m] : first) near.push_back({borders.countries[country].code, first_m});
  std::sort(near.begin(), near.end(), [](const NearCountry& a, const NearCountry& b) { return std::tie(a.first_m, a.code) < std::tie(b.first_m, b.code); });
  return near;
}

std::optional<std::vector<std::string>> countries_beside(const Route& route, const BorderRoute& border, const Borders& borders, double within_m, double until_m) {
  auto codes = countries_on(border);
  if (!codes) return codes;
  for (const NearCountry& near : countries_near(route, borders, within_m, until_m)) {
    if (std::find(codes->begin(), codes->end(), near.code) == codes->end()) codes->push_back(near.code);
  }
  return codes;
}

}  // namespace tmfgeo
