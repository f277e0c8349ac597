// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/index_inputs.h"

namespace tmfgeo {
namespace {

InputValue known(double value, std::string source, Origin origin) {
  return {.value = value, .source = std::move(source), .origin = origin};
}

template <class Word>
InputValue known(Word value, std::string source, Origin origin)
  requires std::is_enum_v<Word>
{
  return {.value = std::string(to_text(value)), .source = std::move(source), .origin = origin};
}

/// Stated, or lent by what the maps say of the place.
Origin stated_origin(const Facility& facility, const std::string& attribute) {
  const auto own = facility.origins.find(attribute);
  return own == facility.origins.end() ? Origin::given : own->second;
}

constexpr const char* kFrequentFlood = "in_flood_zone_100";
constexpr const char* kRareFlood = "in_flood_zone_500";

bool is(const InputValue& input, double value) { return std::holds_alternative<double>(input.value) && std::get<double>(input.value) == value; }

/// How well founded an input is: the lower, the better. What the user overrides with is the last word.
int standing(const std::string& name, const InputValue& input, const InputValues* overrides) {
  return overrides != nullptr && overrides->contains(name) ? -1 : static_cast<int>(input.origin);
}

/// Takes away of two zones that contradict each other the one that stands behind, the rare flood's where neither does. Output: what was done.
std::string settle_contradiction(InputValue& frequent, InputValue& rare, const InputValues* overrides) {
  const std::string found = "found inside the flood area of 100 years (" + frequent.source + ") and outside that of 500 (" + rare.source + "), which cannot be";
  const int of_frequent = standing(kFrequentFlood, frequent, overrides);
  const int of_rare = standing(kRareFlood, rare, overrides);
  if (of_rare < of_frequent) {
    frequent = {};
    return found + "; the latter is better founded and counts for both";
  }
  rare = {};
  return found + (of_frequent < of_rare ? "; the former is better founded and counts for both" : "; neither is better founded: that of 500 years is taken as not known");
}

/// Inside the frequent flood is inside the rare one; outside the rare one is outside the frequent one.
void join_flood_zones(const Facility& facility, const InputValues* overrides, InputValues& inputs, Issues* issues) {
  InputValue& frequent = inputs.at(kFrequentFlood);
  InputValue& rare = inputs.at(kRareFlood);
  const auto unknown = [](const InputValue& input) { return std::holds_alternative<std::monostate>(input.value); };
  if (is(frequent, 1) && is(rare, 0)) {
    const bool level = standing(kFrequentFlood, frequent, overrides) == standing(kRareFlood, rare, overrides);
    const std::string message = settle_contradiction(frequent, rare, overrides);
    if (issues != nullptr) issues->push_back(make_issue("flood_zones_contradict", {facility.id, facility.file, facility.record}, kRareFlood, message));
    if (level) return;
  }
  if (unknown(rare) && is(frequent, 1)) rare = known(1, "inside the flood area of 100 years: " + frequent.source, weaker(Origin::computed, frequent.origin));
  if (unknown(frequent) && is(rare, 0)) frequent = known(0, "outside the flood area of 500 years: " + rare.source, weaker(Origin::computed, rare.origin));
}

std::string stated_source(const Facility& facility, const std::string& attribute) {
  const auto own = facility.sources.find(attribute);
  if (own != facility.sources.end()) return own->second;
  return facility.record.empty() ? facility.file : facility.file + " " + facility.record;
}

}  // namespace

InputValues index_inputs(const Facility& facility, const Exposure& exposure, const InputValues* overrides, Issues* issues) {
  InputValues inputs;
  for (const SchemeInput& input : scheme_inputs()) inputs[input.name] = {};
  const auto state = [&](const char* name, const auto& value) {
    if (value) inputs.at(name) = known(*value, stated_source(facility, name), stated_origin(facility, name));
  };
  state("volume_m3", facility.volume_m3);
  state("dam_height_m", facility.dam_height_m);
  state("whc", facility.whc);
  state("status", facility.status);
  state("factor_of_safety", facility.factor_of_safety);
  state("dam_type", facility.dam_type);
  state("pga_475_g", facility.pga_475_g);
  state("in_flood_zone_100", facility.in_flood_zone_100);
  state("in_flood_zone_500", facility.in_flood_zone_500);
  const auto compute = [&](const char* name, const auto& value, const char* source) {
    if (value) inputs.at(name) = known(*value, source, Origin::computed);
  };
  compute("people_on_path", exposure.people, exposure.people_from_raster ? "population raster along the flow path" : "places along the flow path");
  inputs.at("people_on_path").at_least = exposure.people_at_least;
  compute("stream_area_km2", exposure.stream_area_km2, "river network along the flow path");
  compute("stream_order", exposure.stream_order, "river network along the flow path");
  compute("discharge_m3_s", exposure.discharge_m3_s, "river network along the flow path");
  if (overrides != nullptr) {
    for (const auto& [name, value] : *overrides) inputs.at(name) = value;
  }
  join_flood_zones(facility, overrides, inputs, issues);
  return inputs;
}

}  // namespace tmfgeo
