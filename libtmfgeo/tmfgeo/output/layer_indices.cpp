// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/gap_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/source_words.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

struct IndexRow {
  const Assessment* a;
  std::size_t facility;
  const FacilityResult* r;
  const IndexValue* thi;
  const IndexValue* tri;
  const FacilityRank* rank;
  const Scheme* scheme;
  std::string ranked_by;
  std::size_t facilities;  ///< of all
  std::size_t order;
};

std::optional<double> value_of(const IndexValue* v) { return v == nullptr ? std::nullopt : v->value; }
std::optional<double> low_of(const IndexValue* v) { return v == nullptr ? std::nullopt : std::optional(v->low); }
std::optional<double> high_of(const IndexValue* v) { return v == nullptr ? std::nullopt : std::optional(v->high); }

/// The worst fifth, rounded up: what a country with a hundred dams looks at first.
std::size_t first_fifth(std::size_t facilities) { return (facilities + 4) / 5; }

enum class Attention { surely, perhaps, no };
Attention attention_of(const IndexRow& x) {
  const std::size_t fifth = first_fifth(x.facilities);
  if (x.rank->rank.last <= fifth) return Attention::surely;
  return x.rank->rank.first <= fifth ? Attention::perhaps : Attention::no;
}

std::string attention(const IndexRow& x) {
  switch (attention_of(x)) {
    case Attention::surely: return "surely in the worst fifth";
    case Attention::perhaps: return "perhaps in the worst fifth";
    case Attention::no: return "not in the worst fifth";
  }
  return {};
}

std::string attention_ru(const IndexRow& x) {
  switch (attention_of(x)) {
    case Attention::surely: return "точно среди худшей пятой части";
    case Attention::perhaps: return "возможно среди худшей пятой части";
    case Attention::no: return "не среди худшей пятой части";
  }
  return {};
}

std::vector<std::string> find_out_inputs(const FacilityRank& rank) {
  std::vector<std::string> names;
  for (const FindOut& f : rank.find_out) names.push_back(f.input);
  return names;
}

auto driver_in(Language language) {
  return [language](const IndexRow& x) { return if_any(x.rank->driver.empty() ? "" : term_in_words(*x.scheme, x.rank->driver, language)); };
}

auto find_out_first_in(Language language) {
  return [language](const IndexRow& x) { return if_any(x.rank->find_out.empty() ? "" : index_gap_words(*x.a, x.facility, x.rank->find_out.front().input, language)); };
}

auto find_out_in(Language language) {
  return [language](const IndexRow& x) { return if_any(index_gaps_words(*x.a, x.facility, language)); };
}

struct TermRow {
  const FacilityResult* r;
  const TermValue* t;
  const SchemeTerm* term;
  const Scheme* scheme;
  bool drives;
};

auto missing_in(Language language) {
  return [language](const TermRow& x) { return if_any(all_in_words("input", x.t->value.missing, language)); };
}

auto input_in(Language language) {
  return [language](const TermRow& x) { return if_any(x.t->input.empty() ? "" : in_words("input", x.t->input, language)); };
}

auto class_in(Language language) {
  return [language](const TermRow& x) { return if_any(x.t->class_words.empty() ? "" : class_in_words(x.t->class_words, language)); };
}

}  // namespace

