// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/overtopping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

namespace tmfgeo {
namespace {

Pond known_pond() {
  return {.area_m2 = 100000, .freeboard_m = 1.5, .catchment_m2 = 400000, .runoff_fraction = 0.5, .diversion_m3 = 0,
          .wind_m_s = 0, .fetch_m = 0, .face_slope = 0.4};
}

const std::vector<StormRain> kStorms{{10, 0.06}, {100, 0.10}, {1000, 0.14}};

// Worked from the formulas apart from this code.
TEST(Waves, HaveTheValuesWorkedByHand) {
  const Waves waves = waves_of_wind(20, 1000);
  EXPECT_NEAR(waves.height_m, 0.45696705, 1e-8);
  EXPECT_NEAR(waves.period_s, 1.89993264, 1e-8);
  EXPECT_NEAR(waves.length_m, 5.63400485, 1e-8);
  EXPECT_NEAR(wave_run_up_m(waves, 0.25), 0.45696705 * 1.6 * 0.25 / std::sqrt(0.45696705 / 5.63400485), 1e-7);
}

TEST(Waves, GrowWithWindAndFetchUpToTheGrownSeaAndRunUpIsCapped) {
  EXPECT_EQ(waves_of_wind(0, 1000).height_m, 0);
  EXPECT_EQ(waves_of_wind(20, 0).height_m, 0);
  EXPECT_EQ(wave_run_up_m(waves_of_wind(0, 0), 0.3), 0);
  EXPECT_GT(waves_of_wind(25, 1000).height_m, waves_of_wind(20, 1000).height_m);
  EXPECT_GT(waves_of_wind(20, 2000).height_m, waves_of_wind(20, 1000).height_m);
  EXPECT_EQ(waves_of_wind(20, 1e9).height_m, waves_of_wind(20, 1e10).height_m);
  const Waves waves = waves_of_wind(20, 1000);
  EXPECT_DOUBLE_EQ(wave_run_up_m(waves, 5), 3.2 * waves.height_m);
}

TEST(Overtopping, FillsThePondWithItsOwnRainAndTheRunoff) {
  const auto storm = overtopping(known_pond(), 0.2);
  EXPECT_NEAR(*storm.rise_m, 0.2 * (1 + 0.5 * 4), 1e-12);
  EXPECT_NEAR(*storm.freeboard_left_m, 0.9, 1e-12);
  EXPECT_FALSE(*storm.overtops);
  EXPECT_EQ(storm.crest_flow_m2_s, 0);
  EXPECT_EQ(storm.origin, Origin::computed);
}

TEST(Overtopping, BeginsWhereSettlementAndRunUpHaveTakenTheFreeboard) {
  Pond pond = known_pond();
  EXPECT_FALSE(*overtopping(pond, 0.5).overtops);  // level with the crest
  const auto over = overtopping(pond, 0.5, 0.4);
  EXPECT_TRUE(*over.overtops);
  EXPECT_NEAR(over.crest_flow_m2_s, 1.7 * std::pow(0.4, 1.5), 1e-9);
  pond.wind_m_s = 20;
  pond.fetch_m = 1000;
  const auto waves = overtopping(pond, 0.3);
  EXPECT_TRUE(*waves.overtops);
  EXPECT_EQ(waves.crest_flow_m2_s, 0);
}

TEST(Overtopping, IsUnknownWithoutPondOrFreeboardAndSaysWhatItAssumes) {
  for (const int left_out : {0, 1, 2}) {
    Pond pond = known_pond();
    if (left_out == 0) pond.area_m2.reset();
    if (left_out == 1) pond.freeboard_m.reset();
    if (left_out == 2) pond.catchment_m2.reset();
    const auto answer = overtopping(pond, 0.2);
    EXPECT_EQ(answer.origin, Origin::unknown);
    EXPECT_FALSE(answer.overtops);
    EXPECT_FALSE(answer.note.empty());
    EXPECT_FALSE(overtopping_rain_m(pond, 0));
    EXPECT_EQ(overtopping_rate(pond, kStorms).origin, Origin::unknown);
  }
  Pond pond = known_pond();
  pond.area_m2 = 0;
  EXPECT_FALSE(overtopping(pond, 0.2).overtops);
  const auto assumed = overtopping({.area_m2 = 1e5, .freeboard_m = 1, .catchment_m2 = 1e5}, 0.1);
  EXPECT_EQ(assumed.origin, Origin::by_default);
  EXPECT_THAT(assumed.note, ::testing::HasSubstr("default runoff"));
  EXPECT_THAT(assumed.note, ::testing::HasSubstr("waves not counted"));
}

TEST(Overtopping, CountsWavesOfADefaultWindAndOfTheWidthOfThePond) {
  const Pond pond{.area_m2 = 1e5, .freeboard_m = 1.5, .catchment_m2 = 0, .runoff_fraction = 1, .diversion_m3 = 0, .face_slope = 0.25};
  const auto calm = overtopping_rate(pond, kStorms);
  EXPECT_FALSE(calm.run_up_m);
  EXPECT_NEAR(*calm.rain_m, 1.5, 1e-12);
  const auto windy = overtopping_rate(pond, kStorms, 0, {.wind_m_s = 20});
  const double width_m = std::sqrt(4e5 / 3.14159265358979);
  EXPECT_NEAR(*windy.run_up_m, wave_run_up_m(waves_of_wind(20, width_m), 0.25), 1e-9);
  EXPECT_NEAR(*windy.rain_m, 1.5 - *windy.run_up_m, 1e-9);
  EXPECT_THAT(windy.note, ::testing::HasSubstr("default wind of 20 m/s"));
  EXPECT_THAT(windy.note, ::testing::HasSubstr("round pond"));
  EXPECT_EQ(windy.origin, Origin::by_default);
  Pond known = pond;
  known.wind_m_s = 20;
  known.fetch_m = 800;
  const auto own = overtopping_rate(known, kStorms, 0, {.wind_m_s = 35});
  EXPECT_NEAR(*own.run_up_m, wave_run_up_m(waves_of_wind(20, 800), 0.25), 1e-12) << "the pond's own wind comes first";
  EXPECT_EQ(own.origin, Origin::computed);
  EXPECT_NEAR(*overtopping_rate(known, kStorms, 0.4).rain_m, *own.rain_m - 0.4, 1e-12) << "an earthquake took 0.4 m";
}

TEST(OvertoppingRain, IsTheRainThatJustOvertops) {
  Pond pond = known_pond();
  pond.diversion_m3 = 20000;
  for (const double settlement : {0.0, 0.5, 1.0}) {
    const double rain = *overtopping_rain_m(pond, settlement);
    EXPECT_FALSE(*overtopping(pond, rain - 1e-9, settlement).overtops);
    EXPECT_TRUE(*overtopping(pond, rain + 1e-9, settlement).overtops);
  }
  EXPECT_EQ(*overtopping_rain_m(pond, 2), 0);
}

TEST(OvertoppingRate, MeetsTheTableAndKeepsToItsSideBeyondIt) {
  Pond pond = known_pond();
  pond.freeboard_m = 0.30;  // begins at 0.10 m of rain
  EXPECT_NEAR(*overtopping_rate(pond, kStorms).per_year, -std::log1p(-0.01), 1e-9);
  pond.freeboard_m = 0.45;
  EXPECT_FALSE(overtopping_rate(pond, kStorms).per_year);
  EXPECT_NEAR(*overtopping_rate(pond, kStorms).at_most, -std::log1p(-0.001), 1e-12);
  pond.freeboard_m = 0.15;
  EXPECT_NEAR(*overtopping_rate(pond, kStorms).at_least, -std::log1p(-0.1), 1e-12);
  EXPECT_EQ(overtopping_rate(pond, {}).origin, Origin::unknown);
  pond.freeboard_m = 0.36;
  EXPECT_GT(*overtopping_rate(pond, kStorms, 0.05).per_year, *overtopping_rate(pond, kStorms).per_year);
}

TEST(OvertoppingRate, IsALowerEndWithoutWavesAndNeverAnUpperOne) {
  Pond pond = known_pond();
  pond.freeboard_m = 0.36;
  const double calm = *overtopping_rate(pond, kStorms).per_year;
  pond.wind_m_s.reset();
  const auto unknown_wind = overtopping_rate(pond, kStorms);
  EXPECT_FALSE(unknown_wind.per_year || unknown_wind.at_most);
  EXPECT_EQ(unknown_wind.at_least, calm);
  EXPECT_LE(*unknown_wind.at_least, *overtopping_rate(pond, kStorms, 0, {.wind_m_s = 25}).per_year);
  pond.freeboard_m = 0.45;  // beyond the table: waves may bring it back into it
  const auto beyond = overtopping_rate(pond, kStorms);
  EXPECT_FALSE(beyond.per_year || beyond.at_most || beyond.at_least);
  const auto shaken = overtopping_after_earthquakes(pond, kStorms, std::vector<SettlementRate>{{0.002, 0.1}}, 1);
  EXPECT_FALSE(shaken.per_year || shaken.at_most || shaken.at_least);
  EXPECT_THAT(shaken.note, ::testing::HasSubstr("waves not counted"));
}

TEST(OvertoppingRate, OfWaterAtTheCrestIsAtLeastThatOfTheMostFrequentStorm) {
  Pond pond = known_pond();
  pond.freeboard_m = 0;
  EXPECT_NEAR(*overtopping_rate(pond, kStorms).at_least, -std::log1p(-0.1), 1e-12);
}

TEST(OvertoppingAfterEarthquakes, MultipliesTheRatesWhereBothAreSmall) {
  Pond pond = known_pond();
  pond.freeboard_m = 0.40;
  const std::vector<SettlementRate> shaken{{0.002, 0.1}, {0.0, 5.0}};
  const double intact = *overtopping_rate(pond, kStorms).per_year;
  const double sunk = *overtopping_rate(pond, kStorms, 0.1).per_year;
  const auto rate = overtopping_after_earthquakes(pond, kStorms, shaken, 2);
  EXPECT_FALSE(rate.at_least);
  EXPECT_NEAR(*rate.per_year / (0.002 * (sunk - intact) * 2), 1, 0.02);
  const auto none = overtopping_after_earthquakes(pond, kStorms, std::vector<SettlementRate>{{0.01, 0.0}}, 2);
  EXPECT_EQ(*none.per_year, 0);
}

TEST(OvertoppingAfterEarthquakes, CarriesBounds) {
  const Pond pond = known_pond();  // intact: beyond the table
  const auto rate = overtopping_after_earthquakes(pond, kStorms, std::vector<SettlementRate>{{0.002, 1.2}}, 1);
  EXPECT_FALSE(rate.per_year);
  EXPECT_LT(*rate.at_least, *rate.at_most);
  EXPECT_LE(*rate.at_most, 0.002);
}

}  // namespace
}  // namespace tmfgeo
