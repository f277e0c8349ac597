// SPDX-License-Identifier: Apache-2.0
/// What the machine has.
#pragma once

#include <cstdint>
#include <string>

namespace tmfgeo {

/// Memory that this process can still have, in bytes: what the machine has free, or less where a control group (a
/// container, a batch system's job) sets a limit. All of the machine's where the system does not tell.
/// Input: where the system's own files are: "" as they are, or a folder that holds proc/ and sys/.
std::int64_t free_memory_bytes(const std::string& root = "");

}  // namespace tmfgeo
