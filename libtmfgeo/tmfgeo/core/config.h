// SPDX-License-Identifier: Apache-2.0
/// Strict settings from a TOML file: every key must be asked for by somebody, the rest are errors
/// with the nearest known key. toml++ lives behind this header.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmfgeo {

/// One table of a settings file. Reading a key makes it known; finish() refuses the rest.
/// Errors: every reader throws Error{invalid_input} naming file, line, key, what was found and what was expected.
/// Example:
///   ConfigTable root = read_config("project.toml");
///   ConfigTable dem = root.required_table("dem");
///   double depth_m = dem.number("burn_depth_m").value_or(20);
///   root.finish();
class ConfigTable {
 public:
  /// True if the key is there; makes it known.
  bool has(std::string_view key);

  std::optional<std::string> text(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::optional<long long> integer(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::vector<std::string>> texts(std::string_view key);
  std::optional<std::vector<double>> numbers(std::string_view key);
  /// A table below this one, absent if the key is not there.
  std::optional<ConfigTable> table_if(std::string_view key);
  /// An array of tables ([[key]]); empty if the key is not there.
  std::vector<ConfigTable> tables(std::string_view key);

  /// The same, where the key must be there.
  std::string required_text(std::string_view key);
  double required_number(std::string_view key);
  ConfigTable required_table(std::string_view key);

  /// A word out of a closed list, absent if the key is not there; another word is an error with the nearest one.
  std::optional<std::string> word(std::string_view key, const std::vector<std::string>& allowed);

  /// Throws what is wrong with a key's value: "file:line: [table] key: found …, expected …".
  [[noreturn]] void refuse(std::string_view key, const std::string& expectation) const;

  /// "file:line: [table] key" for messages.
  std::string place(std::string_view key) const;
  const std::string& file() const;
  /// All keys of this table as written, in the file's order.
  std::vector<std::string> keys() const;

  /// Refuses every key of this table and of the tables read from it that nobody asked for.
  void finish() const;

  struct Node;
  explicit ConfigTable(std::shared_ptr<Node> node) : node_(std::move(node)) {}

 private:
  std::shared_ptr<Node> node_;
};

/// Reads a TOML file.
/// Errors: missing, empty, not UTF-8 or not TOML → Error with file, line and column.
ConfigTable read_config(const std::string& path);

/// The same from text; `name` stands for the file in messages.
ConfigTable parse_config(std::string_view toml, const std::string& name);

}  // namespace tmfgeo
