// SPDX-License-Identifier: Apache-2.0
// From the program's export over an inspector's pen to its import.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "support/edit_workbook.h"
#include "support/run_tmfgeo.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/workbook.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;
using namespace test;
using testing::AllOf;
using testing::HasSubstr;

const std::string kProject = source_file("data/examples/two-countries/project.toml");
const std::string kSheet = "xl/worksheets/sheet2.xml";  // the first is the guide

/// The checklists of the two-countries example, and what was filled in.
struct Checklists {
  ScratchFolder folder;

  explicit Checklists(const std::string& language = "en") {
    const Ran ran = run_tmfgeo({"checklist", "export", kProject, "--group", "visual", "--language", language, "-o", folder.file("blank")});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
  }
  std::string blank(const std::string& id) const { return folder.file("blank/" + id + ".xlsx"); }
  std::string filled(const std::string& id, const std::string& name, const std::map<std::string, std::string>& cells) const {
    edit_part(blank(id), folder.file(name), kSheet, [&](std::string& xml) { fill_cells(xml, cells); });
    return folder.file(name);
  }
  Ran import(std::vector<std::string> arguments) const {
    for (const char* word : {"import", "checklist"}) arguments.insert(arguments.begin(), word);
    for (const std::string& word : {std::string("--project"), kProject, std::string("-o"), folder.file("out"), std::string("-v")}) arguments.push_back(word);
    return run_tmfgeo(arguments);
  }
  FeatureTable layer(const std::string& name, const std::string& file = "out/inspections.gpkg") const {
    Issues issues;
    return read_features(folder.file(file), {.layer = name}, issues);
  }
};

std::string cell(const FeatureTable& table, const std::string& column, std::size_t row) { return table.text(*table.find(column), row).value_or(""); }

/// The row whose columns hold these texts; one past the last if there is none.
std::size_t row_with(const FeatureTable& table, const std::map<std::string, std::string>& wanted) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    bool fits = true;
    for (const auto& [column, text] : wanted) fits = fits && cell(table, column, r) == text;
    if (fits) return r;
  }
  ADD_FAILURE() << "no such row in " << table.name;
  return table.rows();
}

/// Rows of the visual checklist: 3 the visit, 7 the first question, 12 and 13 the first critical ones.
const std::map<std::string, std::string> kSpring{{"C3", "2025-04-10"}, {"E3", "Ivanov"}, {"C7", "yes"}, {"D7", "seen on site"}, {"C12", "no"}, {"D12", "measured"}, {"C13", "yes"}};
const std::map<std::string, std::string> kAutumn{{"C3", "14.10.2025"}, {"C7", "ДА"}, {"C12", "да"}, {"D12", "измерено"}, {"C13", "mostly no"}};

