// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/river_words.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

struct Row {
  const Facility* facility;
  const WhatIfRow* what;
  const WhatIfGroup* abroad;  ///< null where it reaches no border
};

std::optional<double> median(const std::optional<Band>& band) { return band ? std::optional(band->p50) : std::nullopt; }
std::optional<double> place(const RiskGroup& risk, double Band::*percentile) { return risk.rank ? std::optional((*risk.rank).*percentile) : std::nullopt; }

/// "factor_of_safety = 1.5, status = closed" with the inputs of schemes in words; other attributes by their names.
std::string change_in_words(const std::string& changed, Language language) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < changed.size();) {
    const std::size_t end = std::min(changed.find(", ", begin), changed.size());
    const std::string part = changed.substr(begin, end - begin);
    const auto equals = part.find(" = ");
    const std::string value = equals == std::string::npos ? "" : part.substr(equals + 3);
    parts.push_back(equals == std::string::npos ? part : in_words("input", part.substr(0, equals), language) + " = " + with_decimal_sign(class_in_words(value, language), language));
    begin = end + 2;
  }
  return joined(parts, ", ");
}

auto changed_in(Language language) {
  return [language](const Row& x) { return x.what->changed.empty() ? std::nullopt : std::optional(change_in_words(x.what->changed, language)); };
}

/// A group with what it is called.
struct ChangedGroup : WhatIfGroup {
  std::string words;
  std::string words_ru;
};

std::string group_words(const Assessment& a, const WhatIfGroup& group, Language language) {
  if (group.kind == "river") return river_words(group.id, language);
  if (group.kind == "basin") return basin_name(a, group.id, language);
  if (group.kind == "facility") {
    for (const FacilityResult& r : a.results) {
      if (r.facility.id != group.id) continue;
      const std::string& name = language == Language::ru && !r.facility.name_ru.empty() ? r.facility.name_ru : r.facility.name;
      return name.empty() ? group.id : name;
    }
  }
  return group.id;
}

std::int64_t place(std::size_t rank) { return static_cast<std::int64_t>(rank); }

}  // namespace

FeatureTable what_if_layer(const Assessment& a) {
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.facility->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return x.facility->name.empty() ? std::nullopt : std::optional(x.facility->name); }},
      {"changed", "", "Changed", "What was tried; missing for facilities that were left as they are.",
       [](const Row& x) { return x.what->changed.empty() ? std::nullopt : std::optional(x.what->changed); }},
      {"changed_words", "", "Changed, in words", "The same with what was changed in words.", changed_in(Language::en)},
      {"changed_ru", "", "Что изменено", "The same in Russian.", changed_in(Language::ru)},
      {"index_before", "", "Index before", "Of the ranking term; missing unless every input is known.", [](const Row& x) { return x.what->before.value; }},
      {"index_before_low", "", "Before, lowest", "Lowest value that what is not known allows.", [](const Row& x) { return x.what->before.low; }},
      {"index_before_high", "", "Before, highest", "Highest value.", [](const Row& x) { return x.what->before.high; }},
      {"index_after", "", "Index after", "With the changes.", [](const Row& x) { return x.what->after.value; }},
      {"index_after_low", "", "After, lowest", "Lowest value that what is not known allows.", [](const Row& x) { return x.what->after.low; }},
      {"index_after_high", "", "After, highest", "Highest value.", [](const Row& x) { return x.what->after.high; }},
      {"rank_before_first", "", "Place before, at worst", "Earliest place possible; 1 is the worst facility.", [](const Row& x) { return place(x.what->rank_before.first); }},
      {"rank_before_last", "", "Place before, at best", "Latest place possible.", [](const Row& x) { return place(x.what->rank_before.last); }},
      {"rank_after_first", "", "Place after, at worst", "Earliest place possible with the changes.", [](const Row& x) { return place(x.what->rank_after.first); }},
      {"rank_after_last", "", "Place after, at best", "Latest place possible with the changes.", [](const Row& x) { return place(x.what->rank_after.last); }},
      {"tbri_before", "", "TBRI before", "Median over all crossings of the facility; missing where not known.", [](const Row& x) { return median(x.what->tbri_before); }},
      {"tbri_after", "", "TBRI after", "The same with the changes.", [](const Row& x) { return median(x.what->tbri_after); }},
      {"tbri_at_least_before", "", "TBRI before, at least", "What is sure of it.", [](const Row& x) { return x.abroad ? x.abroad->before.at_least : std::nullopt; }},
      {"tbri_at_least_after", "", "TBRI after, at least", "The same with the changes.", [](const Row& x) { return x.abroad ? x.abroad->after.at_least : std::nullopt; }},
  };
  std::vector<Row> rows;
  std::map<std::string, const WhatIfGroup*> abroad;
  for (const WhatIfGroup& group : a.what_if_groups) {
    if (group.kind == "facility") abroad.emplace(group.id, &group);
  }
  for (const WhatIfRow& row : a.what_if) {
    const Facility& facility = a.results[row.facility].facility;
    const auto found = abroad.find(facility.id);
    rows.push_back({&facility, &row, found == abroad.end() ? nullptr : found->second});
  }
  return schema.table("what_if", rows);
}

