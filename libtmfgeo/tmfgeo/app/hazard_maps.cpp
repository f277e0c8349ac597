// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/hazard_maps.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "tmfgeo/app/inputs.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_reader.h"

namespace tmfgeo {
namespace {

/// Depths beyond this are no floods: centimetres read as metres.
constexpr float kDeepestFlood_m = 50;

/// The maps of one measure.
struct MeasureMaps {
  IntensityMeasure measure;
  std::vector<double> return_period_y;
  std::vector<PlacedRaster> rasters;
  std::vector<std::string> data;
};

IssuePlace place_of(const Facility& f) { return {f.id, f.file, f.record}; }

PlacedRaster read_shaking(const ShakingMapInput& input, Issues& issues) {
  Grid<float> grid = read_raster(input.files, raster_options(input), issues);
  for (float& value : grid.values()) value = static_cast<float>(static_cast<double>(value) * input.unit.factor);
  const std::string problem = problem_of_shaking_map(grid.values(), input.measure, input.return_period_y, input.unit, input.unit_checked);
  if (!problem.empty()) {
    throw Error(ErrorCode::invalid_input, to_text(input.measure) + " in " + std::string(input.unit.name) + ", as the project says: " + problem, input.file());
  }
  return PlacedRaster(std::move(grid));
}

void add_map(const ShakingMapInput& input, std::vector<MeasureMaps>& all, Issues& issues) {
  auto found = std::find_if(all.begin(), all.end(), [&](const MeasureMaps& m) { return m.measure == input.measure; });
  if (found == all.end()) found = all.insert(all.end(), MeasureMaps{input.measure, {}, {}, {}});
  found->return_period_y.push_back(input.return_period_y);
  found->rasters.push_back(read_shaking(input, issues));
  found->data.push_back(data_of(input));
}

std::optional<HazardCurve> curve_of_maps(const MeasureMaps& maps, const Facility& f, Issues& issues) {
  std::vector<ReturnPeriodLevel> levels;
  for (std::size_t m = 0; m < maps.rasters.size(); ++m) levels.push_back({maps.return_period_y[m], maps.rasters[m].at(f.location)});
  return curve_of(levels, place_of(f), issues);
}

/// Without the PGA on rock nobody knows how far the ground softens: the curve is then unknown.
void add_measure(const MeasureMaps& maps, const Facility& f, bool on_rock, const std::optional<HazardCurve>& rock_pga, NatechSite& site, Issues& issues) {
  std::optional<HazardCurve> curve = curve_of_maps(maps, f, issues);
  std::string missing = curve ? "" : "no map has a value here";
  if (curve && on_rock) {
    if (!rock_pga) missing = "maps on rock need a map of PGA to be carried to the ground";
    else if (!supports(*find_ground_motion_model("bssa14"), maps.measure)) missing = "the site term of bssa14 does not reach the period";
    else curve = amplified(*curve, maps.measure, *rock_pga, site.ground.vs30_m_s);
  }
  if (missing.empty()) {
    site.measures.push_back({maps.measure, std::move(*curve), joined(maps.data, ", ")});
  } else {
    issues.push_back(make_issue("hazard_unknown", place_of(f), to_text(maps.measure), missing + ", expected a value"));
  }
}

/// A depth map open for reading, and the deepest water it has told of.
struct OpenDepthMap {
  OpenDepthMap(const DepthMapInput& map, Issues& issues) : input(&map), reader(map.files, raster_options(map), issues) {}

  void read(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    reader.read(first, rows, columns, values);
    float here = 0;
    for (const float depth : values) here = depth > here ? depth : here;
    deepest_m = std::max(deepest_m, here);
  }

  const DepthMapInput* input;
  RasterReader reader;
  float deepest_m = 0;
};

void refuse_too_deep(const OpenDepthMap& map) {
  if (map.deepest_m <= kDeepestFlood_m) return;
  throw Error(ErrorCode::invalid_input,
              "found depths up to " + shortest(static_cast<double>(map.deepest_m)) + ", expected metres up to " + shortest(static_cast<double>(kDeepestFlood_m)) +
                  ": the unit may be cm",
              map.input->file());
}

void tell_flood(const Facility& f, const FloodSample& sample, Issues& issues) {
  if (sample.status == FloodStatus::not_modelled) {
    issues.push_back(make_issue("flood_not_modelled", place_of(f), "depth", "found no value of any depth map at the place, expected one"));
  }
  if (sample.repaired_monotone || sample.repaired_values) {
    issues.push_back(make_issue("flood_depth_mended", place_of(f), "depth",
                                sample.repaired_values ? "found a depth below 0 or without bounds, expected metres from 0"
                                                       : "found a rarer flood shallower than a more frequent one, expected at least as deep"));
  }
}

}  // namespace

void sample_shaking(const NatechInput& input, const std::vector<FacilityResult>& facilities, NatechResults& results, Issues& issues) {
  std::vector<MeasureMaps> pga;
  for (const ShakingMapInput& map : input.pga) add_map(map, pga, issues);
  std::vector<MeasureMaps> others;
  for (const ShakingMapInput& map : input.shaking) add_map(map, others, issues);
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const Facility& f = facilities[i].facility;
    NatechSite& site = results.sites[i];
    const std::optional<HazardCurve> told = pga.empty() ? std::nullopt : curve_of_maps(pga.front(), f, issues);
    site.hazard.source = pga.empty() ? "no map of acceleration is given" : told ? joined(pga.front().data, ", ") : "no map has a value here";
    site.hazard.curve = told && input.pga_on_rock ? amplified(*told, site.ground.vs30_m_s) : told;
    if (told && input.pga_on_rock && site.ground.origin == Origin::by_default) site.hazard.origin = Origin::by_default;
    for (const MeasureMaps& maps : others) add_measure(maps, f, input.pga_on_rock, told, site, issues);
  }
}

void sample_depths(const NatechInput& input, const std::vector<FacilityResult>& facilities, NatechResults& results, Issues& issues) {
  if (input.floods.empty()) return;
  std::vector<std::unique_ptr<OpenDepthMap>> open;
  std::vector<DepthMap> maps;
  for (const DepthMapInput& map : input.floods) {
    OpenDepthMap* const added = open.emplace_back(std::make_unique<OpenDepthMap>(map, issues)).get();
    maps.push_back({map.return_period_y, added->reader.frame(),
                    [added](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) { added->read(first, rows, columns, values); }});
  }
  const FloodStack stack(std::move(maps));
  if (stack.had_duplicates()) {
    issues.push_back(make_issue("hazard_period_twice", {"natech.flood", "", ""}, "return_period_years", "found a return period twice, expected once; the deeper value was taken"));
  }
  std::vector<Point> places;
  for (const FacilityResult& r : facilities) places.push_back(r.facility.location);
  std::vector<FloodSample> samples = sample_floods(stack, places, {.radius_m = input.flood_radius_m});
  for (const auto& map : open) refuse_too_deep(*map);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    tell_flood(facilities[i].facility, samples[i], issues);
    results.sites[i].flood = std::move(samples[i]);
  }
}

}  // namespace tmfgeo
