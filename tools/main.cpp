// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli.h"
#include "ranks.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/crs.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/project/project.h"

namespace {

using tmfgeo::cli::Action;
using tmfgeo::cli::Common;

constexpr int kInternalError = 70;

std::string version_text() {
  return "tmfgeo " + tmfgeo::tmfgeo_version() + "\nGDAL " + tmfgeo::gdal_version() + "\nPROJ " + tmfgeo::proj_version() +
         "\nGEOS " + tmfgeo::geos_version();
}

void add_common(CLI::App& app, Common& common) {
  app.add_flag("--json", common.json, "Results as JSON on stdout.");
  app.add_flag("-q,--quiet", common.quiet, "No progress and no remarks on stderr.");
  app.add_flag("-v,--verbose", common.verbose, "List every issue; repeat for more.");
  app.add_option("-j,--jobs", common.jobs, "Number of threads, or ALL_CPUS. Results do not depend on it.")->capture_default_str();
  app.add_option("--config", common.gdal_config, "GDAL configuration option KEY=VALUE; may be repeated.")
      ->allow_extra_args(false);
}

void apply(const Common& common) {
  if (common.jobs != "ALL_CPUS") {
    const auto number = tmfgeo::parse_number(common.jobs).value;
    if (!number || *number < 1 || *number > 4096 || *number != static_cast<int>(*number)) {
      throw tmfgeo::Error(tmfgeo::ErrorCode::usage, "-j: found \"" + common.jobs + "\", expected a whole number from 1, or ALL_CPUS");
    }
    tmfgeo::use_threads(static_cast<int>(*number));
    tmfgeo::set_gdal_option("GDAL_NUM_THREADS", tmfgeo::shortest(*number));
  }
  for (const std::string& pair : common.gdal_config) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw tmfgeo::Error(tmfgeo::ErrorCode::usage, "--config: found \"" + pair + "\", expected KEY=VALUE");
    }
    tmfgeo::set_gdal_option(pair.substr(0, equals), pair.substr(equals + 1));
  }
}

/// What ails all ranks is told by one: the first speaks at once, which ends all; another, if it is still there after a
/// while, failed alone or with those behind it.
void wait_for_ranks_before() {
  const int rank = tmfgeo::cli::all_ranks().number();
  if (rank > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5000 + 250 * std::min(rank, 40)));
}

int failed(const Common& common, const char* kind, const std::string& message, int code) {
  wait_for_ranks_before();
  std::fprintf(stderr, "tmfgeo: %s\n", message.c_str());
  if (common.json) {
    const nlohmann::json error{{"error", {{"kind", kind}, {"message", message}, {"exit_code", code}}}};
    std::puts(error.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  }
  return code;
}

/// The parser's words, and the nearest command where the first word is none.
std::string usage_message(const CLI::App& app, int argc, char** argv, const std::string& problem) {
  std::vector<std::string> names;
  for (const tmfgeo::cli::Command& command : tmfgeo::cli::commands()) names.emplace_back(command.name);
  std::string message = problem;
  const bool has_word = app.get_subcommands().empty() && argc > 1 && argv[1][0] != '-';
  if (has_word) {
    const auto nearest = tmfgeo::nearest_word(argv[1], names);
    message = "no command \"" + std::string(argv[1]) + "\", " +
              (nearest ? "did you mean \"" + *nearest + "\"?" : "expected one of: " + tmfgeo::joined(names, ", "));
  }
  return message + " (tmfgeo --help lists the commands and options)";
}

int run(const Common& common, const Action& action) {
  try {
    apply(common);
    action();
    return common.exit_code;
  } catch (const tmfgeo::Error& error) {
    const char* kind = error.code() == tmfgeo::ErrorCode::usage           ? "usage"
                       : error.code() == tmfgeo::ErrorCode::invalid_input ? "invalid_input"
                                                                          : "environment";
    return failed(common, kind, error.what(), tmfgeo::exit_code(error.code()));
  } catch (const std::bad_alloc&) {
    return failed(common, "environment", "not enough memory; tmfgeo validate says how much a run needs", 3);
  } catch (const std::exception& error) {
    return failed(common, "internal", std::string("internal error, please report it: ") + error.what(), kInternalError);
  }
}

int run_program(int argc, char** argv) {
  CLI::App app{"Where the water of tailings dams goes: routes, border crossings, transboundary risk indices."};
  app.set_version_flag("--version", version_text(), "Versions of tmfgeo and its libraries.");
  app.require_subcommand(1);
  app.footer("Start with: tmfgeo init my-basin   Documentation: docs/README.md");
  Common common;
  add_common(app, common);
  Action action;
  for (const tmfgeo::cli::Command& command : tmfgeo::cli::commands()) {
    CLI::App* sub = app.add_subcommand(command.name, command.help);
    sub->fallthrough();
    command.add(*sub, common, action);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return failed(common, "usage", usage_message(app, argc, argv, error.what()), 1);
    app.exit(error);  // help or version was asked for
    return 0;
  }
  const std::string command = app.get_subcommands().front()->get_name();
  if (tmfgeo::cli::all_ranks().count() > 1 && command != "terrain" && command != "assess") {
    return failed(common, "usage", command + " runs as one process, expected terrain or assess under mpirun", 1);
  }
  return run(common, action);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is told like a full disk
  tmfgeo::cli::start_ranks(argc, argv);
  return tmfgeo::cli::end_ranks(run_program(argc, argv));
}