FeatureTable what_if_groups_layer(const Assessment& a) {
  using G = ChangedGroup;
  static const Schema<G> schema{
      {"kind", "", "Of what", "facility, river, basin or country_pair.", [](const G& x) { return x.kind; }},
      {"kind_words", "", "Of what, in words", "The same in words.", [](const G& x) { return in_words("risk_group", x.kind, Language::en); }},
      {"kind_ru", "", "Чего", "The same in Russian.", [](const G& x) { return in_words("risk_group", x.kind, Language::ru); }},
      {"id", "", "Which", "Id of the facility, river, outlet of the basin, or the countries.", [](const G& x) { return x.id; }},
      {"id_words", "", "Which, in words", "Name of the facility, river or basin, or the countries.", &G::words},
      {"id_ru", "", "Какой", "The same in Russian.", &G::words_ru},
      {"tbri_before", "", "TBRI before", "Median; missing where not known.", [](const G& x) { return median(x.before.tbri); }},
      {"tbri_after", "", "TBRI after", "The same with the changes.", [](const G& x) { return median(x.after.tbri); }},
      {"tbri_at_least_before", "", "TBRI before, at least", "What is sure of it.", [](const G& x) { return x.before.at_least; }},
      {"tbri_at_least_after", "", "TBRI after, at least", "The same with the changes.", [](const G& x) { return x.after.at_least; }},
      {"load_kg_per_year_before", "kg/a", "Load before", "Expected load above the thresholds in a year.", [](const G& x) { return x.before.expected_load_kg_per_year; }},
      {"load_kg_per_year_after", "kg/a", "Load after", "The same with the changes.", [](const G& x) { return x.after.expected_load_kg_per_year; }},
      {"rank_before_p10", "", "Place before, at worst", "Earliest place but for one draw in ten; 1 is the worst.", [](const G& x) { return place(x.before, &Band::p10); }},
      {"rank_before_p90", "", "Place before, at best", "Latest place but for one draw in ten.", [](const G& x) { return place(x.before, &Band::p90); }},
      {"rank_after_p10", "", "Place after, at worst", "The same with the changes.", [](const G& x) { return place(x.after, &Band::p10); }},
      {"rank_after_p90", "", "Place after, at best", "The same with the changes.", [](const G& x) { return place(x.after, &Band::p90); }},
      {"certainty_after", "", "Known", "known, known but for the release rate, lower bound only, or unknown, with the changes.", [](const G& x) { return std::string(to_text(x.after.certainty)); }},
      {"certainty_after_ru", "", "Известность после", "The same in Russian.", [](const G& x) { return certainty_ru(x.after.certainty); }},
  };
  std::vector<G> rows;
  for (const WhatIfGroup& group : a.what_if_groups) rows.push_back({group, group_words(a, group, Language::en), group_words(a, group, Language::ru)});
  return schema.table("what_if_groups", rows);
}

}  // namespace tmfgeo
