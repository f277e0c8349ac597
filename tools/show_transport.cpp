// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/observation_remarks.h"
#include "tmfgeo/core/rough_text.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

json number(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json band_json(const Band& b) { return {{"p10", number(b.p10)}, {"p50", number(b.p50)}, {"p90", number(b.p90)}}; }

std::string band_text(const Band& h) { return time_text(h.p50) + " (" + time_text(h.p10) + " to " + time_text(h.p90) + ")"; }

/// A concentration as people read it.
std::string ug_text(double ug_l) {
  if (!std::isfinite(ug_l)) return "?";
  if (ug_l >= 1e6) return fixed(ug_l / 1e6, ug_l < 1e8 ? 1 : 0) + " g/L";
  if (ug_l >= 1000) return fixed(ug_l / 1000, ug_l < 1e4 ? 2 : ug_l < 1e5 ? 1 : 0) + " mg/L";
  return ug_l < 0.005 ? "<0.01 ug/L" : fixed(ug_l, ug_l < 1 ? 2 : ug_l < 100 ? 1 : 0) + " ug/L";
}

/// A distance known to a factor of ten: two digits.
std::string km_text(double m) {
  const double km = m / 1000;
  return fixed(km, static_cast<int>(std::max(1 - std::floor(std::log10(km)), 0.0)));
}

/// How long a threshold is passed: where most draws stay below it, that of the longest tenth.
std::string above_text(const ThresholdResult& r) {
  const Band h = hours(r.duration_s);
  if (h.p50 > 0) return h.p10 > 0 ? band_text(h) : time_text(h.p50) + " (0 to " + time_text(h.p90) + ")";
  return h.p90 > 0 ? "mostly not; 10 % over " + time_text(h.p90) : "seldom above";
}

/// Behind a time that is the flood wave's.
std::string wave_mark(Flow flow) { return " (wave, " + std::string(to_text(flow)) + ")"; }

/// A share of draws: none of them is not never.
std::string chance(double p) { return p <= 0 ? "<0.01" : p >= 1 ? ">0.99" : fixed(std::clamp(p, 0.01, 0.99), 2); }

json threshold_json(const ThresholdResult& r, const SubstanceLibrary& library) {
  const Threshold& t = library.thresholds[r.threshold];
  return {{"threshold", t.id}, {"kind", t.kind}, {"value_ug_l", t.value_ug_l}, {"of_dissolved", t.of_dissolved}, {"p_exceed", r.p_exceed}, {"above_h", band_json(hours(r.duration_s))}};
}

json substance_json(const SubstanceArrival& s, const SubstanceLibrary& library) {
  json out{{"substance", s.substance}, {"peak_ug_l", band_json(s.peak_ug_l)}, {"worst_peak_ug_l", number(s.worst_peak_ug_l)}, {"load_kg", band_json(s.load_kg)}, {"lost_share", number(s.trapped_share)}};
  out["thresholds"] = json::array();
  for (const ThresholdResult& r : s.thresholds) out["thresholds"].push_back(threshold_json(r, library));
  return out;
}

json arrival_json(const TransportSite& site, const Arrival& arrival, const SubstanceLibrary& library) {
  const Receptor& r = site.receptors[arrival.receptor];
  json out{{"station", r.station.id}, {"name", r.station.name}, {"kind", to_text(r.station.kind)}, {"country", r.station.country}, {"distance_km", r.distance_m / 1000},
           {"flow", to_text(arrival.flow)}, {"discharge_m3_s", number(arrival.discharge_m3_s)}, {"first_h", band_json(hours(arrival.first_s))},
           {"worst_first_h", number(hours(arrival.worst_first_s))}, {"possible_first_h", number(hours(arrival.possible_first_s))}, {"confidence", confidence(arrival)}, {"rests_on", flag_words(arrival)}};
  out["substances"] = json::array();
  if (!site.release) return out;
  out["peak_h"] = band_json(hours(arrival.peak_s));
  out["over_h"] = band_json(hours(arrival.tail_s));
  out["wave_first_h"] = band_json(hours(arrival.wave.first_s));
  out["wave_peak_h"] = band_json(hours(arrival.wave.peak_s));
  out["first_water_h"] = band_json(hours(first_water_s(arrival)));
  out["wave_carries_plume"] = wave_carries(arrival);
  out["wave_peak_m3_s"] = band_json(arrival.wave.peak_m3_s);
  for (const SubstanceArrival& s : arrival.substances) out["substances"].push_back(substance_json(s, library));
  return out;
}

json runout_json(const TransportSite& site) {
  if (!site.runout) return nullptr;
  const Band& m = site.runout->band_m;
  json out = band_json({m.p10 / 1000, m.p50 / 1000, m.p90 / 1000});
  out["beyond_way"] = site.runout->beyond_way;
  return out;
}

json release_json(const TransportSite& site) {
  if (!site.release) return nullptr;
  const ReleaseScenario& r = *site.release;
  json out{{"trigger", to_text(r.trigger)}, {"start", r.start}, {"volume_m3", r.volume_m3.median}, {"volume_sd_log10", r.volume_m3.sd_log10},
           {"volume_origin", to_text(r.volume_m3.origin)}, {"volume_source", r.volume_m3.source}, {"assumptions", json::array()}, {"assumptions_ru", json::array()}};
  for (const Sentence& s : r.assumptions) {
    out["assumptions"].push_back(s.en);
    out["assumptions_ru"].push_back(s.ru);
  }
  out["loads"] = json::array();
  for (const SubstanceLoad& load : r.loads) out["loads"].push_back({{"substance", load.substance}, {"mass_kg", number(median_mass_kg(r, load))}});
  return out;
}

/// What goes in, and whether somebody said so.
void print_release(const PlumeAnswer& answer) {
  if (!answer.site().release) return;
  const ReleaseScenario& r = *answer.site().release;
  const auto word = [](const Spread& s) { return s.origin == Origin::given ? " (stated)" : " (assumed)"; };
  std::string text = "release: " + roughly(r.volume_m3.median) + " m3" + word(r.volume_m3);
  for (const SubstanceLoad& load : r.loads) {
    if (load.substance != answer.substance) continue;
    text += ", " + load.substance + " " + roughly(median_mass_kg(r, load)) + " kg" + word(load.mass_kg.median > 0 ? load.mass_kg : load.concentration_mg_l);
    if (is_mass_cut(r, load)) text += ", less in draws whose water cannot hold so much";
  }
  std::puts(text.c_str());
}

void print_worst_case(const PlumeAnswer& answer) {
  const Arrival& arrival = answer.arrival();
  const SubstanceArrival* s = answer.concentration();
  const bool observed = !answer.observed.empty();
  const auto beyond = [&](bool is_beyond) { return observed && is_beyond ? " (already exceeded by what was observed)" : ""; };
  std::string text = std::string("worst case at ") + std::string(to_text(arrival.flow)) + " flow, with the maximum probable velocity or in one draw of a hundred" + (observed ? ", without what was observed" : "") + ": the first of it arrives after " +
                     time_text(hours(answer.worst_s)) + (answer.worst_s < arrival.worst_first_s ? " (by the flood wave)" : "") + beyond(first_water_s(arrival).p50 < answer.worst_s);
  if (s != nullptr && answer.site().release) text += ", peak " + ug_text(s->worst_peak_ug_l) + beyond(s->peak_ug_l.p50 > s->worst_peak_ug_l);
  std::puts(text.c_str());
}

/// A peak that was measured on the way, or there, and is higher than what is told at its place.
void print_measured_higher(const PlumeAnswer& answer) {
  const auto& receptors = answer.site().receptors;
  for (const Observation& o : answer.observed) {
    for (const Arrival& arrival : answer.site().arrivals) {
      const Receptor& r = receptors[arrival.receptor];
      if (!o.peak_ug_l || r.station.id != o.station || r.distance_m > answer.station().distance_m) continue;
      for (const SubstanceArrival& s : arrival.substances) {
        if (s.substance != o.substance || *o.peak_ug_l <= s.peak_ug_l.p90) continue;
        std::printf("%s was measured at %s: more than the %s that nine of ten draws stay below there; reckon with more than is told here\n", ug_text(*o.peak_ug_l).c_str(), o.station.c_str(), ug_text(s.peak_ug_l.p90).c_str());
      }
    }
  }
}

/// Whose numbers rest on something else than what somebody stated.
void print_refused(const Assessment& a) {
  for (std::size_t i = 0; i < a.transport->sites.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    if (!site.release_refused) continue;
    const char* stands = !site.release ? "nothing is known of it" : site.release->volume_m3.origin == Origin::given ? "the rest of it stands" : "what stands here is assumed";
    std::printf("%s: a row of its stated release was refused (see the issues); %s.\n", name_of(a.results[i].facility).c_str(), stands);
  }
}

}  // namespace

