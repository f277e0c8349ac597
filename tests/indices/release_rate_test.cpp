// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/release_rate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

ReleaseRateTable shipped() { return read_release_rates(TMFGEO_SOURCE_DIR "/data/indices/release-rates.toml"); }

Facility dam(std::optional<double> fos, std::optional<FacilityStatus> status) {
  Facility f;
  f.factor_of_safety = fos;
  f.status = status;
  return f;
}

TEST(BackgroundRate, IsThatOfThePublishedCurvesAtAFactorOfSafetyOfOneAndAHalf) {
  const ReleaseRateTable table = shipped();
  EXPECT_DOUBLE_EQ(background_rate(table, dam(1.5, FacilityStatus::active)).per_year.p50, 1e-4);
  EXPECT_DOUBLE_EQ(background_rate(table, dam(1.5, FacilityStatus::inactive)).per_year.p50, 1e-2);
  EXPECT_DOUBLE_EQ(background_rate(table, dam(1.5, FacilityStatus::orphaned)).per_year.p50, 1e-1);
  EXPECT_EQ(table.mark, Mark::to_confirm);
}

TEST(BackgroundRate, FallsWithTheFactorOfSafetyAndStopsAtTheTablesEnds) {
  const ReleaseRateTable table = shipped();
  double before = 1;
  for (double fos = 1.0; fos <= 1.5; fos += 0.05) {
    const Band p = background_rate(table, dam(fos, FacilityStatus::active)).per_year;
    EXPECT_LT(p.p50, before);
    EXPECT_LE(p.p10, p.p50);
    EXPECT_LE(p.p90, 1);
    before = p.p50;
  }
  EXPECT_DOUBLE_EQ(background_rate(table, dam(9, FacilityStatus::active)).per_year.p50, 1e-4) << "never safer than the table says";
  EXPECT_DOUBLE_EQ(background_rate(table, dam(0.3, FacilityStatus::active)).per_year.p50, 0.5);
}

TEST(BackgroundRate, IsThatOfTheWorldWhereAnInputIsMissingAndNamesIt) {
  const ReleaseRateTable table = shipped();
  const BackgroundRate rate = background_rate(table, dam({}, FacilityStatus::active));
  EXPECT_EQ(rate.origin, Origin::by_default);
  EXPECT_EQ(rate.missing, std::vector<std::string>{"factor_of_safety"});
  EXPECT_EQ(rate.per_year.p50, table.world.p50);
  EXPECT_EQ(rate.per_year.p10, table.world.p10) << "its own curve ends a factor of ten below 1e-4";
  EXPECT_EQ(rate.per_year.p90, 1) << "a factor of ten above even odds";
  EXPECT_DOUBLE_EQ(background_rate(table, dam({}, {})).per_year.p10, 1e-7) << "the best engineering, a factor of ten below";
  EXPECT_EQ(background_rate(table, dam(1.5, {})).per_year.p90, 1) << "the worst engineering at that factor of safety";
  EXPECT_THAT(background_rate(table, dam({}, {})).source, HasSubstr("factor_of_safety and status"));
}

TEST(BackgroundRate, TakesTheWorldsMedianForADamThatNobodyLooksAfter) {
  const ReleaseRateTable table = shipped();
  for (const auto status : {FacilityStatus::abandoned, FacilityStatus::orphaned, FacilityStatus::inactive}) {
    EXPECT_EQ(background_rate(table, dam({}, status)).per_year.p50, table.world.p50) << to_text(status);
  }
}

bool lies_in(const Band& inner, const Band& outer) {
  const auto holds = [&](double p) { return p >= outer.p10 * (1 - 1e-12) && p <= outer.p90 * (1 + 1e-12); };
  return holds(inner.p10) && holds(inner.p50) && holds(inner.p90);
}

