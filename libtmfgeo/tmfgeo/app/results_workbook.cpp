// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/results_workbook.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tmfgeo {
namespace {

constexpr std::array kSheets{"indices", "transboundary", "country_matrix", "basins", "exposure", "what_if", "index_terms", "sensitivity", "inspections", "action_plan", "issues"};
constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kHeadRows = 3;

double five_digits(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, 4 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) ? std::round(value * scale) / scale : value;
}

/// Looks of the classes that are colours on the map.
CellLook look_of(const std::string& field, const std::string& text) {
  if (field != "class" && field != "certainty") return CellLook::plain;
  if (text.starts_with("surely") || text.starts_with("first")) return CellLook::bad;
  if (text.starts_with("perhaps") || text == "second") return CellLook::fair;
  if (text.starts_with("not in") || text.starts_with("third") || text == "known") return CellLook::good;
  return CellLook::unknown;
}

SheetCell cell_of(const FeatureTable& table, std::size_t column, std::size_t row) {
  SheetCell cell;
  const FieldType type = table.fields[column].type;
  if (type == FieldType::real || type == FieldType::integer) {
    if (const auto value = table.number(column, row)) cell.number = five_digits(*value);
    return cell;
  }
  cell.text = table.text(column, row).value_or("");
  if (!cell.text.empty()) cell.look = look_of(table.fields[column].name, cell.text);
  return cell;
}

double width_of(const Field& field) {
  if (field.type != FieldType::text) return std::clamp(static_cast<double>(field.title.size()) + 2, 9.0, 18.0);
  return field.name.ends_with("source") || field.name == "find_out" || field.name == "message" || field.name == "advice" ? 40 : 22;
}

Sheet sheet_of(const OutputLayer& layer, const LayerSpec& spec) {
  const FeatureTable& table = layer.table;
  Sheet sheet;
  sheet.name = std::string(spec.name);
  sheet.landscape = true;
  sheet.add({{.text = layer.title + " · " + std::string(spec.title_ru), .look = CellLook::title}});
  sheet.add({{.text = layer.description + " An empty cell is not known. · Пустая ячейка — неизвестно.", .look = CellLook::note}});
  std::vector<SheetCell> heads;
  for (const Field& field : table.fields) {
    heads.push_back({.text = field.title + (field.unit.empty() ? "" : ", " + field.unit), .look = CellLook::heading});
    sheet.column_widths.push_back(width_of(field));
  }
  sheet.heading_row = sheet.add(std::move(heads));
  sheet.frozen_rows = kHeadRows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<SheetCell> cells;
    for (std::size_t column = 0; column < table.fields.size(); ++column) cells.push_back(cell_of(table, column, row));
    sheet.add(std::move(cells));
  }
  if (!table.fields.empty() && table.rows() > 0) sheet.filter = CellRange{sheet.heading_row, 0, sheet.heading_row + table.rows(), table.fields.size() - 1};
  return sheet;
}

}  // namespace

Workbook results_workbook(std::span<const OutputLayer> layers, const std::string& title) {
  Workbook workbook;
  workbook.title = title;
  for (const char* name : kSheets) {
    for (const OutputLayer& layer : layers) {
      if (layer.table.name != name || layer.table.rows() + kHeadRows > kMostRows) continue;
      workbook.sheets.push_back(sheet_of(layer, layer_spec(name)));
    }
  }
  return workbook;
}

}  // namespace tmfgeo
