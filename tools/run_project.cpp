// SPDX-License-Identifier: Apache-2.0
#include "run_project.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "ranks.h"
#include "show.h"
#include "tmfgeo/app/what_if.h"
#include "tmfgeo/output/results.h"

namespace tmfgeo::cli {

void run_project(const Project& project, const ProjectOutput& output, const Common& common, const Progress& progress,
                 const std::function<nlohmann::json(const Assessment&)>& as_json,
                 const std::function<void(const Assessment&)>& show) {
  const std::string folder = output.folder.empty() ? project.default_output() : output.folder;
  Ranks& ranks = all_ranks();
  const bool speaks = ranks.number() == 0;
  std::optional<OutputFolder> results;
  if (speaks) {
    std::vector<std::string> inputs{project.file};
    for (const InputFile& input : project.inputs()) inputs.insert(inputs.end(), input.files.begin(), input.files.end());
    results.emplace(folder, output.overwrite, inputs);
  }
  const auto [changes, notes] = read_changes(project, output.changes);
  Assessment a = assess(project, speaks ? progress : Progress{}, &ranks);
  if (!speaks) return;
  if (!changes.empty()) try_changes(a, changes, progress);
  const std::vector<std::string> files = write_results(a, *results, progress);
  print_issues(a.issues, common);
  if (common.json) {
    nlohmann::json out = as_json(a);
    out["ranking"] = ranking_json(a);
    if (!notes.empty()) out["ranking"]["what_if_notes"] = notes;
    out["files"] = files;
    print_json(out);
    return;
  }
  if (project.synthetic) std::puts("SYNTHETIC: an invented landscape, no real place.\n");
  std::printf("%s\n\n", project.title.c_str());
  show(a);
  if (!a.what_if.empty()) print_what_if(a);
  for (const std::string& note : notes) std::printf("%s\n", note.c_str());
  std::puts("\nResults:");
  for (const std::string& file : files) std::printf("  %s\n", file.c_str());
  std::printf("Open in QGIS: qgis \"%s/open_in_qgis.qgz\"\n", folder.c_str());
}

}  // namespace tmfgeo::cli
