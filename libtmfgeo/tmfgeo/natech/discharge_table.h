// SPDX-License-Identifier: Apache-2.0
/// Discharges of return periods that somebody has stated for the stream below a facility.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/hazard/flood_frequency.h"

namespace tmfgeo {

struct StatedDischarges {
  std::vector<ReturnDischarge> table;  ///< in order, at least two lines
  std::string source;                  ///< of the first line that tells one
  std::size_t line = 0;                ///< of the file, the first
};

/// Input: CSV with the columns facility_id, return_period_years, discharge_m3_s and, if you like, source; lines of a facility
/// in any order. `name` stands for the file in messages.
/// Errors: Error{invalid_input} with line and column: a return period not above 1 or beyond 10 000 000 years, a discharge below
/// 0 or above 1 000 000, a return period twice, a rarer flood smaller than a likelier one, a facility with one line alone, no line.
std::map<std::string, StatedDischarges> parse_discharge_table(std::string_view csv, const std::string& name);

}  // namespace tmfgeo
