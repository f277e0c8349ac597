// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/toml_table.h"

#include <filesystem>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

std::string toml_text(std::string_view text) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

TomlTable::TomlTable(std::string& out, const std::string& name, const std::string& base) : out_(out), base_(base) {
  out_ += "\n" + name + "\n";
}

void TomlTable::text(const char* key, const std::string& value) {
  if (!value.empty()) line(key, toml_text(value));
}

void TomlTable::number(const char* key, double value) { line(key, shortest(value)); }

void TomlTable::number(const char* key, const std::optional<double>& value) {
  if (value) number(key, *value);
}

void TomlTable::texts(const char* key, const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + toml_text(value);
  line(key, "[" + list + "]");
}

void TomlTable::numbers(const char* key, const std::vector<double>& values) {
  std::string list;
  for (const double v : values) list += (list.empty() ? "" : ", ") + shortest(v);
  if (!values.empty()) line(key, "[" + list + "]");
}

void TomlTable::whole(const char* key, std::uint64_t value) { line(key, std::to_string(value)); }

void TomlTable::flag(const char* key, bool value) { line(key, value ? "true" : "false"); }

void TomlTable::path(const char* key, const std::string& value) { line(key, toml_text(relative(value))); }

void TomlTable::input(const InputFile& input) {
  if (input.files.size() == 1) {
    path("file", input.file());
  } else {
    std::string list;
    for (const std::string& file : input.files) list += (list.empty() ? "" : ", ") + toml_text(relative(file));
    line("files", "[" + list + "]");
  }
  text("layer", input.layer);
  text("crs", input.crs);
  if (input.clip) numbers("clip", {input.clip->min_x, input.clip->min_y, input.clip->max_x, input.clip->max_y});
  text("source", input.source);
  text("licence", input.licence);
  text("attribution", input.attribution);
}

void write_file_if(const std::optional<InputFile>& input, const char* name, std::string& out, const std::string& base) {
  if (input) TomlTable(out, name, base).input(*input);
}

void TomlTable::line(const char* key, const std::string& value) { out_ += std::string(key) + " = " + value + "\n"; }

std::string TomlTable::relative(const std::string& file) const {
  if (file.starts_with("/vsi") || file.find("://") != std::string::npos) return file;
  const auto near = std::filesystem::path(file).lexically_relative(base_.empty() ? "." : base_);
  return near.empty() ? file : near.string();
}

}  // namespace tmfgeo
