// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/scenario_files.h"

#include <filesystem>

#include "tmfgeo/io/raster.h"
#include "tmfgeo/output/styles.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {

std::vector<std::string> write_scenario_rasters(const NatechResults& results, const std::string& folder) {
  std::vector<std::string> files;
  for (const ScenarioRaster& raster : results.rasters) {
    const bool velocity = raster.measure.kind == IntensityKind::pgv;
    RasterMetadata m;
    m.title = raster.title;
    m.description = std::string(velocity ? "Peak ground velocity" : raster.measure.kind == IntensityKind::sa ? "Spectral acceleration (5 % damping)" : "Peak ground acceleration") +
                    " of a scenario earthquake on the ground of each cell, models weighted by region; missing where unknown.";
    m.unit = unit_of(raster.measure);
    m.style_qml = velocity ? velocity_style() : shaking_style();
    m.items = {{"TMFGEO_VERSION", tmfgeo_version()}};
    files.push_back((std::filesystem::path(folder) / raster.name).string());
    write_cog(files.back(), raster.values, m, false);
  }
  return files;
}

}  // namespace tmfgeo
