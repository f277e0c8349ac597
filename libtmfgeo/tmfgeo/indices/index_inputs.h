// SPDX-License-Identifier: Apache-2.0
/// From a facility and what lies along its route to the inputs of a scheme.
#pragma once

#include "tmfgeo/core/issue.h"
#include "tmfgeo/indices/exposure.h"
#include "tmfgeo/indices/scheme.h"
#include "tmfgeo/inventory/facility.h"

namespace tmfgeo {

/// Every name of scheme_inputs(), unknown where neither gives a value; each known value with its source.
/// Source of a stated value: what the facility's own source column says, else file and record; its origin what
/// facility.origins says, else given. Inside the flood of 100 years is inside that of 500, outside that of 500 outside that of 100.
/// `overrides` (may be nullptr) stand before both. Inside the frequent flood and outside the rare one cannot be: the better founded
/// of the two counts (override, then given, then what maps lent), of equal ones only the frequent flood.
/// Issues (may be nullptr): flood_zones_contradict.
InputValues index_inputs(const Facility& facility, const Exposure& exposure, const InputValues* overrides = nullptr, Issues* issues = nullptr);

}  // namespace tmfgeo
