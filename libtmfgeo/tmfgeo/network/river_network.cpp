// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/river_network.h"

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

/// Items of row i of a compressed list of lists.
template <class T>
std::span<const T> row_of(const std::vector<std::int64_t>& begin, const std::vector<T>& items, ReachId i) {
  const auto row = static_cast<std::size_t>(i);
  TMFGEO_EXPECTS(i >= 0 && row + 1 < begin.size());
  return std::span(items).subspan(static_cast<std::size_t>(begin[row]), static_cast<std::size_t>(begin[row + 1] - begin[row]));
}

}  // namespace

std::span<const Point> RiverNetwork::line(ReachId id) const { return row_of(point_begin_, points_, id); }

std::span<const double> RiverNetwork::offsets_m(ReachId id) const { return row_of(point_begin_, offsets_m_, id); }

std::span<const ReachId> RiverNetwork::upstream(ReachId id) const { return row_of(upstream_begin_, upstream_, id); }

const std::string& RiverNetwork::name(ReachId id) const {
  static const std::string none;
  const std::int32_t name = reach(id).name;
  return name < 0 ? none : names_[static_cast<std::size_t>(name)];
}

NetworkResult network_from_lines(const FeatureTable& lines, const NetworkOptions& options) {
  TMFGEO_EXPECTS(options.snap_tolerance_m >= 0);
  NetworkResult result;
  Issues& issues = result.issues;
  const RiverColumns columns = river_columns(lines, options);
  NetworkDraft draft = read_river_lines(lines, columns, issues);
  join_ends(draft, options.snap_tolerance_m, lines, issues);
  measure_lengths(draft);
  drop_zero_length(draft, options.snap_tolerance_m, lines, issues);
  drop_doubled(draft, options.snap_tolerance_m, lines, issues);
  if (draft.reaches.empty()) {
    throw Error(ErrorCode::invalid_input,
                "none of the " + std::to_string(lines.rows()) + " records of layer \"" + lines.name +
                    "\" is a usable river line, expected lines with finite coordinates and a length",
                lines.source);
  }
  orient(draft, lines, columns, options, issues);
  cut_loops(draft, lines, issues);
  result.network = NetworkBuilder::build(std::move(draft), ReachOrder::sorted);
  check_network(result.network, lines, options, issues);
  return result;
}

}  // namespace tmfgeo
