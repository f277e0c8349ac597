// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/config.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <toml++/toml.h>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {

struct ConfigTable::Node {
  std::shared_ptr<const toml::table> document;  ///< keeps the nodes below alive
  const toml::table* table = nullptr;
  std::string file;
  std::string name;  ///< "dem", "" for the root
  std::set<std::string, std::less<>> known;
  std::vector<std::shared_ptr<Node>> children;
};

namespace {

std::string found_type(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    default: return "a date or time";
  }
}

std::shared_ptr<ConfigTable::Node> child_of(const std::shared_ptr<ConfigTable::Node>& parent, const toml::table& table,
                                            const std::string& name) {
  for (const auto& known : parent->children) {
    if (known->table == &table) return known;  // read twice: what one reader knows, the other does too
  }
  auto child = std::make_shared<ConfigTable::Node>();
  child->document = parent->document;
  child->table = &table;
  child->file = parent->file;
  child->name = parent->name.empty() ? name : parent->name + "." + name;
  parent->children.push_back(child);
  return child;
}

void finish_node(const ConfigTable::Node& node) {
  for (const auto& [key, value] : *node.table) {
    if (node.known.contains(std::string(key.str()))) continue;
    const std::vector<std::string> candidates(node.known.begin(), node.known.end());
    const auto nearest = nearest_word(key.str(), candidates);
    const std::string where = node.name.empty() ? "" : " in [" + node.name + "]";
    std::string message = "unknown key \"" + std::string(key.str()) + "\"" + where;
    if (nearest) {
      message += ", did you mean \"" + *nearest + "\"?";
    } else {
      message += candidates.empty() ? ", expected no key here" : ", expected one of: " + joined(candidates, ", ");
    }
    throw Error(ErrorCode::invalid_input, message,
                node.file + ":" + std::to_string(key.source().begin.line));
  }
  for (const auto& child : node.children) finish_node(*child);
}

}  // namespace

std::string ConfigTable::place(std::string_view key) const {
  const toml::node* value = node_->table->get(key);
  const auto line = value != nullptr ? value->source().begin.line : node_->table->source().begin.line;
  return node_->file + ":" + std::to_string(line) + ": " + (node_->name.empty() ? "" : "[" + node_->name + "] ") +
         std::string(key);
}

const std::string& ConfigTable::file() const { return node_->file; }

std::vector<std::string> ConfigTable::keys() const {
  std::vector<std::pair<toml::source_position, std::string>> found;
  for (const auto& [key, value] : *node_->table) found.emplace_back(key.source().begin, std::string(key.str()));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (auto& [position, name] : found) names.push_back(std::move(name));
  return names;
}

void ConfigTable::refuse(std::string_view key, const std::string& expectation) const {
  throw Error(ErrorCode::invalid_input, expectation, place(key));
}

bool ConfigTable::has(std::string_view key) {
  node_->known.emplace(key);
  return node_->table->contains(key);
}

std::optional<std::string> ConfigTable::text(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::node& node = *node_->table->get(key);
  if (!node.is_string()) refuse(key, "found " + found_type(node) + ", expected text in quotes");
  return node.as_string()->get();
}

std::optional<double> ConfigTable::number(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::node& node = *node_->table->get(key);
  const auto value = node.is_number() ? node.value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value)) refuse(key, "found " + found_type(node) + ", expected a finite number");
  return value;
}

std::optional<long long> ConfigTable::integer(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::node& node = *node_->table->get(key);
  if (!node.is_integer()) refuse(key, "found " + found_type(node) + ", expected a whole number");
  return node.as_integer()->get();
}

std::optional<bool> ConfigTable::boolean(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::node& node = *node_->table->get(key);
  if (!node.is_boolean()) refuse(key, "found " + found_type(node) + ", expected true or false");
  return node.as_boolean()->get();
}

std::optional<std::vector<std::string>> ConfigTable::texts(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::array* list = node_->table->get(key)->as_array();
  if (list == nullptr) refuse(key, "found " + found_type(*node_->table->get(key)) + ", expected a list of texts");
  std::vector<std::string> values;
  for (const toml::node& item : *list) {
    if (!item.is_string()) refuse(key, "found " + found_type(item) + " in the list, expected text in quotes");
    values.push_back(item.as_string()->get());
  }
  return values;
}

std::optional<std::vector<double>> ConfigTable::numbers(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::array* list = node_->table->get(key)->as_array();
  if (list == nullptr) refuse(key, "found " + found_type(*node_->table->get(key)) + ", expected a list of numbers");
  std::vector<double> values;
  for (const toml::node& item : *list) {
    const auto value = item.is_number() ? item.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value)) refuse(key, "found " + found_type(item) + " in the list, expected a finite number");
    values.push_back(*value);
  }
  return values;
}

std::optional<ConfigTable> ConfigTable::table_if(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::table* table = node_->table->get(key)->as_table();
  if (table == nullptr) {
    refuse(key, "found " + found_type(*node_->table->get(key)) + ", expected a table [" + std::string(key) + "]");
  }
  return ConfigTable(child_of(node_, *table, std::string(key)));
}

std::vector<ConfigTable> ConfigTable::tables(std::string_view key) {
  std::vector<ConfigTable> found;
  if (!has(key)) return found;
  const toml::array* list = node_->table->get(key)->as_array();
  if (list == nullptr) refuse(key, "expected a list of tables [[" + std::string(key) + "]]");
  for (const toml::node& item : *list) {
    if (!item.is_table()) refuse(key, "expected a list of tables [[" + std::string(key) + "]]");
    found.push_back(ConfigTable(child_of(node_, *item.as_table(), std::string(key))));
  }
  return found;
}

std::string ConfigTable::required_text(std::string_view key) {
  if (auto value = text(key)) return *value;
  refuse(key, "is missing, expected text in quotes");
}

double ConfigTable::required_number(std::string_view key) {
  if (auto value = number(key)) return *value;
  refuse(key, "is missing, expected a number");
}

ConfigTable ConfigTable::required_table(std::string_view key) {
  if (auto value = table_if(key)) return *value;
  refuse(key, "is missing, expected a table [" + std::string(key) + "]");
}

std::optional<std::string> ConfigTable::word(std::string_view key, const std::vector<std::string>& allowed) {
  const auto value = text(key);
  if (!value || std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) return value;
  const auto nearest = nearest_word(*value, allowed);
  refuse(key, "found \"" + *value + "\", expected one of: " + joined(allowed, ", ") +
                  (nearest ? " (did you mean \"" + *nearest + "\"?)" : ""));
}

void ConfigTable::finish() const { finish_node(*node_); }

ConfigTable parse_config(std::string_view toml_text, const std::string& name) {
  try {
    auto node = std::make_shared<ConfigTable::Node>();
    auto document = std::make_shared<const toml::table>(toml::parse(toml_text, name));
    node->table = document.get();
    node->document = std::move(document);
    node->file = name;
    return ConfigTable(std::move(node));
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    throw Error(ErrorCode::invalid_input, "not valid TOML: " + std::string(error.description()),
                name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
  }
}

ConfigTable read_config(const std::string& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) throw Error(ErrorCode::environment, "is a folder, expected a TOML file", path);
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::environment, "cannot be opened, expected a TOML file", path);
  std::ostringstream content;
  content << file.rdbuf();
  if (file.bad()) throw Error(ErrorCode::environment, "cannot be read, expected a TOML file", path);
  const std::string text = content.str();
  if (trimmed(text).empty()) throw Error(ErrorCode::invalid_input, "is empty, expected a TOML file", path);
  return parse_config(text, path);
}

}  // namespace tmfgeo
