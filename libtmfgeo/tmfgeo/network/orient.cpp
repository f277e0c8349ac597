// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/node_groups.h"
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

/// Lines that flow into a node and out of it.
struct Degree {
  int in = 0;
  int out = 0;

  /// What a river does not do between its spring and its mouth: end, begin, or divide at a node of several lines.
  int oddities() const {
    if (in + out < 2) return 0;
    return static_cast<int>(out == 0) + static_cast<int>(in == 0) + static_cast<int>(out > 1);
  }
};

std::vector<Degree> node_degrees(const NetworkDraft& draft) {
  std::vector<Degree> degrees(draft.nodes.size());
  for (const ReachDraft& r : draft.reaches) {
    ++degrees[static_cast<std::size_t>(r.from_node)].out;
    ++degrees[static_cast<std::size_t>(r.to_node)].in;
  }
  return degrees;
}

void turn_and_tell(ReachDraft& r, LayerIssues& turned) {
  r.turn();
  turned.add(r.source_record, "geometry", [&] {
    return "drawn against the growth of upstream area at its ends, with " + shortest(r.upstream_area_km2) +
           " km2 of its own; turned";
  });
}

/// Lines drawn against the growth of area at both ends: wrong way round, or area that truly drops, as at many a mouth.
std::vector<std::size_t> lines_against_growth(const NetworkDraft& draft, const std::vector<LargestAreas>& areas) {
  std::vector<std::size_t> against;
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    const ReachDraft& r = draft.reaches[i];
    const double above = areas[static_cast<std::size_t>(r.from_node)].beside(i);
    const double below = areas[static_cast<std::size_t>(r.to_node)].beside(i);
    if (above > r.upstream_area_km2 && below != kNone && below < r.upstream_area_km2) against.push_back(i);
  }
  return against;
}

/// Turns runs of lines drawn against growth where that makes rivers end, begin and divide at fewer nodes: a line that is
/// the only way on stays, whatever the areas say.
void turn_inner_lines(NetworkDraft& draft, const std::vector<LargestAreas>& areas, LayerIssues& turned) {
  const std::vector<std::size_t> against = lines_against_growth(draft, areas);
  if (against.empty()) return;
  const std::vector<Degree> before = node_degrees(draft);
  std::vector<Degree> after = before;
  NodeGroups runs(draft.nodes.size());
  for (const std::size_t i : against) {
    const ReachDraft& r = draft.reaches[i];
    runs.join(r.from_node, r.to_node);
    Degree& from = after[static_cast<std::size_t>(r.from_node)];
    Degree& to = after[static_cast<std::size_t>(r.to_node)];
    --from.out;
    ++from.in;
    --to.in;
    ++to.out;
  }
  std::vector<int> more_oddities(draft.nodes.size(), 0);  // by run
  for (std::size_t n = 0; n < draft.nodes.size(); ++n) {
    more_oddities[static_cast<std::size_t>(runs.group(static_cast<std::int32_t>(n)))] +=
        after[n].oddities() - before[n].oddities();
  }
  for (const std::size_t i : against) {
    ReachDraft& r = draft.reaches[i];
    if (more_oddities[static_cast<std::size_t>(runs.group(r.from_node))] < 0) turn_and_tell(r, turned);
  }
}

/// Lines with a free lower end beside another way on: headwaters drawn upstream, or true arms of a delta. Turning a
/// headwater balances the areas at its other end, turning an arm does not.
void turn_headwaters(NetworkDraft& draft, const std::vector<LargestAreas>& areas, LayerIssues& turned) {
  std::vector<AreaBalance> balances = area_balances(draft);
  std::vector<Degree> degrees = node_degrees(draft);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    ReachDraft& r = draft.reaches[i];
    const double area = r.upstream_area_km2;
    Degree& degree = degrees[static_cast<std::size_t>(r.from_node)];
    if (areas[static_cast<std::size_t>(r.to_node)].lines != 1 || degree.out < 2) continue;
    if (!(areas[static_cast<std::size_t>(r.from_node)].beside(i) > area)) continue;
    AreaBalance& joint = balances[static_cast<std::size_t>(r.from_node)];
    const AreaBalance mended{joint.in + area, joint.out - area};
    if (std::abs(mended.in - mended.out) < std::abs(joint.in - joint.out) / 2) {
      joint = mended;
      --degree.out;
      ++degree.in;
      turn_and_tell(r, turned);
    }
  }
}

/// Lines drawn downstream, some of them the wrong way.
void turn_reversed(NetworkDraft& draft, const FeatureTable& lines, Issues& issues) {
  const std::vector<LargestAreas> areas = largest_areas(draft);
  LayerIssues turned("river_reversed", lines, issues);
  turn_inner_lines(draft, areas, turned);
  turn_headwaters(draft, areas, turned);
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
