// SPDX-License-Identifier: Apache-2.0
/// The steps from a line layer to a draft that can become a network. For sources of this room.
#pragma once

#include <optional>

#include "tmfgeo/network/network_draft.h"

namespace tmfgeo {

/// Columns of the layer that NetworkOptions names; absent where it names none.
struct RiverColumns {
  std::optional<std::size_t> upstream_area;
  std::optional<std::size_t> discharge;
  std::optional<std::size_t> name;
  std::optional<std::size_t> elevation_from;
  std::optional<std::size_t> elevation_to;
};

/// Errors: Error{invalid_input} with the nearest known column if a named one is missing, or if the direction rule lacks
/// the columns it needs.
RiverColumns river_columns(const FeatureTable& lines, const NetworkOptions& options);

/// One draft per line part with finite WGS 84 coordinates; nodes and lengths are not set.
NetworkDraft read_river_lines(const FeatureTable& lines, const RiverColumns& columns, Issues& issues);

/// Gives every end a node and moves the end there. Taken in the order of the file, from-end first, an end joins the
/// nearest node within the tolerance (ties: the earlier node) or founds one: no end moves farther than the tolerance.
/// Cost: O(n) on average.
void join_ends(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues);

/// Drops drafts without length: shorter than the tolerance and both ends at one node.
void drop_zero_length(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues);

/// Drops all but the first of drafts between the same two nodes whose lengths and middle points agree within two
/// tolerances, whichever way they are drawn.
void drop_doubled(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues);

/// Turns drafts so that they flow as the rule says.
void orient(NetworkDraft& draft, const FeatureTable& lines, const RiverColumns& columns, const NetworkOptions& options,
            Issues& issues);

/// DirectionRule::outlets. Errors: Error{invalid_input} if an outlet has no node within 100 tolerances.
void orient_towards_outlets(NetworkDraft& draft, const FeatureTable& lines, const NetworkOptions& options);

/// Opens every loop: the upper end of a reach that closes one gets a node of its own. Reaches are taken strongest first
/// (known larger area; no other way out of the loop at its upper node; lower record); one that closes a loop of those
/// taken before is cut.
/// Cost: O(n) for the search, O(loops · log) for what lies on loops unless these are one large tangle.
void cut_loops(NetworkDraft& draft, const FeatureTable& lines, Issues& issues);

/// Tells what a finished network leaves to the user: gaps, dropping areas, bifurcations, nodes where several lines end.
void check_network(const RiverNetwork& network, const FeatureTable& lines, const NetworkOptions& options, Issues& issues);

}  // namespace tmfgeo
