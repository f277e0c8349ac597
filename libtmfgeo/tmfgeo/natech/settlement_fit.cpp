// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/settlement_fit.h"

namespace tmfgeo {

SettlementFit settlement_fit(std::string_view dam_type, bool can_liquefy) {
  if (dam_type.empty()) return {Origin::by_default, "taken for a compacted dam, the type is not known"};
  if (dam_type == "upstream") return {Origin::extrapolated, "an upstream dam is beyond the settlement model, which was made from compacted dams"};
  if (can_liquefy) return {Origin::extrapolated, "settlement where tailings liquefy is beyond the model, and may be larger"};
  return {};
}

}  // namespace tmfgeo
