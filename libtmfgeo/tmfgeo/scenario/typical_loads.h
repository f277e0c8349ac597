// SPDX-License-Identifier: Apache-2.0
/// What a release is assumed to hold by the facility's commodity; for the room's own sources.
#pragma once

#include "tmfgeo/scenario/release.h"

namespace tmfgeo {

/// Whether nobody adds tailings and water any more; unknown counts as active.
bool no_longer_active(const Facility& facility);

/// The commodities whose words stand in the text; all words of one must be there ("iron ore", "au, ag").
std::vector<const Composition*> compositions_of(const std::string& commodity, const std::vector<Composition>& compositions);

/// Adds the loads of all commodities that match, of one substance the higher, and a sentence; without a match a sentence.
void add_typical_loads(ReleaseScenario& release, const Facility& facility, const std::vector<Composition>& compositions);

}  // namespace tmfgeo
