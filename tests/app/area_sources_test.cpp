// SPDX-License-Identifier: Apache-2.0
// Polygons in which earthquakes come evenly, as a project gives them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "support/made_table.h"
#include "support/run_tmfgeo.h"
#include "support/testdata.h"
#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kColumns{"name", "a", "b", "mmin", "mmax", "depth_km", "mechanism", "region"};
const std::vector<std::string> kUsual{"north", "3.5", "1", "4.5", "7", "10", "reverse", "central-asia-shallow"};

AreaSourcesInput input() {
  AreaSourcesInput in;
  in.files = {"areas.geojson"};
  return in;
}

EarthquakeSources sources_of(const std::vector<std::vector<std::string>>& rows, std::vector<Geometry> polygons, const AreaSourcesInput& in = input()) {
  EarthquakeSources sources;
  add_area_sources(test::layer(GeometryKind::polygon, kColumns, rows, std::move(polygons)), in, region_sets({}), sources);
  return sources;
}

std::string refusal(std::size_t column, const std::string& value, Geometry polygon = test::rectangle(70, 40, 72, 42)) {
  auto row = kUsual;
  if (column < row.size()) row[column] = value;
  try {
    sources_of({row}, {std::move(polygon)});
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

double sum(const std::vector<double>& rates) { return std::accumulate(rates.begin(), rates.end(), 0.0); }

TEST(AreaSources, HoldTheRateOfTheirLawSpreadEvenly) {
  const EarthquakeSources sources = sources_of({kUsual}, {test::rectangle(70, 40, 72, 42)});
  ASSERT_EQ(sources.model.grids.size(), 1U);
  const GridSource& area = sources.model.grids[0];
  EXPECT_NEAR(sum(area.rate_per_year), std::pow(10, 3.5 - 4.5) - std::pow(10, 3.5 - 7), 1e-12);
  EXPECT_EQ(area.rate_per_year.front(), area.rate_per_year.back());
  EXPECT_NEAR(static_cast<double>(area.places.size()), 167.0 * 222.0 / 100, 20);
  EXPECT_EQ(area.traits.style, FaultStyle::reverse);
  EXPECT_EQ(area.traits.models.name, "central-asia-shallow");
  EXPECT_THAT(sources.data.front(), HasSubstr("1 area source"));
}

TEST(AreaSources, HaveNoEarthquakesInTheirHoles) {
  const Geometry ring = polygon_geometry({test::rectangle_ring(70, 40, 72, 42), test::rectangle_ring(70.5, 40.5, 71.5, 41.5)});
  const EarthquakeSources sources = sources_of({kUsual}, {ring});
  for (const Point p : sources.model.grids[0].places) {
    EXPECT_FALSE(p.x > 70.5 && p.x < 71.5 && p.y > 40.5 && p.y < 41.5) << p.x << " " << p.y;
  }
}

TEST(AreaSources, OfASmallPolygonAreFilledMoreDensely) {
  const GridSource small = sources_of({kUsual}, {test::rectangle(70, 40, 70.02, 40.02)}).model.grids[0];
  EXPECT_GE(small.places.size(), 25U);
  EXPECT_NEAR(sum(small.rate_per_year), std::pow(10, -1.0) - std::pow(10, -3.5), 1e-12);
}

TEST(AreaSources, ShakeAPlaceAsTheLibrarysOwnAreaSourceDoes) {
  const Polyline ring = test::rectangle_ring(70, 40, 72, 42);
  const EarthquakeSources sources = sources_of({kUsual}, {polygon_geometry({ring})});
  const SourceTraits traits = sources.model.grids[0].traits;
  SourceModel own;
  own.grids.push_back(area_source(ring, 10, traits, std::pow(10, -1.0) - std::pow(10, -3.5)));
  const PshaSettings settings{.levels = {0.05, 0.1, 0.3}, .truncation = 3};
  const std::vector<Point> sites{{71, 41}, {73, 41}};
  const std::vector<SiteSoil> soils(2, SiteSoil{.vs30_m_s = 760});
  const auto expected = hazard_at_sites(own, settings, sites, soils);
  const auto found = hazard_at_sites(sources.model, settings, sites, soils);
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found.sites[s].rate_per_year[i], expected.sites[s].rate_per_year[i], 0.02 * expected.sites[s].rate_per_year[i]);
  }
}

TEST(AreaSources, TakeTheRegionOfTheProjectWhereTheyNameNone) {
  auto row = kUsual;
  row[7] = "";
  AreaSourcesInput in = input();
  EXPECT_THROW(sources_of({row}, {test::rectangle(70, 40, 72, 42)}, in), Error);
  in.region = "vrancea-intermediate";
  EXPECT_EQ(sources_of({row}, {test::rectangle(70, 40, 72, 42)}, in).model.grids[0].traits.models.name, "vrancea-intermediate");
}

