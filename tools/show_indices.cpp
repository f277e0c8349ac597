// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/app/code_words.h"
#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

/// How many facilities are named: those to look at first.
constexpr std::size_t kFirst = 5;

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

std::string places(const RankInterval& rank) {
  return rank.first == rank.last ? std::to_string(rank.first) : std::to_string(rank.first) + " to " + std::to_string(rank.last);
}

std::string interval(const IndexValue& v) { return v.value ? fixed(*v.value, 1) : fixed(v.low, 1) + " to " + fixed(v.high, 1); }

std::string band(const std::optional<Band>& b) { return b ? fixed(b->p10, 1) + " to " + fixed(b->p90, 1) : "not known"; }

json band_json(const std::optional<Band>& b) { return b ? json{{"p10", b->p10}, {"p50", b->p50}, {"p90", b->p90}} : json(nullptr); }

json rank_json(const RankInterval& rank) { return {{"first", rank.first}, {"last", rank.last}}; }

json value_json(const IndexValue& v) {
  return {{"value", v.value ? json(*v.value) : json(nullptr)}, {"low", v.low}, {"high", v.high}};
}

}  // namespace

void print_ranking(const Assessment& a) {
  const IndexResults& x = *a.index_results;
  const std::string& term = ranking_term(*a.scheme).name;
  const std::vector<std::size_t> order = worst_first_order(a);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t k = 0; k < std::min(kFirst, order.size()); ++k) {
    const FacilityResult& r = a.results[order[k]];
    const FacilityRank& rank = x.ranks[order[k]];
    const IndexValue* value = term_value(r, term);
    rows.push_back({places(rank.rank), name_of(r.facility), value == nullptr ? "" : interval(*value), rank.driver.empty() ? "" : term_in_words(*a.scheme, rank.driver, Language::en),
                    rank.find_out.empty() ? "" : in_words("input", rank.find_out.front().input, Language::en)});
  }
  print_table({{"Place", true}, {"Facility"}, {term, true}, {"Driven by"}, {"Find out first"}}, rows);
}

void print_country_pairs(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (const RiskGroup& g : a.index_results->risk.country_pairs) {
    rows.push_back({g.id, std::to_string(g.facilities), band(g.tbri), g.tier == 0 ? "" : std::to_string(g.tier), std::to_string(g.unknown_crossings)});
  }
  if (rows.empty()) return;
  print_table({{"From and into"}, {"Facilities", true}, {"TBRI P10 to P90", true}, {"Tier", true}, {"Unknown crossings", true}}, rows);
  std::puts("");
}

void print_what_if(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (const WhatIfRow& row : a.what_if) {
    const bool moved = row.rank_before.first != row.rank_after.first || row.rank_before.last != row.rank_after.last;
    if (!moved && row.changed.empty()) continue;
    rows.push_back({name_of(a.results[row.facility].facility), row.changed, interval(row.before), interval(row.after), places(row.rank_before), places(row.rank_after),
                    row.tbri_before ? fixed(row.tbri_before->p50, 1) : "", row.tbri_after ? fixed(row.tbri_after->p50, 1) : ""});
  }
  std::puts("What if:");
  print_table({{"Facility"}, {"Changed"}, {"Index before", true}, {"after", true}, {"Place before", true}, {"after", true}, {"TBRI before", true}, {"after", true}}, rows);
}

json ranking_json(const Assessment& a) {
  json out{{"term", ranking_term(*a.scheme).name}, {"facilities", json::array()}, {"country_pairs", json::array()}, {"what_if", json::array()}};
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const FacilityRank& rank = a.index_results->ranks[i];
    json find_out = json::array();
    for (const FindOut& f : rank.find_out) find_out.push_back({{"input", f.input}, {"ranks_left", f.ranks_left}});
    out["facilities"].push_back({{"id", a.results[i].facility.id}, {"rank", rank_json(rank.rank)}, {"driver", rank.driver}, {"find_out", find_out}});
  }
  for (const RiskGroup& g : a.index_results->risk.country_pairs) {
    out["country_pairs"].push_back({{"id", g.id}, {"tbri", band_json(g.tbri)}, {"tier", g.tier}, {"unknown_crossings", g.unknown_crossings}});
  }
  for (const WhatIfRow& row : a.what_if) {
    out["what_if"].push_back({{"id", a.results[row.facility].facility.id}, {"changed", row.changed}, {"before", value_json(row.before)}, {"after", value_json(row.after)},
                              {"rank_before", rank_json(row.rank_before)}, {"rank_after", rank_json(row.rank_after)},
                              {"tbri_before", band_json(row.tbri_before)}, {"tbri_after", band_json(row.tbri_after)}});
  }
  return out;
}

}  // namespace tmfgeo::cli
