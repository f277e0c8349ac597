// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "cli.h"
#include "natech_words.h"
#include "show.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

constexpr const char* kUnknown = "?";

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

/// An acceleration as people read it.
std::string pga_text(double g) { return g < 0.0005 ? "<0.001" : fixed(g, 3); }

/// A probability as people read it.
std::string chance(const std::optional<double>& p) {
  if (!p) return kUnknown;
  if (*p == 0) return "0";
  if (*p < 5e-5) return "<0.0001";
  return fixed(*p, 4);
}

const DamageState* state_of(const std::vector<DamageState>& states, const char* mechanism) {
  for (const DamageState& s : states) {
    if (s.mechanism == mechanism) return &s;
  }
  return nullptr;
}

/// A lower bound as people read it; one near zero says nothing.
std::string at_least(const std::optional<double>& p) { return p && *p >= 5e-5 ? "≥ " + chance(p) : kUnknown; }

/// How likely a release is, with its bounds where they lie far apart.
std::string release_text(const std::vector<DamageState>& states) {
  const DamageState* s = state_of(states, "release");
  if (s == nullptr || !s->probability) return kUnknown;
  if (s->at_least) return at_least(s->probability_low ? s->probability_low : s->probability);
  const bool wide = s->probability_low && s->probability_high && *s->probability_high > 2 * *s->probability_low && *s->probability_high >= 5e-5;
  return wide ? chance(s->probability_low) + " to " + chance(s->probability_high) : chance(s->probability);
}

/// How sure a yearly release is: its weakest origin, and whether much of it lies beyond the hazard data.
std::string how_sure_yearly(const std::vector<DamageState>& states) {
  const DamageState* s = state_of(states, "release");
  if (s == nullptr || !s->probability) return std::string(to_text(Origin::unknown));
  std::string text(to_text(s->origin));
  const bool beyond = s->probability_low && *s->probability_low < 0.9 * *s->probability;
  if (beyond && s->origin != Origin::extrapolated) text += ", extrapolated";
  if (s->at_least) text += ", judged in part";
  return text;
}

/// Origin of the shaking and of the release: the weaker, since a release is made from both.
std::string how_sure(const EventShaking& shaking, const std::vector<DamageState>& damage) {
  const DamageState* s = state_of(damage, "release");
  const bool judged = s != nullptr && s->probability;
  std::string text = judged ? std::string(to_text(weaker(shaking.origin, s->origin))) : "shaking " + std::string(to_text(shaking.origin)) + ", release unknown";
  if (judged && s->at_least) text += ", judged in part";
  if (shaking.ln_median_g && shaking.note.find(" is outside ") != std::string::npos) text += ", outside the models' range";
  return text;
}

/// A group's probabilities in words: unknown, lower bounds, or as they are.
struct GroupWords {
  const NatechGroup& group;
  std::size_t unknown;
  std::size_t partly;
  std::string any(double p) const { return !group.judged_any(unknown - partly) ? kUnknown : unknown > 0 ? at_least(p) : chance(p); }
  std::string two(double p) const { return group.group.members.size() < 2 ? "–" : !group.judged_two(unknown - partly) ? kUnknown : unknown > 0 ? at_least(p) : chance(p); }
  std::string not_judged() const { return std::to_string(unknown) + (partly > 0 ? " (" + std::to_string(partly) + " in part)" : ""); }
};

/// The value, and that it is no more than a guess.
std::string hazard_text(const SiteCurve& hazard, double return_period_y) {
  const auto pga = pga_of(hazard, return_period_y);
  if (!pga) return kUnknown;
  if (pga->below) return "below " + pga_text(pga->value);
  return pga_text(pga->value) + (origin_of(*pga) == Origin::extrapolated || hazard.origin == Origin::extrapolated ? " extrapolated" : "");
}

/// "dry (estimated, of the town)": the status with what weakens it.
std::string flood_text(const Facility& f, const NatechSite& site) {
  std::vector<std::string> doubts;
  if (site.flood_estimated) doubts.emplace_back("estimated");
  if (is_of_a_town(f) && site.flood.status != FloodStatus::not_modelled) doubts.emplace_back("of the town");
  std::string word(to_text(site.flood.status));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word + (doubts.empty() ? "" : " (" + joined(doubts, ", ") + ")");
}

/// Why values of the table are no more than guesses, each reason once.
void print_hazard_notes(const Assessment& a) {
  std::map<std::string, int> notes;
  for (const NatechSite& site : a.natech->sites) {
    if (!site.hazard.curve) continue;
    for (const double period_y : {475.0, 2475.0}) {
      const std::string note = note_of(level_at(*site.hazard.curve, period_y), *site.hazard.curve, period_y);
      if (!note.empty()) ++notes["PGA " + shortest(period_y) + ": " + note];
    }
    if (!site.hazard.note.empty()) ++notes["PGA: " + site.hazard.note];
  }
  for (const auto& [note, count] : notes) std::printf("%s (%d %s)\n", note.c_str(), count, count == 1 ? "facility" : "facilities");
}

