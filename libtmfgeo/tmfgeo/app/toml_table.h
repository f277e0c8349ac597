// SPDX-License-Identifier: Apache-2.0
/// Writing tables of a project file; for the room's own sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/app/natech_settings.h"

namespace tmfgeo {

/// Writes "key = value" lines of one table; empty texts and absent values are left out.
class TomlTable {
 public:
  /// `name` in its brackets: "[rivers]", "[[natech.pga]]". Paths are written relative to `base`.
  TomlTable(std::string& out, const std::string& name, const std::string& base);
  void text(const char* key, const std::string& value);
  void number(const char* key, double value);
  void number(const char* key, const std::optional<double>& value);
  /// An empty list is written too: it means none.
  void texts(const char* key, const std::vector<std::string>& values);
  void numbers(const char* key, const std::vector<double>& values);
  void whole(const char* key, std::uint64_t value);
  void flag(const char* key, bool value);
  void path(const char* key, const std::string& value);
  void input(const InputFile& input);

 private:
  void line(const char* key, const std::string& value);
  std::string relative(const std::string& file) const;
  std::string& out_;
  std::string base_;
};

void write_natech(const NatechInput& natech, std::string& out, const std::string& base);

}  // namespace tmfgeo
