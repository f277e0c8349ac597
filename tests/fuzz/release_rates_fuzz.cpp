// SPDX-License-Identifier: Apache-2.0
// Tables of release rates of any bytes: refused with an Error, or rates that are probabilities for every facility.
#include <sys/mman.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/release_rate.h"

namespace {

/// The path of a file in memory that is gone with the process: the table is read from files only.
std::string file_in_memory() { return "/proc/self/fd/" + std::to_string(memfd_create("release_rates.toml", 0)); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  static const std::string path = file_in_memory();
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    const ReleaseRateTable rates = read_release_rates(path);
    for (const double safety : {0.5, 1.0, 1.25, 1.5, 3.0}) {
      for (const FacilityStatus status : {FacilityStatus::active, FacilityStatus::closed, FacilityStatus::orphaned}) {
        Facility f;
        f.factor_of_safety = safety;
        f.status = status;
        const Band band = background_rate(rates, f).per_year;
        TMFGEO_EXPECTS(band.p10 > 0 && band.p10 <= band.p50 && band.p50 <= band.p90 && band.p90 <= 1);
      }
    }
    const Band unknown = background_rate(rates, Facility{}).per_year;
    TMFGEO_EXPECTS(unknown.p10 > 0 && unknown.p90 <= 1);
  } catch (const Error&) {
  }
  return 0;
}
