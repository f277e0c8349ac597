// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/gap_words.h"

#include <filesystem>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"

namespace tmfgeo {
namespace {

/// ": 3 records of places.csv have no location (see issues)"; empty where all have one.
std::string not_placed_words(const Assessment& a, std::size_t records, Language language) {
  if (records == 0 || !a.project.places) return {};
  const std::string file = std::filesystem::path(a.project.places->file()).filename().string();
  if (language == Language::en) return ": " + counted_en(records, "record", "records") + " of " + file + (records == 1 ? " has" : " have") + " no location (see issues)";
  return ": у " + counted_ru(records, "записи", "записей", "записей") + " файла " + file + " нет координат (см. замечания)";
}

}  // namespace

std::string index_gap_words(const Assessment& a, std::size_t facility, const std::string& input, Language language) {
  const Exposure& e = a.results[facility].exposure;
  const bool only_not_placed = input == "people_on_path" && !e.people_from_raster && e.complete && e.places_without_population == 0;
  return in_words("input", input, language) + (only_not_placed ? not_placed_words(a, e.places_not_placed, language) : "");
}

std::string index_gaps_words(const Assessment& a, std::size_t facility, Language language) {
  std::vector<std::string> gaps;
  for (const FindOut& f : a.index_results->ranks[facility].find_out) gaps.push_back(index_gap_words(a, facility, f.input, language));
  return joined(gaps, "; ");
}

std::vector<std::string> risk_gaps_words(const Assessment& a, std::size_t crossing, Language language) {
  const IndexResults& x = *a.index_results;
  std::size_t not_placed = 0;
  if (!a.project.exposure.population) {
    for (const CountryExposure& e : x.exposure[x.basis[crossing].facility]) {
      if (e.country == x.crossings[crossing].affected) not_placed = e.places_not_placed;
    }
  }
  std::vector<std::string> words;
  for (const std::string& input : risk_gaps(a, crossing)) {
    words.push_back(in_words("risk_input", input, language) + (input == "people" ? not_placed_words(a, not_placed, language) : ""));
  }
  return words;
}

}  // namespace tmfgeo
