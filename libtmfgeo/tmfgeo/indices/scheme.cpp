// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/scheme.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/indices/rules.h"

namespace tmfgeo {
namespace {

/// From the first alternative whose input is known; else all values any of them can have, because any could come.
TermValue leaf_value(const std::string& name, const LoadedTerm& term, const InputValues& inputs) {
  TermValue result;
  result.term = name;
  IndexValue& index = result.value;
  index.low = std::numeric_limits<double>::infinity();
  index.high = -std::numeric_limits<double>::infinity();
  for (const Alternative& alternative : term.alternatives) {
    if (const auto known = possible_value(*alternative.input, inputs)) {
      const double value = value_at(alternative, *known);
      result.value = {.value = value, .low = value, .high = value, .missing = {}, .mark = alternative.mark};
      result.input = alternative.input->name;
      const InputValue& read = inputs.at(result.input);
      if (const double* number = std::get_if<double>(&read.value)) result.input_number = *number;
      result.input_source = read.source;
      result.origin = read.origin;
      result.class_words = class_of(alternative, *known);
      return result;
    }
    const auto unknown = inputs.find(alternative.input->name);
    const Span span = unknown == inputs.end() ? all_values(alternative) : all_values(alternative, unknown->second.at_least);
    index.low = std::min(index.low, span.low);
    index.high = std::max(index.high, span.high);
    index.missing.push_back(alternative.input->name);
    index.mark = weaker(index.mark, alternative.mark);
  }
  return result;
}

TermValue combined_value(const SchemeTerm& term, const LoadedTerm& loaded, const std::vector<TermValue>& earlier) {
  TermValue result;
  result.term = term.name;
  IndexValue& index = result.value;
  index.mark = loaded.own_mark;
  bool first = true;
  bool known = true;
  for (const std::size_t part : loaded.parts) {
    const IndexValue& value = earlier[part].value;
    if (term.function == TermFunction::sum) {
      index.low += value.low;
      index.high += value.high;
    } else {
      index.low = first ? value.low : std::max(index.low, value.low);
      index.high = first ? value.high : std::max(index.high, value.high);
    }
    index.missing.insert(index.missing.end(), value.missing.begin(), value.missing.end());
    index.mark = weaker(index.mark, value.mark);
    known = known && value.value.has_value();
    first = false;
  }
  if (known) index.value = index.low;
  return result;
}

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

std::string_view to_text(Mark mark) {
  switch (mark) {
    case Mark::confirmed: return "confirmed";
    case Mark::to_confirm: return "to_confirm";
  }
  return {};
}

std::string_view to_text(TermFunction function) {
  switch (function) {
    case TermFunction::log10: return "log10";
    case TermFunction::lookup: return "lookup";
    case TermFunction::threshold: return "threshold";
    case TermFunction::step: return "step";
    case TermFunction::sum: return "sum";
    case TermFunction::max: return "max";
  }
  return {};
}

const std::string& Scheme::id() const { return impl_->id; }
const std::string& Scheme::title() const { return impl_->title; }
const std::string& Scheme::title_ru() const { return impl_->title_ru; }
const std::string& Scheme::source() const { return impl_->source; }
int Scheme::version() const { return impl_->version; }
const std::vector<std::string>& Scheme::citations() const { return impl_->citations; }
const std::vector<SchemeTerm>& Scheme::terms() const { return impl_->terms; }

Mark Scheme::weakest_mark() const {
  Mark mark = Mark::confirmed;
  for (const SchemeTerm& term : impl_->terms) mark = weaker(mark, term.mark);
  return mark;
}

std::vector<std::variant<double, std::string>> Scheme::trial_values(std::string_view input) const {
  TMFGEO_EXPECTS(find_scheme_input(input) != nullptr);
  std::vector<std::variant<double, std::string>> values;
  for (const LoadedTerm& term : impl_->loaded) {
    for (const Alternative& alternative : term.alternatives) {
      if (alternative.input->name != input) continue;
      for (auto& value : tmfgeo::trial_values(alternative)) {
        if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
      }
    }
  }
  return values;
}

std::vector<TermValue> Scheme::evaluate(const InputValues& inputs) const {
  for (const auto& input : inputs) TMFGEO_EXPECTS(find_scheme_input(input.first) != nullptr);
  std::vector<TermValue> values;
  values.reserve(impl_->terms.size());
  for (std::size_t i = 0; i < impl_->terms.size(); ++i) {
    const SchemeTerm& term = impl_->terms[i];
    const LoadedTerm& loaded = impl_->loaded[i];
    values.push_back(loaded.alternatives.empty() ? combined_value(term, loaded, values)
                                                 : leaf_value(term.name, loaded, inputs));
    sort_unique(values.back().value.missing);
  }
  return values;
}

}  // namespace tmfgeo
