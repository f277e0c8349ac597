// SPDX-License-Identifier: Apache-2.0
// Observations that do not fit, or that nothing can be learnt from, through the program.
#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using nlohmann::json;

class Observations : public TwoCountriesRun {
 protected:
  void SetUp() override {
    TwoCountriesRun::SetUp();
    write_text(file("releases.csv"), "facility,volume_m3,duration_h,start,substance,mass_kg\nA,1000,0.2,2024-03-01T00:00Z,cyanide,500\n");
    project_ += "\n[transport]\nmin_town_population = 2000\nmin_confluence_area_km2 = 10.0\n[transport.releases]\nfile = \"releases.csv\"\n";
  }
  Ran plume(std::vector<std::string> more) {
    write_text(file("own.toml"), project_);
    std::vector<std::string> arguments{"plume", file("own.toml"), "-q", "--facility", "A", "--at", "XA>XB"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  json answer(std::vector<std::string> more = {}) {
    more.emplace_back("--json");
    const Ran ran = plume(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return json::parse(ran.out, nullptr, false);
  }
  /// An arrival at the usual time with a peak of so much of the usual one.
  std::string seen(const json& usual, double of_peak) {
    const json& arrival = usual["arrival"];
    return "XA>XB=+" + std::to_string(arrival["first_h"]["p50"].get<double>()) + "h," + std::to_string(of_peak * arrival["substances"][0]["peak_ug_l"]["p50"].get<double>()) + "ug/L";
  }
  static std::string message(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return issue["message"];
    }
    return "no " + code;
  }
  void no_spreads() {
    std::string text;
    for (const char* name : {"velocity_sd_ln", "reach_velocity_sd_ln", "peak_sd_log10", "discharge_sd_log10", "wave_sd_log10", "roughness_sd_ln", "width_sd_ln", "lake_residence_sd_ln", "lake_mixing_sd_ln", "sorption_sd_ln"}) {
      text += std::string("[") + name + "]\nvalue = 0\ntitle = \"none\"\nsource = \"test\"\nmark = \"assumed\"\n";
    }
    write_text(file("spreads.toml"), text);
    project_ += "[transport.spreads]\nfile = \"spreads.toml\"\n";
  }
};

TEST_F(Observations, AVeryLowPeakOfAStatedMassIsNotAnEndlessPlume) {
  const json usual = answer();
  const json low = answer({"--observed", seen(usual, 1e-2)});
  const json& before = usual["arrival"];
  const json& after = low["arrival"];
  EXPECT_NEAR(after["substances"][0]["peak_ug_l"]["p50"].get<double>() / before["substances"][0]["peak_ug_l"]["p50"].get<double>(), 1e-2, 1e-3);
  // One draw of a thousand is drawn out some twenty times by chance.
  EXPECT_LT(after["over_h"]["p50"].get<double>() - after["first_h"]["p50"].get<double>(), 25 * (before["over_h"]["p90"].get<double>() - before["first_h"]["p50"].get<double>()));
  EXPECT_LT(after["substances"][0]["load_kg"]["p50"], 250) << "the rest is the mass's";
  EXPECT_THAT(message(low, "observation_other_mass"), AllOf(HasSubstr("does not fit the 500 kg of cyanide"), HasSubstr("ug/L")));
  EXPECT_THAT(plume({"--observed", seen(usual, 1e-2)}).out, HasSubstr("does not fit the 500 kg of cyanide"));
}

TEST_F(Observations, APeakThatFitsTheStatedMassLeavesItAndIsNotRemarked) {
  const json usual = answer();
  for (const double of_peak : {0.5, 1.0, 1.5}) {
    const json told = answer({"--observed", seen(usual, of_peak)});
    EXPECT_EQ(message(told, "observation_other_mass"), "no observation_other_mass") << of_peak;
    EXPECT_NEAR(told["arrival"]["substances"][0]["load_kg"]["p50"], 500, 100) << of_peak;
  }
}

TEST_F(Observations, OfATimeBeyondTenStandardDeviationsAreRefused) {
  const json usual = answer();
  const double first_h = usual["arrival"]["first_h"]["p50"];
  const Ran ran = plume({"--observed", "XA>XB=+" + std::to_string(1e4 * first_h) + "h"});
  EXPECT_EQ(ran.exit_code, 1) << ran.out;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("standard deviations"), HasSubstr("expected at most 10"), HasSubstr("check the hour"))) << ran.out;
  EXPECT_THAT(message(answer({"--observed", seen(usual, 1e-9)}), "observation_far"), HasSubstr("standard deviations below the median")) << "the release may be stated too surely";
  EXPECT_THAT(message(answer({"--observed", "XA>XB=+" + std::to_string(6 * first_h) + "h"}), "observation_far"), HasSubstr("standard deviations above the median"));
}

