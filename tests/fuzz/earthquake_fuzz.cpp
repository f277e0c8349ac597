// SPDX-License-Identifier: Apache-2.0
// Scenario files of any bytes: refused with an Error, or an earthquake that can be.
#include <cstdint>
#include <string_view>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/project/earthquake_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  static const std::vector<ModelSet> sets{single_model(*find_ground_motion_model("bssa14"))};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const EarthquakeFile quake = parse_earthquake(text, "fuzz.toml", sets);
    TMFGEO_EXPECTS(problem_of(quake.focus).empty());
    TMFGEO_EXPECTS(!quake.id.empty() && !quake.models.models.empty());
  } catch (const Error&) {
  }
  return 0;
}
