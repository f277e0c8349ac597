// SPDX-License-Identifier: Apache-2.0
/// The synthetic example with dams that earthquakes and floods can be asked about, through the program.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/run_tmfgeo.h"

namespace tmfgeo::test {

namespace fs = std::filesystem;
using nlohmann::json;

/// A small grid over the synthetic example, the same value everywhere.
inline std::string grid_text(double value, double west = 4.5) {
  std::string text = "ncols 10\nnrows 10\nxllcorner " + std::to_string(west) + "\nyllcorner 0.05\ncellsize 0.02\nNODATA_value -9999\n";
  for (int row = 0; row < 10; ++row) {
    for (int column = 0; column < 10; ++column) text += std::to_string(value) + " ";
    text += "\n";
  }
  return text;
}

/// A shallow earthquake below the valley.
inline constexpr const char* kQuake = R"toml([earthquake]
id = "below"
title = "Below the valley (invented)"
magnitude = 6.5
longitude = 4.62
latitude = 0.13
depth_km = 10
strike_deg = 80
style = "reverse"
region = "world-active-shallow"
source = "invented"
)toml";

/// The synthetic example with dams that can be judged: A and B well known, C unknown, D downstream.
class NatechValley : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"dem.tif", "rivers.gpkg", "borders.gpkg", "places.csv", "project.toml"}) {
      fs::copy_file(source_file(std::string("data/examples/two-countries/") + name), scratch_.path() / name);
    }
    write_text(file("facilities.csv"),
               "id,country,x,y,factor_of_safety,downstream_slope_deg,dam_height_m,freeboard_m,dam_type,saturated,consequence_class,pond_area_m2,pond_catchment_m2,toe_slope\n"
               "A,XA,678050,16450,1.5,20,25,1.5,upstream,yes,high,100000,500000,0.01\n"
               "B,XA,676050,15950,1.2,22,12,1,earthfill,no,low,50000,0,0.02\n"
               "C,XA,680050,13950,,,,,,,,,,\n"
               "D,XB,684050,11450,1.3,20,40,2,downstream,no,extreme,200000,1000000,\n");
    write_text(file("quake.toml"), kQuake);
  }
  std::string file(const std::string& name) const { return scratch_.file(name); }
  void add(const std::string& toml) { write_text(file("project.toml"), file_text(file("project.toml")) + toml); }
  void add_map(const std::string& table, double period_y, double value, const std::string& unit = {}, double west = 4.5) {
    const std::string name = "map" + std::to_string(++maps_) + ".asc";
    write_text(file(name), grid_text(value, west));
    add("\n[[natech." + table + "]]\nfile = \"" + name + "\"\ncrs = \"EPSG:4326\"\nreturn_period_years = " + std::to_string(period_y) + "\n" +
        (unit.empty() ? "" : "unit = \"" + unit + "\"\n"));
  }
  /// 120 earthquakes from 1960 on around the valley.
  void add_catalogue(const std::string& more = {}) {
    std::string csv = "time,longitude,latitude,depth,mag,magType\n";
    for (int i = 0; i < 120; ++i) {
      const double magnitude = 4.5 + (i % 12 == 0 ? 1.0 : i % 4 == 0 ? 0.5 : 0.1);
      csv += std::to_string(1960 + i / 2) + "-0" + std::to_string(1 + i % 9) + "-11," + std::to_string(4.0 + 0.01 * i) + "," + std::to_string(0.4 - 0.005 * i) +
             ",10," + std::to_string(magnitude) + ",Mw\n";
    }
    write_text(file("quakes.csv"), csv + more);
  }
  void add_catalogue_table(const std::string& since, const std::string& region = "world-active-shallow", double largest = 7, double until = 2020) {
    add("\n[natech.catalogue]\nfile = \"quakes.csv\"\nregion = \"" + region + "\"\ncomplete_magnitudes = [4.5]\ncomplete_since_years = [" + since +
        "]\nuntil_year = " + std::to_string(until) + "\nlargest_magnitude = " + std::to_string(largest) + "\n");
  }
  Ran run(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"natech", file("project.toml"), "-q", "--json", "--overwrite"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  json result(std::vector<std::string> more = {}) {
    const Ran ran = run(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return json::parse(ran.out, nullptr, false);
  }
  void expect_refused(const Ran& ran, int exit_code, const std::vector<std::string>& words) {
    EXPECT_EQ(ran.exit_code, exit_code) << ran.err << ran.out;
    for (const std::string& word : words) EXPECT_NE(ran.out.find(word), std::string::npos) << "no \"" << word << "\" in: " << ran.out;
    EXPECT_FALSE(fs::exists(scratch_.path() / "out/two-countries/results.gpkg"));
  }
  static bool has_issue(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return true;
    }
    return false;
  }
  static std::string message(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return issue["message"];
    }
    return "no issue " + code;
  }
  static json probability(const json& states, const std::string& mechanism) {
    for (const json& s : states) {
      if (s["mechanism"] == mechanism) return s["probability"];
    }
    return "absent";
  }
  ScratchFolder scratch_;
  int maps_ = 0;
};

}  // namespace tmfgeo::test
