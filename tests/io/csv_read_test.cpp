// SPDX-License-Identifier: Apache-2.0
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include "io/read_features.h"

namespace tmfgeo {
namespace {

using test::ReadFeatures;

TEST_F(ReadFeatures, ReadsEveryCellOfACsvAsText) {
  const auto table = read(file("a.csv", "id,volume_m3,note\n1,0012,\n2,~100,\"a, b\"\n\n3,\" 1,5 \",x\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"id", "volume_m3", "note"}));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.text(1, 0), "0012");
  EXPECT_EQ(table.text(1, 1), "~100");
  EXPECT_EQ(table.text(1, 2), "1,5");
  EXPECT_EQ(table.text(2, 0), std::nullopt);
  EXPECT_EQ(table.text(2, 1), "a, b");
  EXPECT_EQ(table.kind, GeometryKind::none);
  EXPECT_TRUE(issues_.empty());
}

TEST_F(ReadFeatures, CountsLinesOfACsvAsAnEditorDoes) {
  const auto table = read(file("a.csv", "id,note\r\n1,\"two\r\nlines\"\r\n\r\n2,x\r\n3,y"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.record(0), "line 2");
  EXPECT_EQ(table.record(1), "line 5");
  EXPECT_EQ(table.record(2), "line 6");
}

TEST_F(ReadFeatures, FindsTheSeparatorOfACsv) {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    const auto table =
        read(file("a.csv", "id" + separator + "x" + separator + "y\n1" + separator + "2.5" + separator + "3\n"));
    EXPECT_EQ(names(table), (std::vector<std::string>{"id", "x", "y"})) << separator;
    EXPECT_EQ(table.text(1, 0), "2.5");
  }
}

TEST_F(ReadFeatures, LeavesDecimalCommasBetweenSemicolonsAlone) {
  const auto table = read(file("a.csv", "\xEF\xBB\xBFномер;долгота, °;широта\n1;74,59;42,87\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"номер", "долгота, °", "широта"}));
  EXPECT_EQ(table.text(1, 0), "74,59");
}

TEST_F(ReadFeatures, ReadsWindows1251AndSaysSo) {
  // "имя;объём" and "Ак-Тюз" in Windows-1251.
  const auto table = read(file("a.csv", "\xE8\xEC\xFF;\xEE\xE1\xFA\xB8\xEC\n\xC0\xEA-\xD2\xFE\xE7;1\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"имя", "объём"}));
  EXPECT_EQ(table.text(0, 0), "Ак-Тюз");
  EXPECT_EQ(codes(), std::vector<std::string>{"encoding_guessed"});
}

TEST_F(ReadFeatures, TellsOfARecordLongerThanTheHeader) {
  const auto table = read(file("a.csv", "id,volume\n1,1,5\n2\n3,4,,\n"));
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.text(1, 1), std::nullopt);
  ASSERT_EQ(codes(), std::vector<std::string>{"record_length"});
  EXPECT_EQ(issues_[0].record, "line 2");
}

TEST_F(ReadFeatures, KeepsColumnsOfEqualNameApart) {
  const auto table = read(file("a.csv", "name,name,,name\na,b,c,d\n"));
  EXPECT_EQ(names(table), (std::vector<std::string>{"name", "name_2", "column_3", "name_3"}));
}

TEST_F(ReadFeatures, RefusesACsvWithNothingToRead) {
  expect_refused(folder_.file("none.csv"), ErrorCode::environment, "no such file");
  expect_refused(file("empty.csv", ""), ErrorCode::invalid_input, "is empty (0 bytes)");
  expect_refused(file("header.csv", "id,name\n"), ErrorCode::invalid_input, "no records");
  expect_refused(file("blank.csv", "\n\n1,2\n"), ErrorCode::invalid_input, "no header in line 1");
  expect_refused(file("wide.csv", std::string_view("\xFF\xFEi\0d\0", 6)), ErrorCode::invalid_input, "UTF-16");
  expect_refused(file("open.csv", "id,name\n1,\"a\n2,b\n3,c\n"), ErrorCode::invalid_input,
                 "line 2 opens a quotation mark");
}

/// A sheet whose cells may be numbers; a blank row where the first cell is empty.
std::string make_sheet(const std::string& path, const std::vector<std::vector<std::string>>& rows) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("XLSX"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "дамбы", nullptr, wkbNone, nullptr);
  for (const std::string& name : rows[0]) {
    OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), name == "volume" ? OFTReal : OFTString);
    OGR_L_CreateField(layer, field, TRUE);
    OGR_Fld_Destroy(field);
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      if (!rows[i][k].empty()) OGR_F_SetFieldString(feature, static_cast<int>(k), rows[i][k].c_str());
    }
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
  return path;
}

TEST_F(ReadFeatures, ReadsEveryCellOfASheetAsTextWithItsRow) {
  const auto table = read(make_sheet(
      folder_.file("a.xlsx"), {{"id", "название", "volume"}, {"0012", "Ак-Тюз", "1200000"}, {}, {"2", "", "0.5"}}));
  EXPECT_EQ(table.name, "дамбы");
  EXPECT_EQ(names(table), (std::vector<std::string>{"id", "название", "volume"}));
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.fields[2].type, FieldType::text);
  EXPECT_EQ(table.text(0, 0), "0012");
  EXPECT_EQ(table.text(1, 0), "Ак-Тюз");
  EXPECT_EQ(table.text(2, 0), "1200000");
  EXPECT_EQ(table.text(1, 1), std::nullopt);
  EXPECT_EQ(table.text(2, 1), "0.5");
  EXPECT_EQ(table.record(0), "row 2");
  EXPECT_EQ(table.record(1), "row 4");
  EXPECT_EQ(table.kind, GeometryKind::none);
}

TEST_F(ReadFeatures, RefusesASheetWithoutRecords) {
  expect_refused(make_sheet(folder_.file("a.xlsx"), {{"id", "name"}}), ErrorCode::invalid_input, "has no records");
  expect_refused(file("b.xlsx", "PK not a sheet"), ErrorCode::invalid_input,
                 "cannot be read, expected a vector file or sheet");
}

TEST_F(ReadFeatures, ReadsOrRefusesWhateverIsInACsv) {
  const std::string good = "id;name;volume\r\n1;\"a;\r\nb\";1,5\r\n2;Ак-Тюз;\r\n";
  std::uint32_t state = 20240229;
  const auto random = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8) % below;
  };
  constexpr std::string_view spice = "\"\";,\t|\r\n\\\xFF\xD0 a";
  int read_count = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string text = good;
    for (std::size_t change = random(6); change-- > 0;) text[random(text.size())] = spice[random(spice.size())];
    text.resize(1 + random(text.size()));
    try {
      const auto table = read(file("mutant.csv", text));
      ++read_count;
      ASSERT_GT(table.rows(), 0u);
      for (const Column& column : table.columns) ASSERT_EQ(std::get<0>(column).size(), table.rows());
      for (std::size_t i = 1; i < table.rows(); ++i) ASSERT_LT(table.record_number[i - 1], table.record_number[i]);
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::invalid_input) << error.what();
    }
  }
  EXPECT_GT(read_count, 100);
}

}  // namespace
}  // namespace tmfgeo
