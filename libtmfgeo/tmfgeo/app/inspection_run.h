// SPDX-License-Identifier: Apache-2.0
/// Checklists of a project: who gets which, and what the filled ones say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/inspection/checklist_sheet.h"

namespace tmfgeo {

/// Folder of a question set: a path that has a slash or ends in one, relative to `beside`, or a name among the sets that come
/// with tmfgeo. Errors: Error{invalid_input} naming the sets there are and the nearest.
std::string question_set_folder(const std::string& wanted, const std::string& beside);

/// Filled checklists of a project, before their facilities' countries are known.
struct ProjectChecklists {
  QuestionSet set;
  std::vector<Inspection> inspections;
};

/// Reads the question set and every checklist of the project.
/// Errors: Error for a set or a file that cannot be used as a whole. Needs: project.inspections.
ProjectChecklists read_project_checklists(const Project& project, const std::vector<Facility>& facilities, Issues& issues);

/// Judges them. The country of a facility is the one stated, else the one found.
InspectionResults judge_checklists(ProjectChecklists checklists, const std::vector<FacilityResult>& results);

/// The inspections of a project alone: facilities without routes. Needs: project.inspections.
Assessment assess_inspections(const Project& project);

/// The kind of checklist a facility's status asks for: active detailed; not known visual; others inactive.
ChecklistGroup group_for(const std::optional<FacilityStatus>& status);

/// The facilities of a project as checklists name them; `ids` empty: all. `group` absent: by status.
/// Errors: Error{usage} for an id the project does not have, with the nearest.
std::vector<ChecklistFacility> checklist_facilities(const Project& project, const std::vector<std::string>& ids,
                                                    std::optional<ChecklistGroup> group, Language language);

}  // namespace tmfgeo
