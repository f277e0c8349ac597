// SPDX-License-Identifier: Apache-2.0
/// What speaks against an observation: told beside the answer, or refused where no water can be so.
#pragma once

#include "tmfgeo/app/transport_results.h"
#include "tmfgeo/core/issue.h"

namespace tmfgeo {

/// True where some draws hold less than the stated or assumed mass, for their water cannot hold it.
bool is_mass_cut(const ReleaseScenario& release, const SubstanceLoad& load);

/// A concentration that the water released can have had. Issues: observation_far above what it is taken to hold in one of a
/// thousand draws. Errors: Error{usage} above what any water holds.
void expect_held(const Observation& o, const TransportSite& site, Issues& issues);

/// True where what was seen is likelier the flood wave's than the plume's: sooner than nine of ten plumes, and nearer to the wave's
/// median, each in its own standard deviations; the less often the wave carries the plume there, the nearer.
/// Input: the arrival without any observation. Such an arrival tells nothing of the river's velocity.
bool is_of_wave(const Observation& o, const Arrival& expected);

/// Input: the arrival without any observation. Issues: observation_wave where is_of_wave(); else observation_perhaps_wave where it lies between the two and the wave may have brought it, observation_far for an arrival or peak more than three standard
/// deviations from the median; observation_unused where the draws do not vary. Errors: Error{usage} for an arrival beyond ten.
void tell_far(const Observation& o, const Arrival& expected, Issues& issues);

/// Input: the arrivals without and with the observation. Issues: observation_other_mass where the peak can only be with another
/// mass than the release's: beyond three standard deviations of that, and beyond what a measured peak may be wrong by.
void tell_other_mass(const Observation& o, const Arrival& before, const Arrival& after, Issues& issues);

/// True where neither its arrival nor its peak moves anything, by the issues of tell_far().
bool moves_nothing(const Observation& o, const Issues& issues);

}  // namespace tmfgeo
