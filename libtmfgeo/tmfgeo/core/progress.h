// SPDX-License-Identifier: Apache-2.0
/// Progress: long loops say how far they are; the command line decides whether to show it.
#pragma once

#include <functional>
#include <string_view>

namespace tmfgeo {

/// Called with a stage's name and the fraction done in [0, 1], from the thread that runs the stage.
/// An empty function means nobody listens.
using Progress = std::function<void(std::string_view stage, double fraction)>;

inline void report(const Progress& progress, std::string_view stage, double fraction) {
  if (progress) progress(stage, fraction);
}

}  // namespace tmfgeo