TEST_F(Observations, MayBeToldInRussianUnits) {
  const json english = answer({"--observed", "XA>XB=+3h,0.04mg/L"});
  for (const char* seen : {"XA>XB=+3ч,0,04 мг/л", "XA>XB=+3 ч,40мкг/л", "XA>XB=+0.125сут,0.00004 г/л", "XA>XB=+0.125д,40\u03BCg/L", "XA>XB=+3h,40\u00B5g/L"}) {
    EXPECT_EQ(answer({"--observed", seen}), english) << seen;
  }
}

TEST_F(Observations, AFigureThatCannotBeWrittenLeavesNoOther) {
  write_text(file("there.png"), "x");
  const Ran ran = plume({"--svg", file("new.svg"), "--png", file("there.png")});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.err, HasSubstr("there.png"));
  EXPECT_FALSE(std::filesystem::exists(file("new.svg")));
}

TEST_F(Observations, OfTheFloodWaveSayNothingOfTheRiversVelocity) {
  write_text(file("releases.csv"), "facility,volume_m3,duration_h,start,substance,mass_kg\nA,1000000,0.2,2024-03-01T00:00Z,cyanide,500\n");
  const json usual = answer();
  const json& arrival = usual["arrival"];
  ASSERT_EQ(arrival["wave_carries_plume"], true);
  const double plume_h = arrival["first_h"]["p10"];
  const double wave_h = arrival["first_water_h"]["p50"];
  ASSERT_LT(wave_h, plume_h);
  EXPECT_LT(usual["worst_first_water_h"].get<double>(), arrival["first_water_h"]["p10"].get<double>());
  const std::string seen_wave = "XA>XB=+" + std::to_string(wave_h) + "h";
  const json told = answer({"--observed", seen_wave});
  EXPECT_EQ(told["arrival"], arrival) << "nothing is moved";
  EXPECT_EQ(told["curve"], usual["curve"]);
  EXPECT_THAT(message(told, "observation_wave"), AllOf(HasSubstr("the flood wave may have carried it here"), Not(HasSubstr("its peak"))));
  EXPECT_EQ(message(told, "observation_far"), "no observation_far");
  EXPECT_THAT(message(answer({"--observed", seen_wave + ",40ug/L"}), "observation_wave"), HasSubstr("its peak is not put in either, for in the wave it is thinned out otherwise"));
  const Ran text = plume({"--observed", seen_wave});
  EXPECT_THAT(text.out, AllOf(HasSubstr("observed, but moves nothing: XA>XB"), HasSubstr("not used at XA>XB: arrives after"), HasSubstr("\nthe flood wave carries the plume: its first water comes after"), HasSubstr("worst case at mean flow"), HasSubstr("(by the flood wave)"), Not(HasSubstr("10 % of the draws are sooner"))));
  const Ran higher = plume({"--observed", seen_wave + ",5g/L"});
  EXPECT_THAT(higher.out, AllOf(HasSubstr("5.0 g/L was measured at XA>XB: more than the"), HasSubstr("reckon with more than is told here"), Not(HasSubstr("is taken to hold"))));
  EXPECT_THAT(text.out, Not(HasSubstr("was measured at")));
  const json later = answer({"--observed", "XA>XB=+" + std::to_string(1.01 * plume_h) + "h"});
  EXPECT_EQ(message(later, "observation_wave"), "no observation_wave") << "the plume itself may be there";
  EXPECT_NE(later["arrival"]["first_h"], arrival["first_h"]);
}

