// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/core/config.h"
#include "tmfgeo/natech/design_check.h"

namespace tmfgeo {
namespace {

std::optional<double> read_aep(ConfigTable& table, std::string_view key) {
  const auto years = table.number(key);
  if (!years) return std::nullopt;
  if (!std::isfinite(*years) || *years <= 1) table.refuse(key, "expected a return period above 1 year");
  return 1 / *years;
}

DesignCriterion read_criterion(ConfigTable& table, const DesignGuideline& so_far) {
  DesignCriterion c;
  table.required_text("class");
  c.consequence_class = *table.word("class", so_far.classes);
  table.required_text("load");
  c.load = table.word("load", {"flood", "earthquake"}) == "flood" ? DesignLoad::flood : DesignLoad::earthquake;
  c.phase = table.word("phase", {"operation", "closure"}).value_or("operation") == "closure" ? DesignPhase::closure : DesignPhase::operation;
  c.aep = read_aep(table, "return_period_y");
  c.aep_far = read_aep(table, "far_return_period_y");
  c.to_maximum = table.boolean("to_maximum").value_or(false);
  const bool has_far = c.aep_far || c.to_maximum;
  if (c.aep_far && c.to_maximum) table.refuse("to_maximum", "and far_return_period_y exclude each other");
  const auto fraction = table.number("fraction");
  if (fraction && !has_far) table.refuse("fraction", "needs far_return_period_y or to_maximum");
  if (has_far && !fraction) table.refuse("fraction", "is missing, expected how far towards the far demand, 0 to 1");
  c.fraction = fraction.value_or(0);
  if (!(c.fraction >= 0 && c.fraction <= 1)) table.refuse("fraction", "expected a number from 0 to 1");
  if (c.aep && c.aep_far && !(*c.aep_far < *c.aep)) table.refuse("far_return_period_y", "expected more years than return_period_y");
  if (!c.aep && !(has_far && c.fraction == 1)) table.refuse("return_period_y", "is missing, expected years");
  if (so_far.find(c.consequence_class, c.load, c.phase) != nullptr) {
    table.refuse("class", "\"" + c.consequence_class + "\" with this load and phase is there twice");
  }
  return c;
}

}  // namespace

DesignGuideline read_design_guideline(const std::string& path) {
  ConfigTable root = read_config(path);
  DesignGuideline guideline;
  guideline.id = root.required_text("id");
  guideline.title = root.required_text("title");
  guideline.source = root.required_text("source");
  root.required_text("mark");
  guideline.confirmed = root.word("mark", {"confirmed", "to_confirm"}) == "confirmed";
  guideline.classes = root.texts("classes").value_or(std::vector<std::string>{});
  if (guideline.classes.empty()) root.refuse("classes", "is missing or empty, expected the consequence classes, mildest first");
  for (ConfigTable& entry : root.tables("criterion")) guideline.criteria.push_back(read_criterion(entry, guideline));
  if (guideline.criteria.empty()) root.refuse("criterion", "is missing, expected at least one criterion");
  root.finish();
  return guideline;
}

}  // namespace tmfgeo
