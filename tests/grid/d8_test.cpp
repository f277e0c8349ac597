// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/d8.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

/// The eight steps in the order of the table.
constexpr D8 kEast = 0;
constexpr D8 kSouthEast = 1;
constexpr D8 kSouth = 2;
constexpr D8 kSouthWest = 3;
constexpr D8 kWest = 4;
constexpr D8 kNorthWest = 5;
constexpr D8 kNorth = 6;
constexpr D8 kNorthEast = 7;

constexpr std::array<D8Convention, 3> kConventions{D8Convention::esri, D8Convention::taudem, D8Convention::grass};

TEST(D8Steps, GoClockwiseFromEast) {
  const Cell middle{5, 5};
  EXPECT_EQ(neighbour(middle, kEast), (Cell{5, 6}));
  EXPECT_EQ(neighbour(middle, kSouthEast), (Cell{6, 6}));
  EXPECT_EQ(neighbour(middle, kSouth), (Cell{6, 5}));
  EXPECT_EQ(neighbour(middle, kSouthWest), (Cell{6, 4}));
  EXPECT_EQ(neighbour(middle, kWest), (Cell{5, 4}));
  EXPECT_EQ(neighbour(middle, kNorthWest), (Cell{4, 4}));
  EXPECT_EQ(neighbour(middle, kNorth), (Cell{4, 5}));
  EXPECT_EQ(neighbour(middle, kNorthEast), (Cell{4, 6}));
}

TEST(D8Steps, AndTheirOppositesLeadBack) {
  for (D8 d = 0; d < 8; ++d) {
    EXPECT_EQ(neighbour(neighbour(Cell{3, 4}, d), opposite(d)), (Cell{3, 4}));
    EXPECT_EQ(is_diagonal(d), kD8Steps[d].row != 0 && kD8Steps[d].column != 0);
    EXPECT_TRUE(is_step(d));
  }
  EXPECT_FALSE(is_step(kD8Outlet) || is_step(kD8Terminal) || is_step(kD8NoData));
}

TEST(D8Codes, AreThoseTheOtherProgramsDocument) {
  // ESRI: powers of two clockwise from east. TauDEM: 1 east, then counter-clockwise. GRASS: 1 north-east, then
  // counter-clockwise to 8 east.
  EXPECT_EQ(encode(kEast, D8Convention::esri), 1);
  EXPECT_EQ(encode(kSouthEast, D8Convention::esri), 2);
  EXPECT_EQ(encode(kSouth, D8Convention::esri), 4);
  EXPECT_EQ(encode(kWest, D8Convention::esri), 16);
  EXPECT_EQ(encode(kNorthEast, D8Convention::esri), 128);
  EXPECT_EQ(encode(kEast, D8Convention::taudem), 1);
  EXPECT_EQ(encode(kNorthEast, D8Convention::taudem), 2);
  EXPECT_EQ(encode(kNorth, D8Convention::taudem), 3);
  EXPECT_EQ(encode(kSouthEast, D8Convention::taudem), 8);
  EXPECT_EQ(encode(kNorthEast, D8Convention::grass), 1);
  EXPECT_EQ(encode(kNorth, D8Convention::grass), 2);
  EXPECT_EQ(encode(kSouthWest, D8Convention::grass), 5);
  EXPECT_EQ(encode(kEast, D8Convention::grass), 8);
}

TEST(D8Codes, ComeBackFromEveryConvention) {
  for (const D8Convention convention : kConventions) {
    for (D8 d = 0; d < 8; ++d) EXPECT_EQ(decode(encode(d, convention), convention), d);
    EXPECT_EQ(decode(encode(kD8NoData, convention), convention), kD8NoData);
    const std::optional<D8> sink = decode(encode(kD8Terminal, convention), convention);
    ASSERT_TRUE(sink);
    EXPECT_FALSE(is_step(*sink));
    const std::optional<D8> outlet = decode(encode(kD8Outlet, convention), convention);
    ASSERT_TRUE(outlet);
    EXPECT_FALSE(is_step(*outlet) || *outlet == kD8NoData);
  }
}

TEST(D8Codes, ThatAConventionDoesNotHaveAreAbsent) {
  for (const int code : {3, 5, 6, 129, 256, -1, 1000}) EXPECT_FALSE(decode(code, D8Convention::esri)) << code;
  for (const int code : {9, -2, 16, 255}) EXPECT_FALSE(decode(code, D8Convention::taudem)) << code;
  for (const int code : {9, -9, 255}) EXPECT_FALSE(decode(code, D8Convention::grass)) << code;
}

TEST(D8Codes, OfNodataInEsriRastersAreTwo) {
  EXPECT_EQ(decode(255, D8Convention::esri), kD8NoData);
  EXPECT_EQ(decode(247, D8Convention::esri), kD8NoData);
}

TEST(D8Codes, BelowZeroInGrassLeaveTheMap) {
  for (int code = -8; code <= -1; ++code) EXPECT_EQ(decode(code, D8Convention::grass), kD8Outlet);
}

}  // namespace
}  // namespace tmfgeo
