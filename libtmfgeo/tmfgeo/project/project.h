// SPDX-License-Identifier: Apache-2.0
/// The project file: what to read, how to route, where results go.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/geo/point.h"
#include "tmfgeo/inspection/question_set.h"
#include "tmfgeo/network/border_route.h"
#include "tmfgeo/network/river_network.h"
#include "tmfgeo/project/exposure_settings.h"
#include "tmfgeo/project/natech_settings.h"
#include "tmfgeo/project/transport_settings.h"
#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

struct DemInput : InputFile {
  ConditioningOptions conditioning;
  double burn_depth_m = 20;
  double stream_threshold_km2 = 1;
  double window_from_mpx = 4;  ///< a raster of more million cells is read only where facilities need it
  std::optional<InputFile> terminal_basins;
};

struct RiverInput : InputFile {
  NetworkOptions network;
};

struct FacilityInput : InputFile {
  double snap_distance_m = 5000;
};

struct BorderInput : InputFile {
  BorderColumns columns;
  BorderOptions options;
  bool lines() const { return !columns.left.empty(); }
};

struct LandInput : InputFile {
  double sea_distance_m = 10000;
};

struct PlaceInput : InputFile {
  std::string name_column = "name";
  std::string population_column = "population";
};

/// Filled checklists, one or several per file.
struct InspectionInput : InputFile {
  std::string questions = "tmfgeo-1";  ///< name or folder of the question set
  Language language = Language::en;    ///< of action_plan.xlsx
};

/// The whole project, checked: every value is in range and every table that is needed is there.
struct Project {
  std::string file;  ///< where it was read
  std::string name;
  std::string title;
  std::string title_ru;
  std::string description;
  bool synthetic = false;
  std::optional<DemInput> dem;
  std::optional<RiverInput> rivers;
  FacilityInput facilities;
  BorderInput borders;
  std::optional<LandInput> land;
  std::optional<PlaceInput> places;
  std::string scheme = "tmfgeo-1";
  double exposure_path_km = 10;
  double corridor_width_km = 2;
  double reaches_min_area_km2 = 1000;
  std::optional<InputFile> overrides;  ///< inputs of indices that the user states
  ExposureInput exposure;
  std::optional<NatechInput> natech;
  std::optional<TransportInput> transport;
  std::optional<InspectionInput> inspections;

  /// Every input file of the project, in the order of the project file.
  std::vector<InputFile> inputs() const;
  /// "out/<name>" beside the project file.
  std::string default_output() const;
};

/// Reads and checks a project file.
/// Errors: Error naming file, line, key and what was expected; unknown keys with the nearest known one.
Project read_project(const std::string& path);

/// The project as it is in effect, defaults filled in, as TOML. Same project, same text; paths relative to the project.
std::string effective_toml(const Project& project);

/// A commented project file to start from (data/templates/project.toml). Needs: name fit for a folder.
std::string project_template(const std::string& name);

/// Path of a scheme: a file beside the project, or a name among the schemes that come with tmfgeo.
/// Errors: Error{invalid_input} with the nearest known name.
std::string scheme_path(const Project& project);

/// Path of a design guideline: a file beside the project, or a name among those that come with tmfgeo.
/// Errors: as scheme_path. Needs: project.natech.
std::string guideline_path(const Project& project);

/// Names of the schemes that come with tmfgeo, sorted, and the folder of data files.
std::vector<std::string> bundled_schemes();
std::string data_folder();

/// Version of tmfgeo: "0.1.0".
std::string tmfgeo_version();

}  // namespace tmfgeo
