// SPDX-License-Identifier: Apache-2.0
/// The simulation behind joint_earthquake: draws of one earthquake, added up by group. For joint_events.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "tmfgeo/natech/joint_events.h"

namespace tmfgeo {

inline constexpr std::size_t kLargestSet = 8;

/// Sites that failed together, and how often these and no others of the group did.
struct FailureSet {
  /// Positions plus one, ascending, then zeros: sets sort by their members, shorter ones first.
  std::array<std::uint16_t, kLargestSet> key{};
  std::uint64_t count = 0;
  std::vector<std::size_t> members() const;
};

/// Sums over draws of one group.
struct GroupSums {
  double any = 0;
  double any_squared = 0;
  double two = 0;
  double two_squared = 0;
  double expected = 0;
  std::vector<FailureSet> sets;  ///< sorted, each once
};

struct DrawSums {
  std::vector<std::size_t> known;  ///< sites with a response
  std::vector<double> failures;    ///< sum of the probabilities of each of them
  std::vector<GroupSums> groups;
};

/// Needs: as joint_earthquake. The same bytes on any number of threads.
DrawSums draw_earthquake(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options);

}  // namespace tmfgeo
