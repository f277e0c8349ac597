// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/psha.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/hazard/exceedance_table.h"
#include "tmfgeo/hazard/psha_parts.h"

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
        for_each_chance(grid, settings.measure, exceedance, soils[s], near, [&](std::size_t node, double, std::span<const double> chances) {
          for (std::size_t i = 0; i < chances.size(); ++i) rates[i] += near[node] * chances[i];
        });
      }
      for (std::size_t f = 0; f < model.faults.size(); ++f) add_fault(model.faults[f], fault_models[f], settings.measure, exceedance, sites[s], soils[s], rates);
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
  curve.first_is_bound = true;
  return curve;
}

}  // namespace tmfgeo
