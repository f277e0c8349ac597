// SPDX-License-Identifier: Apache-2.0
/// An index scheme: terms, tables and marks from a TOML file, so that an authority can have its own.
/// The file's form: docs/scheme-files.md.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// How well a formula or table is supported.
enum class Mark {
  confirmed,   ///< stated in a public source that was read
  to_confirm,  ///< not (yet) read in a public source: quoted by others, or the project's own reading
};
std::string_view to_text(Mark mark);
constexpr Mark weaker(Mark a, Mark b) { return a == Mark::to_confirm ? a : b; }

/// An input of a scheme: what a facility or its route gives, known by a fixed list of names (scheme_inputs()).
struct SchemeInput {
  std::string name;  ///< "volume_m3"
  std::string unit;
  std::string description;
  std::vector<std::string> words;  ///< the words it can be ("abandoned"); empty for a number
  double lowest = 0;               ///< numbers outside [lowest, highest] are impossible and count as unknown
  double highest = std::numeric_limits<double>::infinity();
  bool whole = false;  ///< whole numbers only

  bool is_word() const { return !words.empty(); }
};
/// All inputs a term may name, sorted by name.
const std::vector<SchemeInput>& scheme_inputs();

/// One value of an input, and where it comes from.
struct InputValue {
  std::variant<std::monostate, double, std::string> value;  ///< monostate: unknown
  std::string source;
  Origin origin = Origin::unknown;
  /// Of a number that is unknown: what is known of it for sure. Bounds the terms that read it.
  double at_least = -std::numeric_limits<double>::infinity();
};
using InputValues = std::map<std::string, InputValue>;

/// A number that may be known only within bounds. `value` is absent unless everything that goes into it is known;
/// then low = value = high.
struct IndexValue {
  std::optional<double> value;
  double low = 0;
  double high = 0;
  std::vector<std::string> missing;  ///< names of inputs that are unknown, sorted, each once
  Mark mark = Mark::confirmed;       ///< the weakest mark that went into it
};

/// One term's result.
struct TermValue {
  std::string term;
  IndexValue value;
  std::string input;  ///< the input the value was read from; empty for sums, maxima and unknown values
  std::optional<double> input_number = {};  ///< that input's value where it is a number
  std::string input_source = {};  ///< where that input comes from
  Origin origin = Origin::unknown;
  std::string class_words = {};   ///< the class it fell into: "1.2 up to 1.5", "abandoned"; empty where there are no classes
};

/// The closed set of functions a term may be.
enum class TermFunction { log10, lookup, threshold, step, sum, max };
std::string_view to_text(TermFunction function);

/// What a scheme says about one term, for columns and docs.
struct SchemeTerm {
  std::string name;  ///< "thi_cap"
  std::string title;
  std::string title_ru;
  std::string unit;
  TermFunction function = TermFunction::sum;
  std::vector<std::string> inputs;  ///< inputs that decide it, through its parts too; sorted, each once
  std::vector<std::string> parts;   ///< terms it adds up or takes the largest of
  Mark mark = Mark::confirmed;      ///< the weakest of its own and its parts'
  std::string source;
  std::string source_ru;            ///< the same in Russian; as `source` where the file has none
};

/// A loaded scheme. Immutable; may be shared by threads.
class Scheme {
 public:
  const std::string& id() const;
  const std::string& title() const;
  const std::string& title_ru() const;
  const std::string& source() const;
  int version() const;
  /// Keys in docs/references.bib.
  const std::vector<std::string>& citations() const;
  Mark weakest_mark() const;
  /// Terms and sums in the file's order: "thi_cap", …, "thi", …, "tri".
  const std::vector<SchemeTerm>& terms() const;

  /// Every term for one facility.
  /// Output: in the order of terms(); interval [low, high] allowed by what is missing. Unknown is never zero: a missing
  /// input widens the interval to all values the term can have (log10: over the input's stated range), those below the
  /// input's `at_least` left out, and takes the point value away. Filling a gap with any possible value leads into the interval (log10: any value in the range).
  /// Needs: names of inputs from scheme_inputs(). An input that is absent, monostate, of the wrong kind, a word its
  /// list does not have, not finite or outside its bounds is unknown.
  /// Cost: a few µs.
  std::vector<TermValue> evaluate(const InputValues& inputs) const;

  /// Values of an input, one for each class or word it can fall into; for log10 both ends and the middle of its range.
  /// Empty where no term reads it. Order: as the terms stand, each value once. Needs: a name from scheme_inputs().
  std::vector<std::variant<double, std::string>> trial_values(std::string_view input) const;

  struct Impl;
  explicit Scheme(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Reads a scheme file.
/// Errors: Error{invalid_input} with file, line, key: unknown keys, unknown inputs or functions, overlapping classes, gaps
/// in classes or lookup tables, missing marks or sources, a range turned round, a name used twice, a sum over unknown or
/// later terms.
Scheme read_scheme(const std::string& path);

/// The same from text; `name` stands for the file in messages.
Scheme parse_scheme(std::string_view toml, const std::string& name);

}  // namespace tmfgeo
