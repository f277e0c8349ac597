// SPDX-License-Identifier: Apache-2.0
/// The schemes that ship, and inputs to try them with.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "tmfgeo/indices/scheme.h"

namespace tmfgeo::test {

inline Scheme shipped(const std::string& id) { return read_scheme(TMFGEO_SOURCE_DIR "/data/schemes/" + id + ".toml"); }

/// A test that runs for every scheme that ships.
class ShippedScheme : public ::testing::TestWithParam<const char*> {
 protected:
  Scheme scheme_ = shipped(GetParam());
};
inline const char* const kShipped[] = {"unece-2016", "danube-2020", "tmfgeo-1"};

inline std::string scheme_name(const ::testing::TestParamInfo<const char*>& given) {
  std::string name = given.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

inline InputValue known(double value) { return {.value = value, .source = "test"}; }
inline InputValue known(const char* value) { return {.value = std::string(value), .source = "test"}; }

inline IndexValue value_of(const Scheme& scheme, const InputValues& inputs, const std::string& term) {
  for (const TermValue& value : scheme.evaluate(inputs)) {
    if (value.term == term) return value.value;
  }
  ADD_FAILURE() << "no term " << term;
  return {};
}

inline double point_of(const Scheme& scheme, const InputValues& inputs, const std::string& term) {
  const IndexValue value = value_of(scheme, inputs, term);
  EXPECT_TRUE(value.value.has_value()) << term;
  return value.value.value_or(std::nan(""));
}

/// A large abandoned facility with everything known.
inline InputValues everything() {
  return {{"volume_m3", known(1e6)},          {"whc", known(3)},
          {"status", known("abandoned")},     {"factor_of_safety", known(1.3)},
          {"dam_type", known("upstream")},    {"pga_475_g", known(0.25)},
          {"in_flood_zone_500", known(1)},    {"people_on_path", known(999)},
          {"stream_area_km2", known(5000)},   {"stream_order", known(4)},
          {"discharge_m3_s", known(40)},      {"dam_height_m", known(30)}};
}

/// Any possible value; numbers within the range that a scheme's logarithms state.
inline InputValue any_value(const SchemeInput& input, std::mt19937& random) {
  if (input.is_word()) return known(input.words[random() % input.words.size()].c_str());
  if (input.whole) {
    const int highest = std::isfinite(input.highest) ? static_cast<int>(input.highest) : 9;
    const int lowest = static_cast<int>(input.lowest);
    return known(lowest + static_cast<int>(random() % static_cast<unsigned>(highest - lowest + 1)));
  }
  if (input.name == "volume_m3") return known(std::pow(10.0, std::uniform_real_distribution<>(3, 9)(random)));
  if (input.name == "people_on_path") return known(std::floor(std::pow(10.0, std::uniform_real_distribution<>(0, 7)(random))) - 1);
  return known(std::pow(10.0, std::uniform_real_distribution<>(-3, 5)(random)));
}

inline InputValues any_inputs(std::mt19937& random, double share_known) {
  InputValues inputs;
  for (const SchemeInput& input : scheme_inputs()) {
    const InputValue value = any_value(input, random);
    if (std::uniform_real_distribution<>(0, 1)(random) < share_known) inputs[input.name] = value;
  }
  return inputs;
}

}  // namespace tmfgeo::test
