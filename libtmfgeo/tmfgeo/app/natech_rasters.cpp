// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/natech_rasters.h"

#include <filesystem>

#include "tmfgeo/app/project.h"
#include "tmfgeo/app/styles.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo {

std::vector<std::string> write_scenario_rasters(const NatechResults& results, const std::string& folder) {
  std::vector<std::string> files;
  for (const ScenarioRaster& raster : results.rasters) {
    RasterMetadata m;
    m.title = raster.title;
    m.description = "Peak ground acceleration of a scenario earthquake on the ground of each cell, models weighted by region; missing where unknown.";
    m.unit = "g";
    m.style_qml = shaking_style();
    m.items = {{"TMFGEO_VERSION", tmfgeo_version()}};
    files.push_back((std::filesystem::path(folder) / raster.name).string());
    write_cog(files.back(), raster.pga_g, m, false);
  }
  return files;
}

}  // namespace tmfgeo
