// SPDX-License-Identifier: Apache-2.0
/// Which facilities come first under a scheme, as far as what is known lets tell: places in the ranking as intervals.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/indices/scheme.h"

namespace tmfgeo {

/// Between which places a facility stands; 1 is the worst of all. Equal values share the earlier place.
struct RankInterval {
  std::size_t first = 1;  ///< if all it does not know turns out bad, and good for the others
  std::size_t last = 1;   ///< the other way round
  std::size_t width() const { return last - first; }
};

/// Places of intervals [low, high] of an index. Both ends can happen. Needs: low <= high, no NaN. Cost: O(n log n).
std::vector<RankInterval> rank_intervals(std::span<const IndexValue> values);

/// What finding out one missing input would bring.
struct FindOut {
  std::string input;
  double ranks_left = 0;  ///< mean width of the rank interval over the classes the input can fall into
  double index_left = 0;  ///< mean width of the index interval
};

/// One facility's place.
struct FacilityRank {
  RankInterval rank;
  std::string driver;             ///< the term that lifts it most above the others; empty if no known term does
  double driver_excess = 0;       ///< value of that term over the median of its known values
  std::vector<FindOut> find_out;  ///< missing inputs, the one that narrows the place most first
};

/// The term a scheme ranks by: "tri", else "thi", else its last term.
const SchemeTerm& ranking_term(const Scheme& scheme);

/// Input: per facility its inputs and what Scheme::evaluate() made of them.
/// Ties of find_out: what narrows the index more, then the name. Of driver: the larger value, then the earlier term.
/// Order: the answers do not depend on the order of the facilities.
/// Cost: O(n log n), and one evaluation per facility, missing input and class.
std::vector<FacilityRank> rank_facilities(const Scheme& scheme, std::span<const InputValues> inputs,
                                          std::span<const std::vector<TermValue>> terms);

}  // namespace tmfgeo
