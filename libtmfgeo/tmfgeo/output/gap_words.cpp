// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/gap_words.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kNamedPlaces = 5;

/// "3 records of places.csv have no location (see issues)"; empty where all have one.
std::string not_placed_words(const Assessment& a, std::size_t records, Language language) {
  if (records == 0 || !a.project.places) return {};
  const std::string file = std::filesystem::path(a.project.places->file()).filename().string();
  if (language == Language::en) return counted_en(records, "record", "records") + " of " + file + (records == 1 ? " has" : " have") + " no location (see issues)";
  return "у " + counted_ru(records, "записи", "записей", "записей") + " файла " + file + " нет координат (см. замечания)";
}

/// "places in the corridor without a population: Grocka, Kladovo"; empty where all have one.
std::string unpopulated_words(const std::vector<PlaceName>& places, Language language) {
  if (places.empty()) return {};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(places.size(), kNamedPlaces); ++i) {
    const std::string& name = language == Language::ru && !places[i].name_ru.empty() ? places[i].name_ru : places[i].name;
    names.push_back(name.empty() ? std::string(language == Language::en ? "one without a name" : "без названия") : name);
  }
  const std::size_t more = places.size() - names.size();
  const std::string list = joined(names, ", ") + (more == 0 ? "" : (language == Language::en ? " and more: " : " и ещё: ") + std::to_string(more));
  return (language == Language::en ? "places in the corridor without a population: " : "в полосе вдоль пути есть населённые пункты, число жителей которых не указано: ") + list;
}

/// Why people are not known, behind a colon; empty where it is neither.
std::string people_gap_words(const Assessment& a, std::size_t not_placed, const std::vector<PlaceName>& unpopulated, Language language) {
  std::vector<std::string> why;
  for (std::string words : std::array{not_placed_words(a, not_placed, language), unpopulated_words(unpopulated, language)}) {
    if (!words.empty()) why.push_back(std::move(words));
  }
  return why.empty() ? std::string() : ": " + joined(why, ", ");
}

}  // namespace

std::string index_gap_words(const Assessment& a, std::size_t facility, const std::string& input, Language language) {
  const Exposure& e = a.results[facility].exposure;
  const bool by_places = input == "people_on_path" && !e.people_from_raster && e.complete;
  return in_words("input", input, language) + (by_places ? people_gap_words(a, e.places_not_placed, e.unpopulated, language) : "");
}

std::string index_gaps_words(const Assessment& a, std::size_t facility, Language language) {
  std::vector<std::string> gaps;
  for (const FindOut& f : a.index_results->ranks[facility].find_out) gaps.push_back(index_gap_words(a, facility, f.input, language));
  return joined(gaps, "; ");
}

std::vector<std::string> risk_gaps_words(const Assessment& a, std::size_t crossing, Language language) {
  const IndexResults& x = *a.index_results;
  const CountryExposure* there = nullptr;
  if (!a.project.exposure.population) {
    for (const CountryExposure& e : x.exposure[x.basis[crossing].facility]) {
      if (e.country == x.crossings[crossing].affected) there = &e;
    }
  }
  std::vector<std::string> words;
  for (const std::string& input : risk_gaps(a, crossing)) {
    words.push_back(in_words("risk_input", input, language) + (input == "people" && there != nullptr ? people_gap_words(a, there->places_not_placed, there->unpopulated, language) : ""));
  }
  return words;
}

}  // namespace tmfgeo
