// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/intensity.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

TEST(IntensityMeasure, ReadsWhatItWrites) {
  for (const IntensityMeasure& measure : {kPga, kPgv, spectral_acceleration(0.3), spectral_acceleration(10)}) {
    EXPECT_EQ(parse_intensity_measure(to_text(measure)), measure) << to_text(measure);
  }
  EXPECT_EQ(to_text(spectral_acceleration(0.3)), "SA(0.3)");
  EXPECT_EQ(unit_of(kPgv), "cm/s");
  EXPECT_EQ(unit_of(spectral_acceleration(1)), "g");
}

TEST(IntensityMeasure, RefusesOtherWords) {
  for (const char* text : {"", "PGD", "SA", "SA()", "SA(0)", "SA(-1)", "SA(1", "SA(x)", "SA(nan)", "SA(1e999)"}) {
    EXPECT_FALSE(parse_intensity_measure(text)) << text;
  }
}

// Given for 0.1 g and 0.3 g in the text of the relation.
TEST(IntensityFromPga, AgreesWithGivenValues) {
  EXPECT_NEAR(intensity_from_pga(0.1).value, 5.769, 1e-3);
  EXPECT_NEAR(intensity_from_pga(0.3).value, 7.534, 1e-3);
  EXPECT_EQ(intensity_from_pga(1e-9).value, 1);
  EXPECT_EQ(intensity_from_pga(50).value, 10);
}

TEST(IntensityFromPgv, GrowsAcrossItsBend) {
  // log10 of 1, 3.3 and 10 cm/s: 3.78; 3.78 + 1.47·0.5185; 2.89 + 3.16.
  EXPECT_NEAR(intensity_from_pgv(1).value, 3.78, 1e-12);
  EXPECT_NEAR(intensity_from_pgv(3.3).value, 4.5422, 1e-4);
  EXPECT_NEAR(intensity_from_pgv(10).value, 6.05, 1e-12);
}

TEST(IntensityBindi11, AtTheEpicentreHangsOnMagnitudeAlone) {
  EXPECT_NEAR(intensity_bindi11(6.5, 0, 15).value, 0.898 * 6.5 + 1.215, 1e-12);
  EXPECT_NEAR(intensity_bindi11_fixed_depth(6.5, 0).value, 1.049 * 6.5 + 0.686, 1e-12);
  EXPECT_LT(intensity_bindi11(6.5, 100, 15).value, intensity_bindi11(6.5, 50, 15).value);
  // 20 km away, 15 km deep: slant 25; 7.052 - 1.809·log10(25/15) - 0.003447·10 = 6.616206.
  EXPECT_NEAR(intensity_bindi11(6.5, 20, 15).value, 6.616206, 1e-6);
}

}  // namespace
}  // namespace tmfgeo
