// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

using Value = std::variant<double, std::string>;

double unweighted(const Log10Rule& rule, const Value& value) { return std::log10(std::get<double>(value) + rule.plus); }

double unweighted(const LookupRule& rule, const Value& value) {
  const double* number = std::get_if<double>(&value);
  const auto row = rule.values.find(number ? shortest(*number) : std::get<std::string>(value));
  TMFGEO_EXPECTS(row != rule.values.end());
  return row->second;
}

double unweighted(const ThresholdRule& rule, const Value& value) {
  return std::get<double>(value) > rule.above ? rule.value : rule.otherwise;
}

double unweighted(const StepRule& rule, const Value& value) {
  const double x = std::get<double>(value);
  const auto inside = std::find_if(rule.classes.begin(), rule.classes.end(), [x](const auto& c) { return x < c.to; });
  TMFGEO_EXPECTS(inside != rule.classes.end());
  return inside->value;
}

Span unweighted_span(const Log10Rule& rule, double at_least) {
  return {std::log10(std::max(rule.low, at_least) + rule.plus), std::log10(std::max(rule.high, at_least) + rule.plus)};
}

void widen(Span& span, double value) { span = {std::min(span.low, value), std::max(span.high, value)}; }

constexpr Span kNothing{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

Span unweighted_span(const LookupRule& rule, double at_least) {
  Span all = kNothing;
  Span possible = kNothing;
  for (const auto& [key, value] : rule.values) {
    widen(all, value);
    const auto number = parse_number(key);
    if (!number.value || *number.value >= at_least) widen(possible, value);
  }
  return possible.low <= possible.high ? possible : all;
}

Span unweighted_span(const ThresholdRule& rule, double at_least) {
  if (at_least > rule.above) return {rule.value, rule.value};
  return {std::min(rule.value, rule.otherwise), std::max(rule.value, rule.otherwise)};
}

Span unweighted_span(const StepRule& rule, double at_least) {
  Span span = kNothing;
  for (const StepRule::Class& c : rule.classes) {
    if (c.to > at_least) widen(span, c.value);
  }
  return span.low <= span.high ? span : Span{rule.classes.back().value, rule.classes.back().value};
}

std::string class_of(const Log10Rule&, const SchemeInput&, const Value&) { return {}; }

std::string class_of(const LookupRule&, const SchemeInput&, const Value& value) {
  const double* number = std::get_if<double>(&value);
  return number ? shortest(*number) : std::get<std::string>(value);
}

std::string class_of(const ThresholdRule& rule, const SchemeInput&, const Value& value) {
  return (std::get<double>(value) > rule.above ? "above " : "up to ") + shortest(rule.above);
}

std::string class_of(const StepRule& rule, const SchemeInput&, const Value& value) {
  double from = -std::numeric_limits<double>::infinity();
  for (const StepRule::Class& c : rule.classes) {
    if (std::get<double>(value) < c.to) {
      if (!std::isfinite(from)) return "below " + shortest(c.to);
      return std::isfinite(c.to) ? shortest(from) + " up to " + shortest(c.to) : shortest(from) + " and more";
    }
    from = c.to;
  }
  return {};
}

std::vector<Value> trial_values(const Log10Rule& rule, const SchemeInput&) {
  return {rule.low, std::sqrt((rule.low + rule.plus) * (rule.high + rule.plus)) - rule.plus, rule.high};
}

std::vector<Value> trial_values(const LookupRule& rule, const SchemeInput& input) {
  std::vector<Value> values;
  for (const auto& [key, value] : rule.values) {
    if (input.is_word()) {
      values.emplace_back(key);
    } else {
      values.emplace_back(*parse_number(key).value);
    }
  }
  return values;
}

std::vector<Value> trial_values(const ThresholdRule& rule, const SchemeInput& input) {
  return {rule.above, std::min(input.highest, std::max(1.0, 2 * rule.above))};
}

std::vector<Value> trial_values(const StepRule& rule, const SchemeInput& input) {
  std::vector<Value> values;
  double from = input.lowest;
  for (const StepRule::Class& c : rule.classes) {
    values.emplace_back(from);
    from = c.to;
  }
  return values;
}

}  // namespace

std::optional<Value> possible_value(const SchemeInput& input, const InputValues& inputs) {
  const auto row = inputs.find(input.name);
  if (row == inputs.end()) return std::nullopt;
  if (input.is_word()) {
    const auto* word = std::get_if<std::string>(&row->second.value);
    if (!word || std::find(input.words.begin(), input.words.end(), *word) == input.words.end()) return std::nullopt;
    return *word;
  }
  const auto* number = std::get_if<double>(&row->second.value);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  if (*number < input.lowest || *number > input.highest) return std::nullopt;
  if (input.whole && *number != std::floor(*number)) return std::nullopt;
  return *number + 0.0;  // −0 becomes 0, which a lookup table can name
}

double value_at(const Alternative& alternative, const Value& value) {
  return alternative.weight * std::visit([&](const auto& rule) { return unweighted(rule, value); }, alternative.rule);
}

std::string class_of(const Alternative& alternative, const Value& value) {
  return std::visit([&](const auto& rule) { return class_of(rule, *alternative.input, value); }, alternative.rule);
}

std::vector<Value> trial_values(const Alternative& alternative) {
  return std::visit([&](const auto& rule) { return trial_values(rule, *alternative.input); }, alternative.rule);
}

Span all_values(const Alternative& alternative, double at_least) {
  const Span span = std::visit([&](const auto& rule) { return unweighted_span(rule, at_least); }, alternative.rule);
  return {alternative.weight * span.low, alternative.weight * span.high};
}

}  // namespace tmfgeo
