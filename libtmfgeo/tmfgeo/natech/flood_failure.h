// SPDX-License-Identifier: Apache-2.0
/// Which flood breaks a dam first: over the crest, or at the toe.
#pragma once

#include "tmfgeo/hazard/flood_stack.h"
#include "tmfgeo/natech/joint_events.h"
#include "tmfgeo/natech/overtopping.h"

namespace tmfgeo {

/// An overtopping rate as the return period at which it begins.
FloodOnset overtopping_onset(const OvertoppingRate& rate);

/// The more frequent of two ways to fail. `at_most` where the other may be more frequent still, because it could not be judged or
/// is known to one side only. Absent where neither is known to happen at all.
FloodFailure first_failure(const FloodOnset& overtopping, const FloodOnset& toe);

}  // namespace tmfgeo