TEST(Checklist, ComesBackFromTheSiteAsClassAndActionPlan) {
  const Checklists c;
  const Ran ran = c.import({c.filled("A", "spring.xlsx", kSpring), c.filled("A", "autumn.xlsx", kAutumn), "--language", "ru"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Assessed: 0 of 4 facilities"), HasSubstr("not evaluated"), HasSubstr("not inspected"), testing::Not(HasSubstr("not_")), HasSubstr("to be confirmed")));

  const FeatureTable answers = c.layer("inspection_answers");
  EXPECT_EQ(answers.rows(), 2 * 34U);
  const std::size_t crack = row_with(answers, {{"question_id", "V-DAM-01"}, {"inspected_on", "2025-04-10"}});
  EXPECT_EQ(cell(answers, "answer", crack), "no");
  EXPECT_EQ(cell(answers, "evidence", crack), "measured");
  EXPECT_EQ(cell(answers, "record", crack), "row 12");

  const FeatureTable inspections = c.layer("inspections");
  const std::size_t spring = row_with(inspections, {{"category", "overall"}, {"inspected_on", "2025-04-10"}});
  EXPECT_EQ(cell(inspections, "class", spring), "not_acceptable");
  EXPECT_EQ(cell(inspections, "inspector", spring), "Ivanov");
  EXPECT_EQ(cell(inspections, "is_latest", spring), "false");
  EXPECT_EQ(cell(inspections, "class", row_with(inspections, {{"category", "overall"}, {"inspected_on", "2025-10-14"}})), "not_evaluated") << "three of 34 were answered";

  const FeatureTable plan = c.layer("action_plan");
  const std::size_t cracks = row_with(plan, {{"measure_id", "M-DAM-02"}});  // only V-DAM-01 calls for it
  EXPECT_EQ(cell(plan, "status", cracks), "closed");
  EXPECT_EQ(cell(plan, "closed_on", cracks), "2025-10-14");
  EXPECT_EQ(cell(plan, "due", cracks), "");
  const std::size_t slides = row_with(plan, {{"measure_id", "M-DAM-01"}});  // V-DAM-01 in spring, V-DAM-02 in autumn
  EXPECT_EQ(cell(plan, "status", slides), "still_open");
  EXPECT_EQ(cell(plan, "priority", slides), "urgent");
  EXPECT_EQ(cell(plan, "questions", slides), "mostly no: V-DAM-02!");

  const FeatureTable summary = c.layer("inspection_summary");
  EXPECT_EQ(cell(summary, "assessed_percent", row_with(summary, {{"country", "all"}})), "0") << "both visits together answered four of 34, and the critical \"no\" is mended";
  const FeatureTable status = c.layer("inspection_status");
  EXPECT_EQ(status.rows(), 4U);
  EXPECT_EQ(cell(status, "class", row_with(status, {{"facility_id", "B"}})), "not_inspected");

  const Workbook sheets = read_workbook(c.folder.file("out/action_plan.xlsx"));
  ASSERT_EQ(sheets.sheets.size(), 5U);
  const Sheet& findings = sheets.sheets[2];
  EXPECT_EQ(findings.name, "Критические замечания");
  EXPECT_EQ(findings.rows.size(), 4U);
  EXPECT_EQ(findings.at(3, 3).text, "V-DAM-02");
  EXPECT_THAT(findings.at(3, 4).text, HasSubstr("?")) << "the question in words";
  EXPECT_EQ(findings.at(3, 5).text, "в основном нет");
  const FeatureTable critical = c.layer("critical_findings");
  ASSERT_EQ(critical.rows(), 1U);
  EXPECT_EQ(cell(critical, "facility_id", 0), "A");
  EXPECT_EQ(cell(critical, "answered_on", 0), "2025-10-14");
  EXPECT_EQ(cell(critical, "question", 0).back(), '?');
  EXPECT_EQ(sheets.sheets[0].name, "План мероприятий");
  EXPECT_EQ(sheets.sheets[0].at(2, 5).text, "Мероприятие");
  EXPECT_EQ(sheets.sheets[0].rows.size(), 3 + plan.rows());
  for (const auto& [name, bytes] : read_zip(c.folder.file("out/action_plan.xlsx"))) {
    if (name == "xl/styles.xml") {
      EXPECT_THAT(bytes, HasSubstr("formatCode=\"dd.mm.yyyy\"")) << "days are days, as Russian readers write them";
    }
    if (name == "xl/sharedStrings.xml") {
      EXPECT_FALSE(std::regex_search(bytes, std::regex("20[0-9]{2}-[0-9]{2}-[0-9]{2}"))) << "and no text";
    }
    if (name == "xl/worksheets/sheet1.xml") {
      EXPECT_TRUE(std::regex_search(bytes, std::regex("<c r=\"J[0-9]+\" s=\"[0-9]+\"><v>45944</v>"))) << "14 October 2025";
    }
  }
}

TEST(Checklist, TellsWhatTwoPeopleFilledInForOneDay) {
  const Checklists c;
  const std::string first = c.filled("A", "anna.xlsx", {{"C3", "2026-05-14"}, {"C7", "yes"}, {"D7", "seen on site"}});
  const std::string second = c.filled("A", "bolat.xlsx", {{"C3", "2026-05-14"}, {"C7", "no"}, {"D7", "seen on site"}});
  for (const auto& files : {std::vector{first, second}, std::vector{second, first}}) {
    std::vector<std::string> arguments = files;
    arguments.push_back("--overwrite");
    const Ran ran = c.import(arguments);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("checklist_twice A"), HasSubstr("2026-05-14"), HasSubstr("anna.xlsx"), HasSubstr("bolat.xlsx")));
    const FeatureTable answers = c.layer("inspection_answers");
    EXPECT_EQ(cell(answers, "answer", row_with(answers, {{"question_id", "V-SIT-01"}})), "no") << "the worse one counts, whichever file is named first";
  }
}

