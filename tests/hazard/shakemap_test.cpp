// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/shakemap.h"

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

/// Two rows, three columns; a place to change each part.
struct GridText {
  std::string head = "<?xml version=\"1.0\"?>\n";
  std::string root = "<shakemap_grid xmlns=\"http://earthquake.usgs.gov/eqcenter/shakemap\" event_id=\"x1\">\n";
  std::string event = "<event event_id=\"x1\" magnitude=\"6.9\" depth=\"12\" lat=\"45.1\" lon=\"20.2\" event_timestamp=\"2020-01-01T00:00:00\" event_description=\"Test &amp; more\"/>\n";
  std::string specification =
      "<grid_specification lon_min=\"20\" lat_min=\"45\" lon_max=\"20.2\" lat_max=\"45.1\" nominal_lon_spacing=\"0.1\" nlon=\"3\" nlat=\"2\"/>\n";
  std::string fields =
      "<grid_field index=\"1\" name=\"LON\" units=\"dd\"/><grid_field index=\"2\" name=\"LAT\" units=\"dd\"/>\n"
      "<grid_field index=\"3\" name=\"PGA\" units=\"%g\"/><grid_field index=\"4\" name=\"PGV\" units=\"cm/s\"/>\n"
      "<grid_field index=\"5\" name=\"STDPGA\" units=\"ln(pctg)\"/><grid_field index=\"6\" name=\"PSA03\" units=\"%g\"/>\n"
      "<grid_field index=\"7\" name=\"URAT\" units=\"\"/>\n";
  std::string data =
      "20 45.1 10 1 0.5 20 1\n20.1 45.1 20 2 0.5 40 1\n20.2 45.1 40 4 0.5 80 1\n"
      "20 45 10 1 0.5 20 1\n20.1 45 20 2 0.5 40 1\n20.2 45 nan 4 0.5 80 1\n";
  std::string text() const { return head + root + event + specification + fields + "<grid_data>\n" + data + "</grid_data></shakemap_grid>\n"; }
};

TEST(Shakemap, ReadsEveryPartInItsUnit) {
  const ShakeMap map = parse_shakemap(GridText().text(), "grid.xml");
  EXPECT_EQ(map.event_id, "x1");
  EXPECT_EQ(map.description, "Test & more");
  EXPECT_EQ(map.magnitude, 6.9);
  EXPECT_EQ(map.depth_km, 12);
  EXPECT_EQ(map.epicentre, (Point{20.2, 45.1}));
  ASSERT_EQ(map.pga_g.rows(), 2);
  ASSERT_EQ(map.pga_g.columns(), 3);
  EXPECT_FLOAT_EQ((map.pga_g[Cell{0, 2}]), 0.4F);
  EXPECT_TRUE(std::isnan(map.pga_g[Cell{1, 2}]));
  EXPECT_FLOAT_EQ(((*map.pgv_cm_s)[Cell{0, 1}]), 2);
  EXPECT_FLOAT_EQ(((*map.ln_std_pga)[Cell{0, 1}]), 0.5F);
  ASSERT_EQ(map.spectra.size(), 1U);
  EXPECT_NEAR(map.spectra[0].period_s, 0.3, 1e-12);
  EXPECT_FLOAT_EQ((map.spectra[0].sa_g[Cell{0, 0}]), 0.2F);
  EXPECT_EQ(map.not_read, std::vector<std::string>{"urat"});
  EXPECT_FALSE(map.intensity);
  const Point node = map.pga_g.frame().centre({0, 0});
  EXPECT_NEAR(node.x, 20, 1e-12);
  EXPECT_NEAR(node.y, 45.1, 1e-12);
}

