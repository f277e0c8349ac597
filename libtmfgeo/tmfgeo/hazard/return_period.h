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

/// Probability of at least one event in so many years of a Poisson process, and back. Needs: probability in (0, 1), years above 0.
double probability_of(double rate_per_year, double years);
double rate_of(double probability, double years);
/// 10 % in 50 years → 474.6 years.
double return_period_of(double probability, double years);

}  // namespace tmfgeo
