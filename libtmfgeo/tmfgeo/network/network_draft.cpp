// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/network_draft.h"

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {

void measure_lengths(NetworkDraft& draft) {
  draft.offsets_m.assign(draft.points.size(), 0);
  parallel_for(0, static_cast<std::ptrdiff_t>(draft.reaches.size()), 1024, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      ReachDraft& r = draft.reaches[static_cast<std::size_t>(i)];
      double length_m = 0;
      for (auto p = static_cast<std::size_t>(r.point_begin) + 1; p < static_cast<std::size_t>(r.point_end); ++p) {
        length_m += geodesic_distance_m(draft.points[p - 1], draft.points[p]);
        draft.offsets_m[p] = length_m;
      }
      r.length_m = length_m;
    }
  });
}

}  // namespace tmfgeo
