// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/ground_motion.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/ground_motion_kernels.h"

namespace tmfgeo {
namespace {

constexpr std::ptrdiff_t kSitesPerTask = 2048;
constexpr std::ptrdiff_t kSitesPerBlock = 256;

// Sorted by name; a test holds it to that, and every key to docs/references.bib.
constexpr std::array kModels{
    GroundMotionModel{"asb14", "AkkarEtAl2014", "shallow crust, Europe and Middle East", DistanceKind::rjb, {4, 7.6}, {0, 200},
                      {0, 30}, {150, 1200}, true, asb14_measures, asb14},
    GroundMotionModel{"bindi14", "BindiEtAl2014", "shallow crust, Europe and Middle East", DistanceKind::rjb, {4, 7.6}, {0, 300},
                      {0, 35}, {150, 1200}, true, bindi14_measures, bindi14},
    GroundMotionModel{"bssa14", "BooreEtAl2014", "shallow crust, active regions of the world", DistanceKind::rjb, {3, 8.5},
                      {0, 400}, {0, 30}, {150, 1500}, true, bssa14_measures, bssa14},
    GroundMotionModel{"cb14", "CampbellBozorgnia2014", "shallow crust, active regions of the world", DistanceKind::rrup,
                      {3.3, 8.5}, {0, 300}, {0, 20}, {150, 1500}, true, cb14_measures, cb14},
    GroundMotionModel{"cy14", "ChiouYoungs2014", "shallow crust, active regions of the world", DistanceKind::rrup, {3.5, 8.5},
                      {0, 300}, {0, 30}, {180, 1500}, true, cy14_measures, cy14},
    GroundMotionModel{"kotha20", "KothaEtAl2020", "shallow crust, Europe, without regional clusters of attenuation; ground by Vs30", DistanceKind::rjb, {3, 7.4}, {0, 545},
                      {0, 40}, {150, 1500}, true, kotha20_measures, kotha20},
    GroundMotionModel{"kotha20_eshm20", "WeatherillEtAl2020", "shallow crust, Europe, without regional clusters of attenuation; ground as in ESHM20", DistanceKind::rjb,
                      {3, 7.4}, {0, 545}, {0, 40}, {150, 1500}, true, kotha20_measures, kotha20_eshm20},
    GroundMotionModel{"kotha20_slope", "KothaEtAl2020", "shallow crust, Europe, without regional clusters of attenuation; ground by slope", DistanceKind::rjb, {3, 7.4},
                      {0, 545}, {0, 40}, {150, 1500}, true, kotha20_measures, kotha20_slope, {5e-4, 0.3}},
    GroundMotionModel{"manea21", "ManeaEtAl2021", "Vrancea, intermediate depth", DistanceKind::rhyp, {4, 7.4}, {0, 500},
                      {70, 200}, {180, 1500}, true, manea21_measures, manea21},
    GroundMotionModel{"sadigh97", "SadighEtAl1997", "shallow crust, California, rock", DistanceKind::rrup, {4, 8}, {0, 100},
                      {0, 30}, {600, 1500}, false, sadigh97_measures, sadigh97},
};

const SeenRange& distances_of(DistanceKind kind, const SiteExtent& sites) {
  switch (kind) {
    case DistanceKind::rjb: return sites.rjb_km;
    case DistanceKind::rrup: return sites.rrup_km;
    case DistanceKind::rhyp: return sites.rhyp_km;
  }
  return sites.rrup_km;
}

/// A measure between two rows of a table; `upper` == `lower` where it is tabulated.
struct RowPosition {
  std::size_t lower = 0;
  std::size_t upper = 0;
  double part = 0;  ///< of the upper row
};

std::optional<RowPosition> find_rows(std::span<const IntensityMeasure> measures, const IntensityMeasure& wanted) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (measures[i] == wanted) return RowPosition{i, i, 0};
    if (wanted.kind == IntensityKind::sa && measures[i].kind == IntensityKind::sa && measures[i].period_s > wanted.period_s) {
      if (i == 0 || measures[i - 1].kind != IntensityKind::sa) return std::nullopt;
      return RowPosition{i - 1, i,
                         std::log(wanted.period_s / measures[i - 1].period_s) / std::log(measures[i].period_s / measures[i - 1].period_s)};
    }
  }
  return std::nullopt;
}

void add_flag(std::vector<RangeFlag>& flags, const GroundMotionModel& model, std::string_view quantity, ValidRange range,
              const SeenRange& seen) {
  const double below = range.low - seen.low;
  const double above = seen.high - range.high;
  if (!(below > 0) && !(above > 0)) return;
  flags.push_back({std::string(model.name), std::string(quantity), above > below ? seen.high : seen.low, range});
}

}  // namespace

double GroundMotion::sigma() const { return std::sqrt(tau * tau + phi * phi); }

