// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/output_folder.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "tmfgeo/app/terrain_rasters.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

/// Makes the folder and proves that a file can be written there.
void make_folder(const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    throw Error(ErrorCode::environment, "is a file, expected a folder for the results", folder);
  }
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorCode::environment, "cannot be made: " + error.message(), folder);
}

constexpr const char* kStaging = ".tmfgeo-partial";
constexpr const char* kActionPlan = "action_plan.xlsx";

/// Names of the files that any run writes, styles aside.
std::vector<std::string> outputs() {
  std::vector<std::string> names{"results.gpkg", "terrain.gpkg", "inspections.gpkg", "open_in_qgis.qgz", kActionPlan};
  for (const TerrainRaster& raster : terrain_rasters()) names.emplace_back(raster.file);
  return names;
}

/// A file of an earlier run that this one does not write would pass for one of its own.
void remove_leftovers(const std::string& folder, const std::vector<std::string>& written) {
  const auto is_written = [&](std::string_view name) {
    return std::ranges::any_of(written, [&](const fs::path& file) { return file.filename() == name; });
  };
  std::error_code none;
  for (const TerrainRaster& raster : terrain_rasters()) {
    if (is_written(raster.file)) continue;
    const fs::path left = fs::path(folder) / raster.file;
    fs::remove(left, none);
    fs::remove(fs::path(left).replace_extension(".qml"), none);
  }
  if (!is_written(kActionPlan)) fs::remove(fs::path(folder) / kActionPlan, none);
}

}  // namespace

void check_output(const std::string& folder, bool overwrite) {
  make_folder(folder);
  for (const std::string& name : outputs()) {
    const fs::path output = fs::path(folder) / name;
    if (!overwrite && fs::exists(output)) {
      throw Error(ErrorCode::environment, "is there already, expected --overwrite to replace it", output.string());
    }
  }
  const fs::path writable = fs::path(folder) / ".tmfgeo-write-test";
  std::FILE* file = std::fopen(writable.c_str(), "wb");
  if (file == nullptr) throw Error(ErrorCode::environment, "cannot be written to, expected a folder you may write in", folder);
  std::fclose(file);
  fs::remove(writable);
}

std::vector<std::string> all_or_nothing(const std::string& folder, const std::function<std::vector<std::string>(const std::string&)>& write, OldResults old) {
  struct Staging {
    fs::path path;
    ~Staging() {
      std::error_code none;
      fs::remove_all(path, none);
    }
  };
  const Staging staging{fs::path(folder) / kStaging};
  std::error_code none;
  fs::remove_all(staging.path, none);  // left by a run that was killed
  make_folder(staging.path.string());
  const auto final_path = [&](const fs::path& file) { return (fs::path(folder) / file.filename()).string(); };
  std::vector<std::string> files;
  try {
    files = write(staging.path.string());
  } catch (const Error& error) {
    const std::string message = error.what();
    const bool ours = fs::path(error.path()).parent_path() == staging.path || fs::path(error.path()) == staging.path;
    if (!ours || !message.starts_with(error.path() + ": ")) throw;
    throw Error(error.code(), message.substr(error.path().size() + 2), final_path(error.path()));
  }
  if (old == OldResults::removed) remove_leftovers(folder, files);
  for (const auto& entry : fs::directory_iterator(staging.path)) move_into_place(entry.path().string(), final_path(entry.path()));
  for (std::string& file : files) file = final_path(file);
  return files;
}

}  // namespace tmfgeo
