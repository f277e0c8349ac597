// SPDX-License-Identifier: Apache-2.0
// One earthquake over one dam, and over the same dam among others.
#include "tmfgeo/app/event_damage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tmfgeo/core/normal.h"
#include "tmfgeo/natech/joint_events.h"

namespace tmfgeo {
namespace {

Facility dam(const char* id, double x) {
  Facility f;
  f.id = id;
  f.location = {x, 45};
  f.dam_height_m = 25;
  f.freeboard_m = 1.5;
  f.factor_of_safety = 1.3;
  f.downstream_slope_deg = 20;
  f.dam_type = DamType::earthfill;
  return f;
}

EventShaking shaken(double median_g) {
  EventShaking s;
  s.ln_median_g = std::log(median_g);
  s.tau = 0.35;
  s.phi = 0.55;
  s.origin = Origin::computed;
  return s;
}

const DamageState& named(const std::vector<DamageState>& states, const std::string& mechanism, std::size_t which = 0) {
  for (const DamageState& s : states) {
    if (s.mechanism == mechanism && which-- == 0) return s;
  }
  throw std::logic_error("no state " + mechanism);
}

TEST(EventDamage, IsTheMarginalOfTheJointDrawsAtWeakMiddleAndStrongShaking) {
  constexpr std::uint64_t kDraws = 200000;
  for (const double median_g : {0.02, 0.05, 0.15, 0.5}) {
    std::vector<ShakenSite> sites;
    std::vector<double> alone;
    for (const Facility& f : {dam("a", 20), dam("b", 20.02), dam("c", 22)}) {
      const EventShaking shaking = shaken(median_g);
      EventDamage damage = event_damage(f, shaking, {}, {.magnitude = 5.5});
      alone.push_back(*named(damage.states, "release").probability);
      sites.push_back({.location = f.location, .ln_median_g = *shaking.ln_median_g, .tau = shaking.tau, .phi = shaking.phi, .response = std::move(*damage.release)});
    }
    const auto joint = joint_earthquake(sites, {}, {.draws = kDraws, .seed = 3});
    for (std::size_t i = 0; i < sites.size(); ++i) {
      // The chance of a draw lies between 0 and 1: its variance is at most p.
      EXPECT_NEAR(*joint.marginal[i], alone[i], 5 * std::sqrt(alone[i] / static_cast<double>(kDraws))) << median_g;
      EXPECT_GT(alone[i], 0) << median_g;
    }
  }
}

// What makes a row no surer than `extrapolated` or `default` is said in the row itself.
TEST(EventDamage, SaysInEveryRowWhyItsShakingIsUnsure) {
  EventShaking shaking = shaken(0.2);
  shaking.origin = Origin::extrapolated;
  shaking.note = "bssa14: magnitude 8.7 is outside 3 to 8.5";
  DamRules rules;
  rules.fragility = {{.id = "default", .measure = DemandMeasure::pga_g, .states = {{"release", 0.4, 0.5}}, .source = "report"}};
  const EventDamage damage = event_damage(dam("a", 20), shaking, rules, {.magnitude = 8.7});
  for (const DamageState& s : damage.states) {
    if (!s.probability) continue;
    EXPECT_THAT(s.note, testing::HasSubstr(shaking.note)) << s.mechanism;
  }
  EXPECT_THAT(named(damage.states, "default").note, testing::EndsWith("report"));
}

TEST(EventDamage, OfAFragilityCurveIsItsClosedFormFromWeakToStrongShaking) {
  Facility f;
  f.dam_type = DamType::earthfill;
  for (const double beta : {0.15, 0.35}) {
    DamRules rules;
    rules.fragility = {{.id = "default", .measure = DemandMeasure::pga_g, .states = {{"release", 0.4, beta}}, .source = "report"}};
    for (const double median_g : {0.03, 0.05, 0.08, 0.2, 0.4, 1.0}) {
      const EventShaking shaking = shaken(median_g);
      const double expected = normal_cdf(std::log(median_g / 0.4) / std::hypot(shaking.sigma(), beta));
      EXPECT_NEAR(*named(event_damage(f, shaking, rules, {.magnitude = 6}).states, "release").probability, expected, 0.01 * expected) << median_g << " " << beta;
    }
  }
}

TEST(EventDamage, SaysWhereTheCrestSettlesBeyondTheModel) {
  Facility f = dam("a", 20);
  const auto fits = event_damage(f, shaken(0.3), {}, {.magnitude = 7}).states;
  EXPECT_EQ(named(fits, "settlement").origin, Origin::computed);
  f.dam_type = DamType::upstream;
  const auto upstream = event_damage(f, shaken(0.3), {}, {.magnitude = 7}).states;
  EXPECT_EQ(named(upstream, "settlement").origin, Origin::extrapolated);
  EXPECT_THAT(named(upstream, "settlement").note, testing::HasSubstr("upstream dam is beyond"));
  f.dam_type.reset();
  EXPECT_EQ(named(event_damage(f, shaken(0.3), {}, {.magnitude = 7}).states, "settlement").origin, Origin::by_default);
  EXPECT_EQ(named(event_damage(dam("a", 20), shaken(0.3), {}, {}).states, "settlement").origin, Origin::by_default) << "the magnitude is a default";
}

TEST(EventDamage, TakesTheSpectrumOfTheEventBeforeTheShapeByDefault) {
  const Facility f = dam("a", 20);
  const auto by_shape = event_damage(f, shaken(0.3), {}, {.magnitude = 7}).states;
  EXPECT_EQ(named(by_shape, "displacement").origin, Origin::by_default);
  EXPECT_THAT(named(by_shape, "displacement").note, testing::HasSubstr("EN 1998"));
  EventShaking told = shaken(0.3);
  told.spectrum = {{0.3, {0.6}}, {1.0, {0.3}}};
  EventShaking twice = shaken(0.3);
  twice.spectrum = {{0.3, {1.2}}, {1.0, {0.6}}};
  const double weak = *named(event_damage(f, told, {}, {.magnitude = 7}).states, "displacement").probability;
  const double strong = *named(event_damage(f, twice, {}, {.magnitude = 7}).states, "displacement").probability;
  EXPECT_GT(strong, 1.5 * weak);
  EXPECT_THAT(named(event_damage(f, told, {}, {.magnitude = 7}).states, "displacement").note, testing::Not(testing::HasSubstr("EN 1998")));
}

// Only what moves the dam, and only what the event tells, is said to scatter as the PGA.
TEST(EventDamage, SaysWhatScattersAsThePgaWhereItCounts) {
  const Facility f = dam("a", 20);
  const auto note = [&](const EventShaking& shaking, const char* mechanism, DisplacementModel model = DisplacementModel::bray_macedo_2019) {
    return named(event_damage(f, shaking, {}, {.model = model, .magnitude = 7}).states, mechanism).note;
  };
  EventShaking told = shaken(0.3);
  told.pgv_cm_s = EventMedian{20};
  EXPECT_THAT(note(told, "displacement"), testing::HasSubstr("PGV scatters as the PGA"));
  EXPECT_THAT(note(told, "displacement"), testing::Not(testing::HasSubstr("spectral accelerations")));
  told.spectrum = {{0.3, {0.6}}, {1.0, {0.3}}};
  EXPECT_THAT(note(told, "displacement"), testing::HasSubstr("spectral accelerations and PGV scatter as the PGA"));
  for (const char* other : {"freeboard", "liquefaction", "settlement"}) EXPECT_THAT(note(told, other), testing::Not(testing::HasSubstr("scatter"))) << other;
  EXPECT_THAT(note(told, "displacement", DisplacementModel::jibson_2007), testing::Not(testing::HasSubstr("scatter"))) << "takes the PGA";
  told.pgv_cm_s = EventMedian{20, 0.6};
  for (EventSpectrumPoint& point : told.spectrum) point.sa_g.sigma_ln = 0.7;
  EXPECT_THAT(note(told, "displacement"), testing::Not(testing::HasSubstr("scatter"))) << "has its own";
}

// The chance of moving is the mean over the scatter of the acceleration at the dam's period, not over that of the PGA.
TEST(EventDamage, TakesTheScatterOfTheAccelerationThatMovesTheDam) {
  const Facility f = dam("a", 20);
  const DamResponseOptions options{.magnitude = 7};
  constexpr double sa_g = 0.5;
  constexpr double sigma_sa = 0.8;
  EventShaking told = shaken(0.3);
  for (const double period_s : {0.05, 3.0}) told.spectrum.push_back({period_s, {sa_g, sigma_sa}});
  const double found = *named(event_damage(f, told, {}, options).states, "displacement").probability;
  // The same with a spectrum as wide as the dam's answer needs, PGA and Sa being one.
  EventShaking as_pga = told;
  as_pga.ln_median_g = std::log(sa_g);
  as_pga.tau = 0;
  as_pga.phi = sigma_sa;
  as_pga.spectrum.clear();
  for (const double period_s : {0.05, 3.0}) as_pga.spectrum.push_back({period_s, {sa_g}});
  EXPECT_NEAR(found, *named(event_damage(f, as_pga, {}, options).states, "displacement").probability, 2e-3);
  EventShaking narrower = told;
  for (EventSpectrumPoint& point : narrower.spectrum) point.sa_g.sigma_ln.reset();
  EXPECT_GT(std::abs(found - *named(event_damage(f, narrower, {}, options).states, "displacement").probability), 0.01);
}

TEST(EventDamage, CountsThePulseThatTheEventsVelocityTells) {
  const Facility f = dam("a", 20);
  EventShaking slow = shaken(0.4);
  slow.pgv_cm_s = EventMedian{30};
  EventShaking fast = shaken(0.4);
  fast.pgv_cm_s = EventMedian{300};
  const DamResponseOptions options{.model = DisplacementModel::bray_macedo_2019, .magnitude = 7};
  EXPECT_GT(*named(event_damage(f, fast, {}, options).states, "displacement").probability, 1.1 * *named(event_damage(f, slow, {}, options).states, "displacement").probability);
}

TEST(EventDamage, OfAFragilityCurveGivesItsReleaseToTheJointDraws) {
  Facility f;
  f.dam_type = DamType::upstream;
  DamRules rules;
  rules.fragility = {{.id = "upstream", .measure = DemandMeasure::pga_g, .states = {{"cracks", 0.1, 0.5}, {"release", 0.3, 0.5}}, .source = "report"}};
  const EventShaking shaking = shaken(0.2);
  const EventDamage damage = event_damage(f, shaking, rules, {.magnitude = 7});
  EXPECT_EQ(named(damage.states, "release").basis, "fragility curve");
  EXPECT_EQ(damage.release->mean(*shaking.ln_median_g, shaking.sigma()), *named(damage.states, "release").probability);
  EXPECT_FALSE(damage.partly);
}

TEST(EventDamage, OfUnknownShakingIsUnknown) {
  const EventDamage damage = event_damage(dam("a", 20), {}, {}, {.magnitude = 7});
  EXPECT_FALSE(damage.release);
  for (const DamageState& s : damage.states) EXPECT_FALSE(s.probability) << s.mechanism;
}

}  // namespace
}  // namespace tmfgeo
