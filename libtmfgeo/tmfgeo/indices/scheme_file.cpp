// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/indices/rules.h"

namespace tmfgeo {
namespace {

const std::vector<TermFunction> kLeafFunctions = {TermFunction::log10, TermFunction::lookup, TermFunction::step,
                                                  TermFunction::threshold};
const std::vector<TermFunction> kAllFunctions = {TermFunction::log10, TermFunction::lookup,    TermFunction::max,
                                                 TermFunction::step,  TermFunction::threshold, TermFunction::sum};

Mark read_mark(ConfigTable& table) {
  table.required_text("mark");
  return table.word("mark", {"confirmed", "to_confirm"}) == "confirmed" ? Mark::confirmed : Mark::to_confirm;
}

std::string read_filled_text(ConfigTable& table, std::string_view key) {
  std::string text = table.required_text(key);
  if (trimmed(text).empty()) table.refuse(key, "is empty, expected text");
  return text;
}

TermFunction read_function(ConfigTable& table, const std::vector<TermFunction>& allowed) {
  std::vector<std::string> names;
  for (const TermFunction function : allowed) names.emplace_back(to_text(function));
  table.required_text("function");
  const std::string name = *table.word("function", names);
  return *std::find_if(allowed.begin(), allowed.end(), [&](TermFunction f) { return to_text(f) == name; });
}

const SchemeInput& read_input(ConfigTable& table) {
  std::vector<std::string> names;
  for (const SchemeInput& input : scheme_inputs()) names.push_back(input.name);
  table.required_text("input");
  return *find_scheme_input(*table.word("input", names));
}

void expect_number(const ConfigTable& table, const SchemeInput& input, TermFunction function) {
  if (input.is_word()) {
    table.refuse("input", "found \"" + input.name + "\", which is a word; " + std::string(to_text(function)) +
                              " expects a number (for words use lookup)");
  }
}

std::string bounds_text(const SchemeInput& input) {
  const std::string low = input.lowest > 0 && input.lowest < 1 ? "above 0" : "at least " + shortest(input.lowest);
  return std::isfinite(input.highest) ? low + ", at most " + shortest(input.highest) : low;
}

Log10Rule read_log10(ConfigTable& table, const SchemeInput& input) {
  expect_number(table, input, TermFunction::log10);
  Log10Rule rule;
  rule.plus = table.number("plus").value_or(0);
  if (!(input.lowest + rule.plus > 0)) {
    table.refuse("plus", "leaves no logarithm: " + input.name + " is " + bounds_text(input) +
                             ", expected a number to add that makes it positive, for example 1");
  }
  const auto range = table.numbers("range");
  if (!range) table.refuse("range", "is missing, expected [low, high] for " + input.name + " where it is not known");
  if (range->size() != 2 || !((*range)[0] < (*range)[1])) {
    table.refuse("range", "expected two numbers, the lower first");
  }
  rule.low = (*range)[0];
  rule.high = (*range)[1];
  if (rule.low < input.lowest || rule.high > input.highest) {
    table.refuse("range", "leaves what " + input.name + " can be: " + bounds_text(input));
  }
  return rule;
}

/// What a lookup table must name: the words, or the whole numbers.
std::vector<std::string> lookup_keys(const ConfigTable& table, const SchemeInput& input) {
  if (input.is_word()) return input.words;
  if (!input.whole || !std::isfinite(input.highest)) {
    table.refuse("input", "found \"" + input.name + "\", which has too many values for lookup; use step or threshold");
  }
  std::vector<std::string> keys;
  for (double n = input.lowest; n <= input.highest; n += 1) keys.push_back(shortest(n));
  return keys;
}

LookupRule read_lookup(ConfigTable& table, const SchemeInput& input) {
  const std::vector<std::string> keys = lookup_keys(table, input);
  ConfigTable values = table.required_table("table");
  LookupRule rule;
  std::vector<std::string> without;
  for (const std::string& key : keys) {
    if (const auto value = values.number(key)) {
      rule.values.emplace(key, *value);
    } else {
      without.push_back(key);
    }
  }
  values.finish();
  if (!without.empty()) {
    table.refuse("table", "leaves out " + joined(without, ", ") + "; expected a number for each of: " + joined(keys, ", "));
  }
  return rule;
}

ThresholdRule read_threshold(ConfigTable& table, const SchemeInput& input) {
  expect_number(table, input, TermFunction::threshold);
  ThresholdRule rule{.above = table.required_number("above"),
                     .value = table.required_number("value"),
                     .otherwise = table.required_number("otherwise")};
  if (rule.above < input.lowest || rule.above >= input.highest) {
    table.refuse("above", "divides nothing: " + input.name + " is " + bounds_text(input));
  }
  return rule;
}

StepRule read_step(ConfigTable& table, const SchemeInput& input) {
  expect_number(table, input, TermFunction::step);
  std::vector<ConfigTable> rows = table.tables("classes");
  if (rows.empty()) table.refuse("classes", "is missing, expected a list like [{ to = 1, value = 2 }, { from = 1, value = 0 }]");
  StepRule rule;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ConfigTable& row = rows[i];
    const auto from = row.number("from");
    const auto to = row.number("to");
    if (i == 0 && from) row.refuse("from", "expected the first class without `from`: it holds all lower values");
    if (i > 0) {
      const double before = rule.classes.back().to;
      if (!from) row.refuse("from", "is missing, expected " + shortest(before) + ", where the class before ends");
      if (*from < before) row.refuse("from", "overlaps the class before, which ends at " + shortest(before));
      if (*from > before) row.refuse("from", "leaves a gap after the class before, which ends at " + shortest(before));
    }
    const bool last = i + 1 == rows.size();
    if (last && to) row.refuse("to", "leaves a gap: expected the last class without `to`, it holds all higher values");
    if (!last && !to) row.refuse("to", "is missing, expected where the class ends; only the last class is open");
    if (to && *to <= (from ? *from : input.lowest)) row.refuse("to", "leaves the class empty, expected more than where it begins");
    rule.classes.push_back({.to = to.value_or(std::numeric_limits<double>::infinity()), .value = row.required_number("value")});
  }
  return rule;
}

Rule read_rule(ConfigTable& table, TermFunction function, const SchemeInput& input) {
  switch (function) {
    case TermFunction::log10: return read_log10(table, input);
    case TermFunction::lookup: return read_lookup(table, input);
    case TermFunction::threshold: return read_threshold(table, input);
    case TermFunction::step: return read_step(table, input);
    case TermFunction::sum:
    case TermFunction::max: break;
  }
  table.refuse("function", "expected a function of one input");
}

/// The alternative of this table and those of the [else] tables below it.
void read_alternatives(ConfigTable& table, TermFunction function, LoadedTerm& term, SchemeTerm& told) {
  const SchemeInput& input = read_input(table);
  if (std::find(told.inputs.begin(), told.inputs.end(), input.name) != told.inputs.end()) {
    table.refuse("input", "found \"" + input.name + "\" a second time in one term");
  }
  Alternative alternative{.input = &input, .rule = read_rule(table, function, input), .weight = 1, .mark = read_mark(table)};
  alternative.weight = table.number("weight").value_or(1);
  if (!(alternative.weight > 0)) table.refuse("weight", "expected a number above 0");
  const std::string source = read_filled_text(table, "source");
  const std::string source_ru = table.text("source_ru").value_or(source);
  told.source += told.source.empty() ? source : "; " + source;
  told.source_ru += told.source_ru.empty() ? source_ru : "; " + source_ru;
  told.inputs.push_back(input.name);
  told.mark = weaker(told.mark, alternative.mark);
  term.alternatives.push_back(std::move(alternative));
  if (auto other = table.table_if("else")) read_alternatives(*other, read_function(*other, kLeafFunctions), term, told);
}

void read_parts(ConfigTable& table, const Scheme::Impl& scheme, LoadedTerm& term, SchemeTerm& told) {
  const auto names = table.texts("of");
  if (!names || names->empty()) table.refuse("of", "is missing, expected a list of terms above this one");
  std::vector<std::string> earlier;
  for (const SchemeTerm& e : scheme.terms) earlier.push_back(e.name);
  for (const std::string& name : *names) {
    const auto found = std::find(earlier.begin(), earlier.end(), name);
    if (found == earlier.end()) {
      const auto nearest = nearest_word(name, earlier);
      table.refuse("of", "found \"" + name + "\", expected terms above this one" +
                             (nearest ? " (did you mean \"" + *nearest + "\"?)" : ": " + joined(earlier, ", ")));
    }
    if (std::find(told.parts.begin(), told.parts.end(), name) != told.parts.end()) {
      table.refuse("of", "found \"" + name + "\" twice, expected each term once");
    }
    const auto position = static_cast<std::size_t>(found - earlier.begin());
    term.parts.push_back(position);
    told.parts.push_back(name);
    told.mark = weaker(told.mark, scheme.terms[position].mark);
    told.inputs.insert(told.inputs.end(), scheme.terms[position].inputs.begin(), scheme.terms[position].inputs.end());
  }
  term.own_mark = read_mark(table);
  told.mark = weaker(told.mark, term.own_mark);
  told.source = read_filled_text(table, "source");
  told.source_ru = table.text("source_ru").value_or(told.source);
}

/// A term's name becomes a column's name.
std::string read_name(ConfigTable& table, const Scheme::Impl& scheme) {
  std::string name = read_filled_text(table, "name");
  const bool plain = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!plain || name[0] < 'a') table.refuse("name", "found \"" + name + "\", expected small letters a–z, digits and _, a letter first");
  for (const SchemeTerm& term : scheme.terms) {
    if (term.name == name) table.refuse("name", "found \"" + name + "\" a second time, expected a name of its own");
  }
  return name;
}

