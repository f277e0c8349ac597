// SPDX-License-Identifier: Apache-2.0
/// What every command of the program shares: options, progress, tables.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/progress.h"

namespace tmfgeo::cli {

/// Options before or behind any command.
struct Common {
  bool json = false;
  bool quiet = false;
  int verbose = 0;
  std::string jobs = "ALL_CPUS";
  std::vector<std::string> gdal_config;
  int exit_code = 0;  ///< of a command that answered, though not all it was given could be used
};

/// One command: its name for the program, and how it adds itself. The action is kept by CLI11's callback.
using Action = std::function<void()>;
struct Command {
  const char* name;
  const char* help;
  void (*add)(CLI::App& command, Common& common, Action& action);
};

/// Sorted by name; commands.cpp has the one list.
const std::vector<Command>& commands();

void add_assess(CLI::App& command, Common& common, Action& action);
void add_checklist(CLI::App& command, Common& common, Action& action);
void add_init(CLI::App& command, Common& common, Action& action);
void add_inspect(CLI::App& command, Common& common, Action& action);
void add_layers(CLI::App& command, Common& common, Action& action);
void add_methods(CLI::App& command, Common& common, Action& action);
void add_natech(CLI::App& command, Common& common, Action& action);
void add_plume(CLI::App& command, Common& common, Action& action);
void add_terrain(CLI::App& command, Common& common, Action& action);
void add_trace(CLI::App& command, Common& common, Action& action);
void add_validate(CLI::App& command, Common& common, Action& action);

/// Progress on stderr: nothing in the first two seconds, then each stage with an estimate of the time it still takes.
Progress stderr_progress(const Common& common);

/// A table with aligned columns on stdout; numbers (right = true) to the right.
struct TableColumn {
  std::string title;
  bool right = false;
};
void print_table(const std::vector<TableColumn>& columns, const std::vector<std::vector<std::string>>& rows);

/// Issues on stderr: how many of each severity, and with -v each one.
void print_issues(const Issues& issues, const Common& common);

}  // namespace tmfgeo::cli
