// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/borders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using test::layer;
using test::rectangle;
using test::rectangle_ring;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

FeatureTable countries(const std::vector<std::vector<std::string>>& rows, std::vector<Geometry> geometry) {
  return layer(GeometryKind::polygon, {"code", "name", "status"}, rows, std::move(geometry));
}

const BorderColumns kColumns{.code = "code", .name = "name", .status = "status", .left = "", .right = ""};

std::vector<std::string> country_codes(const Borders& borders) {
  std::vector<std::string> codes;
  for (const Country& c : borders.countries) codes.push_back(c.code);
  return codes;
}

/// Codes of who holds a point, joined.
std::string holders(const Borders& borders, Point p) {
  std::string codes;
  for (const std::size_t i : borders.at(p)) codes += borders.countries[i].code;
  return codes;
}

std::vector<std::string> issue_codes_of(const Borders& borders) {
  std::vector<std::string> codes;
  for (const Issue& issue : borders.issues) codes.push_back(issue.code);
  return codes;
}

template <class Read>
std::string refusal(Read read) {
  try {
    read();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.what();
  }
  return "accepted";
}

TEST(BordersFromPolygons, HaveRussianNamesWhereTheFileHasThem) {
  const auto russian_of = [](const std::string& head, BorderColumns columns) {
    const Borders b = borders_from_polygons(test::layer(GeometryKind::polygon, {"code", "name", "status", head}, {{"RO", "Romania", "", "Румыния"}}, {test::rectangle(20, 45, 21, 46)}), columns, {});
    return b.countries.at(0).name_ru;
  };
  EXPECT_EQ(russian_of("NAME_RU", kColumns), "Румыния") << "found by itself";
  EXPECT_EQ(russian_of("name_kyr", kColumns), "");
  BorderColumns named = kColumns;
  named.name_ru = "title";
  EXPECT_EQ(russian_of("title", named), "Румыния");
  EXPECT_THAT(refusal([&] { russian_of("titel", named); }), testing::AllOf(HasSubstr("borders.name_ru_column"), HasSubstr("titel")));
}

TEST(BordersFromPolygons, HoldCountriesInTheOrderOfTheirCodes) {
  const Borders b = borders_from_polygons(
      countries({{"KZ", "Kazakhstan", ""}, {"KG", "Kyrgyzstan", ""}}, {rectangle(74, 43, 75, 44), rectangle(74, 42, 75, 43)}), kColumns, {});
  EXPECT_THAT(country_codes(b), ElementsAre("KG", "KZ"));
  EXPECT_EQ(b.countries[1].name, "Kazakhstan");
  EXPECT_EQ(holders(b, {74.5, 42.5}), "KG");
  EXPECT_EQ(holders(b, {74.5, 43.5}), "KZ");
  EXPECT_EQ(holders(b, {74.5, 43}), "KGKZ") << "the line itself is both's";
  EXPECT_EQ(holders(b, {80, 43}), "");
  EXPECT_THAT(b.issues, IsEmpty());
  EXPECT_THAT(b.overlaps, IsEmpty());
}

TEST(BordersFromPolygons, JoinPartsWithTheSameCode) {
  const Borders b = borders_from_polygons(countries({{"A", "Aland", ""}, {"B", "", ""}, {" A ", "", "disputed"}, {"A", "", ""}},
                                                    {rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(5, 0, 6, 1), rectangle(0, 1, 1, 2)}),
                                          kColumns, {});
  EXPECT_THAT(country_codes(b), ElementsAre("A", "B"));
  EXPECT_EQ(b.countries[0].name, "Aland") << "a later part without a name takes none away";
  EXPECT_TRUE(b.countries[0].disputed);
  EXPECT_FALSE(b.countries[1].disputed);
  EXPECT_EQ(holders(b, {5.5, 0.5}), "A");
  EXPECT_EQ(holders(b, {0.5, 1.5}), "A");
  EXPECT_EQ(invalid_reason(b.ground.polygon(0)), "") << "parts side by side become one ground";
}

