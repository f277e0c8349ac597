// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/risk_groups.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tmfgeo/indices/rank_draws.h"

namespace tmfgeo {

Band log10_of(const Band& band) { return {std::log10(band.p10), std::log10(band.p50), std::log10(band.p90)}; }

RiskKind group_crossings(std::span<const CrossingRisk> crossings, const std::vector<std::string>& ids) {
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].empty()) members[ids[i]].push_back(i);
  }
  RiskKind kind;
  kind.group_of.assign(crossings.size(), -1);
  for (const auto& [id, own] : members) {
    std::set<std::string> facilities;
    for (const std::size_t i : own) {
      kind.group_of[i] = static_cast<std::ptrdiff_t>(kind.groups.size());
      facilities.insert(crossings[i].facility);
    }
    RiskGroup group;
    group.id = id;
    group.facilities = facilities.size();
    group.crossings = own.size();
    kind.groups.push_back(std::move(group));
  }
  return kind;
}

void tell_unknown(RiskKind& kind, std::span<const RiskOutcome> outcomes) {
  std::vector<double> sums(kind.groups.size(), 0);
  for (RiskGroup& group : kind.groups) group.certainty = RiskCertainty::known;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (kind.group_of[i] < 0) continue;
    const auto g = static_cast<std::size_t>(kind.group_of[i]);
    RiskGroup& group = kind.groups[g];
    if (!outcomes[i].tbri) ++group.unknown_crossings;
    if (outcomes[i].at_least) sums[g] += std::pow(10, *outcomes[i].at_least);
    group.certainty = std::max(group.certainty, std::min(outcomes[i].certainty, RiskCertainty::lower_bound));
  }
  for (std::size_t g = 0; g < sums.size(); ++g) {
    if (sums[g] > 0) kind.groups[g].at_least = std::log10(sums[g]);
    if (!kind.groups[g].at_least) kind.groups[g].certainty = RiskCertainty::unknown;
  }
}

void hold_above_sure(RiskGroup& group) {
  if (!group.tbri || !group.at_least || group.unknown_crossings == 0) return;
  for (double Band::*percentile : {&Band::p10, &Band::p50, &Band::p90}) (*group.tbri).*percentile = std::max((*group.tbri).*percentile, *group.at_least);
}

void rank_groups(std::vector<RiskGroup>& groups, std::span<const std::size_t> known, std::vector<float> values, std::size_t draws) {
  if (known.empty()) return;
  std::vector<char> open;
  for (const std::size_t g : known) open.push_back(groups[g].certainty == RiskCertainty::lower_bound ? 1 : 0);
  const auto nowhere = static_cast<double>(groups.size() - known.size());
  std::vector<Band> latest;
  if (std::find(open.begin(), open.end(), 1) != open.end()) latest = rank_bands(values, draws, open);
  std::vector<Band> ranks = rank_bands(std::move(values), draws);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (open[i] != 0) ranks[i].p10 = 1;
    if (!latest.empty()) ranks[i].p90 = latest[i].p90;
    ranks[i].p90 += nowhere;
  }
  const auto tier = tiers(ranks);
  for (std::size_t i = 0; i < known.size(); ++i) {
    groups[known[i]].rank = ranks[i];
    groups[known[i]].tier = tier[i];
  }
}

}  // namespace tmfgeo
