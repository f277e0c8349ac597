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

// The tributary ends just above the river and has no node in common with it.
const AsciiMap kTee(R"(  T

A---X---B)");

FeatureTable tributary_short_of(double gap_m) {
  auto table = river_table(kTee, {{"AB"}});
  const Point mouth = between(kTee['A'], kTee['B'], 0.4);
  add_line(table, line_geometry({kTee['T'], {mouth.x, mouth.y + gap_m * kMetreNorth}}));
  return table;
}

TEST(Gaps, AnEndThatStopsShortOfALineIsToldNotJoined) {
  const auto result = network_from_lines(tributary_short_of(37), {});
  EXPECT_THAT(way_down(result.network, 2), ElementsAre(2));
  const auto told = issues_with(result.issues, "river_gap");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 2");
  EXPECT_THAT(told[0].message, HasSubstr("37.0 m from feature 1"));
}

TEST(Gaps, AnEndOnALineWithoutANodeIsAGapToo) {
  EXPECT_THAT(issues_with(network_from_lines(tributary_short_of(0), {}).issues, "river_gap"), SizeIs(1));
}

TEST(Gaps, AnEndFartherThanAHundredTolerancesIsTheEndOfARiver) {
  EXPECT_THAT(issues_with(network_from_lines(tributary_short_of(120), {}).issues, "river_gap"), IsEmpty());
}

TEST(AreaDrops, AnAreaThatBecomesSmallerDownstreamIsTold) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 100}, {"BC", 90}, {"CD", 110}}), river_options());
  const auto told = issues_with(result.issues, "river_area_drops");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].field, "area_km2");
  EXPECT_THAT(told[0].message, HasSubstr("at 1 place; worst: feature 2 at ("));
  EXPECT_THAT(told[0].message, HasSubstr("90 km2, less than the 100 km2 of feature 1"));
}

TEST(AreaDrops, ManyAreOneIssueWithTheirNumberAndTheWorst) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 100}, {"BC", 90}, {"CD", 30}}), river_options());
  const auto told = issues_with(result.issues, "river_area_drops");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0].message, HasSubstr("at 2 places, worst: feature 3"));
  EXPECT_THAT(told[0].message, HasSubstr("30 km2, less than the 90 km2 of feature 2"));
}

}  // namespace
}  // namespace tmfgeo::test
