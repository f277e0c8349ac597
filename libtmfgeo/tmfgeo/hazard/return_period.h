// SPDX-License-Identifier: Apache-2.0
/// Return periods, probabilities, and the Gumbel variate in which floods are straight lines.
#pragma once

namespace tmfgeo {

/// -ln(-ln(1 - 1/T)). Needs: T > 1. Source [Gumbel1958].
double gumbel_variate(double return_period_y);

/// The return period of a Gumbel variate; above 1.
double return_period_of_variate(double variate);

/// Probability of at least one event of return period T in n years: 1 - (1 - 1/T)^n. Needs: T >= 1, n >= 0.
double probability_in_period(double return_period_y, double years);

/// Return period of the event with probability P in t years, by a Poisson process: -t / ln(1 - P). Needs: 0 < P < 1, t > 0.
double return_period_of_probability(double probability, double years);

}  // namespace tmfgeo
