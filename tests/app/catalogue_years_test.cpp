// SPDX-License-Identifier: Apache-2.0
// Which of the stated years of a catalogue count.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/run_tmfgeo.h"
#include "support/testdata.h"
#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo::test {
namespace {

using testing::HasSubstr;

// Six in 46 years.
const std::string kSix =
    "1970-01-02,4.1,0.3,10,5.0,Mw\n1979-01-02,4.9,0.1,10,5.4,Mw\n1990-01-02,4.3,0.0,10,4.7,Mw\n"
    "2001-01-02,4.6,0.4,10,4.9,Mw\n2010-01-02,4.0,0.1,10,6.0,Mw\n2016-01-02,5.0,0.2,10,5.1,Mw\n";

struct Taken {
  std::string data;
  Issues issues;
  std::string told() const { return issues.empty() ? "" : issues.front().message; }
};

class CatalogueYears : public testing::Test {
 protected:
  Taken taken(const std::string& rows, double since, double until, bool checked = false) {
    write_text(scratch_.file("quakes.csv"), "time,longitude,latitude,depth,mag,magType\n" + rows);
    CatalogueInput input;
    input.files = {scratch_.file("quakes.csv")};
    input.region = "world-active-shallow";
    input.completeness = {{4.5, since}};
    input.until_year = until;
    input.years_checked = checked;
    input.largest_magnitude = 7;
    EarthquakeSources sources;
    Taken all;
    add_catalogue_source(input, region_sets(std::nullopt), {{4.6, 0.1}}, sources, all.issues);
    all.data = sources.data.at(0);
    return all;
  }

 private:
  ScratchFolder scratch_;
};

TEST_F(CatalogueYears, StayWhereTheQuietIsNoWonder) {
  const Taken few = taken(kSix, 1950, 2020);
  EXPECT_TRUE(few.issues.empty()) << few.told();
  EXPECT_THAT(few.data, HasSubstr("6 earthquakes in 70 years"));
}

TEST_F(CatalogueYears, AreCutWhereMoreThanThreeWereToBeExpected) {
  const Taken before = taken(kSix, 1650, 2020);
  EXPECT_THAT(before.told(), HasSubstr("1970 was taken"));
  EXPECT_THAT(before.data, HasSubstr("6 earthquakes in 50 years"));
  const Taken after = taken(kSix, 1970, 2300);
  EXPECT_THAT(after.told(), HasSubstr("2017 was taken"));
  EXPECT_THAT(after.data, HasSubstr("6 earthquakes in 47 years"));
}

TEST_F(CatalogueYears, AreNotCoveredByEarthquakesOfAnotherContinent) {
  const Taken far = taken("1651-01-02,104,0.3,10,6.0,Mw\n" + kSix + "2299-01-02,104,0.3,10,6.0,Mw\n", 1650, 2300);
  EXPECT_THAT(far.data, HasSubstr("6 earthquakes in 47 years"));
}

TEST_F(CatalogueYears, StayWhereSomebodyHasLooked) {
  const Taken checked = taken(kSix, 1650, 2020, true);
  EXPECT_TRUE(checked.issues.empty()) << checked.told();
  EXPECT_THAT(checked.data, HasSubstr("6 earthquakes in 370 years"));
}

}  // namespace
}  // namespace tmfgeo::test
