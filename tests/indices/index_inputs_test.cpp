// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/index_inputs.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

bool unknown(const InputValue& value) { return std::holds_alternative<std::monostate>(value.value); }

TEST(IndexInputs, NameEveryInputAndInventNothing) {
  const InputValues inputs = index_inputs(Facility{}, Exposure{});
  EXPECT_EQ(inputs.size(), scheme_inputs().size());
  for (const auto& [name, value] : inputs) EXPECT_TRUE(unknown(value)) << name;
}

TEST(IndexInputs, CarryValuesAndSources) {
  Facility facility;
  facility.volume_m3 = 1e6;
  facility.whc = 3;
  facility.status = FacilityStatus::abandoned;
  facility.in_flood_zone_500 = false;
  facility.dam_type = DamType::upstream;
  facility.sources["volume_m3"] = "inventory 2010";
  facility.file = "tmf.csv";
  facility.record = "line 7";
  Exposure exposure;
  exposure.people = 0;
  exposure.stream_order = 5;
  const InputValues inputs = index_inputs(facility, exposure);
  EXPECT_EQ(std::get<double>(inputs.at("volume_m3").value), 1e6);
  EXPECT_EQ(inputs.at("volume_m3").source, "inventory 2010");
  EXPECT_EQ(std::get<double>(inputs.at("whc").value), 3);
  EXPECT_EQ(inputs.at("whc").source, "tmf.csv line 7");
  EXPECT_EQ(std::get<std::string>(inputs.at("status").value), "abandoned");
  EXPECT_EQ(std::get<std::string>(inputs.at("dam_type").value), "upstream");
  EXPECT_EQ(std::get<double>(inputs.at("in_flood_zone_500").value), 0) << "no is known, not missing";
  EXPECT_EQ(std::get<double>(inputs.at("people_on_path").value), 0) << "nobody is known, not missing";
  EXPECT_EQ(std::get<double>(inputs.at("stream_order").value), 5);
  EXPECT_FALSE(inputs.at("stream_order").source.empty());
  EXPECT_TRUE(unknown(inputs.at("discharge_m3_s")));
  EXPECT_TRUE(unknown(inputs.at("pga_475_g")));
}

TEST(IndexInputs, AreAsSureAsWhatTheMapsLentAndGivenWhereStated) {
  Facility facility;
  facility.pga_475_g = 0.2;
  facility.origins["pga_475_g"] = Origin::extrapolated;
  facility.in_flood_zone_500 = true;
  const InputValues inputs = index_inputs(facility, Exposure{});
  EXPECT_EQ(inputs.at("pga_475_g").origin, Origin::extrapolated);
  EXPECT_EQ(inputs.at("in_flood_zone_500").origin, Origin::given);
}

TEST(IndexInputs, OfOneFloodZoneSayWhatTheyMustOfTheOther) {
  const auto zones = [](std::optional<bool> frequent, std::optional<bool> rare) {
    Facility facility;
    facility.in_flood_zone_100 = frequent;
    facility.in_flood_zone_500 = rare;
    return index_inputs(facility, Exposure{});
  };
  const InputValues inside = zones(true, {});
  EXPECT_EQ(std::get<double>(inside.at("in_flood_zone_500").value), 1);
  EXPECT_EQ(inside.at("in_flood_zone_500").origin, Origin::computed);
  EXPECT_EQ(std::get<double>(zones({}, false).at("in_flood_zone_100").value), 0);
  EXPECT_TRUE(unknown(zones(false, {}).at("in_flood_zone_500")));
  EXPECT_TRUE(unknown(zones({}, true).at("in_flood_zone_100")));
}

TEST(IndexInputs, KnowEveryWordOfAFacility) {
  for (const auto status : {FacilityStatus::active, FacilityStatus::inactive, FacilityStatus::closed,
                            FacilityStatus::rehabilitated, FacilityStatus::abandoned, FacilityStatus::orphaned}) {
    Facility facility;
    facility.status = status;
    const InputValues inputs = index_inputs(facility, Exposure{});
    for (const SchemeInput& input : scheme_inputs()) {
      if (input.name != "status") continue;
      EXPECT_NE(std::find(input.words.begin(), input.words.end(), std::get<std::string>(inputs.at("status").value)), input.words.end());
    }
  }
}

/// Zones of a facilities file that contradict each other, and what stands before it.
struct Contradiction {
  Facility facility;
  InputValues overrides;
  Issues issues;

  Contradiction() {
    facility.id = "B";
    facility.file = "tmf.csv";
    facility.in_flood_zone_100 = true;
    facility.in_flood_zone_500 = false;
  }
  void override_with(const char* name, double value) { overrides[name] = {.value = value, .source = "survey", .origin = Origin::given}; }
  InputValues inputs() { return index_inputs(facility, Exposure{}, &overrides, &issues); }
};

TEST(IndexInputs, TakeNoRareFloodZoneWhereTheFrequentOneContradictsIt) {
  Contradiction both_stated;
  const InputValues inputs = both_stated.inputs();
  EXPECT_EQ(std::get<double>(inputs.at("in_flood_zone_100").value), 1);
  EXPECT_TRUE(unknown(inputs.at("in_flood_zone_500"))) << "neither is better founded";
  ASSERT_EQ(both_stated.issues.size(), 1U);
  EXPECT_EQ(both_stated.issues[0].code, "flood_zones_contradict");
  EXPECT_EQ(both_stated.issues[0].subject, "B");
}

TEST(IndexInputs, LetTheBetterFoundedOfTwoFloodZonesDecideBoth) {
  Contradiction inside;
  inside.override_with("in_flood_zone_100", 1);
  EXPECT_EQ(std::get<double>(inside.inputs().at("in_flood_zone_500").value), 1) << "the user's word is the last";
  EXPECT_EQ(inside.issues.size(), 1U);
  Contradiction outside;
  outside.override_with("in_flood_zone_500", 0);
  EXPECT_EQ(std::get<double>(outside.inputs().at("in_flood_zone_100").value), 0);
  Contradiction lent;
  lent.facility.origins["in_flood_zone_500"] = Origin::computed;
  EXPECT_EQ(std::get<double>(lent.inputs().at("in_flood_zone_500").value), 1) << "a depth map does not outweigh what is stated";
  Contradiction both;
  both.override_with("in_flood_zone_100", 1);
  both.override_with("in_flood_zone_500", 0);
  EXPECT_TRUE(unknown(both.inputs().at("in_flood_zone_500")));
  Contradiction none;
  none.facility.in_flood_zone_500 = true;
  none.inputs();
  EXPECT_TRUE(none.issues.empty());
}

}  // namespace
}  // namespace tmfgeo
