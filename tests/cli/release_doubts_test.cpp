// SPDX-License-Identifier: Apache-2.0
// What is not known of a release, or was refused, is said; and where tailings come to rest does not hang on how rivers were cut in.
#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;
using nlohmann::json;

class ReleaseDoubts : public TwoCountriesRun {
 protected:
  void SetUp() override {
    TwoCountriesRun::SetUp();
    project_ += "\n[transport]\nmin_town_population = 1\ntown_distance_m = 1000.0\n";
  }
  void releases(const std::string& rows) {
    write_text(file("releases.csv"), "facility,volume_m3,substance,mass_kg\n" + rows);
    project_ += "[transport.releases]\nfile = \"releases.csv\"\n";
  }
  void replace(std::string& text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), with);
  }
  Ran plume(const std::string& facility, std::vector<std::string> more) {
    write_text(file("own.toml"), project_);
    std::vector<std::string> arguments{"plume", file("own.toml"), "-q", "--facility", facility, "--at", "XA>XB"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  static json facility(const json& result, const std::string& id) {
    for (const json& f : result["transport"]["facilities"]) {
      if (f["id"] == id) return f;
    }
    ADD_FAILURE() << id;
    return {};
  }
  static std::string release_of(const FeatureTable& borders, const std::string& id) { return text(borders, "release", row_of(borders, id)); }
};

TEST_F(ReleaseDoubts, DepositsDoNotHangOnHowDeepRiversAreCutIn) {
  const json usual = result();
  replace(project_, "burn_depth_m = 20.0", "burn_depth_m = 3.0");
  const json shallow = result();
  replace(project_, "burn_depth_m = 3.0", "burn_depth_m = 90.0");
  const json deep = result();
  for (const char* id : {"A", "B", "D"}) {
    const json zones = facility(usual, id)["runout_zones"];
    EXPECT_EQ(zones.size(), 3U) << id;
    EXPECT_EQ(zones, facility(shallow, id)["runout_zones"]) << id;
    EXPECT_EQ(zones, facility(deep, id)["runout_zones"]) << id;
  }
  const FeatureTable zones = layer("runout_zones");
  for (std::size_t i = 0; i < zones.rows(); ++i) EXPECT_LT(*number(zones, "max_depth_m", i), 90) << "no deposit lies in the cut";
}

TEST_F(ReleaseDoubts, RunOutIsNotToldLongerThanTheKnownWay) {
  const json r = result();
  const FeatureTable releases = layer("releases");
  const FeatureTable routes = layer("routes");
  for (const char* id : {"A", "B", "D"}) {
    const double way_km = *number(routes, "length_km", row_of(routes, id));
    const std::size_t row = row_of(releases, id);
    EXPECT_LE(*number(releases, "runout_km_p90", row), way_km * (1 + 1e-9)) << id;
    EXPECT_EQ(facility(r, id)["runout_km"]["beyond_way"], *number(releases, "runout_km_p90", row) > way_km * (1 - 1e-9)) << id;
    EXPECT_LE(*number(releases, "runout_km_p50", row), *number(releases, "runout_km_p90", row)) << id;
  }
  EXPECT_EQ(facility(r, "D")["runout_km"]["beyond_way"], true) << "3.8 million m3 on a way of 3.4 km";
  const Ran ran = plume("A", {});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("more than one draw in ten reaches the end of the known way"));
}

TEST_F(ReleaseDoubts, AMassNoReleasedWaterHoldsIsRefusedAlsoWithoutAStatedVolume) {
  releases("B,,cyanide,1e9\n");
  const json r = result();
  EXPECT_THAT(r["issues"].dump(), HasSubstr("kg of cyanide in each of the"));
  EXPECT_EQ(facility(r, "B")["release_refused"], true);
  const json b = facility(r, "B");
  for (const json& load : b["release"]["loads"]) EXPECT_LT(load["mass_kg"], 1e8);
}

