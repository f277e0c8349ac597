// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/app/inspection_run.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/inspection_files.h"
#include "tmfgeo/output/layers.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

struct ExportOptions {
  std::string project;
  std::vector<std::string> facilities;
  std::string group;
  std::string language = "en";
  std::string questions;
  std::string output;
  bool overwrite = false;
};

struct ImportOptions {
  std::vector<std::string> files;
  std::string project;
  std::string language;
  std::string questions;
  std::string output;
  bool overwrite = false;
};

/// "ID=NAME" or "ID", for facilities without a project.
ChecklistFacility named_facility(const std::string& text, std::optional<ChecklistGroup> group) {
  const auto equals = text.find('=');
  const std::string name = equals == std::string::npos ? "" : text.substr(equals + 1);
  return {std::string(trimmed(text.substr(0, equals))), std::string(trimmed(name)), "", group.value_or(ChecklistGroup::visual)};
}

void run_export(const ExportOptions& options, const Common& common) {
  if (options.project.empty() && options.facilities.empty()) throw Error(ErrorCode::usage, "expected a project file, or --facility ID");
  const std::optional<ChecklistGroup> group = options.group.empty() ? std::nullopt : parse_group(options.group);
  ChecklistExport what;
  what.language = *parse_language(options.language);
  what.output = options.output;
  what.overwrite = options.overwrite;
  what.beside = ".";
  if (options.project.empty()) {
    for (const std::string& text : options.facilities) what.facilities.push_back(named_facility(text, group));
  } else {
    const Project project = read_project(options.project);
    what.facilities = checklist_facilities(project, options.facilities, group, what.language);
    if (project.inspections) what.questions = project.inspections->questions;
    if (options.questions.empty()) what.beside = project.file.substr(0, project.file.find_last_of('/') + 1);
  }
  if (!options.questions.empty()) what.questions = options.questions;
  const std::vector<std::string> files = export_checklists(what);
  if (common.json) {
    print_json({{"files", files}, {"checklists", what.facilities.size()}});
    return;
  }
  for (const std::string& file : files) std::puts(file.c_str());
}

std::string percent_text(const std::optional<double>& value) { return value ? fixed(*value, 0) : "?"; }

/// As it is in the layers: a facility without checklist is neither good nor bad.
std::string class_of(const FacilityState& state) { return std::string(state.inspections == 0 ? "not_inspected" : to_text(state.safety)); }

std::string class_words(const QuestionSet& set, const FacilityState& state) { return state.inspections == 0 ? "not inspected" : set.class_text(state.safety).en; }

void show_states(const InspectionResults& results) {
  std::vector<std::vector<std::string>> rows;
  for (const FacilityState& s : results.states) {
    rows.push_back({s.facility.name.empty() ? s.facility.id : s.facility.name, s.facility.country, s.latest ? to_text(*s.latest) : "", class_words(results.set, s),
                    percent_text(s.meets_percent), percent_text(s.credibility_percent), std::to_string(s.open(Priority::urgent)),
                    std::to_string(s.open(Priority::high)), std::to_string(s.open())});
  }
  print_table({{"Facility"}, {"Country"}, {"Last visit"}, {"Class"}, {"Met %", true}, {"Credible %", true}, {"Urgent", true}, {"High", true}, {"Open", true}}, rows);
  const CountryInspections& all = results.countries.back();
  std::printf("\nAssessed: %zu of %s.\n", all.assessed, counted_en(all.facilities, "facility", "facilities").c_str());
  if (all.worst.empty()) return;
  std::puts("Worst open measures:");
  for (const OpenMeasureCount& w : all.worst) {
    std::printf("  %s %s (%s, %s)\n", w.measure.c_str(), results.set.measure(w.measure)->text.en.c_str(), counted_en(w.facilities, "facility", "facilities").c_str(), std::string(to_text(w.priority)).c_str());
  }
}

json states_json(const InspectionResults& results) {
  const auto number = [](const std::optional<double>& value) { return value ? json(*value) : json(); };
  json facilities = json::array();
  for (const FacilityState& s : results.states) {
    json measures = json::array();
    for (const PlannedMeasure& p : s.plan) {
      measures.push_back({{"measure", p.measure}, {"priority", to_text(p.priority)}, {"status", to_text(p.status)}, {"open_since", to_text(p.open_since)}, {"due", to_text(p.due)}});
    }
    facilities.push_back({{"facility_id", s.facility.id}, {"class", class_of(s)}, {"last_visit", s.latest ? json(to_text(*s.latest)) : json()},
                          {"meets_percent", number(s.meets_percent)}, {"credibility_percent", number(s.credibility_percent)}, {"action_plan", measures}});
  }
  return {{"facilities", facilities}, {"question_set", results.set.id}, {"version", results.set.version}, {"mark", results.set.mark}};
}