// Golden rule: the interval holds the value once the gap is filled.
TEST(BackgroundRate, HoldsWhateverTheGapTurnsOutToBe) {
  const ReleaseRateTable table = shipped();
  const auto statuses = {FacilityStatus::active,        FacilityStatus::inactive,  FacilityStatus::closed,
                         FacilityStatus::rehabilitated, FacilityStatus::abandoned, FacilityStatus::orphaned};
  const Band nothing = background_rate(table, dam({}, {})).per_year;
  for (const FacilityStatus status : statuses) {
    for (double fos = 0.5; fos < 3; fos += 0.05) {
      const Band known = background_rate(table, dam(fos, status)).per_year;
      for (const Facility& gap : {dam({}, status), dam(fos, {})}) {
        const Band before = background_rate(table, gap).per_year;
        EXPECT_TRUE(lies_in(known, before)) << to_text(status) << " " << fos;
        EXPECT_TRUE(lies_in(before, nothing)) << to_text(status) << " " << fos;
        EXPECT_LE(before.p10, before.p50);
        EXPECT_LE(before.p50, before.p90);
      }
    }
  }
}

TEST(WithinFactor, IsAsWideOnBothSidesUpToOne) {
  const Band b = within_factor(0.2, 4);
  EXPECT_DOUBLE_EQ(b.p10, 0.05);
  EXPECT_DOUBLE_EQ(b.p50, 0.2);
  EXPECT_DOUBLE_EQ(b.p90, 0.8);
  EXPECT_EQ(within_factor(0.5, 4).p90, 1);
}

TEST(AnyCause, JoinsIndependentCausesWithoutLosingSmallOnes) {
  const Band b = any_cause({Band{0.1, 0.5, 1}, std::nullopt, Band{0.1, 0.5, 0.5}});
  EXPECT_NEAR(b.p10, 0.19, 1e-12);
  EXPECT_NEAR(b.p50, 0.75, 1e-12);
  EXPECT_EQ(b.p90, 1);
  EXPECT_NEAR(any_cause({Band{1e-14, 1e-14, 1e-14}}).p50 / 1e-14, 1, 1e-9);
  EXPECT_EQ(any_cause({}).p50, 0);
}

TEST(ReleaseRates, RefuseABadTable) {
  const std::string good = [] {
    std::ifstream file(TMFGEO_SOURCE_DIR "/data/indices/release-rates.toml", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  const struct {
    const char* from;
    const char* to;
    const char* message;
  } cases[] = {
      {"mark = \"to_confirm\"", "", "mark"},
      {"mark = \"to_confirm\"", "mark = \"sure\"", "confirmed"},
      {"[1.0, 1.5]", "[1.5, 1.0]", "rising"},
      {"II = [0.5, 1e-4]", "II = [0.5]", "one per factor of safety"},
      {"II = [0.5, 1e-4]", "II = [1e-4, 0.5]", "rises with the factor of safety"},
      {"II = [0.5, 1e-4]", "II = [0.5, 0]", "above 0"},
      {"closed = \"II\"", "closed = \"V\"", "closed"},
      {"closed = \"II\"", "", "closed"},
      {"p90_over_p50 = 10", "p90_over_p50 = 0.5", "from 1 on"},
      {"p10 = 1e-6", "p10 = 1", "p10"},
      {"p10 = 1e-6", "p10 = 1e-4", "holds all of them"},
      {"p90 = 0.5", "p90 = 0.1", "holds all of them"},
      {"flood_p90_over_p50 = 3", "flood_p90_over_p50 = 0.3", "from 1 on"},
      {"[causes]", "[reasons]", "causes"},
      {"[world]", "colour = 1\n[world]", "colour"},
  };
  const test::ScratchFolder folder;
  for (const auto& c : cases) {
    std::string text = good;
    const auto at = text.find(c.from);
    ASSERT_NE(at, std::string::npos) << c.from;
    text.replace(at, std::string(c.from).size(), c.to);
    const std::string path = folder.file("rates.toml");
    std::ofstream(path, std::ios::binary) << text;
    try {
      read_release_rates(path);
      ADD_FAILURE() << c.to;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(c.message)) << c.to;
    }
  }
}

}  // namespace
}  // namespace tmfgeo
