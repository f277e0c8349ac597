// SPDX-License-Identifier: Apache-2.0
/// Arrivals as people read them: which threshold tells most, how sure, and one row per border for a planner.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/core/language.h"

namespace tmfgeo {

constexpr double hours(double seconds) { return seconds / 3600; }
constexpr Band hours(const Band& s) { return {hours(s.p10), hours(s.p50), hours(s.p90)}; }

/// True where the median flood wave more than doubles the river's discharge: then it carries the plume.
bool wave_carries(const Arrival& arrival);
/// True where one draw in ten has such a wave: wave_carries(), or it may.
bool wave_may_carry(const Arrival& arrival);
/// The first of the released water, s: the plume's, and where the wave carries it the sooner of both. Percentile by percentile:
/// the soonest by the highest wave (P90), the median by the median, the latest by the lowest (P10).
Band first_water_s(const Arrival& arrival);
/// The worst case, s: Arrival::worst_water_s, never later than first_water_s().
double worst_water_s(const Arrival& arrival);
/// True where the worst case is the flood wave's: sooner than the plume's.
bool worst_by_wave(const Arrival& arrival);
/// True where the highest wave of a hundred more than doubles the river: wave_may_carry(), or in the worst case.
bool wave_carries_at_worst(const Arrival& arrival);

/// What the numbers rest on, in words, by "; ": "discharge by default; slope by default; …"; empty: measured all the way.
std::string flag_words(const Arrival& arrival, Language language = Language::en);

/// "the flood wave carries the plume: its first water comes after 1.3 h (0.9 h to 2.1 h)", or that it may, or that it does in
/// the worst case; empty where it does not.
std::string wave_words(const Arrival& arrival, Language language = Language::en);

/// How sure an arrival is beyond its band: "fair", "low" where part of the way was scaled or filled by rules, "very low"
/// where discharge or area of part of the way rest on defaults of the method.
std::string_view confidence(const Arrival& arrival);
/// The same in Russian.
std::string_view confidence_ru(const Arrival& arrival);

/// Thresholds in the order in which they tell, the first most: by kind drinking, alarm, aquatic_acute, eqs, aquatic_chronic,
/// others; of one kind the lowest first. One order for all that names a border's substance.
std::pair<std::size_t, double> telling_order(const Threshold& threshold);

/// The threshold that tells most: the first kind of drinking, alarm, aquatic_acute, eqs, aquatic_chronic there is, and the
/// lowest of it. Null without thresholds.
const ThresholdResult* telling_threshold(const SubstanceArrival& substance, const SubstanceLibrary& library);

/// Of the substances whose telling threshold is of the first kind there is, the one whose median peak is the largest multiple
/// of it: drinking water comes before fish. Without thresholds the first, null without a substance.
const SubstanceArrival* telling_substance(const Arrival& arrival, const SubstanceLibrary& library);

/// "6 h", "3.5 d": hours below two days, else days.
std::string time_text(double hours);

/// One facility's water at one border, over all flows of the run; times by first_water_s(). Pointers into the assessment.
struct BorderArrival {
  const FacilityResult* facility = nullptr;
  const TransportSite* site = nullptr;
  const Receptor* receptor = nullptr;
  const Arrival* usual = nullptr;  ///< at mean flow, or the first of the flows there are
  double likely_h = 0;             ///< at that flow, median
  bool likely_by_wave = false;     ///< the flood wave carries the plume there
  double soonest_h = 0;            ///< P10 of the fastest flow
  bool soonest_by_wave = false;
  double latest_h = 0;             ///< P90 of the slowest
  bool latest_by_wave = false;
  double worst_h = 0;              ///< worst case at the flow where it comes first, never later than soonest_h
  bool worst_by_wave = false;
  Flow worst = Flow::mean;         ///< that flow
  bool some_wave_may_carry = false;  ///< at some of the flows
  Flow fastest = Flow::mean;
  Flow slowest = Flow::mean;
  const SubstanceArrival* substance = nullptr;     ///< the telling one at usual flow; null where no release is known
  const ThresholdResult* threshold = nullptr;
  std::optional<double> highest_ug_l;              ///< P90 of its peak at the flow that dilutes least
  std::optional<double> worst_peak_ug_l;           ///< of the worst case, at the flow where it is highest
  std::optional<double> p_exceed_highest;          ///< at the flow where it is largest
};

/// What the release rests on: "stated" only where volume and the contents shown are, "volume stated, contents assumed" or
/// "volume stated, contents unknown" where only the volume is, "mass stated, volume assumed" or "concentration stated, volume
/// assumed" where only the contents shown are, "assumed", or "unknown".
std::string_view release_word(const BorderArrival& arrival, Language language = Language::en);

/// As of the usual arrival, and the flood wave's part at any flow: who reads soonest_h relies on it.
std::string flag_words(const BorderArrival& arrival, Language language = Language::en);
std::string_view confidence(const BorderArrival& arrival);
std::string_view confidence_ru(const BorderArrival& arrival);

/// In the order of the facilities, then downstream. Empty where the project has no [transport].
std::vector<BorderArrival> border_arrivals(const Assessment& a);

/// Whether the water leaves the time a warning needs: "too late" where not even the usual median does, "tight" where only the
/// soonest arrival does not, else "enough".
std::string_view warning_word(const BorderArrival& arrival, double warning_h);

/// The arrival at mean flow, or the first of the flows there are; null without any.
const Arrival* usual_of(const std::vector<const Arrival*>& flows);

/// Arrivals of one receptor of a site, one per flow of the run.
std::vector<const Arrival*> arrivals_at(const TransportSite& site, std::size_t receptor);

}  // namespace tmfgeo
