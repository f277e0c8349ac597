// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

namespace {

FlowEnd end_at(const FlowField& flow, const ConditionedDem& dem, const Neighbours& neighbours, std::ptrdiff_t last) {
  if (flow.direction[last] == kD8Terminal) return FlowEnd::terminal;
  if (dem.is_sea(last)) return FlowEnd::sea;
  return neighbours.on_edge(last) ? FlowEnd::grid_edge : FlowEnd::nodata;
}

}  // namespace

FlowPath flow_path(const FlowField& flow, const ConditionedDem& dem, Cell start,
                   const std::function<bool(std::int64_t)>& stop) {
  const GridFrame& frame = flow.direction.frame();
  TMFGEO_EXPECTS(frame.contains(start) && flow.direction[start] != kD8NoData);
  TMFGEO_EXPECTS(dem.elevation_m().size() == flow.direction.size());
  const Neighbours neighbours(frame);
  FlowPath path;
  for (std::ptrdiff_t cell = frame.index(start);;) {
    path.cells.push_back(cell);
    if (stop && stop(cell)) return path;
    const std::ptrdiff_t next = receiver(flow.direction, neighbours, cell);
    if (next == kNoReceiver) {
      path.end = end_at(flow, dem, neighbours, cell);
      return path;
    }
    cell = next;
  }
}

Polyline cell_line(const GridFrame& frame, std::span<const std::int64_t> cells) {
  Polyline line;
  line.reserve(cells.size());
  for (const std::int64_t index : cells) line.push_back(frame.centre(frame.cell(static_cast<std::ptrdiff_t>(index))));
  return line;
}

}  // namespace tmfgeo
