// SPDX-License-Identifier: Apache-2.0
// A dam 300 m from the border, and a town of the neighbour in its corridor: with and without the town's location.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

class EdgeOfACountry : public TwoCountriesRun {
 protected:
  void SetUp() override {
    TwoCountriesRun::SetUp();
    end_in_the_sea();
    write_text(file("facilities.csv"), file_text(file("facilities.csv")) + "E,Edge dam,,XB,682300,12900,illustrative,gold,i,1000000,i,20,,2,i,active,i,1.5,i,earthfill,i,0.05,i,no,,\n");
    places_ = file_text(file("places.csv"));
  }
  /// Rows of the layers for dam E, once Edgetown stands in the file with this end of its line.
  void run_with(const std::string& edgetown) {
    write_text(file("places.csv"), places_ + edgetown);
    result();
    indices_ = layer("indices");
    exposure_ = layer("exposure");
    e_ = row_of(indices_, "E");
  }
  /// The row of a country along E's route; absent: there is none.
  std::optional<std::size_t> row_in(const std::string& country) const {
    for (std::size_t i = 0; i < exposure_.rows(); ++i) {
      if (text(exposure_, "facility_id", i) == "E" && text(exposure_, "country", i) == country) return i;
    }
    return std::nullopt;
  }
  std::string places_;
  FeatureTable indices_;
  FeatureTable exposure_;
  std::size_t e_ = 0;
};

TEST_F(EdgeOfACountry, KeepsTheTrueIndexWithinTheBoundsWhereATownCannotBePlaced) {
  run_with("Edgetown,,XA,5000,681800,13000\n");
  const auto row = row_in("XA");
  ASSERT_TRUE(row) << "whose town is in the corridor";
  EXPECT_EQ(number(exposure_, "people", *row), 5000);
  EXPECT_EQ(text(exposure_, "beside", *row), "true");
  const auto true_low = number(indices_, "tri_low", e_);
  const auto true_high = number(indices_, "tri_high", e_);
  run_with("Edgetown,,XA,5000,,\n");
  ASSERT_TRUE(row_in("XA"));
  EXPECT_FALSE(number(exposure_, "people", *row_in("XA"))) << "not known is not nobody";
  EXPECT_LT(number(indices_, "tri_low", e_), true_low);
  EXPECT_GE(number(indices_, "tri_high", e_), true_high);
  EXPECT_THAT(text(indices_, "find_out", e_), testing::HasSubstr("people_on_path"));
}

}  // namespace
}  // namespace tmfgeo::test