TEST(Shakemap, IsSampledBetweenItsNodes) {
  const ShakeMap map = parse_shakemap(GridText().text(), "grid.xml");
  EXPECT_NEAR(sample_ln(map.pga_g, {20.05, 45.1}), std::sqrt(0.1 * 0.2), 1e-6);
  EXPECT_NEAR(sample_ln(map.pga_g, {20.1, 45}), 0.2, 1e-6);
  EXPECT_NEAR(sample_linear(*map.pgv_cm_s, {20.15, 45.05}), 3, 1e-6);
  EXPECT_TRUE(std::isnan(sample_ln(map.pga_g, {20.15, 45.02}))) << "one of the four nodes is not known";
  for (const Point outside : {Point{19.9, 45.05}, Point{20.3, 45.05}, Point{20.1, 45.2}, Point{20.1, 44.9}, Point{std::nan(""), 45.05}}) {
    EXPECT_TRUE(std::isnan(sample_ln(map.pga_g, outside))) << outside.x << " " << outside.y;
  }
}

TEST(Shakemap, IsSampledAcross180Degrees) {
  const Grid<float> grid({.rows = 2, .columns = 3, .west = 178.5, .north = 1, .cell_width = 1, .cell_height = 1, .crs = Crs::wgs84()}, 0.2F);
  EXPECT_NEAR(sample_ln(grid, {-179.5, 0}), 0.2, 1e-6);
  EXPECT_TRUE(std::isnan(sample_ln(grid, {-178, 0})));
}

void expect_refused(const std::string& xml, const std::string& word) {
  try {
    parse_shakemap(xml, "grid.xml");
    ADD_FAILURE() << "accepted; expected a message with " << word;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    const std::string message = error.what();
    EXPECT_NE(message.find(word), std::string::npos) << message;
    EXPECT_NE(message.find("grid.xml: line "), std::string::npos) << message;
  }
}

std::string changed(std::string GridText::*part, const std::string& from, const std::string& to) {
  GridText grid;
  const auto at = (grid.*part).find(from);
  EXPECT_NE(at, std::string::npos) << from;
  (grid.*part).replace(at, from.size(), to);
  return grid.text();
}

TEST(Shakemap, RefusesHostileXml) {
  const std::string bomb =
      "<!DOCTYPE z [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n";
  expect_refused(changed(&GridText::head, "\n", "\n" + bomb), "DOCTYPE");
  expect_refused(changed(&GridText::head, "\n", "\n<!DOCTYPE z SYSTEM \"file:///etc/passwd\">\n"), "DOCTYPE");
  expect_refused(changed(&GridText::event, "Test &amp; more", "&unknown;"), "broken");
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<a>";
  expect_refused(deep, "shakemap_grid");
}

TEST(Shakemap, RefusesWhatIsCutShortAnywhere) {
  const std::string whole = GridText().text();
  for (std::size_t length = 0; length + 2 < whole.size(); ++length) {
    EXPECT_THROW(parse_shakemap(whole.substr(0, length), "grid.xml"), Error) << length;
  }
}

TEST(Shakemap, RefusesWhatIsNoGrid) {
  expect_refused("", "broken");
  expect_refused("\x1f\x8b\x08\x00 still packed", "broken");
  expect_refused("<html/>", "shakemap_grid");
  expect_refused(changed(&GridText::specification, "grid_specification", "other"), "grid_specification");
  expect_refused(changed(&GridText::specification, "nlon=\"3\"", ""), "nlon");
  expect_refused(changed(&GridText::specification, "nlon=\"3\"", "nlon=\"-3\""), "nlon");
  expect_refused(changed(&GridText::specification, "nlon=\"3\"", "nlon=\"2.5\""), "whole");
  expect_refused(changed(&GridText::specification, "nlon=\"3\" nlat=\"2\"", "nlon=\"999999\" nlat=\"999999\""), "nodes");
  expect_refused(changed(&GridText::specification, "lat_max=\"45.1\"", "lat_max=\"44\""), "lat_max");
  expect_refused(changed(&GridText::fields, "name=\"PGA\"", "name=\"XXX\""), "PGA");
  expect_refused(changed(&GridText::fields, "name=\"LON\"", "name=\"XXX\""), "lon");
  expect_refused(changed(&GridText::fields, "index=\"7\"", "index=\"8\""), "index");
  expect_refused(changed(&GridText::fields, "index=\"7\"", "index=\"3\""), "index");
  expect_refused(changed(&GridText::fields, "name=\"PGV\"", "name=\"PGA\""), "twice");
}

