// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tmfgeo/app/project.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

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

std::vector<std::string> bundled_schemes() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(data_folder()) / "schemes")) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string scheme_path(const Project& project) {
  if (project.scheme.ends_with(".toml")) {
    const fs::path given(project.scheme);
    return given.is_absolute() ? given.string() : (fs::path(project.file).parent_path() / given).lexically_normal().string();
  }
  const auto names = bundled_schemes();
  if (std::find(names.begin(), names.end(), project.scheme) == names.end()) {
    const auto nearest = nearest_word(project.scheme, names);
    throw Error(ErrorCode::invalid_input,
                "[indices] scheme: found \"" + project.scheme + "\", expected a path ending in .toml or one of: " + joined(names, ", ") +
                    (nearest ? " (did you mean \"" + *nearest + "\"?)" : ""),
                project.file);
  }
  return (fs::path(data_folder()) / "schemes" / (project.scheme + ".toml")).string();
}

}  // namespace tmfgeo
