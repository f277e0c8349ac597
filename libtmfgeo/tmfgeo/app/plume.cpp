// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/plume.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/observation_remarks.h"
#include "tmfgeo/app/transport_run.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/rough_text.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/core/utc_time.h"

namespace tmfgeo {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& found, const std::string& expected) {
  throw Error(ErrorCode::usage, option + ": found \"" + found + "\", expected " + expected);
}

std::string or_nearest(const std::string& word, const std::vector<std::string>& known) {
  const auto nearest = nearest_word(word, known);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : known.empty() ? "" : " out of: " + joined(known, ", ");
}

Facility facility_of(const FacilityInventory& inventory, const std::string& id) {
  std::vector<std::string> ids;
  for (const Facility& f : inventory.facilities) {
    if (f.id == id) return f;
    ids.push_back(f.id);
  }
  refuse("--facility", id, "the id of a facility" + or_nearest(id, ids));
}

/// The first receptor downstream that the text means: by id, by name, or as the country behind a border.
std::size_t receptor_of(const TransportSite& site, const std::string& text, const std::string& option) {
  const std::string wanted = folded(trimmed(text));
  const auto& receptors = site.receptors;
  const auto find = [&](const auto& fits) { return std::find_if(receptors.begin(), receptors.end(), [&](const Receptor& r) { return fits(r.station); }); };
  auto found = find([&](const Station& s) { return s.id == text; });
  if (found == receptors.end()) found = find([&](const Station& s) { return folded(s.name) == wanted || (!s.name_ru.empty() && folded(s.name_ru) == wanted); });
  if (found == receptors.end()) found = find([&](const Station& s) { return folded(s.id) == wanted; });
  if (found == receptors.end()) found = find([&](const Station& s) { return s.kind == ReceptorKind::border && folded(s.country) == wanted; });
  if (found != receptors.end()) return static_cast<std::size_t>(found - receptors.begin());
  std::vector<std::string> known;
  for (const Receptor& r : receptors) known.push_back(r.station.kind == ReceptorKind::town ? r.station.name : r.station.id);
  refuse(option, text, receptors.empty() ? "a receptor on the route; there is none: see the issues" : "a receptor on the route" + or_nearest(text, known));
}

/// "42h", "1.5d", "42 ч", "2 сут".
std::optional<double> seconds_of_span(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 5> units{{{"h", 3600}, {"d", 86400}, {"ч", 3600}, {"сут", 86400}, {"д", 86400}}};
  for (const auto& [unit, seconds] : units) {
    if (!text.ends_with(unit)) continue;
    const auto number = parse_number(trimmed(text.substr(0, text.size() - unit.size()))).value;
    if (number) return *number * seconds;
  }
  return std::nullopt;
}

/// "+43.5h" of "+43,5h", whatever follows; absent where the comma is none within a time.
std::optional<std::string> with_point(const std::string& text) {
  const auto comma = text.find(',');
  if (comma == std::string::npos || !text.starts_with("+") || !parse_number(text.substr(1, comma - 1)).value) return std::nullopt;
  const std::string fraction = text.substr(comma + 1, text.find(',', comma + 1) - comma - 1);
  if (!seconds_of_span(fraction)) return std::nullopt;
  return text.substr(0, comma) + "." + fraction;
}

Observation observation_of(const TransportSite& site, const std::string& text, const std::string& option) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) refuse(option, text, "STATION=TIME or STATION=TIME,CONCENTRATION");
  const std::string rest = text.substr(equals + 1);
  const auto comma = rest.find(',');
  if (const auto meant = with_point(rest)) refuse(option, text, "a decimal point in the time: \"" + *meant + "\"; a comma comes before the concentration");
  Observation o;
  o.station = site.receptors[receptor_of(site, text.substr(0, equals), option)].station.id;
  o.first_arrival_s = seconds_after_release(rest.substr(0, comma), site.release ? site.release->start : "", option);
  if (comma != std::string::npos) o.peak_ug_l = parsed_ug_l(rest.substr(comma + 1), option);
  return o;
}

/// Where on the way an observation was made, m.
double distance_of(const TransportSite& site, const Observation& o) { return site.receptors[receptor_of(site, o.station, "--observed")].distance_m; }

