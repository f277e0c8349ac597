// SPDX-License-Identifier: Apache-2.0
/// Rivers without tributaries for transport: reaches of given lengths one behind another along the equator, where a
/// geodesic's length is exact.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "support/ascii_rivers.h"
#include "tmfgeo/network/route.h"
#include "tmfgeo/transport/arrivals.h"

namespace tmfgeo::test {

struct ChainReach {
  double length_m = 0;
  std::optional<double> area_km2;
  std::optional<double> discharge_m3_s;
};

inline double degrees_along_equator(double length_m) { return length_m / 6378137.0 * 180 / 3.14159265358979323846; }

inline RiverNetwork chain_network(const std::vector<ChainReach>& reaches) {
  FeatureTable table = empty_rivers();
  double x = 10;
  for (const ChainReach& reach : reaches) {
    const double next = x + degrees_along_equator(reach.length_m);
    add_line(table, line_geometry({{x, 0}, {next, 0}}), {"", reach.area_km2, reach.discharge_m3_s});
    x = next;
  }
  return network_from_lines(table, river_options()).network;
}

/// Where a RiverState has the reach that a record became.
inline std::size_t place_of(const RiverNetwork& network, std::int64_t record) { return static_cast<std::size_t>(reach_of(network, record)); }

/// From the first reach's begin to the end of the chain.
inline Route chain_route(const RiverNetwork& network) {
  const ReachId first = reach_of(network, 1);
  return route_from(network, {first, 0, network.line(first).front(), 0}, {}, RouteEnd::network_end);
}

inline Receptor receptor_at(std::string id, double distance_m) {
  Receptor receptor;
  receptor.station.id = std::move(id);
  receptor.distance_m = distance_m;
  return receptor;
}

/// A known release, all at once unless told: m3, kg.
inline ReleaseScenario slug_release(double volume_m3, double mass_kg, double duration_s = 0) {
  ReleaseScenario release;
  release.facility = "dam";
  release.volume_m3 = {volume_m3, 0, Origin::given, "test"};
  release.duration_s = {duration_s, 0, Origin::given, "test"};
  if (duration_s > 0) release.peak_m3_s = {2 * volume_m3 / duration_s, 0, Origin::given, "test"};
  if (mass_kg > 0) release.loads.push_back({"cyanide", {}, {mass_kg, 0, Origin::given, "test"}});
  return release;
}

/// Cyanide that stays, with thresholds of 10 and 1000 µg/L; lead on grains.
inline SubstanceLibrary small_library() {
  SubstanceLibrary library;
  Substance cyanide;
  cyanide.id = "cyanide";
  Substance lead;
  lead.id = "lead";
  lead.sorption_l_kg = 50000;
  lead.retardation = 1.2;
  library.substances = {cyanide, lead};
  for (const double limit : {10.0, 1000.0}) {
    Threshold threshold;
    threshold.id = "cyanide-" + std::to_string(static_cast<int>(limit));
    threshold.substance = "cyanide";
    threshold.value_ug_l = limit;
    library.thresholds.push_back(threshold);
  }
  Threshold lead_limit;
  lead_limit.id = "lead-10";
  lead_limit.substance = "lead";
  lead_limit.value_ug_l = 10;
  library.thresholds.push_back(lead_limit);
  lead_limit.id = "lead-dissolved";
  lead_limit.of_dissolved = true;
  library.thresholds.push_back(lead_limit);
  return library;
}

/// No spread at all: every draw is the median.
inline EnsembleOptions exactly() {
  EnsembleOptions options;
  options.draws = 11;
  options.spread = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  return options;
}

}  // namespace tmfgeo::test