TEST_F(ReleaseDoubts, ARefusedReleaseIsSaidWhereItsNumbersAreRead) {
  releases("A,200000,cyanide,500\nA,,copper,-3\nB,-5,cyanide,4\nC,-5,cyanide,4\n");
  const json r = result();
  EXPECT_EQ(facility(r, "D")["release_refused"], false);
  const FeatureTable borders = layer("border_arrivals");
  EXPECT_EQ(release_of(borders, "A"), "stated; a stated row was refused");
  EXPECT_EQ(release_of(borders, "B"), "assumed; a stated row was refused");
  EXPECT_EQ(release_of(borders, "C"), "unknown; a stated row was refused");
  const FeatureTable table = layer("releases");
  EXPECT_THAT(text(table, "assumptions", row_of(table, "A")), HasSubstr("A row of the stated release was refused"));
  EXPECT_THAT(text(table, "assumptions", row_of(table, "B")), HasSubstr("The stated release was refused"));
  EXPECT_THAT(text(table, "assumptions_ru", row_of(table, "B")), HasSubstr("Заявленный выброс не принят"));
  EXPECT_THAT(text(table, "assumptions", row_of(table, "D")), Not(HasSubstr("refused")));
  const Ran ran = run_tmfgeo({"assess", file("own.toml"), "-o", scratch_.file("out"), "--overwrite", "-q"});
  EXPECT_THAT(ran.out, HasSubstr("Slope Dam (synthetic): a row of its stated release was refused (see the issues); what stands here is assumed."));
  EXPECT_THAT(ran.out, HasSubstr("Brook Dam (synthetic): a row of its stated release was refused (see the issues); the rest of it stands."));
  EXPECT_THAT(ran.out, Not(HasSubstr("Downstream Dam (synthetic): a row of its stated")));
}

TEST_F(ReleaseDoubts, EachTimeOfTheWaveIsMarkedWithItsFlowInTheTable) {
  const json r = result();
  const std::string out = run_tmfgeo({"assess", file("own.toml"), "-o", scratch_.file("out"), "--overwrite", "-q"}).out;
  const auto line_of = [&](const std::string& name) {
    const auto at = out.find("\n" + name, out.find("Releases at borders"));
    return at == std::string::npos ? "no " + name : out.substr(at + 1, out.find('\n', at + 1) - at - 1);
  };
  const json dam = facility(r, "A");
  for (const json& arrival : dam["arrivals"]) {
    if (arrival["station"] != "XA>XB" || arrival["flow"] != "mean") continue;
    EXPECT_LT(arrival["first_water_h"]["p50"], arrival["first_h"]["p50"]);
  }
  EXPECT_THAT(line_of("Brook Dam"), AllOf(HasSubstr(" h (wave, mean)  "), HasSubstr(" h (wave, low) to ")));
  EXPECT_THAT(line_of("Bend Dam"), AllOf(HasSubstr(" h to "), Not(HasSubstr("(wave"))));
  EXPECT_THAT(out, HasSubstr("times without such a mark are the plume's"));
}

TEST_F(ReleaseDoubts, OfAFacilityWithoutAReleaseOnlyArrivalsAreToldAndObserved) {
  const json r = result();
  const json c = facility(r, "C");
  for (const json& arrival : c["arrivals"]) {
    EXPECT_FALSE(arrival.contains("peak_h"));
    EXPECT_GT(arrival["first_h"]["p50"], 0);
  }
  const FeatureTable arrivals = layer("arrivals");
  EXPECT_FALSE(number(arrivals, "peak_h_p50", row_of(arrivals, "C"))) << "how long the release lasts is not known";
  EXPECT_TRUE(number(arrivals, "peak_h_p50", row_of(arrivals, "A")));
  refused(plume("C", {"--observed", "XA>XB=+2h,1mg/L"}), 1, {"no release of the facility is known", "time alone"});
  refused(plume("C", {"--compare", "XA>XB=+2h,1mg/L"}), 1, {"--compare", "time alone"});
  const Ran ran = plume("C", {"--observed", "XA>XB=+2h"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
  EXPECT_THAT(ran.out, Not(AnyOf(HasSubstr("peak"), HasSubstr("ug/L"))));
}

TEST_F(ReleaseDoubts, AConcentrationOfAnUnknownSubstanceIsRefused) {
  std::string table = file_text(file("facilities.csv"));
  replace(table, "illustrative,gold,invented", "illustrative,,");
  write_text(file("facilities.csv"), table);
  const Ran alone = plume("A", {});
  EXPECT_THAT(alone.out, HasSubstr("of 1 g/L released"));
  refused(plume("A", {"--observed", "XA>XB=+5h,1mg/L"}), 1, {"only how it is thinned out", "releases file"});
  EXPECT_EQ(plume("A", {"--observed", "XA>XB=+5h"}).exit_code, 0);
}

}  // namespace
}  // namespace tmfgeo::test
