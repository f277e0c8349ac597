// SPDX-License-Identifier: Apache-2.0
/// Writing tables of a project file; for the room's own sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/project/exposure_settings.h"
#include "tmfgeo/project/natech_settings.h"
#include "tmfgeo/project/transport_settings.h"

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

/// A table of its own for an input, nothing without one.
void write_file_if(const std::optional<InputFile>& input, const char* name, std::string& out, const std::string& base);

void write_exposure(const ExposureInput& exposure, std::string& out, const std::string& base);
void write_natech(const NatechInput& natech, std::string& out, const std::string& base);
void write_transport(const TransportInput& transport, std::string& out, const std::string& base);

}  // namespace tmfgeo