/// Entries and sheets of checklists that were left out: not what else is wrong with the project's inputs.
std::size_t rejected(const Issues& issues) {
  return static_cast<std::size_t>(std::count_if(issues.begin(), issues.end(), [](const Issue& i) { return i.severity == Severity::error && i.code.starts_with("checklist_"); }));
}

void run_import(const ImportOptions& options, Common& common) {
  Project project = read_project(options.project);
  InspectionInput input = project.inspections.value_or(InspectionInput{});
  input.section = "inspections";
  if (!options.files.empty()) input.files = options.files;
  if (input.files.empty()) throw Error(ErrorCode::usage, "expected filled checklists: FILE.xlsx, or files in [inspections] of the project");
  if (!options.language.empty()) input.language = *parse_language(options.language);
  if (!options.questions.empty()) {
    const bool is_path = options.questions.find('/') != std::string::npos;
    input.questions = is_path ? std::filesystem::absolute(options.questions).string() : options.questions;
  }
  project.inspections = input;
  const std::string folder = options.output.empty() ? project.default_output() + "/inspections" : options.output;
  std::vector<std::string> inputs = input.files;
  inputs.push_back(options.project);
  const OutputFolder results(folder, options.overwrite, inputs);
  const Assessment a = assess_inspections(project);
  const std::vector<std::string> files = write_inspections(a, results);
  print_issues(a.issues, common);
  const std::size_t left_out = rejected(a.issues);
  if (left_out > 0) {
    common.exit_code = exit_code(ErrorCode::invalid_input);
    std::fprintf(stderr, "tmfgeo: rejected in the checklists: %zu, each told above and in layer issues; the results hold the rest\n", left_out);
  }
  if (common.json) {
    json out = states_json(*a.inspections);
    out["rejected"] = left_out;
    out["files"] = files;
    out["issues"] = as_json(a.issues);
    print_json(out);
    return;
  }
  show_states(*a.inspections);
  if (a.inspections->set.mark != "confirmed") std::puts("\nLimits and weights of the question set are to be confirmed.");
  std::puts("\nResults:");
  for (const std::string& file : files) std::printf("  %s\n", file.c_str());
}

}  // namespace

void add_checklist(CLI::App& command, Common& common, Action& action) {
  command.require_subcommand(1);
  const auto languages = CLI::IsMember({"en", "ru"});

  CLI::App* writing = command.add_subcommand("export", "Write checklists to fill in, as .xlsx.");
  writing->fallthrough();
  const auto out = std::make_shared<ExportOptions>();
  writing->add_option("PROJECT", out->project, "The project file; without it the facilities are those of --facility.");
  writing->add_option("--facility", out->facilities, "Id of a facility; may be repeated. Without a project also ID=NAME.")->allow_extra_args(false);
  writing->add_option("--group", out->group, "Kind of checklist; default: by the facility's status.")->check(CLI::IsMember({"visual", "detailed", "inactive"}));
  writing->add_option("--language", out->language, "Language of the checklist.")->check(languages)->capture_default_str();
  writing->add_option("--questions", out->questions, "Name or folder of a question set; default: the project's, else tmfgeo-1.");
  writing->add_option("-o,--output", out->output, "FILE.xlsx: one sheet per facility; a folder: one file per facility.")->required();
  writing->add_flag("--overwrite", out->overwrite, "Replace files that are there already.");
  writing->callback([out, &common, &action] { action = [out, &common] { run_export(*out, common); }; });

  CLI::App* reading = command.add_subcommand("import", "Read filled checklists: evaluation, action plan, progress.");
  reading->fallthrough();
  const auto in = std::make_shared<ImportOptions>();
  reading->add_option("FILE", in->files, "Filled checklists, .xlsx; default: those of [inspections] of the project.");
  reading->add_option("--project", in->project, "The project file.")->required();
  reading->add_option("--language", in->language, "Language of action_plan.xlsx; default: the project's, else en.")->check(languages);
  reading->add_option("--questions", in->questions, "Name or folder of a question set; default: the project's, else tmfgeo-1.");
  reading->add_option("-o,--output", in->output, "Folder for the results; default: out/<project name>/inspections beside the project file.");
  reading->add_flag("--overwrite", in->overwrite, "Replace results that are there already.");
  reading->callback([in, &common, &action] { action = [in, &common] { run_import(*in, common); }; });
}

}  // namespace tmfgeo::cli
