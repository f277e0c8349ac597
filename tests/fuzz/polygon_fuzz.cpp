// SPDX-License-Identifier: Apache-2.0
// Rings through any points of a small raster, closed or not: what is mended is valid, and looking points up never stops.
#include <cstdint>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/polygon_index.h"

// GEOS loses memory of its own where it gives up on a geometry; what is ours is still looked at.
extern "C" const char* __lsan_default_suppressions() { return "leak:libgeos"; }

// Input: one byte per point, 16 × 16 places; 0 ends a ring, 255 ends a polygon.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  Geometry given;
  std::vector<Polyline> rings(1);
  const auto close_polygon = [&] {
    append(given, polygon_geometry(rings));
    rings.assign(1, {});
  };
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] == 255) {
      close_polygon();
    } else if (data[i] == 0) {
      rings.emplace_back();
    } else {
      rings.back().push_back({static_cast<double>(data[i] % 16), static_cast<double>(data[i] / 16)});
    }
  }
  close_polygon();

  const Geometry mended = made_valid(given);
  if (mended.part_count() > 0) TMFGEO_EXPECTS(invalid_reason(mended).empty());
  if (given.points.empty()) return 0;
  const PolygonIndex index({given, mended});
  for (double x = 0.5; x < 16; x += 5) index.containing({x, 7.25});
  clipped(mended, {3.5, 3.5, 9.5, 9.5});
  intersection(given, mended);
  return 0;
}
