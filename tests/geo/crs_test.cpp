// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/crs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/error.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kUtm42 = R"(PROJCS["WGS 84 / UTM zone 42N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,)"
                               R"(AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],)"
                               R"(UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]],PROJECTION["Transverse_Mercator"],)"
                               R"(PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",69],PARAMETER["scale_factor",0.9996],)"
                               R"(PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Easting",EAST],)"
                               R"(AXIS["Northing",NORTH],AUTHORITY["EPSG","32642"]])";

std::string refusal(const std::string& text) {
  try {
    Crs::from_text(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.what();
  }
  return "accepted";
}

void expect_near(Point p, double x, double y, double tolerance) {
  EXPECT_NEAR(p.x, x, tolerance);
  EXPECT_NEAR(p.y, y, tolerance);
}

TEST(Crs, IsReadFromEveryFormPeopleGive) {
  const Crs utm = Crs::from_text("EPSG:32642");
  for (const char* text : {kUtm42, "epsg:32642", "WGS 84 / UTM zone 42N", "+proj=utm +zone=42 +datum=WGS84", " +proj=utm +zone=42 +datum=WGS84 ",
                           "proj=utm zone=42 datum=WGS84", "+proj=utm +zone=42 +datum=WGS84 +units=m +no_defs +type=crs",
                           "+init=epsg:32642", "urn:ogc:def:crs:EPSG::32642"}) {
    const Crs crs = Crs::from_text(text);
    EXPECT_FALSE(crs.is_geographic()) << text;
    expect_near(Transform(Crs::wgs84(), crs)({69, 0}), 500000, 0, 1e-6);
    expect_near(Transform(crs, utm)({512345, 4512345}), 512345, 4512345, 1e-6);
  }
  EXPECT_TRUE(Crs::from_text("+proj=longlat +datum=WGS84").is_geographic());
}

TEST(Crs, IsNamedByItsAuthorityOrByItself) {
  EXPECT_EQ(Crs::from_text(kUtm42).name(), "EPSG:32642");
  EXPECT_EQ(Crs::wgs84().name(), "EPSG:4326");
  EXPECT_EQ(Crs::from_text("+proj=longlat +ellps=krass").name(), "unknown");
}

TEST(Crs, ComesBackFromItsWkt) {
  for (const char* text : {"EPSG:4326", "EPSG:32642", "EPSG:28413", "EPSG:3857", "+proj=aea +lat_1=40 +lat_2=45 +lon_0=75 +datum=WGS84"}) {
    const Crs crs = Crs::from_text(text);
    EXPECT_TRUE(Crs::from_text(crs.wkt()).same_as(crs)) << crs.wkt();
  }
}

TEST(Crs, OfACompoundOneIsItsHorizontalPart) {
  const Crs crs = Crs::from_text("EPSG:32642+5773");  // UTM and heights above EGM96
  EXPECT_EQ(crs.name(), "EPSG:32642");
  EXPECT_TRUE(crs.same_as(Crs::from_text("EPSG:32642")));
  EXPECT_TRUE(Crs::from_text("EPSG:4326+5773").same_as(Crs::wgs84()));
}

TEST(Crs, ThatIsNotHorizontalOrNotKnownIsRefused) {
  for (const char* text : {"", " ", "EPSG:999999", "EPSG:", "42", "nonsense", "EPSG:5773", "EPSG:4978", "+proj=nonsense",
                           "+proj=pipeline +step +proj=utm +zone=42", "GEOGCS[", "{\"type\": \"GeographicCRS\"}",
                           "LOCAL_CS[\"plan\",UNIT[\"metre\",1]]"}) {
    EXPECT_THAT(refusal(text), AllOf(StartsWith("\"" + std::string(text)), HasSubstr("expected for example EPSG:4326"))) << text;
  }
  EXPECT_LT(refusal(std::string(5000, 'x')).size(), 200U) << "a long text is cut in the message";
}

TEST(Crs, IsFoundByItsWholeNameOnly) {
  EXPECT_EQ(Crs::from_text("pulkovo 1942 / Gauss-Kruger zone 13").name(), "EPSG:28413");
  for (const char* part : {"Pulkovo", "UTM zone 42N", "WGS", "84"}) EXPECT_THAT(refusal(part), HasSubstr("is not a reference system")) << part;
}

TEST(Crs, IsUnknownByDefault) {
  EXPECT_FALSE(Crs().known());
  EXPECT_TRUE(Crs().same_as(Crs()));
  EXPECT_FALSE(Crs().same_as(Crs::wgs84()));
  EXPECT_FALSE(Crs::wgs84().same_as(Crs()));
}

TEST(Crs, IsTheSameWhateverTheOrderOfItsAxes) {
  EXPECT_TRUE(Crs::from_text("OGC:CRS84").same_as(Crs::wgs84()));
  EXPECT_TRUE(Crs::from_text("+proj=longlat +datum=WGS84").same_as(Crs::wgs84()));
  EXPECT_FALSE(Crs::from_text("EPSG:4284").same_as(Crs::wgs84()));
  EXPECT_FALSE(Crs::from_text("EPSG:32642").same_as(Crs::from_text("EPSG:32643")));
}

TEST(Transform, TakesLongitudeFirstWhateverTheAuthoritySays) {
  // Published by PROJ as its example: 12 E, 55 N in UTM zone 32.
  for (const char* geographic : {"EPSG:4326", "OGC:CRS84", "+proj=longlat +datum=WGS84"}) {
    const Transform to_utm(Crs::from_text(geographic), Crs::from_text("EPSG:32632"));
    expect_near(to_utm({12, 55}), 691875.632, 6098907.825, 2e-3);
  }
  const Transform back(Crs::from_text("EPSG:32632"), Crs::wgs84());
  expect_near(back({691875.632, 6098907.825}), 12, 55, 1e-7);
  // Gauss-Krüger of the region has northing first in the register.
  const Transform from_gauss(Crs::from_text("EPSG:28413"), Crs::wgs84());
  const Point middle = from_gauss({13500000, 4717000});
  EXPECT_NEAR(middle.x, 75, 2e-3);
  EXPECT_NEAR(geodesic_distance_m({75, 0}, {75, middle.y}), 4717000, 200) << "Krassowsky's ellipsoid is a little larger";
}

TEST(Transform, AgreesWithTheExamplesOfTheEpsgGuide) {
  // Guidance note 7-2, Popular Visualisation Pseudo Mercator: 24°22'54.433"N, 100°20'00.000"W.
  const double latitude = 24 + 22 / 60.0 + 54.433 / 3600;
  const Transform to_mercator(Crs::wgs84(), Crs::from_text("EPSG:3857"));
  expect_near(to_mercator({-(100 + 20 / 60.0), latitude}), -11169055.58, 2800000.00, 0.02);
}

TEST(Transform, UsesTheShiftThatABoundCrsCarries) {
  // Guidance note 7-2, position vector: WGS 72 at 55 N, 4 E is WGS 84 at 55°00'00.090"N, 4°00'00.554"E.
  const std::string datum = R"(DATUM["WGS_1972",SPHEROID["WGS 72",6378135,298.26],TOWGS84[0,0,4.5,0,0,0.554,0.219]])";
  const std::string rest = R"(,PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433])";
  for (const std::string& text :
       {R"(GEOGCS["shifted",)" + datum + rest + "]",
        R"(GEOGCS["shifted",)" + datum + rest + R"(,AXIS["Latitude",NORTH],AXIS["Longitude",EAST]])",
        std::string("+proj=longlat +a=6378135 +rf=298.26 +towgs84=0,0,4.5,0,0,0.554,0.219")}) {
    const Crs shifted = Crs::from_text(text);
    EXPECT_TRUE(shifted.is_geographic());
    expect_near(Transform(shifted, Crs::wgs84())({4, 55}), 4 + 0.554 / 3600, 55 + 0.090 / 3600, 0.002 / 3600);
    const Crs again = Crs::from_text(shifted.wkt());
    expect_near(Transform(again, Crs::wgs84())({4, 55}), 4 + 0.554 / 3600, 55 + 0.090 / 3600, 0.002 / 3600);
  }
}

TEST(Transform, BetweenTheSameIsIdentity) {
  EXPECT_TRUE(Transform(Crs::wgs84(), Crs::from_text("OGC:CRS84")).is_identity());
  const Transform none(Crs::from_text("EPSG:32642"), Crs::from_text(kUtm42));
  EXPECT_TRUE(none.is_identity());
  EXPECT_EQ(none(Point{1, 2}), (Point{1, 2}));
}

TEST(Transform, ComesBackAllOverItsZone) {
  const Transform there(Crs::wgs84(), Crs::from_text("EPSG:32643"));
  const Transform back(Crs::from_text("EPSG:32643"), Crs::wgs84());
  for (double x = 71; x <= 79; x += 0.5) {
    for (double y = 1; y <= 80; y += 7) expect_near(back(there({x, y})), x, y, 1e-9);
  }
}

TEST(Transform, GivesNoNumberForPointsItCannotMoveAndGoesOn) {
  const Transform there(Crs::wgs84(), Crs::from_text("EPSG:3857"));
  std::array<Point, 4> points{Point{10, 95}, Point{NAN, 50}, Point{10, HUGE_VAL}, Point{0, 0}};
  there.apply(points);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(std::isnan(points[i].x) && std::isnan(points[i].y)) << i;
  expect_near(points[3], 0, 0, 1e-6);
  EXPECT_FALSE(there.is_identity());
}

TEST(Versions, AreNumbers) {
  EXPECT_THAT(proj_version(), testing::MatchesRegex("[0-9]+[.][0-9]+[.][0-9]+"));
  EXPECT_THAT(geos_version(), testing::MatchesRegex("[0-9]+[.][0-9]+[.][0-9]+"));
}

using CrsDeathTest = testing::Test;
TEST_F(CrsDeathTest, ThatIsUnknownHasNoName) {
  EXPECT_DEATH(Crs().name(), "known");
  EXPECT_DEATH(Transform(Crs(), Crs::wgs84()), "known");
}

}  // namespace
}  // namespace tmfgeo