void print_border_arrivals(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  std::string flow;
  for (const BorderArrival& b : border_arrivals(a)) {
    flow = to_text(b.usual->flow);
    const Threshold* limit = b.threshold != nullptr ? &a.transport->library.thresholds[b.threshold->threshold] : nullptr;
    const bool known = b.substance != nullptr && !b.substance->substance.empty();
    rows.push_back({name_of(b.facility->facility), b.receptor->from_country, b.receptor->station.country, fixed(b.receptor->distance_m / 1000, 0),
                    time_text(b.likely_h) + (b.likely_by_wave ? wave_mark(b.usual->flow) : ""),
                    time_text(b.soonest_h) + (b.soonest_by_wave ? wave_mark(b.fastest) : "") + " to " + time_text(b.latest_h) + (b.latest_by_wave ? wave_mark(b.slowest) : ""),
                    known ? b.substance->substance : b.site->release ? "not stated" : "?",
                    known ? ug_text(b.substance->peak_ug_l.p10) + " to " + ug_text(b.substance->peak_ug_l.p90) : "?",
                    limit != nullptr ? ug_text(limit->value_ug_l) : "", b.threshold != nullptr ? chance(b.threshold->p_exceed) : "",
                    b.threshold != nullptr ? above_text(*b.threshold) : "", std::string(confidence(b))});
  }
  if (rows.empty()) {
    std::puts("No release reaches a border.");
    print_refused(a);
    return;
  }
  std::printf("Releases at borders at %s flow: arrival, peak concentration (80 %% of the draws), how likely above the limit and for how long; the band of the arrival is over all flows\n",
              flow.c_str());
  print_table({{"Facility"}, {"From"}, {"To"}, {"km", true}, {"Arrives", true}, {"Band"}, {"Substance"}, {"Peak"}, {"Limit", true}, {"P(above)", true}, {"For", true}, {"How sure"}}, rows);
  const bool some_by_wave = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return (row[4] + row[5]).find("(wave, ") != std::string::npos; });
  if (some_by_wave) std::puts("(wave, low): this time is the flood wave's, which carries the plume at low flow, or may, and comes first; times without such a mark are the plume's.");
  const bool some_unknown = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row[6] == "?"; });
  if (some_unknown) std::puts("?: neither a volume nor a release of the facility is known, so that only times can be told.");
  print_refused(a);
}