TEST(Checklist, UsesNothingOfCellsThatWereMergedAcrossAnswers) {
  const Checklists c;
  const std::string file = c.filled("A", "a.xlsx", {{"C3", "2026-05-14"}, {"C7", "no"}, {"D7", "seen on site"}, {"C8", "yes"}, {"D8", "seen on site"}});
  for (const char* cells : {"C7:D7", "B7:C7", "C7:C8"}) {
    edit_part(file, c.folder.file("merged.xlsx"), kSheet, [&](std::string& xml) {
      replace_once(xml, "</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"" + std::string(cells) + "\"/></mergeCells>");
    });
    const Ran ran = c.import({c.folder.file("merged.xlsx"), "--overwrite"});
    EXPECT_THAT(ran.err, AllOf(HasSubstr("checklist_cell_merged A (sheet \"A\", row 7)"), HasSubstr("is merged in " + std::string(cells)), HasSubstr("[merged.xlsx]"))) << cells;
    const FeatureTable answers = c.layer("inspection_answers");
    EXPECT_EQ(cell(answers, "answer", row_with(answers, {{"question_id", "V-SIT-01"}})), "no_data") << cells;
    EXPECT_EQ(cell(answers, "answer", row_with(answers, {{"question_id", "V-SIT-02"}})), std::string(cells) == "C7:C8" ? "no_data" : "yes") << cells;
  }
}

TEST(Checklist, ReadsARussianSheetAndTheDatesOfASpreadsheet) {
  const Checklists c("ru");
  const Ran ran = c.import({c.filled("D", "d.xlsx", {{"C3", "46156"}, {"C7", "в основном нет"}, {"D7", "осмотрено на месте"}})});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const FeatureTable answers = c.layer("inspection_answers");
  EXPECT_EQ(cell(answers, "inspected_on", 0), "2026-05-14");
  EXPECT_EQ(cell(answers, "answer", row_with(answers, {{"question_id", "V-SIT-01"}})), "mostly_no");
}

TEST(Checklist, TellsFaultsWithSheetRowAndColumn) {
  const Checklists c;
  const std::string file = c.filled("A", "faults.xlsx", {{"C3", "2026-05-14"}, {"C7", "perhaps"}, {"C8", "=C7"}, {"B9", "Is all well?"}, {"C9", "yes"}});
  edit_part(file, c.folder.file("merged.xlsx"), kSheet, [](std::string& xml) {
    replace_once(xml, "</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C12:C13\"/></mergeCells>");
  });
  const Ran ran = c.import({c.folder.file("merged.xlsx")});
  EXPECT_EQ(ran.exit_code, 2) << ran.err;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("checklist_answer_unknown A (sheet \"A\", row 7) Answer (C7): found \"perhaps\""), HasSubstr("checklist_formula A (sheet \"A\", row 8) Answer (C8)"),
                             HasSubstr("checklist_question_changed A (sheet \"A\", row 9) V-SIT-03"), HasSubstr("checklist_cell_merged A (sheet \"A\", row 12) Answer (C12): is merged in C12:C13"),
                             HasSubstr("checklist_facility_without B"), HasSubstr("[merged.xlsx]"), HasSubstr("rejected in the checklists: 5")));
  EXPECT_TRUE(fs::exists(c.folder.file("out/action_plan.xlsx"))) << "what could be used is there";
}

