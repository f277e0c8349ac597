// SPDX-License-Identifier: Apache-2.0
/// Checklists of a project: written for inspectors, read back, judged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/inspection/checklist_sheet.h"
#include "tmfgeo/output/output_folder.h"

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

/// Writes inspections.gpkg, open_in_qgis.qgz and action_plan.xlsx, all or none. Output: the files. Needs: a.inspections.
std::vector<std::string> write_inspections(const Assessment& a, const OutputFolder& folder);

/// Writes action_plan.xlsx into a folder and gives its path. Needs: a.inspections.
std::string write_action_plan(const Assessment& a, const std::string& folder);

/// What to export.
struct ChecklistExport {
  std::vector<ChecklistFacility> facilities;
  std::string questions = "tmfgeo-1";
  std::string beside;  ///< folder a question set's path is relative to
  Language language = Language::en;
  std::string output;  ///< a file .xlsx for all, or a folder for one file per facility
  bool overwrite = false;
};

/// Writes checklists to fill in. Into a folder all files or none. Output: the files written.
/// Errors: Error{environment} for what cannot be written; Error{usage}: no facility, an id twice.
std::vector<std::string> export_checklists(const ChecklistExport& what);

/// The kind of checklist a facility's status asks for: active detailed; not known visual; others inactive.
ChecklistGroup group_for(const std::optional<FacilityStatus>& status);

/// The facilities of a project as checklists name them; `ids` empty: all. `group` absent: by status.
/// Errors: Error{usage} for an id the project does not have, with the nearest.
std::vector<ChecklistFacility> checklist_facilities(const Project& project, const std::vector<std::string>& ids,
                                                    std::optional<ChecklistGroup> group, Language language);

}  // namespace tmfgeo