/// What keeps dams from being judged, and where it stands.
void print_not_judged(const NatechGroup& all, const GroupOutcome& o) {
  if (o.members_unknown == 0) return;
  std::printf("Not judged: %zu of %s, in part: %zu. What is missing of each is in layer damage_states, column note;\n"
              "most is told by dam_type, dam_height_m, freeboard_m, factor_of_safety and downstream_slope_deg in the facilities file.\n",
              o.members_unknown - o.members_partly, counted_en(all.group.members.size(), "facility", "facilities").c_str(), o.members_partly);
}

}  // namespace

void print_yearly(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const NatechSite& site = a.natech->sites[i];
    rows.push_back({name_of(a.results[i].facility), fixed(site.ground.vs30_m_s, 0) + (site.ground.origin == Origin::by_default ? " default" : ""), hazard_text(site.hazard, 475),
                    hazard_text(site.hazard, 2475), release_text(site.yearly), how_sure_yearly(site.yearly), std::string(to_text(site.earthquake_check.verdict)),
                    flood_text(a.results[i].facility, site), std::string(to_text(site.flood_check.verdict))});
  }
  const NatechInput& input = *a.project.natech;
  print_table({{"Facility"}, {"Vs30 m/s", true}, {"PGA 475 g", true}, {"PGA 2475 g", true}, {"P(release) a year", true}, {"How sure"}, {"Earthquake criterion"}, {"Floods"}, {"Flood criterion"}}, rows);
  if (input.pga.empty() && !input.catalogue && !input.area_sources) std::puts("How often it shakes is not known: the project has none of [[natech.pga]], [natech.catalogue], [natech.area_sources].");
  if (input.floods.empty() && !(a.project.dem && input.estimate_floods)) std::puts("Floods are not known: the project has neither [[natech.flood]] nor a [dem] to estimate from.");
  print_hazard_notes(a);
}

void print_event(const Assessment& a, const NatechEvent& event) {
  std::printf("%s, M %s\n", event.title.c_str(), std::isfinite(event.magnitude) ? fixed(event.magnitude, 1).c_str() : kUnknown);
  for (const std::string& note : event.notes) std::printf("  %s\n", note.c_str());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const EventShaking& s = event.shaking[i];
    const bool known = s.ln_median_g.has_value();
    rows.push_back({name_of(a.results[i].facility), known ? pga_text(std::exp(*s.ln_median_g)) : kUnknown,
                    known ? pga_text(s.percentile_g(0.16)) + " to " + pga_text(s.percentile_g(0.84)) : kUnknown, release_text(event.damage[i]),
                    how_sure(s, event.damage[i])});
  }
  print_table({{"Facility"}, {"PGA g", true}, {"16 % to 84 %", true}, {"P(release)", true}, {"How sure"}}, rows);
  std::puts("");
  rows.clear();
  for (std::size_t g = 0; g < a.natech->groups.size(); ++g) {
    const NatechGroup& group = a.natech->groups[g];
    const GroupOutcome& o = event.joint.groups[g];
    const GroupWords words{group, o.members_unknown, o.members_partly};
    rows.push_back({group.kind, group.group.id, std::to_string(group.group.members.size()), words.not_judged(), words.any(o.p_any),
                    words.two(o.p_two_or_more), words.two(o.p_two_or_more_independent)});
  }
  print_table({{"By"}, {"Group"}, {"Facilities", true}, {"Not judged", true}, {"P(any release)", true}, {"P(two or more)", true}, {"if independent", true}}, rows);
  if (!a.natech->groups.empty()) print_not_judged(a.natech->groups.front(), event.joint.groups.front());
}

void print_floods(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t g = 0; g < a.natech->floods.size(); ++g) {
    const NatechGroup& group = a.natech->groups[g];
    const FloodGroupOutcome& o = a.natech->floods[g];
    if (!group.judged_any(o.members_unknown - o.members_partly)) continue;
    const GroupWords words{group, o.members_unknown, o.members_partly};
    rows.push_back({group.kind, group.group.id, std::to_string(group.group.members.size()), words.not_judged(), words.any(o.p_any), words.any(o.p_any_independent),
                    words.two(o.p_two_or_more), words.two(o.p_two_or_more_independent)});
  }
  std::puts(rows.empty() ? "Floods of a year: for no facility is it known which flood would break it." : "Floods of a year, if one flood is as rare everywhere, and if floods were independent");
  if (rows.empty()) return;
  print_table({{"By"}, {"Group"}, {"Facilities", true}, {"Not judged", true}, {"P(any release)", true}, {"if independent", true}, {"P(two or more)", true}, {"if independent", true}}, rows);
  std::puts("Not judged are facilities too that no storm or flood of the data breaks: what breaks them is rarer than what the data tell of.");
}

}  // namespace tmfgeo::cli
