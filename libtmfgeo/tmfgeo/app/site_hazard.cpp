// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/site_hazard.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "tmfgeo/app/hazard_maps.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/vs30.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/project/earthquake_file.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

constexpr double kWetDepth_m = 0.1;
/// A curve is carried down to this level, where it does not begin lower, so that weak dams are not missed.
constexpr double kLowestLevel_g = 0.02;
/// How far a power law through one map goes on to either side.
constexpr double kOneMapReach = 10;
/// How much rarer than the rarest map the last piece of a curve goes on: the earthquakes that break most dams lie there.
constexpr double kRarerReach = 10;
/// By what share a level rises where it should not, so that every level has one rate.
constexpr double kStep = 1e-9;

Grid<float> read_grid(const InputFile& input, Issues& issues) {
  return read_raster(input.files, raster_options(input), issues);
}

/// A raster of Vs30; values no ground has mean another unit.
Grid<float> read_vs30(const InputFile& input, Issues& issues) {
  constexpr float slowest_m_s = 50;
  constexpr float fastest_m_s = 3000;
  Grid<float> grid = read_grid(input, issues);
  for (const float value : grid.values()) {
    if (std::isnan(value) || (value >= slowest_m_s && value <= fastest_m_s)) continue;
    throw Error(ErrorCode::invalid_input, "found Vs30 of " + readable(static_cast<double>(value)) + ", expected m/s from 50 to 3000, or no data", input.file());
  }
  return grid;
}

IssuePlace place_of(const Facility& f) { return {f.id, f.file, f.record}; }

void add_source_curves(const NatechInput& input, const std::vector<FacilityResult>& facilities, NatechResults& results, Issues& issues) {
  std::vector<Point> places;
  std::vector<SiteSoil> soils;
  std::vector<std::size_t> wanting;
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    if (results.sites[i].hazard.curve) continue;
    wanting.push_back(i);
    places.push_back(facilities[i].facility.location);
    soils.push_back(soil_of(results.sites[i].ground));
  }
  if (wanting.empty()) return;
  std::vector<SiteCurve> curves = source_curves(input, places, soils, issues);
  for (std::size_t n = 0; n < wanting.size(); ++n) {
    NatechSite& site = results.sites[wanting[n]];
    site.hazard = std::move(curves[n]);
    rest_on_ground(site);
  }
}

/// Whether floods of a return period reach the place, as the facility's own, where it states none and the maps or the estimate say.
void lend_flood_zone(Facility& f, const NatechSite& site, double return_period_y, const std::string& attribute, std::optional<bool>& inside) {
  if (inside || site.flood.status == FloodStatus::not_modelled) return;
  const auto lend = [&](double depth_m, const std::string& source, Origin origin) {
    inside = depth_m >= kWetDepth_m;
    f.origins[attribute] = weaker(Origin::computed, origin);
    f.sources[attribute] = source + (is_of_a_town(f) ? ", at the town, not the dam" : "");
  };
  const std::string years = ", " + shortest(return_period_y) + " years, ";
  if (!site.flood_estimated) {
    const SourcedValue depth = flood_depth_m(site.flood, return_period_y);
    if (depth.value) lend(*depth.value, "depth maps of the project" + years + std::string(to_text(depth.origin)), depth.origin);
    return;
  }
  const auto& floods = site.valley->floods;
  const auto flood = std::find_if(floods.begin(), floods.end(), [&](const ValleyFlood& v) { return v.return_period_y == return_period_y; });
  const bool told = flood != floods.end() && flood->depth_low_m && flood->depth_high_m;
  // An estimate enters an index only where the whole of its spread says the same.
  if (!told || (*flood->depth_low_m >= kWetDepth_m) != (*flood->depth_high_m >= kWetDepth_m)) return;
  lend(*flood->depth_low_m, "estimated from the DEM" + years + std::string(to_text(flood->origin)) + "; " + site.valley->source, flood->origin);
}

/// An analysis that holds nothing as frequent begins so low that its first level stands for all below it; maps may begin anywhere.
void lend_pga_475(Facility& f, const SiteCurve& hazard) {
  const HazardValue pga = level_at(*hazard.curve, 475);
  if (pga.below && !hazard.curve->first_is_bound) return;
  f.pga_475_g = pga.value;
  f.sources["pga_475_g"] = hazard.source + (pga.below          ? ", below " + readable(pga.value) + " g at 475 years"
                                            : pga.extrapolated ? ", extrapolated to 475 years"
                                            : pga.repaired     ? ", 475 years, maps contradict each other"
                                                               : ", 475 years");
  f.origins["pga_475_g"] = pga.below ? weaker(Origin::extrapolated, hazard.origin) : origin_of(pga, hazard);
}

}  // namespace

