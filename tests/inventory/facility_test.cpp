// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/facility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using test::layer;
using test::sheet;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> codes(const FacilityInventory& inventory, const std::string& subject = {}) {
  std::vector<std::string> found;
  for (const Issue& issue : inventory.issues) {
    if (subject.empty() || issue.subject == subject) found.push_back(issue.code);
  }
  return found;
}

const Issue* issue_of(const FacilityInventory& inventory, const std::string& code) {
  for (const Issue& issue : inventory.issues) {
    if (issue.code == code) return &issue;
  }
  return nullptr;
}

std::string refusal(const FeatureTable& table) {
  try {
    read_facilities(table);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.path(), table.source);
    return error.what();
  }
  return "accepted";
}

TEST(ReadFacilities, TakesEveryAttribute) {
  const auto read = read_facilities(sheet(
      {"id", "name", "name_ru", "country", "lon", "lat", "location_quality", "commodity", "volume_m3", "dam_height_m", "whc", "status",
       "factor_of_safety", "dam_type", "pga_475_g", "in_flood_zone_500", "upstream_area_km2", "remarks"},
      {{"a-1", "Upper", "Верхнее", "KG", "74.5", "42.5", "dam", "gold", "1200000", "35.5", "3", "closed", "1.3", "upstream", "0.25",
        "yes", "12", "old"}}));
  ASSERT_THAT(read.facilities, SizeIs(1));
  EXPECT_THAT(read.issues, IsEmpty());
  const Facility& f = read.facilities[0];
  EXPECT_EQ(f.id, "a-1");
  EXPECT_EQ(f.name_ru, "Верхнее");
  EXPECT_EQ(f.country, "KG");
  EXPECT_EQ(f.location, (Point{74.5, 42.5}));
  EXPECT_EQ(f.location_quality, LocationQuality::dam);
  EXPECT_EQ(f.volume_m3, 1200000);
  EXPECT_EQ(f.dam_height_m, 35.5);
  EXPECT_EQ(f.whc, 3);
  EXPECT_EQ(f.status, FacilityStatus::closed);
  EXPECT_EQ(f.factor_of_safety, 1.3);
  EXPECT_EQ(f.dam_type, DamType::upstream);
  EXPECT_EQ(f.pga_475_g, 0.25);
  EXPECT_EQ(f.in_flood_zone_500, true);
  EXPECT_EQ(f.upstream_area_km2, 12);
  EXPECT_EQ(f.remarks, "old");
  EXPECT_EQ(f.file, "sheet.csv");
  EXPECT_EQ(f.record, "line 2");
}

TEST(ReadFacilities, LeavesWhatIsMissingAbsent) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "volume_m3", "whc", "status", "dam_type", "in_flood_zone_500"},
                                          {{"a", "74", "42", "", "", "unknown", "", ""}}));
  const Facility& f = read.facilities.at(0);
  EXPECT_FALSE(f.volume_m3 || f.whc || f.status || f.dam_type || f.in_flood_zone_500 || f.dam_height_m);
  EXPECT_EQ(f.location_quality, LocationQuality::unknown);
  EXPECT_THAT(codes(read), ElementsAre("value_missing"));
}

TEST(ReadFacilities, ReadsRussianHeadersAndWords) {
  const auto read = read_facilities(sheet({"Номер", "НАЗВАНИЕ", "Страна", "Долгота", "Широта", "Объём", "Высота_дамбы_м", "Состояние",
                                           "Класс_опасности_для_воды", "В_зоне_затопления", "Качество_координат"},
                                          {{"7", "Кызыл-Суу", "KG", "74,49", "42,64", "1 200 000", "12,5", "Заброшено", "2", "да", "dam"}}));
  ASSERT_THAT(read.facilities, SizeIs(1));
  EXPECT_THAT(read.issues, IsEmpty());
  const Facility& f = read.facilities[0];
  EXPECT_EQ(f.id, "7");
  EXPECT_EQ(f.name, "Кызыл-Суу");
  EXPECT_EQ(f.location, (Point{74.49, 42.64}));
  EXPECT_EQ(f.volume_m3, 1200000);
  EXPECT_EQ(f.dam_height_m, 12.5);
  EXPECT_EQ(f.status, FacilityStatus::abandoned);
  EXPECT_EQ(f.whc, 2);
  EXPECT_EQ(f.in_flood_zone_500, true);
}

