// SPDX-License-Identifier: Apache-2.0
/// Sources made ready for many sites, and the sums over their earthquakes. For psha.cpp and disaggregation.cpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "tmfgeo/hazard/distance_mesh.h"
#include "tmfgeo/hazard/flat_view.h"
#include "tmfgeo/hazard/psha.h"

namespace tmfgeo {

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

PreparedGrid prepare(const GridSource& source, const PshaSettings& settings, const DistanceMesh& mesh);

/// Yearly rate of earthquakes about a site at the nodes of the mesh.
std::vector<double> rates_by_distance(const PreparedGrid& grid, const DistanceMesh& mesh, Point site, double max_distance_km);

/// Calls part(node, rupture's magnitude, sums of `exceedance` weighted by share and model) for all nodes with earthquakes.
template <class Exceedance, class Part>
void for_each_chance(const PreparedGrid& grid, const IntensityMeasure& measure, const Exceedance& exceedance, const SiteSoil& soil,
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
        model_ground_motion(*w.model, measure, rupture.traits, w.options, distances, soils, motion);
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
template <class Exceedance>
double add_fault(const FaultSource& fault, const ModelSet& models, const IntensityMeasure& measure, const Exceedance& exceedance, Point site,
                 const SiteSoil& soil, std::span<double> rates) {
  const RuptureDistances distances = RuptureMeasure(fault.rupture)(FlatView(fault.rupture.origin)(site));
  for (const WeightedModel& w : models.models) {
    GroundMotion motion;
    model_ground_motion(*w.model, measure, fault.rupture.traits, w.options, {&distances, 1}, {&soil, 1}, {&motion, 1});
    exceedance.add(motion, fault.rate_per_year * w.weight, rates);
  }
  return distances.rrup_km;
}

}  // namespace tmfgeo
