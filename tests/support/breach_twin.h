// SPDX-License-Identifier: Apache-2.0
/// The cuts of breach.h in a slow and obvious form: plateaus by walking all of them, ways by lowering labels until
/// nothing changes.
#pragma once

#include <cstdlib>
#include <optional>
#include <tuple>

#include "support/terrain_twins.h"
#include "tmfgeo/terrain/breach.h"
#include "tmfgeo/terrain/outlets.h"

namespace tmfgeo::test {

/// The way from a pit, the pit first, the end last.
using BreachWay = std::vector<std::ptrdiff_t>;

class BreachTwin {
 public:
  BreachTwin(const Grid<float>& given, const Grid<D8>& outlets, const CellMetrics& metrics, const BreachLimits& limits)
      : given_(given), outlets_(outlets), metrics_(metrics), limits_(limits), reach_(reach()) {}

  /// All pits that have a way.
  std::vector<BreachWay> ways() const {
    std::vector<BreachWay> ways;
    for (std::ptrdiff_t i = 0; i < given_.size(); ++i) {
      if (!is_pit(i)) continue;
      if (const std::optional<BreachWay> way = way_from(i)) ways.push_back(*way);
    }
    return ways;
  }

  Grid<float> surface() const {
    Grid<float> surface = given_;
    for (const BreachWay& way : ways()) {
      for (const std::ptrdiff_t cell : way) surface[cell] = std::min(surface[cell], given_[way.front()]);
    }
    return surface;
  }

 private:
  using Cost = std::pair<double, std::int64_t>;

  static std::int64_t millimetres(double length_m) { return std::llround(std::min(length_m, 1e9) * 1000); }
  std::int64_t step_mm(std::ptrdiff_t row, D8 direction) const { return millimetres(metrics_.step_m(row, direction)); }

  std::ptrdiff_t reach() const {
    std::int64_t shortest_mm = step_mm(0, 0);
    for (std::ptrdiff_t r = 0; r < given_.rows(); ++r) {
      for (D8 d = 0; d < 3; ++d) shortest_mm = std::min(shortest_mm, step_mm(r, d));
    }
    return static_cast<std::ptrdiff_t>(millimetres(limits_.length_m) / shortest_mm);
  }

  bool within(std::ptrdiff_t a, std::ptrdiff_t b, std::ptrdiff_t distance) const {
    const Cell p = given_.frame().cell(a);
    const Cell q = given_.frame().cell(b);
    return std::abs(p.row - q.row) <= distance && std::abs(p.column - q.column) <= distance;
  }
  bool is_data(std::ptrdiff_t i) const { return std::isfinite(given_[i]); }
  bool is_outlet(std::ptrdiff_t i) const { return outlets_[i] == kD8Outlet || outlets_[i] == kD8Terminal; }

  bool is_pit(std::ptrdiff_t i) const {
    if (!is_data(i)) return false;
    std::vector<std::ptrdiff_t> plateau{i};
    for (std::size_t k = 0; k < plateau.size(); ++k) {
      if (is_outlet(plateau[k]) || plateau[k] < i || !within(plateau[k], i, reach_ - 1)) return false;
      for (const std::ptrdiff_t n : neighbours_of(given_.frame(), plateau[k])) {
        if (!is_data(n)) continue;
        if (given_[n] < given_[i]) return false;
        const bool known = std::find(plateau.begin(), plateau.end(), n) != plateau.end();
        if (given_[n] == given_[i] && !known) plateau.push_back(n);
      }
    }
    return true;
  }

  std::optional<BreachWay> way_from(std::ptrdiff_t pit) const {
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    const Cost unreached{std::numeric_limits<double>::infinity(), kNever};
    std::vector<Cost> labels(static_cast<std::size_t>(given_.size()), unreached);
    std::vector<std::ptrdiff_t> before(labels.size(), -1);
    labels[static_cast<std::size_t>(pit)] = {0, 0};
    for (bool changed = true; changed;) {
      changed = false;
      const std::vector<Cost> last = labels;
      for (std::ptrdiff_t i = 0; i < given_.size(); ++i) {
        if (i == pit || !is_data(i) || !within(i, pit, reach_)) continue;
        const double cut_m = std::max(0.0, static_cast<double>(given_[i]) - static_cast<double>(given_[pit]));
        if (cut_m > limits_.depth_m) continue;
        const auto k = static_cast<std::size_t>(i);
        // Of equal ways, the one through the cheapest, shortest, first neighbour.
        std::tuple<Cost, Cost, std::ptrdiff_t> best{unreached, unreached, -1};
        for (D8 d = 0; d < 8; ++d) {
          const Cell from = neighbour(given_.frame().cell(i), opposite(d));
          if (!given_.frame().contains(from)) continue;
          const std::ptrdiff_t n = given_.frame().index(from);
          const Cost& known = last[static_cast<std::size_t>(n)];
          if (known == unreached) continue;
          const Cost cost{known.first + cut_m, known.second + step_mm(from.row, d)};
          if (cost.second > millimetres(limits_.length_m)) continue;
          best = std::min(best, std::tuple{cost, known, n});
        }
        changed = changed || labels[k] != std::get<0>(best) || before[k] != std::get<2>(best);
        labels[k] = std::get<0>(best);
        before[k] = std::get<2>(best);
      }
    }
    std::ptrdiff_t end = -1;
    Cost end_cost = unreached;
    for (std::ptrdiff_t i = 0; i < given_.size(); ++i) {
      if (i == pit || !is_data(i) || !(given_[i] < given_[pit] || is_outlet(i))) continue;
      if (labels[static_cast<std::size_t>(i)] < end_cost) {
        end = i;
        end_cost = labels[static_cast<std::size_t>(i)];
      }
    }
    if (end < 0) return std::nullopt;
    BreachWay way{end};
    while (way.back() != pit) way.push_back(before[static_cast<std::size_t>(way.back())]);
    std::reverse(way.begin(), way.end());
    return way;
  }

  const Grid<float>& given_;
  const Grid<D8>& outlets_;
  const CellMetrics& metrics_;
  const BreachLimits limits_;
  const std::ptrdiff_t reach_;
};

/// A grid with what cut_barriers() takes.
struct Breaching {
  Breaching(const Dem& dem, const BreachLimits& given_limits, const ConditioningOptions& options = {})
      : given(dem.elevation_m),
        outlets(mark_ends(dem.elevation_m, ends_of(dem.elevation_m, options))),
        metrics(given.frame()),
        limits(given_limits),
        rules(given.frame(), metrics, limits) {}

  Grid<float> surface(std::ptrdiff_t side = kCacheTileSide) const {
    Grid<float> surface = given;
    cut_barriers(given, outlets, rules, surface, {}, side);
    return surface;
  }
  BreachTwin twin() const { return {given, outlets, metrics, limits}; }

  Grid<float> given;
  Grid<D8> outlets;
  CellMetrics metrics;
  BreachLimits limits;
  BreachRules rules;
};

inline ConditioningOptions walls() {
  ConditioningOptions options;
  options.nodata = NodataRule::wall;
  return options;
}

}  // namespace tmfgeo::test
