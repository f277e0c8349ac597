// SPDX-License-Identifier: Apache-2.0
/// What every input of a project says of itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// Paths are absolute or /vsi….
struct InputFile {
  std::string section;             ///< "rivers": the table of the project file
  std::vector<std::string> files;
  std::string layer;
  std::string crs;                 ///< only for files that carry none
  std::string source;
  std::string licence;
  std::string attribution;
  std::optional<Box> clip;         ///< in the file's CRS
  const std::string& file() const { return files.front(); }
};

/// One input as it was read, for the record.
struct InputRecord {
  InputFile input;
  std::string path;    ///< the file, or one of the tiles
  std::string sha256;
};

}  // namespace tmfgeo