TEST(ReadFacilities, ReadsDegreesWithThreeDecimalsAfterAComma) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "volume_m3"}, {{"a", "74,490", "42,640", "5"}}));
  ASSERT_THAT(read.facilities, SizeIs(1)) << "no degree has thousands";
  EXPECT_EQ(read.facilities[0].location, (Point{74.49, 42.64}));
}

TEST(ReadFacilities, LeavesBadValuesEmptyAndSaysWhy) {
  struct Case {
    std::string column, cell, code, words;
  };
  for (const Case& c : std::vector<Case>{{"volume_m3", "-5", "value_out_of_range", "-5 is impossible, expected a volume in m3 greater than 0, up to 100000000000"},
                                         {"volume_m3", "0", "value_out_of_range", "0 is impossible"},
                                         {"volume_m3", "1e12", "value_out_of_range", "up to 100000000000"},
                                         {"volume_m3", "~100", "value_unreadable", "\"~100\" is not a number"},
                                         {"volume_m3", "1,2e6", "value_unreadable", "comma before an exponent"},
                                         {"volume_m3", "1,200", "value_ambiguous", "thousands or a decimal comma"},
                                         {"volume_m3", "12 Mm3", "value_unreadable", "expected a volume in m3"},
                                         {"volume_m3", "nan", "value_unreadable", "not a number"},
                                         {"dam_height_m", "501", "value_out_of_range", "up to 500"},
                                         {"whc", "4", "value_out_of_range", "class 0, 1, 2 or 3"},
                                         {"whc", "1.5", "value_out_of_range", "class 0, 1, 2 or 3"},
                                         {"whc", "high", "value_unreadable", "class 0, 1, 2 or 3"},
                                         {"status", "sleeping", "value_unreadable", "one of: active, inactive"},
                                         {"dam_type", "brick", "value_unreadable", "one of: upstream, downstream"},
                                         {"location_quality", "good", "value_unreadable", "one of: dam, site"},
                                         {"in_flood_zone_500", "maybe", "value_unreadable", "expected yes or no"},
                                         {"pga_475_g", "-0.1", "value_out_of_range", "from 0 to 5"},
                                         {"factor_of_safety", "0", "value_out_of_range", "greater than 0, up to 10"}}) {
    const auto read = read_facilities(sheet({"id", "lon", "lat", c.column}, {{"a", "74", "42", c.cell}}));
    ASSERT_THAT(read.facilities, SizeIs(1)) << "a bad value never loses the facility";
    const Facility& f = read.facilities[0];
    EXPECT_FALSE(f.volume_m3 || f.dam_height_m || f.whc || f.status || f.dam_type || f.in_flood_zone_500 || f.pga_475_g || f.factor_of_safety)
        << c.column << " " << c.cell;
    const Issue* issue = issue_of(read, c.code);
    ASSERT_NE(issue, nullptr) << c.column << " " << c.cell;
    EXPECT_EQ(issue->subject, "a");
    EXPECT_EQ(issue->record, "line 2");
    EXPECT_EQ(issue->field, c.column);
    EXPECT_THAT(issue->message, HasSubstr(c.words));
  }
}

TEST(ReadFacilities, TakesZeroWhereZeroIsPossible) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "volume_m3", "whc", "pga_475_g"}, {{"a", "74", "42", "1", "0", "0"}}));
  EXPECT_EQ(read.facilities.at(0).whc, 0);
  EXPECT_EQ(read.facilities.at(0).pga_475_g, 0);
  EXPECT_THAT(read.issues, IsEmpty());
}

TEST(ReadFacilities, LeavesOutTheSecondOfTwoWithOneId) {
  const auto read = read_facilities(
      sheet({"id", "lon", "lat", "volume_m3"}, {{"a", "74", "42", "1"}, {" a ", "75", "43", "2"}, {"b", "76", "44", "3"}}));
  ASSERT_THAT(read.facilities, SizeIs(2));
  EXPECT_EQ(read.facilities[0].volume_m3, 1);
  EXPECT_EQ(read.facilities[1].id, "b");
  const Issue* issue = issue_of(read, "facility_duplicate_id");
  ASSERT_NE(issue, nullptr);
  EXPECT_EQ(issue->record, "line 3");
  EXPECT_EQ(issue->severity, Severity::error);
}

