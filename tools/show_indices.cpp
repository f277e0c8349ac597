// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/gap_words.h"
#include "tmfgeo/output/layer_rows.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

std::string places(const RankInterval& rank) {
  return rank.first == rank.last ? std::to_string(rank.first) : std::to_string(rank.first) + " to " + std::to_string(rank.last);
}

std::string interval(const IndexValue& v) { return v.value ? fixed(*v.value, 1) : fixed(v.low, 1) + " to " + fixed(v.high, 1); }

json band_json(const std::optional<Band>& b) { return b ? json{{"p10", b->p10}, {"p50", b->p50}, {"p90", b->p90}} : json(nullptr); }

/// "1.3 (0.2 to 2.9)", "at least -3.2", "not known".
std::string risk(const RiskGroup& g) {
  std::string words = g.tbri ? fixed(g.tbri->p50, 1) + " (" + fixed(g.tbri->p10, 1) + " to " + fixed(g.tbri->p90, 1) + ")" : "not known";
  if (!g.tbri && g.at_least) words = "at least " + fixed(*g.at_least, 1);
  return g.tbri && g.certainty == RiskCertainty::lower_bound ? words + " or more" : words;
}

std::string span(const Band& rank) {
  return rank.p10 == rank.p90 ? fixed(rank.p10, 0) : fixed(rank.p10, 0) + " to " + fixed(rank.p90, 0);
}

/// What the places tell of the first few, in a sentence, and what the order below goes by.
std::string first_words(const Assessment& a, const std::string& term, std::size_t count) {
  if (count == a.results.size()) return "By " + term + ", worst first as far as what is known tells; where it does not, by the middle of " + term + ", then by TBRI (risk abroad):";
  const FirstPlaces first = first_places(a, count);
  const std::string n = std::to_string(count);
  std::string words = "The first " + n + " by " + term + ": ";
  if (first.surely >= count) return words + "these are they, whatever the gaps turn out to be.";
  words += first.surely == 0 ? "none is sure" : std::to_string(first.surely) + (first.surely == 1 ? " is sure" : " are sure");
  words += ", " + std::to_string(first.perhaps - first.surely) + " of " + std::to_string(a.results.size()) + " may be among them; what is not known decides.\n";
  return words + "Below, the best order there is: by place where it decides, else by the middle of " + term + ", then by TBRI (risk abroad).";
}

json rank_json(const RankInterval& rank) { return {{"first", rank.first}, {"last", rank.last}}; }

json value_json(const IndexValue& v) {
  return {{"value", v.value ? json(*v.value) : json(nullptr)}, {"low", v.low}, {"high", v.high}};
}

json group_json(const RiskGroup& g) {
  json rank = g.rank ? json{{"first", g.rank->p10}, {"median", g.rank->p50}, {"last", g.rank->p90}} : json(nullptr);
  return {{"id", g.id}, {"tbri", band_json(g.tbri)}, {"at_least", g.at_least ? json(*g.at_least) : json(nullptr)}, {"certainty", to_text(g.certainty)},
          {"rank", rank}, {"tier", g.tier}, {"load_kg_per_year", g.expected_load_kg_per_year ? json(*g.expected_load_kg_per_year) : json(nullptr)},
          {"unknown_crossings", g.unknown_crossings}};
}

void add_what_if(const Assessment& a, json& out) {
  for (const WhatIfRow& row : a.what_if) {
    out["what_if"].push_back({{"id", a.results[row.facility].facility.id}, {"changed", row.changed}, {"before", value_json(row.before)}, {"after", value_json(row.after)},
                              {"rank_before", rank_json(row.rank_before)}, {"rank_after", rank_json(row.rank_after)},
                              {"tbri_before", band_json(row.tbri_before)}, {"tbri_after", band_json(row.tbri_after)}});
  }
  for (const WhatIfGroup& g : a.what_if_groups) {
    out["what_if_groups"].push_back({{"kind", g.kind}, {"id", g.id}, {"before", group_json(g.before)}, {"after", group_json(g.after)}});
  }
}

const WhatIfGroup* what_if_abroad(const Assessment& a, const std::string& facility) {
  for (const WhatIfGroup& g : a.what_if_groups) {
    if (g.kind == "facility" && g.id == facility) return &g;
  }
  return nullptr;
}

void print_what_if_groups(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (const WhatIfGroup& g : a.what_if_groups) {
    const bool moved = risk(g.before) != risk(g.after) || g.before.rank.has_value() != g.after.rank.has_value() || (g.before.rank && span(*g.before.rank) != span(*g.after.rank));
    if (!moved || g.kind == "facility" || g.kind == "river") continue;
    rows.push_back({g.kind == "basin" ? "basin " + g.id : g.id, risk(g.before), risk(g.after), g.before.rank ? span(*g.before.rank) : "", g.after.rank ? span(*g.after.rank) : ""});
  }
  if (rows.empty()) {
    std::puts("\nBasins and pairs of countries: as before.");
    return;
  }
  std::puts("");
  print_table({{"Basin, or from and into"}, {"TBRI before", true}, {"after", true}, {"Place before", true}, {"after", true}}, rows);
}

}  // namespace

