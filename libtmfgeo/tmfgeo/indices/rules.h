// SPDX-License-Identifier: Apache-2.0
/// The functions a scheme's term may be, and what a loaded scheme holds. For the room's own sources and tests.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tmfgeo/indices/scheme.h"

namespace tmfgeo {

/// log10(x + plus). `low` and `high` bound x where it is unknown.
struct Log10Rule {
  double plus = 0;
  double low = 0;
  double high = 0;
};
/// A value per word, or per whole number written in decimal.
struct LookupRule {
  std::map<std::string, double> values;
};
/// `otherwise` up to and including `above`, `value` beyond it.
struct ThresholdRule {
  double above = 0;
  double value = 0;
  double otherwise = 0;
};
/// Classes that cover every possible value: each reaches from the one before up to, not including, `to`.
struct StepRule {
  struct Class {
    double to = 0;
    double value = 0;
  };
  std::vector<Class> classes;
};
using Rule = std::variant<Log10Rule, LookupRule, ThresholdRule, StepRule>;

/// One way to get a term from one input.
struct Alternative {
  const SchemeInput* input = nullptr;  ///< row of scheme_inputs()
  Rule rule;
  double weight = 1;  ///< above zero
  Mark mark = Mark::to_confirm;
};

struct Span {
  double low = 0;
  double high = 0;
};

/// The row of scheme_inputs() with that name, or nullptr.
const SchemeInput* find_scheme_input(std::string_view name);

/// The value as the rules read it, absent if it is unknown or impossible for this input.
std::optional<std::variant<double, std::string>> possible_value(const SchemeInput& input, const InputValues& inputs);

/// Needs: a value that possible_value() let through.
double value_at(const Alternative& alternative, const std::variant<double, std::string>& value);

/// The class that holds the value, in words: "1.2 up to 1.5"; empty for rules without classes. Needs: as value_at.
std::string class_of(const Alternative& alternative, const std::variant<double, std::string>& value);

/// One value of the input for each class the rule has.
std::vector<std::variant<double, std::string>> trial_values(const Alternative& alternative);

/// All values the alternative can have where its input is a number of `at_least` or more, or a word.
Span all_values(const Alternative& alternative, double at_least = -std::numeric_limits<double>::infinity());

/// A term as loaded. Leaf functions have alternatives, of which the first with a known input counts; sum and max have parts.
struct LoadedTerm {
  std::vector<Alternative> alternatives;
  std::vector<std::size_t> parts;  ///< positions of earlier terms
  Mark own_mark = Mark::to_confirm;
};

struct Scheme::Impl {
  std::string id;
  std::string title;
  std::string title_ru;
  std::string source;
  int version = 1;
  std::vector<std::string> citations;
  std::vector<SchemeTerm> terms;
  std::vector<LoadedTerm> loaded;  ///< parallel to terms
};

}  // namespace tmfgeo
