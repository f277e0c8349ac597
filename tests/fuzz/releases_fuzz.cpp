// SPDX-License-Identifier: Apache-2.0
// Releases files of any bytes: releases that can be drawn and Issues, or an Error.
#include <cpl_vsi.h>

#include <cstdint>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/scenario/release.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  constexpr const char* path = "/vsimem/releases.csv";
  // GDAL wants bytes it may write to; it writes none while reading.
  VSIFCloseL(VSIFileFromMemBuffer(path, const_cast<GByte*>(data), size, FALSE));
  Facility a;
  a.id = "RO-AURUL";
  a.volume_m3 = 1e5;
  SubstanceLibrary library;
  library.substances.resize(1);
  library.substances[0].id = "cyanide";
  try {
    Issues issues;
    const StatedReleases stated = read_releases(read_features(path, {}, issues), {a}, library);
    for (const auto& [id, scenario] : stated.by_facility) {
      TMFGEO_EXPECTS(id == a.id);
      const auto release = release_scenario(a, &scenario, {}, Trigger::unknown);
      TMFGEO_EXPECTS(release && release->volume_m3.median > 0);
    }
  } catch (const Error&) {
  }
  VSIUnlink(path);
  return 0;
}
