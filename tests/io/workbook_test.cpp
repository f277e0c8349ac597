// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/edit_workbook.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

using test::write_zip;
using testing::HasSubstr;

Workbook small_workbook() {
  Workbook workbook;
  workbook.title = "Проба & test";
  Sheet sheet;
  sheet.name = "Дамба <1>";
  sheet.column_widths = {10, 0, 20};
  sheet.add({{.text = "Гребень & откос", .look = CellLook::heading}, {.text = "@id"}, {}});
  sheet.add({});
  sheet.add({{}, {.text = "да", .look = CellLook::choice}, {.text = {}, .look = CellLook::percent, .number = 12.5}});
  sheet.choices.push_back({{2, 1, 2, 1}, {"да", "нет"}, "Ответ", "Выберите"});
  sheet.date = CellChoice{{2, 0, 2, 0}, {}, "Дата", "день"};
  sheet.filter = CellRange{0, 0, 2, 2};
  sheet.frozen_rows = 1;
  sheet.locked = true;
  sheet.footer = "A & B";
  workbook.sheets.push_back(sheet);
  workbook.sheets.push_back({.name = "second", .rows = {{{.text = "x"}}}});
  return workbook;
}

const std::string kRelations =
    R"(<Relationships xmlns="r"><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)";
const std::string kBook = R"(<workbook xmlns="m" xmlns:r="q"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>)";

std::string refusal(const std::string& path) {
  try {
    read_workbook(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Workbook, ComesBackAsItWasWritten) {
  const test::ScratchFolder folder;
  const std::string path = folder.file("книга.xlsx");
  write_workbook(path, small_workbook(), false);
  const Workbook read = read_workbook(path);
  EXPECT_EQ(read.source, path);
  ASSERT_EQ(read.sheets.size(), 2U);
  EXPECT_EQ(read.sheets[0].name, "Дамба <1>");
  EXPECT_EQ(read.sheets[0].at(0, 0).text, "Гребень & откос");
  EXPECT_EQ(read.sheets[0].at(0, 1).text, "@id");
  EXPECT_EQ(read.sheets[0].at(2, 1).text, "да");
  EXPECT_EQ(read.sheets[0].at(2, 2).text, "12.5");
  EXPECT_TRUE(read.sheets[0].at(2, 0).text.empty());
  EXPECT_TRUE(read.sheets[0].merged.empty());
  EXPECT_EQ(read.sheets[1].at(0, 0).text, "x");
}

TEST(Workbook, LetsTheSpreadsheetTellWhatIsOverdue) {
  const test::ScratchFolder folder;
  Workbook workbook = small_workbook();
  workbook.sheets[0].due = {{{2, 2, 9, 2}, {}}, {{2, 0, 2, 0}, 46156}};
  write_workbook(folder.file("due.xlsx"), workbook, false);
  std::string sheet;
  test::edit_part(folder.file("due.xlsx"), folder.file("copy.xlsx"), "xl/worksheets/sheet1.xml", [&](std::string& xml) { sheet = xml; });
  EXPECT_THAT(sheet, HasSubstr("sqref=\"C3:C10\""));
  EXPECT_THAT(sheet, HasSubstr("<formula>AND(ISNUMBER(C3),C3&lt;TODAY())</formula>"));
  EXPECT_THAT(sheet, HasSubstr("<formula>46156&lt;TODAY()</formula>"));
}

TEST(Workbook, HasTheSameBytesEachTime) {
  const test::ScratchFolder folder;
  write_workbook(folder.file("a.xlsx"), small_workbook(), false);
  write_workbook(folder.file("b.xlsx"), small_workbook(), false);
  EXPECT_EQ(read_file(folder.file("a.xlsx")), read_file(folder.file("b.xlsx")));
}

TEST(Workbook, IsNotOverwrittenUnasked) {
  const test::ScratchFolder folder;
  write_workbook(folder.file("a.xlsx"), small_workbook(), false);
  EXPECT_THROW(write_workbook(folder.file("a.xlsx"), small_workbook(), false), Error);
  EXPECT_NO_THROW(write_workbook(folder.file("a.xlsx"), small_workbook(), true));
  EXPECT_THROW(write_workbook(folder.file("none/a.xlsx"), small_workbook(), false), Error);
}

TEST(ReadWorkbook, TellsFormulasAndMergedCellsWhereTheyStand) {
  const test::ScratchFolder folder;
  const std::string path = folder.file("f.xlsx");
  write_workbook(folder.file("plain.xlsx"), small_workbook(), false);
  test::edit_part(folder.file("plain.xlsx"), path, "xl/worksheets/sheet1.xml", [](std::string& xml) {
    test::fill_cells(xml, {{"B3", "=A1"}});
    test::replace_once(xml, "</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C2:C4\"/></mergeCells>");
  });
  const Sheet s = read_workbook(path).sheets.at(0);
  EXPECT_TRUE(s.at(2, 1).formula);
  EXPECT_EQ(s.at(2, 1).text, "yes");
  EXPECT_FALSE(s.at(2, 2).formula);
  ASSERT_EQ(s.merged.size(), 1U);
  EXPECT_EQ(cell_name(s.merged[0].first_row, s.merged[0].first_column), "C2");
  EXPECT_EQ(cell_name(s.merged[0].last_row, s.merged[0].last_column), "C4");
}

TEST(ReadWorkbook, RefusesWhatIsNoWorkbook) {
  const test::ScratchFolder folder;
  EXPECT_THAT(refusal(folder.file("missing.xlsx")), HasSubstr("no such file"));
  EXPECT_THAT(refusal(folder.file("a.xlsm")), HasSubstr("macros"));
  EXPECT_THAT(refusal(folder.file("a.csv")), HasSubstr("does not end in .xlsx"));
  const auto written = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder.file(name), std::ios::binary) << bytes;
    return folder.file(name);
  };
  EXPECT_THAT(refusal(written("empty.xlsx", "")), HasSubstr("is empty"));
  EXPECT_THAT(refusal(written("text.xlsx", "id,answer\n")), HasSubstr("is not a workbook"));
  EXPECT_THAT(refusal(written("old.xlsx", "\xD0\xCF\x11\xE0 old")), HasSubstr("password"));
  EXPECT_THAT(refusal(written("zip.xlsx", "PK\x03\x04 and nothing")), HasSubstr("cannot be unpacked"));
  EXPECT_THAT(refusal(folder.path().string() + "/"), HasSubstr("does not end in .xlsx"));
}

