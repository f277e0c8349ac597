// SPDX-License-Identifier: Apache-2.0
/// Filled checklists → inspections, with everything told that is not as it was exported.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/inspection/evaluate.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

struct FilledChecklists {
  std::vector<Inspection> inspections;
  Issues issues;
};

/// Reads the checklists of a workbook. Rows are known by the ids of the hidden column, columns by their headings, answers by
/// their words in either language, letters' case aside. An empty answer is "no data".
/// A sheet without a usable day, of a facility the project does not have, of another set or without its headings is left out
/// with an Issue. An answer that cannot be taken (another word, a formula, a merged cell, a question whose text was changed,
/// a question doubled with different answers) counts as "no data", with an Issue naming sheet, row and column. An older or
/// newer version of the set is mapped by ids, and told.
/// Input: ids of the project's facilities.
FilledChecklists read_checklists(const QuestionSet& set, const Workbook& workbook, const std::vector<std::string>& facility_ids);

/// Joins what several workbooks gave, sorted by facility (in the order of the ids), day, group. Of two checklists of one
/// facility, day and group the worse is kept, and it is told: the worse class overall, then what meets less, then the more
/// doubtful answers; so the order of the files does not matter. Facilities without any are told as well.
FilledChecklists joined_checklists(const QuestionSet& set, std::vector<FilledChecklists> parts, const std::vector<std::string>& facility_ids);

/// Those up to today: a day that has not come is no day of a visit. Issues: checklist_date_future.
std::vector<Inspection> without_future_visits(std::vector<Inspection> inspections, const Date& today, Issues& issues);

}  // namespace tmfgeo
