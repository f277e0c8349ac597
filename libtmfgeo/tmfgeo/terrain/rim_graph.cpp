// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/rim_graph.h"

#include <limits>

namespace tmfgeo {

RimGraph::RimGraph(const Tiling& tiling) : tiling_(tiling) {
  std::ptrdiff_t rims = 0;
  first_.reserve(static_cast<std::size_t>(tiling.count() + 1));
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    first_.push_back(static_cast<std::int32_t>(rims));
    rims += tiling.tile(t).rim_size();
    TMFGEO_EXPECTS(rims <= std::numeric_limits<std::int32_t>::max());
  }
  first_.push_back(static_cast<std::int32_t>(rims));
  exit_.resize(static_cast<std::size_t>(rims), kNone);
  across_.resize(static_cast<std::size_t>(rims), kNone);
}

void RimGraph::join(std::ptrdiff_t tile_number, const RimWays& ways) {
  const Tile tile = tiling_.tile(tile_number);
  TMFGEO_EXPECTS(static_cast<std::ptrdiff_t>(ways.leaves_at.size()) == tile.rim_size());
  TMFGEO_EXPECTS(ways.step_out.size() == ways.leaves_at.size());
  const auto start = static_cast<std::size_t>(first(tile_number));
  for (std::size_t rim = 0; rim < ways.leaves_at.size(); ++rim) {
    if (ways.leaves_at[rim] >= 0) exit_[start + rim] = first_[static_cast<std::size_t>(tile_number)] + ways.leaves_at[rim];
    const D8 step = ways.step_out[rim];
    if (!is_step(step)) continue;
    const Cell next = neighbour(tile.cell(tile.rim_cell(static_cast<std::ptrdiff_t>(rim))), step);
    TMFGEO_EXPECTS(tiling_.contains(next));
    const std::ptrdiff_t other = tiling_.tile_of(next);
    const Tile other_tile = tiling_.tile(other);
    across_[start + rim] = static_cast<std::int32_t>(first(other) + other_tile.rim_of(other_tile.index(next)));
  }
}

std::optional<std::vector<double>> inflows(const RimGraph& graph, std::vector<double> outflow) {
  TMFGEO_EXPECTS(static_cast<std::ptrdiff_t>(outflow.size()) == graph.size());
  const auto next_exit = [&](std::int32_t exit) { return graph.exit(graph.across(exit)); };
  std::vector<std::int32_t> donors(outflow.size(), 0);  // exits that drain through an exit and are not done yet
  std::ptrdiff_t left = 0;
  for (std::int32_t rim = 0; rim < graph.size(); ++rim) {
    if (graph.across(rim) == RimGraph::kNone) continue;
    ++left;
    if (const std::int32_t next = next_exit(rim); next != RimGraph::kNone) ++donors[static_cast<std::size_t>(next)];
  }
  constexpr std::int32_t kDone = -1;
  std::vector<double> inflow(outflow.size(), 0);
  for (std::int32_t rim = 0; rim < graph.size(); ++rim) {
    std::int32_t exit = graph.across(rim) == RimGraph::kNone ? RimGraph::kNone : rim;
    while (exit != RimGraph::kNone && donors[static_cast<std::size_t>(exit)] == 0) {
      donors[static_cast<std::size_t>(exit)] = kDone;
      --left;
      const double sum = outflow[static_cast<std::size_t>(exit)];
      inflow[static_cast<std::size_t>(graph.across(exit))] += sum;
      exit = next_exit(exit);
      if (exit == RimGraph::kNone) break;
      outflow[static_cast<std::size_t>(exit)] += sum;
      --donors[static_cast<std::size_t>(exit)];
    }
  }
  if (left != 0) return std::nullopt;
  return inflow;
}

}  // namespace tmfgeo