void print_ranking(const Assessment& a) {
  const IndexResults& x = *a.index_results;
  const std::string& term = ranking_term(*a.scheme).name;
  const std::size_t count = std::min(kFirstFacilities, a.results.size());
  const std::vector<std::size_t> order = best_order(a, count);
  std::puts(first_words(a, term, count).c_str());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t k = 0; k < count; ++k) {
    const FacilityResult& r = a.results[order[k]];
    const FacilityRank& rank = x.ranks[order[k]];
    const IndexValue* value = term_value(r, term);
    const RiskGroup* abroad = facility_risk(a, r.facility.id);
    const std::string driver = rank.driver.empty() ? "none stands out" : term_in_words(*a.scheme, rank.driver, Language::en);
    const std::string find_out = rank.find_out.empty() ? "" : index_gap_words(a, order[k], rank.find_out.front().input, Language::en);
    const std::string decides = would_decide(a, order[k]);
    rows.push_back({std::to_string(k + 1), name_of(r.facility), value == nullptr ? "" : interval(*value), places(rank.rank), driver, find_out,
                    abroad == nullptr ? "no border" : risk(*abroad), abroad == nullptr || !abroad->rank ? "" : span(*abroad->rank),
                    decides.empty() ? "" : in_words("risk_input", decides, Language::en)});
  }
  print_table({{"", true}, {"Facility"}, {term, true}, {"Place", true}, {"Driven by"}, {"Find out first"}, {"TBRI", true}, {"Place by it", true}, {"For TBRI find out"}}, rows);
}

void print_country_pairs(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  std::vector<RiskGroup> pairs = a.index_results->risk.country_pairs;
  const auto level = [](const RiskGroup& g) { return g.tbri ? std::pair(1, g.tbri->p50) : std::pair(0, g.at_least.value_or(-99)); };
  std::stable_sort(pairs.begin(), pairs.end(), [&](const RiskGroup& p, const RiskGroup& q) { return level(p) > level(q); });
  for (const RiskGroup& g : pairs) {
    rows.push_back({g.id, std::to_string(g.facilities), risk(g), g.rank ? span(*g.rank) : "", std::to_string(g.unknown_crossings), std::string(to_text(g.certainty))});
  }
  if (rows.empty()) return;
  print_table({{"From and into"}, {"Facilities", true}, {"TBRI", true}, {"Place", true}, {"Unknown crossings", true}, {"Known"}}, rows);
  std::puts("");
}

void print_what_if(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (const WhatIfRow& row : a.what_if) {
    const bool moved = row.rank_before.first != row.rank_after.first || row.rank_before.last != row.rank_after.last;
    if (!moved && row.changed.empty()) continue;
    const WhatIfGroup* abroad = what_if_abroad(a, a.results[row.facility].facility.id);
    rows.push_back({name_of(a.results[row.facility].facility), row.changed, interval(row.before), interval(row.after), places(row.rank_before), places(row.rank_after),
                    abroad == nullptr ? "no border" : risk(abroad->before), abroad == nullptr ? "no border" : risk(abroad->after)});
  }
  std::puts("What if:");
  print_table({{"Facility"}, {"Changed"}, {"Index before", true}, {"after", true}, {"Place before", true}, {"after", true}, {"TBRI before", true}, {"after", true}}, rows);
  print_what_if_groups(a);
}

json ranking_json(const Assessment& a) {
  json out{{"term", ranking_term(*a.scheme).name}, {"facilities", json::array()}, {"country_pairs", json::array()}, {"basins", json::array()}, {"rivers", json::array()},
           {"what_if", json::array()}, {"what_if_groups", json::array()}};
  std::vector<std::size_t> place(a.results.size());
  const std::vector<std::size_t> order = best_order(a);
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k + 1;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const FacilityRank& rank = a.index_results->ranks[i];
    json find_out = json::array();
    for (const FindOut& f : rank.find_out) find_out.push_back({{"input", f.input}, {"ranks_left", f.ranks_left + 1}});
    const RiskGroup* abroad = facility_risk(a, a.results[i].facility.id);
    out["facilities"].push_back({{"id", a.results[i].facility.id}, {"order", place[i]}, {"rank", rank_json(rank.rank)}, {"driver", rank.driver}, {"find_out", find_out},
                                 {"risk_abroad", abroad == nullptr ? json(nullptr) : group_json(*abroad)}, {"would_decide", would_decide(a, i)}});
  }
  for (const RiskGroup& g : a.index_results->risk.country_pairs) out["country_pairs"].push_back(group_json(g));
  for (const RiskGroup& g : a.index_results->risk.basins) out["basins"].push_back(group_json(g));
  for (const RiskGroup& g : a.index_results->risk.rivers) out["rivers"].push_back(group_json(g));
  add_what_if(a, out);
  return out;
}

}  // namespace tmfgeo::cli