TEST(ReadWorkbook, RefusesATruncatedWorkbookWhereverItEnds) {
  const test::ScratchFolder folder;
  write_workbook(folder.file("whole.xlsx"), small_workbook(), false);
  const std::string bytes = read_file(folder.file("whole.xlsx"));
  constexpr std::size_t end_record = 22;  // of a zip; without all of it the archive has no table of contents
  for (std::size_t end = 1; end <= bytes.size() - end_record; end += bytes.size() / 23) {
    const std::string name = folder.file("cut" + std::to_string(end) + ".xlsx");
    std::ofstream(name, std::ios::binary) << bytes.substr(0, end);
    EXPECT_THROW(read_workbook(name), Error) << end << " of " << bytes.size();
  }
}

TEST(ReadWorkbook, RefusesMacrosAndArchivesThatAreNoWorkbook) {
  const test::ScratchFolder folder;
  const auto zipped = [&](const std::string& name, const std::vector<std::pair<std::string, std::string>>& parts) {
    write_zip(folder.file(name), parts);
    return folder.file(name);
  };
  EXPECT_THAT(refusal(zipped("macro.xlsx", {{"xl/vbaProject.bin", "x"}, {"xl/workbook.xml", kBook}})), HasSubstr("holds macros"));
  EXPECT_THAT(refusal(zipped("word.xlsx", {{"word/document.xml", "<w/>"}})), HasSubstr("has no part xl/_rels/workbook.xml.rels"));
  EXPECT_THAT(refusal(zipped("lost.xlsx", {{"xl/_rels/workbook.xml.rels", kRelations}, {"xl/workbook.xml", kBook}})), HasSubstr("sheet1.xml"));
  EXPECT_THAT(refusal(zipped("entity.xlsx", {{"xl/_rels/workbook.xml.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"}, {"xl/workbook.xml", kBook}})),
              HasSubstr("declares entities"));
  EXPECT_THAT(refusal(zipped("xml.xlsx", {{"xl/_rels/workbook.xml.rels", "<a><b></a>"}, {"xl/workbook.xml", kBook}})), HasSubstr("damaged"));
}

TEST(ReadWorkbook, RefusesAnArchiveThatUnpacksToTooMuch) {
  const test::ScratchFolder folder;
  const std::string path = folder.file("bomb.xlsx");
  write_zip(path, {{"xl/_rels/workbook.xml.rels", kRelations}, {"xl/workbook.xml", std::string(65'000'000, ' ')}});
  EXPECT_LT(read_file(path).size(), 200'000U);
  EXPECT_THAT(refusal(path), HasSubstr("unpacks to more than 64 MB"));
}

TEST(LinesNeeded, WrapsWordsAndCountsLettersNotBytes) {
  EXPECT_EQ(lines_needed("", 10), 1U);
  EXPECT_EQ(lines_needed("1234567890", 10), 1U);
  EXPECT_EQ(lines_needed("12345 67890", 10), 2U);
  EXPECT_EQ(lines_needed("12 45 78 0", 10), 1U);
  EXPECT_EQ(lines_needed("a\nb\nc", 10), 3U);
  EXPECT_EQ(lines_needed("123456789012345678901", 10), 3U);
  EXPECT_EQ(lines_needed("дамба", 10), 1U);
  EXPECT_EQ(lines_needed("хвостохранилище у реки", 22), 2U);
}

TEST(SheetName, IsOneThatSpreadsheetsTake) {
  EXPECT_EQ(sheet_name("a[b]:c*d?e/f\\g", {}), "a_b__c_d_e_f_g");
  EXPECT_EQ(sheet_name("", {}), "sheet");
  EXPECT_EQ(sheet_name("Дамба", {{.name = "дамба"}}), "Дамба~2");
  const std::string longest = sheet_name(std::string(20, 'x') + "хвостохранилище у реки", {});
  EXPECT_EQ(longest, std::string(20, 'x') + "хвостохрани");
  EXPECT_EQ(cell_name(11, 2), "C12");
  EXPECT_EQ(cell_name(0, 26), "AA1");
  EXPECT_EQ(cell_name(1'048'575, 16'383), "XFD1048576");
}

}  // namespace
}  // namespace tmfgeo