TEST(Checklist, OfAFacilityTheProjectDoesNotHaveIsRejectedByItsId) {
  const Checklists c;
  const Ran ran = run_tmfgeo({"checklist", "export", "--facility", "AA=Another", "--group", "visual", "-o", c.folder.file("aa.xlsx")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  edit_part(c.folder.file("aa.xlsx"), c.folder.file("other.xlsx"), kSheet, [](std::string& xml) { fill_cells(xml, kSpring); });
  const Ran imported = c.import({c.folder.file("other.xlsx")});
  EXPECT_EQ(imported.exit_code, 2);
  EXPECT_THAT(imported.err, AllOf(HasSubstr("checklist_facility_unknown AA (sheet \"AA\""), HasSubstr("did you mean \"A\""), HasSubstr("[other.xlsx]")));
  EXPECT_THAT(imported.out, AllOf(HasSubstr("Assessed: 0 of 4 facilities."), testing::Not(HasSubstr("Worst open measures")))) << "no heading over nothing";
}

TEST(Checklist, InAnotherLanguageThanTheTwoIsRejectedCellByCell) {
  const Checklists c;
  const Ran ran = c.import({c.filled("A", "german.xlsx", {{"C3", "2026-05-14"}, {"C7", "ja"}, {"D7", "gesehen"}, {"C8", "yes"}})});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("row 7) Answer (C7): found \"ja\""), HasSubstr("(D7): found \"gesehen\"")));
}

TEST(Checklist, OfAnOlderVersionIsReadByIdsAndTold) {
  const Checklists c;
  const std::string path = c.folder.file("older.xlsx");
  edit_part(c.filled("A", "spring.xlsx", kSpring), path, "xl/sharedStrings.xml", [](std::string& xml) {
    const auto at = xml.find(" visual 1 tmfgeo-1");
    ASSERT_NE(at, std::string::npos);
    xml.replace(at, 18, " visual 9 tmfgeo-1");
  });
  const Ran ran = c.import({path});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("checklist_other_version A"));
}

TEST(Checklist, TellsTheRejectedInJsonToo) {
  const Checklists c;
  const Ran ran = c.import({c.filled("A", "faults.xlsx", {{"C3", "2026-05-14"}, {"C7", "perhaps"}}), "--json"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"rejected\": 1"), HasSubstr("checklist_answer_unknown")));
}

TEST(Checklist, WritesNothingWhenAFileCannotBeUsed) {
  const Checklists c;
  const std::string good = c.filled("A", "good.xlsx", kSpring);
  fs::copy_file(good, c.folder.file("macro.xlsm"));
  write_text(c.folder.file("text.xlsx"), "not a workbook");
  const std::string bytes = file_text(good);
  write_text(c.folder.file("cut.xlsx"), bytes.substr(0, bytes.size() / 2));
  for (const char* bad : {"macro.xlsm", "text.xlsx", "cut.xlsx", "missing.xlsx"}) {
    const Ran ran = c.import({good, c.folder.file(bad)});
    EXPECT_EQ(ran.exit_code, std::string(bad) == "missing.xlsx" ? 3 : 2) << bad << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(bad));
    EXPECT_FALSE(fs::exists(c.folder.file("out/inspections.gpkg")));
    EXPECT_FALSE(fs::exists(c.folder.file("out/action_plan.xlsx")));
  }
}

