// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/geopackage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "support/run_program.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// A style QGIS takes: one symbol.
std::string simple_style(const std::string& type, const std::string& symbol_layer, const std::string& options) {
  std::string text =
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
      "labelsEnabled=\"0\">\n<renderer-v2 type=\"singleSymbol\">"
      "<symbols><symbol name=\"0\" type=\"" +
      type + "\" alpha=\"1\"><layer class=\"" + symbol_layer + "\" enabled=\"1\"><Option type=\"Map\">";
  return text + options + "</Option></layer></symbol></symbols></renderer-v2>\n</qgis>\n";
}
std::string option(const std::string& name, const std::string& value) {
  return "<Option type=\"QString\" name=\"" + name + "\" value=\"" + value + "\"/>";
}

OutputLayer facilities() {
  OutputLayer layer;
  FeatureTable& t = layer.table;
  t.name = "facilities";
  t.crs = Crs::wgs84();
  t.kind = GeometryKind::point;
  t.fields = {{"id", FieldType::text, "", "Name's id", "The id the owner gives."},
              {"volume_m3", FieldType::real, "m3", "Volume", "Tailings stored."},
              {"population", FieldType::integer, "", "", ""},
              {"active", FieldType::boolean, "", "In use", ""}};
  t.columns = {std::vector<std::optional<std::string>>{"Ак-Тюз", "O'Hara \"x\" <y>", std::nullopt},
               std::vector<std::optional<double>>{1.25e6, std::nullopt, kNaN},
               std::vector<std::optional<std::int64_t>>{5000000000, std::nullopt, 0},
               std::vector<std::optional<bool>>{true, false, std::nullopt}};
  t.geometry = {point_geometry({75.1, 42.9}), point_geometry({kNaN, 1}), Geometry{}};
  t.record_number = {1, 2, 3};
  layer.title = "Facilities";
  layer.description = "Tailings & dams";
  layer.style_qml = simple_style("marker", "SimpleMarker",
                                 option("color", "200,0,0,255") + option("name", "triangle") + option("size", "6"));
  return layer;
}

OutputLayer routes() {
  OutputLayer layer;
  FeatureTable& t = layer.table;
  t.name = "routes";
  t.crs = Crs::wgs84();
  t.kind = GeometryKind::line;
  t.fields = {{"length_km", FieldType::real, "km", "Length", ""}};
  t.columns = {std::vector<std::optional<double>>{12.5, 7}};
  Geometry two = line_geometry({{75.1, 42.9}, {75.2, 43}});
  append(two, line_geometry({{75.3, 43}, {75.4, 43.1}}));
  t.geometry = {line_geometry({{75, 42.8}, {75.1, 42.9}, {75.3, 42.9}}), two};
  t.record_number = {1, 2};
  layer.title = "Routes";
  layer.style_qml =
      simple_style("line", "SimpleLine", option("line_color", "0,80,200,255") + option("line_width", "1.2"));
  return layer;
}

OutputLayer countries() {
  OutputLayer layer;
  FeatureTable& t = layer.table;
  t.name = "countries";
  t.crs = Crs::wgs84();
  t.kind = GeometryKind::polygon;
  t.fields = {{"code", FieldType::text, "", "Country", ""}};
  t.columns = {std::vector<std::optional<std::string>>{"KGZ"}};
  Geometry g = polygon_geometry(
      {{{74, 42}, {75.2, 42}, {75.2, 43.2}, {74, 42}}, {{74.5, 42.2}, {75, 42.2}, {75, 42.5}, {74.5, 42.2}}});
  append(g, polygon_geometry({{{75.5, 42.5}, {76, 42.5}, {76, 43}, {75.5, 42.5}}}));
  t.geometry = {g};
  t.record_number = {1};
  layer.title = "Countries";
  layer.style_qml =
      simple_style("fill", "SimpleFill", option("color", "230,220,180,255") + option("outline_color", "90,90,90,255"));
  return layer;
}

OutputLayer issues_table() {
  OutputLayer layer;
  layer.table.name = "issues";
  layer.table.fields = {{"code", FieldType::text, "", "Finding", "What was found."}};
  layer.table.columns = {empty_column(FieldType::text)};
  layer.title = "Issues";
  return layer;
}

std::vector<OutputLayer> all_layers() { return {facilities(), routes(), countries(), issues_table()}; }

class WriteGeoPackage : public testing::Test {
 protected:
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      names.insert(entry.path().filename().string());
    return names;
  }
  std::string sql(const std::string& file, const std::string& query) const {
    return test::run_program(
               "/usr/bin/python3 -c 'import sqlite3, sys; "
               "print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall(), sep=\"\\n\")' '" +
               file + "' \"" + query + "\"")
        .text;
  }

  test::ScratchFolder folder_;
  Issues issues_;
};

