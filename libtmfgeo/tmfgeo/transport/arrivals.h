// SPDX-License-Identifier: Apache-2.0
/// When and how high a release arrives at every receptor on its way, with bands: two clocks, flood wave and plume.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/network/route.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/transport/receptor.h"
#include "tmfgeo/transport/river_state.h"
#include "tmfgeo/transport/transport_spread.h"

namespace tmfgeo {

/// One facility's release and the receptors on its way, sorted by distance.
struct Journey {
  const ReleaseScenario* release = nullptr;
  const Route* route = nullptr;
  std::span<const Receptor> receptors;
};

struct EnsembleOptions {
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;
  TransportSpread spread;
};

/// A time somebody measured: everything downstream is set right by it.
struct Observation {
  std::string station;
  double first_arrival_s = 0;                ///< after the release began
  std::optional<double> peak_ug_l;
  std::string substance = {};                ///< whose peak it is; empty: the first load's
};

/// The flood wave at one receptor.
struct WaveArrival {
  Band first_s;
  Band peak_s;
  Band peak_m3_s;       ///< above the river's own discharge
  double worst_peak_m3_s = 0;  ///< one draw of a hundred is higher
};

/// One threshold at one receptor.
struct ThresholdResult {
  std::size_t threshold = 0;   ///< index into the library's thresholds
  double p_exceed = 0;
  Band duration_s;             ///< above the threshold, over the draws (0 where it is not exceeded)
};

/// One substance at one receptor. Concentrations are in µg/L, dissolved and sorbed together.
struct SubstanceArrival {
  std::string substance;       ///< empty: none stated; the concentration is then that of 1 g/L released (dilution)
  Band peak_ug_l;
  double worst_peak_ug_l = 0;  ///< at the median release with the maximum-probable velocity, or that of one draw of a hundred where it is higher; as the whole worst case, that of a run without observations
  double trapped_share = 0;    ///< median share of the load lost on the way by decay, settling and lakes
  Band load_kg;                ///< that passes
  std::vector<ThresholdResult> thresholds;
};

/// Everything at one receptor at one flow.
struct Arrival {
  std::size_t receptor = 0;    ///< index into Journey::receptors
  Flow flow = Flow::mean;
  double discharge_m3_s = 0;   ///< of the river there
  WaveArrival wave;
  Band first_s;                ///< leading edge of the plume
  Band peak_s;
  Band tail_s;                 ///< last of it above a tenth of the peak
  double worst_first_s = 0;    ///< with the maximum-probable velocity, or in one draw of a hundred where that is sooner
  double worst_water_s = 0;    ///< the same of the first water: in each draw the plume's, or the flood wave's where it more than doubles the river there and is sooner
  double possible_first_s = 0; ///< no water can be here sooner: twice as fast as the front of a flood that fills the banks
  std::vector<SubstanceArrival> substances;
  std::uint16_t flags = 0;     ///< ReachFlag of all reaches passed
  bool laterally_mixed = true;
};

/// The plume's curve at one receptor for one substance.
struct PlumeCurve {
  std::vector<double> time_s;
  std::vector<double> p10_ug_l;
  std::vector<double> p50_ug_l;
  std::vector<double> p90_ug_l;
  /// The passage of median time and peak; it carries just the median mass. It rises over at most its width before the peak, so
  /// that a narrow one may begin later than the median leading edge, never sooner. Where the time is
  /// less sure than the passage is long the median at each time lies far below every single passage.
  std::vector<double> typical_ug_l;
};

/// Arrivals of every journey: [journey][flow · receptors + receptor].
/// Same seed, same bytes for any number of threads; one journey's numbers do not depend on the others, so that ranks may
/// share the journeys out. All journeys meet the same draws (draw_tables.h).
/// Observations count on the journeys that pass their station; a peak tells of its substance's mass and of all dilution.
/// Needs: states of this network; receptors sorted by distance; a release's volume, and its loads, above 0. Without a peak
/// discharge the wave is NaN: unknown.
/// Errors: Error{invalid_input} for an observation before any water can be there, a peak not above 0, or two at one station.
/// Cost: O(journeys · receptors · substances · draws): 3 000 × 10 × 4 × 10⁴ in under 10 s on two cores.
std::vector<std::vector<Arrival>> plume_arrivals(const RiverNetwork& network, std::span<const RiverState> states, std::span<const Journey> journeys,
                                                 const SubstanceLibrary& library, std::span<const Observation> observed, const EnsembleOptions& options);

/// The curve with its band. Needs: receptor < journey.receptors.size(); `substance` is one of the release's loads.
PlumeCurve plume_curve(const RiverNetwork& network, const RiverState& state, const Journey& journey, std::size_t receptor, const std::string& substance,
                       const SubstanceLibrary& library, std::span<const Observation> observed, const EnsembleOptions& options);

}  // namespace tmfgeo
