// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

FlowField route_d8(const ConditionedDem& dem) { return {dem.way_out()}; }

}  // namespace tmfgeo
