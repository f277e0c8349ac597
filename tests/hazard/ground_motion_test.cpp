// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/ground_motion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "support/testdata.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

GroundMotion at(std::string_view model, const IntensityMeasure& measure, const EarthquakeTraits& quake,
                const RuptureDistances& distances, const SiteSoil& soil, const ModelOptions& options = {}) {
  GroundMotion motion;
  model_ground_motion(*find_ground_motion_model(model), measure, quake, options, {&distances, 1}, {&soil, 1}, {&motion, 1});
  return motion;
}

/// The same distance in every measure.
RuptureDistances all_at(double km) { return {km, km, 0, km, km}; }

std::vector<std::vector<std::string>> csv(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string>& row = rows.emplace_back(1);
    for (const char c : line) {
      if (c == ',') row.emplace_back();
      else if (c != '\r') row.back() += c;
    }
  }
  return rows;
}

double number_or_nan(const std::string& text) { return parse_number(text).value.value_or(std::nan("")); }

TEST(GroundMotionModels, AreSortedAndCited) {
  const auto models = ground_motion_models();
  EXPECT_TRUE(std::is_sorted(models.begin(), models.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  std::ifstream file(std::string(TMFGEO_SOURCE_DIR) + "/docs/references.bib");
  const std::string bib((std::istreambuf_iterator<char>(file)), {});
  std::ifstream page_file(std::string(TMFGEO_SOURCE_DIR) + "/docs/methods/ground-motion.md");
  const std::string page((std::istreambuf_iterator<char>(page_file)), {});
  for (const GroundMotionModel& m : models) {
    EXPECT_NE(bib.find("{" + std::string(m.key) + ","), std::string::npos) << m.key;
    EXPECT_NE(page.find("`" + std::string(m.name) + "`"), std::string::npos) << m.name;
    EXPECT_EQ(find_ground_motion_model(m.name), &m);
    EXPECT_TRUE(supports(m, kPga)) << m.name;
  }
  EXPECT_EQ(find_ground_motion_model("bssa15"), nullptr);
}

/// Inputs and results of four models in a public table: 107 earthquakes and sites, five measures each.
TEST(GroundMotionModels, AgreeWithThePublishedTables) {
  TMFGEO_NEEDS_TESTDATA("gmm/nga-west-inputs.csv");
  const auto inputs = csv(test::testdata("gmm/nga-west-inputs.csv"));
  const std::map<std::string, std::string> names{{"BSSA_14", "bssa14"}, {"CB_14", "cb14"}, {"CY_14", "cy14"}};
  const std::map<std::string, IntensityMeasure> measures{{"PGA", kPga},
                                                         {"SA0P02", spectral_acceleration(0.02)},
                                                         {"SA0P2", spectral_acceleration(0.2)},
                                                         {"SA1P0", spectral_acceleration(1)},
                                                         {"SA3P0", spectral_acceleration(3)}};
  int compared = 0;
  for (const auto& row : csv(test::testdata("gmm/nga-west2-results.csv"))) {
    const auto first = row[0].find('-');
    const auto last = row[0].rfind('-');
    const auto name = names.find(row[0].substr(first + 1, last - first - 1));
    if (name == names.end()) continue;
    const auto& in = inputs.at(std::stoul(row[0].substr(0, first)) + 1);
    const auto value = [&](std::size_t i) { return number_or_nan(in[i]); };
    const EarthquakeTraits quake{value(0), value(8), value(4), value(6), value(7), value(5)};
    const RuptureDistances distances{value(1), value(2), value(3), 0, 0};
    SiteSoil soil{.vs30_m_s = value(9), .vs30_measured = value(10) == 0, .z1p0_m = value(11) * 1000, .z2p5_km = value(12)};
    const GroundMotion motion = at(name->second, measures.at(row[0].substr(last + 1)), quake, distances, soil);
    EXPECT_NEAR(std::exp(motion.ln_median) / number_or_nan(row[1]), 1, 1e-3) << row[0];
    EXPECT_NEAR(motion.sigma() / number_or_nan(row[2]), 1, 1e-3) << row[0];
    ++compared;
  }
  EXPECT_EQ(compared, 3 * 5 * 107);
}

// Worked out term by term with 20 digits from the equations of the paper and the coefficients for PGA.
TEST(Asb14, AgreesWithValuesWorkedOutByHand) {
  // M 6.5, reverse, 20 km, 400 m/s: magnitude -0.000725, quadratic -0.11228, path -3.97307286, style 0.0937,
  // rock -2.13908786, ground 0.190257107.
  EXPECT_NEAR(at("asb14", kPga, {.magnitude = 6.5, .rake_deg = 90}, all_at(20), {.vs30_m_s = 400}).ln_median, -1.948830753, 1e-8);
  // M 7.2, normal, 50 km, 900 m/s: -0.22932, -0.0474383, -4.396731158, -0.1091; ground -0.07656958421.
  EXPECT_NEAR(at("asb14", kPga, {.magnitude = 7.2, .rake_deg = -90}, all_at(50), {.vs30_m_s = 900}).ln_median, -3.005869042, 1e-8);
  // M 5, strike-slip, 10 km, 250 m/s: -0.005075, -0.3438575, -4.235886881, 0; ground 0.2873022196.
  const GroundMotion m = at("asb14", kPga, {.magnitude = 5, .rake_deg = 0}, all_at(10), {.vs30_m_s = 250});
  EXPECT_NEAR(m.ln_median, -2.444227161, 1e-8);
  EXPECT_DOUBLE_EQ(m.phi, 0.6201);
  EXPECT_DOUBLE_EQ(m.tau, 0.3501);
}

TEST(Bindi14, AgreesWithValuesWorkedOutByHand) {
  // M 6, strike-slip, 30 km, 800 m/s: R 30.45847585, path -1.713226479, magnitude 0.01206118125: log10 cm/s2 1.589268903.
  const GroundMotion m = at("bindi14", kPga, {.magnitude = 6, .rake_deg = 0}, all_at(30), {.vs30_m_s = 800});
  EXPECT_NEAR(std::exp(m.ln_median), 0.0396048367, 1e-9);
  EXPECT_NEAR(m.tau, 0.149977 * 2.302585093, 1e-9);
  EXPECT_NEAR(m.phi, 0.282398 * 2.302585093, 1e-9);
  // M 7, reverse, 100 km, 300 m/s: path -1.945791324, magnitude 0, ground 0.1285995343.
  EXPECT_NEAR(std::exp(at("bindi14", kPga, {.magnitude = 7, .rake_deg = 90}, all_at(100), {.vs30_m_s = 300}).ln_median),
              0.03953692011, 1e-10);
}

TEST(Kotha20, AgreesWithValuesWorkedOutByHand) {
  const auto quake = [](double magnitude, double depth_km) {
    return EarthquakeTraits{.magnitude = magnitude, .hypocentre_depth_km = depth_km};
  };
  // M 6.5, 15 km deep, 25 km, 400 m/s: magnitude 0.3558191, path 0.186347043, ground 0.1012609975: ln cm/s2 4.581250613.
  const GroundMotion a = at("kotha20", kPga, quake(6.5, 15), all_at(25), {.vs30_m_s = 400});
  EXPECT_NEAR(std::exp(a.ln_median), 0.09956144375, 1e-9);
  EXPECT_NEAR(a.phi, 0.608363763, 1e-8);
  EXPECT_NEAR(a.tau, 0.441761487685862, 1e-12);
  // M 5, 8 km deep, 60 km, slope 0.02: -1.296568044, -1.113984147, 0.1050042052.
  const GroundMotion b = at("kotha20_slope", kPga, quake(5, 8), all_at(60), {.slope = 0.02});
  EXPECT_NEAR(std::exp(b.ln_median), 0.005216360063, 1e-11);
  EXPECT_NEAR(b.phi, 0.6892035178, 1e-8);
  // M 7, 25 km deep, 40 km, inferred 1500 m/s, branch (-1.356, 1.732): 0.5782060374, -0.219997535, -0.1942663309.
  const GroundMotion c = at("kotha20_eshm20", kPga, quake(7, 25), all_at(40), {.vs30_m_s = 1500},
                            {.sigma_mu_epsilon = -1.356, .c3_epsilon = 1.732});
  EXPECT_NEAR(std::exp(c.ln_median), 0.03807399127, 1e-10);
  EXPECT_NEAR(c.phi, 0.6961019302, 1e-8);
  // M 6, 10 km deep, 10 km, measured 500 m/s: 0.1334321625, 1.230647283, -0.03842455609.
  const GroundMotion d = at("kotha20_eshm20", kPga, quake(6, 10), all_at(10), {.vs30_m_s = 500, .vs30_measured = true});
  EXPECT_NEAR(std::exp(d.ln_median), 0.1969604068, 1e-9);
  EXPECT_NEAR(d.phi, 0.6073072259, 1e-8);
}

TEST(Kotha20, KnowsNothingWhereTheSlopeIsNotKnown) {
  EXPECT_TRUE(std::isnan(at("kotha20_slope", kPga, {.magnitude = 6, .hypocentre_depth_km = 10}, all_at(20), {}).ln_median));
}

TEST(Kotha20, TellsWhereTheLandIsFlatterOrSteeperThanItsData) {
  const auto flags = [](double slope) {
    SiteExtent extent;
    extent.add(SiteSoil{.vs30_m_s = 50, .slope = slope});
    return outside_range(*find_ground_motion_model("kotha20_slope"), {.magnitude = 6, .hypocentre_depth_km = 10}, extent);
  };
  for (const double inside : {5e-4, 0.02, 0.3, std::nan("")}) EXPECT_TRUE(flags(inside).empty()) << "its ground goes by the slope, not by Vs30";
  for (const double outside : {0.0, 1e-4, 0.31, 2.0}) {
    ASSERT_EQ(flags(outside).size(), 1U) << outside;
    EXPECT_EQ(flags(outside).front().value, outside);
  }
  EXPECT_EQ(to_text(flags(1e-4).front()), "kotha20_slope: slope 0.0001 is outside 0.0005 to 0.3");
}

// Branches move the median by the model's own scatter between regions: sources by tau_l2l, attenuation by tau_c3 along the way.
TEST(Kotha20, HasItsBranchesInAllThreeForms) {
  for (const char* form : {"kotha20", "kotha20_slope", "kotha20_eshm20"}) {
    const auto ln_median = [&](const ModelOptions& branch) {
      return at(form, kPga, {.magnitude = 6, .hypocentre_depth_km = 10}, all_at(200), {.vs30_m_s = 500, .slope = 0.02}, branch).ln_median;
    };
    EXPECT_NEAR(ln_median({.sigma_mu_epsilon = 2.857}) - ln_median({}), 2.857 * 0.355279206886721, 1e-9) << form;
    const double way = (std::hypot(200.0, 4.0) - std::hypot(30.0, 4.0)) / 100;
    EXPECT_NEAR(ln_median({.c3_epsilon = -1.732}) - ln_median({}), -1.732 * 0.253818777234181 * way, 1e-9) << form;
  }
}

TEST(Manea21, AgreesWithValuesWorkedOutByHand) {
  // 4 March 1977, M 7.4, 94 km deep, 160 km slant, fore-arc, class C: magnitude 1.9114273, path -0.1593001743,
  // depth -0.715622, ground -0.216223: ln cm/s2 4.845877126, 127 cm/s2. 0.2 g was recorded in Bucharest.
  const GroundMotion m = at("manea21", kPga, {.magnitude = 7.4, .hypocentre_depth_km = 94}, all_at(160), {.vs30_m_s = 300});
  EXPECT_NEAR(std::exp(m.ln_median), 0.1297230109, 1e-9);
  EXPECT_NEAR(m.sigma(), 0.733723, 1e-5);
  EXPECT_LT(std::abs(std::log(0.2) - m.ln_median), m.sigma());
  // M 6, 130 km deep and slant, back-arc, class A, 5 Hz: 0.4601523, -1.088359882, -0.98969, -0.312903, 0.08717488511.
  EXPECT_NEAR(std::exp(at("manea21", kPga, {.magnitude = 6, .hypocentre_depth_km = 130}, all_at(130),
                          {.vs30_m_s = 900, .f0_hz = 5, .arc_side = ArcSide::back})
                           .ln_median),
              0.009038503958, 1e-11);
  // M 6.9, 90 km deep, 120 km slant, along the arc, class B: 1.5247308, -0.5145124684, -0.68517, -0.220612.
  EXPECT_NEAR(std::exp(at("manea21", kPga, {.magnitude = 6.9, .hypocentre_depth_km = 90}, all_at(120),
                          {.vs30_m_s = 500, .arc_side = ArcSide::along})
                           .ln_median),
              0.06340582268, 1e-10);
}

TEST(Sadigh97, AgreesWithValuesWorkedOutByHand) {
  // M 6.5, 10 km: -0.624 + 6.5 - 2.1 ln(10 + exp(2.92149)); exp(2.92149) = 18.5689; ln 28.5689 = 3.352319: -1.163872.
  EXPECT_NEAR(at("sadigh97", kPga, {.magnitude = 6.5, .rake_deg = 0}, all_at(10), {}).ln_median, -1.163872, 2e-6);
  EXPECT_NEAR(at("sadigh97", kPga, {.magnitude = 6.5, .rake_deg = 0}, all_at(10), {}).sigma(), 1.39 - 0.14 * 6.5, 1e-12);
  EXPECT_NEAR(at("sadigh97", kPga, {.magnitude = 7.5, .rake_deg = 90}, all_at(10), {}).sigma(), 0.38, 1e-12);
}

TEST(GroundMotionModels, GrowWithMagnitudeAndFadeWithDistance) {
  for (const GroundMotionModel& model : ground_motion_models()) {
    const bool deep = model.depth_km.low > 0;
    const SiteSoil soil{.vs30_m_s = 600, .slope = 0.05};
    for (const IntensityMeasure& measure : model.measures()) {
      if (measure.period_s > 3) continue;
      const EarthquakeTraits quake{.magnitude = 6, .rake_deg = 0, .hypocentre_depth_km = deep ? 100.0 : 10.0, .width_km = 8};
      EarthquakeTraits larger = quake;
      larger.magnitude = 6.8;
      double last = INFINITY;
      for (double km = deep ? 120 : 5; km < 180; km += 20) {
        const GroundMotion motion = at(model.name, measure, quake, all_at(km), soil);
        EXPECT_LT(motion.ln_median, last) << model.name << " " << to_text(measure) << " " << km;
        // Nearer, short periods of kotha20 saturate: its own equation lets them.
        if (km > 20) {
          EXPECT_GT(at(model.name, measure, larger, all_at(km), soil).ln_median, motion.ln_median) << model.name << to_text(measure);
        }
        EXPECT_GT(motion.sigma(), 0.3) << model.name;
        EXPECT_LT(motion.sigma(), 1.1) << model.name;
        last = motion.ln_median;
      }
    }
  }
}

TEST(GroundMotionModels, ShakeSoftGroundMoreInAWeakEarthquake) {
  for (const char* name : {"asb14", "bindi14", "bssa14", "cb14", "cy14", "kotha20", "kotha20_eshm20"}) {
    const EarthquakeTraits quake{.magnitude = 5, .rake_deg = 0, .hypocentre_depth_km = 10, .width_km = 5};
    EXPECT_GT(at(name, kPga, quake, all_at(80), {.vs30_m_s = 300}).ln_median,
              at(name, kPga, quake, all_at(80), {.vs30_m_s = 760}).ln_median) << name;
  }
}

TEST(GroundMotionModels, LieBetweenTheTabulatedPeriodsAndNowhereElse) {
  const EarthquakeTraits quake{.magnitude = 6.5, .rake_deg = 0, .hypocentre_depth_km = 10, .width_km = 10};
  const double low = at("bssa14", spectral_acceleration(0.5), quake, all_at(30), {}).ln_median;
  const double high = at("bssa14", spectral_acceleration(0.75), quake, all_at(30), {}).ln_median;
  const double middle = at("bssa14", spectral_acceleration(std::sqrt(0.5 * 0.75)), quake, all_at(30), {}).ln_median;
  EXPECT_NEAR(middle, (low + high) / 2, 1e-12);
  const GroundMotionModel& model = *find_ground_motion_model("bssa14");
  EXPECT_TRUE(supports(model, spectral_acceleration(10)));
  EXPECT_FALSE(supports(model, spectral_acceleration(10.01)));
  EXPECT_FALSE(supports(model, spectral_acceleration(0.005)));
  EXPECT_FALSE(supports(*find_ground_motion_model("manea21"), kPgv));
}

TEST(GroundMotionModels, GiveTheSameBytesOnAnyNumberOfThreads) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> km(0, 300);
  std::uniform_real_distribution<double> vs30(180, 1200);
  std::vector<RuptureDistances> distances(20000);
  std::vector<SiteSoil> soils(distances.size());
  for (std::size_t i = 0; i < distances.size(); ++i) {
    distances[i] = all_at(km(random));
    soils[i].vs30_m_s = vs30(random);
  }
  const EarthquakeTraits quake{.magnitude = 6.9, .rake_deg = 90, .dip_deg = 40, .hypocentre_depth_km = 9, .width_km = 12};
  for (const char* name : {"bssa14", "cb14", "cy14"}) {
    std::vector<GroundMotion> one(distances.size());
    std::vector<GroundMotion> many(distances.size());
    use_threads(1);
    model_ground_motion(*find_ground_motion_model(name), spectral_acceleration(0.6), quake, {}, distances, soils, one);
    use_threads(0);
    model_ground_motion(*find_ground_motion_model(name), spectral_acceleration(0.6), quake, {}, distances, soils, many);
    EXPECT_EQ(std::memcmp(one.data(), many.data(), one.size() * sizeof(GroundMotion)), 0) << name;
  }
}

TEST(OutsideRange, NamesWhatIsOutsideAndByHowMuch) {
  const GroundMotionModel& model = *find_ground_motion_model("manea21");
  SiteExtent sites;
  sites.add(all_at(90), {.vs30_m_s = 120});
  sites.add(all_at(620), {.vs30_m_s = 500});
  const auto flags = outside_range(model, {.magnitude = 7.9, .hypocentre_depth_km = 30}, sites);
  ASSERT_EQ(flags.size(), 4U);
  EXPECT_EQ(to_text(flags[0]), "manea21: magnitude 7.9 is outside 4 to 7.4");
  EXPECT_EQ(to_text(flags[1]), "manea21: distance_km 620 is outside 0 to 500");
  EXPECT_EQ(to_text(flags[2]), "manea21: depth_km 30 is outside 70 to 200");
  EXPECT_EQ(to_text(flags[3]), "manea21: vs30_m_s 120 is outside 180 to 1500");
  SiteExtent inside;
  inside.add(all_at(90), {.vs30_m_s = 500});
  EXPECT_TRUE(outside_range(model, {.magnitude = 7.4, .hypocentre_depth_km = 94}, inside).empty());
  EXPECT_TRUE(outside_range(model, {.magnitude = 7.4, .hypocentre_depth_km = 94}, SiteExtent{}).empty());
}

TEST(FaultStyle, FollowsTheRake) {
  EXPECT_EQ(fault_style(0), FaultStyle::strike_slip);
  EXPECT_EQ(fault_style(-170), FaultStyle::strike_slip);
  EXPECT_EQ(fault_style(180), FaultStyle::strike_slip);
  EXPECT_EQ(fault_style(90), FaultStyle::reverse);
  EXPECT_EQ(fault_style(-90), FaultStyle::normal);
  EXPECT_EQ(fault_style(270), FaultStyle::normal);
  EXPECT_EQ(fault_style(std::nan("")), FaultStyle::unknown);
}

TEST(Bssa14Amplification, IsTheSiteTermOfTheModel) {
  const EarthquakeTraits quake{.magnitude = 6.5, .rake_deg = 0, .hypocentre_depth_km = 10};
  const double rock = at("bssa14", kPga, quake, all_at(15), {.vs30_m_s = 760}).ln_median;
  const double soft = at("bssa14", kPga, quake, all_at(15), {.vs30_m_s = 300}).ln_median;
  EXPECT_NEAR(bssa14_ln_amplification(kPga, std::exp(rock), 300), soft - rock, 1e-12);
  EXPECT_NEAR(bssa14_ln_amplification(kPga, 0.3, 760), 0, 1e-12);
}

}  // namespace
}  // namespace tmfgeo
