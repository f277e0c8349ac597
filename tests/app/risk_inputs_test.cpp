// SPDX-License-Identifier: Apache-2.0
// What a crossing's risk is made of, on a route of 23 km from A in the west to B in the east.
#include <gtest/gtest.h>

#include "support/square_countries.h"
#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/index_run.h"

namespace tmfgeo {
namespace {

constexpr double kShared_m = 5000;   ///< from here the river is the border
constexpr double kInterior_m = 10000;
constexpr double kEnd_m = 18000;

Threshold limit(const std::string& id, const std::string& substance, const std::string& kind, double value_ug_l) {
  Threshold t;
  t.id = id;
  t.substance = substance;
  t.kind = kind;
  t.value_ug_l = value_ug_l;
  return t;
}

SubstanceArrival peak(const std::string& substance, double ug_l) {
  SubstanceArrival s;
  s.substance = substance;
  s.peak_ug_l = {ug_l / 2, ug_l, 2 * ug_l};
  s.load_kg = {1, 2, 3};
  return s;
}

/// A dam in A whose water meets B twice, with villages of 100 people on the border river and of 20 in B.
class RiskInputs : public testing::Test {
 protected:
  RiskInputs() {
    Polyline line;
    for (int i = 0; i <= 29; ++i) line.push_back({20.0 + 0.01 * i, 45.05});
    FacilityResult r;
    r.facility.id = "dam";
    r.facility.country = "A";
    r.route = test::route_along(line);
    r.border.legs = {{"A", "", 0, kShared_m, 0}, {"B", "A", kShared_m, kInterior_m, 0}, {"B", "", kInterior_m, r.route.length_m(), 0}};
    r.border.crossings = {cross("A", "B", CrossingKind::border_river, kShared_m), cross("A", "B", CrossingKind::enters, kInterior_m)};
    places_.places = {{"on the border", between(r.route, 7500), 100}, {"inside", between(r.route, 15000), 20}};
    index_.emplace(places_);
    corridor_.places = &*index_;
    a_.results.push_back(std::move(r));
    a_.transport.emplace();
    a_.transport->flows = {Flow::mean};
    a_.transport->library.thresholds = {limit("x-fish", "x", "aquatic_acute", 1), limit("x-who", "x", "drinking", 70), limit("x-eu", "x", "drinking", 50),
                                        limit("y-eu", "y", "drinking", 10)};
    TransportSite site;
    add(site, ReceptorKind::border, "A>B", kShared_m);
    add(site, ReceptorKind::border, "A>B#2", kInterior_m);
    add(site, ReceptorKind::sea, "sea", kEnd_m);
    for (std::size_t i = 0; i < 3; ++i) {
      Arrival arrival;
      arrival.receptor = i;
      arrival.first_s = {3600, 7200, 10800};
      arrival.substances = {peak("x", 5000)};
      site.arrivals.push_back(arrival);
    }
    a_.transport->sites.push_back(std::move(site));
    causes_.all = {1e-4, 1e-3, 1e-2};
  }

  static BorderCrossing cross(const std::string& from, const std::string& to, CrossingKind kind, double at_m) {
    BorderCrossing c;
    c.from = from;
    c.to = to;
    c.kind = kind;
    c.distance_m = at_m;
    return c;
  }
  static Point between(const Route& route, double at_m) {
    return {20.0 + 0.29 * at_m / route.length_m(), 45.051};
  }
  static void add(TransportSite& site, ReceptorKind kind, const std::string& id, double at_m) {
    Receptor receptor;
    receptor.station.kind = kind;
    receptor.station.id = id;
    receptor.distance_m = at_m;
    site.receptors.push_back(std::move(receptor));
  }
  std::vector<SubstanceArrival>& substances(std::size_t receptor) { return a_.transport->sites[0].arrivals[receptor].substances; }
  CrossingRisk risk_at(std::size_t crossing) {
    CrossingBasis basis;
    basis.crossing = crossing;
    const CrossingRisk risk = crossing_risk(a_, corridor_, causes_, basis);
    basis_ = basis;
    return risk;
  }

