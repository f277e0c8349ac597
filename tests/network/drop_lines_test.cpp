// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/ascii_rivers.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kMetreNorth = 1 / 111200.0;  // degrees of latitude

const AsciiMap kRiver("A--B--C--D");

TEST(DropLines, ALineWithoutLengthIsToldAndLeftOut) {
  auto table = river_table(kRiver, {{"AB"}, {"BB"}, {"BC"}});
  add_line(table, line_geometry({kRiver['C'], {kRiver['C'].x, kRiver['C'].y + 0.3 * kMetreNorth}}));
  const auto result = network_from_lines(table, {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 3));
  const auto told = issues_with(result.issues, "river_zero_length");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].record, "feature 2");
  EXPECT_EQ(told[1].record, "feature 4");
}

TEST(DropLines, ALineThatIsThereTwiceIsKeptOnceWhicheverWayItIsDrawn) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB"}, {"BC"}, {"AB"}, {"CB"}}), {});
  EXPECT_EQ(result.network.size(), 2U);
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2));
  const auto told = issues_with(result.issues, "river_doubled");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_THAT(told[0].message, HasSubstr("feature 1"));
  EXPECT_EQ(told[1].record, "feature 4");
  EXPECT_THAT(told[1].message, HasSubstr("feature 2"));
}

TEST(DropLines, TwoArmsOfTheSameLengthAreNoDouble) {
  const AsciiMap map(R"(
   B
A     D
   C)");
  const auto result = network_from_lines(river_table(map, {{"ABD"}, {"ACD"}}), {});
  EXPECT_EQ(result.network.size(), 2U);
  EXPECT_THAT(issues_with(result.issues, "river_doubled"), IsEmpty());
}

TEST(LayerIssuesCap, FiftyAreToldOneByOneAndTheRestAsANumber) {
  auto table = river_table(kRiver, {{"AB"}});
  for (int i = 0; i < 173; ++i) add_line(table, line_geometry(kRiver.line("AB")));
  const auto told = issues_with(network_from_lines(table, {}).issues, "river_doubled");
  ASSERT_THAT(told, SizeIs(51));
  EXPECT_THAT(told.back().message, HasSubstr("123 more"));
  EXPECT_EQ(told.back().file, "rivers.gpkg");
}

}  // namespace
}  // namespace tmfgeo::test
