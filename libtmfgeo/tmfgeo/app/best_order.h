// SPDX-License-Identifier: Apache-2.0
/// Which facilities to look at first, as far as anything tells: the scheme's places, the middle of its interval, then the transboundary risk.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// How many facilities a ministry looks at first.
inline constexpr std::size_t kFirstFacilities = 5;

/// How many facilities stand among the first places whatever the gaps turn out to be, and how many may.
struct FirstPlaces {
  std::size_t surely = 0;
  std::size_t perhaps = 0;
};
/// Needs: a.index_results.
FirstPlaces first_places(const Assessment& a, std::size_t places = kFirstFacilities);

/// The facility's transboundary risk over all its crossings; nullptr where its water reaches no other country.
const RiskGroup* facility_risk(const Assessment& a, const std::string& facility);

/// Positions in a.results: those surely among the first places, then those that may be, then the others. Within
/// these nobody comes before one whose places are surely better; where places overlap: the higher middle of the scheme's
/// interval, which takes what is not known as neither harmless nor worst, then the higher TBRI (its median, else its lower bound),
/// then the file's order. Needs: a.index_results.
/// Cost: O(facilities log facilities).
std::vector<std::size_t> best_order(const Assessment& a, std::size_t places = kFirstFacilities);

/// What somebody would have to find out for the TBRI of a crossing, as its missing inputs tell. For the ratio: the volume where that
/// is not known, "commodity" where no substance is known for want of it, "release_size" where no contents are known for the
/// commodity. Not the people, where the ratio hides them.
std::vector<std::string> risk_gaps(const Assessment& a, std::size_t crossing);

/// The input that would narrow the facility's TBRI most: the first that is missing at its worst crossing, else the one that
/// drives the spread there, for the ratio "release_size"; empty without crossings.
std::string would_decide(const Assessment& a, std::size_t facility);

}  // namespace tmfgeo
