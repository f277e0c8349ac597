// SPDX-License-Identifier: Apache-2.0
/// One earthquake that people ask about: shaking at sites and over a grid, with its scatter.
/// Example:
///   const auto shaking = shake_sites(focus, set, kPga, sites, soils);
///   const double p84_g = shaking.sites[0].percentile(0.84);
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/grid/grid.h"
#include "tmfgeo/hazard/model_set.h"
#include "tmfgeo/hazard/rupture.h"

namespace tmfgeo {

/// Shaking at a site: the weighted models together.
struct SiteShaking {
  double ln_median = 0;  ///< weighted mean of the models' ln medians
  double tau = 0;        ///< between earthquakes, root of the weighted mean square
  double phi = 0;        ///< within the earthquake, the same way
  double model_spread = 0;  ///< standard deviation of ln medians between models, and between strikes where none is given

  double median() const;
  /// tau and phi together: what chance does if the models are right.
  double sigma() const;
  /// tau, phi and model spread together.
  double total_sigma() const;
  /// The value that stays unexceeded with probability p, from total_sigma(). Needs: 0 < p < 1.
  double percentile(double p) const;
};

/// What else a reader must know.
struct ScenarioNotes {
  std::vector<RangeFlag> outside;     ///< models used beyond their data, in the set's order, each quantity once
  std::vector<std::string> left_out;  ///< models of the set that do not give the measure
  std::vector<PlanarRupture> ruptures;
};

struct ScenarioShaking {
  std::vector<SiteShaking> sites;  ///< empty if no model of the set gives the measure
  ScenarioNotes notes;
};

/// Shaking at sites (degrees), on all cores. NaN where a model needs a Vs30 or a slope that is NaN.
/// Needs: problem_of(focus) is empty; as many soils as sites. Units: g, PGV cm/s.
/// Ties: none; the same bytes on any number of threads.
ScenarioShaking shake_sites(const EarthquakeFocus& focus, const ModelSet& set, const IntensityMeasure& measure,
                            std::span<const Point> sites, std::span<const SiteSoil> soils);

struct ShakingGrids {
  Grid<float> median, tau, phi, model_spread;  ///< without cells if no model of the set gives the measure
  ScenarioNotes notes;
};

/// The same for every cell of a Vs30 grid; its other soil values are those in `soil`. NaN where a model needs a Vs30 or a slope that is NaN.
/// Needs: the grid's CRS is known, or geographic degrees. Cost: about 0.1 µs per cell, model and core.
ShakingGrids shake_grid(const EarthquakeFocus& focus, const ModelSet& set, const IntensityMeasure& measure,
                        const Grid<float>& vs30_m_s, const SiteSoil& soil = {});

}  // namespace tmfgeo
