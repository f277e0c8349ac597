// SPDX-License-Identifier: Apache-2.0
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include <filesystem>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

class ReadFeatures : public testing::Test {
 protected:
  std::string file(const std::string& name, std::string_view bytes) {
    write_file(folder_.file(name), bytes, true);
    return folder_.file(name);
  }
  FeatureTable read(const std::string& path, const VectorOptions& options = {}) { return read_features(path, options, issues_); }
  void expect_refused(const std::string& path, ErrorCode code, const std::string& words, const VectorOptions& options = {}) {
    try {
      read(path, options);
      ADD_FAILURE() << "read what it should refuse: " << words;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      EXPECT_EQ(error.path(), path);
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const Issue& issue : issues_) codes.push_back(issue.code);
    return codes;
  }
  static std::vector<std::string> names(const FeatureTable& table) {
    std::vector<std::string> names;
    for (const Field& field : table.fields) names.push_back(field.name);
    return names;
  }

  test::ScratchFolder folder_;
  Issues issues_;
};

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
std::string collection(const std::vector<std::string>& features) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i == 0 ? "" : ",") + features[i];
  return text + "]}";
}

constexpr const char* kPolygon = R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,0.5],[2,1],[1,0.5]]]})";
constexpr const char* kLine = R"({"type":"LineString","coordinates":[[0,0],[1,1],[2,1]]})";
constexpr const char* kPoint = R"({"type":"Point","coordinates":[7,8]})";

