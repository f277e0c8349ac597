// SPDX-License-Identifier: Apache-2.0
/// The files a raster is made of.
#pragma once

#include <string>
#include <vector>

namespace tmfgeo {

/// A file and, of a raster, all that reading it reads: the sources of a virtual one, its overviews. What GDAL cannot open as
/// a raster is a file by itself.
std::vector<std::string> files_behind(const std::string& path);

}  // namespace tmfgeo
