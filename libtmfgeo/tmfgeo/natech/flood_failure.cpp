// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/flood_failure.h"

#include <algorithm>

namespace tmfgeo {
namespace {

/// The return period at which it surely happens.
std::optional<double> surely_y(const FloodOnset& onset) { return onset.return_period_y ? onset.return_period_y : onset.at_most; }

bool no_sooner_than(double period_y, const FloodOnset& onset) {
  const auto least = onset.return_period_y ? onset.return_period_y : onset.at_least;
  return least && *least >= period_y;
}

}  // namespace

FloodOnset overtopping_onset(const OvertoppingRate& rate) {
  // A rate above one in a year is a failure in every year.
  const auto period = [](const std::optional<double>& per_year) { return per_year && *per_year > 0 ? std::optional(std::max(1 / *per_year, 1.0)) : std::nullopt; };
  return {period(rate.per_year), period(rate.at_least), period(rate.at_most)};
}

FloodFailure first_failure(const FloodOnset& overtopping, const FloodOnset& toe) {
  std::optional<double> first = surely_y(overtopping);
  if (const auto eroded = surely_y(toe); eroded && *eroded < first.value_or(*eroded + 1)) first = eroded;
  if (!first) return {};
  return {first, !(no_sooner_than(*first, overtopping) && no_sooner_than(*first, toe))};
}

}  // namespace tmfgeo
