// SPDX-License-Identifier: Apache-2.0
/// Times as people write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmfgeo {

/// Seconds since 1970-01-01T00:00Z of an ISO 8601 time: "2000-01-30", "2000-01-30T22:00", "2000-01-30 22:00:30",
/// with "Z" or an offset ("+02:00") behind; without one it is UTC. Absent if the text is anything else or no such day exists.
std::optional<std::int64_t> utc_seconds(std::string_view text);

/// Offset from UTC that such a time is written with, in seconds; 0 where none is.
std::int64_t utc_offset_s(std::string_view text);

/// Seconds since 1970 as such a time, to the minute: "2000-02-01T16:00Z".
std::string utc_text(std::int64_t seconds);

}  // namespace tmfgeo
