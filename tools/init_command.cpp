// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo::cli {
namespace {

namespace fs = std::filesystem;

void write_new(const fs::path& path, const std::string& text) {
  // Exclusively: of two runs at once one makes the file.
  std::FILE* file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr && errno == EEXIST) {
    throw Error(ErrorCode::environment, "is there already and is left as it is, expected a new folder", path.string());
  }
  const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed) throw Error(ErrorCode::environment, "cannot be written", path.string());
}

std::string facilities_header() {
  std::string header;
  for (const FacilityColumn& column : facility_columns()) {
    if (column.name == "x" || column.name == "y") continue;
    header += (header.empty() ? "" : ",") + column.name;
    if (column.name == "volume_m3" || column.name == "whc") header += "," + column.name + "_source";
  }
  return header + "\n";
}

void run_init(const std::string& folder) {
  if (folder.empty()) throw Error(ErrorCode::usage, "folder: found an empty name, expected a folder for the new project");
  std::string name = fs::path(folder).filename().string();
  if (name.empty() || name == ".") name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
  std::string fit;
  for (const char c : name) {
    const bool usable = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    fit += usable ? c : '_';
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorCode::environment, "cannot be made: " + error.message(), folder);
  const fs::path project = fs::path(folder) / "project.toml";
  const fs::path facilities = fs::path(folder) / "facilities.csv";
  if (fs::exists(facilities)) throw Error(ErrorCode::environment, "is there already and is left as it is, expected a new folder", facilities.string());
  write_new(project, project_template(fit));
  write_new(facilities, facilities_header());
  std::printf("%s\n%s\nNext: fill them in, then tmfgeo validate \"%s\"\n", project.c_str(), facilities.c_str(), project.c_str());
}

}  // namespace

void add_init(CLI::App& command, Common&, Action& action) {
  auto folder = std::make_shared<std::string>();
  command.add_option("folder", *folder, "Folder for the new project; made if it is not there.")->required();
  command.callback([folder, &action] { action = [folder] { run_init(*folder); }; });
}

}  // namespace tmfgeo::cli
