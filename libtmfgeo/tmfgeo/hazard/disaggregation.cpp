// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/disaggregation.h"

#include <array>
#include <map>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/hazard/exceedance_table.h"
#include "tmfgeo/hazard/psha_parts.h"

namespace tmfgeo {
namespace {

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

/// Chance that shaking is above one level, and that chance times the mean epsilon of such shaking.
class Tail {
 public:
  Tail(double level, std::optional<double> truncation) : ln_level_(std::log(level)), truncation_(truncation) {
    if (!truncation_) return;
    cut_ = normal_exceedance(*truncation_);
    density_at_cut_ = density(*truncation_);
  }

  std::size_t size() const { return 2; }

  void add(const GroundMotion& motion, double weight, std::span<double> sums) const {
    const double z = (ln_level_ - motion.ln_median) / motion.sigma();
    if (!truncation_) {
      sums[0] += weight * exceedance_(z);
      sums[1] += weight * density(z);
    } else if (*truncation_ == 0 || std::abs(z) >= *truncation_) {
      // The whole of a cut distribution, or nothing of it: its mean is 0.
      sums[0] += weight * (std::isnan(z) ? z : z < 0 ? 1 : 0);
    } else {
      const double inside = 1 - 2 * cut_;
      sums[0] += weight * (exceedance_(z) - cut_) / inside;
      sums[1] += weight * (density(z) - density_at_cut_) / inside;
    }
  }

 private:
  const NormalExceedanceTable& exceedance_ = NormalExceedanceTable::instance();
  double ln_level_;
  std::optional<double> truncation_;
  double cut_ = 0;
  double density_at_cut_ = 0;
};

/// Sums of one site, by lower edges of distance and magnitude.
class Parts {
 public:
  explicit Parts(const DisaggregationBins& bins) : bins_(bins) {}

  void add(double km, double magnitude, double rate, double epsilon_rate) {
    if (!(rate > 0)) return;
    auto& part = parts_[{std::floor(km / bins_.distance_km) * bins_.distance_km, std::floor(magnitude / bins_.magnitude + 1e-9) * bins_.magnitude}];
    part.first += rate;
    part.second += epsilon_rate;
    rate_ += rate;
    magnitude_rate_ += magnitude * rate;
    km_rate_ += km * rate;
    epsilon_rate_ += epsilon_rate;
  }

  Disaggregation result(double level) const {
    Disaggregation d;
    d.level = level;
    d.rate_per_year = rate_;
    for (const auto& [edges, sums] : parts_) d.parts.push_back({edges.second, edges.first, sums.first, sums.second / sums.first});
    if (!(rate_ > 0)) return d;
    d.mean_magnitude = magnitude_rate_ / rate_;
    d.mean_distance_km = km_rate_ / rate_;
    d.mean_epsilon = epsilon_rate_ / rate_;
    return d;
  }

 private:
  DisaggregationBins bins_;
  std::map<std::pair<double, double>, std::pair<double, double>> parts_;
  double rate_ = 0, magnitude_rate_ = 0, km_rate_ = 0, epsilon_rate_ = 0;
};

}  // namespace

const DisaggregationPart& Disaggregation::modal() const {
  TMFGEO_EXPECTS(!parts.empty());
  return *std::max_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.rate_per_year < b.rate_per_year; });
}

std::vector<Disaggregation> disaggregate(const SourceModel& model, const PshaSettings& settings, std::span<const Point> sites,
                                         std::span<const SiteSoil> soils, std::span<const double> levels, const DisaggregationBins& bins) {
  TMFGEO_EXPECTS(sites.size() == soils.size() && sites.size() == levels.size() && bins.magnitude > 0 && bins.distance_km > 0);
  const DistanceMesh mesh(settings.max_distance_km);
  std::vector<PreparedGrid> grids;
  for (const GridSource& source : model.grids) grids.push_back(prepare(source, settings, mesh));
  std::vector<ModelSet> fault_models;
  for (const FaultSource& fault : model.faults) fault_models.push_back(models_with(fault.models, settings.measure));
  std::vector<Disaggregation> results(sites.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(sites.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (auto s = static_cast<std::size_t>(first); s < static_cast<std::size_t>(last); ++s) {
      results[s].level = levels[s];
      if (std::isnan(levels[s])) continue;
      TMFGEO_EXPECTS(levels[s] > 0);
      const Tail tail(levels[s], settings.truncation);
      Parts parts(bins);
      for (const PreparedGrid& grid : grids) {
        const std::vector<double> near = rates_by_distance(grid, mesh, sites[s], settings.max_distance_km);
        for_each_chance(grid, settings.measure, tail, soils[s], near, [&](std::size_t node, double magnitude, std::span<const double> sums) {
          parts.add(mesh.nodes()[node], magnitude, near[node] * sums[0], near[node] * sums[1]);
        });
      }
      for (std::size_t f = 0; f < model.faults.size(); ++f) {
        std::array<double, 2> sums{};
        const double km = add_fault(model.faults[f], fault_models[f], settings.measure, tail, sites[s], soils[s], sums);
        parts.add(km, model.faults[f].rupture.traits.magnitude, sums[0], sums[1]);
      }
      results[s] = parts.result(levels[s]);
    }
  });
  return results;
}

}  // namespace tmfgeo