TEST(ReadFacilities, MakesAnIdThatNoOtherRecordHas) {
  const auto read = read_facilities(
      sheet({"id", "lon", "lat", "volume_m3"}, {{"", "74", "42", "1"}, {" ", "75", "43", "2"}, {"tmf-2", "76", "44", "3"}}));
  ASSERT_THAT(read.facilities, SizeIs(3)) << "a made id never pushes out a given one";
  EXPECT_EQ(read.facilities[1].id, "tmf-3");
  EXPECT_EQ(read.facilities[2].id, "tmf-2");
  EXPECT_NE(read.facilities[0].id, "tmf-2");
  EXPECT_THAT(codes(read), ElementsAre("id_made", "id_made"));
}

TEST(ReadFacilities, LeavesOutRecordsWithoutAUsableLocation) {
  struct Case {
    std::string lon, lat, code, words;
  };
  for (const Case& c : std::vector<Case>{{"42.5", "174.5", "facility_swapped_coordinates", "swapped"},
                                         {"42,5", "101", "facility_swapped_coordinates", "swapped"},
                                         {"74", "95", "facility_swapped_coordinates", "swapped"},
                                         {"120", "95", "facility_location_missing", "outside longitude ±180 and latitude ±90"},
                                         {"181", "42", "facility_location_missing", "outside longitude"},
                                         {"74", "200", "facility_location_missing", "outside longitude"},
                                         {"0", "0", "facility_location_missing", "exactly 0, 0"},
                                         {"", "42", "facility_location_missing", "is empty"},
                                         {"74", "", "facility_location_missing", "is empty"},
                                         {"", "", "facility_location_missing", "is empty"},
                                         {"74°30'", "42", "facility_location_missing", "is not a number"},
                                         {"74", "unknown", "facility_location_missing", "is not a number"}}) {
    const auto read = read_facilities(
        sheet({"id", "lon", "lat", "volume_m3"}, {{"bad", c.lon, c.lat, "1"}, {"good", "74", "42", "1"}}));
    ASSERT_THAT(read.facilities, SizeIs(1)) << c.lon << " " << c.lat;
    EXPECT_EQ(read.facilities[0].id, "good");
    ASSERT_THAT(codes(read), ElementsAre(c.code)) << c.lon << " " << c.lat;
    EXPECT_EQ(read.issues[0].subject, "bad");
    EXPECT_EQ(read.issues[0].severity, Severity::error);
    EXPECT_THAT(read.issues[0].message, HasSubstr(c.words));
  }
}

TEST(ReadFacilities, RecognisesSwappedColumnsUnderAnyHeader) {
  const auto read = read_facilities(sheet({"Номер", "Долгота", "Широта"}, {{"a", "42.5", "174.5"}}));
  EXPECT_THAT(codes(read), ElementsAre("facility_swapped_coordinates"));
  EXPECT_THAT(read.facilities, IsEmpty());
}

TEST(ReadFacilities, ReadsColumnsInTheReferenceSystemGiven) {
  FeatureTable table = sheet({"id", "Easting", "Northing", "volume_m3"}, {{"a", "691875.632", "6 098 907,825", "1"}, {"b", "x", "1", "1"}});
  table.crs = Crs::from_text("EPSG:32632");
  const auto read = read_facilities(table);
  ASSERT_THAT(read.facilities, SizeIs(0)) << "in metres a comma before three digits stays ambiguous";
  table = sheet({"id", "x", "y", "volume_m3"}, {{"a", "691875.632", "6 098 907.825", "1"}, {"b", "1e30", "1e30", "1"}});
  table.crs = Crs::from_text("EPSG:32632");
  const auto moved = read_facilities(table);
  ASSERT_THAT(moved.facilities, SizeIs(1));
  EXPECT_NEAR(moved.facilities[0].location.x, 12, 1e-7);
  EXPECT_NEAR(moved.facilities[0].location.y, 55, 1e-7);
  EXPECT_THAT(codes(moved, "b"), ElementsAre("facility_location_missing"));
}

TEST(ReadFacilities, ReadsPointsInAnyCrs) {
  FeatureTable table = layer(GeometryKind::point, {"id", "volume_m3", "lon", "lat"}, {{"a", "1", "9", "9"}, {"b", "1", "", ""}},
                             {point_geometry({691875.632, 6098907.825}), Geometry{}});
  table.crs = Crs::from_text("EPSG:32632");
  const auto read = read_facilities(table);
  ASSERT_THAT(read.facilities, SizeIs(1));
  EXPECT_NEAR(read.facilities[0].location.x, 12, 1e-7) << "the geometry counts, not the columns";
  EXPECT_THAT(codes(read), ElementsAre("facility_location_missing")) << "and its columns are no news";
}

