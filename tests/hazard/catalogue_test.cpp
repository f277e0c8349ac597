// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <random>

#include "support/testdata.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

CatalogueRow row(const std::string& record, double year, double lon, double lat, double magnitude, const std::string& type = "Mw") {
  return {.record = record, .year = year, .longitude = lon, .latitude = lat, .depth_km = 10, .magnitude = magnitude, .magnitude_type = type};
}

TEST(DecimalYear, CountsTheDays) {
  EXPECT_NEAR(decimal_year(1977, 3, 4), 1977 + 62 / 365.0, 1e-12);
  EXPECT_NEAR(decimal_year(2000, 12, 31, 24), 2001, 1e-9);
  EXPECT_NEAR(decimal_year(1900, 3, 1), 1900 + 59 / 365.0, 1e-12);
  EXPECT_NEAR(decimal_year(2000, 3, 1, 12), 2000 + 60.5 / 366.0, 1e-12);
}

TEST(CleanCatalogue, LeavesOutWhatCannotBeUsedAndSaysWhy) {
  std::vector<CatalogueRow> rows{row("line 2", 1980, 20, 45, 5), row("line 3", 1981, 20, 45, 5), row("line 4", 1982, 20, 45, 5),
                                 row("line 5", 1983, 20, 45, 5), row("line 6", 1984, 20, 95, 5), row("line 7", 1985, 20, 45, 55), row("line 8", 1979, 190, 45, 6)};
  rows[1].magnitude.reset();
  rows[2].longitude.reset();
  rows[3].year.reset();
  Issues issues;
  const auto earthquakes = clean_catalogue(rows, "c.csv", issues);
  ASSERT_EQ(earthquakes.size(), 2U);
  EXPECT_EQ(earthquakes[0].year, 1979);
  EXPECT_EQ(earthquakes[0].place.x, -170);
  ASSERT_EQ(issues.size(), 5U);
  const char* codes[] = {"catalogue_magnitude_missing", "catalogue_place_missing", "catalogue_time_missing", "catalogue_value_impossible", "catalogue_value_impossible"};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(issues[i].code, codes[i]);
    EXPECT_EQ(issues[i].record, "line " + std::to_string(i + 3));
    EXPECT_EQ(issues[i].file, "c.csv");
  }
}

TEST(CleanCatalogue, TakesEarthquakesOfOneDayForOneOnlyWhereAllElseIsEqual) {
  std::vector<CatalogueRow> rows{row("line 2", 1980, 20, 45, 5.1), row("line 3", 1980, 20.1, 45, 5.1), row("line 4", 1980, 20, 45, 5.2),
                                 row("line 5", 1980, 20, 45, 5.1), row("line 6", 1980 + 0.4 / 366, 20, 45, 5.1)};
  for (CatalogueRow& r : rows) r.has_time_of_day = r.record == "line 6";
  Issues issues;
  EXPECT_EQ(clean_catalogue(rows, "c.csv", issues).size(), 3U);
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0].record, "line 5");
  EXPECT_EQ(issues[1].record, "line 6") << "one of the two has no time to tell them apart";
}

TEST(CleanCatalogue, KeepsTwoThatAreHoursApart) {
  Issues issues;
  EXPECT_EQ(clean_catalogue(std::vector<CatalogueRow>{row("line 2", 1980, 20, 45, 5.1), row("line 3", 1980 + 0.75 / 366, 20, 45, 5.1)}, "c.csv", issues).size(), 2U);
  EXPECT_TRUE(issues.empty());
}

TEST(CleanCatalogue, ShowsTheTimeItCouldNotRead) {
  std::vector<CatalogueRow> rows{row("line 2", 1980, 20, 45, 5)};
  rows[0].year.reset();
  rows[0].time_found = "4 March 1977";
  Issues issues;
  EXPECT_TRUE(clean_catalogue(rows, "c.csv", issues).empty());
  EXPECT_EQ(issues.at(0).message, "found \"4 March 1977\", expected a date as time_form says");
}

