// SPDX-License-Identifier: Apache-2.0
// Who lives where the tailings come to rest, from a table of towns to the layer of zones.
#include "cli/two_countries_run.h"

#include <algorithm>
#include <sstream>

#include "tmfgeo/geo/polygon_index.h"

namespace tmfgeo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using nlohmann::json;

class RunoutPeople : public TwoCountriesRun {
 protected:
  void SetUp() override {
    TwoCountriesRun::SetUp();
    project_ += "\n[transport]\nmin_town_population = 1\ntown_distance_m = 1000.0\n";
    const std::string before = "file = \"places.csv\"\ncrs = \"EPSG:32631\"";
    ASSERT_NE(project_.find(before), std::string::npos);
    project_.replace(project_.find(before), before.size(), "file = \"places.csv\"");
    towns({});
    result();
    read_zones();
  }

  struct Town {
    std::string name;
    std::string people;
    Point at;
  };
  void towns(const std::vector<Town>& towns) {
    std::ostringstream text;
    text.precision(17);
    text << "name,country,population,lon,lat\nfar away,XA,77,4.0,0.05\n";
    for (const Town& t : towns) text << t.name << ",XA," << t.people << "," << t.at.x << "," << t.at.y << "\n";
    write_text(file("places.csv"), text.str());
  }
  /// Facility A's zones, by falling exceedance.
  void read_zones() {
    zones_ = layer("runout_zones");
    ASSERT_GE(zones_.rows(), 3U);
    for (std::size_t row = 0; row < 3; ++row) {
      ASSERT_EQ(text(zones_, "facility_id", row), "A");
      outlines_.push_back(PolygonIndex({zones_.geometry[row]}));
    }
    ASSERT_GT(*number(zones_, "exceedance", 0), *number(zones_, "exceedance", 2));
  }
  bool in(std::size_t zone, Point p) const { return !outlines_[zone].containing(p).empty(); }
  /// A point well inside one zone and outside the next smaller one.
  Point inside(std::size_t zone) const {
    const Box box = zones_.geometry[zone].box();
    constexpr int kSteps = 200;
    for (int y = 0; y <= kSteps; ++y) {
      for (int x = 0; x <= kSteps; ++x) {
        const Point p{box.min_x + x * (box.max_x - box.min_x) / kSteps, box.min_y + y * (box.max_y - box.min_y) / kSteps};
        if (in(zone, p) && (zone == 0 || !in(zone - 1, p))) return p;
      }
    }
    ADD_FAILURE() << "no point in zone " << zone;
    return {};
  }
  static json zone(const json& result, std::size_t i) { return result["transport"]["facilities"][0]["runout_zones"][i]; }

  FeatureTable zones_;
  std::vector<PolygonIndex> outlines_;
};

TEST_F(RunoutPeople, ATownCountsInEveryZoneThatHoldsIt) {
  towns({{"Near", "1000", inside(0)}, {"Middle", "200", inside(1)}, {"Rare", "30", inside(2)}});
  const json r = result();
  const FeatureTable zones = layer("runout_zones");
  const double people[]{1000, 1200, 1230};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(zone(r, i)["people"], people[i]) << i;
    EXPECT_EQ(zone(r, i)["places"], i + 1) << i;
    EXPECT_EQ(number(zones, "people_inside", i), people[i]) << i;
    EXPECT_EQ(number(zones, "places_inside", i), static_cast<double>(i + 1)) << i;
    EXPECT_EQ(number(zones, "area_km2", i), number(zones_, "area_km2", i)) << "towns do not move the deposit";
    EXPECT_THAT(text(zones, "receptors_inside", i), HasSubstr("town:Near")) << "the same town as a receptor, by its own point";
  }
  EXPECT_THAT(text(zones, "receptors_inside", 0), Not(HasSubstr("town:Rare")));
  EXPECT_THAT(text(zones, "receptors_inside", 2), HasSubstr("town:Rare"));
}

TEST_F(RunoutPeople, ATownOnTheEdgeCounts) {
  const auto& edge = zones_.geometry[2].points;
  const auto found = std::find_if(edge.begin(), edge.end(), [&](Point p) { return !in(1, p); });
  ASSERT_NE(found, edge.end());
  const Point corner = *found;
  towns({{"Edge", "9", corner}});
  const json r = result();
  EXPECT_EQ(zone(r, 2)["people"], 9);
  EXPECT_EQ(zone(r, 2)["places"], 1);
  EXPECT_EQ(zone(r, 1)["people"], 0) << "towns are known, and none is in it";
}

TEST_F(RunoutPeople, ATownOfUnknownPopulationMakesThePeopleUnknown) {
  towns({{"Near", "1000", inside(0)}, {"Silent", "", inside(1)}});
  const json r = result();
  EXPECT_EQ(zone(r, 0)["people"], 1000);
  EXPECT_TRUE(zone(r, 1)["people"].is_null());
  EXPECT_EQ(zone(r, 1)["places"], 2);
}

TEST_F(RunoutPeople, WithoutATableOfTownsNothingIsKnown) {
  const auto at = project_.find("\n[places]");
  project_.erase(at, project_.find("\n[", at + 1) - at);
  const json r = result();
  const FeatureTable zones = layer("runout_zones");
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(zone(r, i)["people"].is_null());
    EXPECT_TRUE(zone(r, i)["places"].is_null()) << "unknown is not zero";
    EXPECT_FALSE(number(zones, "people_inside", i));
    EXPECT_FALSE(number(zones, "places_inside", i));
  }
}

}  // namespace
}  // namespace tmfgeo::test
