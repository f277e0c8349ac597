// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/arrival_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

struct TwoLanguages {
  std::string_view en;
  std::string_view ru;
  std::string_view in(Language language) const { return language == Language::ru ? ru : en; }
};

struct FlagWords {
  ReachFlag flag;
  TwoLanguages words;
};

constexpr std::array kFlagWords{
    FlagWords{discharge_default, {"discharge by default", "расход по умолчанию"}},
    FlagWords{area_default, {"upstream area by default", "водосбор по умолчанию"}},
    FlagWords{discharge_from_area, {"discharge scaled from a gauge", "расход пересчитан с поста"}},
    FlagWords{discharge_from_runoff, {"discharge from a raster of runoff", "расход по растру стока"}},
    FlagWords{slope_default, {"slope by default", "уклон по умолчанию"}},
    FlagWords{extrapolated, {"velocity beyond the range of its equation", "скорость вне пределов своего уравнения"}},
    FlagWords{in_lake, {"passes a lake or reservoir (plume and flood wave by its volume alone)", "на пути озеро или водохранилище (загрязнение и волна — только по его объёму)"}},
    FlagWords{overland, {"partly overland", "частично по склону"}},
};
constexpr TwoLanguages kNoWidth{"width and depth estimated", "ширина и глубина оценены"};
constexpr TwoLanguages kSomeWidth{"depth and part of the widths estimated", "глубина и часть ширины оценены"};
constexpr TwoLanguages kWidth{"depth estimated", "глубина оценена"};
constexpr TwoLanguages kWaveCarries{"the flood wave carries the plume", "загрязнение несёт паводковая волна"};
constexpr TwoLanguages kWaveMayCarry{"the flood wave may carry the plume", "загрязнение, возможно, несёт паводковая волна"};
constexpr TwoLanguages kNotMixed{"not mixed over the river's width yet", "ещё не перемешано по ширине реки"};

constexpr std::array<std::string_view, 5> kTellingKinds{"drinking", "alarm", "aquatic_acute", "eqs", "aquatic_chronic"};

std::size_t rank_of(const std::string& kind) {
  return static_cast<std::size_t>(std::find(kTellingKinds.begin(), kTellingKinds.end(), kind) - kTellingKinds.begin());
}

const SubstanceArrival* substance_of(const Arrival& arrival, const std::string& name) {
  for (const SubstanceArrival& s : arrival.substances) {
    if (s.substance == name) return &s;
  }
  return nullptr;
}

const ThresholdResult* result_of(const SubstanceArrival& s, std::size_t threshold) {
  for (const ThresholdResult& r : s.thresholds) {
    if (r.threshold == threshold) return &r;
  }
  return nullptr;
}

void add_flow(const Arrival& arrival, BorderArrival& b) {
  const Band first_h = hours(first_water_s(arrival));
  if (first_h.p10 < b.soonest_h) {
    b.soonest_h = first_h.p10;
    b.soonest_by_wave = first_h.p10 < hours(arrival.first_s.p10);
    b.fastest = arrival.flow;
  }
  if (first_h.p90 > b.latest_h) {
    b.latest_h = first_h.p90;
    b.latest_by_wave = first_h.p90 < hours(arrival.first_s.p90);
    b.slowest = arrival.flow;
  }
  if (const double worst_h = hours(worst_water_s(arrival)); worst_h < b.worst_h) {
    b.worst_h = worst_h;
    b.worst_by_wave = worst_by_wave(arrival);
    b.worst = arrival.flow;
  }
  b.some_wave_may_carry |= wave_may_carry(arrival);
  const SubstanceArrival* same = b.substance != nullptr ? substance_of(arrival, b.substance->substance) : nullptr;
  if (same == nullptr) return;
  b.highest_ug_l = std::max(b.highest_ug_l.value_or(0), same->peak_ug_l.p90);
  b.worst_peak_ug_l = std::max(b.worst_peak_ug_l.value_or(0), same->worst_peak_ug_l);
  const ThresholdResult* passed = b.threshold != nullptr ? result_of(*same, b.threshold->threshold) : nullptr;
  if (passed != nullptr) b.p_exceed_highest = std::max(b.p_exceed_highest.value_or(0), passed->p_exceed);
}

}  // namespace

bool wave_carries(const Arrival& arrival) { return arrival.wave.peak_m3_s.p50 > arrival.discharge_m3_s; }

bool wave_may_carry(const Arrival& arrival) { return arrival.wave.peak_m3_s.p90 > arrival.discharge_m3_s; }

