// SPDX-License-Identifier: Apache-2.0
// Override files of any bytes: values a scheme can use with their source, and Issues, or an Error.
#include <cpl_vsi.h>

#include <cmath>
#include <cstdint>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/overrides.h"
#include "tmfgeo/io/vector.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  constexpr const char* path = "/vsimem/overrides.csv";
  // GDAL wants bytes it may write to; it writes none while reading.
  VSIFCloseL(VSIFileFromMemBuffer(path, const_cast<GByte*>(data), size, FALSE));
  Facility a;
  a.id = "A";
  try {
    Issues issues;
    const InputOverrides overrides = read_input_overrides(read_features(path, {}, issues), {a});
    for (const auto& [id, inputs] : overrides.by_facility) {
      TMFGEO_EXPECTS(id == a.id);
      for (const auto& [name, input] : inputs) {
        TMFGEO_EXPECTS(!input.source.empty() && input.origin == Origin::given);
        const auto* number = std::get_if<double>(&input.value);
        TMFGEO_EXPECTS(number == nullptr || std::isfinite(*number));
      }
    }
  } catch (const Error&) {
  }
  VSIUnlink(path);
  return 0;
}
