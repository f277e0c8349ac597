// SPDX-License-Identifier: Apache-2.0
/// What can be said of a crossing before anything is drawn; for the room's own sources.
#pragma once

#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {

/// Whether the crossing's TBRI can be drawn.
bool is_known(const CrossingRisk& crossing);

/// Terms at the medians, what is missing, the lower bound and how sure it is.
RiskOutcome outcome_without_draws(const CrossingRisk& crossing, const TransboundaryOptions& options);

}  // namespace tmfgeo
