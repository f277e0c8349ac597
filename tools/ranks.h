// SPDX-License-Identifier: Apache-2.0
/// The ranks this program runs as: one in tmfgeo, as many as mpirun starts in tmfgeo-mpi.
#pragma once

#include "tmfgeo/core/ranks.h"

namespace tmfgeo::cli {

/// Before anything else. May take options meant for the message system out of argc and argv.
void start_ranks(int& argc, char**& argv);

Ranks& all_ranks();

/// Ends this rank with an exit code; a failure ends all others too.
int end_ranks(int exit_code);

}  // namespace tmfgeo::cli