Band first_water_s(const Arrival& arrival) {
  const Band& plume = arrival.first_s;
  const Band& wave = arrival.wave.first_s;
  const Band& peak = arrival.wave.peak_m3_s;
  const auto first = [&](double peak_m3_s, double wave_s, double plume_s) { return peak_m3_s > arrival.discharge_m3_s ? std::min(wave_s, plume_s) : plume_s; };
  return {first(peak.p90, wave.p10, plume.p10), first(peak.p50, wave.p50, plume.p50), first(peak.p10, wave.p90, plume.p90)};
}

double worst_water_s(const Arrival& arrival) { return std::min(arrival.worst_water_s, first_water_s(arrival).p10); }

bool worst_by_wave(const Arrival& arrival) { return worst_water_s(arrival) < arrival.worst_first_s; }

bool wave_carries_at_worst(const Arrival& arrival) { return arrival.wave.worst_peak_m3_s > arrival.discharge_m3_s; }

namespace {

/// `some_wave`: the flood wave may carry the plume, there or at another flow.
std::string rests_on(const Arrival& arrival, bool some_wave, Language language) {
  std::vector<std::string> words;
  const auto add = [&](bool holds, const TwoLanguages& text) {
    if (holds) words.emplace_back(text.in(language));
  };
  for (const FlagWords& f : kFlagWords) add((arrival.flags & f.flag) != 0, f.words);
  const bool some_estimated = (arrival.flags & width_depth_estimated) != 0;
  const bool some_measured = (arrival.flags & depth_estimated) != 0;
  add(some_estimated && !some_measured, kNoWidth);
  add(some_estimated && some_measured, kSomeWidth);
  add(some_measured && !some_estimated, kWidth);
  if (some_wave) add(true, wave_carries(arrival) ? kWaveCarries : kWaveMayCarry);
  add(!arrival.laterally_mixed, kNotMixed);
  return joined(words, "; ");
}

std::string_view in_russian(std::string_view confidence) { return confidence == "fair" ? "удовлетворительная" : confidence == "low" ? "низкая" : "очень низкая"; }

}  // namespace

std::string flag_words(const Arrival& arrival, Language language) { return rests_on(arrival, wave_may_carry(arrival), language); }

std::string flag_words(const BorderArrival& arrival, Language language) { return rests_on(*arrival.usual, arrival.some_wave_may_carry, language); }

std::string wave_words(const Arrival& arrival, Language language) {
  const bool russian = language == Language::ru;
  const auto time = [&](double s) {
    if (!russian) return time_text(hours(s));
    const double h = hours(s);
    std::string text = h < 48 ? fixed(h, h < 10 ? 1 : 0) + " ч" : fixed(h / 24, h < 240 ? 1 : 0) + " сут";
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  };
  if (!wave_may_carry(arrival)) {
    if (!wave_carries_at_worst(arrival) || !worst_by_wave(arrival)) return {};
    return (russian ? "в худшем случае загрязнение несёт паводковая волна: первая вода через " : "in the worst case the flood wave carries the plume: its first water comes after ") + time(worst_water_s(arrival));
  }
  const Band first = first_water_s(arrival);
  return std::string((wave_carries(arrival) ? kWaveCarries : kWaveMayCarry).in(language)) + (russian ? ": первая вода с ним приходит через " : ": its first water comes after ") +
         time(first.p50) + (russian ? " (от " : " (") + time(first.p10) + (russian ? " до " : " to ") + time(first.p90) + ")";
}

std::string_view confidence(const Arrival& arrival) {
  if ((arrival.flags & (discharge_default | area_default)) != 0) return "very low";
  if ((arrival.flags & (discharge_from_area | discharge_from_runoff | slope_default | extrapolated | in_lake)) != 0 || wave_may_carry(arrival) || !arrival.laterally_mixed) return "low";
  return "fair";
}

std::string_view confidence(const BorderArrival& arrival) {
  const std::string_view usual = confidence(*arrival.usual);
  return usual == "fair" && arrival.some_wave_may_carry ? "low" : usual;
}

std::string_view confidence_ru(const Arrival& arrival) { return in_russian(confidence(arrival)); }

std::string_view confidence_ru(const BorderArrival& arrival) { return in_russian(confidence(arrival)); }

std::pair<std::size_t, double> telling_order(const Threshold& threshold) { return {rank_of(threshold.kind), threshold.value_ug_l}; }

const ThresholdResult* telling_threshold(const SubstanceArrival& substance, const SubstanceLibrary& library) {
  const ThresholdResult* best = nullptr;
  const auto key = [&](const ThresholdResult& r) { return telling_order(library.thresholds[r.threshold]); };
  for (const ThresholdResult& r : substance.thresholds) {
    if (best == nullptr || key(r) < key(*best)) best = &r;
  }
  return best;
}

