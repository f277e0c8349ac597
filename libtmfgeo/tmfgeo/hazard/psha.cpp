// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/psha.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/hazard/distance_mesh.h"
#include "tmfgeo/hazard/exceedance_table.h"

namespace tmfgeo {
namespace {

/// Chance that shaking is above a level, per level.
class Exceedance {
 public:
  explicit Exceedance(const PshaSettings& settings) : truncation_(settings.truncation) {
    for (const double level : settings.levels) {
      TMFGEO_EXPECTS(level > 0 && (ln_levels_.empty() || std::log(level) > ln_levels_.back()));
      ln_levels_.push_back(std::log(level));
    }
    if (truncation_) {
      cut_ = normal_exceedance(*truncation_);
      inside_ = 1 - 2 * cut_;
    }
  }

  std::size_t size() const { return ln_levels_.size(); }

  void add(const GroundMotion& motion, double weight, std::span<double> sums) const {
    const double sigma = motion.sigma();
    for (std::size_t i = 0; i < ln_levels_.size(); ++i) sums[i] += weight * above(ln_levels_[i] - motion.ln_median, sigma);
  }

 private:
  double above(double ln_ratio, double sigma) const {
    const double z = ln_ratio / sigma;
    if (!truncation_) return exceedance_(z);
    // Medians alone, too, are exceeded by what lies below them.
    if (*truncation_ == 0 || std::abs(z) >= *truncation_) return std::isnan(ln_ratio) ? ln_ratio : ln_ratio < 0 ? 1 : 0;
    return (exceedance_(z) - cut_) / inside_;
  }

