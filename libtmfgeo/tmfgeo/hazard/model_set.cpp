// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/model_set.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

struct Branch {
  double epsilon = 0;
  double weight = 1;
};

double positive(ConfigTable& table, std::string_view key) {
  const double value = table.required_number(key);
  if (!(value > 0)) table.refuse(key, "a number above 0");
  return value;
}

std::vector<Branch> read_branches(ConfigTable& table, const std::string& epsilon_key, const std::string& weight_key) {
  const auto epsilons = table.numbers(epsilon_key);
  const auto weights = table.numbers(weight_key);
  if (!epsilons && !weights) return {Branch{}};
  if (!epsilons || epsilons->empty()) table.refuse(epsilon_key, "one number for each of " + weight_key);
  if (!weights || weights->size() != epsilons->size()) table.refuse(weight_key, "one number for each of " + epsilon_key);
  std::vector<Branch> branches;
  double sum = 0;
  for (std::size_t i = 0; i < weights->size(); ++i) {
    if (!((*weights)[i] > 0)) table.refuse(weight_key, "numbers above 0");
    branches.push_back({(*epsilons)[i], (*weights)[i]});
    sum += (*weights)[i];
  }
  for (Branch& branch : branches) branch.weight /= sum;
  return branches;
}

const GroundMotionModel& read_model_name(ConfigTable& table) {
  std::vector<std::string> names;
  for (const GroundMotionModel& model : ground_motion_models()) names.emplace_back(model.name);
  const auto name = table.word("name", names);
  if (!name) table.refuse("name", "the name of a ground-motion model");
  return *find_ground_motion_model(*name);
}

void read_model(ConfigTable& table, std::vector<WeightedModel>& models) {
  WeightedModel entry;
  entry.model = &read_model_name(table);
  const double weight = positive(table, "weight");
  if (entry.model->name == "bssa14") {
    const std::string region = table.word("attenuation", {"average", "high_q", "low_q"}).value_or("average");
    entry.options.attenuation = region == "high_q"  ? AttenuationRegion::high_q
                                : region == "low_q" ? AttenuationRegion::low_q
                                                    : AttenuationRegion::average;
  }
  std::vector<Branch> sources{Branch{}};
  std::vector<Branch> attenuations{Branch{}};
  if (entry.model->name.starts_with("kotha20")) {
    sources = read_branches(table, "sigma_mu_epsilon", "sigma_mu_weights");
    attenuations = read_branches(table, "c3_epsilon", "c3_weights");
  }
  for (const Branch& source : sources) {
    for (const Branch& attenuation : attenuations) {
      entry.options.sigma_mu_epsilon = source.epsilon;
      entry.options.c3_epsilon = attenuation.epsilon;
      entry.weight = weight * source.weight * attenuation.weight;
      models.push_back(entry);
    }
  }
}

void bring_to_one(std::vector<WeightedModel>& models) {
  double sum = 0;
  for (const WeightedModel& m : models) sum += m.weight;
  for (WeightedModel& m : models) m.weight /= sum;
}

std::vector<ModelSet> sets_of(ConfigTable root) {
  std::vector<ModelSet> sets;
  for (ConfigTable& table : root.tables("region")) {
    ModelSet set{.name = table.required_text("name"), .title = table.text("title").value_or(""), .models = {}};
    if (std::any_of(sets.begin(), sets.end(), [&](const ModelSet& s) { return s.name == set.name; })) {
      table.refuse("name", "a name that no other region has");
    }
    for (ConfigTable& model : table.tables("model")) read_model(model, set.models);
    if (set.models.empty()) table.refuse("name", "at least one [[region.model]]");
    bring_to_one(set.models);
    sets.push_back(std::move(set));
  }
  root.finish();
  if (sets.empty()) throw Error(ErrorCode::invalid_input, "found no [[region]], expected at least one", root.file());
  return sets;
}

}  // namespace

std::vector<ModelSet> read_model_sets(const std::string& path) { return sets_of(read_config(path)); }

std::vector<ModelSet> parse_model_sets(std::string_view toml, const std::string& name) { return sets_of(parse_config(toml, name)); }

ModelSet single_model(const GroundMotionModel& model, const ModelOptions& options) {
  return {.name = std::string(model.name), .title = "", .models = {{&model, options, 1}}};
}

std::string lacking_ground(const ModelSet& set, const SiteSoil& soil) {
  for (const WeightedModel& m : set.models) {
    const bool by_slope = m.model->by_slope();
    if (by_slope ? std::isnan(soil.slope) : std::isnan(soil.vs30_m_s)) {
      return std::string(m.model->name) + " needs the " + (by_slope ? "slope of the land, which only a DEM that covers the place tells" : "Vs30 of the ground");
    }
  }
  return {};
}

ModelSet models_with(const ModelSet& set, const IntensityMeasure& measure) {
  ModelSet kept = set;
  std::erase_if(kept.models, [&](const WeightedModel& m) { return !supports(*m.model, measure); });
  bring_to_one(kept.models);
  return kept;
}

}  // namespace tmfgeo
