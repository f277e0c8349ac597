// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/project_tables.h"

#include <filesystem>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

std::optional<Box> read_clip(ConfigTable& table) {
  const auto values = table.numbers("clip");
  if (!values) return std::nullopt;
  const bool fits = values->size() == 4 && (*values)[0] < (*values)[2] && (*values)[1] < (*values)[3];
  if (!fits) table.refuse("clip", "expected [xmin, ymin, xmax, ymax] with xmin < xmax and ymin < ymax");
  return Box{(*values)[0], (*values)[1], (*values)[2], (*values)[3]};
}

}  // namespace

std::string resolved_path(const ConfigTable& table, const std::string& path) {
  const bool remote = path.starts_with("/vsi") || path.find("://") != std::string::npos;
  if (remote || fs::path(path).is_absolute()) return path;
  return (fs::path(table.file()).parent_path() / path).lexically_normal().string();
}

double number_in_range(ConfigTable& table, const char* key, double fallback, double low, double high) {
  const double value = table.number(key).value_or(fallback);
  if (value < low || value > high) {
    table.refuse(key, "found " + shortest(value) + ", expected a number from " + shortest(low) + " to " + shortest(high));
  }
  return value;
}

std::optional<double> number_in_range_if(ConfigTable& table, const char* key, double low, double high) {
  if (!table.has(key)) return std::nullopt;
  return number_in_range(table, key, low, low, high);
}

double required_in_range(ConfigTable& table, const char* key, double low, double high) {
  table.required_number(key);
  return number_in_range(table, key, low, low, high);
}

void read_input(ConfigTable& table, const std::string& section, InputFile& input) {
  input.section = section;
  auto files = table.texts("files").value_or(std::vector<std::string>{});
  if (const auto file = table.text("file")) files.insert(files.begin(), *file);
  if (files.empty()) table.refuse("file", "is missing, expected the path of a file");
  for (const std::string& file : files) {
    if (trimmed(file).empty()) table.refuse("file", "is empty, expected the path of a file");
    input.files.push_back(resolved_path(table, file));
  }
  const bool takes_several = section == "dem" || section == "inspections";
  if (!takes_several && input.files.size() > 1) table.refuse("files", "found several files, expected one");
  input.layer = table.text("layer").value_or("");
  input.crs = table.text("crs").value_or("");
  input.source = table.text("source").value_or("");
  input.licence = table.text("licence").value_or("");
  input.attribution = table.text("attribution").value_or("");
  input.clip = read_clip(table);
}

std::optional<InputFile> read_file_if(ConfigTable& table, const char* section, const char* key) {
  auto below = table.table_if(key);
  if (!below) return std::nullopt;
  InputFile input;
  read_input(*below, std::string(section) + "." + key, input);
  return input;
}

std::uint64_t whole_in_range(ConfigTable& table, const char* key, std::uint64_t fallback, long long least, long long most) {
  const long long given = table.integer(key).value_or(static_cast<long long>(fallback));
  if (given < least || given > most) {
    table.refuse(key, "found " + std::to_string(given) + ", expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return static_cast<std::uint64_t>(given);
}

}  // namespace tmfgeo
