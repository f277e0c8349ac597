// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/app/index_run.h"
#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Soonest arrival that counts: a crossing at the dam's toe.
constexpr double kSoonest_h = 1.0 / 60;

/// "RO>HU", behind the first "RO>HU#2": names the crossings as the receptors do.
std::string crossing_id(const BorderRoute& border, std::size_t crossing) {
  const BorderCrossing& own = border.crossings[crossing];
  const auto same = std::count_if(border.crossings.begin(), border.crossings.begin() + static_cast<std::ptrdiff_t>(crossing),
                                  [&](const BorderCrossing& c) { return c.from == own.from && c.to == own.to; });
  return own.from + ">" + own.to + (same == 0 ? "" : "#" + std::to_string(same + 1));
}

/// The threshold a substance is held against: for drinking water, else the lowest there is.
const Threshold* threshold_of(const SubstanceLibrary& library, const std::string& substance) {
  const Threshold* found = nullptr;
  for (const Threshold& t : library.thresholds) {
    if (t.substance != substance) continue;
    const bool better = found == nullptr || (t.kind == "drinking" && found->kind != "drinking");
    if (better) found = &t;
  }
  return found;
}

Band times(const Band& band, double factor) { return {band.p10 * factor, band.p50 * factor, band.p90 * factor}; }

/// Largest ratio of a peak to its threshold.
struct Ratio {
  Band band;
  const SubstanceArrival* arrival = nullptr;
  const Threshold* threshold = nullptr;
};

Ratio largest_ratio(const Arrival& arrival, const SubstanceLibrary& library) {
  Ratio largest;
  for (const SubstanceArrival& s : arrival.substances) {
    const Threshold* threshold = s.substance.empty() ? nullptr : threshold_of(library, s.substance);
    if (threshold == nullptr) continue;
    const Band band = times(s.peak_ug_l, 1 / threshold->value_ug_l);
    if (largest.arrival == nullptr || band.p50 > largest.band.p50) largest = {band, &s, threshold};
  }
  return largest;
}

/// Arrivals of one facility at the flow that counts: mean, else the first.
struct Arrivals {
  const TransportSite* site = nullptr;
  std::size_t flow = 0;
  const Arrival& at(std::size_t receptor) const { return site->arrivals[flow * site->receptors.size() + receptor]; }
};

std::optional<Arrivals> arrivals_of(const Assessment& a, std::size_t facility) {
  if (!a.transport) return std::nullopt;
  const TransportSite& site = a.transport->sites[facility];
  const auto mean = std::find(a.transport->flows.begin(), a.transport->flows.end(), Flow::mean);
  const auto flow = mean == a.transport->flows.end() ? std::size_t{0} : static_cast<std::size_t>(mean - a.transport->flows.begin());
  if (site.receptors.empty() || site.arrivals.size() < (flow + 1) * site.receptors.size()) return std::nullopt;
  return Arrivals{&site, flow};
}

/// Flow path to where one percentile of the ratio falls below one: behind the last receptor above it, on the logarithm's
/// straight line to the next; the whole route if the last receptor is above it.
double exposed_until_m(const Arrivals& arrivals, std::size_t from, const Ratio& ratio, double Band::*percentile) {
  const auto& receptors = arrivals.site->receptors;
  double before = 0;
  double before_m = receptors[from].distance_m;
  for (std::size_t r = from; r < receptors.size(); ++r) {
    const auto& substances = arrivals.at(r).substances;
    const auto found = std::find_if(substances.begin(), substances.end(), [&](const SubstanceArrival& s) { return s.substance == ratio.arrival->substance; });
    if (found == substances.end()) continue;
    const double now = found->peak_ug_l.*percentile / ratio.threshold->value_ug_l;
    if (now < 1) {
      if (before < 1 || now <= 0) return before_m;
      const double t = std::log(before) / (std::log(before) - std::log(now));
      return before_m + t * (receptors[r].distance_m - before_m);
    }
    before = now;
    before_m = receptors[r].distance_m;
  }
  return std::numeric_limits<double>::infinity();
}