TEST_F(WriteGeoPackage, ReadsBackEveryValueGeometryAndKind) {
  const std::string path = folder_.file("results.gpkg");
  const auto layers = all_layers();
  write_geopackage(path, layers, {.title = "Тест", .description = "d"});
  EXPECT_EQ(files(), (std::set<std::string>{"open_in_qgis.qgz", "results.gpkg"}));
  const auto infos = layer_infos(path);
  ASSERT_EQ(infos.size(), layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) {
    EXPECT_EQ(infos[i].name, layers[i].table.name);
    EXPECT_EQ(infos[i].kind, layers[i].table.kind);
    EXPECT_EQ(infos[i].rows, static_cast<std::int64_t>(layers[i].table.rows()));
    const auto back = read_features(path, {.layer = layers[i].table.name}, issues_);
    ASSERT_EQ(back.fields.size(), layers[i].table.fields.size());
    for (std::size_t k = 0; k < back.fields.size(); ++k) {
      EXPECT_EQ(back.fields[k].name, layers[i].table.fields[k].name);
      EXPECT_EQ(back.fields[k].type, layers[i].table.fields[k].type);
    }
  }
  EXPECT_EQ(read_features(path, {.layer = "countries"}, issues_).geometry, layers[2].table.geometry);
  EXPECT_EQ(read_features(path, {.layer = "routes"}, issues_).geometry[1], layers[1].table.geometry[1]);
  const auto back = read_features(path, {.layer = "facilities"}, issues_);
  EXPECT_EQ(back.columns[0], layers[0].table.columns[0]);
  EXPECT_EQ(back.columns[1], (Column{std::vector<std::optional<double>>{1.25e6, std::nullopt, std::nullopt}}));
  EXPECT_EQ(back.columns[2], layers[0].table.columns[2]);
  EXPECT_EQ(back.columns[3], layers[0].table.columns[3]);
  EXPECT_EQ(back.geometry[0], point_geometry({75.1, 42.9}));
  EXPECT_TRUE(back.geometry[1].points.empty());
  EXPECT_TRUE(issues_.empty());
}

TEST_F(WriteGeoPackage, WritesTheSameBytesTwice) {
  for (const char* name : {"a", "b"}) {
    std::filesystem::create_directory(folder_.path() / name);
    write_geopackage(folder_.file(std::string(name) + "/results.gpkg"), all_layers(),
                     {.title = "Two runs", .description = "same"});
  }
  EXPECT_EQ(read_file(folder_.file("a/results.gpkg")), read_file(folder_.file("b/results.gpkg")));
  EXPECT_EQ(read_file(folder_.file("a/open_in_qgis.qgz")), read_file(folder_.file("b/open_in_qgis.qgz")));
}

TEST_F(WriteGeoPackage, PassesTheValidatorWithWarningsAsErrors) {
  const std::string path = folder_.file("results.gpkg");
  write_geopackage(path, all_layers(), {.title = "Valid", .description = "d"});
  const auto run = test::run_program(
      "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg -k --extra --warning-as-error '" + path + "'");
  if (run.text.find("No module named") != std::string::npos) GTEST_SKIP() << "python3-gdal is not installed";
  EXPECT_EQ(run.exit_code, 0) << run.text;
  EXPECT_EQ(sql(path, "PRAGMA integrity_check"), "('ok',)\n");
  EXPECT_EQ(sql(path, "PRAGMA foreign_key_check"), "\n");
  EXPECT_EQ(sql(path, "PRAGMA journal_mode"), "('delete',)\n");
}

TEST_F(WriteGeoPackage, IsValidWithNothingButAnEmptyTable) {
  const std::string path = folder_.file("results.gpkg");
  write_geopackage(path, {issues_table()}, {});
  const auto run =
      test::run_program("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg -k --warning-as-error '" + path + "'");
  if (run.text.find("No module named") != std::string::npos) GTEST_SKIP() << "python3-gdal is not installed";
  EXPECT_EQ(run.exit_code, 0) << run.text;
}

TEST_F(WriteGeoPackage, HoldsTitlesIndexesStylesAndTheProject) {
  const std::string path = folder_.file("results.gpkg");
  write_geopackage(path, all_layers(), {});
  if (sql(path, "SELECT 1") != "(1,)\n") GTEST_SKIP() << "/usr/bin/python3 is not installed";
  EXPECT_EQ(sql(path, "SELECT table_name, data_type, identifier, description FROM gpkg_contents"),
            "('facilities', 'features', 'Facilities', 'Tailings & dams')\n('routes', 'features', 'Routes', '')\n"
            "('countries', 'features', 'Countries', '')\n('issues', 'attributes', 'Issues', '')\n"
            "('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS')\n");
  EXPECT_EQ(sql(path, "SELECT title, description FROM gpkg_data_columns WHERE column_name = 'volume_m3'"),
            "('Volume (m3)', 'Tailings stored.')\n");
  EXPECT_EQ(sql(path, "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' ORDER BY 1"),
            "('countries',)\n('facilities',)\n('routes',)\n");
  EXPECT_EQ(sql(path, "SELECT f_table_name, f_table_schema, f_geometry_column, useAsDefault FROM layer_styles"),
            "('facilities', '', 'geom', 1)\n('routes', '', 'geom', 1)\n('countries', '', 'geom', 1)\n('issues', '', "
            "'', 1)\n");
  EXPECT_EQ(sql(path, "SELECT name, substr(content, 1, 8) FROM qgis_projects"), "('results', '504b0304')\n");
}