TEST(CleanCatalogue, KeepsOneOfTwoThatAreTheSame) {
  const double second = 1 / (365.2425 * 86400);
  const std::vector<CatalogueRow> rows{row("line 2", 1980 + 3 * second, 20, 45, 5.1), row("line 3", 1980, 20.1, 45, 5),
                                       row("line 4", 1980 + 60 * second, 20, 45, 5), row("line 5", 1980 + 2 * second, 25, 45, 5),
                                       row("line 6", 1980 + 2 * second, 20, 45, 6)};
  Issues issues;
  const auto earthquakes = clean_catalogue(rows, "c.csv", issues);
  EXPECT_EQ(earthquakes.size(), 4U);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].code, "catalogue_duplicate");
  EXPECT_EQ(issues[0].record, "line 3");
  EXPECT_EQ(earthquakes[0].magnitude, 5.1) << "the first of the file";
  EXPECT_TRUE(std::is_sorted(earthquakes.begin(), earthquakes.end(), [](const auto& a, const auto& b) { return a.year < b.year; }));
}

TEST(CleanCatalogue, SaysOnceThatTypesAreMixed) {
  Issues issues;
  clean_catalogue(std::vector<CatalogueRow>{row("line 2", 1980, 20, 45, 5, "Mw"), row("line 3", 1981, 20, 45, 5, "mb"), row("line 4", 1982, 20, 45, 5, "MW")}, "c.csv", issues);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].code, "catalogue_magnitude_mixed");
  EXPECT_NE(issues[0].message.find("mb, mw"), std::string::npos);
}

// From the formulas: 10^(0.1238·6.5 + 0.983) km, 10^(0.032·6.5 + 2.7389) and 10^(0.5409·5 − 0.547) days.
TEST(AftershockWindow, AgreesWithValuesWorkedOutByHand) {
  EXPECT_NEAR(aftershock_window(6.5).distance_km, 61.335, 1e-2);
  EXPECT_NEAR(aftershock_window(6.5).days, 884.9, 0.5);
  EXPECT_NEAR(aftershock_window(5).days, 143.71, 0.1);
}

TEST(MainShocks, TakeWhatLiesInTheirWindow) {
  const std::vector<Earthquake> earthquakes{{1990.0, {20, 45}, 10, 4.0},   // three months before the large one, near: foreshock
                                            {1990.25, {20, 45}, 10, 6.5},  // main shock
                                            {1990.26, {20.1, 45}, 10, 5.0},  // aftershock
                                            {1990.27, {24, 45}, 10, 5.0},    // far away
                                            {1999.0, {20, 45}, 10, 5.0}};    // years later
  EXPECT_EQ(main_shocks(earthquakes), (std::vector<bool>{false, true, false, true, true}));
  EXPECT_TRUE(main_shocks({}).empty());
}

TEST(AkiUtsu, FindsTheBValueItWasMadeWith) {
  std::mt19937 random(1);
  std::exponential_distribution<double> above(1.1 * std::log(10.0));
  std::vector<double> magnitudes;
  for (int i = 0; i < 40000; ++i) magnitudes.push_back(std::round((3.95 + above(random)) * 10) / 10);
  const auto r = aki_utsu(magnitudes, 4, 0.1, 50);
  ASSERT_TRUE(r);
  EXPECT_NEAR(r->b, 1.1, 4 * r->b_sigma);
  EXPECT_NEAR(r->b_sigma, 1.1 / std::sqrt(40000.0), 1e-3);
  EXPECT_NEAR(r->rate_above(3.95), 800, 1e-9);
  EXPECT_NEAR(r->rate_above(4.95), 800 * std::pow(10, -r->b), 1e-9);
}

TEST(AkiUtsu, HasNoAnswerWithoutEarthquakes) {
  EXPECT_FALSE(aki_utsu({}, 4, 0.1, 50));
  EXPECT_FALSE(aki_utsu(std::vector<double>{3, 3.5, 5}, 4, 0.1, 50));
  EXPECT_FALSE(aki_utsu(std::vector<double>{4, 4}, 4, 0, 50));
}

