// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/machine.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>


namespace tmfgeo {

std::int64_t free_memory_bytes() {
  std::ifstream told("/proc/meminfo");
  for (std::string line; std::getline(told, line);) {
    constexpr std::string_view kAvailable = "MemAvailable:";
    if (line.starts_with(kAvailable)) return 1024 * std::atoll(line.c_str() + kAvailable.size());
  }
  return static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
}

}  // namespace tmfgeo
