// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "tmfgeo/app/earthquake_file.h"
#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/disaggregation.h"

namespace tmfgeo {
namespace {

std::vector<double> levels_g() {
  std::vector<double> levels;
  for (double level = 0.005; level < 2.5; level *= 1.35) levels.push_back(level);
  return levels;
}

/// Where each site's curve reaches the return period: which earthquakes its level comes from.
void add_disaggregation(const SourceModel& model, const PshaSettings& settings, double period_y, const std::vector<Point>& places,
                        const std::vector<SiteSoil>& soils, std::vector<SiteCurve>& curves) {
  std::vector<double> levels;
  for (const SiteCurve& curve : curves) {
    const HazardValue value = curve.curve ? level_at(*curve.curve, period_y) : HazardValue{std::numeric_limits<double>::quiet_NaN(), true};
    levels.push_back(value.extrapolated ? std::numeric_limits<double>::quiet_NaN() : value.value);
  }
  std::vector<Disaggregation> shares = disaggregate(model, settings, places, soils, levels);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    if (!shares[i].parts.empty()) curves[i].disaggregation.push_back({period_y, std::move(shares[i])});
  }
}

/// Where the models are used beyond the data behind them. Distances are left out: all within reach count, the far ones little.
std::string range_note(const SourceModel& model, const SiteSoil& soil) {
  SiteExtent extent;
  extent.vs30_m_s.add(soil.vs30_m_s);
  std::vector<std::string> flags;
  for (const GridSource& source : model.grids) {
    const EarthquakeTraits largest{.magnitude = source.traits.magnitudes.back().magnitude, .hypocentre_depth_km = source.traits.depths.front().depth_km};
    for (const WeightedModel& m : source.traits.models.models) {
      for (const RangeFlag& flag : outside_range(*m.model, largest, extent)) {
        std::string text = to_text(flag);
        if (std::find(flags.begin(), flags.end(), text) == flags.end()) flags.push_back(std::move(text));
      }
    }
  }
  return joined(flags, "; ");
}

std::string why_unknown(const SourceModel& model, const SiteSoil& soil) {
  for (const GridSource& source : model.grids) {
    if (const std::string lacking = lacking_ground(source.traits.models, soil); !lacking.empty()) return lacking;
  }
  return "no earthquake of the sources within reach";
}

}  // namespace

std::vector<SiteCurve> source_curves(const NatechInput& input, const std::vector<Point>& places, const std::vector<SiteSoil>& soils, Issues& issues) {
  EarthquakeSources sources;
  const std::vector<ModelSet> sets = region_sets(input.regions);
  if (input.catalogue) add_catalogue_source(*input.catalogue, sets, places, sources, issues);
  if (input.area_sources) add_area_sources(*input.area_sources, sets, sources, issues);
  const PshaSettings settings{.levels = levels_g(), .truncation = 3, .max_distance_km = kReach_km};
  const PshaResult result = hazard_at_sites(sources.model, settings, places, soils);
  std::vector<SiteCurve> curves(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    curves[i].curve = curve_of(result.sites[i], settings.levels);
    curves[i].source = curves[i].curve ? joined(sources.data, "; ") : why_unknown(sources.model, soils[i]);
    if (!curves[i].curve) continue;
    curves[i].note = range_note(sources.model, soils[i]);
    if (!curves[i].note.empty()) curves[i].origin = Origin::extrapolated;
  }
  const CatalogueInput by_default;
  for (const double period_y : (input.catalogue ? *input.catalogue : by_default).disaggregation_y) add_disaggregation(sources.model, settings, period_y, places, soils, curves);
  for (SiteCurve& curve : curves) {
    if (curve.curve) curve.curve->longest_y = sources.longest_y;
  }
  return curves;
}

}  // namespace tmfgeo
