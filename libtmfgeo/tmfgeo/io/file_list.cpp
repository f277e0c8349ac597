// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/file_list.h"

#include <cpl_string.h>
#include <gdal.h>

#include "tmfgeo/io/gdal_guard.h"

namespace tmfgeo {

std::vector<std::string> files_behind(const std::string& path) {
  const GdalMessages messages;
  std::vector<std::string> files{path};
  const DatasetHandle dataset(GDALOpenEx(path.c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr));
  if (!dataset) return files;
  const CPLStringList parts(GDALGetFileList(dataset.get()));
  for (int i = 0; i < parts.size(); ++i) {
    if (path != parts[i]) files.emplace_back(parts[i]);
  }
  return files;
}

}  // namespace tmfgeo
