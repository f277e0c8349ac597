// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/table/schema.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string_view>

namespace tmfgeo {
namespace {

struct Leg {
  std::string country;
  double length_km = 0;
  std::int64_t reach = 0;
  int order = 0;
  bool disputed = false;
  std::optional<double> discharge;
  std::optional<int> count;
  std::optional<bool> known;
  std::optional<std::string> note;
  double length_m() const { return length_km * 1e3; }
};

const Schema<Leg> kLegs{
    {"country", "", "Country", "ISO code.", &Leg::country},
    {"length_km", "km", "Length", "Along the flow path.", &Leg::length_km},
    {"reach", "", "Reach", "Id.", &Leg::reach},
    {"order", "1", "Order", "Strahler.", &Leg::order},
    {"disputed", "", "Disputed", "Claimed by two.", &Leg::disputed},
    {"discharge", "m3/s", "Discharge", "Mean.", &Leg::discharge},
    {"count", "", "Count", "How many.", &Leg::count},
    {"known", "", "Known", "If known.", &Leg::known},
    {"note", "", "Note", "Text.", &Leg::note},
    {"length_m", "m", "Length", "From a function.", &Leg::length_m},
    {"label", "", "Label", "From a lambda.", [](const Leg& leg) { return std::string_view(leg.disputed ? "!" : ""); }},
};

TEST(Schema, MakesOneColumnPerLineInOrder) {
  const std::vector<Leg> rows{{"KZ", 1.5, 7, 3, true, 12.5, 2, false, "n"}, {"", NAN, -1, 0, false, {}, {}, {}, {}}};
  const FeatureTable table = kLegs.table("legs", rows);
  EXPECT_EQ(table.name, "legs");
  EXPECT_EQ(table.rows(), 2U);
  ASSERT_EQ(table.fields.size(), kLegs.columns().size());
  ASSERT_EQ(table.columns.size(), table.fields.size());
  EXPECT_EQ(table.fields[1].name, "length_km");
  EXPECT_EQ(table.fields[1].unit, "km");
  EXPECT_EQ(table.fields[1].title, "Length");
  EXPECT_EQ(table.fields[1].description, "Along the flow path.");
  EXPECT_EQ(table.record(1), "feature 2");
  const std::vector<std::optional<std::string>> first{"KZ", "1.5", "7", "3", "true", "12.5", "2", "false", "n", "1500", "!"};
  for (std::size_t c = 0; c < first.size(); ++c) EXPECT_EQ(table.text(c, 0), first[c]) << table.fields[c].name;
}

TEST(Schema, GivesEveryMemberItsType) {
  const FeatureTable table = kLegs.table("legs", {});
  const std::vector<FieldType> types{FieldType::text,    FieldType::real,    FieldType::integer, FieldType::integer,
                                     FieldType::boolean, FieldType::real,    FieldType::integer, FieldType::boolean,
                                     FieldType::text,    FieldType::real,    FieldType::text};
  for (std::size_t c = 0; c < types.size(); ++c) EXPECT_EQ(table.fields[c].type, types[c]) << table.fields[c].name;
  EXPECT_EQ(table.rows(), 0U);
}

TEST(Schema, WritesMissingWhereThereIsNothing) {
  const std::vector<Leg> rows{{"", NAN, -1, 0, false, NAN, {}, {}, {}}};
  const FeatureTable table = kLegs.table("legs", rows);
  EXPECT_EQ(table.text(0, 0), "") << "an empty text is a text";
  for (const char* name : {"length_km", "discharge", "count", "known", "note", "length_m"}) {
    EXPECT_EQ(table.text(*table.find(name), 0), std::nullopt) << name;
  }
  EXPECT_EQ(table.text(2, 0), "-1");
  EXPECT_EQ(table.text(4, 0), "false") << "false is an answer";
}

}  // namespace
}  // namespace tmfgeo
