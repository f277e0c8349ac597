// SPDX-License-Identifier: Apache-2.0
/// An index scheme: terms, tables and marks from a TOML file, so that an authority can have its own.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmfgeo {

/// How well a formula or table is supported.
enum class Mark { confirmed, to_confirm };
std::string_view to_text(Mark mark);

/// An input of a scheme: what a facility or its route gives, known by a fixed list of names (scheme_inputs()).
struct SchemeInput {
  std::string name;         ///< "volume_m3"
  std::string unit;
  std::string description;
  bool is_word = false;     ///< a word ("abandoned") rather than a number
};
/// All inputs a term may name, sorted.
const std::vector<SchemeInput>& scheme_inputs();

/// One value of an input, and where it comes from.
struct InputValue {
  std::variant<std::monostate, double, std::string> value;  ///< monostate: unknown
  std::string source;
};
using InputValues = std::map<std::string, InputValue>;

/// A number that may be known only within bounds. point is absent unless everything that goes into it is known.
struct IndexValue {
  std::optional<double> value;
  double low = 0;
  double high = 0;
  std::vector<std::string> missing;  ///< names of inputs that are unknown, sorted, each once
  Mark mark = Mark::confirmed;       ///< the weakest mark that went into it
};

/// One term's result beside the index's.
struct TermValue {
  std::string term;
  IndexValue value;
};

/// A loaded scheme. Immutable.
class Scheme {
 public:
  const std::string& id() const;
  const std::string& title() const;
  const std::string& source() const;
  Mark weakest_mark() const;
  /// Names of the terms and sums in the file's order: "thi_cap", …, "thi", …, "tri".
  std::vector<std::string> terms() const;
  std::string term_title(const std::string& term) const;
  std::string term_unit(const std::string& term) const;
  Mark term_mark(const std::string& term) const;

  /// Every term for one facility. Output: in the order of terms(); interval [low, high] allowed by what is missing.
  /// Unknown is never zero: a missing input widens the interval to the term's stated range and takes the point value away.
  std::vector<TermValue> evaluate(const InputValues& inputs) const;

  struct Impl;
  explicit Scheme(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Reads a scheme file.
/// Errors: Error{invalid_input} with file, line, key: unknown keys, unknown inputs or functions, overlapping classes, gaps in
/// classes, missing marks, a sum over unknown terms.
Scheme read_scheme(const std::string& path);

}  // namespace tmfgeo
