// SPDX-License-Identifier: Apache-2.0
// Facility sheets of any bytes, through the same reading as a run: facilities and Issues, or an Error.
#include <cpl_vsi.h>

#include <cmath>
#include <cstdint>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/io/vector.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  constexpr const char* path = "/vsimem/facilities.csv";
  // GDAL wants bytes it may write to; it writes none while reading.
  VSIFCloseL(VSIFileFromMemBuffer(path, const_cast<GByte*>(data), size, FALSE));
  try {
    Issues issues;
    const FacilityInventory inventory = read_facilities(read_features(path, {}, issues));
    std::set<std::string> ids;
    for (const Facility& f : inventory.facilities) {
      TMFGEO_EXPECTS(!f.id.empty() && ids.insert(f.id).second);
      TMFGEO_EXPECTS(std::abs(f.location.x) <= 180 && std::abs(f.location.y) <= 90);
      TMFGEO_EXPECTS(!f.volume_m3 || *f.volume_m3 > 0);
    }
  } catch (const Error&) {
  }
  VSIUnlink(path);
  return 0;
}