  const NormalExceedanceTable& exceedance_ = NormalExceedanceTable::instance();
  std::vector<double> ln_levels_;
  std::optional<double> truncation_;
  double cut_ = 0;
  double inside_ = 1;
};

/// One kind of earthquake of a grid source, with its distances to sites at the nodes of the mesh.
struct GridRupture {
  double share = 0;
  EarthquakeTraits traits;
  std::vector<RuptureDistances> distances;
};

struct MagnitudeRuptures {
  double magnitude = 0;
  std::vector<GridRupture> ruptures;
};

/// What does not hang on the site: worked out once per source.
struct PreparedGrid {
  ModelSet models;
  std::vector<MagnitudeRuptures> magnitudes;
  std::vector<EarthPlace> places;
  const GridSource* source = nullptr;
};

/// The planes of a place, for sites to the north of it. A plane and its image in the north–south mirror feel the same there and
/// are one: strikes s and 180° − s.
std::vector<WeightedRupture> planes_of(const SourceTraits& traits, double magnitude, double depth_km) {
  std::vector<WeightedRupture> planes;
  for (const WeightedRupture& r : possible_ruptures(
           {.magnitude = magnitude, .epicentre = {0, 0}, .depth_km = depth_km, .style = traits.style, .scaling = traits.scaling})) {
    const double turn_deg = r.rupture.traits.dip_deg == 90 ? 180 : 360;
    const auto image = std::find_if(planes.begin(), planes.end(), [&](const WeightedRupture& p) {
      return std::abs(std::remainder(p.rupture.strike_deg + r.rupture.strike_deg - 180, turn_deg)) < 1e-9;
    });
    if (image != planes.end()) {
      image->weight += r.weight;
    } else {
      planes.push_back(r);
    }
  }
  return planes;
}

double rake_of(FaultStyle style) {
  switch (style) {
    case FaultStyle::strike_slip: return 0;
    case FaultStyle::normal: return -90;
    case FaultStyle::reverse: return 90;
    case FaultStyle::unknown: return std::numeric_limits<double>::quiet_NaN();
  }
  return std::numeric_limits<double>::quiet_NaN();
}

MagnitudeRuptures ruptures_of(const SourceTraits& traits, const MagnitudeShare& m, const DistanceMesh& mesh) {
  MagnitudeRuptures result{.magnitude = m.magnitude, .ruptures = {}};
  for (const DepthShare& depth : traits.depths) {
    if (traits.form == RuptureForm::point) {
      GridRupture r{m.share * depth.share,
                    {.magnitude = m.magnitude, .rake_deg = rake_of(traits.style), .top_depth_km = depth.depth_km, .hypocentre_depth_km = depth.depth_km},
                    {}};
      for (const double km : mesh.nodes()) {
        const double slant_km = std::hypot(km, depth.depth_km);
        r.distances.push_back({km, slant_km, -km, km, slant_km});
      }
      result.ruptures.push_back(std::move(r));
      continue;
    }
    for (const WeightedRupture& plane : planes_of(traits, m.magnitude, depth.depth_km)) {
      const RuptureMeasure measure(plane.rupture);
      GridRupture r{m.share * depth.share * plane.weight, plane.rupture.traits, {}};
      for (const double km : mesh.nodes()) r.distances.push_back(measure({0, km}));
      result.ruptures.push_back(std::move(r));
    }
  }
  return result;
}

PreparedGrid prepare(const GridSource& source, const PshaSettings& settings, const DistanceMesh& mesh) {
  TMFGEO_EXPECTS(source.places.size() == source.rate_per_year.size());
  PreparedGrid grid{models_with(source.traits.models, settings.measure), {}, {}, &source};
  for (const MagnitudeShare& m : source.traits.magnitudes) grid.magnitudes.push_back(ruptures_of(source.traits, m, mesh));
  grid.places.reserve(source.places.size());
  for (const Point p : source.places) grid.places.emplace_back(p);
  return grid;
}

/// Yearly rate of earthquakes about a site at the nodes of the mesh.
std::vector<double> rates_by_distance(const PreparedGrid& grid, const DistanceMesh& mesh, Point site, double max_distance_km) {
  std::vector<double> rates(mesh.nodes().size(), 0);
  const EarthPlace here(site);
  for (std::size_t i = 0; i < grid.places.size(); ++i) {
    const double km = distance_km(here, grid.places[i]);
    if (!(km < max_distance_km)) continue;
    const auto [lower, part] = mesh.find(km);
    rates[lower] += (1 - part) * grid.source->rate_per_year[i];
    rates[lower + 1] += part * grid.source->rate_per_year[i];
  }
  return rates;
}

/// Calls part(node, rupture's magnitude, chances per level weighted by share and model) for all nodes with earthquakes.
template <class Part>
void for_each_chance(const PreparedGrid& grid, const PshaSettings& settings, const Exceedance& exceedance, const SiteSoil& soil,
                     const std::vector<double>& rates, Part part) {
  std::vector<std::size_t> nodes;
  for (std::size_t n = 0; n < rates.size(); ++n) {
    if (rates[n] > 0) nodes.push_back(n);
  }
  std::vector<RuptureDistances> distances(nodes.size());
  const std::vector<SiteSoil> soils(nodes.size(), soil);
  std::vector<GroundMotion> motion(nodes.size());
  std::vector<double> chances(nodes.size() * exceedance.size());
  for (const MagnitudeRuptures& m : grid.magnitudes) {
    std::fill(chances.begin(), chances.end(), 0);
    for (const GridRupture& rupture : m.ruptures) {
      for (std::size_t i = 0; i < nodes.size(); ++i) distances[i] = rupture.distances[nodes[i]];
      for (const WeightedModel& w : grid.models.models) {
        model_ground_motion(*w.model, settings.measure, rupture.traits, w.options, distances, soils, motion);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
          exceedance.add(motion[i], rupture.share * w.weight, std::span(chances).subspan(i * exceedance.size(), exceedance.size()));
        }
      }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      part(nodes[i], m.magnitude, std::span<const double>(chances).subspan(i * exceedance.size(), exceedance.size()));
    }
  }
}

/// Chances per level of one fault, and its distance.
double add_fault(const FaultSource& fault, const ModelSet& models, const PshaSettings& settings, const Exceedance& exceedance, Point site,
                 const SiteSoil& soil, std::span<double> rates) {
  const RuptureDistances distances = RuptureMeasure(fault.rupture)(FlatView(fault.rupture.origin)(site));
  for (const WeightedModel& w : models.models) {
    GroundMotion motion;
    model_ground_motion(*w.model, settings.measure, fault.rupture.traits, w.options, {&distances, 1}, {&soil, 1}, {&motion, 1});
    exceedance.add(motion, fault.rate_per_year * w.weight, rates);
  }
  return distances.rrup_km;
}

}  // namespace

std::vector<MagnitudeShare> truncated_gutenberg_richter(double b, double lowest, double largest, double bin) {
  TMFGEO_EXPECTS(lowest < largest && bin > 0);
  const double count = std::max(1.0, std::round((largest - lowest) / bin));
  const double width = (largest - lowest) / count;
  std::vector<MagnitudeShare> shares;
  const double all = std::pow(10, -b * lowest) - std::pow(10, -b * largest);
  for (double i = 0; i < count; ++i) {
    const double low = lowest + i * width;
    const double part = b == 0 ? 1 / count : (std::pow(10, -b * low) - std::pow(10, -b * (low + width))) / all;
    shares.push_back({low + width / 2, part});
  }
  return shares;
}

