// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <optional>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/scenario/release_volume.h"
#include "tmfgeo/table/schema.h"
#include "tmfgeo/transport/journey_draws.h"
#include "tmfgeo/transport/losses.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

using Text = std::optional<std::string>;
using Number = std::optional<double>;

/// Standard normal number that 10 % are above.
constexpr double kZ90 = 1.2815515655446004;

Text if_any(const std::string& text) { return text.empty() ? std::nullopt : Text(text); }

/// A value of a distribution, missing where nothing is known.
Number spread_at(const Spread& s, double z) { return s.median > 0 ? Number(s.at(z)) : Number(); }

/// What follows from the released volume: 10th, 50th and 90th percentile; not above 0 where unknown.
struct ReleaseBands {
  std::optional<Band> volume_m3;  ///< where it is not that of its spread
  Band peak_m3_s;
  Band duration_s;
  std::vector<Band> mass_kg;  ///< by load
};

/// One facility's release and one of its substances.
struct ReleaseRow {
  const Facility* facility = nullptr;
  const TransportSite* site = nullptr;
  const SubstanceLoad* load = nullptr;
  const TransportResults* run = nullptr;
  const ReleaseBands* bands = nullptr;
  const ReleaseScenario& release() const { return *site->release; }
};

Number volume(const ReleaseRow& x, double z, double Band::*p) {
  if (x.bands->volume_m3) return *x.bands->volume_m3.*p;
  const Number v = spread_at(x.release().volume_m3, z);
  return v && x.release().volume_cap_m3 > 0 ? std::min(*v, x.release().volume_cap_m3) : v;
}

Number runout_km(const ReleaseRow& x, double Band::*p) { return x.site->runout ? Number(x.site->runout->band_m.*p / 1000) : Number(); }

/// The spread that a load has, whichever of concentration and mass was stated.
const Spread& load_spread(const SubstanceLoad& load) { return load.mass_kg.median > 0 ? load.mass_kg : load.concentration_mg_l; }

Number above_zero(double value) { return value > 0 ? Number(value) : Number(); }
Number hours_if(double seconds) { return seconds > 0 ? Number(seconds / 3600) : Number(); }

std::optional<bool> beyond_way(const ReleaseRow& x) { return x.site->runout ? std::optional(x.site->runout->beyond_way) : std::nullopt; }

Number mass_kg(const ReleaseRow& x, double Band::*p) {
  return x.load != nullptr ? above_zero(x.bands->mass_kg[static_cast<std::size_t>(x.load - x.release().loads.data())].*p) : Number();
}

/// Of the draws' dissolved shares: the more clings to grains, the less is dissolved.
Number dissolved(const ReleaseRow& x, double z = 0) {
  const Substance* substance = x.load != nullptr ? x.run->library.find(x.load->substance) : nullptr;
  return substance != nullptr ? Number(dissolved_share(substance->sorption_l_kg * std::exp(-z * x.run->spread.sorption_sd_ln), kSuspendedSolids_mg_l)) : Number();
}

Text joined_if(const std::vector<std::string>& words) { return if_any(joined(words, "; ")); }

Text assumptions(const ReleaseRow& x, std::string Sentence::*language) {
  std::vector<std::string> sentences;
  for (const Sentence& s : x.release().assumptions) sentences.push_back(s.*language);
  return if_any(joined(sentences, " "));
}

struct ZoneRow {
  const Facility* facility = nullptr;
  const RunoutZone* zone = nullptr;
};

/// The peak follows the drawn volume, so that the volume's spread is in it too.
Spread spread_of_peak(const ReleaseScenario& release) {
  Spread peak = release.peak_m3_s;
  const double power = release.peak_follows_duration ? 1 : release.peak_volume_power;
  peak.sd_log10 = std::hypot(peak.sd_log10, power * release.volume_m3.sd_log10);
  return peak;
}

/// Unless stated, a draw lasts twice its volume over its peak.
Spread spread_of_duration(const ReleaseScenario& release) {
  Spread duration = release.duration_s;
  const bool follows = duration.origin != Origin::given && !release.peak_follows_duration && release.peak_m3_s.median > 0;
  if (follows) duration.sd_log10 = std::hypot(release.peak_m3_s.sd_log10, (1 - release.peak_volume_power) * release.volume_m3.sd_log10);
  return duration;
}

