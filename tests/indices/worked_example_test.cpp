// SPDX-License-Identifier: Apache-2.0
// The example of docs/methods/tbri.md, computed by hand there.
#include <gtest/gtest.h>

#include <cmath>

#include "tmfgeo/indices/release_rate.h"
#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {
namespace {

Band exactly(double v) { return {v, v, v}; }

TEST(WorkedExample, OfTheTransboundaryPageIsWhatTheProgramComputes) {
  const ReleaseRateTable rates = read_release_rates(TMFGEO_SOURCE_DIR "/data/indices/release-rates.toml");
  Facility dam;
  dam.factor_of_safety = 1.25;
  dam.status = FacilityStatus::active;
  const double background = background_rate(rates, dam).per_year.p50;
  EXPECT_NEAR(background, 0.0070711, 5e-8);
  const double p = any_cause({exactly(background), exactly(0.001)}).p50;
  EXPECT_NEAR(p, 0.0080640, 5e-8);

  CrossingRisk a;
  a.facility = "A";
  a.crossing = "RO>HU";
  a.origin = "RO";
  a.affected = "HU";
  a.river = "Szamos";
  a.basin = "29.70 45.15";
  a.release_per_year = exactly(p);
  a.exceedance_ratio = exactly(180.0 / 50);
  a.people = exactly(12000);
  a.arrival_h = exactly(31);
  a.load_kg = exactly(900);
  CrossingRisk b = a;
  b.facility = "B";
  b.release_per_year = exactly(0.01);
  b.exceedance_ratio = exactly(75.0 / 50);
  b.people = exactly(800);
  b.arrival_h = exactly(20);
  b.load_kg = exactly(200);

  const TransboundaryRisk risk = transboundary_risk(std::vector{a, b}, {.draws = 100, .warning_h = 48});
  const double expected[2][4] = {{-2.0934, 0.6628, 4.0792, 0.1899}, {-2, 0.3979, 2.9036, 0.3802}};
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t t = 0; t < 4; ++t) EXPECT_NEAR(*risk.crossings[i].terms[t], expected[i][t], 5e-5) << i << " " << t;
  }
  EXPECT_NEAR(risk.crossings[0].tbri->p50, 2.8384, 5e-5);
  EXPECT_NEAR(risk.crossings[1].tbri->p50, 1.6818, 5e-5);
  EXPECT_NEAR(*risk.crossings[0].load_kg_per_year, 3.7856, 5e-5);
  EXPECT_NEAR(*risk.crossings[1].load_kg_per_year, 0.2222, 5e-5);
  for (const auto* groups : {&risk.rivers, &risk.basins, &risk.country_pairs}) {
    ASSERT_EQ(groups->size(), 1U);
    EXPECT_NEAR(groups->front().tbri->p50, 2.8677, 5e-5);
    EXPECT_NEAR(*groups->front().expected_load_kg_per_year, 4.0078, 5e-5);
  }
}

}  // namespace
}  // namespace tmfgeo
