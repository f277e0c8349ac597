// SPDX-License-Identifier: Apache-2.0
// Receptors, gauges and lakes of any bytes: points and Issues, or an Error.
#include <cpl_vsi.h>

#include <cmath>
#include <cstdint>

#include "tmfgeo/app/transport_data.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/vector.h"

namespace {

template <class Read>
void try_reading(const tmfgeo::FeatureTable& table, const Read& read) {
  try {
    tmfgeo::Issues issues;
    read(table, issues);
  } catch (const tmfgeo::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  constexpr const char* path = "/vsimem/points.csv";
  // GDAL wants bytes it may write to; it writes none while reading.
  VSIFCloseL(VSIFileFromMemBuffer(path, const_cast<GByte*>(data), size, FALSE));
  try {
    Issues reading;
    const FeatureTable table = read_features(path, {}, reading);
    try_reading(table, [](const FeatureTable& t, Issues& issues) {
      for (const StatedPlace& p : read_receptors(t, issues)) TMFGEO_EXPECTS(!p.id.empty() && std::abs(p.point.y) <= 90);
    });
    try_reading(table, [](const FeatureTable& t, Issues& issues) {
      for (const GivenGauge& g : read_gauges(t, issues)) TMFGEO_EXPECTS(g.discharge_m3_s[1] > 0 && g.at.area_km2);
    });
    try_reading(table, [](const FeatureTable& t, Issues& issues) {
      for (const GivenLake& l : read_lakes(t, issues)) TMFGEO_EXPECTS(l.volume_m3 > 0 && l.outlet);
    });
  } catch (const Error&) {
  }
  VSIUnlink(path);
  return 0;
}