TEST(BordersFromPolygons, MendWhatIsInvalidAndSaySo) {
  const Geometry bow_tie = polygon_geometry({{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}});
  const Geometry line_like = polygon_geometry({{{5, 5}, {6, 6}, {5, 5}}});
  const Borders b = borders_from_polygons(
      countries({{"A", "", ""}, {"B", "", ""}, {"", "", ""}, {"C", "", ""}},
                {bow_tie, line_like, rectangle(8, 8, 9, 9), rectangle(3, 0, 4, 1)}), kColumns, {});
  EXPECT_THAT(country_codes(b), ElementsAre("A", "C"));
  EXPECT_EQ(holders(b, {1.8, 1}), "A");
  EXPECT_EQ(holders(b, {0.2, 1}), "A");
  EXPECT_EQ(holders(b, {1, 1.8}), "");
  EXPECT_THAT(issue_codes_of(b), ElementsAre("border_polygon_invalid", "border_polygon_left_out", "border_polygon_left_out"));
  EXPECT_EQ(b.issues[0].subject, "A");
  EXPECT_EQ(b.issues[0].record, "feature 2");
  EXPECT_THAT(b.issues[0].message, HasSubstr("Self-intersection"));
  EXPECT_THAT(b.issues[1].message, HasSubstr("fewer than four points"));
  EXPECT_THAT(b.issues[2].message, HasSubstr("no country code"));
}

TEST(BordersFromPolygons, MendABowTieInsideTheArea) {
  const Geometry bow_tie = polygon_geometry({{{0, 0}, {20, 20}, {20, 0}, {0, 20}, {0, 0}}});
  const Borders b = borders_from_polygons(countries({{"A", "", ""}}, {bow_tie}), kColumns, {5, 5, 30, 30});
  EXPECT_EQ(holders(b, {18, 10}), "A");
  EXPECT_EQ(holders(b, {10, 18}), "");
  EXPECT_EQ(holders(b, {6, 10}), "A");
  EXPECT_EQ(invalid_reason(b.ground.polygon(0)), "");
}

TEST(BordersFromPolygons, TellOverlapsButNotSlivers) {
  const Borders b = borders_from_polygons(
      countries({{"A", "", ""}, {"B", "", ""}, {"C", "", ""}},
                {rectangle(0, 0, 1, 1), rectangle(0.9, 0, 2, 1), rectangle(1.99999, 0, 3, 1)}), kColumns, {});
  EXPECT_THAT(issue_codes_of(b), ElementsAre("border_overlap")) << "a strip of one metre is a sliver of digitising";
  EXPECT_EQ(b.issues[0].subject, "A/B");
  EXPECT_THAT(b.issues[0].message, HasSubstr("km2 belong to both"));
  ASSERT_THAT(b.overlaps, SizeIs(1));
  EXPECT_EQ(b.overlaps[0], (std::pair<std::size_t, std::size_t>{0, 1}));
  EXPECT_EQ(holders(b, {0.95, 0.5}), "AB");
}

TEST(BordersFromPolygons, TellOverlapsWithACountryMadeOfParts) {
  const Borders b = borders_from_polygons(countries({{"A", "", ""}, {"A", "", ""}, {"B", "", ""}},
                                                    {rectangle(0, 0, 1, 1), rectangle(0, 1, 1, 2), rectangle(0.8, 0.5, 2, 1.5)}),
                                          kColumns, {});
  EXPECT_THAT(issue_codes_of(b), ElementsAre("border_overlap"));
}

TEST(BordersFromPolygons, KnowDisputedGroundByItsStatus) {
  const Borders b = borders_from_polygons(
      countries({{"A", "", "Disputed (since 1990)"}, {"B", "", "Спорная территория"}, {"C", "", "Line of control"},
                 {"D", "", "International boundary"}, {"E", "", ""}, {"F", "", "Indefinite"}},
                {rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(2, 0, 3, 1), rectangle(3, 0, 4, 1), rectangle(4, 0, 5, 1),
                 rectangle(5, 0, 6, 1)}), kColumns, {});
  std::vector<bool> disputed;
  for (const Country& c : b.countries) disputed.push_back(c.disputed);
  EXPECT_THAT(disputed, ElementsAre(true, true, true, false, false, true));
}

TEST(BordersFromPolygons, KeepOnlyTheArea) {
  const Borders b = borders_from_polygons(
      countries({{"A", "", ""}, {"B", "", ""}, {"C", "", ""}}, {rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10), rectangle(50, 0, 60, 10)}),
      kColumns, {8, 2, 12, 4});
  EXPECT_THAT(country_codes(b), ElementsAre("A", "B"));
  EXPECT_EQ(holders(b, {9, 3}), "A");
  EXPECT_EQ(holders(b, {5, 3}), "") << "cut at the area's frame";
  EXPECT_LT(b.ground.polygon(0).box().max_y, 4.5);
}

