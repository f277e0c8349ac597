// SPDX-License-Identifier: Apache-2.0
// Published verification of hazard programs: PEER Set 1, cases 1, 10 and 11 (report 2018/03).
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>

#include "support/testdata.h"
#include "tmfgeo/hazard/psha.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

ModelSet sadigh() { return single_model(*find_ground_motion_model("sadigh97")); }

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<double> numbers(std::string text) {
  for (char& c : text) c = c == ',' || c == '\n' ? ' ' : c;
  std::istringstream stream(text);
  return {std::istream_iterator<double>(stream), {}};
}

std::string between_words(const std::string& text, const std::string& before, const std::string& after) {
  const auto begin = text.find(before) + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

struct PeerTable {
  std::vector<double> levels;
  std::vector<Point> sites;
  std::vector<std::vector<double>> probability;
};

PeerTable peer_table(const std::string& name) {
  PeerTable table;
  std::ifstream file(test::testdata("peer_psha/" + name + "/expected_poe.csv"));
  std::string line;
  std::getline(file, line);
  table.levels = numbers(line.substr(line.find("lat,") + 4));
  while (std::getline(file, line)) {
    std::vector<double> row = numbers(line.substr(line.find(',') + 1));
    table.sites.push_back({row[0], row[1]});
    table.probability.emplace_back(row.begin() + 2, row.end());
  }
  return table;
}

struct PeerArea {
  std::vector<Point> ring;
  SourceTraits traits;
  double rate_per_year = 0;
};

/// Cases 10 and 11: an area of 100 km radius, as the public files give it.
PeerArea peer_area(const std::string& name, std::vector<DepthShare> depths) {
  const std::string xml = file_text(test::testdata("peer_psha/" + name + "/Area/source.xml"));
  const auto magnitudes = numbers(between_words(xml, "mags=\"[", "]"));
  const auto rates = numbers(between_words(xml, "rates=\"[", "]"));
  PeerArea area;
  for (const double rate : rates) area.rate_per_year += rate;
  area.traits = {.models = sadigh(), .magnitudes = {}, .depths = std::move(depths), .style = FaultStyle::strike_slip, .form = RuptureForm::point};
  for (std::size_t i = 0; i < rates.size(); ++i) area.traits.magnitudes.push_back({magnitudes.at(i), rates[i] / area.rate_per_year});
  const auto border = numbers(between_words(xml, "<Border>", "</Border>"));
  for (std::size_t i = 0; i + 2 < border.size(); i += 3) area.ring.push_back({border[i], border[i + 1]});
  return area;
}

bool inside(const std::vector<Point>& ring, Point p) {
  bool in = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
  }
  return in;
}

/// The lattice of the reference: whole multiples of a step in degrees, of equal rate.
GridSource on_lattice(const PeerArea& area, double step_deg) {
  GridSource source{.name = "", .traits = area.traits, .places = {}, .rate_per_year = {}};
  for (long y = std::lround(37 / step_deg); y <= std::lround(39 / step_deg); ++y) {
    for (long x = std::lround(-123.5 / step_deg); x <= std::lround(-120.5 / step_deg); ++x) {
      const Point node{static_cast<double>(x) * step_deg, static_cast<double>(y) * step_deg};
      if (inside(area.ring, node)) source.places.push_back(node);
    }
  }
  source.rate_per_year.assign(source.places.size(), area.rate_per_year / static_cast<double>(source.places.size()));
  return source;
}

// PEER Set 1 case 1 (report 2018/03): one earthquake of 6.5 on the whole fault, sigma 0: a step of the rate of slip.
TEST(PeerSet1Case1, IsAStepOfItsClosedForm) {
  const double rate = rate_from_slip(25 * 12, 2, 6.5);
  EXPECT_NEAR(rate, 2.8528e-3, 1e-7);
  EXPECT_NEAR(probability_of(rate, 1), 2.84874e-3, 1e-8);
  TMFGEO_NEEDS_TESTDATA("peer_psha/Set1-Case1/expected_poe.csv");
  const PeerTable expected = peer_table("Set1-Case1");
  SourceModel model;
  model.faults.push_back({"fault", sadigh(), rupture_of_fault({-122, 38.2248}, {-122, 38}, {.magnitude = 6.5, .rake_deg = 0, .dip_deg = 90, .width_km = 12}), rate});
  const std::vector<SiteSoil> soils(expected.sites.size());
  const auto result = hazard_at_sites(model, {.levels = expected.levels, .truncation = 0}, expected.sites, soils);
  ASSERT_EQ(expected.sites.size(), 7U);
  for (std::size_t s = 0; s < expected.sites.size(); ++s) {
    for (std::size_t i = 0; i < expected.levels.size(); ++i) {
      EXPECT_NEAR(probability_of(result.sites[s].rate_per_year[i], 1), expected.probability[s][i], 1e-8) << s << " " << expected.levels[i];
    }
  }
}

/// Sites 1 and 2 lie inside, 3 on the border and 4 outside.
void expect_table(const std::string& name, const GridSource& source, double least_probability) {
  const PeerTable expected = peer_table(name);
  SourceModel model;
  model.grids.push_back(source);
  const std::vector<SiteSoil> soils(expected.sites.size());
  const auto result = hazard_at_sites(model, {.levels = expected.levels, .max_distance_km = 500}, expected.sites, soils);
  ASSERT_EQ(expected.sites.size(), 4U);
  for (std::size_t s = 0; s < 4; ++s) {
    for (std::size_t i = 0; i < expected.levels.size(); ++i) {
      if (expected.probability[s][i] < least_probability) continue;
      EXPECT_NEAR(probability_of(result.sites[s].rate_per_year[i], 1) / expected.probability[s][i], 1, s < 2 ? 0.02 : 0.08)
          << name << " " << s + 1 << " " << expected.levels[i];
    }
  }
}

const std::vector<DepthShare> kVolume{{5, .1667}, {6, .1666}, {7, .1667}, {8, .1667}, {9, .1666}, {10, .1667}};

// Cases 10 and 11 of the 2018 report, with untruncated scatter. The table was worked out on lattices of 0.01° and 0.02°.
TEST(PeerSet1Case10, AgreesWithThePublishedTable) {
  TMFGEO_NEEDS_TESTDATA("peer_psha/Set1-Case10/expected_poe.csv");
  const PeerArea area = peer_area("Set1-Case10", {{5, 1}});
  expect_table("Set1-Case10", on_lattice(area, 0.01), 0);
  expect_table("Set1-Case10", area_source(area.ring, 1, area.traits, area.rate_per_year), 0);
}

// A mesh of 1 km differs from the table's 2 km by a few percent where site 4, 25 km outside, feels only the border's rarest.
TEST(PeerSet1Case11, AgreesWithThePublishedTable) {
  TMFGEO_NEEDS_TESTDATA("peer_psha/Set1-Case11/expected_poe.csv");
  const PeerArea area = peer_area("Set1-Case11", kVolume);
  expect_table("Set1-Case11", on_lattice(area, 0.02), 0);
  expect_table("Set1-Case11", area_source(area.ring, 1, area.traits, area.rate_per_year), 1e-5);
}

}  // namespace
}  // namespace tmfgeo
