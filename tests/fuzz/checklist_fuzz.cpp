// SPDX-License-Identifier: Apache-2.0
// Sheets of any text, with formulas and merged cells anywhere: told as issues, or inspections that can be evaluated.
#include <cstdint>
#include <string_view>

#include "inspection/small_set.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/inspection/action_plan.h"
#include "tmfgeo/inspection/filled_checklist.h"

namespace {

/// Lines are rows, tabs divide cells; a cell that begins with = is a formula, a row that begins with # is merged.
tmfgeo::Workbook sheet_of(std::string_view text) {
  tmfgeo::Sheet sheet{.name = "fuzz"};
  sheet.rows.emplace_back();
  sheet.rows.back().emplace_back();
  for (const char c : text) {
    if (c == '\n') {
      sheet.rows.emplace_back().emplace_back();
    } else if (c == '\t') {
      sheet.rows.back().emplace_back();
    } else {
      sheet.rows.back().back().text += c;
    }
  }
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    for (tmfgeo::SheetCell& cell : sheet.rows[r]) cell.formula = cell.text.starts_with("=");
    if (sheet.rows[r].front().text.starts_with("#")) sheet.merged.push_back({r, 0, r + 1, 3});
  }
  return {.title = {}, .sheets = {sheet}, .source = "fuzz.xlsx"};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  static const QuestionSet set = test::small_set();
  const Workbook workbook = sheet_of({reinterpret_cast<const char*>(data), size});
  const FilledChecklists filled = joined_checklists(set, {read_checklists(set, workbook, {"F", "G"})}, {"F", "G"});
  for (const Inspection& inspection : filled.inspections) {
    TMFGEO_EXPECTS(inspection.date.ok());
    TMFGEO_EXPECTS(!evaluate(set, inspection).empty());
    for (const PlannedMeasure& p : action_plan(set, std::span(&inspection, 1))) TMFGEO_EXPECTS(set.measure(p.measure) != nullptr);
  }
  return 0;
}