TEST(BordersFromPolygons, AreReadInAnyCrs) {
  FeatureTable table = countries({{"A", "", ""}}, {rectangle(600000, 6000000, 700000, 6100000)});
  table.crs = Crs::from_text("EPSG:32632");
  EXPECT_EQ(holders(borders_from_polygons(table, kColumns, {11, 54, 13, 56}), {11.9, 54.9}), "A");
}

TEST(BordersFromPolygons, RefuseWhatCannotBeCountries) {
  const auto table = countries({{"A", "", ""}}, {rectangle(0, 0, 1, 1)});
  EXPECT_THAT(refusal([&] { borders_from_polygons(layer(GeometryKind::line, {"code"}, {{"A"}}, {line_geometry({{0, 0}, {1, 1}})}), kColumns, {}); }),
              HasSubstr("has no polygons"));
  EXPECT_THAT(refusal([&] { borders_from_polygons(table, {.code = "cod", .name = "", .status = "", .left = "", .right = ""}, {}); }),
              HasSubstr("has no column \"cod\" (key borders.code_column), did you mean \"code\"?"));
  EXPECT_THAT(refusal([&] { borders_from_polygons(table, {.code = "code", .name = "zzz", .status = "", .left = "", .right = ""}, {}); }),
              HasSubstr("borders.name_column"));
  EXPECT_THAT(refusal([&] { borders_from_polygons(table, {.code = "code", .name = "", .status = "zzz", .left = "", .right = ""}, {}); }),
              HasSubstr("borders.status_column"));
  EXPECT_THAT(refusal([&] { borders_from_polygons(countries({{"A", "", ""}}, {polygon_geometry({{{0, 0}, {NAN, 1}, {1, 1}, {0, 0}}})}), kColumns, {}); }),
              HasSubstr("no usable country polygon"));
}

TEST(BordersFromPolygons, ElsewhereAreToldAndGiveNoCountry) {
  const Borders b = borders_from_polygons(countries({{"A", "", ""}}, {rectangle(0, 0, 1, 1)}), kColumns, {50, 50, 51, 51});
  EXPECT_TRUE(b.countries.empty());
  EXPECT_TRUE(b.at({50.5, 50.5}).empty());
  ASSERT_EQ(b.issues.size(), 1U);
  EXPECT_EQ(b.issues[0].code, "border_none_near");
}

FeatureTable boundary_lines(const std::vector<std::vector<std::string>>& rows, std::vector<Geometry> geometry) {
  return layer(GeometryKind::line, {"left", "right", "status"}, rows, std::move(geometry));
}
const BorderColumns kLineColumns{.code = "", .name = "", .status = "status", .left = "left", .right = "right"};

TEST(BordersFromLines, GiveGroundToTheCountryOnEachSide) {
  // Northward line: west of it is its left.
  const Borders b = borders_from_lines(boundary_lines({{"A", "B", ""}}, {line_geometry({{1, -1}, {1.2, 0.5}, {1, 3}})}), kLineColumns, nullptr,
                                       {0, 0, 2, 2});
  EXPECT_THAT(country_codes(b), ElementsAre("A", "B"));
  EXPECT_EQ(holders(b, {0.5, 1}), "A");
  EXPECT_EQ(holders(b, {1.8, 1}), "B");
  EXPECT_EQ(holders(b, {1.1, 0.5}), "A") << "left of the bend";
  EXPECT_THAT(b.issues, IsEmpty());
}

TEST(BordersFromLines, MeetInATriPoint) {
  const Borders b = borders_from_lines(
      boundary_lines({{"A", "B", ""}, {" B", "C ", ""}, {"C", "A", ""}},
                     {line_geometry({{1, 1}, {1, 3}}), line_geometry({{1, 1}, {3, 0}}), line_geometry({{1, 1}, {-1, 0}})}),
      kLineColumns, nullptr, {0, 0, 2, 2});
  EXPECT_EQ(holders(b, {0.5, 1.5}), "A");
  EXPECT_EQ(holders(b, {1.5, 1.5}), "B");
  EXPECT_EQ(holders(b, {1, 0.3}), "C");
}

