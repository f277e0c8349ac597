// SPDX-License-Identifier: Apache-2.0
// Rivers by chance, with gauges that say other than what is given.
#include "tmfgeo/transport/gauged_discharge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "support/random_rivers.h"
#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {
namespace {

std::size_t place(ReachId id) { return static_cast<std::size_t>(id); }

/// A tree with discharges: mostly sums of what flows in, here and there less or nothing known.
struct RandomRivers {
  RiverNetwork network;
  std::vector<double> given_m3_s;
  HydraulicOptions options;

  explicit RandomRivers(std::mt19937& dice, bool may_fall) {
    network = network_from_lines(test::lines_between(test::scattered_nodes(60, dice), test::random_tree(60, dice)), test::river_options()).network;
    std::uniform_real_distribution<double> share(0, 1);
    for (std::size_t i = 0; i < network.size(); ++i) {
      double flows_in = 0;
      for (const ReachId up : network.upstream(static_cast<ReachId>(i))) flows_in += std::max(given_m3_s[place(up)], 0.0);
      given_m3_s.push_back(flows_in + std::pow(10.0, 4 * share(dice) - 2));
      if (may_fall && share(dice) < 0.2) given_m3_s.back() *= share(dice);
      if (may_fall && share(dice) < 0.1) given_m3_s.back() = 0;
    }
    options.mean_discharges_m3_s = given_m3_s;
  }
  /// A gauge on a reach that has so many times what is given there.
  void add_gauge(std::mt19937& dice) {
    const std::size_t i = dice() % network.size();
    const double ratio = std::pow(10.0, std::uniform_real_distribution<double>(-2, 2)(dice));
    const double m3_s = std::max(given_m3_s[i], 0.1) * ratio;
    options.gauges.push_back({std::to_string(i), "", static_cast<ReachId>(i), 0, {m3_s / 2, m3_s, 2 * m3_s}, ""});
  }
  std::vector<double> set_right() const {
    Issues issues;
    return river_state(network, options, Flow::mean, issues).mean_discharge_m3_s;
  }
};

TEST(GaugedDischarge, FallsNowhereWhereWhatIsGivenDoesNot) {
  std::mt19937 dice(5);
  for (int round = 0; round < 200; ++round) {
    RandomRivers rivers(dice, round % 2 == 1);
    rivers.add_gauge(dice);
    const std::vector<double> discharge = rivers.set_right();
    for (std::size_t i = 0; i < discharge.size(); ++i) {
      EXPECT_GT(discharge[i], 0);
      const ReachId on = rivers.network.downstream(static_cast<ReachId>(i));
      if (on == kNoReach || !(rivers.given_m3_s[i] > 0) || rivers.given_m3_s[place(on)] < rivers.given_m3_s[i]) continue;
      EXPECT_GE(discharge[place(on)], discharge[i] * (1 - 1e-8)) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, IsTheGaugesAtItsReachAndAboveItNoMore) {
  std::mt19937 dice(6);
  for (int round = 0; round < 200; ++round) {
    RandomRivers rivers(dice, false);
    rivers.add_gauge(dice);
    const Gauge& gauge = rivers.options.gauges.front();
    const std::vector<double> discharge = rivers.set_right();
    EXPECT_NEAR(discharge[place(gauge.reach)] / gauge.discharge_m3_s[1], 1, 1e-12);
    for (std::size_t i = 0; i < discharge.size(); ++i) {
      ReachId down = static_cast<ReachId>(i);
      while (down != kNoReach && down != gauge.reach) down = rivers.network.downstream(down);
      if (down == kNoReach) continue;
      EXPECT_LE(discharge[i], gauge.discharge_m3_s[1] * (1 + 1e-12)) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, LiesBetweenWhatIsGivenAndWhatTheGaugeAdds) {
  std::mt19937 dice(7);
  for (int round = 0; round < 100; ++round) {
    RandomRivers rivers(dice, false);
    rivers.add_gauge(dice);
    const Gauge& gauge = rivers.options.gauges.front();
    const double added = gauge.discharge_m3_s[1] - rivers.given_m3_s[place(gauge.reach)];
    const std::vector<double> discharge = rivers.set_right();
    for (std::size_t i = 0; i < discharge.size(); ++i) {
      const double given = rivers.given_m3_s[i];
      EXPECT_GE(discharge[i], std::min(given, added > 0 ? given : given + added) * (1 - 1e-9)) << "round " << round << ", reach " << i;
      EXPECT_LE(discharge[i], std::max(given, given + added) * (1 + 1e-9)) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, OfSeveralGaugesIsEachOnesOwnAtItsReach) {
  std::mt19937 dice(8);
  for (int round = 0; round < 50; ++round) {
    RandomRivers rivers(dice, true);
    for (int g = 0; g < 4; ++g) rivers.add_gauge(dice);
    const std::vector<double> discharge = rivers.set_right();
    for (auto gauge = rivers.options.gauges.rbegin(); gauge != rivers.options.gauges.rend(); ++gauge) {
      const bool is_first = std::none_of(rivers.options.gauges.begin(), rivers.options.gauges.end(), [&](const Gauge& g) { return g.reach == gauge->reach && &g < &*gauge; });
      if (!is_first) continue;
      EXPECT_NEAR(discharge[place(gauge->reach)] / gauge->discharge_m3_s[1], 1, 1e-12) << round;
    }
    for (const double q : discharge) EXPECT_TRUE(q > 0 && std::isfinite(q));
  }
}

TEST(GaugedDischarge, IsFarFromOneAndAHalfTimesOn) {
  EXPECT_FALSE(is_far(1.5, 1));
  EXPECT_FALSE(is_far(1, 1.5));
  EXPECT_TRUE(is_far(1.51, 1));
  EXPECT_TRUE(is_far(1, 1.51));
}

}  // namespace
}  // namespace tmfgeo
