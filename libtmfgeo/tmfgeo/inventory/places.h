// SPDX-License-Identifier: Apache-2.0
/// Settlements with their population.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/geo/point.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

struct Place {
  std::string name;
  Point location;                    ///< WGS 84
  std::optional<double> population;  ///< absent if not known
  std::string name_ru = {};
};

struct Places {
  std::vector<Place> places;
  Issues issues;
  /// Records left out for want of a location, by the country they state ("": none): nobody knows what they would have been beside.
  std::map<std::string, std::size_t> without_location;
};

/// Input: points in any CRS, or columns lon and lat; columns "country" (codes of the border file) and
/// "name_ru" are of use, not needed. Records outside `area` are left out silently; an empty box keeps all.
/// Errors: Error{invalid_input} if there is neither geometry nor lon and lat, or the population column is missing.
Places read_places(FeatureTable table, const std::string& name_column, const std::string& population_column,
                   const Box& area);

}  // namespace tmfgeo
