// SPDX-License-Identifier: Apache-2.0
/// Which earthquakes a rate of exceedance comes from: by magnitude and distance, with how far above the median they shake.
#pragma once

#include <span>
#include <vector>

#include "tmfgeo/hazard/hazard_shares.h"
#include "tmfgeo/hazard/psha.h"

namespace tmfgeo {

/// One level per site, NaN where there is none: then without parts. Settings as of hazard_at_sites; their levels do not count.
/// Needs: as many soils and levels as sites; levels and bins above 0.
/// Ties: none; the same bytes on any number of threads. Cost: as hazard_at_sites with one level. Source [BazzurroCornell1999].
std::vector<Disaggregation> disaggregate(const SourceModel& model, const PshaSettings& settings, std::span<const Point> sites,
                                         std::span<const SiteSoil> soils, std::span<const double> levels, const DisaggregationBins& bins = {});

}  // namespace tmfgeo
