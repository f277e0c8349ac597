// SPDX-License-Identifier: Apache-2.0
/// How often: a hazard curve and a response make an annual rate.
#pragma once

#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace tmfgeo {

/// A hazard curve of another owner: levels ascending and above 0, annual rates of exceedance not rising. Between points the
/// curve is straight in both logarithms.
struct HazardCurveView {
  std::span<const double> level;          ///< g, cm/s, m: whatever the response takes
  std::span<const double> rate_per_year;
  double data_from = 0;                   ///< levels below are extrapolated
  double data_to = std::numeric_limits<double>::infinity();  ///< … and those above
  bool first_is_bound = false;            ///< of loads more frequent than the data's first it is known only that they are lower
};

/// First and last of a curve's points that are data. Needs: a curve in order with data on it.
struct DataPoints {
  std::size_t first = 0;
  std::size_t last = 0;
};
DataPoints data_points(const HazardCurveView& curve);

/// What keeps a curve from being used, for a person; empty if it is in order. Fewer than two points are not a curve.
std::string hazard_curve_problem(const HazardCurveView& curve);

/// Rate of exceedance at a level between the first and the last: log-log. Needs: a curve in order, level inside.
double rate_at_level(const HazardCurveView& curve, double level);

/// Probability of failure at a level; must not fall with it.
using Response = std::function<double(double)>;

/// Lognormal response: half fail at the median. beta = 0 is a threshold. Needs: median > 0, beta >= 0.
Response lognormal_response(double median, double beta);

/// Rate of failure, with what the ends of the data leave open: low <= per_year <= high.
struct AnnualRate {
  double per_year = 0;       ///< all of the curve; levels beyond its last count with the response at the last
  double low_per_year = 0;   ///< the data alone; rarer levels count with the response at the data's last, the least they can do
  double high_per_year = 0;  ///< as per_year, but levels beyond the data's last all fail
  /// Response at the first level. If it is not small, failures below the curve's first level are missing.
  double response_at_first = 0;
  /// Probability of at least one failure in a year.
  double probability() const;
  /// Whether more than a tenth of it comes from levels that the data do not reach.
  bool extrapolated() const { return low_per_year < 0.9 * per_year; }
};

/// Integral of the response over the hazard curve. Cost: about 160 evaluations per unit of ln(level).
/// Needs: a curve in order. Source [tmfgeo].
AnnualRate annual_rate(const HazardCurveView& curve, const Response& response);

/// Responses of several kinds to one level, written side by side; what they share is worked out once.
using Responses = std::function<void(double level, std::span<double> responses)>;

/// The same for `count` responses at once. Cost: as one.
std::vector<AnnualRate> annual_rates(const HazardCurveView& curve, std::size_t count, const Responses& responses);

/// The same for a threshold or a lognormal response; a threshold is exact.
AnnualRate annual_rate_lognormal(const HazardCurveView& curve, double median, double beta);

}  // namespace tmfgeo
