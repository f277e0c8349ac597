// SPDX-License-Identifier: Apache-2.0
// Rivers and basins without a name: which reaches are one river, and what they are called.
#include "tmfgeo/output/river_words.h"

#include <gtest/gtest.h>

#include <array>


#include "support/ascii_rivers.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo {
namespace {

using test::AsciiMap;
using test::river_table;

// The large river A-C-D and the small B-C; the sea below D.
const AsciiMap kMap(
    "A..B\n"
    ".C..\n"
    ".D..\n");
/// Ids of the three reaches as the file has them.
std::array<std::string, 3> ids(const FeatureTable& lines, RouteEnd end = RouteEnd::sea) {
  const RiverNetwork network = network_from_lines(lines, test::river_options()).network;
  std::array<std::string, 3> found;
  for (std::size_t i = 0; i < 3; ++i) found[i] = river_id(network, test::reach_of(network, static_cast<std::int64_t>(i) + 1), end);
  return found;
}

TEST(RiverId, IsTheMouthOfTheMainStem) {
  const auto [large, small, below] = ids(river_table(kMap, {{"AC", 100}, {"BC", 10}, {"CD", 110}}));
  EXPECT_EQ(below, "unnamed, mouth at 20.010 46.980 (110 km2)");
  EXPECT_EQ(large, below) << "one river";
  EXPECT_EQ(small, "unnamed, mouth at 20.010 46.990 (10 km2)") << "its own, down to where it joins";
}

TEST(RiverId, IsTheNameThatTheStemHasFurtherDown) {
  const auto [large, small, below] = ids(river_table(kMap, {{"AC", 100}, {"BC", 10}, {"CD", 110, {}, "Alph"}}));
  EXPECT_EQ(below, "Alph");
  EXPECT_EQ(large, "Alph");
  EXPECT_NE(small, "Alph") << "a tributary is another river";
}

TEST(RiverId, SaysWhereTheDataLoseTheRiver) {
  for (const RouteEnd end : {RouteEnd::network_end, RouteEnd::leaves_grid, RouteEnd::unknown_beyond}) {
    const auto [large, small, below] = ids(river_table(kMap, {{"AC", 100}, {"BC", 10}, {"CD", 110}}), end);
    EXPECT_EQ(large, "unnamed, lost at 20.010 46.980 (110 km2)");
    EXPECT_EQ(small, "unnamed, mouth at 20.010 46.990 (10 km2)") << "its mouth is known";
  }
}

TEST(RiverId, IsNeverEmptyWithoutAreas) {
  for (const std::string& id : ids(river_table(kMap, {{"AC"}, {"BC"}, {"CD"}}))) EXPECT_TRUE(id.starts_with("unnamed, mouth at 20.010 46.9")) << id;
}

TEST(RiverWords, SayItInBothLanguages) {
  EXPECT_EQ(river_words("Brook, ends at 4.670 0.120", Language::en), "Brook, ends at 0.12° N, 4.67° E");
  EXPECT_EQ(river_words("Brook, ends at 4.670 0.120", Language::ru), "Brook, кончается у 0,12° с. ш., 4,67° в. д.");
  EXPECT_EQ(river_words("unnamed, mouth at 29.604 45.198 (800750 km2)", Language::en), "unnamed river of 800\u00A0750 km², mouth at 45.20° N, 29.60° E");
  EXPECT_EQ(river_words("unnamed, mouth at 29.604 45.198 (800750 km2)", Language::ru), "река без названия с водосбором 800\u00A0750 км², устье 45,20° с. ш., 29,60° в. д.");
  EXPECT_EQ(river_words("unnamed, lost at -58.500 -34.000", Language::en), "unnamed river, lost from the data at 34.00° S, 58.50° W");
  EXPECT_EQ(river_words("unnamed, lost at -58.500 -34.000", Language::ru), "река без названия, теряется в данных у 34,00° ю. ш., 58,50° з. д.");
  for (const Language language : {Language::en, Language::ru}) EXPECT_EQ(river_words("Tisza", language), "Tisza");
}

TEST(UnnamedBasin, IsCalledByItsMouthOrWhereItIsLost) {
  EXPECT_EQ(unnamed_basin_words({29.6, 45.2}, RouteEnd::sea, Language::en), "basin with its mouth at 45.20° N, 29.60° E");
  EXPECT_EQ(unnamed_basin_words({29.6, 45.2}, RouteEnd::terminal_basin, Language::ru), "бассейн с устьем 45,20° с. ш., 29,60° в. д.");
  EXPECT_EQ(unnamed_basin_words({29.6, 45.2}, RouteEnd::network_end, Language::en), "basin whose water is lost from the data at 45.20° N, 29.60° E");
  EXPECT_EQ(unnamed_basin_words({29.6, 45.2}, RouteEnd::leaves_grid, Language::ru), "бассейн, чья вода теряется в данных у 45,20° с. ш., 29,60° в. д.");
}

}  // namespace
}  // namespace tmfgeo
