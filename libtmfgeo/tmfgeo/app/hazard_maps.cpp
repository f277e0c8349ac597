// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/hazard_maps.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_reader.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

/// Depths beyond this are no floods: centimetres read as metres.
constexpr float kDeepestFlood_m = 50;

/// So many facilities that a map leaves out are told one by one, more of them together.
constexpr std::size_t kToldOneByOne = 10;

/// The maps of one measure.
struct MeasureMaps {
  IntensityMeasure measure;
  std::vector<double> return_period_y;
  std::vector<PlacedRaster> rasters;
  std::vector<std::string> data;
  /// Facilities that maps of other return periods cover and those of this one do not.
  std::map<double, std::vector<const Facility*>> gaps = {};
};

IssuePlace place_of(const Facility& f) { return {f.id, f.file, f.record}; }

/// A return period that maps leave out at some facilities. `file` names a map of it.
void tell_gap(const std::string& field, double return_period_y, const std::string& file, const std::vector<const Facility*>& who, Issues& issues) {
  const std::string found = "found no value of the map of " + shortest(return_period_y) + " years (" + file + ")";
  if (who.size() <= kToldOneByOne) {
    for (const Facility* f : who) {
      issues.push_back(make_issue("hazard_period_missing", place_of(*f), field, found + " though maps of other return periods have one, expected a value"));
    }
    return;
  }
  issues.push_back(make_issue("hazard_period_missing", {"", file, ""}, field,
                              found + " at " + std::to_string(who.size()) + " facilities (the first: " + who.front()->id + ") that maps of other return periods cover, expected values"));
}

void tell_order(const std::string& section, const std::vector<double>& periods_y, Issues& issues) {
  const auto drop = std::is_sorted_until(periods_y.begin(), periods_y.end());
  if (drop == periods_y.end()) return;
  issues.push_back(make_issue("hazard_period_unordered", {section, "", ""}, "return_period_years",
                              "found " + shortest(*drop) + " after " + shortest(*(drop - 1)) + ", expected return periods that rise"));
}

PlacedRaster read_shaking(const ShakingMapInput& input, Issues& issues) {
  Grid<float> grid = read_raster(input.files, raster_options(input), issues);
  for (float& value : grid.values()) value = static_cast<float>(static_cast<double>(value) * input.unit.factor);
  const std::string problem = problem_of_shaking_map(grid.values(), input.measure, input.return_period_y, input.unit, input.unit_checked);
  if (!problem.empty()) {
    throw Error(ErrorCode::invalid_input, to_text(input.measure) + " in " + std::string(input.unit.name) + ", as the project says: " + problem, input.file());
  }
  const std::string doubt = input.unit_checked ? "" : doubt_of_shaking_map(grid.values(), input.measure, input.return_period_y, input.unit);
  if (!doubt.empty()) {
    issues.push_back(make_issue("hazard_unit_doubtful", {input.section, std::filesystem::path(input.file()).filename().string(), ""}, "unit",
                                to_text(input.measure) + " in " + std::string(input.unit.name) + ", as the project says: " + doubt));
  }
  return PlacedRaster(std::move(grid));
}

void add_map(const ShakingMapInput& input, std::vector<MeasureMaps>& all, Issues& issues) {
  auto found = std::find_if(all.begin(), all.end(), [&](const MeasureMaps& m) { return m.measure == input.measure; });
  if (found == all.end()) found = all.insert(all.end(), MeasureMaps{.measure = input.measure, .return_period_y = {}, .rasters = {}, .data = {}});
  found->return_period_y.push_back(input.return_period_y);
  found->rasters.push_back(read_shaking(input, issues));
  found->data.push_back(data_of(input));
}

/// What the maps of a measure say at one place, and the names of those that say something.
struct MapsAtSite {
  std::optional<HazardCurve> curve;
  std::string data;
};