TEST(AreaSources, AreRefusedWithTheirRecordWhereTheLawCannotBe) {
  EXPECT_EQ(refusal(99, ""), "accepted");
  EXPECT_THAT(refusal(1, ""), HasSubstr("feature 2: a: found \"\""));
  EXPECT_THAT(refusal(1, "9"), HasSubstr("in a year, expected at most 3000"));
  EXPECT_THAT(refusal(2, "0.1"), HasSubstr("from 0.3 to 2.5"));
  EXPECT_THAT(refusal(2, "-1"), HasSubstr("b: found"));
  EXPECT_THAT(refusal(4, "4.5"), HasSubstr("more than mmin = 4.5"));
  EXPECT_THAT(refusal(5, "10000"), HasSubstr("depth_km"));
  EXPECT_THAT(refusal(6, "sideways"), HasSubstr("expected reverse, normal, strike_slip"));
  EXPECT_THAT(refusal(7, "atlantis"), HasSubstr("expected one of: central-asia-shallow"));
}

TEST(AreaSources, AreRefusedWithTheirRecordWhereTheGroundCannotBe) {
  EXPECT_THAT(refusal(99, "", polygon_geometry({{{70, 40}, {72, 42}, {72, 40}, {70, 42}, {70, 40}}})), HasSubstr("not valid"));
  EXPECT_THAT(refusal(99, "", test::rectangle(700000, 40, 720000, 42)), HasSubstr("off the Earth"));
  EXPECT_THAT(refusal(99, "", Geometry{}), HasSubstr("found no polygon"));
  EarthquakeSources sources;
  EXPECT_THROW(add_area_sources(test::layer(GeometryKind::polygon, {"a", "b"}, {{"1", "1"}}, {test::rectangle(70, 40, 72, 42)}), input(), region_sets({}), sources), Error);
  EXPECT_THROW(add_area_sources(test::layer(GeometryKind::polygon, kColumns, {}, {}), input(), region_sets({}), sources), Error);
}

// A centimetre wide and five degrees long: next to no place of a mesh lies in it, however fine.
TEST(AreaSources, AreRefusedWithTheirNameWhereTheyAreTooNarrowForAnyMesh) {
  const std::string told = refusal(99, "", polygon_geometry({{{70, 40}, {75, 42}, {75, 42.0000001}, {70, 40.0000001}, {70, 40}}}));
  EXPECT_THAT(told, HasSubstr("geometry: found the polygon \"north\""));
  EXPECT_THAT(told, HasSubstr("expected at most 1000000: a polygon that is not so narrow"));
  EXPECT_THAT(refusal(99, "", test::rectangle(-170, -80, 170, 80)), HasSubstr("expected at most 1000000: a larger spacing_km"));
}

// National models are whole countries: what is out of reach must not make a value of this place less sure.
TEST(AreaSources, OutOfReachChangeNothingButTheirMention) {
  const test::ScratchFolder folder;
  const auto polygon = [](double west, double largest) {
    const std::string w = std::to_string(west);
    const std::string e = std::to_string(west + 1);
    return R"({"type":"Feature","properties":{"name":"n","a":3,"b":1,"mmin":4.5,"mmax":)" + std::to_string(largest) +
           R"(,"depth_km":10,"mechanism":"reverse","region":"world-active-shallow"},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",0],[" + e + ",0],[" + e + ",1],[" + w +
           ",1],[" + w + ",0]]]}}";
  };
  const auto curve_of = [&](const std::string& features) {
    test::write_text(folder.file("areas.geojson"), R"({"type":"FeatureCollection","features":[)" + features + "]}");
    NatechInput natech;
    natech.area_sources.emplace();
    natech.area_sources->files = {folder.file("areas.geojson")};
    Issues issues;
    return source_curves(natech, {{4.6, 0.1}}, {{.vs30_m_s = 500}}, issues).at(0);
  };
  const SiteCurve alone = curve_of(polygon(4, 7));
  const SiteCurve both = curve_of(polygon(4, 7) + "," + polygon(60, 9.4));
  ASSERT_TRUE(alone.curve && both.curve) << alone.source;
  EXPECT_EQ(both.curve->rate_per_year, alone.curve->rate_per_year);
  EXPECT_EQ(both.origin, alone.origin);
  EXPECT_EQ(both.note, alone.note);
  EXPECT_THAT(both.source, HasSubstr("out of reach: 1 of 2 sources"));
  EXPECT_THAT(alone.source, testing::Not(HasSubstr("out of reach")));
  EXPECT_EQ(curve_of(polygon(4, 9.4)).origin, Origin::extrapolated) << "within reach the range counts";
}

}  // namespace
}  // namespace tmfgeo
