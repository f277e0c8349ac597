// SPDX-License-Identifier: Apache-2.0
// ShakeMaps of any bytes: refused with an Error, or grids of one shape whose values the Earth can do.
#include <cmath>
#include <cstdint>
#include <string_view>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/hazard/shakemap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  try {
    const ShakeMap map = parse_shakemap({reinterpret_cast<const char*>(data), size}, "fuzz.xml");
    TMFGEO_EXPECTS(map.pga_g.rows() >= 2 && map.pga_g.columns() >= 2);
    for (const float v : map.pga_g.values()) TMFGEO_EXPECTS(std::isnan(v) || (v >= 0 && v <= 10));
    for (const ShakeMapSpectrum& s : map.spectra) TMFGEO_EXPECTS(s.period_s > 0 && s.sa_g.size() == map.pga_g.size());
    const Box box = map.pga_g.frame().box();
    for (int i = -1; i <= 5; ++i) {
      const double t = i / 4.0;
      const double value = sample_ln(map.pga_g, between({box.min_x, box.min_y}, {box.max_x, box.max_y}, t));
      TMFGEO_EXPECTS(std::isnan(value) || (value > 0 && value < 11));
    }
  } catch (const Error&) {
  }
  return 0;
}