FeatureTable indices_layer(const Assessment& a) {
  static const Schema<IndexRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const IndexRow& x) { return x.r->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const IndexRow& x) { return if_any(x.r->facility.name); }},
      {"country", "", "Country", "Country of the border file at the point.", [](const IndexRow& x) { return if_any(x.r->country_found); }},
      {"thi", "", "THI", "Tailings Hazard Index; missing unless every input is known.", [](const IndexRow& x) { return value_of(x.thi); }},
      {"thi_low", "", "THI, lowest", "Lowest value that what is not known allows.", [](const IndexRow& x) { return low_of(x.thi); }},
      {"thi_high", "", "THI, highest", "Highest value that what is not known allows.", [](const IndexRow& x) { return high_of(x.thi); }},
      {"tri", "", "TRI", "Tailings Risk Index; missing unless every input is known.", [](const IndexRow& x) { return value_of(x.tri); }},
      {"tri_low", "", "TRI, lowest", "Lowest value that what is not known allows.", [](const IndexRow& x) { return low_of(x.tri); }},
      {"tri_high", "", "TRI, highest", "Highest value that what is not known allows.", [](const IndexRow& x) { return high_of(x.tri); }},
      {"ranked_by", "", "Ranked by", "Term of the scheme that the places go by.", [](const IndexRow& x) { return x.ranked_by; }},
      {"rank_first", "", "Place, at worst", "Earliest place in the ranking that is possible; 1 is the worst facility.",
       [](const IndexRow& x) { return static_cast<std::int64_t>(x.rank->rank.first); }},
      {"rank_last", "", "Place, at best", "Latest place that is possible.", [](const IndexRow& x) { return static_cast<std::int64_t>(x.rank->rank.last); }},
      {"order", "", "Best order", "1 is to be looked at first: by the places where they decide, else by the middle of the index, then by the transboundary risk.",
       [](const IndexRow& x) { return static_cast<std::int64_t>(x.order); }},
      {"class", "", "Attention", "surely, perhaps or not in the worst fifth of the facilities.", attention},
      {"class_ru", "", "Внимание", "The same in Russian.", attention_ru},
      {"driver", "", "Driven by", "Term that lifts the facility most above the median of the others.", [](const IndexRow& x) { return if_any(x.rank->driver); }},
      {"driver_words", "", "Driven by, in words", "The term's title.", driver_in(Language::en)},
      {"driver_ru", "", "Что определяет место", "The same in Russian.", driver_in(Language::ru)},
      {"driver_excess", "", "By how much", "Value of that term over the median.",
       [](const IndexRow& x) { return x.rank->driver.empty() ? std::nullopt : std::optional(x.rank->driver_excess); }},
      {"find_out_first", "", "Find out first", "Missing input whose knowledge would narrow the place most.",
       [](const IndexRow& x) { return x.rank->find_out.empty() ? std::nullopt : std::optional(x.rank->find_out.front().input); }},
      {"find_out_first_words", "", "Find out first, in words", "The input in words.", find_out_first_in(Language::en)},
      {"find_out_first_ru", "", "Что выяснить сначала", "The same in Russian.", find_out_first_in(Language::ru)},
      {"ranks_left", "", "Places then left", "How many places are then still possible, on average; now: from rank_first to rank_last.",
       [](const IndexRow& x) { return x.rank->find_out.empty() ? std::nullopt : std::optional(x.rank->find_out.front().ranks_left + 1); }},
      {"find_out", "", "Not known", "All missing inputs, the one that narrows most first.", [](const IndexRow& x) { return if_any(joined(find_out_inputs(*x.rank), ", ")); }},
      {"find_out_words", "", "Not known, in words", "The inputs in words.", find_out_in(Language::en)},
      {"find_out_ru", "", "Чего не знаем", "The same in Russian.", find_out_in(Language::ru)},
  };
  std::vector<IndexRow> rows;
  std::vector<std::size_t> place(a.results.size(), 0);
  if (a.index_results) {
    const std::vector<std::size_t> order = best_order(a);
    for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k + 1;
  }
  std::vector<Geometry> geometry;
  for (std::size_t i = 0; a.index_results && i < a.results.size(); ++i) {
    const FacilityResult& r = a.results[i];
    rows.push_back({&a, i, &r, term_value(r, "thi"), term_value(r, "tri"), &a.index_results->ranks[i], a.scheme.get(), ranking_term(*a.scheme).name, a.results.size(), place[i]});
    geometry.push_back(point_geometry(r.facility.location));
  }
  FeatureTable table = schema.table("indices", rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  table.geometry = std::move(geometry);
  return table;
}

