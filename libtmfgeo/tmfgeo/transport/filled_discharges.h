// SPDX-License-Identifier: Apache-2.0
/// Discharges of every reach at a flow: of gauges, given, by area, or by default, balanced.
#pragma once

#include <string>
#include <string_view>

#include "tmfgeo/transport/filled_reaches.h"

namespace tmfgeo {

/// The stated default, else the world's.
double yield_l_s_km2(const HydraulicOptions& options);

/// One issue for all reaches, and only once however many flows are asked for.
void tell_once(Issues& issues, std::string_view code, std::string_view field, std::string message);

/// Fills discharges, factors and their flags, as fill_reaches() says. Needs: areas.
void fill_discharges(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, FilledReaches& filled, Issues& issues);

}  // namespace tmfgeo