void read_term(ConfigTable& table, Scheme::Impl& scheme) {
  SchemeTerm told;
  LoadedTerm term;
  told.name = read_name(table, scheme);
  told.title = read_filled_text(table, "title");
  told.title_ru = read_filled_text(table, "title_ru");
  told.unit = read_filled_text(table, "unit");
  told.function = read_function(table, kAllFunctions);
  if (told.function == TermFunction::sum || told.function == TermFunction::max) {
    read_parts(table, scheme, term, told);
  } else {
    read_alternatives(table, told.function, term, told);
  }
  std::sort(told.inputs.begin(), told.inputs.end());
  told.inputs.erase(std::unique(told.inputs.begin(), told.inputs.end()), told.inputs.end());
  scheme.terms.push_back(std::move(told));
  scheme.loaded.push_back(std::move(term));
}

Scheme scheme_from(ConfigTable root) {
  auto scheme = std::make_shared<Scheme::Impl>();
  scheme->id = read_filled_text(root, "id");
  scheme->title = read_filled_text(root, "title");
  scheme->title_ru = read_filled_text(root, "title_ru");
  scheme->source = read_filled_text(root, "source");
  const auto version = root.integer("version");
  if (!version || *version < 1 || *version > 1'000'000) root.refuse("version", "expected a whole number, 1 or more");
  scheme->version = static_cast<int>(*version);
  scheme->citations = root.texts("citations").value_or(std::vector<std::string>{});
  std::vector<ConfigTable> terms = root.tables("term");
  if (terms.empty()) root.refuse("term", "is missing, expected at least one [[term]]");
  for (ConfigTable& table : terms) read_term(table, *scheme);
  root.finish();
  return Scheme(std::move(scheme));
}

}  // namespace

Scheme read_scheme(const std::string& path) { return scheme_from(read_config(path)); }

Scheme parse_scheme(std::string_view toml, const std::string& name) { return scheme_from(parse_config(toml, name)); }

}  // namespace tmfgeo