TEST(ReadFacilities, RefusesATableWithoutLocationsOrRecords) {
  EXPECT_THAT(refusal(sheet({"id", "name", "lon"}, {{"a", "b", "74"}})), HasSubstr("has no location, expected a point geometry"));
  EXPECT_THAT(refusal(sheet({"id", "name"}, {{"a", "b"}})), HasSubstr("found columns: id, name"));
  EXPECT_THAT(refusal(sheet({"id", "x", "y"}, {{"a", "1", "2"}})), HasSubstr("expected the key crs"));
  EXPECT_THAT(refusal(sheet({"id", "lon", "lat"}, {})), HasSubstr("has no record"));
  EXPECT_THAT(refusal(layer(GeometryKind::line, {"id"}, {{"a"}}, {line_geometry({{0, 0}, {1, 1}})})), HasSubstr("expected points"));
  FeatureTable no_crs = layer(GeometryKind::point, {"id"}, {{"a"}}, {point_geometry({0, 0})});
  no_crs.crs = Crs();
  EXPECT_THAT(refusal(no_crs), HasSubstr("does not say its reference system"));
}

TEST(ReadFacilities, KeepsWhereValuesComeFrom) {
  const auto read = read_facilities(sheet(
      {"id", "lon", "lat", "volume_m3", "volume_m3_source", "dam_height_m", "dam_height_m_source", "whc_source", "location_source"},
      {{"a", "74", "42", "100", " a report ", "~5", "another", "nothing", "a map"}, {"b", "75", "42", "", "unused", "", "", "", ""}}));
  ASSERT_THAT(read.facilities, SizeIs(2));
  EXPECT_THAT(read.facilities[0].sources, ElementsAre(testing::Pair("location", "a map"), testing::Pair("volume_m3", "a report")));
  EXPECT_THAT(read.facilities[1].sources, IsEmpty()) << "no value, no source";
  EXPECT_THAT(codes(read), Not(Contains("column_unused")));
}

TEST(ReadFacilities, NamesColumnsItDoesNotKnow) {
  const auto read = read_facilities(sheet({"id", "lon", "lat", "volume_m3", "volum", "owner"}, {{"a", "74", "42", "1", "2", "X"}}));
  ASSERT_THAT(codes(read), ElementsAre("column_unused", "column_unused"));
  EXPECT_EQ(read.issues[0].field, "volum");
  EXPECT_THAT(read.issues[1].message, HasSubstr("known columns: id, name"));
}

TEST(ReadFacilities, SaysThatATownIsNotADam) {
  const auto read = read_facilities(
      sheet({"id", "lon", "lat", "volume_m3", "location_quality"}, {{"a", "74", "42", "1", "Town"}, {"b", "74", "42", "1", "nearest_town"}}));
  EXPECT_THAT(codes(read), ElementsAre("facility_location_coarse", "facility_location_coarse"));
  EXPECT_THAT(read.facilities, SizeIs(2));
}

TEST(ReadFacilities, OneBadRecordOfManyNeverStopsTheRest) {
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back({"f" + std::to_string(i), "74", "42", "1"});
  rows[1500] = {"", "\xFF", "{}", "<b>"};
  EXPECT_THAT(read_facilities(sheet({"id", "lon", "lat", "volume_m3"}, rows)).facilities, SizeIs(2999));
}

TEST(FacilityColumns, HaveNamesOfTheirOwn) {
  std::vector<std::string> names;
  for (const FacilityColumn& c : facility_columns()) {
    EXPECT_FALSE(c.expected.empty()) << c.name;
    names.push_back(c.name);
    names.insert(names.end(), c.aliases.begin(), c.aliases.end());
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << "an alias of two attributes";
}

TEST(FacilityWords, ComeBackAsWritten) {
  EXPECT_EQ(to_text(LocationQuality::nearest_town), "nearest_town");
  EXPECT_EQ(to_text(LocationQuality::unknown), "unknown");
  EXPECT_EQ(to_text(FacilityStatus::orphaned), "orphaned");
  EXPECT_EQ(to_text(DamType::centreline), "centreline");
}

}  // namespace
}  // namespace tmfgeo
