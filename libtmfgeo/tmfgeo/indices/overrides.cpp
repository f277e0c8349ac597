// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/overrides.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/indices/rules.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {
namespace {

constexpr std::array<const char*, 4> kColumns{"facility", "input", "value", "source"};

std::array<std::size_t, 4> columns_of(const FeatureTable& table) {
  std::array<std::size_t, 4> columns{};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = table.find(kColumns[i]);
    if (!found) {
      throw Error(ErrorCode::invalid_input, std::string("has no column \"") + kColumns[i] + "\", expected facility, input, value and source", table.source);
    }
    columns[i] = *found;
  }
  return columns;
}

std::string unknown_word(const char* what, const std::string& word, const std::vector<std::string>& words) {
  const auto nearest = nearest_word(word, words);
  return std::string("found ") + what + " \"" + word + "\", expected one that is known" + (nearest ? " (did you mean \"" + *nearest + "\"?)" : "");
}

/// The value as a cell of the facilities file; nothing where the input is no attribute of a facility.
CellProblem set_attribute(Facility& facility, const std::string& name, const InputValue& value) {
  const FacilityAttribute* attribute = find_facility_attribute(name);
  if (attribute == nullptr) return {};
  const double* number = std::get_if<double>(&value.value);
  const CellProblem problem = attribute->read(facility, number != nullptr ? shortest(*number) : std::get<std::string>(value.value));
  if (problem.code.empty()) facility.sources[name] = value.source;
  return problem;
}

/// A word as the facilities file has it, Russian ones too; nothing where the input is no such attribute.
std::optional<std::string> word_of(std::string_view name, const std::string& text) {
  const FacilityAttribute* attribute = find_facility_attribute(name);
  Facility tried;
  if (attribute == nullptr || !attribute->read(tried, trimmed(text)).code.empty()) return std::nullopt;
  if (tried.status) return std::string(to_text(*tried.status));
  return tried.dam_type ? std::optional(std::string(to_text(*tried.dam_type))) : std::nullopt;
}

std::string bounds_of(const SchemeInput& input) {
  if (input.is_word()) return "one of " + joined(input.words, ", ");
  const std::string low = input.lowest > 0 && input.lowest < 1 ? "above 0" : "at least " + shortest(input.lowest);
  return std::string(input.whole ? "a whole number " : "a number ") + low + (std::isfinite(input.highest) ? ", at most " + shortest(input.highest) : "");
}

}  // namespace

void InputOverrides::drop(const std::string& facility, const std::string& input) {
  const auto own = by_facility.find(facility);
  if (own != by_facility.end()) own->second.erase(input);
}

const InputValues* InputOverrides::find(const std::string& facility) const {
  const auto found = by_facility.find(facility);
  return found == by_facility.end() ? nullptr : &found->second;
}

ReadInput read_input_value(std::string_view name, const std::string& text) {
  const SchemeInput& input = *find_scheme_input(name);
  ReadInput read;
  const auto yes_no = input.whole && input.highest == 1 ? parse_yes_no(text) : std::nullopt;
  if (input.is_word()) {
    read.value.value = word_of(name, text).value_or(lower_ascii(trimmed(text)));
  } else if (yes_no) {
    read.value.value = *yes_no ? 1.0 : 0.0;
  } else {
    const ParsedNumber number = parse_number(text);
    if (!number.value) {
      read.problem = number.problem + ", expected " + bounds_of(input);
      return read;
    }
    read.value.value = *number.value;
  }
  if (!possible_value(input, {{input.name, read.value}})) {
    read.value.value = std::monostate{};
    read.problem = "found \"" + text + "\", expected " + bounds_of(input);
    return read;
  }
  read.value.origin = Origin::given;
  return read;
}

std::vector<Facility> with_overrides(std::vector<Facility> facilities, const InputOverrides& overrides) {
  for (Facility& facility : facilities) {
    const InputValues* own = overrides.find(facility.id);
    if (own == nullptr) continue;
    for (const auto& [name, value] : *own) {
      const CellProblem problem = set_attribute(facility, name, value);
      TMFGEO_EXPECTS(problem.code.empty());
    }
  }
  return facilities;
}

InputOverrides read_input_overrides(const FeatureTable& table, const std::vector<Facility>& facilities) {
  const auto columns = columns_of(table);
  std::vector<std::string> ids;
  for (const Facility& f : facilities) ids.push_back(f.id);
  std::vector<std::string> inputs;
  for (const SchemeInput& input : scheme_inputs()) inputs.push_back(input.name);
  InputOverrides out;
  std::set<std::pair<std::string, std::string>> contradicted;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::size_t i) { return std::string(trimmed(table.text(columns[i], row).value_or(""))); };
    const std::string facility = cell(0);
    const std::string input = cell(1);
    const auto refuse = [&](std::size_t column, const std::string& why) {
      out.issues.push_back(make_issue("override_unusable", {facility, table.source, table.record(row)}, kColumns[column], why));
    };
    if (std::find(ids.begin(), ids.end(), facility) == ids.end()) {
      refuse(0, unknown_word("facility", facility, ids));
      continue;
    }
    if (find_scheme_input(input) == nullptr) {
      refuse(1, unknown_word("input", input, inputs));
      continue;
    }
    ReadInput read = read_input_value(input, cell(2));
    if (!read.problem.empty()) {
      refuse(2, input + ": " + read.problem);
      continue;
    }
    Facility tried;
    if (const CellProblem problem = set_attribute(tried, input, read.value); !problem.code.empty()) {
      refuse(2, input + ": " + problem.message);
      continue;
    }
    if (cell(3).empty()) {
      refuse(3, "is empty, expected where the value comes from");
      continue;
    }
    read.value.source = cell(3);
    const auto [stated, fresh] = out.by_facility[facility].emplace(input, read.value);
    if (fresh && !contradicted.contains({facility, input})) continue;
    const bool same = !fresh && stated->second.value == read.value.value;
    refuse(1, "found \"" + input + "\" a second time for this facility, expected it once; " + (same ? "the first says the same" : "they say different things and none was taken"));
    if (same) continue;
    contradicted.emplace(facility, input);
    out.by_facility[facility].erase(stated);
  }
  return out;
}

}  // namespace tmfgeo
