// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/output/plume_figure.h"

namespace tmfgeo::cli {
namespace {

/// Pixels to the point of a PNG: sharp on paper.
constexpr double kPixelsPerPoint = 2;

struct PlumeOptions {
  std::string project;
  PlumeQuestion question;
  std::string flow = "mean";
  std::string svg;
  std::string png;
  std::string language = "en";
  bool overwrite = false;
};

std::vector<std::string> draw(const PlumeOptions& options, const PlumeAnswer& answer) {
  if (options.svg.empty() && options.png.empty()) return {};
  if (!answer.curve) throw Error(ErrorCode::usage, "--svg: no release of the facility is known, expected volume_m3 in the facilities file or a row in the releases file");
  const Drawing figure = plume_figure(answer, options.language == "ru" ? Language::ru : Language::en);
  // Both or none.
  for (const std::string& file : {options.svg, options.png}) {
    if (file.empty()) continue;
    const PartialFile can_be_written(file, options.overwrite);
  }
  std::vector<std::string> files;
  if (!options.svg.empty()) {
    write_file(options.svg, svg_text(figure), options.overwrite);
    files.push_back(options.svg);
  }
  if (!options.png.empty()) {
    write_png(options.png, figure, kPixelsPerPoint, options.overwrite);
    files.push_back(options.png);
  }
  return files;
}

void run_plume(PlumeOptions options, const Common& common) {
  for (const Flow flow : kFlows) {
    if (to_text(flow) == options.flow) options.question.flow = flow;
  }
  const PlumeAnswer answer = ask_plume(read_project(options.project), options.question, stderr_progress(common));
  const std::vector<std::string> files = draw(options, answer);
  print_issues(answer.assessment.issues, common);
  if (common.json) {
    nlohmann::json out = plume_json(answer);
    out["files"] = files;
    print_json(out);
    return;
  }
  if (answer.assessment.project.synthetic) std::puts("SYNTHETIC: an invented landscape, no real place.\n");
  print_plume(answer);
  for (const std::string& file : files) std::printf("%s\n", file.c_str());
  std::puts("\nA screening, not a forecast of an alarm centre. Concentrations are above the river's own.");
}

}  // namespace

void add_plume(CLI::App& command, Common& common, Action& action) {
  const auto options = std::make_shared<PlumeOptions>();
  command.add_option("project", options->project, "Project file (TOML) with a table [transport].")->required();
  command.add_option("--facility", options->question.facility, "Id of the facility that fails.")->required();
  command.add_option("--at", options->question.station, "Receptor: its id or name, a border as RO>HU, or a country for the first border into it.")->required()->type_name("STATION");
  command.add_option("--substance", options->question.substance, "One of the release; without it the one that exceeds its threshold by most.");
  command.add_option("--flow", options->flow, "low, mean or high water.")->check(CLI::IsMember({"low", "mean", "high"}))->capture_default_str();
  command.add_option("--observed", options->question.observed, "What was measured: STATION=TIME or STATION=TIME,CONCENTRATION, such as Csenger=+42h,32.6mg/L; may be repeated.")
      ->allow_extra_args(false)
      ->type_name("STATION=TIME[,CONC]");
  command.add_option("--compare", options->question.compared, "The same, drawn beside the curve and not put into it; may be repeated.")
      ->allow_extra_args(false)
      ->type_name("STATION=TIME[,CONC]");
  command.add_option("--svg", options->svg, "Draw the curve as SVG.")->type_name("FILE");
  command.add_option("--png", options->png, "Draw the curve as PNG.")->type_name("FILE");
  command.add_option("--language", options->language, "Of the figure: en or ru.")->check(CLI::IsMember({"en", "ru"}))->capture_default_str();
  command.add_flag("--overwrite", options->overwrite, "Replace figures that are there already.");
  command.callback([options, &common, &action] { action = [options, &common] { run_plume(*options, common); }; });
}

}  // namespace tmfgeo::cli
