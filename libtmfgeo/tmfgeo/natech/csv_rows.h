// SPDX-License-Identifier: Apache-2.0
/// Tables that people write by hand for the dams, read strictly. For the room's own sources.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tmfgeo {

/// Rows of a CSV table (UTF-8) with named columns in any order; quotation marks as usual; empty lines and lines that begin
/// with # are passed over.
/// Errors: Error{invalid_input} naming the line and, where it is about a value, the column and what was expected.
/// Example:
///   CsvRows rows(csv, "soundings.csv", {"facility_id", "depth_m", "source"}, 2);
///   while (rows.next()) use(rows.filled(0), rows.number(1, 0, 100));
class CsvRows {
 public:
  /// The first `needed` of the columns must be there. Refuses an empty text, a missing, unknown or doubled column.
  CsvRows(std::string_view csv, std::string name, std::vector<std::string> columns, std::size_t needed);

  /// Goes to the next row; false at the end. Refuses a row of another length, an open quotation and zero bytes.
  bool next();
  std::size_t line() const { return line_; }

  /// The cell of a column of the constructor's list; empty where the column is absent.
  const std::string& text(std::size_t column) const;
  /// The same, refused where it is empty.
  const std::string& filled(std::size_t column) const;
  /// A number from low to high. `hint` ends the message: "check the unit".
  double number(std::size_t column, double low, double high, const std::string& hint = {}) const;
  /// A number above 0.
  double positive(std::size_t column) const;

  /// "line 7: depth_m: found …"
  [[noreturn]] void refuse(std::size_t column, const std::string& message) const;
  [[noreturn]] void refuse(const std::string& message) const;
  [[noreturn]] void refuse_all(const std::string& message) const;

 private:
  bool next_line();
  std::vector<std::string> cells() const;
  double parsed(std::size_t column) const;

  std::string_view rest_;
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::size_t> position_;  ///< of each column in the file
  std::size_t width_ = 0;
  std::size_t line_ = 0;
  std::string_view here_;
  std::vector<std::string> cells_;
};

}  // namespace tmfgeo
