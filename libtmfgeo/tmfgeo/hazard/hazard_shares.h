// SPDX-License-Identifier: Apache-2.0
/// What a rate of exceedance is made of. disaggregation.h finds it.
#pragma once

#include <vector>

namespace tmfgeo {

struct DisaggregationBins {
  double magnitude = 0.5;
  double distance_km = 20;
};

/// One part of a rate of exceedance.
struct DisaggregationPart {
  double magnitude_low = 0, distance_low_km = 0;  ///< lower edges; the distance is epicentral, of faults Rrup
  double rate_per_year = 0;
  double mean_epsilon = 0;  ///< standard deviations above the median, mean over the shaking that exceeds the level
};

/// Where a level's rate comes from at one site.
struct Disaggregation {
  double level = 0;
  double rate_per_year = 0;                ///< of all parts together; 0: nothing exceeds the level, and there are no parts
  std::vector<DisaggregationPart> parts;   ///< parts of no rate left out, by distance, then magnitude
  double mean_magnitude = 0, mean_distance_km = 0, mean_epsilon = 0;  ///< weighted by rate
  /// The part with the largest rate. Ties: the nearer, then the smaller magnitude. Needs: parts.
  const DisaggregationPart& modal() const;
};

}  // namespace tmfgeo