PlacedRaster::PlacedRaster(Grid<float> grid) : grid_(std::move(grid)), to_grid_(Crs::wgs84(), grid_.frame().crs) {}

std::optional<double> PlacedRaster::at(Point wgs84) const {
  const Point p = to_grid_(wgs84);
  const GridFrame& frame = grid_.frame();
  if (!is_finite(p) || !frame.box().contains(p)) return std::nullopt;
  const Cell cell = frame.cell_at(p);
  if (!frame.contains(cell) || std::isnan(grid_[cell])) return std::nullopt;
  return static_cast<double>(grid_[cell]);
}

PlacedRaster read_acceleration(const InputFile& input, AccelerationUnit unit, const std::string& unit_text, Issues& issues) {
  Grid<float> grid = read_grid(input, issues);
  for (float& value : grid.values()) value = static_cast<float>(in_g(static_cast<double>(value), unit));
  if (const std::string problem = problem_of_accelerations(grid.values()); !problem.empty()) {
    throw Error(ErrorCode::invalid_input, "as " + unit_text + ": " + problem, input.file());
  }
  return PlacedRaster(std::move(grid));
}

GroundFinder::GroundFinder(const NatechInput& input, const std::optional<TerrainProducts>& terrain, Issues& issues)
    : default_m_s_(input.default_vs30_m_s) {
  if (input.vs30) {
    raster_.emplace(read_vs30(*input.vs30, issues));
    raster_source_ = data_of(*input.vs30);
  }
  if (!terrain) return;
  DemGround ground = ground_of_dem(terrain->conditioned.elevation_m(), input.craton_weight, terrain->conditioned.sea_level_m());
  from_slope_.emplace(std::move(ground.vs30_m_s));
  slope_.emplace(std::move(ground.slope));
}

SiteGround GroundFinder::at(Point p) const {
  SiteGround ground = stiffness_at(p);
  if (slope_) ground.slope = slope_->at(p).value_or(ground.slope);
  return ground;
}

SiteGround GroundFinder::stiffness_at(Point p) const {
  if (raster_) {
    if (const auto value = raster_->at(p)) return {.vs30_m_s = *value, .origin = Origin::computed, .source = raster_source_};
  }
  if (from_slope_) {
    if (const auto value = from_slope_->at(p)) return {.vs30_m_s = *value, .origin = Origin::computed, .source = "slope of the DEM"};
  }
  return {.vs30_m_s = default_m_s_, .origin = Origin::by_default, .source = "default Vs30"};
}

SiteGround GroundFinder::at(const Facility& f) const {
  SiteGround ground = at(f.location);
  if (!f.vs30_m_s) return ground;
  const auto source = f.sources.find("vs30_m_s");
  ground.vs30_m_s = *f.vs30_m_s;
  ground.origin = Origin::given;
  ground.source = source == f.sources.end() ? "facilities file" : source->second;
  return ground;
}

SiteSoil soil_of(const SiteGround& ground) {
  return {.vs30_m_s = ground.vs30_m_s, .vs30_measured = ground.origin == Origin::given, .slope = ground.slope};
}

Origin origin_of(const HazardValue& value) {
  if (value.below) return Origin::unknown;
  return value.extrapolated || value.repaired ? Origin::extrapolated : Origin::computed;
}

Origin origin_of(const HazardValue& value, const SiteCurve& curve) { return weaker(origin_of(value), curve.origin); }

std::optional<double> told(const HazardValue& value) { return value.below ? std::nullopt : std::optional(value.value); }

std::string note_of(const HazardValue& value, const HazardCurve& curve, double return_period_y, std::string_view unit) {
  if (value.below) return below_text(value.value, unit);
  std::string note(value.repaired ? kRaisedMap : std::string_view());
  if (!value.extrapolated) return note;
  if (!note.empty()) note += "; ";
  if (return_period_y > curve.longest_y) return note + "rarer than ten times the years the catalogue covers (" + fixed(curve.longest_y, 0) + " years)";
  return note + (std::isfinite(curve.longest_y) ? "beyond the levels the analysis reaches" : "beyond the return periods of the maps");
}

std::string note_of(const SiteCurve& hazard, double return_period_y) {
  const std::string note = note_of(level_at(*hazard.curve, return_period_y), *hazard.curve, return_period_y);
  return note + (note.empty() || hazard.note.empty() ? "" : "; ") + hazard.note;
}

