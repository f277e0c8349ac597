// SPDX-License-Identifier: Apache-2.0
// Columns of the layers of risk and exposure that put into words what is not known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tmfgeo/app/index_run.h"
#include "tmfgeo/output/layer_rows.h"

namespace tmfgeo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text(const FeatureTable& table, const std::string& column) { return table.text(table.find(column).value(), 0).value_or(""); }

/// One facility with one crossing.
Assessment one_crossing(const Facility& facility) {
  Assessment a;
  a.scheme = std::make_shared<const Scheme>(read_scheme(TMFGEO_SOURCE_DIR "/data/schemes/tmfgeo-1.toml"));
  FacilityResult r;
  r.facility = facility;
  r.border.crossings.emplace_back();
  a.results.push_back(r);
  IndexResults& x = a.index_results.emplace();
  const ReleaseRateTable rates = read_release_rates(TMFGEO_SOURCE_DIR "/data/indices/release-rates.toml");
  x.rates_id = rates.id;
  x.causes.push_back(release_causes(rates, facility, nullptr));
  x.basis = {{0, 0, {}, {}, {}, 0}};
  x.crossings.emplace_back();
  x.risk.crossings.emplace_back();
  x.exposure.emplace_back();
  return a;
}

TEST(TransboundaryLayer, SaysInBothLanguagesWhereTheBackgroundRateComesFrom) {
  Facility facility;
  facility.id = "A";
  const FeatureTable both = transboundary_layer(one_crossing(facility));
  EXPECT_THAT(text(both, "background_source"), AllOf(HasSubstr("as the factor of safety of the dam and the status of the facility are not known: "), Not(HasSubstr("_"))));
  EXPECT_THAT(text(both, "background_source_ru"), AllOf(HasSubstr("неизвестно: коэффициент устойчивости дамбы, состояние объекта; источник: "), Not(HasSubstr("_"))));
  facility.status = FacilityStatus::active;
  EXPECT_THAT(text(transboundary_layer(one_crossing(facility)), "background_source"), HasSubstr("as the factor of safety of the dam is not known: "));
  facility.factor_of_safety = 1.25;
  const FeatureTable known = transboundary_layer(one_crossing(facility));
  EXPECT_THAT(text(known, "background_source"), HasSubstr("factor of safety 1.25"));
  EXPECT_THAT(text(known, "background_source_ru"), HasSubstr("коэффициент устойчивости 1,25, состояние объекта: действующее"));
}

TEST(TransboundaryLayer, NamesWhatSomebodyCanFindOut) {
  Facility facility;
  facility.id = "A";
  Assessment a = one_crossing(facility);
  a.index_results->risk.crossings[0].missing = {"exceedance_ratio", "people", "factor_of_safety"};
  const FeatureTable t = transboundary_layer(a);
  EXPECT_EQ(text(t, "missing_inputs"), "volume_m3, factor_of_safety");
  EXPECT_EQ(text(t, "missing_inputs_words"), "volume of the tailings; factor of safety of the dam");
  EXPECT_EQ(text(t, "missing_inputs_ru"), "объём хвостов; коэффициент устойчивости дамбы");
}

TEST(ExposureLayer, NamesTheCountsThatMayBeMore) {
  Assessment a = one_crossing({});
  CountryExposure e;
  e.country = "XB";
  a.index_results->exposure[0] = {e};
  EXPECT_EQ(text(exposure_layer(a), "counts_at_least"), "");
  a.index_results->exposure[0][0].counts_at_least = {"people", "intakes"};
  const FeatureTable t = exposure_layer(a);
  EXPECT_EQ(text(t, "counts_at_least"), "people, intakes");
  EXPECT_EQ(text(t, "counts_at_least_words"), "people; water intakes");
  EXPECT_EQ(text(t, "counts_at_least_ru"), "люди; водозаборы");
}

TEST(WhatIfLayer, SaysWhatIsSureOfARiskThatIsNotKnown) {
  Facility facility;
  facility.id = "A";
  Assessment a = one_crossing(facility);
  a.what_if.emplace_back();
  WhatIfGroup group;
  group.kind = "facility";
  group.id = "A";
  group.before.at_least = 2.5;
  group.after.at_least = 1.5;
  a.what_if_groups = {group};
  const FeatureTable t = what_if_layer(a);
  EXPECT_FALSE(t.number(*t.find("tbri_before"), 0));
  EXPECT_EQ(t.number(t.find("tbri_at_least_before").value(), 0), 2.5);
  EXPECT_EQ(t.number(t.find("tbri_at_least_after").value(), 0), 1.5);
  a.what_if_groups[0].kind = "river";
  EXPECT_FALSE(what_if_layer(a).number(*t.find("tbri_at_least_before"), 0)) << "a river of the same name is not the facility";
}

}  // namespace
}  // namespace tmfgeo
