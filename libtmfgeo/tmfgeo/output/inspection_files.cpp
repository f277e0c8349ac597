// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/inspection_files.h"

#include <algorithm>
#include <filesystem>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/inspection/plan_workbook.h"
#include "tmfgeo/io/workbook.h"
#include "tmfgeo/output/layers.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

/// What a facility's id may be as the name of a file.
std::string file_name(const std::string& id, const std::vector<Sheet>& taken) { return sheet_name(id, taken) + ".xlsx"; }

}  // namespace

std::vector<std::string> write_inspections(const Assessment& a, const OutputFolder& folder) {
  return folder.fill([&](const std::string& staging) {
    const std::string path = (fs::path(staging) / "inspections.gpkg").string();
    GeoPackageOptions options;
    options.title = a.project.title;
    options.description = a.project.description;
    options.relation = {"inspection_status", "facility_id"};
    write_geopackage(path, make_inspection_layers(a), options);
    return std::vector{path, (fs::path(staging) / "open_in_qgis.qgz").string(), write_action_plan(a, staging)};
  }, OldResults::kept);
}

std::string write_action_plan(const Assessment& a, const std::string& folder) {
  TMFGEO_EXPECTS(a.inspections.has_value() && a.project.inspections.has_value());
  const std::string path = (fs::path(folder) / "action_plan.xlsx").string();
  write_workbook(path, plan_workbook(*a.inspections, a.project.inspections->language), true);
  return path;
}

std::vector<std::string> export_checklists(const ChecklistExport& what) {
  if (what.facilities.empty()) throw Error(ErrorCode::usage, "no facility, expected at least one to make a checklist for");
  for (std::size_t i = 0; i < what.facilities.size(); ++i) {
    const auto same = [&](const ChecklistFacility& f) { return f.id == what.facilities[i].id; };
    if (what.facilities[i].id.empty()) throw Error(ErrorCode::usage, "found an empty id, expected the id of a facility");
    if (std::count_if(what.facilities.begin(), what.facilities.end(), same) > 1) throw Error(ErrorCode::usage, "facility \"" + what.facilities[i].id + "\" is given twice, expected it once");
  }
  const QuestionSet set = read_question_set(question_set_folder(what.questions, what.beside));
  if (what.output.ends_with(".xlsx")) {
    write_workbook(what.output, checklist_workbook(set, what.facilities, what.language), what.overwrite);
    return {what.output};
  }
  std::vector<Sheet> names;  // so that two ids do not make one file
  std::vector<fs::path> files;
  for (const ChecklistFacility& facility : what.facilities) {
    files.push_back(fs::path(what.output) / file_name(facility.id, names));
    names.push_back({.name = files.back().stem().string()});
    if (!what.overwrite && fs::exists(files.back())) throw Error(ErrorCode::environment, "is there already, expected --overwrite to replace it", files.back().string());
  }
  const OutputFolder folder(what.output, true, {});  // of what is there only checklists of the same name would be replaced
  return folder.fill([&](const std::string& staging) {
    std::vector<std::string> written;
    for (std::size_t i = 0; i < files.size(); ++i) {
      written.push_back((fs::path(staging) / files[i].filename()).string());
      write_workbook(written.back(), checklist_workbook(set, std::span(&what.facilities[i], 1), what.language), false);
    }
    return written;
  }, OldResults::kept);
}

}  // namespace tmfgeo
