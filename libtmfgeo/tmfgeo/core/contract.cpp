// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/contract.h"

#include <cstdio>
#include <cstdlib>

namespace tmfgeo {

void contract_broken(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "tmfgeo: internal error: expected %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace tmfgeo
