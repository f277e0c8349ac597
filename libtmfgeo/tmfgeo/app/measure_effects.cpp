// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/what_if.h"
#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {

std::vector<MeasureEffect> read_measure_effects(const std::string& path) {
  ConfigTable root = read_config(path);
  std::vector<MeasureEffect> effects;
  for (ConfigTable& table : root.tables("effect")) {
    MeasureEffect effect;
    effect.measure = table.required_text("measure");
    effect.attribute = table.required_text("attribute");
    effect.at_least = table.number("at_least");
    effect.value = effect.at_least ? shortest(*effect.at_least) : table.required_text("value");
    effect.of_status = table.texts("of_status").value_or(std::vector<std::string>{});
    effect.source = table.required_text("source");
    table.required_text("mark");
    table.word("mark", {"confirmed", "to_confirm"});
    const FacilityAttribute* attribute = find_facility_attribute(effect.attribute);
    if (attribute == nullptr) table.refuse("attribute", "found \"" + effect.attribute + "\", expected a column of the facilities file");
    Facility tried;
    const CellProblem problem = attribute->read(tried, effect.value);
    if (!problem.code.empty()) table.refuse(effect.at_least ? "at_least" : "value", problem.message);
    effects.push_back(std::move(effect));
  }
  root.finish();
  return effects;
}

}  // namespace tmfgeo
