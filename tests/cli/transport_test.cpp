// SPDX-License-Identifier: Apache-2.0
// Releases of the synthetic example through the program: what a planner reads, and what wrong input does.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_program.h"
#include "support/run_tmfgeo.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Transport : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"dem.tif", "rivers.gpkg", "borders.gpkg", "places.csv", "facilities.csv"}) {
      fs::copy_file(source_file(std::string("data/examples/two-countries/") + name), scratch_.path() / name);
    }
    write_text(file("releases.csv"), "facility,volume_m3,duration_h,start,substance,mass_kg\nA,200000,6,2024-03-01T00:00Z,cyanide,500\n");
    write_text(file("точки 1.csv"), "id,name,name_ru,kind,x,y,country\nbridge,Bridge,Мост,intake,680050,13450,XB\n");
    project("[transport.releases]\nfile = \"releases.csv\"\n[transport.receptors]\nfile = \"точки 1.csv\"\ncrs = \"EPSG:32631\"\n");
  }
  std::string file(const std::string& name) const { return scratch_.file(name); }
  /// The example with [transport] and `more`.
  void project(const std::string& more) {
    std::string text = file_text(source_file("data/examples/two-countries/project.toml"));
    write_text(file("project.toml"), text + "\n" + more);
  }
  json assessed() {
    const Ran ran = run_tmfgeo({"assess", file("project.toml"), "-q", "--json", "--overwrite"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return json::parse(ran.out, nullptr, false);
  }
  Ran plume(std::vector<std::string> more) {
    std::vector<std::string> arguments{"plume", file("project.toml"), "-q", "--json", "--facility"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  json answer(std::vector<std::string> more) {
    const Ran ran = plume(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return json::parse(ran.out, nullptr, false);
  }
  void refused(std::vector<std::string> more, const std::string& word) {
    const Ran ran = plume(std::move(more));
    EXPECT_EQ(ran.exit_code, 1) << ran.out;
    EXPECT_NE(ran.out.find(word), std::string::npos) << "no \"" << word << "\" in: " << ran.out;
  }
  static const json* arrival_at(const json& facility, const std::string& station, const std::string& flow) {
    for (const json& a : facility["arrivals"]) {
      if (a["station"] == station && a["flow"] == flow) return &a;
    }
    return nullptr;
  }
  static bool has_issue(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return true;
    }
    return false;
  }
  ScratchFolder scratch_;
};

TEST_F(Transport, TellsHowSoonHowHighAndHowLongAtTheBorder) {
  const json a = assessed()["transport"]["facilities"][0];
  ASSERT_EQ(a["id"], "A");
  EXPECT_EQ(a["release"]["volume_m3"], 200000);
  for (const char* flow : {"low", "mean", "high"}) {
    const json* border = arrival_at(a, "XA>XB", flow);
    ASSERT_NE(border, nullptr) << flow;
    const json& first = (*border)["first_h"];
    EXPECT_LT(first["p10"], first["p50"]);
    EXPECT_LT(first["p50"], first["p90"]);
    EXPECT_LT((*border)["worst_first_h"], first["p50"]);
    EXPECT_LT((*border)["wave_first_h"]["p50"], first["p50"]) << "the wave runs ahead";
    EXPECT_LT(first["p50"], (*border)["peak_h"]["p50"]);
    EXPECT_LT((*border)["peak_h"]["p50"], (*border)["over_h"]["p50"]);
    ASSERT_EQ((*border)["substances"].size(), 1U);
    const json& cyanide = (*border)["substances"][0];
    // 500 kg in 200 000 m3 are 2.5 mg/L, and the brook can only thin them out.
    EXPECT_GT(cyanide["peak_ug_l"]["p10"], 0);
    EXPECT_LE(cyanide["load_kg"]["p90"].get<double>(), 500 * 1.001);
    EXPECT_FALSE(cyanide["thresholds"].empty());
    for (const json& t : cyanide["thresholds"]) {
      EXPECT_GE(t["p_exceed"], 0);
      EXPECT_LE(t["p_exceed"], 1);
    }
  }
  EXPECT_GT((*arrival_at(a, "XA>XB", "low"))["first_h"]["p50"], (*arrival_at(a, "XA>XB", "high"))["first_h"]["p50"]) << "slower with less water";
  EXPECT_NE(arrival_at(a, "bridge", "mean"), nullptr) << "the user's own point, in a file with a Cyrillic name";
}

TEST_F(Transport, AFacilityOfWhichNothingIsKnownHasTimesAndNoConcentrations) {
  const json result = assessed();
  EXPECT_TRUE(has_issue(result, "release_unknown"));
  const json c = result["transport"]["facilities"][2];
  ASSERT_EQ(c["id"], "C");
  EXPECT_TRUE(c["release"].is_null());
  const json* border = arrival_at(c, "XA>XB", "mean");
  ASSERT_NE(border, nullptr);
  EXPECT_GT((*border)["first_h"]["p50"], 0);
  EXPECT_TRUE((*border)["substances"].empty());
  EXPECT_FALSE(border->contains("wave_first_h"));
}

TEST_F(Transport, RunOutZonesGrowAsTheyGetRarer) {
  const json zones = assessed()["transport"]["facilities"][0]["runout_zones"];
  ASSERT_GE(zones.size(), 2U);
  for (std::size_t i = 1; i < zones.size(); ++i) {
    EXPECT_LT(zones[i]["exceedance"], zones[i - 1]["exceedance"]);
    EXPECT_GE(zones[i]["area_km2"], zones[i - 1]["area_km2"]);
  }
}

TEST_F(Transport, TellsOfWhichFlowArrivalPeakAndTimeAboveTheLimitAre) {
  const Ran ran = run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("Releases at borders at mean flow:"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("the band of the arrival is over all flows"), std::string::npos) << ran.out;
}

TEST_F(Transport, PlumeSaysWhatAssessSays) {
  const json a = assessed()["transport"]["facilities"][0];
  const json p = answer({"A", "--at", "XB", "--flow", "low"});
  EXPECT_EQ(p["arrival"], *arrival_at(a, "XA>XB", "low")) << "one facility and one flow alone give the same numbers";
  EXPECT_EQ(p["substance"], "cyanide");
  EXPECT_EQ(p["curve"]["time_s"].size(), p["curve"]["p50_ug_l"].size());
}

TEST_F(Transport, OneObservationSetsTheTimesRightAndNarrowsThem) {
  const json before = answer({"A", "--at", "XA>XB"})["arrival"]["first_h"];
  const double later_h = 1.3 * before["p50"].get<double>();
  const json after = answer({"A", "--at", "xa>xb", "--observed", "XA>XB=+" + std::to_string(later_h) + "h"})["arrival"]["first_h"];
  EXPECT_NEAR(after["p50"].get<double>(), later_h, 0.1 * later_h);
  EXPECT_LT(after["p90"].get<double>() - after["p10"].get<double>(), before["p90"].get<double>() - before["p10"].get<double>());
}

TEST_F(Transport, AnUnexpectedObservationIsUsedAndTold) {
  const json alone = answer({"A", "--at", "XA>XB"});
  EXPECT_FALSE(has_issue(alone, "observation_far"));
  const double late_h = 6 * alone["arrival"]["first_h"]["p50"].get<double>();
  const std::string seen = "XA>XB=+" + std::to_string(late_h) + "h";
  const json told = answer({"A", "--at", "XA>XB", "--observed", seen});
  EXPECT_TRUE(has_issue(told, "observation_far"));
  EXPECT_EQ(told["arrival"]["worst_first_h"], alone["arrival"]["worst_first_h"]) << "the worst case is that without the observation";
  const Ran text = run_tmfgeo({"plume", file("project.toml"), "-q", "--facility", "A", "--at", "XA>XB", "--observed", seen});
  for (const char* words : {"unexpected at XA>XB", "standard deviations", "worst case", "without what was observed", "the tailings themselves run out"}) {
    EXPECT_NE(text.out.find(words), std::string::npos) << words << "\n" << text.out;
  }
}

TEST_F(Transport, ArrivalAndPeakOfOnePlaceMayBeToldApart) {
  const json once = answer({"A", "--at", "XA>XB", "--observed", "bridge=+9h,40ug/L"});
  const json apart = answer({"A", "--at", "XA>XB", "--observed", "bridge=+9h", "--observed", "Мост=2024-03-01T09:00,40ug/L"});
  EXPECT_EQ(once, apart);
  EXPECT_EQ(apart["observed"].size(), 1U);
  refused({"A", "--at", "bridge", "--observed", "bridge=+9h", "--observed", "Мост=+12h"}, "told twice");
  refused({"A", "--at", "bridge", "--observed", "bridge=+9h,40ug/L", "--observed", "bridge=+9h,50ug/L"}, "told twice");
}

TEST_F(Transport, APeakMoreThanTheReleasedWaterHoldsIsToldAndOneNoWaterHoldsIsRefused) {
  // 500 kg in 200 000 m3 are 2.5 mg/L.
  EXPECT_TRUE(has_issue(answer({"A", "--at", "bridge", "--observed", "bridge=+9h,3mg/L"}), "observation_far"));
  refused({"A", "--at", "bridge", "--observed", "bridge=+9h,3001g/L"}, "no water holds more");
}

TEST_F(Transport, AWorstCaseIsThatWithoutWhatWasObserved) {
  const json alone = answer({"A", "--at", "bridge"})["arrival"];
  const double high_ug_l = 1.5 * alone["substances"][0]["worst_peak_ug_l"].get<double>();
  const std::string seen = "bridge=+" + std::to_string(alone["first_h"]["p50"].get<double>()) + "h," + std::to_string(high_ug_l) + "ug/L";
  const json told = answer({"A", "--at", "bridge", "--observed", seen})["arrival"];
  EXPECT_EQ(told["substances"][0]["worst_peak_ug_l"], alone["substances"][0]["worst_peak_ug_l"]);
  EXPECT_LE(alone["worst_first_h"], alone["first_h"]["p10"]);
  const Ran text = run_tmfgeo({"plume", file("project.toml"), "-q", "--facility", "A", "--at", "bridge", "--observed", seen});
  for (const char* words : {"release: 200 000 m3 (stated), cyanide 500 kg (stated)", "already exceeded by what was observed", "peak of cyanide"}) {
    EXPECT_NE(text.out.find(words), std::string::npos) << words << "\n" << text.out;
  }
}

TEST_F(Transport, APlumeOfARefusedReleaseIsRefused) {
  write_text(file("releases.csv"), "facility,volume_m3,substance,mass_kg\nA,200000,cyanide,-500\n");
  const Ran ran = plume({"A", "--at", "bridge"});
  EXPECT_NE(ran.exit_code, 0);
  EXPECT_NE(ran.out.find("mass_kg"), std::string::npos) << ran.out;
  EXPECT_EQ(plume({"B", "--at", "XB"}).exit_code, 0) << "another facility's row";
}

TEST_F(Transport, AssumptionsAreToldInBothLanguages) {
  const json r = assessed()["transport"]["facilities"][0]["release"];
  EXPECT_EQ(r["assumptions"][0], "The released volume, 200 000 m³, is as stated.");
  EXPECT_EQ(r["assumptions_ru"][0], "Объём выброса, 200 000 м³, — как заявлено.");
  EXPECT_EQ(r["assumptions"].size(), r["assumptions_ru"].size());
}

TEST_F(Transport, AReleaseLargerThanWhatIsStoredIsTold) {
  write_text(file("releases.csv"), "facility,volume_m3,substance,mass_kg\nA,1500000,cyanide,500\n");
  const json result = assessed();
  EXPECT_TRUE(has_issue(result, "release_bad_value"));
  EXPECT_LE(result["transport"]["facilities"][0]["release"]["volume_m3"], 1e6) << "made from the stored volume instead";
}

TEST_F(Transport, OwnSpreadsReplaceThoseThatComeWithTheProgram) {
  const json before = answer({"A", "--at", "XA>XB"})["arrival"]["first_h"];
  write_text(file("spreads.toml"), "[velocity_sd_ln]\nvalue = 0.6\ntitle = \"wild\"\nsource = \"test\"\nmark = \"assumed\"\n");
  project("[transport.spreads]\nfile = \"spreads.toml\"\n[transport.releases]\nfile = \"releases.csv\"\n");
  const json after = answer({"A", "--at", "XA>XB"})["arrival"]["first_h"];
  EXPECT_GT(after["p90"].get<double>() / after["p10"].get<double>(), 1.5 * before["p90"].get<double>() / before["p10"].get<double>());
}

TEST_F(Transport, DrawsTheCurveInTwoLanguages) {
  const json p = answer({"A", "--at", "Мост", "--svg", file("кривая.svg"), "--png", file("curve.png"), "--language", "ru", "--observed", "bridge=2024-03-01T09:00Z,40ug/L"});
  EXPECT_EQ(p["files"].size(), 2U);
  const std::string svg = file_text(file("кривая.svg"));
  EXPECT_NE(svg.find("наблюдалось, учтено"), std::string::npos);
  EXPECT_NE(svg.find("Мост"), std::string::npos);
  EXPECT_TRUE(file_text(file("curve.png")).starts_with("\x89PNG"));
  EXPECT_EQ(plume({"A", "--at", "bridge", "--svg", file("кривая.svg")}).exit_code, 3) << "is there already";
}

TEST_F(Transport, WhatIsComparedIsDrawnAndChangesNothing) {
  const json alone = answer({"A", "--at", "bridge"});
  const json beside = answer({"A", "--at", "bridge", "--svg", file("beside.svg"), "--compare", "bridge=2024-03-01T09:00Z,40ug/L"});
  EXPECT_EQ(alone["arrival"], beside["arrival"]);
  EXPECT_NE(file_text(file("beside.svg")).find("observed, not put in"), std::string::npos);
  refused({"A", "--at", "bridge", "--compare", "bridge=+5h,40"}, "--compare");
}

TEST_F(Transport, RefusesQuestionsThatCannotBeAnswered) {
  refused({"Z", "--at", "bridge"}, "the id of a facility");
  refused({"A", "--at", "brigde"}, "did you mean \\\"bridge\\\"");
  refused({"A", "--at", "bridge", "--substance", "cyanid"}, "cyanide");
  refused({"A", "--at", "bridge", "--observed", "bridge=2024-02-29T23:00Z"}, "after the release");
  refused({"A", "--at", "bridge", "--observed", "bridge=+0.01h"}, "no water can be there before");
  refused({"A", "--at", "bridge", "--observed", "bridge"}, "STATION=TIME");
  refused({"A", "--at", "bridge", "--observed", "bridge=+5h,40"}, "50ug/L");
  refused({"C", "--at", "XB", "--svg", file("c.svg")}, "no release");
  refused({"C", "--at", "XB", "--observed", "XB=2024-03-01T05:00Z"}, "has no start");
  EXPECT_FALSE(fs::exists(file("c.svg")));
}

TEST_F(Transport, BadRecordsAreToldAndLeftOut) {
  write_text(file("releases.csv"), "facility,volume_m3,substance,mass_kg\nA,-5,cyanide,500\nQ,100,cyanide,1\nB,1000,kryptonite,4\n");
  write_text(file("точки 1.csv"), "id,kind,x,y\nfar,intake,700000,40000\nodd,borderline,680050,13450\n");
  const json result = assessed();
  for (const char* code : {"release_bad_value", "release_unknown_facility", "release_unknown_substance", "receptor_off_route", "receptor_unusable"}) {
    EXPECT_TRUE(has_issue(result, code)) << code;
  }
}

TEST_F(Transport, RefusesAThresholdInAWrongUnit) {
  write_text(file("own.toml"), "[[substance]]\nid = \"x\"\nname = \"X\"\nsource = \"s\"\nmark = \"to_confirm\"\n[[threshold]]\nid = \"x-limit\"\nsubstance = \"x\"\ntitle = \"t\"\nvalue = 1\nunit = \"ppm\"\nkind = \"drinking\"\nsource = \"s\"\nmark = \"to_confirm\"\n");
  project("[transport.substances]\nfile = \"own.toml\"\n");
  const Ran ran = run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("ppm"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("own.toml"), std::string::npos) << ran.err;
}

TEST_F(Transport, SlopesOfAColumnThatIsNotThereAreRefused) {
  project("[transport.hydraulics]\nslope_column = \"slop\"\n");
  const Ran ran = run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("slop"), std::string::npos) << ran.err;
}

TEST_F(Transport, GivesTheSameBytesOnAnyNumberOfThreadsAndRanks) {
  const std::string project_file = file("project.toml");
  ASSERT_EQ(run_tmfgeo({"assess", project_file, "-q", "-j", "1", "-o", file("one")}).exit_code, 0);
  ASSERT_EQ(run_tmfgeo({"assess", project_file, "-q", "-j", "3", "-o", file("three")}).exit_code, 0);
  const std::string bytes = file_text(file("one/results.gpkg"));
  EXPECT_TRUE(bytes == file_text(file("three/results.gpkg")));
#ifdef TMFGEO_MPI_BINARY
  const std::string ranks = "env OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl_vader_single_copy_mechanism=none timeout 120 mpirun --oversubscribe -n 2 ";
  if (run_program(ranks + "true").exit_code != 0) GTEST_SKIP() << "mpirun does not start programs here";
  const ProgramRun ran = run_program(ranks + TMFGEO_MPI_BINARY + " assess " + shell_quoted(project_file) + " -q -o " + shell_quoted(file("ranks")));
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_TRUE(bytes == file_text(file("ranks/results.gpkg")));
#endif
}

}  // namespace
}  // namespace tmfgeo::test
