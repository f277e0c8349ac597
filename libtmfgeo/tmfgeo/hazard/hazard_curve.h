// SPDX-License-Identifier: Apache-2.0
/// How often shaking of a size comes: curves from maps per return period, and what follows from them.
/// Rates are per year; a return period is 1 over a rate.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/grid/grid.h"
#include "tmfgeo/hazard/intensity.h"

namespace tmfgeo {

/// Units maps of acceleration come in. They differ by factors of 100 and 981 and must be declared.
enum class AccelerationUnit { g, percent_g, cm_s2, m_s2 };
/// "g", "%g", "pctg", "cm/s2", "gal", "m/s2", in any case; absent for another word.
std::optional<AccelerationUnit> parse_acceleration_unit(std::string_view text);
double in_g(double value, AccelerationUnit unit);

/// What is wrong with a map of accelerations in g, for a person; empty if nothing is. Refused: below 0, above 5 g, nothing
/// above 0.001 g anywhere (a map of g read as %g or cm/s²), no value at all.
std::string problem_of_accelerations(std::span<const float> values_g);

/// Levels and how often they are exceeded. Levels ascend and are above 0, rates do not ascend and are above 0.
struct HazardCurve {
  std::vector<double> level;
  std::vector<double> rate_per_year;
  double exponent = 3;  ///< of the power law about the point of a curve with one point only
  std::vector<bool> raised = {};  ///< per level: stood below that of a shorter return period in the data; empty: none did
  /// Beyond this return period a curve rests on its law alone, not on what was observed.
  double longest_y = std::numeric_limits<double>::infinity();
  /// Of an analysis, whose first level is the lowest it looked at: of more frequent shaking it is known only that it is weaker.
  bool first_is_bound = false;
};

/// Exponent where there is one map only. Source [EN1998].
constexpr double kSingleMapExponent = 3;

struct HazardValue {
  double value = 0;
  bool extrapolated = false;  ///< beyond the curve's points (their outermost segment, or the power law, goes on) or longest_y
  bool repaired = false;      ///< rests on a raised level
  bool below = false;         ///< an upper bound: the curve's first level, and the truth lies below it
};

/// ln rate is linear in ln level between points, beyond longest_y too. Where several rates share a level the largest answers.
/// Shaking more frequent than the first point: the first segment of maps goes on for a factor of ten in rate and in level; farther, and
/// of analyses at once, the level is `below` the first one.
/// Needs: the curve has a point; return period, level above 0.
HazardValue level_at(const HazardCurve& curve, double return_period_y);
/// At most once a day where the first segment, going on, would say more.
HazardValue rate_at(const HazardCurve& curve, double level);
/// As level_at(), but the first segment goes on without an end: no result, for what goes along with another level that is in use.
double law_level(const HazardCurve& curve, double return_period_y);

/// How far a curve's first segment goes on in rate, and in level.
constexpr double kFrequentReach = 10;
/// "below 0.005 g, where the hazard curve begins".
std::string below_text(double first_level, std::string_view unit);

/// Where the data behind a curve end: its last level, or that of longest_y if that is lower. Needs: the curve has a point.
double highest_of_data(const HazardCurve& curve);

/// What a map says at a place for a return period; absent is unknown.
struct ReturnPeriodLevel {
  double return_period_y = 0;
  std::optional<double> level = {};
};

/// A curve from levels in any order. Unknown ones and those not above 0 are passed over; a level below that of a shorter return
/// period is raised to it (issue hazard_not_monotone); a return period given twice is taken once (hazard_period_twice).
/// Output: absent if nothing is known. Needs: return periods above 0.
std::optional<HazardCurve> curve_of(std::span<const ReturnPeriodLevel> levels, const IssuePlace& place, Issues& issues);

/// One raster of a return period, in the unit the curve is to have.
struct ReturnPeriodMap {
  double return_period_y = 0;
  Grid<float> level;
};

/// The curve at a place given in the maps' CRS: the cell it lies in, nodata and places outside are unknown, never 0.
/// Issues: hazard_unknown where no map says anything; as curve_of().
std::optional<HazardCurve> curve_at(std::span<const ReturnPeriodMap> maps, Point p, const IssuePlace& place, Issues& issues);

/// PGA on rock (Vs30 760) to PGA on the ground of a site, level by level, with BSSA14's site term. Source [BooreEtAl2014].
HazardCurve amplified(const HazardCurve& rock_pga, double vs30_m_s);
/// The same of another measure; the PGA on rock of the same return period tells how far strong shaking softens the ground.
/// Needs: BSSA14 gives the measure.
HazardCurve amplified(const HazardCurve& rock, const IntensityMeasure& measure, const HazardCurve& rock_pga, double vs30_m_s);

/// The same curve with one more point at `low`, or where its first segment, going on, is exceeded once a day; as it is if it begins
/// lower or with a bound. Needs: low above 0.
HazardCurve carried_down(const HazardCurve& curve, double low);

/// The same curve with a point at `high` where it does not reach it, by extrapolation, and carried_down() to `low`. Needs: 0 < low < high.
HazardCurve extended(const HazardCurve& curve, double low, double high);

}  // namespace tmfgeo