TEST(Weichert, FindsTheBValueThroughUnequalCompleteness) {
  std::mt19937 random(4);
  std::exponential_distribution<double> above(0.95 * std::log(10.0));
  std::uniform_real_distribution<double> year(1900, 2000);
  const std::vector<CompletenessStep> steps{{4, 1980}, {5, 1950}, {6, 1900}};
  std::vector<Earthquake> earthquakes;
  for (int i = 0; i < 60000; ++i) {
    const double m = 4 + above(random);
    const double y = year(random);
    // What was not yet recorded is missing.
    if (y >= (m >= 6 ? 1900 : m >= 5 ? 1950 : 1980)) earthquakes.push_back({y, {20, 45}, 10, m});
  }
  const auto r = weichert(earthquakes, steps, 0.1, 8, 2000);
  ASSERT_TRUE(r);
  EXPECT_NEAR(r->b, 0.95, 4 * r->b_sigma);
  EXPECT_NEAR(r->rate_per_year, 600, 15);
  EXPECT_GT(r->count, 10000U);
  const double equal_b = weichert(earthquakes, std::vector<CompletenessStep>{{4, 1900}}, 0.1, 8, 2000)->b;
  EXPECT_LT(equal_b, 0.9) << "taking all as complete since 1900 must go wrong";
}

TEST(Weichert, AgreesWithAkiUtsuWhereAllIsComplete) {
  std::mt19937 random(8);
  std::exponential_distribution<double> above(std::log(10.0));
  std::vector<Earthquake> earthquakes;
  std::vector<double> magnitudes;
  for (int i = 0; i < 5000; ++i) {
    magnitudes.push_back(std::round((3.95 + above(random)) * 10) / 10);
    earthquakes.push_back({1990, {20, 45}, 10, magnitudes.back()});
  }
  const auto a = aki_utsu(magnitudes, 4, 0.1, 100);
  const auto w = weichert(earthquakes, std::vector<CompletenessStep>{{3.95, 1900}}, 0.1, 10, 2000);
  // Utsu's half bin is an approximation: b ΔM² is left.
  EXPECT_NEAR(w->b, a->b, 0.01);
  EXPECT_NEAR(w->rate_per_year, a->rate_per_year, 1e-9);
  EXPECT_NEAR(w->b_sigma, a->b_sigma, 0.002);
}

TEST(CompleteEarthquakes, AreThoseOfTheirBinsYears) {
  const std::vector<CompletenessStep> steps{{4, 1960}, {6, 1900}};
  const auto quake = [](double year, double magnitude) { return Earthquake{year, {20, 45}, {}, magnitude}; };
  const std::vector<Earthquake> all{quake(1890, 6.5), quake(1910, 6.0), quake(1910, 5.9), quake(1960, 4.0), quake(1970, 3.9),
                                    quake(1980, 7.0), quake(1990, 7.1), quake(2000, 5.0)};
  const auto complete = complete_earthquakes(all, steps, 0.1, 7, 2000);
  std::vector<double> magnitudes;
  for (const Earthquake& e : complete) magnitudes.push_back(e.magnitude);
  EXPECT_EQ(magnitudes, (std::vector<double>{6.0, 4.0, 7.0})) << "the first year counts, the last does not; the largest magnitude does";
  const auto of_all = weichert(all, steps, 0.1, 7, 2000);
  const auto of_complete = weichert(complete, steps, 0.1, 7, 2000);
  ASSERT_TRUE(of_all && of_complete);
  EXPECT_EQ(of_all->count, 3U);
  EXPECT_EQ(of_all->b, of_complete->b);
  EXPECT_EQ(of_all->rate_per_year, of_complete->rate_per_year);
}

TEST(Weichert, HasNoAnswerWithoutEarthquakes) {
  const std::vector<CompletenessStep> steps{{4, 1900}};
  EXPECT_FALSE(weichert({}, steps, 0.1, 8, 2000));
  EXPECT_FALSE(weichert(std::vector<Earthquake>{{1950, {20, 45}, {}, 4.05}, {1960, {20, 45}, {}, 4.05}}, steps, 0.1, 8, 2000));
}

