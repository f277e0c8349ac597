// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/output_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "tmfgeo/core/error.h"
#include "tmfgeo/io/file_list.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/output/terrain_rasters.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

void make_folder(const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    throw Error(ErrorCode::environment, "is a file, expected a folder for the results", folder);
  }
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorCode::environment, "cannot be made: " + error.message(), folder);
}

constexpr const char* kStaging = ".tmfgeo-partial";
constexpr const char* kLock = ".tmfgeo-lock";
constexpr const char* kActionPlan = "action_plan.xlsx";

/// Names of the files that any run writes, styles aside.
std::vector<std::string> outputs() {
  std::vector<std::string> names{"results.gpkg", "results.xlsx", "results_ru.xlsx", "terrain.gpkg", "inspections.gpkg", "open_in_qgis.qgz", kActionPlan};
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

/// Whether a file is still what its name says: another run may have removed it and made a new one.
bool has_its_name(int file, const std::string& path) {
  std::error_code none;
  return fs::equivalent("/proc/self/fd/" + std::to_string(file), path, none);
}

enum class Locked { yes, by_another, unknown };
/// Takes a file for this process, if nobody else has it.
Locked lock(int file) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(file, F_OFD_SETLK, &whole) == 0) return Locked::yes;
  return errno == EAGAIN || errno == EACCES ? Locked::by_another : Locked::unknown;
}

struct Staging {
  fs::path path;
  ~Staging() {
    std::error_code none;
    fs::remove_all(path, none);
  }
};

}  // namespace

/// Holds a folder until it is destroyed, or the process ends, however it ends.
class OutputFolder::Lock {
 public:
  explicit Lock(const std::string& folder) : path_((fs::path(folder) / kLock).string()) {
    for (;;) {
      file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
      if (file_ < 0) throw Error(ErrorCode::environment, "cannot be written to, expected a folder you may write in", folder);
      const Locked locked = lock(file_);
      // Some file systems of clusters know no locks: there the user has to see to it.
      if (locked == Locked::unknown || (locked == Locked::yes && has_its_name(file_, path_))) return;
      close(file_);
      if (locked == Locked::by_another) {
        throw Error(ErrorCode::environment, "another run is writing here, expected a folder for each run or one run at a time", folder);
      }
    }
  }
  ~Lock() {
    unlink(path_.c_str());  // while it is still held, so that nobody else's is removed
    close(file_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  std::string path_;
  int file_ = -1;
};

OutputFolder::OutputFolder(const std::string& folder, bool overwrite, const std::vector<std::string>& inputs) : folder_(folder) {
  for (const std::string& input : inputs) {
    for (std::string& file : files_behind(input)) inputs_.push_back(std::move(file));
  }
  make_folder(folder);
  lock_ = std::make_unique<Lock>(folder);
  for (const std::string& name : outputs()) {
    const fs::path output = fs::path(folder) / name;
    refuse_inputs(output.string());
    if (!overwrite && fs::exists(output)) {
      throw Error(ErrorCode::environment, "is there already, expected --overwrite to replace it", output.string());
    }
  }
  std::error_code none;
  fs::remove_all(fs::path(folder) / kStaging, none);
}

OutputFolder::~OutputFolder() = default;

void OutputFolder::refuse_inputs(const std::string& result) const {
  for (const std::string& input : inputs_) {
    std::error_code none;
    if (fs::equivalent(result, input, none)) {
      throw Error(ErrorCode::environment, "is an input of this run and would be replaced, expected another folder for the results", result);
    }
  }
}

std::vector<std::string> OutputFolder::fill(const std::function<std::vector<std::string>(const std::string&)>& write, OldResults old) const {
  const Staging staging{fs::path(folder_) / kStaging};
  make_folder(staging.path.string());
  const auto final_path = [&](const fs::path& file) { return (fs::path(folder_) / file.filename()).string(); };
  std::vector<std::string> files;
  try {
    files = write(staging.path.string());
  } catch (const Error& error) {
    const std::string message = error.what();
    const bool ours = fs::path(error.path()).parent_path() == staging.path || fs::path(error.path()) == staging.path;
    if (!ours || !message.starts_with(error.path() + ": ")) throw;
    throw Error(error.code(), message.substr(error.path().size() + 2), final_path(error.path()));
  }
  for (const auto& entry : fs::directory_iterator(staging.path)) refuse_inputs(final_path(entry.path()));
  if (old == OldResults::removed) remove_leftovers(folder_, files);
  // The map comes last and an old one goes first: a run killed in between leaves no map that speaks for other rasters.
  const auto is_map = [](const fs::path& file) { return file.extension() == ".gpkg" || file.extension() == ".qgz"; };
  std::vector<fs::path> made;
  for (const auto& entry : fs::directory_iterator(staging.path)) made.push_back(entry.path());
  std::sort(made.begin(), made.end(), [&](const fs::path& a, const fs::path& b) { return std::pair(is_map(a), a) < std::pair(is_map(b), b); });
  for (const fs::path& file : made) {
    std::error_code none;
    if (is_map(file)) fs::remove(final_path(file), none);
  }
  for (const fs::path& file : made) move_into_place(file.string(), final_path(file));
  for (std::string& file : files) file = final_path(file);
  return files;
}

}  // namespace tmfgeo
