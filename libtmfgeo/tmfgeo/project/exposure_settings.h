// SPDX-License-Identifier: Apache-2.0
/// The table [exposure] of a project file: what may be reached downstream.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/indices/population.h"
#include "tmfgeo/project/input_file.h"

namespace tmfgeo {

struct PopulationInput : InputFile {
  PopulationValues values = PopulationValues::counts;
  MissingPopulation missing = MissingPopulation::unknown;
};

/// Points or areas with names.
struct NamedInput : InputFile {
  std::string name_column = "name";
};

struct ExposureInput {
  std::optional<PopulationInput> population;
  std::optional<NamedInput> intakes;
  std::optional<NamedInput> health;
  std::optional<NamedInput> protected_areas;

  /// Every file, in the order above.
  std::vector<InputFile> inputs() const;
};

}  // namespace tmfgeo