/// A mass that follows from a concentration has the volume's spread too.
Spread spread_of_mass(const ReleaseScenario& release, const SubstanceLoad& load) {
  Spread mass = load_spread(load);
  mass.median = median_mass_kg(release, load);
  if (!(load.mass_kg.median > 0)) mass.sd_log10 = std::hypot(mass.sd_log10, release.volume_m3.sd_log10);
  return mass;
}

/// Where the volume of some draws is raised for what it has to hold.
bool is_raised(const ReleaseScenario& release, const SubstanceLoad& load) {
  return volume_follows_mass(release, load) && highest_held_kg_m3(release, load) >= kMostHeld_kg_m3;
}

/// Where a draw may hold more than any water can.
bool is_cut(const ReleaseScenario& release, const SubstanceLoad& load) { return highest_held_kg_m3(release, load) > kMostHeld_kg_m3; }

Band band_of(const Spread& s) { return {s.at(-kZ90), s.median, s.at(kZ90)}; }

ReleaseBands bands_of_spreads(const ReleaseScenario& release) {
  ReleaseBands bands{std::nullopt, band_of(spread_of_peak(release)), band_of(spread_of_duration(release)), {}};
  for (const SubstanceLoad& load : release.loads) bands.mass_kg.push_back(band_of(spread_of_mass(release, load)));
  return bands;
}

/// Where volume or contents are capped no law but the draws themselves tells what follows from it.
ReleaseBands bands_of_draws(const ReleaseScenario& release, const SubstanceLibrary& library, const DrawTables& tables) {
  ReleaseColumns columns;
  draw_release_columns(release, library, tables, columns);
  PercentileScratch scratch;
  ReleaseBands bands = bands_of_spreads(release);
  if (std::any_of(release.loads.begin(), release.loads.end(), [&](const SubstanceLoad& load) { return is_raised(release, load); })) bands.volume_m3 = percentiles(columns.volume_m3, scratch);
  if (!columns.peak_m3_s.empty()) bands.peak_m3_s = percentiles(columns.peak_m3_s, scratch);
  if (release.duration_s.median > 0) bands.duration_s = percentiles(columns.duration_s, scratch);
  for (std::size_t l = 0; l < release.loads.size(); ++l) {
    const Band ln = percentiles(columns.ln_mass_kg[l], scratch);
    if (release.loads[l].mass_kg.median > 0 && !is_cut(release, release.loads[l])) continue;
    bands.mass_kg[l] = {std::exp(ln.p10), std::exp(ln.p50), std::exp(ln.p90)};
    // Cut, no percentile is more than that of what is stated; the histogram's bins are not that fine.
    const Band stated = band_of(spread_of_mass(release, release.loads[l]));
    if (release.loads[l].mass_kg.median > 0) bands.mass_kg[l] = {std::min(bands.mass_kg[l].p10, stated.p10), std::min(bands.mass_kg[l].p50, stated.p50), std::min(bands.mass_kg[l].p90, stated.p90)};
  }
  return bands;
}

/// Of every site with a release; the others have none.
std::vector<ReleaseBands> release_bands(const Assessment& a) {
  const TransportResults& t = *a.transport;
  std::size_t loads = 1;
  for (const TransportSite& site : t.sites) loads = std::max(loads, site.release ? site.release->loads.size() : 0);
  const TransportInput& input = *a.project.transport;
  const DrawTables tables = draw_tables(input.seed, input.draws, 0, loads);
  std::vector<ReleaseBands> bands(t.sites.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(t.sites.size()), 16, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      const auto& release = t.sites[i].release;
      if (!release) continue;
      const bool capped = (release->volume_cap_m3 > 0 && release->volume_m3.sd_log10 > 0) ||
                          std::any_of(release->loads.begin(), release->loads.end(), [&](const SubstanceLoad& load) { return is_cut(*release, load) || is_raised(*release, load); });
      bands[i] = capped ? bands_of_draws(*release, t.library, tables) : bands_of_spreads(*release);
    }
  });
  return bands;
}

}  // namespace