TEST(BordersFromLines, EndAtTheCoastWhereLandIsGiven) {
  const FeatureTable land = layer(GeometryKind::polygon, {}, {}, {rectangle(0, 0, 2, 1), rectangle(40, 0, 41, 1)});
  // The boundary runs over the land and stops in the sea.
  const Borders b = borders_from_lines(boundary_lines({{"A", "B", ""}}, {line_geometry({{1, -0.2}, {1, 1.2}})}), kLineColumns, &land, {-1, -1, 3, 3});
  EXPECT_EQ(holders(b, {0.5, 0.5}), "A");
  EXPECT_EQ(holders(b, {1.5, 0.5}), "B");
  EXPECT_EQ(holders(b, {2.5, 0.5}), "") << "the sea is nobody's";
  EXPECT_EQ(holders(b, {0.5, 2}), "");
}

TEST(BordersFromLines, KeepAnExclaveInItsRing) {
  Polyline ring = rectangle_ring(0.4, 0.4, 0.6, 0.6);  // counter-clockwise: its left is inside
  const Borders b = borders_from_lines(
      boundary_lines({{"A", "B", ""}, {"B", "A", ""}}, {line_geometry({{1, -1}, {1, 3}}), line_geometry(ring)}), kLineColumns, nullptr,
      {0, 0, 2, 2});
  EXPECT_EQ(holders(b, {0.5, 0.5}), "B");
  EXPECT_EQ(holders(b, {0.2, 0.5}), "A");
}

TEST(BordersFromLines, FollowTheMajorityWhereLinesDisagree) {
  const Borders b = borders_from_lines(
      boundary_lines({{"A", "B", ""}, {"A", "B", ""}, {"B", "A", ""}},
                     {line_geometry({{1, 1}, {1, 3}}), line_geometry({{1, 0.5}, {1, 1}}), line_geometry({{1, -1}, {1, 0.5}})}),
      kLineColumns, nullptr, {0, 0, 2, 2});
  EXPECT_EQ(holders(b, {0.5, 1}), "A");
  EXPECT_EQ(holders(b, {1.5, 1}), "B");
}

TEST(BordersFromLines, RememberDisputedLines) {
  const Borders b = borders_from_lines(
      boundary_lines({{"A", "B", "Line of control"}, {"B", "C", "International"}}, {line_geometry({{1, -1}, {1, 3}}), line_geometry({{2, -1}, {2, 3}})}),
      kLineColumns, nullptr, {0, 0, 3, 2});
  EXPECT_TRUE(b.disputed_lines.nearest({1.0001, 1}, 100));
  EXPECT_FALSE(b.disputed_lines.nearest({2.0001, 1}, 100));
  for (const Country& c : b.countries) EXPECT_FALSE(c.disputed) << "the line is disputed, not the countries";
}

TEST(BordersFromLines, RefuseWhatEnclosesNothing) {
  const auto lines = boundary_lines({{"A", "B", ""}}, {line_geometry({{1, -1}, {1, 3}})});
  EXPECT_THAT(refusal([&] { borders_from_lines(countries({{"A", "", ""}}, {rectangle(0, 0, 1, 1)}), kLineColumns, nullptr, {}); }),
              HasSubstr("has no lines"));
  EXPECT_THAT(refusal([&] { borders_from_lines(lines, kLineColumns, nullptr, {50, 50, 51, 51}); }), HasSubstr("no boundary line in the area"));
  EXPECT_THAT(refusal([&] { borders_from_lines(boundary_lines({{"", "", ""}}, {line_geometry({{1, -1}, {1, 3}})}), kLineColumns, nullptr, {0, 0, 2, 2}); }),
              HasSubstr("encloses no ground with a country"));
  BorderColumns wrong = kLineColumns;
  wrong.left = "lefd";
  EXPECT_THAT(refusal([&] { borders_from_lines(lines, wrong, nullptr, {0, 0, 2, 2}); }), HasSubstr("did you mean \"left\"?"));
}

TEST(BordersFromLines, WithoutAnAreaTakeAllLinesAndSomeGroundAround) {
  const Borders b = borders_from_lines(boundary_lines({{"A", "B", ""}}, {line_geometry(rectangle_ring(0, 0, 1, 1))}), kLineColumns, nullptr, {});
  EXPECT_EQ(holders(b, {0.5, 0.5}), "A");
  EXPECT_EQ(holders(b, {1.5, 0.5}), "B");
  EXPECT_EQ(holders(b, {5, 5}), "");
}

}  // namespace
}  // namespace tmfgeo