TEST(Shakemap, RefusesNumbersThatDoNotFit) {
  expect_refused(changed(&GridText::data, "20 45 10 1 0.5 20 1\n", ""), "found 35 numbers, expected 42");
  expect_refused(changed(&GridText::data, "20 45 10", "20 45 1x0"), "1x0");
  expect_refused(changed(&GridText::data, "20 45 10", "20 45 inf"), "inf");
  expect_refused(changed(&GridText::data, "20 45 10", "20 45 -10"), "found -10");
  expect_refused(changed(&GridText::data, "20.1 45.1 20", "20.2 45.1 20"), "lies at");
  // South to north.
  GridText turned;
  turned.data = "20 45 10 1 .5 20 1\n20.1 45 20 2 .5 40 1\n20.2 45 40 4 .5 80 1\n20 45.1 10 1 .5 20 1\n20.1 45.1 20 2 .5 40 1\n20.2 45.1 1 4 .5 80 1\n";
  expect_refused(turned.text(), "lies at");
}

TEST(Shakemap, RefusesEarthquakesThatCannotBe) {
  expect_refused(changed(&GridText::event, "magnitude=\"6.9\"", "magnitude=\"69\""), "line 3: magnitude: found \"69\", expected a number from 0 to 10");
  expect_refused(changed(&GridText::event, "depth=\"12\"", "depth=\"deep\""), "depth: found \"deep\"");
  expect_refused(changed(&GridText::event, "lat=\"45.1\"", "lat=\"451\""), "lat: found \"451\"");
  EXPECT_TRUE(std::isnan(parse_shakemap(changed(&GridText::event, "magnitude=\"6.9\"", ""), "grid.xml").magnitude)) << "not said is not wrong";
}

TEST(Shakemap, RefusesUnitsItDoesNotKnowOrThatCannotBe) {
  expect_refused(changed(&GridText::fields, "name=\"PGA\" units=\"%g\"", "name=\"PGA\" units=\"furlong\""), "furlong");
  expect_refused(changed(&GridText::fields, "name=\"PGA\" units=\"%g\"", "name=\"PGA\" units=\"g\""), "is the unit right?");
  EXPECT_NO_THROW(parse_shakemap(changed(&GridText::fields, "units=\"%g\"", "units=\"pctg\""), "grid.xml"));
}

std::string unpacked(const std::string& path) {
  std::string text;
  VSILFILE* file = VSIFOpenL(("/vsigzip/" + path).c_str(), "rb");
  if (file == nullptr) return text;
  char buffer[65536];
  while (const std::size_t count = VSIFReadL(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
  VSIFCloseL(file);
  return text;
}

TEST(Shakemap, ReadsARealOne) {
  TMFGEO_NEEDS_TESTDATA("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz");
  const std::string xml = unpacked(test::testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz"));
  const ShakeMap map = parse_shakemap(xml, "grid.xml");
  EXPECT_EQ(map.event_id, "us1000dyad");
  EXPECT_EQ(map.magnitude, 6.9);
  EXPECT_EQ(map.pga_g.columns(), 271);
  EXPECT_EQ(map.pga_g.rows(), 211);
  EXPECT_EQ(map.spectra.size(), 3U);
  EXPECT_TRUE(map.intensity);
  // The first node of the file: 0.01534 %g, 0.1495 cm/s.
  EXPECT_FLOAT_EQ(map.pga_g[0], 0.0001534F);
  EXPECT_FLOAT_EQ((*map.pgv_cm_s)[0], 0.1495F);
  // Strongest within 60 km of the epicentre, and what is written there lies between its neighbours.
  std::ptrdiff_t strongest = 0;
  for (std::ptrdiff_t i = 0; i < map.pga_g.size(); ++i) {
    if (map.pga_g[i] > map.pga_g[strongest]) strongest = i;
  }
  const Point p = map.pga_g.frame().centre(map.pga_g.frame().cell(strongest));
  EXPECT_NEAR(p.x, map.epicentre.x, 0.6);
  EXPECT_NEAR(p.y, map.epicentre.y, 0.6);
  EXPECT_NEAR(sample_ln(map.pga_g, p), static_cast<double>(map.pga_g[strongest]), 1e-5);
}

}  // namespace
}  // namespace tmfgeo
