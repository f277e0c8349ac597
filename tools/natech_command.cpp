// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "run_project.h"
#include "show.h"

namespace tmfgeo::cli {
namespace {

struct NatechOptions {
  std::string project;
  std::string scenario;
  std::string shakemap;
  ProjectOutput output;
  long long draws = 0;
  long long seed = -1;
};

InputFile given_file(const char* section, const std::string& path) {
  InputFile input;
  input.section = section;
  input.files = {path};
  return input;
}

Project with_options(Project project, const NatechOptions& options) {
  if (!project.natech && options.scenario.empty() && options.shakemap.empty()) {
    throw Error(ErrorCode::usage, "nothing shakes or floods: expected a table [natech] in the project, --scenario or --shakemap", options.project);
  }
  if (!project.natech) project.natech.emplace();
  NatechInput& natech = *project.natech;
  if (!options.scenario.empty()) natech.scenarios = {given_file("natech.scenario", options.scenario)};
  if (!options.shakemap.empty()) {
    natech.shakemap.emplace();
    static_cast<InputFile&>(*natech.shakemap) = given_file("natech.shakemap", options.shakemap);
  }
  if (options.draws > 0) natech.draws = static_cast<std::uint64_t>(options.draws);
  if (options.seed >= 0) natech.seed = static_cast<std::uint64_t>(options.seed);
  return project;
}

void show_natech(const Assessment& a) {
  print_yearly(a);
  for (const NatechEvent& event : a.natech->events) {
    std::puts("");
    print_event(a, event);
  }
  std::puts("");
  print_floods(a);
  std::puts("\nA screening, not an inspection finding. \"?\" is not known, never zero. \"≥\" is a lower bound: something could not be judged.\n"
            "\"a to b\": what the hazard data alone say, and if all that is rarer broke the dam and weaker shaking came as the curve carried on says. \"–\": a group of one.");
}

void run_natech(const NatechOptions& options, const Common& common) {
  const Progress progress = stderr_progress(common);
  run_project(with_options(read_project(options.project), options), options.output, common, progress, natech_json, show_natech);
}

}  // namespace

void add_natech(CLI::App& command, Common& common, Action& action) {
  const auto options = std::make_shared<NatechOptions>();
  command.add_option("PROJECT", options->project, "The project file.")->required();
  command.add_option("--scenario", options->scenario, "A scenario earthquake instead of the project's.")->type_name("FILE.toml");
  command.add_option("--shakemap", options->shakemap, "A ShakeMap instead of the project's: grid.xml or grid.xml.gz.")->type_name("FILE");
  command.add_option("-o,--output", options->output.folder, "Folder for the results; default: out/<project name> beside the project file.")->type_name("FOLDER");
  command.add_flag("--overwrite", options->output.overwrite, "Replace results that are there already.");
  command.add_option("--draws", options->draws, "Draws of each earthquake for joint events.")->type_name("N")->check(CLI::Range(1LL, 10'000'000LL));
  command.add_option("--seed", options->seed, "Seed of the draws; the same seed gives the same result.")->type_name("N")->check(CLI::Range(0LL, 9'007'199'254'740'992LL));
  command.callback([options, &common, &action] { action = [options, &common] { run_natech(*options, common); }; });
}

}  // namespace tmfgeo::cli