TEST_F(ReadFeatures, ReadsEveryCellOfACsvAsText) {
  const auto table = read(file("a.csv", "id,volume_m3,note\n1,0012,\n2,~100,\"a, b\"\n\n3,\" 1,5 \",x\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"id", "volume_m3", "note"}));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.text(1, 0), "0012");
  EXPECT_EQ(table.text(1, 1), "~100");
  EXPECT_EQ(table.text(1, 2), "1,5");
  EXPECT_EQ(table.text(2, 0), std::nullopt);
  EXPECT_EQ(table.text(2, 1), "a, b");
  EXPECT_EQ(table.kind, GeometryKind::none);
  EXPECT_TRUE(issues_.empty());
}

TEST_F(ReadFeatures, CountsLinesOfACsvAsAnEditorDoes) {
  const auto table = read(file("a.csv", "id,note\r\n1,\"two\r\nlines\"\r\n\r\n2,x\r\n3,y"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.record(0), "line 2");
  EXPECT_EQ(table.record(1), "line 5");
  EXPECT_EQ(table.record(2), "line 6");
}

TEST_F(ReadFeatures, FindsTheSeparatorOfACsv) {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    const auto table = read(file("a.csv", "id" + separator + "x" + separator + "y\n1" + separator + "2.5" + separator + "3\n"));
    EXPECT_EQ(names(table), (std::vector<std::string>{"id", "x", "y"})) << separator;
    EXPECT_EQ(table.text(1, 0), "2.5");
  }
}

TEST_F(ReadFeatures, LeavesDecimalCommasBetweenSemicolonsAlone) {
  const auto table = read(file("a.csv", "\xEF\xBB\xBFномер;долгота, °;широта\n1;74,59;42,87\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"номер", "долгота, °", "широта"}));
  EXPECT_EQ(table.text(1, 0), "74,59");
}

TEST_F(ReadFeatures, ReadsWindows1251AndSaysSo) {
  // "имя;объём" and "Ак-Тюз" in Windows-1251.
  const auto table = read(file("a.csv", "\xE8\xEC\xFF;\xEE\xE1\xFA\xB8\xEC\n\xC0\xEA-\xD2\xFE\xE7;1\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"имя", "объём"}));
  EXPECT_EQ(table.text(0, 0), "Ак-Тюз");
  EXPECT_EQ(codes(), std::vector<std::string>{"encoding_guessed"});
}

TEST_F(ReadFeatures, TellsOfARecordLongerThanTheHeader) {
  const auto table = read(file("a.csv", "id,volume\n1,1,5\n2\n3,4,,\n"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.text(1, 1), std::nullopt);
  ASSERT_EQ(codes(), std::vector<std::string>{"record_length"});
  EXPECT_EQ(issues_[0].record, "line 2");
}

TEST_F(ReadFeatures, KeepsColumnsOfEqualNameApart) {
  const auto table = read(file("a.csv", "name,name,,name\na,b,c,d\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"name", "name_2", "column_3", "name_3"}));
}

TEST_F(ReadFeatures, RefusesACsvWithNothingToRead) {
  expect_refused(folder_.file("none.csv"), ErrorCode::environment, "no such file");
  expect_refused(file("empty.csv", ""), ErrorCode::invalid_input, "is empty (0 bytes)");
  expect_refused(file("header.csv", "id,name\n"), ErrorCode::invalid_input, "no records");
  expect_refused(file("blank.csv", "\n\n1,2\n"), ErrorCode::invalid_input, "no header in line 1");
  expect_refused(file("wide.csv", std::string_view("\xFF\xFEi\0d\0", 6)), ErrorCode::invalid_input, "UTF-16");
  expect_refused(file("open.csv", "id,name\n1,\"a\n2,b\n3,c\n"), ErrorCode::invalid_input, "line 2 opens a quotation mark");
}

/// A sheet whose cells may be numbers; a blank row where the first cell is empty.
std::string make_sheet(const std::string& path, const std::vector<std::vector<std::string>>& rows) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("XLSX"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "дамбы", nullptr, wkbNone, nullptr);
  for (const std::string& name : rows[0]) {
    OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), name == "volume" ? OFTReal : OFTString);
    OGR_L_CreateField(layer, field, TRUE);
    OGR_Fld_Destroy(field);
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      if (!rows[i][k].empty()) OGR_F_SetFieldString(feature, static_cast<int>(k), rows[i][k].c_str());
    }
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
  return path;
}

TEST_F(ReadFeatures, ReadsEveryCellOfASheetAsTextWithItsRow) {
  const auto table = read(make_sheet(folder_.file("a.xlsx"), {{"id", "название", "volume"}, {"0012", "Ак-Тюз", "1200000"}, {}, {"2", "", "0.5"}}));
  EXPECT_EQ(table.name, "дамбы");
  EXPECT_EQ(names(table), (std::vector<std::string>{"id", "название", "volume"}));
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.fields[2].type, FieldType::text);
  EXPECT_EQ(table.text(0, 0), "0012");
  EXPECT_EQ(table.text(1, 0), "Ак-Тюз");
  EXPECT_EQ(table.text(2, 0), "1200000");
  EXPECT_EQ(table.text(1, 1), std::nullopt);
  EXPECT_EQ(table.text(2, 1), "0.5");
  EXPECT_EQ(table.record(0), "row 2");
  EXPECT_EQ(table.record(1), "row 4");
  EXPECT_EQ(table.kind, GeometryKind::none);
}

TEST_F(ReadFeatures, RefusesASheetWithoutRecords) {
  expect_refused(make_sheet(folder_.file("a.xlsx"), {{"id", "name"}}), ErrorCode::invalid_input, "has no records");
  expect_refused(file("b.xlsx", "PK not a sheet"), ErrorCode::invalid_input, "cannot be read, expected a vector file or sheet");
}

TEST_F(ReadFeatures, ReadsOnlyTheColumnsAskedFor) {
  const std::string csv = file("a.csv", "id,name,volume\n1,a,2\n");
  EXPECT_EQ(names(read(csv, {.columns = {"Volume", "id"}})), (std::vector<std::string>{"id", "volume"}));
  expect_refused(csv, ErrorCode::invalid_input, "has no column \"volme\"; did you mean \"volume\"?", {.columns = {"volme"}});
  const std::string json = file("a.geojson", collection({feature(kPoint, R"({"id":1,"name":"a","volume":2.5})")}));
  EXPECT_EQ(names(read(json, {.columns = {"volume"}})), std::vector<std::string>{"volume"});
  EXPECT_EQ(read(json, {.columns = {"volume"}}).number(0, 0), 2.5);
  expect_refused(json, ErrorCode::invalid_input, "did you mean \"volume\"?", {.columns = {"volme"}});
}

TEST_F(ReadFeatures, KeepsTheTypesOfGeoJson) {
  const auto table = read(file("a.geojson", collection({feature(kPoint, R"({"n":1,"r":1.5,"b":true,"t":"x","d":"2020-01-02"})"),
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
  const auto table = read(file("a.geojson", collection({feature(kPolygon), feature(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]})")})));
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
  const auto in = [](const std::string& parts) { return feature(R"({"type":"GeometryCollection","geometries":[)" + parts + "]}"); };
  const std::string comma = ",";
  const auto table = read(file("a.geojson", collection({in(kPolygon), in(kPolygon + comma + kPolygon + comma + kLine), in(kLine + comma + kPolygon)})));
  EXPECT_EQ(table.kind, GeometryKind::polygon);
  EXPECT_EQ(table.geometry[0].polygon_count(), 1u);
  EXPECT_EQ(table.geometry[1].polygon_count(), 2u);
  EXPECT_EQ(table.geometry[2].polygon_count(), 1u);
  EXPECT_EQ(codes(), (std::vector<std::string>{"geometry_reduced", "geometry_reduced"}));
}

TEST_F(ReadFeatures, EmptiesGeometriesOfAnotherKindAndSaysSo) {
  const auto table = read(file("a.geojson", collection({feature(kLine), feature(kPoint), feature(kLine), feature("null")})));
  EXPECT_EQ(table.kind, GeometryKind::line);
  ASSERT_EQ(table.geometry.size(), 4u);
  EXPECT_EQ(table.geometry[0].points.size(), 3u);
  EXPECT_TRUE(table.geometry[1].points.empty());
  EXPECT_TRUE(table.geometry[3].points.empty());
  ASSERT_EQ(codes(), std::vector<std::string>{"geometry_other_kind"});
  EXPECT_EQ(issues_[0].record, "feature 1");
}

TEST_F(ReadFeatures, DropsHeightsAndMeasures) {
  const auto table = read(file("a.geojson", collection({feature(R"({"type":"LineString","coordinates":[[0,0,100],[1,1,200]]})")})));
  EXPECT_EQ(table.geometry[0].points, (std::vector<Point>{{0, 0}, {1, 1}}));
}

TEST_F(ReadFeatures, ClipsToTheBox) {
  const std::string json = file("a.geojson", collection({feature(R"({"type":"Point","coordinates":[1,1]})"), feature(R"({"type":"Point","coordinates":[9,9]})")}));
  EXPECT_EQ(read(json, {.clip = Box{0, 0, 5, 5}}).rows(), 1u);
  EXPECT_EQ(read(json, {.clip = Box{20, 20, 25, 25}}).rows(), 0u);
}

TEST_F(ReadFeatures, RefusesWhatIsNoVectorFile) {
  expect_refused(folder_.file("none.gpkg"), ErrorCode::environment, "no such file");
  expect_refused(file("empty.gpkg", ""), ErrorCode::invalid_input, "is empty (0 bytes)");
  expect_refused(file("text.gpkg", "hello"), ErrorCode::invalid_input, "cannot be read, expected a vector file");
  expect_refused(file("cut.geojson", collection({feature(kLine)}).substr(0, 90)), ErrorCode::invalid_input, "cannot be read");
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
  expect_refused(path, ErrorCode::invalid_input, "has no layer \"countrys\"; did you mean \"countries\"?", {.layer = "countrys"});
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

TEST(FileSha256, IsThePublishedDigestOfAbc) {
  const test::ScratchFolder folder;
  write_file(folder.file("abc.txt"), "abc", false);
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(file_sha256(folder.file("abc.txt")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_THROW(file_sha256(folder.file("none.txt")), Error);
}

TEST(FileSha256, OfAShapefileIsThatOfItsPartsInOrder) {
  const test::ScratchFolder folder;
  for (const auto& [name, bytes] : {std::pair("x.shp", "a"), std::pair("x.dbf", "b"), std::pair("x.prj", "c")}) write_file(folder.file(name), bytes, false);
  EXPECT_EQ(file_sha256(folder.file("x.shp")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(IsRaster, TellsRastersFromVectors) {
  const test::ScratchFolder folder;
  write_file(folder.file("a.geojson"), collection({feature(kPoint)}), false);
  write_file(folder.file("a.pgm"), "P5 2 1 255\nab", false);
  EXPECT_FALSE(is_raster(folder.file("a.geojson")));
  EXPECT_TRUE(is_raster(folder.file("a.pgm")));
  EXPECT_FALSE(is_raster(folder.file("none.tif")));
}

}  // namespace
}  // namespace tmfgeo