const SubstanceArrival* telling_substance(const Arrival& arrival, const SubstanceLibrary& library) {
  const SubstanceArrival* best = nullptr;
  std::pair<std::size_t, double> best_key;
  for (const SubstanceArrival& s : arrival.substances) {
    std::pair<std::size_t, double> key{kTellingKinds.size() + 1, 0};
    if (const ThresholdResult* t = telling_threshold(s, library)) {
      const Threshold& limit = library.thresholds[t->threshold];
      key = {rank_of(limit.kind), -s.peak_ug_l.p50 / limit.value_ug_l};
    }
    if (best != nullptr && !(key < best_key)) continue;
    best = &s;
    best_key = key;
  }
  return best;
}

std::string time_text(double h) {
  if (!std::isfinite(h)) return "?";
  if (h < 48) return fixed(h, h < 10 ? 1 : 0) + " h";
  return fixed(h / 24, h < 240 ? 1 : 0) + " d";
}

std::vector<const Arrival*> arrivals_at(const TransportSite& site, std::size_t receptor) {
  std::vector<const Arrival*> found;
  for (const Arrival& arrival : site.arrivals) {
    if (arrival.receptor == receptor) found.push_back(&arrival);
  }
  return found;
}

const Arrival* usual_of(const std::vector<const Arrival*>& flows) {
  const auto mean = std::find_if(flows.begin(), flows.end(), [](const Arrival* x) { return x->flow == Flow::mean; });
  return mean != flows.end() ? *mean : flows.empty() ? nullptr : flows.front();
}

std::vector<BorderArrival> border_arrivals(const Assessment& a) {
  std::vector<BorderArrival> rows;
  if (!a.transport) return rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    for (std::size_t r = 0; r < site.receptors.size(); ++r) {
      const auto flows = arrivals_at(site, r);
      if (site.receptors[r].station.kind != ReceptorKind::border || flows.empty()) continue;
      BorderArrival b;
      b.facility = &a.results[i];
      b.site = &site;
      b.receptor = &site.receptors[r];
      b.usual = usual_of(flows);
      b.likely_h = hours(first_water_s(*b.usual).p50);
      b.likely_by_wave = b.likely_h < hours(b.usual->first_s.p50);
      b.soonest_h = b.worst_h = std::numeric_limits<double>::infinity();
      if (site.release) b.substance = telling_substance(*b.usual, a.transport->library);
      if (b.substance != nullptr) b.threshold = telling_threshold(*b.substance, a.transport->library);
      for (const Arrival* arrival : flows) add_flow(*arrival, b);
      rows.push_back(b);
    }
  }
  return rows;
}

std::string_view release_word(const BorderArrival& arrival, Language language) {
  constexpr TwoLanguages kUnknown{"unknown", "неизвестен"}, kAssumed{"assumed", "предположен"}, kStated{"stated", "задан"};
  constexpr TwoLanguages kMass{"mass stated, volume assumed", "задана масса, объём предположен"};
  constexpr TwoLanguages kConcentration{"concentration stated, volume assumed", "задана концентрация, объём предположен"};
  constexpr TwoLanguages kVolume{"volume stated, contents assumed", "задан объём, состав предположен"};
  constexpr TwoLanguages kVolumeAlone{"volume stated, contents unknown", "задан объём, состав неизвестен"};
  if (!arrival.site->release) return kUnknown.in(language);
  const ReleaseScenario& release = *arrival.site->release;
  const bool has_volume = release.volume_m3.origin == Origin::given;
  const auto load = std::find_if(release.loads.begin(), release.loads.end(),
                                 [&](const SubstanceLoad& l) { return arrival.substance != nullptr && l.substance == arrival.substance->substance; });
  if (load == release.loads.end()) return (has_volume ? kVolumeAlone : kAssumed).in(language);
  const bool by_mass = load->mass_kg.median > 0;
  const bool has_contents = (by_mass ? load->mass_kg : load->concentration_mg_l).origin == Origin::given;
  if (has_volume) return (has_contents ? kStated : kVolume).in(language);
  return (!has_contents ? kAssumed : by_mass ? kMass : kConcentration).in(language);
}

std::string_view warning_word(const BorderArrival& arrival, double warning_h) {
  if (arrival.likely_h < warning_h) return "too late";
  return arrival.soonest_h < warning_h ? "tight" : "enough";
}

}  // namespace tmfgeo
