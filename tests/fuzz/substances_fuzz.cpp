// SPDX-License-Identifier: Apache-2.0
/// Any bytes as a file of substances and thresholds: refused with an Error, or a library that keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tmfgeo/core/error.h"
#include "tmfgeo/scenario/substance.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto library = tmfgeo::parse_substances(text, "fuzz");
    for (const auto& s : library.substances) {
      if (library.find(s.id) != &s || s.source.empty() || !(s.retardation >= 1) || !(s.decay_per_d.median >= 0)) std::abort();
    }
    for (const auto& t : library.thresholds) {
      if (!(t.value_ug_l > 0) || library.find(t.substance) == nullptr) std::abort();
    }
  } catch (const tmfgeo::Error&) {
  }
  return 0;
}
