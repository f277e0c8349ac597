// SPDX-License-Identifier: Apache-2.0
/// What assess and natech do alike.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli.h"
#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/what_if.h"

namespace tmfgeo::cli {

struct ProjectOutput {
  std::string folder;  ///< empty: out/<project name> beside the project file
  bool overwrite = false;
  AskedChanges changes;  ///< tried beside the project as it is
};

/// Assesses a project, writes the results, and says so: as JSON by `as_json`, or by `show` between title and file list.
void run_project(const Project& project, const ProjectOutput& output, const Common& common, const Progress& progress,
                 const std::function<nlohmann::json(const Assessment&)>& as_json,
                 const std::function<void(const Assessment&)>& show);

}  // namespace tmfgeo::cli
