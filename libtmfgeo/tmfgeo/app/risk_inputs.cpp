// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/index_run.h"
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

/// The threshold a substance is held against: the one that tells most.
const Threshold* threshold_of(const SubstanceLibrary& library, const std::string& substance) {
  const Threshold* found = nullptr;
  for (const Threshold& t : library.thresholds) {
    if (t.substance == substance && (found == nullptr || telling_order(t) < telling_order(*found))) found = &t;
  }
  return found;
}

Band times(const Band& band, double factor) { return {band.p10 * factor, band.p50 * factor, band.p90 * factor}; }

/// Largest ratio of a peak to the threshold of its own substance, of those held against the first kind of threshold there is:
/// as telling_substance() chooses, so that a border has one substance in all results.
struct Ratio {
  Band band;
  const SubstanceArrival* arrival = nullptr;
  const Threshold* threshold = nullptr;
};

Ratio largest_ratio(const Arrival& arrival, const SubstanceLibrary& library, double Band::*percentile = &Band::p50) {
  Ratio largest;
  for (const SubstanceArrival& s : arrival.substances) {
    const Threshold* threshold = s.substance.empty() ? nullptr : threshold_of(library, s.substance);
    if (threshold == nullptr) continue;
    const Band band = times(s.peak_ug_l, 1 / threshold->value_ug_l);
    const std::size_t kind = telling_order(*threshold).first;
    const std::size_t first_kind = largest.arrival == nullptr ? kind + 1 : telling_order(*largest.threshold).first;
    if (kind < first_kind || (kind == first_kind && band.*percentile > largest.band.*percentile)) largest = {band, &s, threshold};
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

/// Flow path to where one percentile of the largest ratio falls below one: behind the last receptor above it, on the logarithm's
/// straight line to the next; beyond the whole route if the last receptor is above it.
double exposed_until_m(const Arrivals& arrivals, std::size_t from, const SubstanceLibrary& library, double Band::*percentile) {
  const auto& receptors = arrivals.site->receptors;
  double before = 0;
  double before_m = receptors[from].distance_m;
  for (std::size_t r = from; r < receptors.size(); ++r) {
    const Ratio ratio = largest_ratio(arrivals.at(r), library, percentile);
    if (ratio.arrival == nullptr) continue;
    const double now = ratio.band.*percentile;
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

/// People of a country between two distances: those there for sure, and whether these are all.
struct PeopleThere {
  double at_least = 0;
  bool all = true;
};

PeopleThere people_between(const Assessment& a, const CorridorData& corridor, const FacilityResult& r, const std::string& country, double from_m, double until_m) {
  if (until_m <= from_m) return {};
  const auto people_until = [&](double m) -> PeopleThere {
    for (const CountryExposure& row : exposure_by_country(r.route, r.border, corridor, a.project.corridor_width_km, m)) {
      if (row.country == country && !row.beside) return {row.people_at_least, row.people.has_value()};
    }
    return {};
  };
  const PeopleThere all = people_until(until_m);
  const PeopleThere before = people_until(from_m);
  return {std::max(0.0, all.at_least - before.at_least), all.all && before.all};
}

/// People met at P10, P50 and P90 of the ratio. One that is unknown leaves all unknown, and the others a lower bound.
void add_people(const std::array<PeopleThere, 3>& met, CrossingRisk& risk) {
  const double p10 = met[0].at_least;
  const double p50 = std::max(p10, met[1].at_least);
  if (met[0].all && met[1].all && met[2].all) {
    risk.people = Band{p10, p50, std::max(p50, met[2].at_least)};
  } else {
    risk.people_at_least = p10;
  }
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
  const Band hours = times(first_water_s(arrival), 1.0 / 3600);
  risk.arrival_h = Band{std::max(kSoonest_h, hours.p10), std::max(kSoonest_h, hours.p50), std::max(kSoonest_h, hours.p90)};
  const Ratio ratio = largest_ratio(arrival, a.transport->library);
  if (ratio.arrival == nullptr) return;
  basis.substance = ratio.arrival->substance;
  basis.threshold = ratio.threshold->id;
  risk.exceedance_ratio = ratio.band;
  risk.load_kg = ratio.arrival->load_kg;
  const double begin_m = r.border.crossings[basis.crossing].distance_m;
  const double next_m = entered_again_m(r, basis.crossing);
  std::array<PeopleThere, 3> met;
  constexpr std::array percentiles{&Band::p10, &Band::p50, &Band::p90};
  for (std::size_t i = 0; i < 3; ++i) {
    const double until_m = std::min(next_m, exposed_until_m(*arrivals, at, a.transport->library, percentiles[i]));
    if (i == 1) basis.exposed_until_km = until_m / 1000;
    met[i] = people_between(a, corridor, r, risk.affected, begin_m, until_m);
  }
  add_people(met, risk);
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
  if (!r.route.visits.empty() && !r.route.line.empty()) {
    const Point outlet = r.route.line.back();
    risk.basin = fixed(outlet.x, 2) + " " + fixed(outlet.y, 2);
  }
  risk.release_per_year = causes.all;
  risk.release_gaps = causes.background.missing;
  risk.release_gaps.insert(risk.release_gaps.end(), causes.not_judged.begin(), causes.not_judged.end());
  risk.release_by_default = causes.background.origin == Origin::by_default;
  risk.release_at_least = causes.at_least;
  add_arrival(a, corridor, risk, basis);
  return risk;
}

}  // namespace tmfgeo