/// People of a country between two distances; absent where unknown.
std::optional<double> people_between(const Assessment& a, const CorridorData& corridor, const FacilityResult& r, const std::string& country, double from_m, double until_m) {
  if (until_m <= from_m) return 0;
  const auto people_until = [&](double m) -> std::optional<double> {
    for (const CountryExposure& row : exposure_by_country(r.route, r.border, corridor, a.project.corridor_width_km, m)) {
      if (row.country == country) return row.people;
    }
    return 0;
  };
  const auto all = people_until(until_m);
  const auto before = people_until(from_m);
  if (!all || !before) return std::nullopt;
  return std::max(0.0, *all - *before);
}

/// Where the route comes into the crossing's country anew, else its end: what lies between counts for this crossing. Border
/// rivers on the way do not end it, for the way back from them is no crossing.
double entered_again_m(const FacilityResult& r, std::size_t crossing) {
  const BorderCrossing& own = r.border.crossings[crossing];
  for (std::size_t k = crossing + 1; k < r.border.crossings.size(); ++k) {
    const BorderCrossing& later = r.border.crossings[k];
    if (later.to == own.to && later.distance_m > own.distance_m) return later.distance_m;
  }
  return r.route.length_m();
}

void add_arrival(const Assessment& a, const CorridorData& corridor, CrossingRisk& risk, CrossingBasis& basis) {
  const auto arrivals = arrivals_of(a, basis.facility);
  if (!arrivals) return;
  const FacilityResult& r = a.results[basis.facility];
  const auto& receptors = arrivals->site->receptors;
  const auto receptor = std::find_if(receptors.begin(), receptors.end(), [&](const Receptor& x) { return x.station.kind == ReceptorKind::border && x.station.id == risk.crossing; });
  if (receptor == receptors.end()) return;
  const auto at = static_cast<std::size_t>(receptor - receptors.begin());
  const Arrival& arrival = arrivals->at(at);
  basis.flow = std::string(to_text(arrival.flow));
  const Band hours = times(arrival.first_s, 1.0 / 3600);
  risk.arrival_h = Band{std::max(kSoonest_h, hours.p10), std::max(kSoonest_h, hours.p50), std::max(kSoonest_h, hours.p90)};
  const Ratio ratio = largest_ratio(arrival, a.transport->library);
  if (ratio.arrival == nullptr) return;
  basis.substance = ratio.arrival->substance;
  basis.threshold = ratio.threshold->id;
  risk.exceedance_ratio = ratio.band;
  risk.load_kg = ratio.arrival->load_kg;
  const double begin_m = r.border.crossings[basis.crossing].distance_m;
  const double next_m = entered_again_m(r, basis.crossing);
  std::array<std::optional<double>, 3> people;
  constexpr std::array percentiles{&Band::p10, &Band::p50, &Band::p90};
  for (std::size_t i = 0; i < 3; ++i) {
    const double until_m = std::min(next_m, exposed_until_m(*arrivals, at, ratio, percentiles[i]));
    if (i == 1) basis.exposed_until_km = until_m / 1000;
    people[i] = people_between(a, corridor, r, risk.affected, begin_m, until_m);
  }
  if (people[0] && people[1] && people[2]) risk.people = Band{*people[0], std::max(*people[0], *people[1]), std::max({*people[0], *people[1], *people[2]})};
}

}  // namespace

CrossingRisk crossing_risk(const Assessment& a, const CorridorData& corridor, const ReleaseCauses& causes, CrossingBasis& basis) {
  const FacilityResult& r = a.results[basis.facility];
  const BorderCrossing& crossing = r.border.crossings[basis.crossing];
  CrossingRisk risk;
  risk.facility = r.facility.id;
  risk.crossing = crossing_id(r.border, basis.crossing);
  risk.origin = r.country_found.empty() ? r.facility.country : r.country_found;
  risk.affected = crossing.to;
  const ReachId reach = reach_at(r.route, crossing.distance_m);
  if (reach != kNoReach) risk.river = a.network.name(reach);
  if (!r.route.visits.empty() && !r.route.line.empty()) {
    const Point outlet = r.route.line.back();
    risk.basin = fixed(outlet.x, 2) + " " + fixed(outlet.y, 2);
  }
  risk.release_per_year = causes.all;
  add_arrival(a, corridor, risk, basis);
  return risk;
}

}  // namespace tmfgeo
