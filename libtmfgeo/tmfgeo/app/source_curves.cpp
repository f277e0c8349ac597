// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/disaggregation.h"
#include "tmfgeo/hazard/distance_mesh.h"
#include "tmfgeo/project/earthquake_file.h"

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

/// Sources of which some earthquake comes within reach of the place.
std::vector<const GridSource*> within_reach(const SourceModel& model, Point place) {
  const EarthPlace here(place);
  std::vector<const GridSource*> near;
  for (const GridSource& source : model.grids) {
    bool reaches = false;
    for (std::size_t i = 0; i < source.places.size() && !reaches; ++i) {
      reaches = source.rate_per_year[i] > 0 && distance_km(EarthPlace(source.places[i]), here) <= kReach_km;
    }
    if (reaches) near.push_back(&source);
  }
  return near;
}

/// What a curve rests on; sources out of reach are in the files but say nothing of the place.
std::string data_of(const EarthquakeSources& sources, std::size_t near) {
  const std::size_t all = sources.model.grids.size();
  return joined(sources.data, "; ") + (near == all ? "" : "; out of reach: " + std::to_string(all - near) + " of " + std::to_string(all) + " sources");
}

/// Where the models are used beyond the data behind them. Distances are left out: all within reach count, the far ones little.
std::string range_note(const std::vector<const GridSource*>& near, const SiteSoil& soil) {
  SiteExtent extent;
  extent.add(soil);
  std::vector<std::string> flags;
  for (const GridSource* source : near) {
    const EarthquakeTraits largest{.magnitude = source->traits.magnitudes.back().magnitude, .hypocentre_depth_km = source->traits.depths.front().depth_km};
    for (const WeightedModel& m : source->traits.models.models) {
      for (const RangeFlag& flag : outside_range(*m.model, largest, extent)) {
        std::string text = to_text(flag);
        if (std::find(flags.begin(), flags.end(), text) == flags.end()) flags.push_back(std::move(text));
      }
    }
  }
  return joined(flags, "; ");
}

std::string why_unknown(const std::vector<const GridSource*>& near, const SiteSoil& soil) {
  for (const GridSource* source : near) {
    if (const std::string lacking = lacking_ground(source->traits.models, soil); !lacking.empty()) return lacking;
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
    const std::vector<const GridSource*> near = within_reach(sources.model, places[i]);
    curves[i].source = curves[i].curve ? data_of(sources, near.size()) : why_unknown(near, soils[i]);
    if (!curves[i].curve) continue;
    curves[i].note = range_note(near, soils[i]);
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
