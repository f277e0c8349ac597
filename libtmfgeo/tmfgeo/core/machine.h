// SPDX-License-Identifier: Apache-2.0
/// What the machine has.
#pragma once

#include <cstdint>

namespace tmfgeo {

/// Memory that programs can still have, in bytes; all of it where the system does not tell.
std::int64_t free_memory_bytes();

}  // namespace tmfgeo
