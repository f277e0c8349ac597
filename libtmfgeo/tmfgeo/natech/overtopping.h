// SPDX-License-Identifier: Apache-2.0
/// Does a storm drive the pond over the crest?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// The pond and its dam. Absent is unknown.
struct Pond {
  std::optional<double> area_m2 = {};
  std::optional<double> freeboard_m = {};     ///< crest over the normal water level
  std::optional<double> catchment_m2 = {};    ///< draining to the pond, without the pond
  std::optional<double> runoff_fraction = {}; ///< of the storm's rain on the catchment, 0 to 1
  std::optional<double> diversion_m3 = {};    ///< led away during the storm
  std::optional<double> wind_m_s = {};        ///< sustained, over the water
  std::optional<double> fetch_m = {};         ///< free water in the wind's direction
  std::optional<double> face_slope = {};      ///< of the wetted face, rise over run
};

/// What stands in for what is not known: no water is led away, all rain runs off. The fetch is that of a round pond of its area.
struct PondDefaults {
  std::optional<double> wind_m_s = {};  ///< absent: waves are not counted where the pond's own wind is unknown
  double runoff_fraction = 1;
  double diversion_m3 = 0;
  double face_slope = 1.0 / 3;
};

/// Waves of a wind over a fetch, deep water.
struct Waves {
  double height_m = 0;      ///< significant
  double period_s = 0;
  double length_m = 0;
};

/// Adjusted wind 0.71 U^1.23, height 0.0016 sqrt(g F / UA^2) UA^2 / g, period 0.2857 (g F / UA^2)^(1/3) UA / g, not above the
/// fully grown sea. Needs: wind and fetch not negative. Source [SPM1984].
Waves waves_of_wind(double wind_m_s, double fetch_m);

/// Run-up 1.6 Hs xi, at most 3.2 Hs; xi = slope / sqrt(Hs / L0). Needs: face_slope > 0. Source [TAW2002].
double wave_run_up_m(const Waves& waves, double face_slope);

/// Discharge over a metre of crest at a head: 1.7 h^1.5. Needs: head not negative.
double crest_flow_m2_s(double head_m);

/// One storm over one pond.
struct Overtopping {
  std::optional<double> rise_m = {};            ///< of the water level
  std::optional<double> run_up_m = {};          ///< absent: waves not counted
  std::optional<double> freeboard_left_m = {};  ///< before waves; negative where water stands over the crest
  std::optional<bool> overtops = {};            ///< by water or waves
  double crest_flow_m2_s = 0;              ///< steady flow over the crest, without waves
  Origin origin = Origin::unknown;
  std::string note;  ///< what is missing or was taken by default
};

/// Input: storm rain in metres; settlement of the crest, for example after an earthquake, in metres.
/// Output: unknown without area, freeboard, or the catchment; without wind the waves are not counted, and the answer
/// "no" is then only as good as that. Needs: rain and settlement not negative. Ties: water level at the crest does not overtop.
Overtopping overtopping(const Pond& pond, double rain_m, double settlement_m = 0, const PondDefaults& defaults = {});

/// Rain of a storm by return period.
struct StormRain {
  double return_period_y = 0;  ///< ascending, above 1
  double rain_m = 0;           ///< not falling
};

/// How often, as an annual rate: known, or within bounds.
struct OvertoppingRate {
  std::optional<double> per_year = {};
  std::optional<double> at_most = {};   ///< the rarest storm of the table does not overtop
  std::optional<double> at_least = {};  ///< the most frequent storm overtops already, or waves are not counted
  std::optional<double> rain_m = {};    ///< at which it begins
  std::optional<double> run_up_m = {};  ///< of waves, counted in it; absent: waves not counted
  Origin origin = Origin::unknown;
  std::string note;
};

/// Rain at which the pond begins to overtop at a settlement; absent if it is unknown. Zero: it overtops without rain.
std::optional<double> overtopping_rain_m(const Pond& pond, double settlement_m, const PondDefaults& defaults = {});

/// Annual rate of overtopping: that of the rain at which it begins, straight in the Gumbel variate between lines.
/// Needs: the table in order. Unknown pond or empty table: nothing but a note. Without wind only a lower end is known.
OvertoppingRate overtopping_rate(const Pond& pond, std::span<const StormRain> storms, double settlement_m = 0,
                                 const PondDefaults& defaults = {});

/// One outcome of the earthquakes of a place: how often per year the crest sinks so far.
struct SettlementRate {
  double per_year = 0;
  double settlement_m = 0;
};

/// Overtopping because an earthquake took the freeboard and a storm came before it was repaired: sum over the settlements of
/// their rate times the probability of an overtopping storm within the repair time, above that without settlement.
/// Needs: repair_y > 0, rates not negative. Unknown without wind. Where a storm's rate is known only within bounds, so is the answer.
OvertoppingRate overtopping_after_earthquakes(const Pond& pond, std::span<const StormRain> storms,
                                              std::span<const SettlementRate> settlements, double repair_y,
                                              const PondDefaults& defaults = {});

}  // namespace tmfgeo