FeatureTable index_terms_layer(const Assessment& a) {
  static const Schema<TermRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const TermRow& x) { return x.r->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const TermRow& x) { return if_any(x.r->facility.name); }},
      {"scheme", "", "Scheme", "Id of the scheme file.", [](const TermRow& x) { return x.scheme->id(); }},
      {"term", "", "Term", "Name of the term or index in the scheme.", [](const TermRow& x) { return x.t->term; }},
      {"title", "", "Title", "The term in words.", [](const TermRow& x) { return x.term->title; }},
      {"title_ru", "", "Название", "The same in Russian.", [](const TermRow& x) { return x.term->title_ru; }},
      {"value", "", "Value", "Missing unless every input is known.", [](const TermRow& x) { return x.t->value.value; }},
      {"low", "", "Lowest", "Lowest value that what is not known allows.", [](const TermRow& x) { return x.t->value.low; }},
      {"high", "", "Highest", "Highest value that what is not known allows.", [](const TermRow& x) { return x.t->value.high; }},
      {"unit", "", "Unit", "Unit of the value, 1 for a plain number.", [](const TermRow& x) { return if_any(x.term->unit); }},
      {"class", "", "Class", "Class of the scheme the input fell into; missing where the term has no classes.", [](const TermRow& x) { return if_any(x.t->class_words); }},
      {"class_words", "", "Class, in words", "The class in words.", class_in(Language::en)},
      {"class_ru", "", "Класс", "The same in Russian.", class_in(Language::ru)},
      {"missing_inputs", "", "Not known", "Inputs that are not known.", [](const TermRow& x) { return if_any(joined(x.t->value.missing, ", ")); }},
      {"missing_inputs_words", "", "Not known, in words", "The inputs in words.", missing_in(Language::en)},
      {"missing_inputs_ru", "", "Чего не знаем", "The same in Russian.", missing_in(Language::ru)},
      {"input", "", "Input", "Input the value was read from; missing for sums and unknown values.", [](const TermRow& x) { return if_any(x.t->input); }},
      {"input_words", "", "Input, in words", "The input in words.", input_in(Language::en)},
      {"input_ru", "", "Исходная величина", "The same in Russian.", input_in(Language::ru)},
      {"input_value", "", "Input's value", "Where it is a number, in the input's unit.", [](const TermRow& x) { return x.t->input_number; }},
      {"input_source", "", "Input's source", "Where the input comes from.", [](const TermRow& x) { return if_any(x.t->input_source); }},
      {"input_source_ru", "", "Источник величины", "The same in Russian; what a user wrote stays as it is.", [](const TermRow& x) { return if_any(source_in_russian(x.t->input_source)); }},
      {"origin", "", "Origin", "Of the input. given: stated by the user; computed: from maps; extrapolated: beyond what they cover; default: rests on a default of the method; missing for sums and unknown values.",
       [](const TermRow& x) { return x.t->origin == Origin::unknown ? std::nullopt : std::optional(std::string(to_text(x.t->origin))); }},
      {"source", "", "Source", "Where the term's formula or table comes from.", [](const TermRow& x) { return x.term->source; }},
      {"source_ru", "", "Источник", "The same in Russian, where the scheme has it.", [](const TermRow& x) { return x.term->source_ru; }},
      {"mark", "", "Mark", "confirmed, or to_confirm where a table or formula behind the value still is.",
       [](const TermRow& x) { return std::string(to_text(x.t->value.mark)); }},
      {"drives", "", "Drives the place", "Whether this term lifts the facility most above the others.", [](const TermRow& x) { return x.drives; }},
  };
  std::vector<TermRow> rows;
  for (std::size_t f = 0; f < a.results.size(); ++f) {
    const FacilityResult& r = a.results[f];
    for (std::size_t i = 0; i < r.indices.size(); ++i) {
      const bool drives = a.index_results && a.index_results->ranks[f].driver == r.indices[i].term;
      rows.push_back({&r, &r.indices[i], &a.scheme->terms()[i], a.scheme.get(), drives});
    }
  }
  return schema.table("index_terms", rows);
}

}  // namespace tmfgeo
