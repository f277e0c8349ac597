// SPDX-License-Identifier: Apache-2.0
/// The languages people are answered in.
#pragma once

namespace tmfgeo {

enum class Language { en, ru };

}  // namespace tmfgeo
