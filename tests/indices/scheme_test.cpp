// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "indices/scheme_samples.h"

namespace tmfgeo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace test;

class EveryScheme : public ShippedScheme {};
INSTANTIATE_TEST_SUITE_P(All, EveryScheme, ::testing::ValuesIn(test::kShipped), test::scheme_name);

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
TEST_P(EveryScheme, TakesAToxicityClassAsTenfoldVolume) {
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

TEST_P(EveryScheme, IsNamedAsItsFile) {
  EXPECT_EQ(scheme_.id(), GetParam());
  EXPECT_FALSE(scheme_.source().empty());
}

TEST_P(EveryScheme, CitesOnlyWhatTheReferencesHave) {
  std::ifstream file(TMFGEO_SOURCE_DIR "/docs/references.bib");
  const std::string references((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_FALSE(scheme_.citations().empty());
  for (const std::string& key : scheme_.citations()) EXPECT_THAT(references, HasSubstr("{" + key + ",")) << key;
}

// No published table was at hand: a scheme that says otherwise must name the page.
TEST_P(EveryScheme, ClaimsNothingConfirmedWithoutAPage) {
  for (const SchemeTerm& term : scheme_.terms()) {
    EXPECT_TRUE(term.mark == Mark::to_confirm || term.source.find("p. ") != std::string::npos) << term.name;
  }
  EXPECT_EQ(scheme_.weakest_mark(), Mark::to_confirm);
}

TEST_P(EveryScheme, TakesTheStandInAndSaysSo) {
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

TEST_P(EveryScheme, TakesImpossibleValuesAsUnknown) {
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

}  // namespace
}  // namespace tmfgeo
