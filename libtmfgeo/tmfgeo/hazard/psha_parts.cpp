// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/psha_parts.h"

#include <limits>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/hazard/catalogue.h"

namespace tmfgeo {
namespace {

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

}  // namespace

PreparedGrid prepare(const GridSource& source, const PshaSettings& settings, const DistanceMesh& mesh) {
  TMFGEO_EXPECTS(source.places.size() == source.rate_per_year.size());
  PreparedGrid grid{models_with(source.traits.models, settings.measure), {}, {}, &source};
  for (const MagnitudeShare& m : source.traits.magnitudes) grid.magnitudes.push_back(ruptures_of(source.traits, m, mesh));
  grid.places.reserve(source.places.size());
  for (const Point p : source.places) grid.places.emplace_back(p);
  return grid;
}

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

}  // namespace tmfgeo
