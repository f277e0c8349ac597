// SPDX-License-Identifier: Apache-2.0
/// What is fixed at one receptor of a journey, before anything is drawn.
#pragma once

#include "tmfgeo/transport/arrivals.h"
#include "tmfgeo/transport/draw_kernels.h"
#include "tmfgeo/transport/jobson.h"
#include "tmfgeo/transport/limbs.h"
#include "tmfgeo/transport/moments.h"
#include "tmfgeo/transport/way_sums.h"

namespace tmfgeo {

/// (t) A lake's leading edge comes after this share of its residence. Source [tmfgeo].
inline constexpr double kLakeFirstShare = 0.25;
/// (t) Length over which a facility's own way keeps its speed; behind it deviations begin to cancel. Source [tmfgeo].
inline constexpr double kWayMemory_m = 20000;
/// (t) How much larger the spread of a discharge is that was scaled from a gauge, out of a raster of runoff, or
/// that rests on a default.
inline constexpr double kScaledDischargeSpread = 1.5;
inline constexpr double kRunoffDischargeSpread = 1.5;
inline constexpr double kDefaultDischargeSpread = 3;

/// No water comes sooner than by this many times the speed of a front at bankfull flow, or by this speed over land (t).
/// Source [tmfgeo].
inline constexpr double kFastestFront = 2;
inline constexpr double kFastestOverland_m_s = 10;

/// Medians and laws at a receptor.
struct StationTerms {
  double distance_m = 0;
  double time_s = 0;        ///< of the peak, median
  double first_s = 0;       ///< of the leading edge, median
  double worst_time_s = 0;
  double worst_first_s = 0;
  double possible_first_s = 0;
  double discharge_m3_s = 0;
  double discharge_sd_ln = 0;
  UnitPeakLaw law;
  double lake_width_s = 0;
  double lake_share = 0;    ///< of the travel time
  double settling_s_per_m = 0;
  double ln_untrapped = 0;
  double own_variance = 0;  ///< of the own way's deviation times travel time, s²
  double width_share = 1;   ///< of the wave's time on rivers: where the width is estimated
  LimbWidths limbs;
  bool laterally_mixed = true;
  std::uint16_t flags = 0;
  WaveTerms wave;

  /// Area over peak of a unit slug's curve, without lakes and release duration.
  double slug_width_s(double peak_time_s) const { return 1 / unit_peak_per_s(law, peak_time_s); }
};

/// Needs: sums of that receptor; release duration in seconds, 0 for at once.
StationTerms station_terms(const WaySums& sums, const RiverState& state, const Journey& journey, const Receptor& receptor,
                           const TransportSpread& spread);

/// The passage kernel's constants.
PassageTerms passage_terms(const StationTerms& station, const TransportSpread& spread);

/// What a substance loses until there. A substance nobody knows is kept whole.
LossTerms loss_terms(const StationTerms& station, const Substance* substance);
/// True if it arrives whole.
bool is_lossless(const LossTerms& terms);

/// Share of the load that arrives, and of the peak, at `travel` times the median travel time.
struct PassedShare {
  double load = 1;
  double peak = 1;
};
PassedShare passed_share(const LossTerms& terms, double travel);

/// Peak at the median release with the maximum-probable velocity, µg/L.
double worst_peak_ug_l(const StationTerms& station, const ReleaseScenario& release, double mass_kg, const LossTerms& losses);

}  // namespace tmfgeo