TEST_F(WriteGeoPackage, IsAFinishedMapInQgis) {
  if (test::run_program("/usr/bin/python3 -c 'import qgis.core'").exit_code != 0)
    GTEST_SKIP() << "python3-qgis is not installed";
  Grid<float> dem(GridFrame{60, 60, 400000, 4760000, 5000, 5000, Crs::from_text("EPSG:32643")});
  for (std::ptrdiff_t i = 0; i < dem.size(); ++i) dem[i] = static_cast<float>(i);
  const std::string shades =
      "<qgis version=\"3.22.0\"><pipe><rasterrenderer type=\"singlebandgray\" grayBand=\"1\" opacity=\"0.5\" "
      "alphaBand=\"-1\" gradient=\"BlackToWhite\">"
      "<contrastEnhancement><minValue>0</minValue><maxValue>3600</maxValue><algorithm>StretchToMinimumMaximum</"
      "algorithm></contrastEnhancement>"
      "</rasterrenderer></pipe></qgis>";
  write_cog(folder_.file("dem.tif"), dem, {.unit = "m", .style_qml = shades}, false);
  auto layers = all_layers();
  layers[1].visible = false;
  write_geopackage(folder_.file("results.gpkg"), layers, {.title = "Map", .rasters = {{"dem.tif", "Elevation"}}});
  const char* kept = std::getenv("TMFGEO_KEEP_PICTURE");
  const std::string picture = kept != nullptr ? kept : folder_.file("map.png");
  for (const std::string& project :
       {folder_.file("open_in_qgis.qgz"), "geopackage:" + folder_.file("results.gpkg") + "?projectName=results"}) {
    const auto run = test::run_program("/usr/bin/python3 '" TMFGEO_SOURCE_DIR "/tests/support/open_in_qgis.py' '" +
                                       project + "' '" + picture + "'");
    EXPECT_EQ(run.exit_code, 0) << run.text;
    for (const char* line :
         {"Facilities\tvector\tTrue\t3\tsingleSymbol\tfacilities\tName's id",
          "Countries\tvector\tTrue\t1\tsingleSymbol", "Issues\ttable\tTrue\t0\t-\tissues\tFinding",
          "Elevation\traster\tTrue\t3600\tsinglebandgray", "project read: True title: Map crs: EPSG:4326"}) {
      EXPECT_NE(run.text.find(line), std::string::npos) << line << "\n" << run.text;
    }
    EXPECT_GT(std::filesystem::file_size(picture), 1000u);
  }
}

TEST_F(WriteGeoPackage, ReplacesAFileOnlyWhenTold) {
  const std::string path = folder_.file("results.gpkg");
  write_geopackage(path, {issues_table()}, {});
  const std::string before = read_file(path);
  EXPECT_THROW(write_geopackage(path, all_layers(), {}), Error);
  EXPECT_EQ(read_file(path), before);
  write_geopackage(path, all_layers(), {.overwrite = true});
  EXPECT_EQ(layer_infos(path).size(), 4u);
  EXPECT_EQ(files(), (std::set<std::string>{"open_in_qgis.qgz", "results.gpkg"}));
}

TEST_F(WriteGeoPackage, SaysWhereItMayNotWrite) {
  for (const std::string& path : {std::string("/proc/results.gpkg"), folder_.file("missing/results.gpkg")}) {
    try {
      write_geopackage(path, all_layers(), {});
      ADD_FAILURE() << "wrote " << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::environment);
      EXPECT_EQ(error.path(), path);
    }
  }
}

TEST_F(WriteGeoPackage, LeavesNothingOnAFullDisk) {
  const test::SmallDisk disk(400);
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can be mounted by root only";
  OutputLayer large = routes();
  large.table.columns = {std::vector<std::optional<double>>(20000, 1.5)};
  large.table.geometry.assign(20000, routes().table.geometry[0]);
  large.table.record_number.assign(20000, 1);
  try {
    write_geopackage(disk.file("results.gpkg"), {large}, {});
    ADD_FAILURE() << "wrote 3 MB onto a disk of 0.4 MB";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::environment);
    EXPECT_NE(std::string(error.what()).find("is the disk full?"), std::string::npos) << error.what();
  }
  EXPECT_TRUE(std::filesystem::is_empty(disk.path()));
}

}  // namespace
}  // namespace tmfgeo
