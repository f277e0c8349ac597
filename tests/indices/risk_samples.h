// SPDX-License-Identifier: Apache-2.0
/// Crossings to try the transboundary risk with.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo::test {

inline Band exactly(double v) { return {v, v, v}; }
inline Band within(double v, double factor) { return {v / factor, v, v * factor}; }

inline CrossingRisk crossing(const std::string& facility, const std::string& name = "RO>HU 1") {
  return {.facility = facility, .crossing = name, .origin = "RO", .affected = "HU", .river = "Szamos", .basin = "45.0 29.0",
          .release_per_year = exactly(1e-3), .exceedance_ratio = exactly(9), .people = exactly(999), .arrival_h = exactly(2.4),
          .load_kg = exactly(1000)};
}

inline std::vector<CrossingRisk> many(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  const auto power = [&](double low, double high) { return std::pow(10.0, std::uniform_real_distribution<>(low, high)(random)); };
  std::vector<CrossingRisk> all;
  for (std::size_t i = 0; i < count; ++i) {
    CrossingRisk c = crossing("f" + std::to_string(i));
    c.release_per_year = within(power(-5, -2), 3);
    c.exceedance_ratio = within(power(-1, 3), 4);
    c.people = within(power(1, 5), 1.5);
    c.arrival_h = within(power(0, 2), 1.3);
    c.load_kg = within(power(1, 5), 3);
    c.basin = "b" + std::to_string(i % 3);
    c.river = "r" + std::to_string(i % 5);
    c.origin = i % 2 == 0 ? "RO" : "UA";
    all.push_back(c);
    if (i % 4 == 0) {
      c.crossing = "HU>RS 1";
      c.affected = "RS";
      c.arrival_h = within(power(1, 3), 1.3);
      all.push_back(c);
    }
  }
  return all;
}

/// A copy, for the results may be gone.
inline RiskGroup group_of(const std::vector<RiskGroup>& groups, const std::string& id) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const RiskGroup& g) { return g.id == id; });
  EXPECT_NE(found, groups.end()) << id;
  return found == groups.end() ? RiskGroup{} : *found;
}

}  // namespace tmfgeo::test
