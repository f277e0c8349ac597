// SPDX-License-Identifier: Apache-2.0
/// Maps of shaking per return period: their units, and whether their values can be what they are said to be.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/hazard/intensity.h"

namespace tmfgeo {

/// A unit maps of a measure come in.
struct ShakingUnit {
  std::string_view name;
  double factor = 1;  ///< to the library's unit: g, or cm/s of PGV
};

/// "g", "%g", "cm/s2", "m/s2" for accelerations, "cm/s", "m/s" for PGV.
std::vector<ShakingUnit> shaking_units(const IntensityMeasure& measure);
/// The unit of a name, other spellings ("pctg", "gal", "cm/s²") too; absent for another word.
std::optional<ShakingUnit> find_shaking_unit(const IntensityMeasure& measure, std::string_view text);

/// What the largest value of a map over a region is taken to lie within.
struct PlausibleShaking {
  double low = 0;
  double high = 0;
};

/// Units: g, PGV cm/s. PGA of 475 years: 0.01 to 3 g; less for shorter return periods, with their cube root; SA at periods above
/// 0.5 s down to less in proportion, up to 8 g; PGV 0.5 to 300 cm/s. The project's assumption, to see units mixed up.
/// Needs: return_period_y > 0.
PlausibleShaking plausible_shaking(const IntensityMeasure& measure, double return_period_y);

/// What is wrong with a map's values for a person, with the unit that would fit; empty if nothing is. Refused: nothing but
/// missing values, below 0, a largest value outside plausible_shaking().
/// Input: values in the library's unit, made so by `declared`. `checked`: only what no ground does is refused, above 5 g
/// (SA 15 g, PGV 1000 cm/s).
std::string problem_of_shaking_map(std::span<const float> values, const IntensityMeasure& measure, double return_period_y,
                                   const ShakingUnit& declared, bool checked = false);

/// What makes a map's unit doubtful though its values can be, with the unit that would make them usual; empty if nothing does.
/// Unusual is a largest value below three times the least of plausible_shaking() or above half its most (rarer maps than 475 years:
/// more, with their cube root): of PGA 0.03 and 1.5 g. Usual, for another unit: five times the least, a third of the most.
/// Needs: a map that has no problem.
std::string doubt_of_shaking_map(std::span<const float> values, const IntensityMeasure& measure, double return_period_y, const ShakingUnit& declared);

}  // namespace tmfgeo
