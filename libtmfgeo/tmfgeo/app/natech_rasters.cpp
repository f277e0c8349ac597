// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/natech_rasters.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/scenario_earthquake.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo {
namespace {

/// Rasters of scenarios: degrees around facilities and epicentre, cells of at least this size, so many of them at most.
constexpr double kMargin_deg = 0.5;
constexpr double kEpicentreMargin_deg = 1.5;
constexpr double kFinestCell_deg = 0.01;
constexpr double kMostCells = 1e6;

GridFrame raster_frame(Point epicentre, const std::vector<FacilityResult>& facilities) {
  Box box;
  for (const FacilityResult& r : facilities) box.add(r.facility.location);
  box = box.grown(kMargin_deg, kMargin_deg);
  box.add(Point{epicentre.x - kEpicentreMargin_deg, epicentre.y - kEpicentreMargin_deg});
  box.add(Point{epicentre.x + kEpicentreMargin_deg, epicentre.y + kEpicentreMargin_deg});
  const double area = (box.max_x - box.min_x) * (box.max_y - box.min_y);
  const double cell = std::max(kFinestCell_deg, std::ceil(std::sqrt(area / kMostCells) / kFinestCell_deg) * kFinestCell_deg);
  GridFrame frame;
  frame.west = std::floor(box.min_x / cell) * cell;
  frame.north = std::ceil(box.max_y / cell) * cell;
  frame.columns = static_cast<std::ptrdiff_t>(std::ceil((box.max_x - frame.west) / cell));
  frame.rows = static_cast<std::ptrdiff_t>(std::ceil((frame.north - box.min_y) / cell));
  frame.cell_width = cell;
  frame.cell_height = cell;
  frame.crs = Crs::wgs84();
  return frame;
}

/// "pga", "pgv", "sa-0.3s": a part of file names.
std::string file_part(const IntensityMeasure& measure) {
  return measure.kind == IntensityKind::sa ? "sa-" + shortest(measure.period_s) + "s" : lower_ascii(to_text(measure));
}

/// Where a raster is no more than a guess: the nearest end of the models' distances that its cells pass.
std::string range_words(const ScenarioNotes& notes) {
  double reach_km = std::numeric_limits<double>::infinity();
  for (const RangeFlag& flag : notes.outside) {
    if (flag.quantity == "distance_km" && flag.value > flag.range.high) reach_km = std::min(reach_km, flag.range.high);
  }
  return std::isfinite(reach_km) ? "; farther than " + shortest(reach_km) + " km extrapolated" : "";
}

struct Percentile {
  const char* name;
  const char* title;
  double p;
};
constexpr std::array kPercentiles{Percentile{"median", "median", 0.5}, Percentile{"p16", "16 % percentile", 0.16}, Percentile{"p84", "84 % percentile", 0.84}};

}  // namespace

std::vector<SiteSoil> soils_of(const std::vector<Point>& places, const std::vector<SiteGround>& grounds, const ArcRings& arc) {
  std::vector<SiteSoil> soils;
  for (std::size_t i = 0; i < places.size(); ++i) {
    soils.push_back(soil_of(grounds[i]));
    soils.back().arc_side = arc.side_of(places[i]);
  }
  return soils;
}

void add_scenario_rasters(const EarthquakeFile& quake, const std::vector<IntensityMeasure>& measures, const std::vector<FacilityResult>& facilities,
                          const GroundFinder& ground, NatechEvent& event, std::vector<ScenarioRaster>& rasters) {
  if (measures.empty()) return;
  const GridFrame frame = raster_frame(quake.focus.epicentre, facilities);
  std::vector<Point> places;
  std::vector<SiteGround> grounds;
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    places.push_back(frame.centre(frame.cell(i)));
    grounds.push_back(ground.at(places.back()));
  }
  const std::vector<SiteSoil> soils = soils_of(places, grounds, quake.arc);
  for (const IntensityMeasure& measure : measures) {
    const ScenarioShaking result = shake_sites(quake.focus, quake.models, measure, places, soils);
    if (result.sites.empty()) {
      event.notes.push_back("no model of " + quake.models.name + " gives " + to_text(measure) + ": no raster of it");
      continue;
    }
    for (const Percentile& kind : kPercentiles) {
      Grid<float> grid(frame);
      for (std::size_t i = 0; i < result.sites.size(); ++i) {
        const SiteShaking& s = result.sites[i];
        grid.values()[i] = std::isfinite(s.ln_median) ? static_cast<float>(s.percentile(kind.p)) : std::numeric_limits<float>::quiet_NaN();
      }
      rasters.push_back({"scenario_" + quake.id + "_" + file_part(measure) + "_" + kind.name + ".tif",
                         quake.title + ": " + to_text(measure) + ", " + kind.title + ", " + std::string(unit_of(measure)) + range_words(result.notes), measure, std::move(grid)});
    }
  }
}

}  // namespace tmfgeo
