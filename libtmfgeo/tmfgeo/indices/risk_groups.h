// SPDX-License-Identifier: Apache-2.0
/// Crossings put together; for the room's own sources.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {

/// Groups of one kind: which crossings are in which, and the sums of their draws.
struct RiskKind {
  std::vector<RiskGroup> groups;         ///< sorted by id
  std::vector<std::ptrdiff_t> group_of;  ///< per crossing, −1 for none
  std::vector<double> risk;              ///< per group and draw
  std::vector<double> load;
  std::vector<char> has_load;            ///< per group
  std::vector<char> by_default;          ///< per group: the release of one in the sums is that of the world's dams
};

/// Input: the group's id of every crossing, empty for none.
RiskKind group_crossings(std::span<const CrossingRisk> crossings, const std::vector<std::string>& ids);

/// Fills unknown_crossings, at_least and certainty.
void tell_unknown(RiskKind& kind, std::span<const RiskOutcome> outcomes);

/// The sums are of the known crossings alone; what is sure of the unknown ones bounds the whole from below. Needs: at_least.
void hold_above_sure(RiskGroup& group);

/// Ranks and tiers of the groups at the positions `known`, whose summed draws stand in `values`, group by group; the others
/// are unknown and may be anywhere. Needs: certainty. Cost: as rank_bands(), twice where anything is a lower bound.
void rank_groups(std::vector<RiskGroup>& groups, std::span<const std::size_t> known, std::vector<float> values, std::size_t draws);

Band log10_of(const Band& band);

}  // namespace tmfgeo
