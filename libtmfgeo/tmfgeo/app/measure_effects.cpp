// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/what_if.h"
#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {

namespace {

/// Errors: as read_measure_effects().
void check_measure(const ConfigTable& table, const MeasureEffect& effect, const QuestionSet& set, const std::vector<MeasureEffect>& earlier) {
  if (set.measure(effect.measure) == nullptr) {
    std::vector<std::string> known;
    for (const Measure& m : set.measures) known.push_back(m.id);
    const auto nearest = nearest_word(effect.measure, known);
    table.refuse("measure", "found \"" + effect.measure + "\", expected a measure of the catalogue" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ""));
  }
  for (const MeasureEffect& other : earlier) {
    if (other.measure == effect.measure && other.attribute == effect.attribute) table.refuse("measure", effect.measure + " changes " + effect.attribute + " a second time");
  }
}

void check_statuses(const ConfigTable& table, const MeasureEffect& effect) {
  for (const std::string& status : effect.of_status) {
    Facility tried;
    const CellProblem problem = find_facility_attribute("status")->read(tried, status);
    if (!problem.code.empty()) table.refuse("of_status", problem.message);
  }
}

}  // namespace

std::vector<MeasureEffect> read_measure_effects(const std::string& path, const QuestionSet& set) {
  ConfigTable root = read_config(path);
  std::vector<MeasureEffect> effects;
  for (ConfigTable& table : root.tables("effect")) {
    MeasureEffect effect;
    effect.measure = table.required_text("measure");
    effect.attribute = table.required_text("attribute");
    check_measure(table, effect, set, effects);
    effect.at_least = table.number("at_least");
    effect.value = effect.at_least ? shortest(*effect.at_least) : table.required_text("value");
    effect.of_status = table.texts("of_status").value_or(std::vector<std::string>{});
    effect.source = table.required_text("source");
    table.required_text("mark");
    table.word("mark", {"confirmed", "to_confirm"});
    const FacilityAttribute* attribute = find_facility_attribute(effect.attribute);
    if (attribute == nullptr) table.refuse("attribute", "found \"" + effect.attribute + "\", expected a column of the facilities file");
    if (effect.at_least && effect.attribute != "factor_of_safety") table.refuse("at_least", "expected a value: of factor_of_safety alone it is known that more is better");
    check_statuses(table, effect);
    Facility tried;
    const CellProblem problem = attribute->read(tried, effect.value);
    if (!problem.code.empty()) table.refuse(effect.at_least ? "at_least" : "value", problem.message);
    effects.push_back(std::move(effect));
  }
  if (effects.empty()) root.refuse("effect", "is missing, expected [[effect]] for each measure");
  root.finish();
  return effects;
}

}  // namespace tmfgeo