  Assessment a_;
  Places places_;
  std::optional<PlaceIndex> index_;
  CorridorData corridor_;
  ReleaseCauses causes_;
  CrossingBasis basis_;
};

TEST_F(RiskInputs, CountPeopleOfABorderRiverAndOfTheInteriorOnceEach) {
  ASSERT_TRUE(risk_at(0).people);
  EXPECT_EQ(risk_at(0).people->p50, 100) << "up to where the route enters B itself";
  EXPECT_EQ(risk_at(1).people->p50, 20);
}

TEST_F(RiskInputs, CountThePeopleBeyondTwoCrossingsAtOnePlaceForBoth) {
  auto& crossings = a_.results[0].border.crossings;
  crossings[0] = cross("A", "C", CrossingKind::enters, kInterior_m);
  crossings.push_back(cross("C", "B", CrossingKind::enters, kInterior_m));
  auto& receptors = a_.transport->sites[0].receptors;
  receptors[0].station.id = "A>C";
  receptors[0].distance_m = kInterior_m;
  receptors[1].station.id = "A>B";
  EXPECT_EQ(risk_at(0).people->p50, 0) << "C is touched in one point";
  EXPECT_EQ(risk_at(1).people->p50, 20) << "a second way into B at the same place does not end it";
}

TEST_F(RiskInputs, EndWhereTheLargestRatioFallsBelowOne) {
  substances(2) = {peak("x", 50.0 * 50 / 5000)};
  const double until_km = (risk_at(1), basis_.exposed_until_km);
  EXPECT_NEAR(until_km, (kInterior_m + (kEnd_m - kInterior_m) / 2) / 1000, 0.001) << "100 at the crossing, 0.01 at the end: 1 in the middle of the logarithms";
  EXPECT_EQ(risk_at(1).people->p50, 0) << "the village stands beyond";
}

TEST_F(RiskInputs, LeavePeopleUnknownWhereTheRouteIsLostWhileTheWaterIsAboveTheLimit) {
  a_.results[0].route.end = RouteEnd::network_end;
  const CrossingRisk lost = risk_at(1);
  EXPECT_FALSE(lost.people);
  EXPECT_EQ(lost.people_at_least, 20);
  EXPECT_TRUE(risk_at(0).people) << "the border river ends where B is entered";
  substances(2) = {peak("x", 0.0001)};
  EXPECT_TRUE(risk_at(1).people) << "clean before the end";
}

TEST_F(RiskInputs, HoldEachSubstanceAgainstItsOwnLimit) {
  for (std::size_t i = 0; i < 3; ++i) substances(i) = {peak("x", 60), peak("y", 30), peak("no limit", 1e9)};
  const CrossingRisk risk = risk_at(1);
  EXPECT_EQ(basis_.substance, "y");
  EXPECT_EQ(basis_.threshold, "y-eu");
  EXPECT_DOUBLE_EQ(risk.exceedance_ratio->p50, 3) << "60 over the lowest drinking limit of x is 1.2 only";
  substances(1) = {peak("x", 60)};
  EXPECT_DOUBLE_EQ(risk_at(1).exceedance_ratio->p50, 1.2) << "not the 70 that comes first, nor the 1 for fish";
}

TEST_F(RiskInputs, NameTheSubstanceThatTheAnswersName) {
  auto& library = a_.transport->library;
  library.thresholds.push_back(limit("solids-fish", "solids", "aquatic_chronic", 25));
  library.thresholds.push_back(limit("zinc-alarm", "zinc", "alarm", 500));
  const auto with_limits = [&](const std::string& substance, double ug_l) {
    SubstanceArrival s = peak(substance, ug_l);
    for (std::size_t t = 0; t < library.thresholds.size(); ++t) {
      if (library.thresholds[t].substance == substance) s.thresholds.push_back({t, 1, {}});
    }
    return s;
  };
  for (const bool drinking : {true, false}) {
    auto& own = substances(1);
    own = {with_limits("solids", 1e6), with_limits("zinc", 600)};
    if (drinking) own.push_back(with_limits("x", 60));
    const CrossingRisk risk = risk_at(1);
    EXPECT_EQ(basis_.substance, drinking ? "x" : "zinc") << "40 000 times what fish should live in tells less";
    EXPECT_DOUBLE_EQ(risk.exceedance_ratio->p50, 1.2);
    const SubstanceArrival* told = telling_substance(a_.transport->sites[0].arrivals[1], library);
    EXPECT_EQ(told->substance, basis_.substance);
    EXPECT_EQ(library.thresholds[telling_threshold(*told, library)->threshold].id, basis_.threshold);
  }
}

TEST_F(RiskInputs, CountPeopleWhileAnySubstanceIsAboveItsLimit) {
  substances(1) = {peak("x", 5000), peak("y", 900)};
  substances(2) = {peak("x", 0.001), peak("y", 100)};
  EXPECT_EQ(risk_at(1).people->p50, 20) << "x, the largest at the crossing, is gone; y is not";
}

TEST_F(RiskInputs, TakeTheTimeOfTheWaterThatComesFirst) {
  EXPECT_EQ(risk_at(1).arrival_h->p50, 2) << "the plume's, with no wave";
  Arrival& arrival = a_.transport->sites[0].arrivals[1];
  arrival.discharge_m3_s = 10;
  arrival.wave.first_s = {1800, 5400, 9000};
  arrival.wave.peak_m3_s = {5, 11, 20};
  const auto& hours = risk_at(1).arrival_h;
  EXPECT_EQ(hours->p50, 1.5) << "the median wave of 11 m3/s more than doubles 10";
  EXPECT_EQ(hours->p90, 3) << "the lowest does not";
  EXPECT_LE(hours->p10, 1);
}

TEST_F(RiskInputs, NameTheCausesThatWereNotJudged) {
  causes_.background.missing = {"status"};
  causes_.background.origin = Origin::by_default;
  causes_.not_judged = {"flood_per_year"};
  causes_.at_least = true;
  const CrossingRisk risk = risk_at(1);
  EXPECT_EQ(risk.release_gaps, (std::vector<std::string>{"status", "flood_per_year"}));
  EXPECT_TRUE(risk.release_by_default);
  EXPECT_TRUE(risk.release_at_least);
}

}  // namespace
}  // namespace tmfgeo
