// SPDX-License-Identifier: Apache-2.0
/// The checklist as a workbook that an inspector fills in on site, and how it is laid out for reading it back.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tmfgeo/inspection/question_set.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// What a checklist says of its facility; locked.
struct ChecklistFacility {
  std::string id;
  std::string name;
  std::string country;
  ChecklistGroup group = ChecklistGroup::visual;
};

/// One explanatory sheet and a sheet per facility. Headings and questions are locked, answers and kinds of evidence come from
/// lists. A hidden column carries the ids and, in its first row, the version of the set, so that a sheet that was renamed,
/// copied or sorted is still understood.
/// Needs: facilities with ids unlike each other.
Workbook checklist_workbook(const QuestionSet& set, std::span<const ChecklistFacility> facilities, Language language);

/// Keys in the hidden column. All begin with @, which no question's id does.
namespace checklist_key {
inline constexpr std::string_view version = "@tmfgeo-checklist";
inline constexpr std::string_view guide = "@tmfgeo-guide";
inline constexpr std::string_view facility = "@facility=";
inline constexpr std::string_view visit = "@visit";                  ///< day, inspector
inline constexpr std::string_view circumstances = "@circumstances";  ///< organisation, conditions
inline constexpr std::string_view columns = "@columns";
inline constexpr std::string_view category = "@category=";
}  // namespace checklist_key

/// Columns of a checklist in their order.
enum class ChecklistColumn { number, question, answer, evidence, remark };
inline constexpr std::array kChecklistColumns{ChecklistColumn::number, ChecklistColumn::question, ChecklistColumn::answer,
                                              ChecklistColumn::evidence, ChecklistColumn::remark};
BilingualText heading_of(ChecklistColumn column);

/// What the first row of the hidden column says.
struct ChecklistVersion {
  std::string set;
  int version = 0;
  ChecklistGroup group = ChecklistGroup::visual;
};
std::string version_text(const ChecklistVersion& version);
std::optional<ChecklistVersion> parse_version(std::string_view text);

}  // namespace tmfgeo
