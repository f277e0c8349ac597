// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/inspection_run.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inspection/filled_checklist.h"
#include "tmfgeo/io/workbook.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> bundled_sets(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string folder_of(const std::string& file) { return fs::path(file).parent_path().string(); }

}  // namespace

std::string question_set_folder(const std::string& wanted, const std::string& beside) {
  if (wanted.find('/') != std::string::npos || wanted == "." || wanted == "..") {
    const fs::path given(wanted);
    const fs::path folder = given.is_absolute() ? given : fs::path(beside) / given;
    std::error_code none;
    if (!fs::is_directory(folder, none)) {
      throw Error(ErrorCode::invalid_input, "is no folder, expected a question set: rules.toml, measures.toml and three files of questions", folder.lexically_normal().string());
    }
    return folder.lexically_normal().string();
  }
  const fs::path folder = fs::path(data_folder()) / "inspection";
  const auto names = bundled_sets(folder);
  if (std::find(names.begin(), names.end(), wanted) == names.end()) {
    const auto nearest = nearest_word(wanted, names);
    throw Error(ErrorCode::invalid_input, "questions: found \"" + wanted + "\", expected the path of a folder, with a slash, or one of: " + joined(names, ", ") +
                                              (nearest ? " (did you mean \"" + *nearest + "\"?)" : ""));
  }
  return (folder / wanted).string();
}

ProjectChecklists read_project_checklists(const Project& project, const std::vector<Facility>& facilities, Issues& issues) {
  TMFGEO_EXPECTS(project.inspections.has_value());
  ProjectChecklists checklists;
  checklists.set = read_question_set(question_set_folder(project.inspections->questions, folder_of(project.file)));
  std::vector<std::string> ids;
  for (const Facility& f : facilities) ids.push_back(f.id);
  std::vector<FilledChecklists> parts;
  for (const std::string& file : project.inspections->files) parts.push_back(read_checklists(checklists.set, read_workbook(file), ids));
  FilledChecklists all = joined_checklists(checklists.set, std::move(parts), ids);
  issues.insert(issues.end(), all.issues.begin(), all.issues.end());
  checklists.inspections = without_future_visits(std::move(all.inspections), local_day(std::chrono::system_clock::now()), issues);
  return checklists;
}

InspectionResults judge_checklists(ProjectChecklists checklists, const std::vector<FacilityResult>& results) {
  std::vector<InspectedFacility> facilities;
  for (const FacilityResult& r : results) {
    const Facility& f = r.facility;
    facilities.push_back({f.id, f.name, f.country.empty() ? r.country_found : f.country, f.name_ru});
  }
  return inspection_results(std::move(checklists.set), facilities, std::move(checklists.inspections));
}

Assessment assess_inspections(const Project& project) {
  Assessment a;
  a.project = project;
  FacilityInventory inventory = read_project_facilities(project);
  a.issues = std::move(inventory.issues);
  ProjectChecklists checklists = read_project_checklists(project, inventory.facilities, a.issues);
  for (Facility& f : inventory.facilities) a.results.push_back({std::move(f), {}, {}, {}, {}, {}});
  a.inspections = judge_checklists(std::move(checklists), a.results);
  for (const InputFile& input : project.inputs()) {
    if (input.section != "facilities" && input.section != "inspections") continue;
    for (InputRecord& record : recorded(input)) a.inputs.push_back(std::move(record));
  }
  return a;
}

ChecklistGroup group_for(const std::optional<FacilityStatus>& status) {
  if (!status) return ChecklistGroup::visual;
  return *status == FacilityStatus::active ? ChecklistGroup::detailed : ChecklistGroup::inactive;
}

std::vector<ChecklistFacility> checklist_facilities(const Project& project, const std::vector<std::string>& ids, std::optional<ChecklistGroup> group, Language language) {
  const FacilityInventory inventory = read_project_facilities(project);
  std::vector<std::string> known;
  for (const Facility& f : inventory.facilities) known.push_back(f.id);
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const auto nearest = nearest_word(id, known);
    throw Error(ErrorCode::usage, "no facility \"" + id + "\"" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ", expected one of: " + joined(known, ", ")), project.facilities.file());
  }
  std::vector<ChecklistFacility> chosen;
  for (const Facility& f : inventory.facilities) {
    const bool wanted = ids.empty() || std::find(ids.begin(), ids.end(), f.id) != ids.end();
    const std::string& name = language == Language::ru && !f.name_ru.empty() ? f.name_ru : f.name;
    if (wanted) chosen.push_back({f.id, name, f.country, group.value_or(group_for(f.status))});
  }
  return chosen;
}

}  // namespace tmfgeo
