// SPDX-License-Identifier: Apache-2.0
/// Numbers in messages for people.
#pragma once

#include <string>

namespace tmfgeo {

/// A number as a person would write it: six digits, without the noise that sums and single precision leave (0.16 for
/// 0.1599999964). For messages alone: what is read back needs shortest().
std::string readable(double value);

}  // namespace tmfgeo