MapsAtSite at_site(MeasureMaps& maps, const Facility& f, Issues& issues) {
  std::vector<ReturnPeriodLevel> levels;
  std::vector<std::string> data;
  std::set<double> known;
  for (std::size_t m = 0; m < maps.rasters.size(); ++m) {
    levels.push_back({maps.return_period_y[m], maps.rasters[m].at(f.location)});
    if (!levels.back().level || !(*levels.back().level > 0)) continue;
    known.insert(maps.return_period_y[m]);
    if (std::find(data.begin(), data.end(), maps.data[m]) == data.end()) data.push_back(maps.data[m]);
  }
  const std::set<double> periods(maps.return_period_y.begin(), maps.return_period_y.end());
  for (const double period_y : periods) {
    if (!known.empty() && !known.contains(period_y)) maps.gaps[period_y].push_back(&f);
  }
  return {curve_of(levels, place_of(f), issues), joined(data, ", ")};
}

void tell_maps(const std::string& section, const MeasureMaps& maps, Issues& issues) {
  tell_order(section, maps.return_period_y, issues);
  for (const auto& [period_y, who] : maps.gaps) {
    const auto m = std::find(maps.return_period_y.begin(), maps.return_period_y.end(), period_y) - maps.return_period_y.begin();
    tell_gap(to_text(maps.measure), period_y, maps.data[static_cast<std::size_t>(m)], who, issues);
  }
}

/// Without the PGA on rock nobody knows how far the ground softens: the curve is then unknown.
void add_measure(MeasureMaps& maps, const Facility& f, bool on_rock, const std::optional<HazardCurve>& rock_pga, NatechSite& site, Issues& issues) {
  auto [curve, data] = at_site(maps, f, issues);
  std::string missing = curve ? "" : "no map has a value here";
  if (curve && on_rock) {
    if (!rock_pga) missing = "maps on rock need a map of PGA to be carried to the ground";
    else if (!supports(*find_ground_motion_model("bssa14"), maps.measure)) missing = "the site term of bssa14 does not reach the period";
    else curve = amplified(*curve, maps.measure, *rock_pga, site.ground.vs30_m_s);
  }
  if (missing.empty()) {
    site.measures.push_back({maps.measure, std::move(*curve), data});
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
              "found depths up to " + readable(static_cast<double>(map.deepest_m)) + ", expected metres up to " + shortest(static_cast<double>(kDeepestFlood_m)) +
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

/// Floods that maps leave out where they tell of others.
void tell_flood_gaps(const NatechInput& input, const std::vector<FacilityResult>& facilities, const NatechResults& results, Issues& issues) {
  std::map<double, std::vector<const Facility*>> gaps;
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    if (!results.sites[i].flood.gaps) continue;
    for (const FloodDepth& d : results.sites[i].flood.depths) {
      if (!d.depth_m) gaps[d.return_period_y].push_back(&facilities[i].facility);
    }
  }
  for (const auto& [period_y, who] : gaps) {
    const auto map = std::find_if(input.floods.begin(), input.floods.end(), [y = period_y](const DepthMapInput& m) { return m.return_period_y == y; });
    tell_gap("depth", period_y, data_of(*map), who, issues);
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
    const auto [told, data] = pga.empty() ? MapsAtSite{} : at_site(pga.front(), f, issues);
    site.hazard.source = pga.empty() ? "no map of acceleration is given" : told ? data : "no map has a value here";
    site.hazard.curve = told && input.pga_on_rock ? amplified(*told, site.ground.vs30_m_s) : told;
    if (input.pga_on_rock) rest_on_ground(site);
    for (MeasureMaps& maps : others) add_measure(maps, f, input.pga_on_rock, told, site, issues);
  }
  for (const MeasureMaps& maps : pga) tell_maps("natech.pga", maps, issues);
  for (const MeasureMaps& maps : others) tell_maps("natech.shaking", maps, issues);
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
  if (stack.was_out_of_order()) {
    std::vector<double> periods_y;
    for (const DepthMapInput& map : input.floods) periods_y.push_back(map.return_period_y);
    tell_order("natech.flood", periods_y, issues);
  }
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
  tell_flood_gaps(input, facilities, results, issues);
}

}  // namespace tmfgeo
