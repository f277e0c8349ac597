// SPDX-License-Identifier: Apache-2.0
/// Estimates in sentences.
#pragma once

#include <string>

namespace tmfgeo {

/// Three digits, thousands apart, "." as the point: "100 000", "12.3", "0.00456". Needs: value > 0.
std::string roughly(double value);

}  // namespace tmfgeo