FaultStyle fault_style(double rake_deg) {
  if (std::isnan(rake_deg)) return FaultStyle::unknown;
  const double rake = std::remainder(rake_deg, 360);
  if (std::abs(rake) <= 30 || std::abs(rake) >= 150) return FaultStyle::strike_slip;
  return rake > 0 ? FaultStyle::reverse : FaultStyle::normal;
}

std::span<const GroundMotionModel> ground_motion_models() { return kModels; }

const GroundMotionModel* find_ground_motion_model(std::string_view name) {
  const auto row = std::lower_bound(kModels.begin(), kModels.end(), name,
                                    [](const GroundMotionModel& m, std::string_view n) { return m.name < n; });
  return row != kModels.end() && row->name == name ? &*row : nullptr;
}

bool supports(const GroundMotionModel& model, const IntensityMeasure& measure) {
  return find_rows(model.measures(), measure).has_value();
}

void model_ground_motion(const GroundMotionModel& model, const IntensityMeasure& measure, const EarthquakeTraits& quake,
                         const ModelOptions& options, std::span<const RuptureDistances> distances,
                         std::span<const SiteSoil> soils, std::span<GroundMotion> motion) {
  TMFGEO_EXPECTS(distances.size() == soils.size() && distances.size() == motion.size());
  const auto rows = find_rows(model.measures(), measure);
  TMFGEO_EXPECTS(rows.has_value());
  const auto evaluate = [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    std::array<GroundMotion, kSitesPerBlock> upper;
    for (std::ptrdiff_t begin = first; begin < last; begin += kSitesPerBlock) {
      const auto offset = static_cast<std::size_t>(begin);
      const auto count = static_cast<std::size_t>(std::min(kSitesPerBlock, last - begin));
      const SiteBatch sites{distances.subspan(offset, count), soils.subspan(offset, count), motion.subspan(offset, count)};
      model.evaluate(rows->lower, quake, options, sites);
      if (rows->upper == rows->lower) continue;
      model.evaluate(rows->upper, quake, options, {sites.distances, sites.soils, std::span(upper).first(count)});
      for (std::size_t i = 0; i < count; ++i) {
        GroundMotion& m = sites.motion[i];
        m.ln_median += rows->part * (upper[i].ln_median - m.ln_median);
        m.tau += rows->part * (upper[i].tau - m.tau);
        m.phi += rows->part * (upper[i].phi - m.phi);
      }
    }
  };
  const auto count = static_cast<std::ptrdiff_t>(distances.size());
  if (count <= kSitesPerTask) {
    evaluate(0, count);
  } else {
    parallel_for(0, count, kSitesPerTask, evaluate);
  }
}

std::string to_text(const RangeFlag& flag) {
  // Two decimals are enough to read, unless they would put the value inside the range.
  const double rounded = std::abs(flag.value) < 1 ? flag.value : std::round(flag.value * 100) / 100;
  const std::string shown = flag.range.holds(rounded) ? shortest(flag.value) : readable(rounded);
  return flag.model + ": " + flag.quantity + " " + shown + " is outside " + readable(flag.range.low) + " to " + readable(flag.range.high);
}

void SiteExtent::add(const SiteSoil& soil) {
  vs30_m_s.add(soil.vs30_m_s);
  slope.add(soil.slope);
}

void SiteExtent::add(const RuptureDistances& distances, const SiteSoil& soil) {
  rjb_km.add(distances.rjb_km);
  rrup_km.add(distances.rrup_km);
  rhyp_km.add(distances.rhyp_km);
  add(soil);
}

void SiteExtent::add(const SiteExtent& other) {
  rjb_km.add(other.rjb_km);
  rrup_km.add(other.rrup_km);
  rhyp_km.add(other.rhyp_km);
  vs30_m_s.add(other.vs30_m_s);
  slope.add(other.slope);
}

std::vector<RangeFlag> outside_range(const GroundMotionModel& model, const EarthquakeTraits& quake, const SiteExtent& sites) {
  std::vector<RangeFlag> flags;
  add_flag(flags, model, "magnitude", model.magnitude, {quake.magnitude, quake.magnitude});
  add_flag(flags, model, "distance_km", model.distance_km, distances_of(model.distance_kind, sites));
  add_flag(flags, model, "depth_km", model.depth_km, {quake.hypocentre_depth_km, quake.hypocentre_depth_km});
  if (!model.by_slope()) add_flag(flags, model, "vs30_m_s", model.vs30_m_s, sites.vs30_m_s);
  if (model.by_slope()) add_flag(flags, model, "slope", model.slope, sites.slope);
  return flags;
}

double bssa14_ln_amplification(const IntensityMeasure& measure, double rock_pga_g, double vs30_m_s) {
  const auto rows = find_rows(bssa14_measures(), measure);
  TMFGEO_EXPECTS(rows.has_value());
  const double lower = bssa14_site_term(rows->lower, rock_pga_g, vs30_m_s);
  return lower + rows->part * (bssa14_site_term(rows->upper, rock_pga_g, vs30_m_s) - lower);
}

}  // namespace tmfgeo