/// The worldwide catalogue of M 5.5 and above: with its aftershocks away, tenfold rarer by one of magnitude, give or take.
TEST(Catalogue, OfTheWorldHasItsUsualBValue) {
  TMFGEO_NEEDS_TESTDATA("seismic/usgs_earthquakes_1965_2016_m5p5.csv");
  std::ifstream file(test::testdata("seismic/usgs_earthquakes_1965_2016_m5p5.csv"));
  std::string line;
  std::getline(file, line);
  std::vector<CatalogueRow> rows;
  while (std::getline(file, line)) {
    CatalogueRow r{.record = "line " + std::to_string(rows.size() + 2)};
    int month = 0;
    int day = 0;
    int year = 0;
    double lat = 0;
    double lon = 0;
    double magnitude = 0;
    if (std::sscanf(line.c_str(), "%d/%d/%d,%lf,%lf,%lf", &month, &day, &year, &lat, &lon, &magnitude) == 6) {
      r.year = decimal_year(year, month, day);
      r.latitude = lat;
      r.longitude = lon;
      r.magnitude = magnitude;
    }
    rows.push_back(r);
  }
  ASSERT_GT(rows.size(), 20000U);
  Issues issues;
  const auto earthquakes = clean_catalogue(rows, "usgs.csv", issues);
  EXPECT_GT(earthquakes.size(), rows.size() * 9 / 10);
  EXPECT_EQ(std::count_if(issues.begin(), issues.end(), [](const Issue& i) { return i.code == "catalogue_magnitude_missing"; }), 3)
      << "three rows carry a date of another form";
  const auto main = main_shocks(earthquakes);
  std::vector<double> magnitudes;
  for (std::size_t i = 0; i < main.size(); ++i) {
    if (main[i]) magnitudes.push_back(earthquakes[i].magnitude);
  }
  EXPECT_LT(magnitudes.size(), earthquakes.size());
  const auto r = aki_utsu(magnitudes, 5.8, 0.1, 52);
  ASSERT_TRUE(r);
  EXPECT_NEAR(r->b, 1, 0.15);
  // Vrancea's three largest: 1977 (here with its body-wave magnitude of 6.4, not 7.4), 1986, 1990.
  std::size_t vrancea = 0;
  for (const Earthquake& e : earthquakes) {
    if (e.magnitude >= 6.4 && e.place.x > 25.5 && e.place.x < 27.5 && e.place.y > 45 && e.place.y < 46.2) ++vrancea;
  }
  EXPECT_EQ(vrancea, 3U);
}

const std::vector<Point> kSquare{{20, 45}, {24, 45}, {24, 48}, {20, 48}};

TEST(MeshInRing, HoldsOnePlacePerArea) {
  const auto mesh = mesh_in_ring(kSquare, 10);
  const double cells = geodesic_area_m2(kSquare) / 1e8;
  EXPECT_NEAR(static_cast<double>(mesh.size()) / cells, 1, 0.02);
  for (const Point p : mesh) EXPECT_TRUE(p.x > 20 && p.x < 24 && p.y > 45 && p.y < 48);
}

TEST(SmoothedCounts, KeepTheSumAndAUniformField) {
  const auto mesh = mesh_in_ring(kSquare, 15);
  const auto uniform = smoothed_counts(mesh, std::vector<double>(mesh.size(), 2), 50);
  for (const double v : uniform) EXPECT_NEAR(v, 2, 1e-9);
  std::vector<double> one(mesh.size(), 0);
  one[mesh.size() / 2] = 7;
  const auto smooth = smoothed_counts(mesh, one, 50);
  EXPECT_NEAR(std::accumulate(smooth.begin(), smooth.end(), 0.0), 7, 1e-9);
  EXPECT_EQ(std::max_element(smooth.begin(), smooth.end()) - smooth.begin(), static_cast<std::ptrdiff_t>(mesh.size() / 2));
  EXPECT_EQ(smooth.front(), 0) << "beyond 3 c";
}

TEST(CountsAt, GiveEachEarthquakeToItsNearestPlace) {
  const std::vector<Point> places{{20, 45}, {21, 45}};
  const std::vector<Earthquake> earthquakes{{1990, {20.1, 45}, {}, 5}, {1990, {20.9, 45.1}, {}, 5}, {1990, {21, 45}, {}, 5}, {1990, {30, 45}, {}, 5}};
  EXPECT_EQ(counts_at(places, earthquakes, 50), (std::vector<double>{1, 2}));
}

}  // namespace
}  // namespace tmfgeo