TEST_F(Observations, ThatTheFloodWaveMayHaveBroughtAreRemarkedOrLeftOut) {
  double lowest_m3 = 10, highest_m3 = 1e4;
  json usual;
  const auto height = [&](const char* p) { return usual["arrival"]["wave_peak_m3_s"][p].get<double>() / usual["arrival"]["discharge_m3_s"].get<double>(); };
  for (int i = 0; i < 20; ++i) {
    const double volume_m3 = std::sqrt(lowest_m3 * highest_m3);
    write_text(file("releases.csv"), "facility,volume_m3,volume_sd_log10,duration_h,start,substance,mass_kg\nA," + std::to_string(volume_m3) + ",0.4,0.2,2024-03-01T00:00Z,cyanide,500\n");
    usual = answer();
    if (height("p50") < 0.9 && height("p90") > 1.1) break;
    (height("p50") < 0.9 ? lowest_m3 : highest_m3) = volume_m3;
  }
  ASSERT_LT(height("p50"), 1);
  ASSERT_GT(height("p90"), 1);
  const json& first = usual["arrival"]["first_h"];
  const double sd = std::log(first["p90"].get<double>() / first["p10"].get<double>()) / 2.563103;
  const auto seen_after = [&](double hours) { return "XA>XB=+" + std::to_string(hours) + "h"; };
  const json early = answer({"--observed", seen_after(0.95 * first["p10"].get<double>())});
  EXPECT_THAT(message(early, "observation_perhaps_wave"), AllOf(HasSubstr("here the flood wave may carry the plume"), HasSubstr("too early")));
  EXPECT_NE(early["arrival"]["first_h"], first) << "it is put in";
  EXPECT_THAT(plume({"--observed", seen_after(0.95 * first["p10"].get<double>())}).out, HasSubstr("unexpected at XA>XB: arrives after"));
  EXPECT_EQ(message(answer({"--observed", seen_after(1.05 * first["p10"].get<double>())}), "observation_perhaps_wave"), "no observation_perhaps_wave");
  const double far_h = first["p50"].get<double>() * std::exp(-3.1 * sd);
  ASSERT_GT(far_h, usual["arrival"]["possible_first_h"].get<double>());
  const json far = answer({"--observed", seen_after(far_h)});
  EXPECT_THAT(message(far, "observation_wave"), HasSubstr("the flood wave may have carried it here"));
  EXPECT_EQ(far["arrival"]["first_h"], first) << "nothing is moved";
}

TEST_F(Observations, WithADecimalCommaAreAskedForAPoint) {
  for (const char* seen : {"XA>XB=+43,5h", "XA>XB=+43,5 ч,3мг/л", "XA>XB=+1,5d,3mg/L"}) {
    const Ran ran = plume({"--observed", seen});
    EXPECT_EQ(ran.exit_code, 1) << ran.out;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("expected a decimal point in the time: \"+"), HasSubstr(std::string(seen)))) << ran.out;
  }
  EXPECT_THAT(plume({"--observed", "XA>XB=+43,5h"}).err, HasSubstr("\"+43.5h\""));
}

TEST_F(Observations, WithoutSpreadsNothingIsMovedAndThatIsSaid) {
  no_spreads();
  const json usual = answer();
  const std::string later = "XA>XB=+" + std::to_string(2 * usual["arrival"]["first_h"]["p50"].get<double>()) + "h,40ug/L";
  const json told = answer({"--observed", later});
  EXPECT_EQ(told["arrival"], usual["arrival"]);
  EXPECT_THAT(message(told, "observation_unused"), HasSubstr("the spreads are 0, so nothing is moved by it"));
  EXPECT_EQ(message(told, "observation_far"), "no observation_far") << "there are no standard deviations";
  const Ran text = plume({"--observed", later});
  EXPECT_THAT(text.out, AllOf(HasSubstr("observed, but moves nothing: XA>XB"), HasSubstr("not used at XA>XB: arrives after"), HasSubstr("not used at XA>XB: peak")));
  EXPECT_THAT(text.out, AllOf(Not(HasSubstr("set right by")), Not(HasSubstr("places above move"))));
}

}  // namespace
}  // namespace tmfgeo::test
