// SPDX-License-Identifier: Apache-2.0
/// A scenario earthquake as a file holds it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/hazard/model_set.h"
#include "tmfgeo/hazard/rupture.h"
#include "tmfgeo/project/input_file.h"

namespace tmfgeo {

/// Ground on one side of the Carpathian arc, for manea21: rings of longitude and latitude.
struct ArcRings {
  std::vector<Point> along;
  std::vector<Point> back;
  /// Back before along; fore where neither holds the point.
  ArcSide side_of(Point p) const;
};

struct EarthquakeFile {
  std::string id;
  std::string title;
  std::string time;
  std::string source;
  EarthquakeFocus focus;
  ModelSet models;
  ArcRings arc;
};

/// Input: a file like data/examples/danube/vrancea-1977.toml, and the sets its region is looked for in.
/// Errors: Error{invalid_input} naming file, line and key: a magnitude, place, depth or angle that cannot be, an unknown
/// region or style (with the nearest known), a ring of fewer than three corners, an unknown key.
EarthquakeFile read_earthquake(const std::string& path, const std::vector<ModelSet>& sets);
EarthquakeFile parse_earthquake(std::string_view toml, const std::string& name, const std::vector<ModelSet>& sets);

/// The models of regions: those of the project's own file, like data/ground-motion/regions.toml, then those that come with tmfgeo; of
/// two of one name the project's own. Errors: those of read_model_sets().
std::vector<ModelSet> region_sets(const std::optional<InputFile>& own);

/// The set of a name. Errors: Error{invalid_input} with the nearest name; `place` stands before it in the message.
const ModelSet& region_set(const std::vector<ModelSet>& sets, const std::string& name, const std::string& place);

}  // namespace tmfgeo
