// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include "tmfgeo/indices/rules.h"
#include "tmfgeo/indices/scheme.h"

namespace tmfgeo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kFolder = TMFGEO_SOURCE_DIR "/data/schemes/";

Scheme shipped(const std::string& id) { return read_scheme(kFolder + id + ".toml"); }

class ShippedScheme : public ::testing::TestWithParam<const char*> {
 protected:
  Scheme scheme_ = shipped(GetParam());
};
INSTANTIATE_TEST_SUITE_P(All, ShippedScheme, ::testing::Values("unece-2016", "danube-2020", "tmfgeo-1"),
                         [](const auto& given) {
                           std::string name = given.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

InputValue known(double value) { return {.value = value, .source = "test"}; }
InputValue known(const char* value) { return {.value = std::string(value), .source = "test"}; }

IndexValue value_of(const Scheme& scheme, const InputValues& inputs, const std::string& term) {
  for (const TermValue& value : scheme.evaluate(inputs)) {
    if (value.term == term) return value.value;
  }
  ADD_FAILURE() << "no term " << term;
  return {};
}

double point_of(const Scheme& scheme, const InputValues& inputs, const std::string& term) {
  const IndexValue value = value_of(scheme, inputs, term);
  EXPECT_TRUE(value.value.has_value()) << term;
  return value.value.value_or(std::nan(""));
}

/// A large abandoned facility with everything known.
InputValues everything() {
  return {{"volume_m3", known(1e6)},          {"whc", known(3)},
          {"status", known("abandoned")},     {"factor_of_safety", known(1.3)},
          {"dam_type", known("upstream")},    {"pga_475_g", known(0.25)},
          {"in_flood_zone_500", known(1)},    {"people_on_path", known(999)},
          {"stream_area_km2", known(5000)},   {"stream_order", known(4)},
          {"discharge_m3_s", known(40)},      {"dam_height_m", known(30)}};
}

/// Any possible value; numbers within the range that a scheme's logarithms state.
InputValue any_value(const SchemeInput& input, std::mt19937& random) {
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

InputValues any_inputs(std::mt19937& random, double share_known) {
  InputValues inputs;
  for (const SchemeInput& input : scheme_inputs()) {
    const InputValue value = any_value(input, random);
    if (std::uniform_real_distribution<>(0, 1)(random) < share_known) inputs[input.name] = value;
  }
  return inputs;
}

// By hand: log10(1e6) = 6, water hazard class 3, abandoned 1, 0.25 g above 0.1 g 1, flood area 1, factor of safety 1.3 → 1.
TEST(Schemes, AgreeWithHandCalculation) {
  const Scheme unece = shipped("unece-2016");
  EXPECT_DOUBLE_EQ(point_of(unece, everything(), "thi_cap"), 6);
  EXPECT_DOUBLE_EQ(point_of(unece, everything(), "thi_nat"), 2);
  EXPECT_DOUBLE_EQ(point_of(unece, everything(), "thi"), 6 + 3 + 1 + 2 + 1);

  const Scheme danube = shipped("danube-2020");
  // 999 people: 101 to 1000 → 2; 5000 km²: 1000 to 10 000 → 3.
  EXPECT_DOUBLE_EQ(point_of(danube, everything(), "tri"), 13 + 2 + 3);

  const Scheme own = shipped("tmfgeo-1");
  // 0.25 g → 1.5; log10(1 + 999) = 3.
  EXPECT_DOUBLE_EQ(point_of(own, everything(), "thi"), 6 + 3 + 1 + 2.5 + 1);
  EXPECT_DOUBLE_EQ(point_of(own, everything(), "tri"), 13.5 + 3 + 3);
}

// A water hazard class step weighs as much as ten times the volume: the reason why the two terms add up.
TEST_P(ShippedScheme, TakesAToxicityClassAsTenfoldVolume) {
  InputValues small = everything();
  small["volume_m3"] = known(1e5);
  small["whc"] = known(2);
  InputValues large = everything();
  large["volume_m3"] = known(1e6);
  large["whc"] = known(1);
  EXPECT_DOUBLE_EQ(point_of(scheme_, small, "thi"), point_of(scheme_, large, "thi"));
}

TEST(Schemes, HaveARiskIndexOnlyWhereThePublicationHasOne) {
  const auto has_tri = [](const Scheme& scheme) {
    return std::any_of(scheme.terms().begin(), scheme.terms().end(), [](const SchemeTerm& t) { return t.name == "tri"; });
  };
  EXPECT_FALSE(has_tri(shipped("unece-2016"))) << "the risk index was new in 2020";
  EXPECT_TRUE(has_tri(shipped("danube-2020")));
  EXPECT_TRUE(has_tri(shipped("tmfgeo-1")));
}

TEST_P(ShippedScheme, IsNamedAsItsFile) {
  EXPECT_EQ(scheme_.id(), GetParam());
  EXPECT_FALSE(scheme_.source().empty());
}

TEST_P(ShippedScheme, CitesOnlyWhatTheReferencesHave) {
  std::ifstream file(TMFGEO_SOURCE_DIR "/docs/references.bib");
  const std::string references((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_FALSE(scheme_.citations().empty());
  for (const std::string& key : scheme_.citations()) EXPECT_THAT(references, HasSubstr("{" + key + ",")) << key;
}

// No published table was at hand: a scheme that says otherwise must name the page.
TEST_P(ShippedScheme, ClaimsNothingConfirmedWithoutAPage) {
  for (const SchemeTerm& term : scheme_.terms()) {
    EXPECT_TRUE(term.mark == Mark::to_confirm || term.source.find("p. ") != std::string::npos) << term.name;
  }
  EXPECT_EQ(scheme_.weakest_mark(), Mark::to_confirm);
}

TEST_P(ShippedScheme, GivesAnIntervalAndNoNumberWhenNothingIsKnown) {
  for (const TermValue& term : scheme_.evaluate({})) {
    EXPECT_FALSE(term.value.value.has_value()) << term.term;
    EXPECT_LT(term.value.low, term.value.high) << term.term;
    EXPECT_TRUE(std::isfinite(term.value.low) && std::isfinite(term.value.high)) << term.term;
    EXPECT_THAT(term.value.missing, ::testing::Not(IsEmpty())) << term.term;
    EXPECT_THAT(term.input, IsEmpty());
  }
}

TEST_P(ShippedScheme, GivesNumbersWithoutWidthWhenEverythingIsKnown) {
  for (const TermValue& term : scheme_.evaluate(everything())) {
    ASSERT_TRUE(term.value.value.has_value()) << term.term;
    EXPECT_EQ(term.value.low, *term.value.value);
    EXPECT_EQ(term.value.high, *term.value.value);
    EXPECT_THAT(term.value.missing, IsEmpty());
  }
}

TEST_P(ShippedScheme, NeverGivesANumberFromAMissingInput) {
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

TEST_P(ShippedScheme, HoldsTheValueInTheIntervalOnceGapsAreFilled) {
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

TEST_P(ShippedScheme, GrowsWithVolumeToxicityShakingAndPeople) {
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

TEST_P(ShippedScheme, FallsWithTheFactorOfSafety) {
  double before = std::numeric_limits<double>::infinity();
  for (double factor = 0.5; factor < 3; factor += 0.01) {
    InputValues inputs = everything();
    inputs["factor_of_safety"] = known(factor);
    const double value = point_of(scheme_, inputs, "thi");
    EXPECT_LE(value, before) << factor;
    before = value;
  }
}

TEST_P(ShippedScheme, TakesTheStandInAndSaysSo) {
  InputValues inputs = everything();
  inputs.erase("factor_of_safety");
  const auto dam_of = [&] {
    const auto values = scheme_.evaluate(inputs);
    return *std::find_if(values.begin(), values.end(), [](const TermValue& v) { return v.term == "thi_dam"; });
  };
  EXPECT_EQ(dam_of().input, "dam_type");
  EXPECT_EQ(dam_of().value.value, 2);
  EXPECT_THAT(dam_of().value.missing, IsEmpty());
  inputs.erase("dam_type");
  EXPECT_EQ(dam_of().input, "");
  EXPECT_THAT(dam_of().value.missing, ElementsAre("dam_type", "factor_of_safety"));
  inputs = everything();
  EXPECT_EQ(dam_of().input, "factor_of_safety");
}

TEST_P(ShippedScheme, TakesImpossibleValuesAsUnknown) {
  const double nan = std::nan("");
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::pair<const char*, InputValue>> impossible = {
      {"volume_m3", known(0.0)},       {"volume_m3", known(-5)},      {"volume_m3", known(nan)},
      {"volume_m3", known(infinity)}, {"volume_m3", known("1000")}, {"whc", known(4)},
      {"whc", known(1.5)},           {"whc", known(-1)},            {"status", known("lost")},
      {"status", known("")},         {"status", known(1)},          {"pga_475_g", known(-0.1)},
      {"in_flood_zone_500", known(2)}, {"volume_m3", InputValue{}}, {"status", InputValue{}}};
  for (const auto& [name, value] : impossible) {
    InputValues inputs = everything();
    inputs[name] = value;
    InputValues without = everything();
    without.erase(name);
    const IndexValue given = value_of(scheme_, inputs, "thi");
    const IndexValue absent = value_of(scheme_, without, "thi");
    EXPECT_FALSE(given.value.has_value()) << name;
    EXPECT_EQ(given.low, absent.low) << name;
    EXPECT_EQ(given.high, absent.high) << name;
    EXPECT_THAT(given.missing, ElementsAre(name));
  }
}

TEST(Schemes, TakeMinusZeroAsZero) {
  InputValues inputs = everything();
  inputs["whc"] = known(-0.0);
  EXPECT_EQ(point_of(shipped("unece-2016"), inputs, "thi_tox"), 0);
}

TEST(Schemes, StopAtAnInputNobodyKnows) {
  EXPECT_DEATH(shipped("unece-2016").evaluate({{"volume", known(1)}}), "internal error");
}

TEST(Schemes, ComputeAVolumeOutsideTheStatedRange) {
  InputValues inputs = everything();
  inputs["volume_m3"] = known(10);
  EXPECT_DOUBLE_EQ(point_of(shipped("unece-2016"), inputs, "thi_cap"), 1);
}

TEST(Schemes, CarryTheWeakestMarkOfWhatWentIn) {
  const Scheme scheme = parse_scheme(R"(
id = "x"
title = "X"
title_ru = "Х"
source = "s"
version = 1
[[term]]
name = "dam"
title = "D"
title_ru = "Д"
unit = "1"
function = "threshold"
input = "factor_of_safety"
above = 1
value = 0
otherwise = 1
mark = "confirmed"
source = "s"
[term.else]
function = "lookup"
input = "dam_type"
table = { upstream = 1, downstream = 0, centreline = 0, earthfill = 0, rockfill = 0 }
mark = "to_confirm"
source = "s"
[[term]]
name = "all"
title = "A"
title_ru = "А"
unit = "1"
function = "max"
of = ["dam"]
mark = "confirmed"
source = "s"
)", "x.toml");
  EXPECT_EQ(value_of(scheme, {{"factor_of_safety", known(2)}}, "all").mark, Mark::confirmed);
  EXPECT_EQ(value_of(scheme, {{"dam_type", known("upstream")}}, "all").mark, Mark::to_confirm);
  EXPECT_EQ(value_of(scheme, {}, "all").mark, Mark::to_confirm);
}

// The example of docs/methods/thi.md: log10 of 1e3 to 1e9 m³ beside 7 from the other terms.
TEST(Schemes, WidenByTheStatedRangeWithoutAVolume) {
  InputValues inputs = everything();
  inputs.erase("volume_m3");
  const IndexValue thi = value_of(shipped("unece-2016"), inputs, "thi");
  EXPECT_FALSE(thi.value.has_value());
  EXPECT_DOUBLE_EQ(thi.low, 10);
  EXPECT_DOUBLE_EQ(thi.high, 16);
  EXPECT_THAT(thi.missing, ElementsAre("volume_m3"));
}

TEST(SchemeInputs, AreAllInTheDocs) {
  std::ifstream file(TMFGEO_SOURCE_DIR "/docs/scheme-files.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const SchemeInput& input : scheme_inputs()) {
    EXPECT_THAT(page, HasSubstr("| `" + input.name + "` |"));
    for (const std::string& word : input.words) EXPECT_THAT(page, HasSubstr(word));
  }
}

TEST(SchemeInputs, AreSortedAndDescribed) {
  const auto& inputs = scheme_inputs();
  EXPECT_TRUE(std::is_sorted(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const SchemeInput& input : inputs) {
    EXPECT_FALSE(input.description.empty()) << input.name;
    EXPECT_EQ(input.unit.empty(), input.is_word()) << input.name;
    EXPECT_EQ(find_scheme_input(input.name), &input);
  }
  EXPECT_EQ(find_scheme_input("volume"), nullptr);
}

}  // namespace
}  // namespace tmfgeo
