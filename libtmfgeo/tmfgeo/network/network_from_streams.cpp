// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/contract.h"
#include "tmfgeo/network/network_draft.h"

namespace tmfgeo {
namespace {

/// Node i is where link i begins; a link that flows nowhere gets one more node for its end.
void add_nodes(const Streams& streams, NetworkDraft& draft) {
  draft.nodes.resize(streams.links.size());
  for (std::size_t i = 0; i < streams.links.size(); ++i) {
    ReachDraft& r = draft.reaches[i];
    const auto line = draft.line(r);
    r.from_node = static_cast<std::int32_t>(i);
    draft.nodes[i] = line.front();
    if (streams.links[i].downstream >= 0) {
      r.to_node = static_cast<std::int32_t>(streams.links[i].downstream);
    } else {
      r.to_node = static_cast<std::int32_t>(draft.nodes.size());
      draft.nodes.push_back(line.back());
    }
  }
}

}  // namespace

RiverNetwork network_from_streams(const Streams& streams, const GridFrame& frame) {
  TMFGEO_EXPECTS(frame.crs.known());
  NetworkDraft draft;
  for (std::size_t i = 0; i < streams.links.size(); ++i) {
    const StreamLink& link = streams.links[i];
    TMFGEO_EXPECTS(!link.cells.empty());
    ReachDraft r;
    r.source_record = static_cast<std::int64_t>(i);
    r.row = static_cast<std::int32_t>(i);
    r.upstream_area_km2 = link.area_km2;
    r.point_begin = static_cast<std::int64_t>(draft.points.size());
    for (const std::int64_t cell : link.cells) draft.points.push_back(frame.centre(frame.cell(cell)));
    // A stream of one cell still needs a line to be found on.
    if (link.cells.size() == 1) draft.points.push_back(draft.points.back());
    r.point_end = static_cast<std::int64_t>(draft.points.size());
    draft.reaches.push_back(r);
  }
  Transform(frame.crs, Crs::wgs84()).apply(draft.points);
  measure_lengths(draft);
  add_nodes(streams, draft);
  return NetworkBuilder::build(std::move(draft), ReachOrder::as_drafted);
}

}  // namespace tmfgeo
