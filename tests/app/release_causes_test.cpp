// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tmfgeo/app/index_run.h"

namespace tmfgeo {
namespace {

using Names = std::vector<std::string>;

ReleaseRateTable shipped() { return read_release_rates(TMFGEO_SOURCE_DIR "/data/indices/release-rates.toml"); }

Facility known_dam() {
  Facility f;
  f.factor_of_safety = 1.5;
  f.status = FacilityStatus::active;
  return f;
}

NatechSite judged(double earthquake, std::optional<double> high, double flood_y) {
  NatechSite site;
  DamageState release;
  release.mechanism = "release";
  release.probability = earthquake;
  release.probability_high = high;
  site.yearly = {release};
  site.flood_failure_return_period_y = flood_y;
  return site;
}

TEST(ReleaseCauses, SpreadWhatComesWithoutBounds) {
  const NatechSite site = judged(1e-3, {}, 100);
  const ReleaseCauses causes = release_causes(shipped(), known_dam(), &site);
  EXPECT_DOUBLE_EQ(causes.earthquake->p10, 1e-3 / 3);
  EXPECT_DOUBLE_EQ(causes.earthquake->p90, 3e-3);
  EXPECT_DOUBLE_EQ(causes.flood->p50, 0.01);
  EXPECT_DOUBLE_EQ(causes.flood->p90, 0.03);
  EXPECT_LT(causes.all.p10, causes.all.p50);
  EXPECT_LT(causes.all.p50, causes.all.p90);
  EXPECT_TRUE(causes.not_judged.empty());
  EXPECT_FALSE(causes.at_least);
}

TEST(ReleaseCauses, KeepAStatedUpperBoundThatIsHigher) {
  const NatechSite site = judged(1e-3, 0.02, 1);
  const NatechSite never = judged(0, 1e-4, 50);
  const ReleaseCauses causes = release_causes(shipped(), known_dam(), &site);
  EXPECT_DOUBLE_EQ(causes.earthquake->p90, 0.02);
  EXPECT_EQ(causes.flood->p90, 1) << "a flood of every year";
  EXPECT_EQ(release_causes(shipped(), known_dam(), &never).earthquake->p50, 0);
}

TEST(ReleaseCauses, TakeTheLowerEndThatTheHazardDataGive) {
  NatechSite site = judged(1e-3, 2e-3, 100);
  site.yearly.front().probability_low = 1e-4;
  EXPECT_DOUBLE_EQ(release_causes(shipped(), known_dam(), &site).earthquake->p10, 1e-4);
  site.yearly.front().probability_low = 9e-4;
  EXPECT_DOUBLE_EQ(release_causes(shipped(), known_dam(), &site).earthquake->p10, 1e-3 / 3) << "the curve is no surer than its factor";
}

TEST(ReleaseCauses, JudgedInPartCountAndStayGaps) {
  NatechSite site = judged(1e-3, {}, 100);
  site.yearly.front().at_least = true;
  site.flood_failure_return_period_y.reset();
  site.flood_failure_at_most_y = 50;
  const ReleaseCauses causes = release_causes(shipped(), known_dam(), &site);
  EXPECT_EQ(causes.not_judged, (Names{"earthquake_per_year", "flood_per_year"}));
  EXPECT_TRUE(causes.at_least);
  EXPECT_DOUBLE_EQ(causes.earthquake->p50, 1e-3);
  EXPECT_DOUBLE_EQ(causes.flood->p50, 0.02);
}

TEST(ReleaseCauses, AreALowerBoundWhereOneWasNotJudged) {
  NatechSite site = judged(1e-3, {}, 100);
  site.flood_failure_return_period_y.reset();
  const ReleaseCauses no_flood = release_causes(shipped(), known_dam(), &site);
  EXPECT_EQ(no_flood.not_judged, Names{"flood_per_year"});
  EXPECT_TRUE(no_flood.at_least);
  EXPECT_TRUE(release_causes(shipped(), Facility{}, &site).at_least) << "[natech] was asked";
  const ReleaseCauses without = release_causes(shipped(), known_dam(), nullptr);
  EXPECT_EQ(without.not_judged, (Names{"earthquake_per_year", "flood_per_year"}));
  EXPECT_TRUE(without.at_least) << "a factor of safety says nothing of earthquakes";
  EXPECT_FALSE(release_causes(shipped(), Facility{}, nullptr).at_least) << "the world's rate counts all causes";
}

}  // namespace
}  // namespace tmfgeo
