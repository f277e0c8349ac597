// SPDX-License-Identifier: Apache-2.0
/// What the table and the JSON of natech share.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/app/natech_results.h"

namespace tmfgeo::cli {

/// "wet", "not modelled".
std::string flood_word(const NatechSite& site);

/// Absent without a curve.
std::optional<HazardValue> pga_of(const SiteCurve& hazard, double return_period_y);

}  // namespace tmfgeo::cli
