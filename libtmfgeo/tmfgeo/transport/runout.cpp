// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/runout.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/geo/polygon_index.h"

namespace tmfgeo {
namespace {

// To confirm.
constexpr double kEnergyFactor = 3.04;
constexpr double kEnergyPower = 0.545;
constexpr double kRicoFactor = 1.61;
constexpr double kRicoPower = 0.66;

Spread distance_of(double km, double volume_power, const ReleaseScenario& release, const char* source) {
  return {.median = km * 1e3, .sd_log10 = std::hypot(kRunoutSd, volume_power * release.volume_m3.sd_log10),
          .origin = weaker(Origin::computed, release.volume_m3.origin), .source = source};
}

/// Distances follow the drawn volume, of which the upper part is the cap: not lognormal any more.
Band capped_band_m(const Spread& distance_m, double volume_power, const ReleaseScenario& release) {
  constexpr double kTenth = 1.2815515655446004;
  const Spread& volume = release.volume_m3;
  if (!(release.volume_cap_m3 > 0) || !(volume.sd_log10 > 0)) return {distance_m.at(-kTenth), distance_m.median, distance_m.at(kTenth)};
  constexpr std::size_t kParts = 64;
  const double cap = std::log10(release.volume_cap_m3 / volume.median);
  std::array<double, kParts> shifts{};
  for (std::size_t i = 0; i < kParts; ++i) {
    const double part = (static_cast<double>(i) + 0.5) / static_cast<double>(kParts);
    shifts[i] = volume_power * std::min(volume.sd_log10 * normal_quantile(part), cap);
  }
  const auto share_below = [&](double log10_factor) {
    double sum = 0;
    for (const double shift : shifts) sum += normal_cdf((log10_factor - shift) / kRunoutSd);
    return sum / static_cast<double>(kParts);
  };
  const auto at = [&](double share) {
    double low = -12, high = 12;
    for (int i = 0; i < 36; ++i) {
      const double middle = (low + high) / 2;
      (share_below(middle) < share ? low : high) = middle;
    }
    return distance_m.median * std::pow(10, low);
  };
  return {at(0.1), at(0.5), at(0.9)};
}

}  // namespace

double energy_runout_km(double released_mm3, double stored_mm3, double height_m) {
  TMFGEO_EXPECTS(released_mm3 > 0 && stored_mm3 > 0 && height_m > 0);
  return kEnergyFactor * std::pow(height_m * (released_mm3 / stored_mm3) * released_mm3, kEnergyPower);
}

double rico_runout_km(double released_mm3, double height_m) {
  TMFGEO_EXPECTS(released_mm3 > 0 && height_m > 0);
  return kRicoFactor * std::pow(height_m * released_mm3, kRicoPower);
}

std::optional<RunoutDistance> runout_distance(const ReleaseScenario& release, const Facility& facility, double way_m) {
  const bool height_known = facility.dam_height_m && *facility.dam_height_m > 0;
  if (!height_known || release.water_only || !(release.volume_m3.median > 0)) return std::nullopt;
  const double released_mm3 = release.volume_m3.median / 1e6;
  RunoutDistance out;
  out.distance_rico_m = distance_of(rico_runout_km(released_mm3, *facility.dam_height_m), kRicoPower, release, "RicoEtAl2008");
  out.distance_m = out.distance_rico_m;
  double power = kRicoPower;
  if (facility.volume_m3 && *facility.volume_m3 > 0) {
    const double km = energy_runout_km(released_mm3, *facility.volume_m3 / 1e6, *facility.dam_height_m);
    power = 2 * kEnergyPower;
    out.distance_m = distance_of(km, power, release, "ConchaLarrauriLall2018");
  }
  const Band band_m = capped_band_m(out.distance_m, power, release);
  out.beyond_way = band_m.p90 > way_m;
  out.band_m = {std::min(band_m.p10, way_m), std::min(band_m.p50, way_m), std::min(band_m.p90, way_m)};
  return out;
}

double deposit_area_m2(double volume_m3, double factor) {
  TMFGEO_EXPECTS(volume_m3 > 0 && factor > 0);
  return factor * std::cbrt(volume_m3 * volume_m3);
}

double deposit_section_m2(double volume_m3) {
  TMFGEO_EXPECTS(volume_m3 > 0);
  return 0.05 * std::cbrt(volume_m3 * volume_m3);
}

std::vector<std::size_t> points_inside(const DepositZone& zone, std::span<const Point> points) {
  std::vector<std::size_t> inside;
  const Box box = zone.area.box();
  if (box.empty()) return inside;
  const PolygonIndex index({zone.area});
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (box.contains(points[i]) && !index.containing(points[i]).empty()) inside.push_back(i);
  }
  return inside;
}

PeopleInside people_inside(const DepositZone& zone, std::span<const Place> places) {
  std::vector<Point> points;
  points.reserve(places.size());
  for (const Place& place : places) points.push_back(place.location);
  PeopleInside out;
  for (const std::size_t i : points_inside(zone, points)) {
    ++out.settlements;
    out.population += places[i].population.value_or(0);
    if (!places[i].population) ++out.of_unknown_population;
  }
  return out;
}

}  // namespace tmfgeo
