// SPDX-License-Identifier: Apache-2.0
/// A plume's curve as a figure: band, median, thresholds and what was measured.
#pragma once

#include "tmfgeo/app/plume.h"
#include "tmfgeo/core/language.h"
#include "tmfgeo/output/drawing.h"

namespace tmfgeo {

/// Time since the release (and dates where it has a start) across, concentration upwards; logarithmic where the thresholds
/// lie far below the peak. Needs: answer.curve.
Drawing plume_figure(const PlumeAnswer& answer, Language language);

}  // namespace tmfgeo
