// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/ranking.h"

#include <algorithm>
#include <optional>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

/// All ends of the intervals, to count how many lie above a value.
class Ends {
 public:
  explicit Ends(std::span<const IndexValue> values) {
    for (const IndexValue& v : values) {
      TMFGEO_EXPECTS(v.low <= v.high);
      low_.push_back(v.low);
      high_.push_back(v.high);
    }
    std::sort(low_.begin(), low_.end());
    std::sort(high_.begin(), high_.end());
  }

  /// Place of a facility whose interval became `now`; `before` is the one that is counted among the ends.
  RankInterval place(const IndexValue& now, const IndexValue& before) const {
    const std::size_t surely = above(low_, now.high) - (before.low > now.high ? 1 : 0);
    const std::size_t perhaps = above(high_, now.low) - (before.high > now.low ? 1 : 0);
    return {1 + surely, 1 + perhaps};
  }

 private:
  static std::size_t above(const std::vector<double>& sorted, double value) {
    return static_cast<std::size_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), value));
  }
  std::vector<double> low_;
  std::vector<double> high_;
};

std::size_t position_of(const Scheme& scheme, const std::string& term) {
  const auto& terms = scheme.terms();
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const SchemeTerm& t) { return t.name == term; });
  return static_cast<std::size_t>(found - terms.begin());
}

/// Positions of the terms without parts that go into a term, in the scheme's order.
void add_leaves(const Scheme& scheme, std::size_t term, std::vector<std::size_t>& leaves) {
  const SchemeTerm& t = scheme.terms()[term];
  if (t.parts.empty()) leaves.push_back(term);
  for (const std::string& part : t.parts) add_leaves(scheme, position_of(scheme, part), leaves);
  std::sort(leaves.begin(), leaves.end());
  leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
}

/// Lower median of the known values of a term; absent if none is known.
std::optional<double> median_known(std::span<const std::vector<TermValue>> terms, std::size_t term) {
  std::vector<double> known;
  for (const auto& t : terms) {
    if (t[term].value.value) known.push_back(*t[term].value.value);
  }
  if (known.empty()) return std::nullopt;
  const auto middle = known.begin() + static_cast<std::ptrdiff_t>((known.size() - 1) / 2);
  std::nth_element(known.begin(), middle, known.end());
  return *middle;
}

void find_driver(const Scheme& scheme, const std::vector<TermValue>& terms, const std::vector<std::size_t>& leaves,
                 const std::vector<std::optional<double>>& medians, FacilityRank& rank) {
  double value = 0;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const auto& known = terms[leaves[i]].value.value;
    if (!known || !(*known > *medians[i])) continue;
    const double excess = *known - *medians[i];
    const bool more = excess > rank.driver_excess || (excess == rank.driver_excess && *known > value);
    if (!rank.driver.empty() && !more) continue;
    rank.driver = scheme.terms()[leaves[i]].name;
    rank.driver_excess = excess;
    value = *known;
  }
}

/// Trial values of a missing input that can be: none below what is known of it for sure.
std::vector<std::variant<double, std::string>> possible_trials(const Scheme& scheme, const std::string& input, const InputValues& inputs) {
  auto values = scheme.trial_values(input);
  const auto unknown = inputs.find(input);
  if (unknown == inputs.end()) return values;
  for (auto& value : values) {
    if (double* number = std::get_if<double>(&value)) *number = std::max(*number, unknown->second.at_least);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::vector<FindOut> find_out(const Scheme& scheme, std::size_t term, const InputValues& inputs, const IndexValue& now, const Ends& ends) {
  std::vector<FindOut> found;
  for (const std::string& input : now.missing) {
    FindOut what{input, 0, 0};
    InputValues tried = inputs;
    const auto values = possible_trials(scheme, input, inputs);
    // Whole numbers: spans that are as wide on average must tie, whatever the number of classes.
    std::size_t widths = 0;
    for (const auto& value : values) {
      std::visit([&](const auto& v) { tried[input] = {.value = v, .source = {}}; }, value);
      const IndexValue then = scheme.evaluate(tried)[term].value;
      widths += ends.place(then, now).width();
      what.index_left += then.high - then.low;
    }
    what.ranks_left = static_cast<double>(widths) / static_cast<double>(values.size());
    what.index_left /= static_cast<double>(values.size());
    found.push_back(what);
  }
  std::stable_sort(found.begin(), found.end(), [](const FindOut& a, const FindOut& b) {
    return a.ranks_left != b.ranks_left ? a.ranks_left < b.ranks_left : a.index_left < b.index_left;
  });
  return found;
}

}  // namespace

std::vector<RankInterval> rank_intervals(std::span<const IndexValue> values) {
  const Ends ends(values);
  std::vector<RankInterval> places;
  for (const IndexValue& v : values) places.push_back(ends.place(v, v));
  return places;
}

const SchemeTerm& ranking_term(const Scheme& scheme) {
  for (const char* name : {"tri", "thi"}) {
    const std::size_t found = position_of(scheme, name);
    if (found < scheme.terms().size()) return scheme.terms()[found];
  }
  return scheme.terms().back();
}

std::vector<FacilityRank> rank_facilities(const Scheme& scheme, std::span<const InputValues> inputs,
                                          std::span<const std::vector<TermValue>> terms) {
  TMFGEO_EXPECTS(inputs.size() == terms.size());
  const std::size_t term = position_of(scheme, ranking_term(scheme).name);
  std::vector<std::size_t> leaves;
  add_leaves(scheme, term, leaves);
  std::vector<std::optional<double>> medians;
  for (const std::size_t leaf : leaves) medians.push_back(median_known(terms, leaf));
  std::vector<IndexValue> values;
  for (const auto& t : terms) values.push_back(t[term].value);
  const Ends ends(values);
  std::vector<FacilityRank> ranks(terms.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(terms.size()), 16, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      ranks[i].rank = ends.place(values[i], values[i]);
      find_driver(scheme, terms[i], leaves, medians, ranks[i]);
      ranks[i].find_out = find_out(scheme, term, inputs[i], values[i], ends);
    }
  });
  return ranks;
}

}  // namespace tmfgeo