/// Observations of one place are one: arrival and peak may be told apart, under any of its names.
std::vector<Observation> joined_observations(const TransportSite& site, const std::vector<Observation>& told) {
  constexpr double kSameTime_s = 60;
  std::vector<Observation> joined;
  for (const Observation& o : told) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&](const Observation& j) { return distance_of(site, j) == distance_of(site, o); });
    if (same == joined.end()) {
      joined.push_back(o);
      continue;
    }
    const std::string where = "--observed: " + o.station + (o.station == same->station ? "" : " and " + same->station + ", one place,") + " is told twice, ";
    if (std::abs(same->first_arrival_s - o.first_arrival_s) > kSameTime_s) {
      throw Error(ErrorCode::usage, where + "with arrivals after " + fixed(hours(same->first_arrival_s), 1) + " h and " + fixed(hours(o.first_arrival_s), 1) + " h: expected one");
    }
    if (same->peak_ug_l && o.peak_ug_l && *same->peak_ug_l != *o.peak_ug_l) {
      throw Error(ErrorCode::usage, where + "with peaks of " + roughly(*same->peak_ug_l) + " ug/L and " + roughly(*o.peak_ug_l) + " ug/L: expected one");
    }
    if (o.peak_ug_l) same->peak_ug_l = o.peak_ug_l;
  }
  return joined;
}

/// An answer of an assumed release would look like that of the one stated.
void expect_no_refused_row(const StatedReleases& releases, const std::string& facility) {
  for (const Issue& issue : releases.issues) {
    if (issue.subject != facility || issue_code(issue.code).severity != Severity::error) continue;
    throw Error(ErrorCode::invalid_input, issue.record + ": " + issue.field + " of the release of " + facility + ": " + issue.message + "; mend the row or take it out", issue.file);
  }
}

/// Water does not run backwards: farther down nothing was there sooner.
void expect_in_order(const TransportSite& site, const std::vector<Observation>& observed) {
  for (const Observation& up : observed) {
    for (const Observation& down : observed) {
      if (distance_of(site, down) <= distance_of(site, up) || down.first_arrival_s >= up.first_arrival_s) continue;
      throw Error(ErrorCode::usage, "--observed: " + down.station + " lies below " + up.station + ", expected a later arrival there");
    }
  }
}

/// A concentration says something only of contents that are known.
void expect_contents(const Observation& o, const PlumeAnswer& answer, const std::string& option) {
  if (!o.peak_ug_l || !answer.substance.empty()) return;
  throw Error(ErrorCode::usage, option + ": found a concentration at " + o.station + ", expected its time alone: " +
                                    (answer.site().release ? "what the release holds is not known, only how it is thinned out; state the substance in the releases file"
                                                           : "no release of the facility is known that it could be compared with"));
}

/// The worst case is that without what was observed.
void keep_worst_case(const std::vector<Arrival>& before, std::vector<Arrival>& after) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    after[i].worst_first_s = before[i].worst_first_s;
    after[i].worst_water_s = before[i].worst_water_s;
    after[i].wave.worst_peak_m3_s = before[i].wave.worst_peak_m3_s;
    for (std::size_t s = 0; s < after[i].substances.size(); ++s) after[i].substances[s].worst_peak_ug_l = before[i].substances[s].worst_peak_ug_l;
  }
}

std::string substance_of(const TransportSite& site, const Arrival& arrival, const SubstanceLibrary& library, const std::string& wanted) {
  if (!site.release) {
    if (wanted.empty()) return "";
    throw Error(ErrorCode::usage, "--substance: no release of the facility is known, expected volume_m3 in the facilities file or a row in the releases file");
  }
  if (wanted.empty()) {
    const SubstanceArrival* told = telling_substance(arrival, library);
    return told != nullptr ? told->substance : "";
  }
  std::vector<std::string> known;
  for (const SubstanceLoad& load : site.release->loads) known.push_back(load.substance);
  if (std::find(known.begin(), known.end(), wanted) == known.end()) refuse("--substance", wanted, "a substance of the release" + or_nearest(wanted, known));
  return wanted;
}

/// Where the offset from UTC begins in an ISO 8601 time; its end where none is written.
std::size_t zone_at(const std::string& time) {
  const auto clock = time.find_first_of("Tt ");
  const auto zone = clock == std::string::npos ? clock : time.find_first_of("Zz+-", clock);
  return std::min(zone, time.size());
}

/// A time without an offset is taken in that of the release's start: who tells one clock means it for the other.
std::string with_zone_of(const std::string& time, const std::string& start) {
  const std::string text(trimmed(time)), begin(trimmed(start));
  if (zone_at(text) < text.size() || zone_at(begin) == begin.size()) return text;
  const bool has_clock = text.find(':') != std::string::npos;
  return text + (has_clock ? "" : "T00:00") + begin.substr(zone_at(begin));
}

}  // namespace

const SubstanceArrival* PlumeAnswer::concentration() const {
  for (const SubstanceArrival& s : arrival().substances) {
    if (s.substance == substance) return &s;
  }
  return nullptr;
}

