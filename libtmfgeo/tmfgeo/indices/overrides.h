// SPDX-License-Identifier: Apache-2.0
/// Inputs of a scheme that the user knows better than the map: a table of facility, input, value and source.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/indices/scheme.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

struct InputOverrides {
  std::map<std::string, InputValues> by_facility;  ///< id → inputs
  Issues issues;
  const InputValues* find(const std::string& facility) const;
  /// Nothing where there is none.
  void drop(const std::string& facility, const std::string& input);
};

/// The value of an input as written ("abandoned", "1 200 000", "yes" for 0 and 1), or why it is none.
struct ReadInput {
  InputValue value;     ///< monostate if it could not be read
  std::string problem;  ///< for a person; empty when there is a value
};
/// Needs: a name from scheme_inputs().
ReadInput read_input_value(std::string_view input, const std::string& text);

/// The facilities with those of the inputs that are attributes of theirs, each with its source: so they count wherever the
/// attribute does, not in the indices alone. Needs: overrides as read_input_overrides() gives them.
std::vector<Facility> with_overrides(std::vector<Facility> facilities, const InputOverrides& overrides);

/// Columns facility, input, value, source, all of them needed in every row.
/// Issues: override_unusable: unknown facility or input (with the nearest), a value that cannot be (as an input of a scheme, or as
/// an attribute of a facility where it is one), no source, the same
/// input a second time; the row is left out, and where the two say different things the first one too.
/// Errors: Error{invalid_input} if a column is missing.
InputOverrides read_input_overrides(const FeatureTable& table, const std::vector<Facility>& facilities);

}  // namespace tmfgeo
