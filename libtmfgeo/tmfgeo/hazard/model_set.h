// SPDX-License-Identifier: Apache-2.0
/// Which ground-motion models speak for a region, and with what weight.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/hazard/ground_motion.h"

namespace tmfgeo {

struct WeightedModel {
  const GroundMotionModel* model = nullptr;
  ModelOptions options;
  double weight = 1;
};

/// The models of a region; their weights add up to 1.
struct ModelSet {
  std::string name;
  std::string title;
  std::vector<WeightedModel> models;
};

/// The sets of a file like data/ground-motion/regions.toml, in its order.
/// Errors: Error{invalid_input} for an unknown model, key or form, weights that are not above 0, branches without as many
/// weights, a name given twice, no set at all.
std::vector<ModelSet> read_model_sets(const std::string& path);
std::vector<ModelSet> parse_model_sets(std::string_view toml, const std::string& name);

/// One model alone.
ModelSet single_model(const GroundMotionModel& model, const ModelOptions& options = {});

/// What a set's models need of the ground and the soil does not have, for a person; empty if nothing.
std::string lacking_ground(const ModelSet& set, const SiteSoil& soil);

/// The models of a set that give a measure, their weights brought to 1 again; empty if none does.
ModelSet models_with(const ModelSet& set, const IntensityMeasure& measure);

}  // namespace tmfgeo