GridSource area_source(std::span<const Point> ring, double spacing_km, SourceTraits traits, double total_rate_per_year) {
  GridSource source{.name = "", .traits = std::move(traits), .places = mesh_in_ring(ring, spacing_km), .rate_per_year = {}};
  TMFGEO_EXPECTS(!source.places.empty());
  source.rate_per_year.assign(source.places.size(), total_rate_per_year / static_cast<double>(source.places.size()));
  return source;
}

double rate_from_slip(double area_km2, double slip_mm_per_year, double magnitude, double rigidity_pa) {
  return rigidity_pa * area_km2 * 1e6 * slip_mm_per_year * 1e-3 / std::pow(10, 1.5 * magnitude + 9.05);
}

PshaResult hazard_at_sites(const SourceModel& model, const PshaSettings& settings, std::span<const Point> sites, std::span<const SiteSoil> soils) {
  TMFGEO_EXPECTS(sites.size() == soils.size());
  const Exceedance exceedance(settings);
  const DistanceMesh mesh(settings.max_distance_km);
  PshaResult result;
  std::vector<PreparedGrid> grids;
  for (const GridSource& source : model.grids) {
    grids.push_back(prepare(source, settings, mesh));
    if (grids.back().models.models.empty()) result.left_out.push_back(source.name);
  }
  std::vector<ModelSet> fault_models;
  for (const FaultSource& fault : model.faults) {
    fault_models.push_back(models_with(fault.models, settings.measure));
    if (fault_models.back().models.empty()) result.left_out.push_back(fault.name);
  }
  result.sites.resize(sites.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(sites.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (auto s = static_cast<std::size_t>(first); s < static_cast<std::size_t>(last); ++s) {
      std::vector<double>& rates = result.sites[s].rate_per_year;
      rates.assign(exceedance.size(), std::isnan(soils[s].vs30_m_s) ? soils[s].vs30_m_s : 0);
      for (const PreparedGrid& grid : grids) {
        const std::vector<double> near = rates_by_distance(grid, mesh, sites[s], settings.max_distance_km);
        for_each_chance(grid, settings, exceedance, soils[s], near, [&](std::size_t node, double, std::span<const double> chances) {
          for (std::size_t i = 0; i < chances.size(); ++i) rates[i] += near[node] * chances[i];
        });
      }
      for (std::size_t f = 0; f < model.faults.size(); ++f) add_fault(model.faults[f], fault_models[f], settings, exceedance, sites[s], soils[s], rates);
    }
  });
  return result;
}

std::optional<HazardCurve> curve_of(const SiteHazard& hazard, std::span<const double> levels) {
  TMFGEO_EXPECTS(hazard.rate_per_year.size() == levels.size());
  HazardCurve curve;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!(hazard.rate_per_year[i] > 0)) continue;
    curve.level.push_back(levels[i]);
    // The sums of two levels far below all shaking may differ by rounding.
    curve.rate_per_year.push_back(curve.rate_per_year.empty() ? hazard.rate_per_year[i] : std::min(hazard.rate_per_year[i], curve.rate_per_year.back()));
  }
  if (curve.level.empty()) return std::nullopt;
  return curve;
}

std::vector<DisaggregationPart> disaggregate(const SourceModel& model, const PshaSettings& settings, Point site, const SiteSoil& soil, double level,
                                             double magnitude_bin, double distance_bin_km) {
  TMFGEO_EXPECTS(level > 0 && magnitude_bin > 0 && distance_bin_km > 0);
  PshaSettings one = settings;
  one.levels = {level};
  const Exceedance exceedance(one);
  const DistanceMesh mesh(settings.max_distance_km);
  std::map<std::pair<double, double>, double> parts;
  const auto add = [&](double km, double magnitude, double rate) {
    if (!(rate > 0)) return;
    parts[{std::floor(km / distance_bin_km) * distance_bin_km, std::floor(magnitude / magnitude_bin + 1e-9) * magnitude_bin}] += rate;
  };
  for (const GridSource& source : model.grids) {
    const PreparedGrid grid = prepare(source, one, mesh);
    const std::vector<double> near = rates_by_distance(grid, mesh, site, settings.max_distance_km);
    for_each_chance(grid, one, exceedance, soil, near, [&](std::size_t node, double magnitude, std::span<const double> chances) {
      add(mesh.nodes()[node], magnitude, near[node] * chances[0]);
    });
  }
  for (const FaultSource& fault : model.faults) {
    double rate = 0;
    const double km = add_fault(fault, models_with(fault.models, settings.measure), one, exceedance, site, soil, {&rate, 1});
    add(km, fault.rupture.traits.magnitude, rate);
  }
  std::vector<DisaggregationPart> result;
  for (const auto& [edges, rate] : parts) result.push_back({edges.second, edges.first, rate});
  return result;
}

}  // namespace tmfgeo