FeatureTable releases_layer(const Assessment& a) {
  using Row = ReleaseRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.facility->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.facility->name); }},
      {"trigger", "", "Trigger", "unknown, overtopping, earthquake, slope_failure, seepage or pipe.", [](const Row& x) { return std::string(to_text(x.release().trigger)); }},
      {"start", "", "Begins", "When an accident that is told again began.", [](const Row& x) { return if_any(x.release().start); }},
      {"volume_m3_p10", "m3", "Volume, low", "Released volume: 10 % of the draws are lower.", [](const Row& x) { return volume(x, -kZ90, &Band::p10); }},
      {"volume_m3_p50", "m3", "Volume", "The same, median.", [](const Row& x) { return volume(x, 0, &Band::p50); }},
      {"volume_m3_p90", "m3", "Volume, high", "The same, 10 % are higher.", [](const Row& x) { return volume(x, kZ90, &Band::p90); }},
      {"volume_origin", "", "Volume's origin", "given, computed, default or unknown.", [](const Row& x) { return std::string(to_text(x.release().volume_m3.origin)); }},
      {"volume_source", "", "Volume's source", "Where it comes from.", [](const Row& x) { return if_any(x.release().volume_m3.source); }},
      {"peak_m3_s_p10", "m3/s", "Peak, low", "Peak outflow at the dam: 10 % of the draws are lower.", [](const Row& x) { return above_zero(x.bands->peak_m3_s.p10); }},
      {"peak_m3_s_p50", "m3/s", "Peak", "The same, median.", [](const Row& x) { return above_zero(x.bands->peak_m3_s.p50); }},
      {"peak_m3_s_p90", "m3/s", "Peak, high", "The same, 10 % are higher.", [](const Row& x) { return above_zero(x.bands->peak_m3_s.p90); }},
      {"duration_h_p10", "h", "Duration, short", "How long the river receives it: 10 % of the draws are shorter.", [](const Row& x) { return hours_if(x.bands->duration_s.p10); }},
      {"duration_h_p50", "h", "Duration", "The same, median.", [](const Row& x) { return hours_if(x.bands->duration_s.p50); }},
      {"duration_h_p90", "h", "Duration, long", "The same, 10 % are longer.", [](const Row& x) { return hours_if(x.bands->duration_s.p90); }},
      {"runout_km_p10", "km", "Run-out, low", "How far the tailings themselves flow: 10 % are shorter. Missing: no height known.", [](const Row& x) { return runout_km(x, &Band::p10); }},
      {"runout_km_p50", "km", "Run-out", "The same, median.", [](const Row& x) { return runout_km(x, &Band::p50); }},
      {"runout_km_p90", "km", "Run-out, high", "The same, 10 % are longer. None is told longer than the known way.", [](const Row& x) { return runout_km(x, &Band::p90); }},
      {"runout_beyond_way", "", "Run-out reaches the way's end", "More than a tenth of the draws reach the end of the known way: how far beyond is unknown.", beyond_way},
      {"substance", "", "Substance", "One row each; missing where none is known.", [](const Row& x) { return x.load != nullptr ? if_any(x.load->substance) : Text(); }},
      {"mass_kg_p10", "kg", "Mass, low", "Of the substance released: 10 % of the draws are lower.", [](const Row& x) { return mass_kg(x, &Band::p10); }},
      {"mass_kg", "kg", "Mass", "The same, median.", [](const Row& x) { return mass_kg(x, &Band::p50); }},
      {"mass_kg_p90", "kg", "Mass, high", "The same, 10 % are higher.", [](const Row& x) { return mass_kg(x, &Band::p90); }},
      {"dissolved_share_p10", "", "Dissolved, low", "Share of the mass that is dissolved in river water with the assumed suspended solids: 10 % of the draws are lower.", [](const Row& x) { return dissolved(x, -kZ90); }},
      {"dissolved_share", "", "Dissolved", "The same, median; the rest is on particles.", [](const Row& x) { return dissolved(x); }},
      {"dissolved_share_p90", "", "Dissolved, high", "The same, 10 % are higher.", [](const Row& x) { return dissolved(x, kZ90); }},
      {"sorbed_share", "", "On particles", "The rest, median: settles on the way and in lakes.", [](const Row& x) { const Number d = dissolved(x); return d ? Number(1 - *d) : d; }},
      {"load_sd_log10", "", "Its spread", "Standard deviation of its concentration or mass, in powers of ten.", [](const Row& x) { return x.load != nullptr ? Number(load_spread(*x.load).sd_log10) : Number(); }},
      {"load_origin", "", "Its origin", "given or default.", [](const Row& x) { return x.load != nullptr ? Text(std::string(to_text(load_spread(*x.load).origin))) : Text(); }},
      {"load_source", "", "Its source", "Where it comes from.", [](const Row& x) { return x.load != nullptr ? if_any(load_spread(*x.load).source) : Text(); }},
      {"assumptions", "", "Assumptions", "What was assumed.", [](const Row& x) { return assumptions(x, &Sentence::en); }},
      {"assumptions_ru", "", "Допущения", "The same in Russian.", [](const Row& x) { return assumptions(x, &Sentence::ru); }},
  };
  const std::vector<ReleaseBands> bands = a.transport ? release_bands(a) : std::vector<ReleaseBands>();
  std::vector<Row> rows;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    if (!site.release) continue;
    for (const SubstanceLoad& load : site.release->loads) rows.push_back({&a.results[i].facility, &site, &load, &*a.transport, &bands[i]});
    if (site.release->loads.empty()) rows.push_back({&a.results[i].facility, &site, nullptr, &*a.transport, &bands[i]});
  }
  FeatureTable table = schema.table("releases", rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const Row& row : rows) table.geometry.push_back(point_geometry(row.facility->location));
  return table;
}

