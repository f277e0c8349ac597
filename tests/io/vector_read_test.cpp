// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>

#include "io/read_features.h"

namespace tmfgeo {
namespace {

using test::collection;
using test::feature;
using test::ReadFeatures;

constexpr const char* kPolygon =
    R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,0.5],[2,1],[1,0.5]]]})";
constexpr const char* kLine = R"({"type":"LineString","coordinates":[[0,0],[1,1],[2,1]]})";
constexpr const char* kPoint = R"({"type":"Point","coordinates":[7,8]})";

TEST_F(ReadFeatures, ReadsOnlyTheColumnsAskedFor) {
  const std::string csv = file("a.csv", "id,name,volume\n1,a,2\n");
  EXPECT_EQ(names(read(csv, {.columns = {"Volume", "id"}})), (std::vector<std::string>{"id", "volume"}));
  expect_refused(csv, ErrorCode::invalid_input, "has no column \"volme\"; did you mean \"volume\"?",
                 {.columns = {"volme"}});
  const std::string json = file("a.geojson", collection({feature(kPoint, R"({"id":1,"name":"a","volume":2.5})")}));
  EXPECT_EQ(names(read(json, {.columns = {"volume"}})), std::vector<std::string>{"volume"});
  EXPECT_EQ(read(json, {.columns = {"volume"}}).number(0, 0), 2.5);
  expect_refused(json, ErrorCode::invalid_input, "did you mean \"volume\"?", {.columns = {"volme"}});
}

TEST_F(ReadFeatures, KeepsTheTypesOfGeoJson) {
  const auto table =
      read(file("a.geojson", collection({feature(kPoint, R"({"n":1,"r":1.5,"b":true,"t":"x","d":"2020-01-02"})"),
                                         feature(kPoint, R"({"n":null,"r":null,"b":false,"t":"","d":null})")})));
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.fields[0].type, FieldType::integer);
  EXPECT_EQ(table.fields[1].type, FieldType::real);
  EXPECT_EQ(table.fields[2].type, FieldType::boolean);
  EXPECT_EQ(table.fields[3].type, FieldType::text);
  EXPECT_EQ(table.text(2, 0), "true");
  EXPECT_EQ(table.text(2, 1), "false");
  EXPECT_EQ(table.text(4, 0), "2020/01/02");
  for (const std::size_t column : {0u, 1u, 3u, 4u}) EXPECT_EQ(table.text(column, 1), std::nullopt) << column;
  EXPECT_EQ(table.crs.name(), "EPSG:4326");
}

