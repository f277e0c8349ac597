// SPDX-License-Identifier: Apache-2.0
/// Cone and standard penetration soundings of dams, as a table gives them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/natech/liquefaction.h"

namespace tmfgeo {

/// One depth of a named sounding.
struct SoundingRow {
  std::string sounding;
  SoundingPoint point;
};

/// All soundings of one facility, in the order of the file.
struct FacilitySoundings {
  std::vector<SoundingRow> rows;
  std::string source;    ///< of the first row that tells one
  std::size_t line = 0;  ///< of the file, the first
};

/// Input: CSV with the columns facility_id, sounding, kind (spt, cpt), depth_m, resistance, total_stress_kpa,
/// effective_stress_kpa and, if you like, source. resistance: corrected to clean sand and one atmosphere, (N1)60cs in blows or
/// qc1Ncs without unit. `name` stands for the file in messages.
/// Errors: Error{invalid_input} with line, column and what was expected: an unknown kind, a depth not from 0 to 100 m, a
/// resistance not above 0 or beyond 100 blows or 500, a stress not from 1 to 5 000 kPa, an effective stress above the total one,
/// a depth of a sounding twice, two kinds in one sounding, no row.
std::map<std::string, FacilitySoundings> parse_soundings(std::string_view csv, const std::string& name);

/// The depth that liquefies first: with the highest probability. Ties: the first of the table.
/// Needs: rows, pga_g > 0, magnitude > 0.
const SoundingRow& weakest(const std::vector<SoundingRow>& rows, double pga_g, double magnitude);

}  // namespace tmfgeo