json transport_json(const Assessment& a) {
  json out{{"draws", a.project.transport->draws}, {"seed", a.project.transport->seed}};
  out["facilities"] = json::array();
  for (std::size_t i = 0; i < a.transport->sites.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    json f{{"id", a.results[i].facility.id}, {"release", release_json(site)}, {"release_refused", site.release_refused}, {"runout_km", runout_json(site)}};
    f["arrivals"] = json::array();
    for (const Arrival& arrival : site.arrivals) f["arrivals"].push_back(arrival_json(site, arrival, a.transport->library));
    f["runout_zones"] = json::array();
    for (const RunoutZone& z : site.zones) {
      f["runout_zones"].push_back({{"exceedance", number(z.zone.exceedance)}, {"area_km2", z.zone.area_m2 / 1e6}, {"length_km", z.zone.length_m / 1000}, {"places", z.places ? json(*z.places) : json(nullptr)}, {"people", z.people ? json(*z.people) : json(nullptr)}, {"receptors", z.receptors}});
    }
    out["facilities"].push_back(std::move(f));
  }
  return out;
}

json plume_json(const PlumeAnswer& answer) {
  const Assessment& a = answer.assessment;
  json out{{"facility", a.results.front().facility.id}, {"release", release_json(answer.site())}, {"runout_km", runout_json(answer.site())}, {"substance", answer.substance}, {"arrival", arrival_json(answer.site(), answer.arrival(), a.transport->library)}};
  out["observed"] = json::array();
  for (const Observation& o : answer.observed) {
    out["observed"].push_back({{"station", o.station}, {"first_h", hours(o.first_arrival_s)}, {"substance", o.peak_ug_l ? json(o.substance) : json(nullptr)}, {"peak_ug_l", o.peak_ug_l ? json(*o.peak_ug_l) : json(nullptr)}});
  }
  out["worst_first_water_h"] = number(hours(answer.worst_s));
  out["curve"] = nullptr;
  if (answer.curve) out["curve"] = {{"time_s", answer.curve->time_s}, {"p10_ug_l", answer.curve->p10_ug_l}, {"p50_ug_l", answer.curve->p50_ug_l}, {"p90_ug_l", answer.curve->p90_ug_l}, {"typical_ug_l", answer.curve->typical_ug_l}};
  out["issues"] = as_json(a.issues);
  return out;
}

