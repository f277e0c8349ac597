// SPDX-License-Identifier: Apache-2.0
/// Whether the settlement model was made from dams like this one.
#pragma once

#include <string>
#include <string_view>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// How sure settlements of a dam are, as far as its type goes.
struct SettlementFit {
  Origin origin = Origin::computed;
  std::string note;  ///< empty where the model fits
};

/// The model's data are compacted dams on and of material that does not liquefy. Upstream dams and those that can liquefy are beyond
/// them: extrapolated. Of an unknown type the fit is taken by default. Input: the type as in the facilities file. Source [Swaisgood2003].
SettlementFit settlement_fit(std::string_view dam_type, bool can_liquefy);

}  // namespace tmfgeo
