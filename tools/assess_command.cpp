// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "run_project.h"
#include "show.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

struct AssessOptions {
  std::string project;
  ProjectOutput output;
};

void show_assessment(const Assessment& a) {
  print_routes(a);
  std::puts("");
  print_crossings(a);
  std::puts("");
  print_ranking(a);
  std::puts("");
  print_country_pairs(a);
  if (a.transport) print_border_arrivals(a);
}

void run_assess(const AssessOptions& options, const Common& common) {
  const Progress progress = stderr_progress(common);
  run_project(read_project(options.project), options.output, common, progress, [](const Assessment& a) { return as_json(a); },
              show_assessment);
}

struct TraceOptions {
  std::string project;
  std::string facility;
  std::string at;
};

Facility point_facility(const std::string& at) {
  const auto comma = at.find(',');
  const auto lon = comma == std::string::npos ? ParsedNumber{} : parse_number(at.substr(0, comma));
  const auto lat = comma == std::string::npos ? ParsedNumber{} : parse_number(at.substr(comma + 1));
  const bool fits = lon.value && lat.value && *lon.value >= -180 && *lon.value <= 180 && *lat.value >= -90 && *lat.value <= 90;
  if (!fits) throw Error(ErrorCode::usage, "--at: found \"" + at + "\", expected LON,LAT in degrees, for example 23.57,47.66");
  Facility f;
  f.id = "point";
  f.name = at;
  f.location = {*lon.value, *lat.value};
  return f;
}

FacilityInventory one_of(FacilityInventory inventory, const std::string& id, const std::string& file) {
  FacilityInventory one;
  std::vector<std::string> ids;
  for (Facility& f : inventory.facilities) {
    ids.push_back(f.id);
    if (f.id == id) one.facilities.push_back(std::move(f));
  }
  if (!one.facilities.empty()) return one;
  const auto nearest = nearest_word(id, ids);
  throw Error(ErrorCode::usage, "no facility \"" + id + "\"" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ", expected one of: " + joined(ids, ", ")), file);
}

void run_trace(const TraceOptions& options, const Common& common) {
  if (options.facility.empty() == options.at.empty()) throw Error(ErrorCode::usage, "expected either --facility ID or --at LON,LAT");
  Project project = read_project(options.project);
  project.transport.reset();  // nothing of it is printed
  FacilityInventory inventory;
  if (options.at.empty()) {
    inventory = one_of(read_project_facilities(project), options.facility, project.facilities.file());
  } else {
    inventory.facilities.push_back(point_facility(options.at));
  }
  const Assessment a = assess_facilities(project, std::move(inventory), stderr_progress(common));
  print_issues(a.issues, common);
  if (common.json) {
    print_json(as_json(a));
    return;
  }
  const FacilityResult& r = a.results.front();
  std::printf("%s: %s km, ends: %s\n\n", (r.facility.name.empty() ? r.facility.id : r.facility.name).c_str(),
              fixed(r.route.length_m() / 1000, 1).c_str(), std::string(to_text(r.route.end)).c_str());
  print_legs(r);
  std::puts("");
  print_crossings(a);
}

void run_validate(const std::string& path, const Common& common) {
  const Project project = read_project(path);
  const Validation v = validate(project, stderr_progress(common));
  print_issues(v.issues, common);
  if (common.json) {
    print_json({{"findings", v.findings}, {"memory_mb", v.memory_mb}, {"issues", as_json(v.issues)}});
    return;
  }
  for (const std::string& finding : v.findings) std::puts(finding.c_str());
  std::printf("memory: about %s MB\n", fixed(v.memory_mb, 0).c_str());
}

}  // namespace

void add_assess(CLI::App& command, Common& common, Action& action) {
  auto options = std::make_shared<AssessOptions>();
  command.add_option("project", options->project, "Project file (TOML).")->required();
  command.add_option("-o,--output", options->output.folder, "Folder for the results; default: out/<project name> beside the project file.");
  command.add_flag("--overwrite", options->output.overwrite, "Replace results that are there already.");
  AskedChanges& changes = options->output.changes;
  command.add_option("--set", changes.set, "Try a change: FACILITY.ATTRIBUTE=VALUE, for example A1.factor_of_safety=1.5. May be repeated.");
  command.add_option("--close", changes.close, "Try closing a facility: FACILITY, as --set FACILITY.status=closed. May be repeated.");
  command.add_option("--done", changes.done, "Try a measure of the catalogue as done: FACILITY.MEASURE, for example A1.M-DAM-03. May be repeated.");
  command.callback([options, &common, &action] { action = [options, &common] { run_assess(*options, common); }; });
}

void add_trace(CLI::App& command, Common& common, Action& action) {
  auto options = std::make_shared<TraceOptions>();
  command.add_option("project", options->project, "Project file (TOML).")->required();
  command.add_option("--facility", options->facility, "Id of a facility of the project.");
  command.add_option("--at", options->at, "Any point: LON,LAT in degrees, WGS 84.");
  command.callback([options, &common, &action] { action = [options, &common] { run_trace(*options, common); }; });
}

void add_validate(CLI::App& command, Common& common, Action& action) {
  auto path = std::make_shared<std::string>();
  command.add_option("project", *path, "Project file (TOML).")->required();
  command.callback([path, &common, &action] { action = [path, &common] { run_validate(*path, common); }; });
}

}  // namespace tmfgeo::cli