double seconds_after_release(const std::string& text, const std::string& start, const std::string& option) {
  constexpr const char* expected = "hours or days after the release (\"+42h\", \"+1.5d\") or an ISO 8601 time (\"2000-02-01T16:00Z\")";
  double seconds = 0;
  if (text.starts_with("+") && text.size() > 2) {
    const auto after = seconds_of_span(text.substr(1));
    if (!after) refuse(option, text, expected);
    seconds = *after;
  } else {
    const auto when = utc_seconds(with_zone_of(text, start));
    if (!when) refuse(option, text, expected);
    const auto begin = utc_seconds(start);
    if (!begin) refuse(option, text, "hours after the release (\"+42h\"): the release has no start");
    seconds = static_cast<double>(*when - *begin);
  }
  if (!(seconds > 0)) refuse(option, text, "a time after the release" + (start.empty() ? "" : ", which began " + start));
  return seconds;
}

double parsed_ug_l(const std::string& text, const std::string& option) {
  // Micro is U+00B5 on keyboards and U+03BC in Greek.
  constexpr std::array<std::pair<const char*, double>, 8> units{{{"mg/L", 1e3}, {"ug/L", 1}, {"\u00B5g/L", 1}, {"\u03BCg/L", 1}, {"g/L", 1e6}, {"мг/л", 1e3}, {"мкг/л", 1}, {"г/л", 1e6}}};
  const std::string given(trimmed(text));
  for (const auto& [unit, factor] : units) {
    if (!folded(given).ends_with(folded(unit))) continue;
    const auto number = parse_number(trimmed(std::string_view(given).substr(0, given.size() - std::string_view(unit).size()))).value;
    if (number && *number > 0) return *number * factor;
  }
  refuse(option, text, "a concentration with its unit: 32.6mg/L, 50ug/L");
}

PlumeAnswer ask_plume(const Project& given, const PlumeQuestion& question, const Progress& progress) {
  if (!given.transport) throw Error(ErrorCode::usage, "nothing is said of releases: expected a table [transport] in the project", given.file);
  Project project = given;
  project.natech.reset();
  project.transport->flows = {question.flow};
  FacilityInventory inventory = read_project_facilities(project);
  const TransportData data = read_transport_data(project, inventory.facilities);
  expect_no_refused_row(data.releases, question.facility);
  inventory.facilities = {facility_of(inventory, question.facility)};
  PlumeAnswer answer;
  answer.assessment = assess_facilities(project, std::move(inventory), progress, {.transport = &data, .ranks = nullptr});
  Assessment& a = answer.assessment;
  TransportResults& t = *a.transport;
  TransportSite& site = t.sites.front();
  answer.receptor = receptor_of(site, question.station, "--at");
  for (const std::string& text : question.observed) answer.observed.push_back(observation_of(site, text, "--observed"));
  answer.observed = joined_observations(site, answer.observed);
  for (const std::string& text : question.compared) answer.compared.push_back(observation_of(site, text, "--compare"));
  expect_in_order(site, answer.observed);
  answer.substance = substance_of(site, answer.arrival(), t.library, question.substance);
  for (const Observation& o : answer.compared) expect_contents(o, answer, "--compare");
  for (Observation& o : answer.observed) {
    expect_contents(o, answer, "--observed");
    o.substance = answer.substance;
    const std::size_t r = receptor_of(site, o.station, "--observed");
    const double possible_s = site.arrivals[r].possible_first_s;
    if (o.first_arrival_s < possible_s) {
      throw Error(ErrorCode::usage, "--observed: found an arrival at " + o.station + " " + fixed(hours(o.first_arrival_s), 1) +
                                        " h after the release began, expected +" + fixed(hours(possible_s) + 0.05, 1) + "h or later: no water can be there before");
    }
    Issues unused;  // what the wave brought is not put in, and told as that alone
    expect_held(o, site, is_of_wave(o, site.arrivals[r]) ? unused : a.issues);
    tell_far(o, site.arrivals[r], a.issues);
  }
  answer.worst_s = worst_water_s(answer.arrival());
  std::vector<Observation> used;
  std::copy_if(answer.observed.begin(), answer.observed.end(), std::back_inserter(used), [&](const Observation& o) { return !is_of_wave(o, site.arrivals[receptor_of(site, o.station, "--observed")]); });
  const ReleaseScenario fallback = times_only(a.results.front().facility);
  const Journey journey = journey_of(a.results.front(), site, fallback);
  const EnsembleOptions ensemble = ensemble_of(*project.transport, data.spread);
  if (!used.empty()) {
    const std::vector<Arrival> before = std::move(site.arrivals);
    site.arrivals = plume_arrivals(a.network, t.states, std::span(&journey, 1), t.library, used, ensemble).front();
    keep_worst_case(before, site.arrivals);
    for (const Observation& o : used) {
      const std::size_t r = receptor_of(site, o.station, "--observed");
      tell_other_mass(o, before[r], site.arrivals[r], a.issues);
    }
  }
  if (site.release) answer.curve = plume_curve(a.network, t.states.front(), journey, answer.receptor, answer.substance, t.library, used, ensemble);
  return answer;
}

}  // namespace tmfgeo