std::function<Shaking(double)> spectrum_with(const NatechSite& site) {
  std::vector<const MeasureCurve*> spectrum;
  for (const MeasureCurve& m : site.measures) {
    if (m.measure.kind == IntensityKind::sa) spectrum.push_back(&m);
  }
  if (spectrum.empty() || !site.hazard.curve) return {};
  std::sort(spectrum.begin(), spectrum.end(), [](const MeasureCurve* a, const MeasureCurve* b) { return a->measure.period_s < b->measure.period_s; });
  return [spectrum, pga_curve = &*site.hazard.curve](double pga_g) {
    Shaking shaking{.pga_g = pga_g};
    const double return_period_y = 1 / rate_at(*pga_curve, pga_g).value;
    for (const MeasureCurve* m : spectrum) shaking.spectrum.push_back({m->measure.period_s, law_level(m->curve, return_period_y)});
    return shaking;
  };
}

ShakeMap read_shakemap(const std::string& path) {
  // A grid.xml of the world at the finest spacing published is a tenth of it; what unpacks to more is no map.
  constexpr std::size_t most_bytes = std::size_t{512} << 20;
  const bool packed = path.ends_with(".gz") && !path.starts_with("/vsi");
  return parse_shakemap(read_file(packed ? "/vsigzip/" + path : path, most_bytes), path);
}

std::string data_of(const InputFile& input) {
  const std::string name = std::filesystem::path(input.file()).filename().string();
  return input.source.empty() ? name : name + " (" + input.source + ")";
}

void rest_on_ground(NatechSite& site) {
  if (site.ground.origin != Origin::by_default || !site.hazard.curve) return;
  site.hazard.origin = weaker(site.hazard.origin, Origin::by_default);
  site.hazard.note += (site.hazard.note.empty() ? "" : "; ") + site.ground.source;
}

HazardCurveView SiteCurve::view() const {
  if (!curve) return {};
  const double first = curve->level.front();
  double last = std::max(first, highest_of_data(*curve));
  // A raised level is a hair higher in the curve in use; it is data all the same.
  const auto same = std::find(used.rate_per_year.begin(), used.rate_per_year.end(), curve->rate_per_year.back());
  if (last == curve->level.back() && same != used.rate_per_year.end()) last = used.level[static_cast<std::size_t>(same - used.rate_per_year.begin())];
  return {used.level, used.rate_per_year, first, last, curve->first_is_bound};
}

HazardCurve curve_in_use(const HazardCurve& curve) {
  if (curve.level.size() == 1) return extended(curve, curve.level.front() / kOneMapReach, curve.level.front() * kOneMapReach);
  HazardCurve used;
  used.exponent = curve.exponent;
  const auto add = [&used](double level, double rate) {
    // A level that was raised stands still while the rate falls: a step, as steep as numbers allow.
    used.level.push_back(used.level.empty() ? level : std::max(level, used.level.back() * (1 + kStep)));
    used.rate_per_year.push_back(rate);
  };
  const HazardCurve longer = carried_down(curve, kLowestLevel_g);
  for (std::size_t i = 0; i < longer.level.size(); ++i) add(longer.level[i], longer.rate_per_year[i]);
  const double rarest = curve.rate_per_year.back() / kRarerReach;
  add(level_at(curve, 1 / rarest).value, rarest);
  return used;
}

NatechResults site_hazards(const NatechInput& input, const std::vector<FacilityResult>& facilities, const GroundFinder& ground,
                           Issues& issues) {
  NatechResults results;
  results.sites.resize(facilities.size());
  for (std::size_t i = 0; i < facilities.size(); ++i) results.sites[i].ground = ground.at(facilities[i].facility);
  sample_shaking(input, facilities, results, issues);
  if (input.catalogue || input.area_sources) add_source_curves(input, facilities, results, issues);
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    SiteCurve& hazard = results.sites[i].hazard;
    if (hazard.curve) hazard.used = curve_in_use(*hazard.curve);
    if (!hazard.curve && (!input.pga.empty() || input.catalogue || input.area_sources)) {
      issues.push_back(make_issue("hazard_unknown", place_of(facilities[i].facility), "pga", hazard.source + ", expected a value"));
    }
  }
  sample_depths(input, facilities, results, issues);
  return results;
}

void fill_from_hazard(Facility& f, const NatechSite& site) {
  if (!f.pga_475_g && site.hazard.curve) {
    lend_pga_475(f, site.hazard);
  }
  lend_flood_zone(f, site, 100, "in_flood_zone_100", f.in_flood_zone_100);
  lend_flood_zone(f, site, 500, "in_flood_zone_500", f.in_flood_zone_500);
}

}  // namespace tmfgeo
