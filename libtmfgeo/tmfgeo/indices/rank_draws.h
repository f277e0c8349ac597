// SPDX-License-Identifier: Apache-2.0
/// Places in a ranking that changes from draw to draw, and who cannot be told apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

/// P10, P50 and P90 of values: the smallest value that at least that share does not exceed. Needs: at least one
/// value, none negative or NaN. Cost: O(n).
Band band_of(std::span<const float> values);
Band band_of(std::span<const double> values);

/// Ranks of items over the draws; 1 is the largest value. Equal values share the earlier place.
/// Input: item by item its positive values, one per draw. They are used up: their memory holds the ranks on the way.
/// `open`, one per item or none: an item marked there may be larger than its values, and counts as larger than all others:
/// the ranks are then the latest possible.
/// Output: per item P10, P50 and P90 of its rank. Same bytes for any number of threads.
/// Cost: O(items · draws); 10 000 items by 10 000 draws in about a second on two cores.
std::vector<Band> rank_bands(std::vector<float> values, std::size_t draws, std::span<const char> open = {});

/// Items that cannot be told apart: beginning with the best median rank, a tier holds all whose rank band P10–P90 begins before
/// that of the tier's first ends; the next tier begins with the best median rank that is left.
/// Output: the tier of each item, from 1. Ties: the earlier item.
std::vector<std::size_t> tiers(std::span<const Band> ranks);

}  // namespace tmfgeo
