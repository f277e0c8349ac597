// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>

#include "tmfgeo/indices/rules.h"
#include "tmfgeo/inventory/facility.h"

namespace tmfgeo {
namespace {

constexpr double kAboveZero = std::numeric_limits<double>::min();
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

template <class Word>
std::vector<std::string> words(std::initializer_list<Word> values) {
  std::vector<std::string> texts;
  for (const Word value : values) texts.emplace_back(to_text(value));
  return texts;
}

SchemeInput number(std::string name, std::string unit, std::string description, double lowest, double highest = kNoLimit) {
  return {.name = std::move(name), .unit = std::move(unit), .description = std::move(description), .words = {},
          .lowest = lowest, .highest = highest, .whole = false};
}

SchemeInput whole_number(std::string name, std::string description, double lowest, double highest = kNoLimit) {
  SchemeInput input = number(std::move(name), "1", std::move(description), lowest, highest);
  input.whole = true;
  return input;
}

SchemeInput word(std::string name, std::string description, std::vector<std::string> list) {
  SchemeInput input = number(std::move(name), "", std::move(description), 0);
  input.words = std::move(list);
  return input;
}

}  // namespace

const std::vector<SchemeInput>& scheme_inputs() {
  static const std::vector<SchemeInput> inputs = {
      number("dam_height_m", "m", "greatest height of the dam", kAboveZero),
      word("dam_type", "how the dam was raised",
           words({DamType::upstream, DamType::downstream, DamType::centreline, DamType::earthfill, DamType::rockfill})),
      number("discharge_m3_s", "m3/s", "largest mean discharge on the first kilometres of the flow path", 0),
      number("factor_of_safety", "1", "least factor of safety of the dam", kAboveZero),
      whole_number("in_flood_zone_100", "1 where the site lies in the flood area of 100 years, else 0", 0, 1),
      whole_number("in_flood_zone_500", "1 where the site lies in the flood area of 500 years, else 0", 0, 1),
      number("people_on_path", "1", "people along the first kilometres of the flow path", 0),
      number("pga_475_g", "g", "peak ground acceleration with 10 % in 50 years", 0),
      word("status", "who looks after the facility",
           words({FacilityStatus::active, FacilityStatus::inactive, FacilityStatus::closed, FacilityStatus::rehabilitated,
                  FacilityStatus::abandoned, FacilityStatus::orphaned})),
      number("stream_area_km2", "km2", "largest upstream area of a reach on the first kilometres of the flow path", 0),
      whole_number("stream_order", "largest Strahler order on the first kilometres of the flow path", 1),
      number("volume_m3", "m3", "tailings stored", kAboveZero),
      whole_number("whc", "water hazard class of the most hazardous content", 0, 3),
  };
  return inputs;
}

const SchemeInput* find_scheme_input(std::string_view name) {
  const auto& inputs = scheme_inputs();
  const auto row = std::lower_bound(inputs.begin(), inputs.end(), name,
                                    [](const SchemeInput& input, std::string_view n) { return input.name < n; });
  return row != inputs.end() && row->name == name ? &*row : nullptr;
}

}  // namespace tmfgeo
