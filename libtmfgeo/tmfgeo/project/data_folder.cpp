// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {

namespace fs = std::filesystem;

std::string tmfgeo_version() { return TMFGEO_VERSION; }

std::string data_folder() {
  if (const char* given = std::getenv("TMFGEO_DATA")) return given;
  std::error_code none;
  for (const char* candidate : {TMFGEO_INSTALL_DATA, TMFGEO_SOURCE_DATA}) {
    if (fs::is_directory(fs::path(candidate) / "schemes", none)) return candidate;
  }
  throw Error(ErrorCode::environment,
              "the data that come with tmfgeo are not found, expected the folder in the variable TMFGEO_DATA");
}

std::string project_template(const std::string& name) {
  const std::string path = (fs::path(data_folder()) / "templates" / "project.toml").string();
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::environment, "cannot be opened, expected the template that comes with tmfgeo", path);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  constexpr std::string_view placeholder = "@NAME@";
  for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos;) text.replace(at, placeholder.size(), name);
  return text;
}

namespace {

/// Names of the .toml files of a folder of data that begin with a prefix, the prefix left away.
std::vector<std::string> bundled(const char* folder, const std::string& prefix) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(data_folder()) / folder)) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".toml" && stem.starts_with(prefix)) names.push_back(stem.substr(prefix.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct Bundle {
  const char* folder;
  const char* prefix;
  const char* key;  ///< of the project file
};

std::string path_of(const Project& project, const std::string& wanted, const Bundle& bundle) {
  if (wanted.ends_with(".toml")) {
    const fs::path given(wanted);
    return given.is_absolute() ? given.string() : (fs::path(project.file).parent_path() / given).lexically_normal().string();
  }
  const auto names = bundled(bundle.folder, bundle.prefix);
  if (std::find(names.begin(), names.end(), wanted) == names.end()) {
    const auto nearest = nearest_word(wanted, names);
    throw Error(ErrorCode::invalid_input,
                std::string(bundle.key) + ": found \"" + wanted + "\", expected a path ending in .toml or one of: " + joined(names, ", ") +
                    (nearest ? " (did you mean \"" + *nearest + "\"?)" : ""),
                project.file);
  }
  return (fs::path(data_folder()) / bundle.folder / (bundle.prefix + wanted + ".toml")).string();
}

}  // namespace

std::vector<std::string> bundled_schemes() { return bundled("schemes", ""); }

std::string scheme_path(const Project& project) { return path_of(project, project.scheme, {"schemes", "", "[indices] scheme"}); }

std::string guideline_path(const Project& project) {
  TMFGEO_EXPECTS(project.natech.has_value());
  return path_of(project, project.natech->design, {"natech", "design-", "[natech] design"});
}

}  // namespace tmfgeo
