// SPDX-License-Identifier: Apache-2.0
/// What must hold for any scheme, tried on those that ship.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "indices/scheme_samples.h"
#include "tmfgeo/indices/rules.h"

namespace tmfgeo {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using namespace test;

class SchemeProperty : public ShippedScheme {};
INSTANTIATE_TEST_SUITE_P(All, SchemeProperty, ::testing::ValuesIn(test::kShipped), test::scheme_name);

TEST_P(SchemeProperty, GivesAnIntervalAndNoNumberWhenNothingIsKnown) {
  for (const TermValue& term : scheme_.evaluate({})) {
    EXPECT_FALSE(term.value.value.has_value()) << term.term;
    EXPECT_LT(term.value.low, term.value.high) << term.term;
    EXPECT_TRUE(std::isfinite(term.value.low) && std::isfinite(term.value.high)) << term.term;
    EXPECT_THAT(term.value.missing, ::testing::Not(IsEmpty())) << term.term;
    EXPECT_THAT(term.input, IsEmpty());
  }
}

TEST_P(SchemeProperty, GivesNumbersWithoutWidthWhenEverythingIsKnown) {
  for (const TermValue& term : scheme_.evaluate(everything())) {
    ASSERT_TRUE(term.value.value.has_value()) << term.term;
    EXPECT_EQ(term.value.low, *term.value.value);
    EXPECT_EQ(term.value.high, *term.value.value);
    EXPECT_THAT(term.value.missing, IsEmpty());
  }
}

TEST_P(SchemeProperty, NeverGivesANumberFromAMissingInput) {
  for (const SchemeTerm& term : scheme_.terms()) {
    for (const std::string& input : term.inputs) {
      InputValues inputs = everything();
      // Alternatives stand in for each other; here all of them are missing but for what the other terms need.
      for (const SchemeTerm& other : scheme_.terms()) {
        if (other.parts.empty() && std::find(other.inputs.begin(), other.inputs.end(), input) != other.inputs.end()) {
          for (const std::string& stand_in : other.inputs) inputs.erase(stand_in);
        }
      }
      const IndexValue value = value_of(scheme_, inputs, term.name);
      EXPECT_FALSE(value.value.has_value()) << term.name << " without " << input;
      EXPECT_THAT(value.missing, Contains(input)) << term.name;
    }
  }
}

TEST_P(SchemeProperty, HoldsTheValueInTheIntervalOnceGapsAreFilled) {
  std::mt19937 random(20200185);
  for (int round = 0; round < 3000; ++round) {
    InputValues inputs = any_inputs(random, 0.5);
    const auto before = scheme_.evaluate(inputs);
    std::vector<std::string> missing;
    for (const TermValue& term : before) missing.insert(missing.end(), term.value.missing.begin(), term.value.missing.end());
    for (const std::string& name : missing) {
      if (random() % 2 == 0) inputs[name] = any_value(*find_scheme_input(name), random);
    }
    const auto after = scheme_.evaluate(inputs);
    for (std::size_t i = 0; i < before.size(); ++i) {
      ASSERT_GE(after[i].value.low, before[i].value.low) << before[i].term << " round " << round;
      ASSERT_LE(after[i].value.high, before[i].value.high) << before[i].term << " round " << round;
    }
  }
}

TEST_P(SchemeProperty, IsBoundedByWhatIsSureOfAMissingNumber) {
  std::mt19937 random(77);
  for (int round = 0; round < 500; ++round) {
    const double sure = std::get<double>(any_value(*find_scheme_input("people_on_path"), random).value);
    InputValues open = everything();
    open["people_on_path"] = {};
    InputValues bounded = open;
    bounded["people_on_path"].at_least = sure;
    InputValues filled = open;
    filled["people_on_path"] = known(std::min(1e7 - 1, std::floor(sure * std::uniform_real_distribution<>(1, 50)(random))));
    if (std::get<double>(filled["people_on_path"].value) < sure) continue;
    const auto before = scheme_.evaluate(open);
    const auto now = scheme_.evaluate(bounded);
    const auto then = scheme_.evaluate(filled);
    for (std::size_t i = 0; i < before.size(); ++i) {
      ASSERT_GE(now[i].value.low, before[i].value.low);
      ASSERT_GE(then[i].value.low, now[i].value.low) << before[i].term << ' ' << sure;
      ASSERT_LE(then[i].value.high, now[i].value.high) << before[i].term << ' ' << sure;
      ASSERT_EQ(now[i].value.value.has_value(), before[i].value.value.has_value()) << "a bound is no value";
    }
  }
}

TEST_P(SchemeProperty, GrowsWithVolumeToxicityShakingAndPeople) {
  std::mt19937 random(2016);
  for (const char* name : {"volume_m3", "whc", "pga_475_g", "people_on_path", "in_flood_zone_500", "stream_area_km2"}) {
    const SchemeInput& input = *find_scheme_input(name);
    for (int round = 0; round < 500; ++round) {
      InputValues less = any_inputs(random, 0.7);
      InputValues more = less;
      less[name] = any_value(input, random);
      more[name] = any_value(input, random);
      if (std::get<double>(less[name].value) > std::get<double>(more[name].value)) std::swap(less[name], more[name]);
      const auto low = scheme_.evaluate(less);
      const auto high = scheme_.evaluate(more);
      for (std::size_t i = 0; i < low.size(); ++i) {
        ASSERT_LE(low[i].value.low, high[i].value.low) << name << ' ' << low[i].term;
        ASSERT_LE(low[i].value.high, high[i].value.high) << name << ' ' << low[i].term;
      }
    }
  }
}

TEST_P(SchemeProperty, FallsWithTheFactorOfSafety) {
  double before = std::numeric_limits<double>::infinity();
  for (double factor = 0.5; factor < 3; factor += 0.01) {
    InputValues inputs = everything();
    inputs["factor_of_safety"] = known(factor);
    const double value = point_of(scheme_, inputs, "thi");
    EXPECT_LE(value, before) << factor;
    before = value;
  }
}

}  // namespace
}  // namespace tmfgeo