void print_plume(const PlumeAnswer& answer) {
  const Assessment& a = answer.assessment;
  const Arrival& arrival = answer.arrival();
  const Station& station = answer.station().station;
  std::printf("%s → %s, %s km, %s flow (%s m3/s)\n", name_of(a.results.front().facility).c_str(), (station.name.empty() ? station.id : station.name).c_str(),
              fixed(answer.station().distance_m / 1000, 0).c_str(), std::string(to_text(arrival.flow)).c_str(), fixed(arrival.discharge_m3_s, arrival.discharge_m3_s < 10 ? 2 : 0).c_str());
  print_release(answer);
  for (const Observation& o : answer.observed) {
    std::printf("%s: %s after %s%s\n", moves_nothing(o, a.issues) ? "observed, but moves nothing" : "set right by", o.station.c_str(), time_text(hours(o.first_arrival_s)).c_str(), o.peak_ug_l ? ((o.substance.empty() ? ", peak " : ", peak of " + o.substance + " ") + ug_text(*o.peak_ug_l)).c_str() : "");
  }
  const bool any_moves = std::any_of(answer.observed.begin(), answer.observed.end(), [&](const Observation& o) { return !moves_nothing(o, a.issues); });
  if (any_moves) std::puts("(places above move too, by what is common to the whole way)");
  for (const Issue& issue : a.issues) {
    if (issue.code == "observation_far" || issue.code == "observation_other_mass" || issue.code == "observation_perhaps_wave") std::printf("unexpected at %s: %s\n", issue.subject.c_str(), issue.message.c_str());
    if (issue.code == "observation_unused" || issue.code == "observation_wave") std::printf("not used at %s: %s\n", issue.subject.c_str(), issue.message.c_str());
  }
  std::puts("");
  std::vector<std::vector<std::string>> rows;
  const auto add_times = [&](const char* what, const Band& s) { rows.push_back({what, time_text(hours(s.p10)), time_text(hours(s.p50)), time_text(hours(s.p90))}); };
  const auto add_levels = [&](const char* what, const Band& ug_l) { rows.push_back({what, ug_text(ug_l.p10), ug_text(ug_l.p50), ug_text(ug_l.p90)}); };
  if (answer.site().release) {
    const Band& height = arrival.wave.peak_m3_s;
    add_times("flood wave arrives", arrival.wave.first_s);
    const auto flow_text = [](double m3_s) { return fixed(m3_s, m3_s < 10 ? 1 : 0); };
    rows.push_back({"flood wave's height, m3/s", flow_text(height.p10), flow_text(height.p50), flow_text(height.p90)});
  }
  add_times("plume arrives", arrival.first_s);
  if (answer.site().release) add_times("plume's peak", arrival.peak_s);
  const SubstanceArrival* s = answer.concentration();
  if (answer.site().release) add_times("falls to a tenth of its peak", arrival.tail_s);
  if (answer.site().release && s != nullptr) add_levels(s->substance.empty() ? "peak, of 1 g/L released" : ("peak of " + s->substance).c_str(), s->peak_ug_l);
  print_table({{"After the release began"}, {"10 %", true}, {"median", true}, {"90 %", true}}, rows);
  if (answer.site().release && !wave_words(arrival).empty()) std::puts(wave_words(arrival).c_str());
  print_worst_case(answer);
  print_measured_higher(answer);
  std::printf("how sure: %s%s\n", std::string(confidence(arrival)).c_str(), flag_words(arrival).empty() ? "" : (" (" + flag_words(arrival) + ")").c_str());
  if (const auto& runout = answer.site().runout) {
    const Band& m = runout->band_m;
    std::printf("the tailings themselves run out %s km (%s to %s); what stays there is not taken off the plume\n", km_text(m.p50).c_str(), km_text(m.p10).c_str(), km_text(m.p90).c_str());
    if (runout->beyond_way) std::printf("more than one draw in ten reaches the end of the known way, %s km: how far beyond is unknown\n", km_text(m.p90).c_str());
  }
  if (!answer.site().release) {
    std::puts("no release is known of the facility: only times can be told");
    return;
  }
  if (s == nullptr || s->thresholds.empty()) return;
  std::puts("");
  rows.clear();
  for (const ThresholdResult& r : s->thresholds) {
    const Threshold& t = a.transport->library.thresholds[r.threshold];
    rows.push_back({t.title, ug_text(t.value_ug_l) + (t.of_dissolved ? " dissolved" : ""), chance(r.p_exceed), above_text(r), t.mark});
  }
  print_table({{"Threshold"}, {"Value", true}, {"P(exceeded)", true}, {"For"}, {"Mark"}}, rows);
}

}  // namespace tmfgeo::cli
