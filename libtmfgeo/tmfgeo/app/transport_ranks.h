// SPDX-License-Identifier: Apache-2.0
/// Facilities shared out over processes: who computes which, and the arrivals brought together.
#pragma once

#include <functional>
#include <vector>

#include "tmfgeo/core/ranks.h"
#include "tmfgeo/transport/arrivals.h"

namespace tmfgeo {

using JourneyArrivals = std::vector<std::vector<Arrival>>;

/// Facility i is rank i mod count's.
std::vector<std::size_t> share_of(const Ranks& ranks, std::size_t facilities);

/// Every rank computes its share: `compute` gets indices of facilities and gives their arrivals in that order.
/// Output: on rank 0 all facilities' arrivals; elsewhere the own share's, the rest empty. Needs: called on every rank.
JourneyArrivals shared_arrivals(Ranks& ranks, std::size_t facilities,
                                const std::function<JourneyArrivals(const std::vector<std::size_t>&)>& compute);

}  // namespace tmfgeo
