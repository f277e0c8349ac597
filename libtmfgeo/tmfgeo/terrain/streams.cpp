// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

namespace {

constexpr std::int32_t kNoLink = -1;

/// Cuts streams into links. `open` counts, per stream cell, the stream cells that drain into it and whose link is not
/// traced yet; a link may begin where it is 0, which is why links come out upstream first.
class Links {
 public:
  Links(const FlowField& flow, const Grid<double>& area_km2, double threshold_km2)
      : direction_(flow.direction),
        area_km2_(area_km2),
        threshold_km2_(threshold_km2),
        neighbours_(direction_.frame()),
        donors_(donor_counts(direction_, [&](std::ptrdiff_t i) { return is_stream(i); })),
        open_(donors_) {
    streams_.link_of = Grid<std::int32_t>(direction_.frame(), kNoLink);
  }

  Streams trace_all() {
    for (std::ptrdiff_t head = 0; head < direction_.size(); ++head) {
      if (!is_stream(head) || donors_[static_cast<std::size_t>(head)] != 0) continue;
      for (std::ptrdiff_t first = head; first != kNoReceiver;) first = trace(first);
    }
    for (StreamLink& link : streams_.links) {
      const std::int32_t last = streams_.link_of[static_cast<std::ptrdiff_t>(link.cells.back())];
      const std::int32_t own = streams_.link_of[static_cast<std::ptrdiff_t>(link.cells.front())];
      if (last != own) link.downstream = last;
    }
    return std::move(streams_);
  }

 private:
  bool is_stream(std::ptrdiff_t i) const { return area_km2_[i] >= threshold_km2_; }

  /// Traces the link that begins at a cell. Output: the first cell of the next link, if all its donors are traced.
  std::ptrdiff_t trace(std::ptrdiff_t first) {
    TMFGEO_EXPECTS(streams_.links.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    const auto id = static_cast<std::int32_t>(streams_.links.size());
    StreamLink link;
    std::ptrdiff_t cell = first;
    for (;;) {
      link.cells.push_back(cell);
      link.area_km2 = area_km2_[cell];
      streams_.link_of[cell] = id;
      cell = receiver(direction_, neighbours_, cell);
      if (cell == kNoReceiver || donors_[static_cast<std::size_t>(cell)] > 1) break;
    }
    if (cell != kNoReceiver) link.cells.push_back(cell);
    streams_.links.push_back(std::move(link));
    return cell != kNoReceiver && --open_[static_cast<std::size_t>(cell)] == 0 ? cell : kNoReceiver;
  }

  const Grid<D8>& direction_;
  const Grid<double>& area_km2_;
  const double threshold_km2_;
  const Neighbours neighbours_;
  const std::vector<std::uint8_t> donors_;
  std::vector<std::uint8_t> open_;
  Streams streams_;
};

/// Two or more links of the highest order that meet make a higher one.
void order_links(std::vector<StreamLink>& links) {
  struct Inflow {
    int highest = 0;
    int of_highest = 0;
  };
  std::vector<Inflow> inflow(links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    StreamLink& link = links[i];
    link.strahler = std::max(1, inflow[i].highest + (inflow[i].of_highest > 1 ? 1 : 0));
    if (link.downstream < 0) continue;
    Inflow& next = inflow[static_cast<std::size_t>(link.downstream)];
    if (link.strahler > next.highest) next = {link.strahler, 0};
    if (link.strahler == next.highest) ++next.of_highest;
  }
}

}  // namespace

Streams extract_streams(const FlowField& flow, const Accumulation& accumulation, Area threshold) {
  TMFGEO_EXPECTS(threshold > square_metres(0));
  TMFGEO_EXPECTS(flow.direction.size() == accumulation.area_km2.size());
  Streams streams = Links(flow, accumulation.area_km2, in_square_kilometres(threshold)).trace_all();
  order_links(streams.links);
  return streams;
}

}  // namespace tmfgeo
