// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

constexpr double kNone = -1;  // areas are zero or more

/// The two largest known areas of the lines at a node.
struct LargestAreas {
  double first = kNone;
  double second = kNone;
  std::size_t first_draft = 0;
  int lines = 0;

  void add(std::size_t draft, double area) {
    ++lines;
    if (std::isnan(area)) return;
    if (area > first) {
      second = first;
      first = area;
      first_draft = draft;
    } else if (area > second) {
      second = area;
    }
  }
  /// Largest known area of the node's other lines, kNone if no other is known.
  double beside(std::size_t draft) const { return first != kNone && first_draft == draft ? second : first; }
};

std::vector<LargestAreas> largest_areas(const NetworkDraft& draft) {
  std::vector<LargestAreas> areas(draft.nodes.size());
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    const ReachDraft& r = draft.reaches[i];
    areas[static_cast<std::size_t>(r.from_node)].add(i, r.upstream_area_km2);
    if (r.to_node != r.from_node) areas[static_cast<std::size_t>(r.to_node)].add(i, r.upstream_area_km2);
  }
  return areas;
}

/// Areas that flow into a node and out of it; NaN where one of them is unknown.
struct AreaBalance {
  double in = 0;
  double out = 0;
};

std::vector<AreaBalance> area_balances(const NetworkDraft& draft) {
  std::vector<AreaBalance> balances(draft.nodes.size());
  for (const ReachDraft& r : draft.reaches) {
    balances[static_cast<std::size_t>(r.from_node)].out += r.upstream_area_km2;
    balances[static_cast<std::size_t>(r.to_node)].in += r.upstream_area_km2;
  }
  return balances;
}

void turn_and_tell(ReachDraft& r, LayerIssues& turned) {
  r.turn();
  turned.add(r.source_record, "geometry", [&] {
    return "drawn against the growth of upstream area at its ends, with " + shortest(r.upstream_area_km2) +
           " km2 of its own; turned";
  });
}

/// Lines drawn downstream, some of them the wrong way.
void turn_reversed(NetworkDraft& draft, const FeatureTable& lines, Issues& issues) {
  const std::vector<LargestAreas> areas = largest_areas(draft);
  LayerIssues turned("river_reversed", lines, issues);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    ReachDraft& r = draft.reaches[i];
    const double above = areas[static_cast<std::size_t>(r.from_node)].beside(i);
    const double below = areas[static_cast<std::size_t>(r.to_node)].beside(i);
    if (above > r.upstream_area_km2 && below != kNone && below < r.upstream_area_km2) turn_and_tell(r, turned);
  }
  // What is left to judge are lines with a free lower end: headwaters drawn upstream, or true arms of a delta.
  // Turning a headwater balances the areas at its other end, turning an arm does not.
  std::vector<AreaBalance> balances = area_balances(draft);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    ReachDraft& r = draft.reaches[i];
    const double area = r.upstream_area_km2;
    const bool free_end = areas[static_cast<std::size_t>(r.to_node)].lines == 1 && r.to_node != r.from_node;
    if (!free_end || !(areas[static_cast<std::size_t>(r.from_node)].beside(i) > area)) continue;
    AreaBalance& joint = balances[static_cast<std::size_t>(r.from_node)];
    const AreaBalance mended{joint.in + area, joint.out - area};
    if (std::abs(mended.in - mended.out) < std::abs(joint.in - joint.out) / 2) {
      joint = mended;
      turn_and_tell(r, turned);
    }
  }
  turned.finish();
}

/// True if the neighbours say that a line flows from its to-end to its from-end.
bool grows_backwards(const LargestAreas& from, const LargestAreas& to, std::size_t draft, double area) {
  const double at_from = from.beside(draft);
  const double at_to = to.beside(draft);
  if (at_from > area || at_to > area) return at_from > at_to;
  // Larger than all its neighbours: the last line, which leaves at its free end.
  return from.lines == 1 && to.lines > 1 && at_to != kNone && at_to < area;
}

void turn_to_larger_area(NetworkDraft& draft) {
  const std::vector<LargestAreas> areas = largest_areas(draft);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    ReachDraft& r = draft.reaches[i];
    if (std::isnan(r.upstream_area_km2)) continue;
    if (grows_backwards(areas[static_cast<std::size_t>(r.from_node)], areas[static_cast<std::size_t>(r.to_node)], i,
                        r.upstream_area_km2)) {
      r.turn();
    }
  }
}

void turn_to_lower_end(NetworkDraft& draft, const FeatureTable& lines, const RiverColumns& columns, Issues& issues) {
  std::size_t missing = 0;
  for (ReachDraft& r : draft.reaches) {
    const auto row = static_cast<std::size_t>(r.row);
    const auto from_m = lines.number(*columns.elevation_from, row);
    const auto to_m = lines.number(*columns.elevation_to, row);
    if (!from_m || !to_m) {
      ++missing;
    } else if (*to_m > *from_m) {
      r.turn();
    }
  }
  if (missing > 0) {
    LayerIssues("river_no_attribute", lines, issues)
        .add_summary(lines.fields[*columns.elevation_from].name,
                     std::to_string(missing) + " of " + std::to_string(draft.reaches.size()) +
                         " lines have no elevation at an end; they flow as they are drawn");
  }
}

}  // namespace

void orient(NetworkDraft& draft, const FeatureTable& lines, const RiverColumns& columns, const NetworkOptions& options,
            Issues& issues) {
  switch (options.direction) {
    case DirectionRule::digitised: turn_reversed(draft, lines, issues); break;
    case DirectionRule::upstream_area: turn_to_larger_area(draft); break;
    case DirectionRule::elevation: turn_to_lower_end(draft, lines, columns, issues); break;
    case DirectionRule::outlets: orient_towards_outlets(draft, lines, options); break;
  }
}

}  // namespace tmfgeo
