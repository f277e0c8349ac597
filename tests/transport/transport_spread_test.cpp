// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/transport_spread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

TransportSpread spreads_of(const std::string& text) {
  const test::ScratchFolder folder;
  const std::string path = folder.file("spreads_test.toml");
  std::ofstream(path) << text;
  return read_spreads(path);
}

TEST(Spreads, OfTheDataFileAreTheBuiltInOnes) {
  TransportSpread none{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const TransportSpread read = read_spreads(std::string(TMFGEO_SOURCE_DIR) + "/data/transport/spreads.toml", none);
  const TransportSpread built;
  for (const auto member : {&TransportSpread::velocity_sd_ln, &TransportSpread::reach_velocity_sd_ln, &TransportSpread::peak_sd_log10,
                            &TransportSpread::discharge_sd_log10, &TransportSpread::wave_sd_log10, &TransportSpread::roughness_sd_ln,
                            &TransportSpread::width_sd_ln, &TransportSpread::lake_residence_sd_ln, &TransportSpread::lake_mixing_sd_ln, &TransportSpread::sorption_sd_ln, &TransportSpread::tail_stretch}) {
    EXPECT_EQ(read.*member, built.*member);
  }
}

TEST(Spreads, OfAnOwnFileReplaceWhatTheyName) {
  const TransportSpread read =
      spreads_of("[lake_residence_sd_ln]\nvalue = 0.8\ntitle = \"lakes\"\nsource = \"tracer\"\nmark = \"confirmed\"\n");
  EXPECT_EQ(read.lake_residence_sd_ln, 0.8);
  EXPECT_EQ(read.velocity_sd_ln, TransportSpread{}.velocity_sd_ln);
}

TEST(Spreads, ThatCannotBeAreRefusedWithFileAndKey) {
  const std::string rest = "title = \"t\"\nsource = \"s\"\nmark = \"assumed\"\n";
  for (const std::string& text : {"[velocity_sd_ln]\nvalue = -0.1\n" + rest, "[velocity_sd_ln]\nvalue = 9\n" + rest, "[velocity_sd_ln]\nvalue = nan\n" + rest,
                                  "[tail_stretch]\nvalue = 0.5\n" + rest, "[velocity]\nvalue = 0.2\n" + rest, std::string("[velocity_sd_ln]\nvalue = 0.2\n"),
                                  "[velocity_sd_ln]\n" + rest, "[velocity_sd_ln]\nvalue = 0.2\nunit = \"ln\"\n" + rest}) {
    try {
      spreads_of(text);
      FAIL() << text;
    } catch (const Error& error) {
      EXPECT_THAT(std::string(error.what()), testing::HasSubstr("spreads_test.toml")) << text;
    }
  }
}

}  // namespace
}  // namespace tmfgeo
