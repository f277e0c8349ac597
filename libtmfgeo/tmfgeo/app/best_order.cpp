// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/best_order.h"

#include <algorithm>
#include <array>
#include <limits>
#include <queue>
#include <set>
#include <tuple>


namespace tmfgeo {
namespace {

/// Nobody can find out a ratio: it follows from what is released.
constexpr const char* kReleaseSize = "release_size";
constexpr std::size_t kRatioInput = 1;  ///< among kRiskInputs

constexpr double kNone = -std::numeric_limits<double>::infinity();

double level_of(const std::optional<Band>& tbri, const std::optional<double>& at_least) { return tbri ? tbri->p50 : at_least.value_or(kNone); }

double middle_of_index(const Assessment& a, std::size_t facility) {
  const IndexValue* value = term_value(a.results[facility], ranking_term(*a.scheme).name);
  return value == nullptr ? 0 : (value->low + value->high) / 2;
}

struct Candidate {
  RankInterval rank;
  double tbri;
  double middle;
  std::size_t facility;
};

/// Which of two comes later where their places do not tell.
bool comes_later(const Candidate& p, const Candidate& q) { return std::tuple(p.middle, p.tbri, q.facility) < std::tuple(q.middle, q.tbri, p.facility); }

/// Takes, one after the other, the first of those that nobody left is surely before: whose last place is another's first place is
/// before it, or level with it.
void append_in_order(std::vector<Candidate> left, std::vector<std::size_t>& order) {
  std::sort(left.begin(), left.end(), [](const Candidate& p, const Candidate& q) { return std::tuple(p.rank.first, p.rank.last) < std::tuple(q.rank.first, q.rank.last); });
  const auto by_last = [](const Candidate& c) { return std::pair(c.rank.last, c.rank.first); };
  std::multiset<std::pair<std::size_t, std::size_t>> closing;
  for (const Candidate& c : left) closing.insert(by_last(c));
  std::priority_queue<Candidate, std::vector<Candidate>, decltype(&comes_later)> open(comes_later);
  for (std::size_t next = 0; !closing.empty();) {
    // A place that is known has no other before it that ends there, but those that are level.
    while (next < left.size() && (left[next].rank.first < closing.begin()->first || by_last(left[next]) == *closing.begin())) open.push(left[next++]);
    order.push_back(open.top().facility);
    closing.erase(closing.find(by_last(open.top())));
    open.pop();
  }
}

/// What hides the ratio of a facility: the volume and what is in the release, which the commodity would tell or nobody has a table
/// of; the ratio itself where it is neither.
std::vector<std::string> behind_the_ratio(const Assessment& a, std::size_t facility) {
  const Facility& f = a.results[facility].facility;
  const bool released = a.transport && a.transport->sites[facility].release;
  const bool of_nothing = released && a.transport->sites[facility].release->loads.empty();
  std::vector<std::string> gaps;
  if (!released && !f.volume_m3) gaps.emplace_back("volume_m3");
  if (a.transport && f.commodity.empty() && (!released || of_nothing)) gaps.emplace_back("commodity");
  if (gaps.empty()) gaps.emplace_back(of_nothing ? kReleaseSize : "exceedance_ratio");
  return gaps;
}

}  // namespace

FirstPlaces first_places(const Assessment& a, std::size_t places) {
  FirstPlaces found;
  for (const FacilityRank& rank : a.index_results->ranks) {
    found.surely += rank.rank.last <= places ? 1 : 0;
    found.perhaps += rank.rank.first <= places ? 1 : 0;
  }
  return found;
}

const RiskGroup* facility_risk(const Assessment& a, const std::string& facility) {
  const auto& groups = a.index_results->risk.facilities;
  const auto found = std::lower_bound(groups.begin(), groups.end(), facility, [](const RiskGroup& g, const std::string& id) { return g.id < id; });
  return found == groups.end() || found->id != facility ? nullptr : &*found;
}

std::vector<std::size_t> best_order(const Assessment& a, std::size_t places) {
  std::array<std::vector<Candidate>, 3> groups;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const RankInterval& rank = a.index_results->ranks[i].rank;
    const std::size_t attention = rank.last <= places ? 0 : (rank.first <= places ? 1 : 2);
    const RiskGroup* risk = facility_risk(a, a.results[i].facility.id);
    groups[attention].push_back({rank, risk == nullptr ? kNone : level_of(risk->tbri, risk->at_least), middle_of_index(a, i), i});
  }
  std::vector<std::size_t> order;
  for (std::vector<Candidate>& group : groups) append_in_order(std::move(group), order);
  return order;
}

std::vector<std::string> risk_gaps(const Assessment& a, std::size_t crossing) {
  const IndexResults& x = *a.index_results;
  const std::vector<std::string>& missing = x.risk.crossings[crossing].missing;
  const auto lacks = [&](const char* input) { return std::find(missing.begin(), missing.end(), input) != missing.end(); };
  const bool no_ratio = lacks("exceedance_ratio");
  std::vector<std::string> gaps;
  for (const std::string& input : missing) {
    if (no_ratio && input == "people") continue;  // how far the plume counts is told by the ratio
    const std::vector<std::string> own = input == "exceedance_ratio" ? behind_the_ratio(a, x.basis[crossing].facility) : std::vector{input};
    gaps.insert(gaps.end(), own.begin(), own.end());
  }
  return gaps;
}

std::string would_decide(const Assessment& a, std::size_t facility) {
  const IndexResults& x = *a.index_results;
  const RiskOutcome* worst = nullptr;
  std::size_t at = 0;
  for (std::size_t i = 0; i < x.basis.size(); ++i) {
    if (x.basis[i].facility != facility) continue;
    const RiskOutcome& own = x.risk.crossings[i];
    if (worst == nullptr || level_of(own.tbri, own.at_least) > level_of(worst->tbri, worst->at_least)) {
      worst = &own;
      at = i;
    }
  }
  if (worst == nullptr) return {};
  if (!worst->tbri) return risk_gaps(a, at).front();
  const auto most = std::max_element(worst->variance_share.begin(), worst->variance_share.end());
  if (!(*most > 0)) return {};
  const auto input = static_cast<std::size_t>(most - worst->variance_share.begin());
  // A probability that rests on a gap is narrowed by filling that gap.
  if (input == 0 && x.crossings[at].release_by_default && !worst->missing.empty()) return worst->missing.front();
  return input == kRatioInput ? kReleaseSize : kRiskInputs[input];
}

}  // namespace tmfgeo
