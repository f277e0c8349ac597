// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/liquefaction_classes.h"

#include <algorithm>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/natech/liquefaction.h"

namespace tmfgeo {
namespace {

LiquefactionClass read_class(ConfigTable& table, const std::vector<LiquefactionClass>& before) {
  LiquefactionClass c{.name = table.required_text("name"), .slope_per_g = table.required_number("slope_per_g"),
                      .intercept = table.required_number("intercept")};
  if (c.name.empty()) table.refuse("name", "is empty, expected a name");
  const bool twice = std::any_of(before.begin(), before.end(), [&](const auto& other) { return other.name == c.name; });
  if (twice) table.refuse("name", "\"" + c.name + "\" is there twice");
  if (!(c.slope_per_g > 0)) table.refuse("slope_per_g", "expected a number above 0");
  if (!(c.intercept < 0)) table.refuse("intercept", "expected a number below 0: no shaking must give no liquefaction");
  return c;
}

LiquefactionRule read_rule(ConfigTable& table, const LiquefactionTable& so_far) {
  LiquefactionRule rule;
  table.required_text("dam_type");
  rule.dam_type = *table.word("dam_type", {"upstream", "downstream", "centreline", "earthfill", "rockfill"});
  const auto saturated = table.boolean("saturated");
  if (!saturated) table.refuse("saturated", "is missing, expected true or false");
  rule.saturated = *saturated;
  std::vector<std::string> names;
  for (const LiquefactionClass& c : so_far.classes) names.push_back(c.name);
  table.required_text("class");
  const std::string name = *table.word("class", names);
  rule.class_index = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  const bool twice = std::any_of(so_far.rules.begin(), so_far.rules.end(), [&](const LiquefactionRule& other) {
    return other.dam_type == rule.dam_type && other.saturated == rule.saturated;
  });
  if (twice) table.refuse("dam_type", "\"" + rule.dam_type + "\" with this saturation is there twice");
  return rule;
}

}  // namespace

LiquefactionTable read_liquefaction_table(const std::string& path) {
  ConfigTable root = read_config(path);
  LiquefactionTable table;
  table.id = root.required_text("id");
  table.source = root.required_text("source");
  root.required_text("mark");
  table.confirmed = root.word("mark", {"confirmed", "to_confirm"}) == "confirmed";
  for (ConfigTable& entry : root.tables("class")) table.classes.push_back(read_class(entry, table.classes));
  if (table.classes.empty()) root.refuse("class", "is missing, expected at least one class");
  for (ConfigTable& entry : root.tables("rule")) table.rules.push_back(read_rule(entry, table));
  if (table.rules.empty()) root.refuse("rule", "is missing, expected at least one rule");
  root.finish();
  return table;
}

TailingsLiquefaction tailings_liquefaction(const LiquefactionTable& table, const std::string& dam_type,
                                           std::optional<bool> saturated, double pga_g, double magnitude) {
  TMFGEO_EXPECTS(pga_g >= 0 && magnitude > 0);
  TailingsLiquefaction answer;
  const auto rule = std::find_if(table.rules.begin(), table.rules.end(), [&](const LiquefactionRule& r) {
    return r.dam_type == dam_type && r.saturated == saturated.value_or(true);
  });
  if (rule == table.rules.end()) {
    answer.note = dam_type.empty() ? "dam type is not known" : "the table has no rule for dam type " + dam_type;
    return answer;
  }
  const LiquefactionClass& c = table.classes[rule->class_index];
  answer.class_name = c.name;
  answer.probability = std::clamp(c.slope_per_g * pga_g / class_magnitude_scaling(magnitude) + c.intercept, 0.0, 1.0);
  answer.origin = saturated ? Origin::computed : Origin::by_default;
  if (!saturated) answer.note = "saturation is not known, counted as saturated";
  return answer;
}

}  // namespace tmfgeo
