// SPDX-License-Identifier: Apache-2.0
#include "ranks.h"

namespace tmfgeo::cli {

void start_ranks(int&, char**&) {}

Ranks& all_ranks() {
  static OneRank alone;
  return alone;
}

int end_ranks(int exit_code) { return exit_code; }

}  // namespace tmfgeo::cli
