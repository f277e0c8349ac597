// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/best_order.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "tmfgeo/app/layer_rows.h"

namespace tmfgeo {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

double level_of(const std::optional<Band>& tbri, const std::optional<double>& at_least) { return tbri ? tbri->p50 : at_least.value_or(kNone); }

double middle_of_index(const Assessment& a, std::size_t facility) {
  const IndexValue* value = term_value(a.results[facility], ranking_term(*a.scheme).name);
  return value == nullptr ? 0 : (value->low + value->high) / 2;
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
  using Key = std::tuple<int, double, double>;
  std::vector<Key> keys;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const RankInterval& rank = a.index_results->ranks[i].rank;
    const int attention = rank.last <= places ? 0 : (rank.first <= places ? 1 : 2);
    const RiskGroup* risk = facility_risk(a, a.results[i].facility.id);
    keys.emplace_back(attention, risk == nullptr ? -kNone : -level_of(risk->tbri, risk->at_least), -middle_of_index(a, i));
  }
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return keys[i] < keys[j]; });
  return order;
}

std::string would_decide(const Assessment& a, std::size_t facility) {
  const IndexResults& x = *a.index_results;
  const RiskOutcome* worst = nullptr;
  for (std::size_t i = 0; i < x.basis.size(); ++i) {
    if (x.basis[i].facility != facility) continue;
    const RiskOutcome& own = x.risk.crossings[i];
    if (worst == nullptr || level_of(own.tbri, own.at_least) > level_of(worst->tbri, worst->at_least)) worst = &own;
  }
  if (worst == nullptr) return {};
  if (!worst->tbri) return worst->missing.front();
  const auto most = std::max_element(worst->variance_share.begin(), worst->variance_share.end());
  if (!(*most > 0)) return {};
  const auto input = static_cast<std::size_t>(most - worst->variance_share.begin());
  // A probability that rests on a gap is narrowed by filling that gap.
  return input == 0 && !worst->missing.empty() ? worst->missing.front() : kRiskInputs[input];
}

}  // namespace tmfgeo
