// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/table/feature_table.h"

#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {

Column empty_column(FieldType type, std::size_t rows) {
  switch (type) {
    case FieldType::text: return std::vector<std::optional<std::string>>(rows);
    case FieldType::integer: return std::vector<std::optional<std::int64_t>>(rows);
    case FieldType::real: return std::vector<std::optional<double>>(rows);
    case FieldType::boolean: return std::vector<std::optional<bool>>(rows);
  }
  return {};
}

std::size_t FeatureTable::rows() const {
  if (kind != GeometryKind::none) return geometry.size();
  if (!columns.empty()) return std::visit([](const auto& values) { return values.size(); }, columns.front());
  return record_number.size();
}

std::optional<std::size_t> FeatureTable::find(std::string_view field_name) const {
  const std::string wanted = folded(field_name);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (folded(fields[i].name) == wanted) return i;
  }
  return std::nullopt;
}

std::string FeatureTable::record(std::size_t i) const {
  TMFGEO_EXPECTS(i < record_number.size());
  return record_word + " " + std::to_string(record_number[i]);
}

std::optional<std::string> FeatureTable::text(std::size_t column, std::size_t row) const {
  struct ToText {
    std::string operator()(const std::string& v) const { return v; }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return shortest(v); }
    std::string operator()(bool v) const { return v ? "true" : "false"; }
  };
  return std::visit(
      [&](const auto& values) -> std::optional<std::string> {
        if (!values[row]) return std::nullopt;
        return ToText{}(*values[row]);
      },
      columns[column]);
}

std::optional<double> FeatureTable::number(std::size_t column, std::size_t row) const {
  if (const auto* reals = std::get_if<std::vector<std::optional<double>>>(&columns[column])) {
    const std::optional<double> value = (*reals)[row];
    return value && std::isfinite(*value) ? value : std::nullopt;
  }
  const auto value = text(column, row);
  return value ? parse_number(*value).value : std::nullopt;
}

void transform(FeatureTable& table, const Crs& to) {
  TMFGEO_EXPECTS(table.crs.known());
  if (!table.crs.same_as(to)) {
    parallel_for(0, static_cast<std::ptrdiff_t>(table.geometry.size()), 4096, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
      const Transform move(table.crs, to);
      for (std::ptrdiff_t i = begin; i < end; ++i) move.apply(table.geometry[static_cast<std::size_t>(i)].points);
    });
  }
  table.crs = to;
}

}  // namespace tmfgeo
