// SPDX-License-Identifier: Apache-2.0
/// What a failing facility lets go: how much, how fast, of what, each as a distribution.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/scenario/substance.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// What sets the release off; it decides erodibility and how much goes.
enum class Trigger { unknown, overtopping, earthquake, slope_failure, seepage, pipe };
std::string_view to_text(Trigger trigger);

/// One substance in what is released.
struct SubstanceLoad {
  std::string substance;
  Spread concentration_mg_l;  ///< of the released volume as it reaches the river, dissolved and sorbed together
};

/// What goes into the river, as distributions. Volume, peak and concentrations are drawn apart; mass = volume × concentration
/// unless the mass itself is given.
struct ReleaseScenario {
  std::string facility;
  Trigger trigger = Trigger::unknown;
  Spread volume_m3;
  double volume_cap_m3 = 0;    ///< no draw exceeds it; 0: none
  Spread peak_m3_s;            ///< at the dam; drawn around the equation at the drawn volume
  double peak_volume_power = 0.46;  ///< how the peak follows the drawn volume: peak · (V/V50)^power
  Spread duration_s;           ///< how long the river receives it
  std::vector<SubstanceLoad> loads;  ///< empty: only dilution can be told
  std::string start;           ///< ISO 8601 where an accident is retold, else empty
  std::vector<std::string> assumptions;  ///< sentences for the planner
};

/// Releases as the user states them, by facility id. One row per facility and substance: columns facility, volume_m3,
/// volume_sd_log10, peak_m3_s, duration_h, trigger, start, substance, concentration_mg_l or mass_kg, load_sd_log10, source.
/// Issues: release_unknown_facility, release_unknown_substance, release_bad_value; the row is left out.
struct StatedReleases {
  std::map<std::string, ReleaseScenario> by_facility;
  Issues issues;
};
StatedReleases read_releases(const FeatureTable& table, const std::vector<Facility>& facilities, const SubstanceLibrary& library);

/// Typical contents by commodity, from data/transport/compositions.toml: what is assumed where the user states nothing.
struct Composition {
  std::string commodity;  ///< gold, uranium, copper, …
  std::vector<SubstanceLoad> loads;
  std::string source;
  std::string mark;
};
std::vector<Composition> read_compositions(const std::string& path, const SubstanceLibrary& library);

/// The scenario of a facility: as stated, and where nothing is stated from volume, height, status, dam type and commodity.
/// Absent where neither a volume is known nor a release stated: unknown is not zero.
std::optional<ReleaseScenario> release_scenario(const Facility& facility, const ReleaseScenario* stated,
                                                const std::vector<Composition>& compositions, Trigger trigger);

}  // namespace tmfgeo
