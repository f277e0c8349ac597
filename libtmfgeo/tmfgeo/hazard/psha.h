// SPDX-License-Identifier: Apache-2.0
/// How often the ground shakes how hard, from earthquake sources: a light probabilistic seismic hazard analysis.
/// λ(a) = Σ sources Σ magnitudes Σ depths Σ ruptures Σ models rate · shares · P(shaking > a).
/// Example:
///   model.grids.push_back(area_source(ring, 5, {.models = set, .magnitudes = truncated_gutenberg_richter(1, 5, 7, 0.1)}, rate));
///   const PshaResult result = hazard_at_sites(model, {.levels = {0.05, 0.1, 0.2}}, sites, soils);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/hazard/hazard_curve.h"
#include "tmfgeo/hazard/model_set.h"
#include "tmfgeo/hazard/rupture.h"

namespace tmfgeo {

struct MagnitudeShare {
  double magnitude = 0;
  double share = 0;  ///< of all earthquakes of the source
};

/// Shares of magnitude bins of a Gutenberg–Richter law cut at both ends; each stands at its bin's middle, the first bin begins
/// at `lowest`, the last ends at `largest`. Needs: lowest < largest, bin above 0.
std::vector<MagnitudeShare> truncated_gutenberg_richter(double b, double lowest, double largest, double bin);

struct DepthShare {
  double depth_km = 0;
  double share = 1;
};

enum class RuptureForm {
  point,          ///< all distances from the hypocentre, as the PEER tests want it
  random_strike,  ///< planes of rupture.h, eight strikes of equal weight
};

/// What the earthquakes of a source are like.
struct SourceTraits {
  ModelSet models;
  std::vector<MagnitudeShare> magnitudes;
  std::vector<DepthShare> depths{{10, 1}};
  FaultStyle style = FaultStyle::unknown;
  RuptureForm form = RuptureForm::random_strike;
  AreaScaling scaling = AreaScaling::wells_coppersmith_1994;
};

/// Places with earthquakes, each with a rate of its own and all with the same traits: an area or a smoothed catalogue.
struct GridSource {
  std::string name;
  SourceTraits traits;
  std::vector<Point> places;          ///< degrees
  std::vector<double> rate_per_year;  ///< per place, all magnitudes together
};

/// A ring (degrees) filled evenly. Needs: the mesh has at least one place. Units: total rate of all magnitudes.
GridSource area_source(std::span<const Point> ring, double spacing_km, SourceTraits traits, double total_rate_per_year);

/// A fault that breaks as a whole.
struct FaultSource {
  std::string name;
  ModelSet models;
  PlanarRupture rupture;
  double rate_per_year = 0;
};

/// Rate of a fault's earthquakes from how fast it slips: μ A s / M0, M0 = 10^(1.5 M + 9.05) N m.
/// Source [HanksKanamori1979]. Units: km², mm a year, rigidity Pa.
double rate_from_slip(double area_km2, double slip_mm_per_year, double magnitude, double rigidity_pa = 3e10);

struct SourceModel {
  std::vector<GridSource> grids;
  std::vector<FaultSource> faults;
};

struct PshaSettings {
  IntensityMeasure measure = kPga;
  std::vector<double> levels;               ///< ascending, above 0
  std::optional<double> truncation = {};    ///< of scatter, in standard deviations; 0: medians only; absent: none
  double max_distance_km = 300;             ///< epicentral; farther places of grids do not count
};

struct SiteHazard {
  std::vector<double> rate_per_year;  ///< per level; NaN where the site's ground is not known
};

struct PshaResult {
  std::vector<SiteHazard> sites;
  std::vector<std::string> left_out;  ///< sources none of whose models gives the measure
};

/// Rates of exceedance at many sites (degrees), on all cores.
/// Grids: the chance of exceedance is worked out on a mesh of distances (steps of 0.25 km or 1 %) and is linear between them.
/// Needs: as many soils as sites, shares that add up to 1, as many rates as places.
/// Ties: none; the same bytes on any number of threads. Cost: per site O(places) and, for each source,
/// distances · magnitudes · depths · strikes · models · levels. Source [Cornell1968], [McGuire2004].
PshaResult hazard_at_sites(const SourceModel& model, const PshaSettings& settings, std::span<const Point> sites,
                           std::span<const SiteSoil> soils);

/// The curve of a site's rates, levels that are never exceeded left out; absent where nothing is left or known.
std::optional<HazardCurve> curve_of(const SiteHazard& hazard, std::span<const double> levels);

}  // namespace tmfgeo
