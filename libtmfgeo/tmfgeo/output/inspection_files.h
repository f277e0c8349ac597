// SPDX-License-Identifier: Apache-2.0
/// Checklists written for inspectors, and what came of the filled ones.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/inspection_run.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo {

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

}  // namespace tmfgeo
