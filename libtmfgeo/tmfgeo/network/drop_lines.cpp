// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

/// The place half-way along a draft.
Point middle_of(const NetworkDraft& draft, const ReachDraft& r) {
  const auto begin = draft.offsets_m.begin() + r.point_begin;
  const auto end = draft.offsets_m.begin() + r.point_end;
  const double half = r.length_m / 2;
  const auto after = std::lower_bound(begin + 1, end - 1, half);
  const auto i = static_cast<std::size_t>(after - draft.offsets_m.begin());
  const double step = draft.offsets_m[i] - draft.offsets_m[i - 1];
  const double t = step > 0 ? (half - draft.offsets_m[i - 1]) / step : 0;
  return between(draft.points[i - 1], draft.points[i], t);
}

bool doubles(const NetworkDraft& draft, const ReachDraft& a, const ReachDraft& b, double within_m) {
  return std::abs(a.length_m - b.length_m) <= within_m &&
         near_distance_m(middle_of(draft, a), middle_of(draft, b)) <= within_m;
}

/// A draft by the two nodes it joins, whichever way.
struct NodePair {
  std::int32_t low = 0;
  std::int32_t high = 0;
  std::size_t draft = 0;
  auto operator<=>(const NodePair&) const = default;
};

std::vector<NodePair> sorted_pairs(const NetworkDraft& draft) {
  std::vector<NodePair> pairs;
  pairs.reserve(draft.reaches.size());
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    const auto [low, high] = std::minmax(draft.reaches[i].from_node, draft.reaches[i].to_node);
    pairs.push_back({low, high, i});
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/// Per draft the earlier one it doubles, or itself.
std::vector<std::size_t> originals(const NetworkDraft& draft, double within_m) {
  std::vector<std::size_t> original(draft.reaches.size());
  std::iota(original.begin(), original.end(), std::size_t{0});
  const std::vector<NodePair> pairs = sorted_pairs(draft);
  std::vector<std::size_t> kept;  // of the current pair of nodes
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i].low != pairs[i - 1].low || pairs[i].high != pairs[i - 1].high) kept.clear();
    const std::size_t own = pairs[i].draft;
    const auto same = std::find_if(kept.begin(), kept.end(), [&](std::size_t earlier) {
      return doubles(draft, draft.reaches[earlier], draft.reaches[own], within_m);
    });
    if (same == kept.end()) {
      kept.push_back(own);
    } else {
      original[own] = *same;
    }
  }
  return original;
}

}  // namespace

void drop_zero_length(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues) {
  LayerIssues dropped("river_zero_length", lines, issues);
  std::erase_if(draft.reaches, [&](const ReachDraft& r) {
    if (r.from_node != r.to_node || r.length_m > tolerance_m) return false;
    dropped.add(r.source_record, "geometry", [&] {
      return "both ends lie at " + place_text(draft.line(r).front()) + ", expected a line longer than " +
             shortest(tolerance_m) + " m";
    });
    return true;
  });
  dropped.finish();
}

void drop_doubled(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues) {
  // A millimetre is the least that coordinates written twice may differ by.
  const std::vector<std::size_t> original = originals(draft, 2 * std::max(tolerance_m, 1e-3));
  LayerIssues dropped("river_doubled", lines, issues);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    if (original[i] == i) continue;
    dropped.add(draft.reaches[i].source_record, "geometry", [&] {
      return "the same line as " + lines.record_word + " " +
             std::to_string(draft.reaches[original[i]].source_record) + ", expected each line once";
    });
  }
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    if (original[i] == i) draft.reaches[kept++] = draft.reaches[i];
  }
  draft.reaches.resize(kept);
  dropped.finish();
}

}  // namespace tmfgeo
