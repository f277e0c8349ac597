// SPDX-License-Identifier: Apache-2.0
/// What the table and the JSON of natech share.
#pragma once

#include <optional>

#include "tmfgeo/app/natech_results.h"

namespace tmfgeo::cli {

/// Absent without a curve.
std::optional<HazardValue> pga_of(const SiteCurve& hazard, double return_period_y);

}  // namespace tmfgeo::cli
