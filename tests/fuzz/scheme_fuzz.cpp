// SPDX-License-Identifier: Apache-2.0
// Scheme files of any bytes: refused with an Error, or a scheme whose intervals hold their values.
#include <cstdint>
#include <string_view>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/scheme.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const Scheme scheme = parse_scheme(text, "fuzz.toml");
    const InputValues known{{"factor_of_safety", {1.2, ""}}, {"volume_m3", {1e6, ""}}, {"whc", {2.0, ""}}};
    for (const InputValues& inputs : {InputValues{}, known}) {
      const auto values = scheme.evaluate(inputs);
      TMFGEO_EXPECTS(values.size() == scheme.terms().size());
      for (const TermValue& term : values) {
        TMFGEO_EXPECTS(term.value.low <= term.value.high);
        TMFGEO_EXPECTS(!term.value.value || (*term.value.value == term.value.low && term.value.low == term.value.high));
      }
    }
  } catch (const Error&) {
  }
  return 0;
}