TEST(Checklist, IsWrittenOncePerFacilityOrAsOneBookWithTheSameBytes) {
  const Checklists c;
  EXPECT_TRUE(fs::exists(c.blank("A")) && fs::exists(c.blank("D")));
  for (const char* name : {"one.xlsx", "two.xlsx"}) {
    const Ran ran = run_tmfgeo({"checklist", "export", kProject, "--facility", "A", "--facility", "C", "-o", c.folder.file(name)});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
  }
  EXPECT_EQ(file_text(c.folder.file("one.xlsx")), file_text(c.folder.file("two.xlsx")));
  EXPECT_EQ(read_workbook(c.folder.file("one.xlsx")).sheets.size(), 3U);
  const Ran again = run_tmfgeo({"checklist", "export", kProject, "-o", c.folder.file("one.xlsx")});
  EXPECT_EQ(again.exit_code, 3);
  EXPECT_THAT(again.err, HasSubstr("--overwrite"));
  EXPECT_EQ(run_tmfgeo({"checklist", "export", kProject, "--group", "visual", "-o", c.folder.file("blank")}).exit_code, 3);
}

TEST(Checklist, IsMadeWithoutAProjectToo) {
  const ScratchFolder folder;
  const Ran ran = run_tmfgeo({"checklist", "export", "--facility", "RO-1=Săsar", "--group", "inactive", "--language", "ru", "-o", folder.file("a.xlsx")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(read_workbook(folder.file("a.xlsx")).sheets.at(1).at(1, 1).text, HasSubstr("Săsar (RO-1)"));
}

TEST(Checklist, RefusesCallsThatMakeNoSense) {
  const ScratchFolder folder;
  const std::string out = folder.file("a.xlsx");
  const auto refused = [](const std::vector<std::string>& arguments) {
    const Ran ran = run_tmfgeo(arguments);
    EXPECT_NE(ran.exit_code, 0);
    return ran.err;
  };
  EXPECT_THAT(refused({"checklist", "export", "-o", out}), HasSubstr("expected a project file, or --facility"));
  EXPECT_THAT(refused({"checklist", "export", kProject, "--facility", "AA", "-o", out}), HasSubstr("no facility \"AA\""));
  EXPECT_THAT(refused({"checklist", "export", "--facility", "A", "--facility", "A", "-o", out}), HasSubstr("given twice"));
  EXPECT_THAT(refused({"checklist", "export", kProject, "--group", "deep", "-o", out}), HasSubstr("deep"));
  EXPECT_THAT(refused({"checklist", "export", kProject, "--questions", "tmfgeo-2", "-o", out}), HasSubstr("did you mean \"tmfgeo-1\""));
  EXPECT_THAT(refused({"checklist", "export", kProject, "--questions", "no/such", "-o", out}), HasSubstr("is no folder"));
  EXPECT_THAT(refused({"checklist", "import", "--project", kProject, "-o", folder.file("o")}), HasSubstr("expected filled checklists"));
  EXPECT_THAT(refused({"checklist"}), HasSubstr("subcommand"));
  EXPECT_FALSE(fs::exists(out));
}

TEST(Assess, HasTheLayersOfTheInspectionsOfAProject) {
  const Checklists c;
  c.filled("A", "spring.xlsx", kSpring);
  const fs::path example = fs::path(kProject).parent_path();
  for (const char* file : {"dem.tif", "rivers.gpkg", "borders.gpkg", "facilities.csv", "places.csv"}) fs::copy_file(example / file, c.folder.path() / file);
  write_text(c.folder.file("project.toml"), file_text(kProject) + "\n[inspections]\nfiles = [\"spring.xlsx\"]\nlanguage = \"ru\"\n");
  const Ran ran = run_tmfgeo({"assess", c.folder.file("project.toml"), "-o", c.folder.file("all")});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const FeatureTable plan = c.layer("action_plan", "all/results.gpkg");
  EXPECT_EQ(cell(plan, "facility_id", 0), "A");
  EXPECT_EQ(cell(plan, "status", 0), "new");
  EXPECT_EQ(c.layer("inspection_status", "all/results.gpkg").rows(), 4U);
  EXPECT_TRUE(fs::exists(c.folder.file("all/action_plan.xlsx")));
  const Ran validated = run_tmfgeo({"validate", c.folder.file("project.toml")});
  EXPECT_THAT(validated.out, HasSubstr("inspections: 1 checklists, tmfgeo-1 v1"));
}

}  // namespace
}  // namespace tmfgeo
