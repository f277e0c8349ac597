// SPDX-License-Identifier: Apache-2.0
/// What a failing facility lets go: how much, how fast, of what, each as a distribution.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/random.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/scenario/substance.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// What sets the release off; it decides erodibility and how much goes.
enum class Trigger { unknown, overtopping, earthquake, slope_failure, seepage, pipe };
std::string_view to_text(Trigger trigger);

/// One substance in what is released: its concentration or, where that is what somebody knows, its mass.
struct SubstanceLoad {
  std::string substance;
  Spread concentration_mg_l;  ///< of the released volume as it reaches the river, dissolved and sorbed together
  Spread mass_kg;             ///< of all that is released; median 0: volume times concentration
};

/// What a planner reads, in both languages.
struct Sentence {
  std::string en;
  std::string ru;
};

/// What goes into the river, as distributions; draw_release() and draw_load_kg() draw from them.
struct ReleaseScenario {
  std::string facility;
  Trigger trigger = Trigger::unknown;
  bool water_only = false;     ///< the pond runs out, the tailings stay
  Spread volume_m3;
  double volume_cap_m3 = 0;    ///< no draw exceeds it; 0: none
  Spread peak_m3_s;            ///< at the dam; drawn around the equation at the drawn volume
  double peak_volume_power = 0.46;  ///< how the peak follows the drawn volume: peak · (V/V50)^power
  bool peak_follows_duration = false;  ///< only the duration is known: the peak is twice the mean outflow
  Spread duration_s;           ///< how long the river receives it; unless stated, 2 volume / peak of the draw
  std::vector<SubstanceLoad> loads;  ///< empty: only dilution can be told
  std::string start;           ///< ISO 8601 where an accident is retold, else empty
  std::vector<Sentence> assumptions;  ///< for the planner
};

/// Mass of a load at the median release, in kg.
double median_mass_kg(const ReleaseScenario& release, const SubstanceLoad& load);

/// What each m³ released holds in one draw of a thousand, kg, before that is cut at kMostHeld_kg_m3.
double highest_held_kg_m3(const ReleaseScenario& release, const SubstanceLoad& load);

/// log10 of the kilograms of water hazard class 3 the loads are worth: classes 3, 2, 1, 0 count 1, 0.1, 0.01, 0.001.
/// Absent without loads of a known class. From what index on to give alarm is the user's to say. Source [ICPDR2014].
std::optional<double> water_risk_index(const ReleaseScenario& release, const SubstanceLibrary& library);

/// Releases as the user states them, by facility id. One row per facility and substance: columns facility, volume_m3,
/// volume_sd_log10, peak_m3_s, duration_h, trigger, start, substance, concentration_mg_l or mass_kg, load_sd_log10, source.
/// A median of 0 in the answer: not stated. Numbers stated are exact where no spread is.
/// Issues: release_unknown_facility, release_unknown_substance, release_bad_value (a number that cannot be, two rows of one
/// facility that say different things, more volume than peak and duration allow, or than the
/// facility stores, a mass no released water can hold); the row is left out. column_unused.
/// trigger: of rows that name none; it decides the volume that a mass is checked against where none is stated.
/// Errors: Error{invalid_input} if there is no column facility.
struct StatedReleases {
  std::map<std::string, ReleaseScenario> by_facility;
  std::set<std::string> refused;  ///< facilities of which a row was left out
  Issues issues;
};
StatedReleases read_releases(const FeatureTable& table, const std::vector<Facility>& facilities, const SubstanceLibrary& library,
                             Trigger trigger = Trigger::unknown);

/// What is assumed of one substance where the user states nothing.
struct TypicalLoad {
  SubstanceLoad load;
  double closed_factor = 1;      ///< at a facility that is not active: what breaks down with the years
  double water_only_factor = 1;  ///< where the pond runs out and the tailings stay
};

/// Typical contents by commodity, from data/transport/compositions.toml.
struct Composition {
  std::string commodity;           ///< gold, uranium, copper, …
  std::vector<std::string> words;  ///< that mean it in a facilities file: au, золото; compared letters' case aside
  std::vector<TypicalLoad> loads;
  std::string source;
  std::string mark;
};
/// Errors: Error naming file, line and key: unknown substance, a number not above zero, missing source or mark, a word twice.
std::vector<Composition> read_compositions(const std::string& path, const SubstanceLibrary& library);

/// The scenario of a facility: as stated, and where nothing is stated from volume, height, status and commodity.
/// Volume: of height and volume [PiciulloEtAl2022], without a height of the volume [ConchaLarrauriLall2018], at most 0.95 of
/// what is stored. A broken pipe lets the pond out where its area is known. Peak [Yassin2025].
/// Absent where neither a volume is known nor a release stated: unknown is not zero.
std::optional<ReleaseScenario> release_scenario(const Facility& facility, const ReleaseScenario* stated,
                                                const std::vector<Composition>& compositions, Trigger trigger);

/// One draw of a release. The volume is conserved by a triangle of this peak and duration unless both are stated.
struct ReleaseDraw {
  double volume_m3 = 0;
  double peak_m3_s = 0;
  double duration_s = 0;
};

/// Purposes of RandomPlace from here on belong to releases: + 0 volume and peak, + 1 duration, + 2 + i the load i.
inline constexpr std::uint32_t kReleasePurpose = 0x5245'0000;

/// `item` is the facility's position. Needs: a scenario of release_scenario(). Cost: about 0.1 µs.
ReleaseDraw draw_release(const ReleaseScenario& release, const RandomField& random, std::uint64_t draw, std::uint32_t item);
/// Mass of load number `load` in that draw, no more than kMostHeld_kg_m3 of its volume. Needs: load < release.loads.size().
double draw_load_kg(const ReleaseScenario& release, std::size_t load, const ReleaseDraw& drawn, const RandomField& random,
                    std::uint64_t draw, std::uint32_t item);

}  // namespace tmfgeo