TEST_F(ReadFeatures, KeepsShellsHolesAndParts) {
  const auto table = read(file(
      "a.geojson",
      collection(
          {feature(kPolygon),
           feature(
               R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]})")})));
  ASSERT_EQ(table.kind, GeometryKind::polygon);
  const Geometry& holed = table.geometry[0];
  EXPECT_EQ(holed.polygon_count(), 1u);
  ASSERT_EQ(holed.part_count(), 2u);
  EXPECT_EQ(holed.part(0).size(), 4u);
  EXPECT_EQ(holed.part(1)[0], (Point{1, 0.5}));
  const Geometry& two = table.geometry[1];
  EXPECT_EQ(two.polygon_count(), 2u);
  EXPECT_EQ(two.polygon_parts(1), (std::pair<std::size_t, std::size_t>{1, 2}));
  EXPECT_EQ(two.part(1)[0], (Point{5, 5}));
}

TEST_F(ReadFeatures, TurnsACollectionIntoWhatMostOfItsPartsAre) {
  const auto in = [](const std::string& parts) {
    return feature(R"({"type":"GeometryCollection","geometries":[)" + parts + "]}");
  };
  const std::string comma = ",";
  const auto table = read(file("a.geojson", collection({in(kPolygon), in(kPolygon + comma + kPolygon + comma + kLine),
                                                        in(kLine + comma + kPolygon)})));
  EXPECT_EQ(table.kind, GeometryKind::polygon);
  EXPECT_EQ(table.geometry[0].polygon_count(), 1u);
  EXPECT_EQ(table.geometry[1].polygon_count(), 2u);
  EXPECT_EQ(table.geometry[2].polygon_count(), 1u);
  EXPECT_EQ(codes(), (std::vector<std::string>{"geometry_reduced", "geometry_reduced"}));
}

TEST_F(ReadFeatures, EmptiesGeometriesOfAnotherKindAndSaysSo) {
  const auto table =
      read(file("a.geojson", collection({feature(kLine), feature(kPoint), feature(kLine), feature("null")})));
  EXPECT_EQ(table.kind, GeometryKind::line);
  ASSERT_EQ(table.geometry.size(), 4u);
  EXPECT_EQ(table.geometry[0].points.size(), 3u);
  EXPECT_TRUE(table.geometry[1].points.empty());
  EXPECT_TRUE(table.geometry[3].points.empty());
  ASSERT_EQ(codes(), std::vector<std::string>{"geometry_other_kind"});
  EXPECT_EQ(issues_[0].record, "feature 1");
}

TEST_F(ReadFeatures, DropsHeightsAndMeasures) {
  const auto table =
      read(file("a.geojson", collection({feature(R"({"type":"LineString","coordinates":[[0,0,100],[1,1,200]]})")})));
  EXPECT_EQ(table.geometry[0].points, (std::vector<Point>{{0, 0}, {1, 1}}));
}

TEST_F(ReadFeatures, ClipsToTheBox) {
  const std::string json = file("a.geojson", collection({feature(R"({"type":"Point","coordinates":[1,1]})"),
                                                         feature(R"({"type":"Point","coordinates":[9,9]})")}));
  EXPECT_EQ(read(json, {.clip = Box{0, 0, 5, 5}}).rows(), 1u);
  EXPECT_EQ(read(json, {.clip = Box{20, 20, 25, 25}}).rows(), 0u);
}

TEST_F(ReadFeatures, RefusesWhatIsNoVectorFile) {
  expect_refused(folder_.file("none.gpkg"), ErrorCode::environment, "no such file");
  expect_refused(file("empty.gpkg", ""), ErrorCode::invalid_input, "is empty (0 bytes)");
  expect_refused(file("text.gpkg", "hello"), ErrorCode::invalid_input, "cannot be read, expected a vector file");
  expect_refused(file("cut.geojson", collection({feature(kLine)}).substr(0, 90)), ErrorCode::invalid_input,
                 "cannot be read");
}

TEST_F(ReadFeatures, RefusesATruncatedShapefile) {
  const std::string source = "/usr/share/magics/10m/ne_10m_rivers_lake_centerlines";
  if (!std::filesystem::exists(source + ".shp")) GTEST_SKIP() << "libmagics++-data is not installed";
  for (const char* part : {".shp", ".shx", ".dbf", ".prj"}) {
    std::string bytes = read_file(source + part);
    if (std::string(part) == ".shp") bytes.resize(bytes.size() / 2);
    file(std::string("rivers") + part, bytes);
  }
  expect_refused(folder_.file("rivers.shp"), ErrorCode::invalid_input, "is truncated or damaged");
}

TEST_F(ReadFeatures, RefusesATruncatedGeoPackage) {
  TMFGEO_NEEDS_TESTDATA("borders/osm10m_countries_subset.gpkg");
  const std::string bytes = read_file(test::testdata("borders/osm10m_countries_subset.gpkg"));
  const std::string path = file("cut.gpkg", std::string_view(bytes).substr(0, bytes.size() / 2));
  EXPECT_THROW(read(path), Error);
}

TEST_F(ReadFeatures, NamesTheNearestLayer) {
  TMFGEO_NEEDS_TESTDATA("borders/osm10m_countries_subset.gpkg");
  const std::string path = test::testdata("borders/osm10m_countries_subset.gpkg");
  expect_refused(path, ErrorCode::invalid_input, "has no layer \"countrys\"; did you mean \"countries\"?",
                 {.layer = "countrys"});
  EXPECT_EQ(read(path, {.layer = "countries"}).rows(), 29u);
}

TEST_F(ReadFeatures, ReadsTheRiversOfTheDanube) {
  TMFGEO_NEEDS_TESTDATA("rivers/efas_ldd_network_danube.gpkg");
  const auto table = read(test::testdata("rivers/efas_ldd_network_danube.gpkg"));
  // The data's README says 57 331 two-point links with upArea.
  EXPECT_EQ(table.rows(), 57331u);
  EXPECT_EQ(table.kind, GeometryKind::line);
  ASSERT_TRUE(table.find("upArea"));
  for (const Geometry& g : table.geometry) ASSERT_EQ(g.points.size(), 2u);
  EXPECT_GT(*table.number(*table.find("uparea"), 0), 0);
  const auto layers = layer_infos(table.source);
  ASSERT_EQ(layers.size(), 1u);
  EXPECT_EQ(layers[0].rows, 57331);
  EXPECT_EQ(layers[0].kind, GeometryKind::line);
  EXPECT_EQ(layers[0].crs, "EPSG:4326");
  EXPECT_NEAR(layers[0].box.min_x, 8, 0.1);
}

}  // namespace
}  // namespace tmfgeo