FeatureTable runout_zones_layer(const Assessment& a) {
  using Row = ZoneRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.facility->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.facility->name); }},
      {"exceedance", "", "Exceeded by", "Share of the draws whose deposit covers more; 0 where it holds all that the facility can let go.", [](const Row& x) { return x.zone->zone.exceedance; }},
      {"volume_m3", "m3", "Volume", "Of the deposit.", [](const Row& x) { return x.zone->zone.volume_m3; }},
      {"area_km2", "km2", "Area", "Of the deposit, on the ellipsoid.", [](const Row& x) { return x.zone->zone.area_m2 / 1e6; }},
      {"length_km", "km", "Length", "Along the flow path.", [](const Row& x) { return x.zone->zone.length_m / 1000; }},
      {"max_depth_m", "m", "Deepest", "Largest depth of a section as the flow fills it; what stays is thinner, its volume over the area in the mean.", [](const Row& x) { return x.zone->zone.max_depth_m; }},
      {"leaves_dem", "", "Leaves the DEM", "The rest lies beyond the DEM: unknown.", [](const Row& x) { return x.zone->zone.leaves_dem; }},
      {"reaches_river", "", "Reaches a river", "Ends where the first real river takes over.", [](const Row& x) { return x.zone->zone.reaches_river; }},
      {"path_ends", "", "Path ends", "The way down ends on the DEM before the deposit does.", [](const Row& x) { return x.zone->zone.path_ends; }},
      {"spreads_wide", "", "Spreads wide", "On flat ground: the outline is one of many that could be.", [](const Row& x) { return x.zone->zone.spreads_wide; }},
      {"places_inside", "", "Places inside", "Settlements whose point lies in it; missing without places.", [](const Row& x) { return x.zone->places; }},
      {"people_inside", "", "People inside", "Their population; missing without places, or where one has no population.", [](const Row& x) { return x.zone->people; }},
      {"receptors_inside", "", "Receptors inside", "Ids of receptors in it: towns by their own point, others by that on the river.", [](const Row& x) { return joined_if(x.zone->receptors); }},
  };
  std::vector<Row> rows;
  std::vector<Geometry> areas;
  for (std::size_t i = 0; a.transport && i < a.transport->sites.size(); ++i) {
    for (const RunoutZone& zone : a.transport->sites[i].zones) {
      rows.push_back({&a.results[i].facility, &zone});
      areas.push_back(zone.zone.area);
    }
  }
  FeatureTable table = schema.table("runout_zones", rows);
  table.kind = GeometryKind::polygon;
  table.crs = Crs::wgs84();
  table.geometry = std::move(areas);
  return table;
}

}  // namespace tmfgeo
