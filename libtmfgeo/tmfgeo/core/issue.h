// SPDX-License-Identifier: Apache-2.0
/// Issues: what is wrong with a record, kept as data. One dirty record never stops a run.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmfgeo {

enum class Severity {
  info,     ///< worth knowing, nothing lost (for example "transformed from EPSG:3857")
  warning,  ///< the record is used, its result needs care
  error,    ///< the record or the value is left out
};

std::string_view to_text(Severity severity);

/// One finding about one record.
struct Issue {
  Severity severity = Severity::warning;
  std::string code;     ///< a row of issue_codes()
  std::string subject;  ///< what it is about: a facility id, a country code, a reach id
  std::string file;     ///< the file it came from
  std::string record;   ///< where in the file: "line 7", "feature 12"
  std::string field;    ///< column or key
  std::string message;  ///< what was found and what was expected
};

/// One row of the list of codes: severity, meaning and advice for whoever keeps the data.
struct IssueCode {
  std::string_view code;
  Severity severity;
  std::string_view meaning;
  std::string_view advice;
};

/// All codes, sorted. Cost: none, a constexpr table.
std::span<const IssueCode> issue_codes();

/// The row of a code. Needs: the code is in issue_codes().
const IssueCode& issue_code(std::string_view code);

/// Where an issue belongs: filled once per file, then per record.
struct IssuePlace {
  std::string subject;
  std::string file;
  std::string record;
};

/// Makes an issue with the severity its code has.
Issue make_issue(std::string_view code, const IssuePlace& place, std::string_view field, std::string message);

/// Issues in the order found.
using Issues = std::vector<Issue>;

}  // namespace tmfgeo
