// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/code_words.h"
#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

struct Row {
  const Facility* facility;
  const WhatIfRow* what;
};

std::optional<double> median(const std::optional<Band>& band) { return band ? std::optional(band->p50) : std::nullopt; }
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
  };
  std::vector<Row> rows;
  for (const WhatIfRow& row : a.what_if) rows.push_back({&a.results[row.facility].facility, &row});
  return schema.table("what_if", rows);
}

}  // namespace tmfgeo
