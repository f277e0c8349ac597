// SPDX-License-Identifier: Apache-2.0
// Sheets of a version of the question set that there never was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspection/filled_sheet.h"
#include "tmfgeo/inspection/filled_checklist.h"

namespace tmfgeo::test {
namespace {

using ::testing::HasSubstr;

TEST(ReadChecklists, SaysWhichVersionASheetIsOfWhereThereIsNoSuchVersion) {
  Workbook workbook = filled_checklist(small_set());
  Sheet& sheet = workbook.sheets.back();
  for (auto& row : sheet.rows) {
    for (SheetCell& cell : row) {
      if (cell.text.starts_with(checklist_key::version)) cell.text = std::string(checklist_key::version) + " visual 0 small";
    }
  }
  const FilledChecklists filled = read_checklists(small_set(), workbook, {"F"});
  EXPECT_TRUE(filled.inspections.empty());
  ASSERT_EQ(filled.issues.size(), 1U);
  EXPECT_THAT(filled.issues[0].message, HasSubstr("found version 0, expected version 2: export the sheet again"));
}

}  // namespace
}  // namespace tmfgeo::test
