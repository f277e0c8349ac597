// SPDX-License-Identifier: Apache-2.0
// What `tmfgeo terrain` writes, on the synthetic example: a valley whose river leaves the DEM in the east.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "io/broken_rasters.h"
#include "support/run_tmfgeo.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;

std::string example(const std::string& file) { return source_file("data/examples/two-countries/" + file); }

/// Runs the command on the example's DEM and gives its JSON.
json terrain(const ScratchFolder& scratch, std::vector<std::string> options) {
  std::vector<std::string> call{"terrain", example("dem.tif"), "-o", scratch.file("t"), "-q", "--json"};
  call.insert(call.end(), options.begin(), options.end());
  const Ran ran = run_tmfgeo(call);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return json::parse(ran.out, nullptr, false);
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

Grid<float> raster(const ScratchFolder& scratch, const std::string& name) {
  Issues issues;
  return read_raster({scratch.file("t/" + name)}, {}, issues);
}

FeatureTable layer(const ScratchFolder& scratch, const std::string& name) {
  Issues issues;
  return read_features(scratch.file("t/terrain.gpkg"), {.layer = name}, issues);
}

double outline_km2(const Geometry& polygon) {
  double m2 = 0;
  for (std::size_t i = 0; i < polygon.polygon_count(); ++i) {
    const auto [first, end] = polygon.polygon_parts(i);
    for (std::size_t part = first; part < end; ++part) m2 += (part == first ? 1 : -1) * geodesic_area_m2(polygon.part(part));
  }
  return m2 * 1e-6;
}

TEST(TerrainCommand, WritesWhatIsUsuallyWantedAndListsEveryFile) {
  const ScratchFolder scratch;
  const json result = terrain(scratch, {});
  std::set<std::string> listed;
  for (const std::string file : result["files"]) {
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
    listed.insert(std::filesystem::path(file).filename().string());
  }
  EXPECT_EQ(listed, names_in(scratch.path() / "t"));
  EXPECT_EQ(listed, (std::set<std::string>{"dem_conditioned.tif", "dem_conditioned.qml", "flow_direction.tif",
                                           "flow_direction.qml", "upstream_area.tif", "upstream_area.qml", "terrain.gpkg",
                                           "open_in_qgis.qgz"}));
  EXPECT_GT(layer(scratch, "streams").rows(), 0u);
}

TEST(TerrainCommand, WritesEveryProductTheSameOnAnyNumberOfThreads) {
  const ScratchFolder scratch;
  for (const char* jobs : {"1", "2"}) {
    const Ran ran = run_tmfgeo({"terrain", example("dem.tif"), "-o", scratch.file(jobs), "-q", "-j", jobs, "--products", "all",
                                "--points", example("facilities.csv"), "--points-crs", "EPSG:32631"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
  }
  const auto names = names_in(scratch.path() / "1");
  EXPECT_EQ(names, names_in(scratch.path() / "2"));
  EXPECT_EQ(names.size(), 18u);
  for (const std::string& name : names) {
    EXPECT_TRUE(file_text(scratch.file("1/" + name)) == file_text(scratch.file("2/" + name))) << name;
  }
}

TEST(TerrainCommand, SaysOfEachRasterItsUnitSourceAndLicence) {
  const ScratchFolder scratch;
  terrain(scratch, {"--products", "hand,slope,distance", "--source", "A survey", "--licence", "CC0"});
  for (const auto& [name, unit] : {std::pair("hand.tif", "m"), {"slope.tif", "m/m"}, {"distance_to_outlet.tif", "km"}}) {
    EXPECT_EQ(raster_info({scratch.file("t/" + std::string(name))}).unit, unit);
    const std::string bytes = file_text(scratch.file("t/" + std::string(name)));
    EXPECT_NE(bytes.find("A survey"), std::string::npos) << name;
    EXPECT_NE(bytes.find("CC0"), std::string::npos) << name;
  }
}

TEST(TerrainCommand, PutsHeightAboveTheStreamAtZeroOnStreamsAndNeverBelow) {
  const ScratchFolder scratch;
  terrain(scratch, {"--products", "hand,area"});
  const auto hand = raster(scratch, "hand.tif");
  const auto area = raster(scratch, "upstream_area.tif");
  std::ptrdiff_t streams = 0;
  for (std::ptrdiff_t i = 0; i < hand.size(); ++i) {
    if (std::isnan(hand[i])) continue;
    EXPECT_GE(hand[i], 0);
    if (area[i] < 1) continue;
    ++streams;
    EXPECT_EQ(hand[i], 0);
  }
  EXPECT_GT(streams, 0);
}

TEST(TerrainCommand, OutlinesBasinsWithTheAreaTheyDrain) {
  const ScratchFolder scratch;
  terrain(scratch, {"--products", "basins"});
  const FeatureTable basins = layer(scratch, "basins");
  ASSERT_GT(basins.rows(), 0u);
  for (std::size_t i = 0; i < basins.rows(); ++i) {
    const double area = *basins.number(*basins.find("area_km2"), i);
    EXPECT_NEAR(outline_km2(basins.geometry[i]), area, 1e-3 * area);
    EXPECT_EQ(basins.text(*basins.find("end"), i), "leaves_grid");
  }
}

TEST(TerrainCommand, NestsTheBasinsOfGivenPoints) {
  const ScratchFolder scratch;
  // The example's facilities C and A: the brook of A flows into the river above C. The last row lies nowhere.
  write_text(scratch.file("p.csv"), "id,x,y\nlow,680050,13950\nhigh,678050,16450\nlost,0,0\n");
  const json result = terrain(scratch, {"--products", "area", "--rivers", example("rivers.gpkg"), "--points", scratch.file("p.csv"),
                                         "--points-crs", "EPSG:32631"});
  const auto codes = result["issues"].dump();
  EXPECT_NE(codes.find("point_unusable"), std::string::npos);
  const FeatureTable basins = layer(scratch, "point_basins");
  ASSERT_EQ(basins.rows(), 2u);
  const auto cell = [&](const char* column, std::size_t row) { return basins.text(*basins.find(column), row); };
  EXPECT_EQ(cell("point_id", 0), "low");
  EXPECT_EQ(cell("downstream_id", 0), std::nullopt);
  EXPECT_EQ(cell("point_id", 1), "high");
  EXPECT_EQ(cell("downstream_id", 1), "low");
  for (std::size_t i = 0; i < 2; ++i) {
    const double area = *basins.number(*basins.find("area_km2"), i);
    EXPECT_NEAR(outline_km2(basins.geometry[i]), area, 1e-3 * area);
  }
  EXPECT_LT(outline_km2(basins.geometry[1]), outline_km2(basins.geometry[0]));
  const FeatureTable points = layer(scratch, "points");
  EXPECT_EQ(points.rows(), 2u);
  EXPECT_GT(*points.number(*points.find("upstream_area_km2"), 0), *points.number(*points.find("upstream_area_km2"), 1));
}

TEST(TerrainCommand, ShowsEveryOneOfSeveralPointsInOneCell) {
  const ScratchFolder scratch;
  write_text(scratch.file("p.csv"), "id,x,y\none,680050,13950\nother,680051,13951\nhigh,678050,16450\n");
  terrain(scratch, {"--products", "area", "--rivers", example("rivers.gpkg"), "--points", scratch.file("p.csv"), "--points-crs", "EPSG:32631"});
  const FeatureTable basins = layer(scratch, "point_basins");
  ASSERT_EQ(basins.rows(), 3u);
  std::map<std::string, std::size_t> row;
  const auto cell = [&](const char* column, const char* id) { return basins.text(*basins.find(column), row.at(id)); };
  for (std::size_t i = 0; i < 3; ++i) row[*basins.text(*basins.find("point_id"), i)] = i;
  EXPECT_EQ(basins.geometry[row.at("one")].points, basins.geometry[row.at("other")].points);
  EXPECT_EQ(cell("area_km2", "one"), cell("area_km2", "other"));
  EXPECT_EQ(cell("basin_number", "one"), cell("basin_number", "other"));
  EXPECT_EQ(cell("downstream_id", "one"), std::nullopt);
  EXPECT_EQ(cell("downstream_id", "other"), "one");
  EXPECT_EQ(cell("downstream_id", "high"), "one");
}

TEST(TerrainCommand, KeepsTheWaterOfDeepAndLargeDepressions) {
  const ScratchFolder scratch;
  std::vector<double> values(20 * 20, 100);
  for (int r = 8; r < 12; ++r) std::fill_n(values.begin() + r * 20 + 8, 4, 50.0);
  const std::string dem = make_raster(scratch.file("dem.tif"), {.columns = 20, .rows = 20, .values = values, .geotransform = {70, 0.001, 0, 43, 0, -0.001}});
  const auto filled = [&](const std::vector<std::string>& options) {
    std::vector<std::string> call{"terrain", dem, "-o", scratch.file("t"), "-q", "--overwrite", "--products", "conditioned"};
    call.insert(call.end(), options.begin(), options.end());
    const Ran ran = run_tmfgeo(call);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    const auto conditioned = raster(scratch, "dem_conditioned.tif");
    return conditioned[Cell{9, 9}];
  };
  EXPECT_EQ(filled({}), 100);
  EXPECT_EQ(filled({"--terminal-min-depth", "20", "--terminal-min-area", "0.1"}), 50);
  EXPECT_EQ(filled({"--terminal-min-depth", "20", "--terminal-min-area", "0.2"}), 100);
  EXPECT_EQ(run_tmfgeo({"terrain", dem, "-o", scratch.file("t"), "--terminal-min-depth", "20"}).exit_code, 1);
}

TEST(TerrainCommand, GoesOnBeyondTheAntimeridian) {
  const ScratchFolder scratch;
  // A valley that falls eastward, from 179.9° over the meridian to 179.9° W; one cell of sink beside the river.
  std::vector<double> values;
  for (int r = 0; r < 21; ++r) {
    for (int c = 0; c < 200; ++c) values.push_back(300 - c + 5 * std::abs(r - 10));
  }
  const std::string dem = make_raster(scratch.file("dem.tif"), {.columns = 200, .rows = 21, .values = values, .geotransform = {179.9, 0.001, 0, 52, 0, -0.001}});
  const std::string runoff = make_raster(scratch.file("runoff.tif"), {.columns = 36, .rows = 18, .values = std::vector<double>(36 * 18, 500), .geotransform = {-180, 10, 0, 90, 0, -10}});
  write_text(scratch.file("p.csv"), "id,lon,lat\nwest,179.95,51.985\neast,-179.95,51.985\n");
  const Ran ran = run_tmfgeo({"terrain", dem, "-o", scratch.file("t"), "-q", "--json", "--products", "area,streams", "--stream-threshold", "0.1", "--runoff", runoff, "--points", scratch.file("p.csv")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out)["issues"].dump().find("point_unusable"), std::string::npos) << ran.out;
  const FeatureTable basins = layer(scratch, "point_basins");
  ASSERT_EQ(basins.rows(), 2u);
  EXPECT_EQ(basins.text(*basins.find("point_id"), 1), "west");
  EXPECT_EQ(basins.text(*basins.find("downstream_id"), 1), "east");
  const auto discharge = raster(scratch, "discharge.tif");
  EXPECT_EQ(std::ranges::count_if(discharge.values(), [](float q) { return std::isnan(q); }), 0);
}

TEST(TerrainCommand, IsRefusedWhereAnotherRunIsWriting) {
  const ScratchFolder scratch;
  const OutputFolder other(scratch.file("t"), false, {});
  const Ran ran = run_tmfgeo({"terrain", example("dem.tif"), "-o", scratch.file("t"), "-q"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.err.find("another run"), std::string::npos) << ran.err;
  const Ran assessed = run_tmfgeo({"assess", example("project.toml"), "-o", scratch.file("t"), "-q"});
  EXPECT_EQ(assessed.exit_code, 3);
  EXPECT_NE(assessed.err.find("another run"), std::string::npos) << assessed.err;
}

TEST(TerrainCommand, TurnsRunoffIntoDischarge) {
  const ScratchFolder scratch;
  // 1 000 mm a year everywhere, on a coarse grid in degrees: 1 km² gives 1e6 m³ in 365.25 days.
  const std::string runoff = make_raster(scratch.file("runoff.tif"), {.columns = 4,
                                                                      .rows = 4,
                                                                      .values = std::vector<double>(16, 1000),
                                                                      .geotransform = {4.4, 0.1, 0, 0.3, 0, -0.1}});
  terrain(scratch, {"--products", "area,streams", "--runoff", runoff});
  const auto area = raster(scratch, "upstream_area.tif");
  const auto discharge = raster(scratch, "discharge.tif");
  for (std::ptrdiff_t i = 0; i < area.size(); ++i) {
    if (std::isnan(area[i])) continue;
    EXPECT_NEAR(discharge[i], static_cast<double>(area[i]) * 1e6 / (365.25 * 86400), 1e-5 * static_cast<double>(discharge[i]));
  }
  const FeatureTable streams = layer(scratch, "streams");
  for (std::size_t i = 0; i < streams.rows(); ++i) EXPECT_TRUE(streams.number(*streams.find("discharge_m3_s"), i));
}

TEST(TerrainCommand, RefusesWhatItCannotUse) {
  const ScratchFolder scratch;
  const auto refused = [&](const std::vector<std::string>& options, int code, const std::string& words) {
    std::vector<std::string> call{"terrain", example("dem.tif"), "-o", scratch.file("t"), "-q"};
    call.insert(call.end(), options.begin(), options.end());
    const Ran ran = run_tmfgeo(call);
    EXPECT_EQ(ran.exit_code, code) << ran.err;
    EXPECT_NE(ran.err.find(words), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "t" / "terrain.gpkg"));
  };
  refused({"--products", "area,height"}, 1, "height");
  refused({"--runoff", scratch.file("none.tif")}, 3, "none.tif");
  refused({"--points", scratch.file("none.csv")}, 3, "none.csv");
  const std::string away = make_raster(scratch.file("away.tif"), {});
  refused({"--runoff", away}, 2, "away.tif");
  write_text(scratch.file("p.csv"), "id,x,y\na,1,2\n");
  refused({"--points", scratch.file("p.csv")}, 2, "reference system");
}

TEST(TerrainCommand, RefusesOptionsThatAreNoNumbers) {
  const ScratchFolder scratch;
  for (const char* option : {"--stream-threshold", "--burn-depth", "--breach-max-depth", "--breach-max-length", "--terminal-min-depth", "--sea-level"}) {
    const Ran ran = run_tmfgeo({"terrain", example("dem.tif"), "-o", scratch.file("t"), "--conditioning", "breach", "--terminal-min-area", "1", option, "nan"});
    EXPECT_EQ(ran.exit_code, 1) << option << ran.err;
  }
  const Ran unused = run_tmfgeo({"terrain", example("dem.tif"), "-o", scratch.file("t"), "--conditioning", "auto", "--breach-max-depth", "10"});
  EXPECT_EQ(unused.exit_code, 1) << unused.err;
  EXPECT_NE(unused.err.find("expected --conditioning breach"), std::string::npos) << unused.err;
}

TEST(TerrainCommand, RefusesRowsBeyondThePole) {
  const ScratchFolder scratch;
  write_text(scratch.file("pole.asc"), "ncols 3\nnrows 3\nxllcorner 0\nyllcorner 89.99\ncellsize 0.01\n1 2 3\n4 5 6\n7 8 9\n");
  const Ran ran = run_tmfgeo({"terrain", scratch.file("pole.asc"), "--crs", "EPSG:4326", "-o", scratch.file("t")});
  EXPECT_EQ(ran.exit_code, 2) << ran.err;
  EXPECT_NE(ran.err.find("beyond a pole"), std::string::npos) << ran.err;
}

TEST(TerrainCommand, LeavesNoRasterOfAnEarlierRunBeside) {
  const ScratchFolder scratch;
  terrain(scratch, {"--products", "hand,slope"});
  terrain(scratch, {"--products", "slope", "--overwrite"});
  EXPECT_EQ(names_in(scratch.path() / "t"), (std::set<std::string>{"slope.tif", "slope.qml", "terrain.gpkg", "open_in_qgis.qgz"}));
}

TEST(TerrainCommand, WritesAGeoPackageThatPassesGdalsOwnCheck) {
  const std::string validator = "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg";
  if (std::system("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg' 2> /dev/null") != 0) GTEST_SKIP() << "GDAL's validate_gpkg is not installed (python3-gdal)";
  const ScratchFolder scratch;
  terrain(scratch, {"--products", "all", "--points", example("facilities.csv"), "--points-crs", "EPSG:32631"});
  const std::string command = validator + " -k --extra --warning-as-error " + shell_quoted(scratch.file("t/terrain.gpkg"));
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace tmfgeo::test
