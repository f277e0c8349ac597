// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/results_workbook.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/answers_sheet.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/column_words.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {
namespace {

constexpr std::array kSheets{"indices", "transboundary", "country_matrix", "facility_risk", "river_risk", "basins", "exposure", "inspection_status", "critical_findings", "action_plan",
                             "inspection_summary", "inspections", "joint_events", "design_check", "damage_states", "site_hazard", "flood_exposure", "what_if", "what_if_groups", "index_terms", "sensitivity", "issues"};
constexpr std::size_t kMostRows = 1'048'576;

/// Codes that have no column of words of their own.
struct CodeColumn {
  std::string_view layer;
  std::string_view column;
  std::string_view list;
};
constexpr std::array kCodeColumns{CodeColumn{"index_terms", "origin", "origin"}, CodeColumn{"index_terms", "mark", "mark"}, CodeColumn{"inspections", "mark", "mark"},
                                  CodeColumn{"design_check", "load", "load"}, CodeColumn{"design_check", "phase", "phase"}, CodeColumn{"design_check", "verdict", "verdict"},
                                  CodeColumn{"design_check", "consequence_class", "consequence_class"}, CodeColumn{"design_check", "demand_origin", "origin"},
                                  CodeColumn{"design_check", "capacity_origin", "origin"}, CodeColumn{"design_check", "capacity_aep_origin", "origin"},
                                  CodeColumn{"damage_states", "mechanism", "mechanism"}, CodeColumn{"damage_states", "state", "damage"}, CodeColumn{"damage_states", "origin", "origin"},
                                  CodeColumn{"site_hazard", "basis", "hazard_basis"}, CodeColumn{"site_hazard", "pga_origin", "origin"}, CodeColumn{"site_hazard", "vs30_origin", "origin"},
                                  CodeColumn{"flood_exposure", "status", "flood_status"}, CodeColumn{"flood_exposure", "basis", "hazard_basis"},
                                  CodeColumn{"flood_exposure", "depth_origin", "origin"}, CodeColumn{"flood_exposure", "overtopping_origin", "origin"},
                                  CodeColumn{"flood_exposure", "failure_origin", "origin"}, CodeColumn{"joint_events", "group_kind", "natech_group"},
                                  CodeColumn{"joint_events", "event_id", "natech_event"}, CodeColumn{"issues", "severity", "severity"}, CodeColumn{"transboundary", "flow", "flow"}};

/// Classes that are colours on the map, by the beginning of the code. The first that fits counts.
struct ClassLook {
  std::string_view code;
  CellLook look;
};
constexpr std::array kLooks{ClassLook{"surely", CellLook::bad}, ClassLook{"perhaps", CellLook::fair}, ClassLook{"not in the worst", CellLook::good},
                            ClassLook{"first", CellLook::bad}, ClassLook{"second", CellLook::fair}, ClassLook{"third", CellLook::good},
                            ClassLook{"known", CellLook::good}, ClassLook{"lower bound", CellLook::fair},
                            ClassLook{"not_acceptable", CellLook::bad}, ClassLook{"conditionally", CellLook::fair}, ClassLook{"acceptable", CellLook::good},
                            ClassLook{"fails", CellLook::bad}, ClassLook{"meets", CellLook::good}, ClassLook{"urgent", CellLook::bad}, ClassLook{"high", CellLook::fair}, ClassLook{"error", CellLook::bad}, ClassLook{"warning", CellLook::fair}};

bool is_class(std::string_view layer, std::string_view key) {
  return (key == "class" && layer != "index_terms") || key == "certainty" || key == "verdict" || key == "priority" || key == "severity";
}

CellLook look_of(std::string_view code) {
  const auto row = std::find_if(kLooks.begin(), kLooks.end(), [&](const ClassLook& l) { return code.starts_with(l.code); });
  if (row != kLooks.end()) return row->look;
  return code == "medium" || code == "low" || code == "info" ? CellLook::wrapped : CellLook::unknown;
}

struct SheetMaker {
  Language language;
  std::map<std::string, std::string> names_ru;

  std::string say(const char* en, const char* ru) const { return language == Language::en ? en : ru; }
  SheetCell cell(const FeatureTable& table, const SheetColumn& column, std::size_t row) const;
  std::string words(const FeatureTable& table, const SheetColumn& column, std::size_t row) const;
  Sheet sheet(const OutputLayer& layer, const LayerSpec& spec, const std::vector<Sheet>& taken) const;
  Sheet columns(std::span<const OutputLayer* const> layers, const std::vector<Sheet>& taken) const;
};

std::string upper_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

std::string SheetMaker::words(const FeatureTable& table, const SheetColumn& column, std::size_t row) const {
  const std::string text = table.text(column.column, row).value_or("");
  if (text.empty()) return text;
  if (table.fields[column.column].type == FieldType::boolean) return text == "true" ? say("yes", "да") : say("no", "нет");
  if (column.key == "ranked_by") return upper_ascii(text);
  if (column.key == "facility_name" && language == Language::ru) {
    const auto id = table.find("facility_id");
    const auto known = id ? names_ru.find(table.text(*id, row).value_or("")) : names_ru.end();
    if (known != names_ru.end()) return known->second;
  }
  for (const CodeColumn& c : kCodeColumns) {
    if (c.layer == table.name && c.column == column.key) return in_words(c.list, text, language);
  }
  return text;
}

SheetCell SheetMaker::cell(const FeatureTable& table, const SheetColumn& column, std::size_t row) const {
  const Field& field = table.fields[column.column];
  if (field.type == FieldType::real || field.type == FieldType::integer) {
    const auto value = table.number(column.column, row);
    return value ? number_cell(field, *value) : SheetCell{.text = {}, .look = CellLook::number};
  }
  const std::string text = words(table, column, row);
  if (auto day = day_cell(text, language)) return *day;
  SheetCell cell{.text = text, .look = CellLook::wrapped};
  if (is_class(table.name, column.key) && !text.empty()) cell.look = look_of(table.text(*table.find(column.key), row).value_or(""));
  return cell;
}

double letters(std::string_view text) {
  return static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double longest_word(std::string_view text) {
  double longest = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    longest = std::max(longest, letters(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

/// As wide as its longest cell up to a line that still reads well, and never narrower than the words of its heading.
double width_of(const Sheet& sheet, std::size_t column) {
  constexpr double widest = 44;
  constexpr double number_width = 11;
  constexpr std::size_t rows_looked_at = 1000;
  double width = 0;
  for (std::size_t r = sheet.heading_row + 1; r < std::min(sheet.rows.size(), rows_looked_at); ++r) {
    const SheetCell& cell = sheet.at(r, column);
    width = std::max(width, cell.number ? number_width : letters(cell.text) + 1);
  }
  return std::max(std::min(width, widest), longest_word(sheet.at(sheet.heading_row, column).text) * 1.15 + 2);
}

/// Positions of the layer's rows: those of facilities and crossings worst first, others as they are.
std::vector<std::size_t> order_of(const FeatureTable& table) {
  std::vector<std::size_t> order(table.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::pair<std::size_t, double>> keys;  // column, sign
  if (table.name == "indices") keys = {{*table.find("order"), 1}};
  if (table.name == "transboundary") keys = {{*table.find("tbri_p50"), -1}, {*table.find("tbri_at_least"), -1}};
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    for (const auto& key : keys) {
      const auto value = [&](std::size_t row) {
        const auto number = table.number(key.first, row);
        return number ? key.second * *number : std::numeric_limits<double>::infinity();
      };
      if (value(i) != value(j)) return value(i) < value(j);
    }
    return false;
  });
  return order;
}

Sheet SheetMaker::sheet(const OutputLayer& layer, const LayerSpec& spec, const std::vector<Sheet>& taken) const {
  const FeatureTable& table = layer.table;
  Sheet sheet;
  sheet.name = sheet_name(std::string(language == Language::en ? spec.title : spec.title_ru), taken);
  sheet.landscape = true;
  sheet.footer = sheet.name;
  sheet.add({{.text = sheet.name, .look = CellLook::title}});
  const std::string note = language == Language::en ? layer.description : std::string(sheet_note_ru(spec.name));
  sheet.add({{.text = note + say(" An empty cell is not known. Layer ", " Пустая ячейка — неизвестно. Слой ") + table.name + say(" of results.gpkg.", " в results.gpkg.")}});
  const std::vector<SheetColumn> shown = sheet_columns(table.name, table.fields, language);
  std::vector<SheetCell> heads;
  for (const SheetColumn& column : shown) heads.push_back({.text = column.title, .look = CellLook::heading});
  sheet.heading_row = sheet.add(std::move(heads));
  sheet.frozen_rows = sheet.heading_row + 1;
  for (const std::size_t row : order_of(table)) {
    std::vector<SheetCell> cells;
    for (const SheetColumn& column : shown) cells.push_back(cell(table, column, row));
    sheet.add(std::move(cells));
  }
  const auto named = std::find_if(shown.begin(), shown.end(), [](const SheetColumn& c) { return c.key == "facility_name"; });
  if (named != shown.end()) sheet.frozen_columns = static_cast<std::size_t>(named - shown.begin()) + 1;
  const auto due = std::find_if(shown.begin(), shown.end(), [](const SheetColumn& c) { return c.key == "due"; });
  if (due != shown.end() && table.rows() > 0) {
    const auto column = static_cast<std::size_t>(due - shown.begin());
    sheet.due = {{{sheet.heading_row + 1, column, sheet.rows.size() - 1, column}}};
  }
  for (std::size_t c = 0; c < shown.size(); ++c) sheet.column_widths.push_back(width_of(sheet, c));
  sheet.filter = CellRange{sheet.heading_row, 0, sheet.rows.size() - 1, shown.size() - 1};
  return sheet;
}

Sheet SheetMaker::columns(std::span<const OutputLayer* const> layers, const std::vector<Sheet>& taken) const {
  Sheet sheet;
  sheet.name = sheet_name(say("Columns", "Столбцы"), taken);
  sheet.landscape = true;
  sheet.add({{.text = say("What the columns mean", "Что значат столбцы"), .look = CellLook::title}});
  std::vector<SheetCell> heads;
  for (const std::string& head : {say("Sheet", "Лист"), say("Column", "Столбец"), say("Meaning", "Что это"), say("Layer", "Слой"), say("Name in the layer", "Имя в слое")}) {
    heads.push_back({.text = head, .look = CellLook::heading});
  }
  sheet.heading_row = sheet.add(std::move(heads));
  sheet.frozen_rows = sheet.heading_row + 1;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const FeatureTable& table = layers[i]->table;
    for (const SheetColumn& column : sheet_columns(table.name, table.fields, language)) {
      const auto cell = [](std::string text) { return SheetCell{.text = std::move(text), .look = CellLook::wrapped}; };
      sheet.add({cell(taken[i + 1].name), cell(column.title), cell(column.meaning), cell(table.name), cell(table.fields[column.column].name)});
    }
  }
  sheet.column_widths = {26, 34, 70, 20, 26};
  sheet.filter = CellRange{sheet.heading_row, 0, sheet.rows.size() - 1, sheet.column_widths.size() - 1};
  return sheet;
}

}  // namespace

std::span<const char* const> workbook_layers() { return kSheets; }

std::vector<SheetColumn> sheet_columns(const std::string& layer, std::span<const Field> fields, Language language) {
  const auto key_of = [](const std::string& name) {
    for (const std::string_view ending : {"_ru", "_words"}) {
      if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    }
    return name;
  };
  std::vector<SheetColumn> columns;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string key = key_of(fields[i].name);
    if (key == "basin" || key == "category") continue;  // its name stands beside it
    const auto same = std::find_if(columns.begin(), columns.end(), [&](const SheetColumn& c) { return c.key == key; });
    const bool own = fields[i].name == key + (language == Language::en ? "_words" : "_ru");
    if (same != columns.end()) {
      if (own) same->column = i;
      continue;
    }
    columns.push_back({i, key, fields[i].title, fields[i].description});
  }
  for (SheetColumn& column : columns) {
    const std::string unit = unit_in_words(fields[column.column].unit, language);
    if (language == Language::ru) {
      if (const ColumnWords* words = column_words_ru(layer, column.key)) {
        column.title = words->title;
        column.meaning = words->meaning;
      }
    }
    if (!unit.empty()) column.title += ", " + unit;
  }
  return columns;
}

Workbook results_workbook(const Assessment& a, std::span<const OutputLayer> layers, Language language) {
  SheetMaker maker{language, {}};
  for (const FacilityResult& r : a.results) {
    if (!r.facility.name_ru.empty()) maker.names_ru.emplace(r.facility.id, r.facility.name_ru);
  }
  Workbook workbook;
  const bool russian = language == Language::ru && !a.project.title_ru.empty();
  workbook.title = russian ? a.project.title_ru : a.project.title;
  workbook.sheets.push_back(answers_sheet(a, language));
  std::vector<const OutputLayer*> shown;
  for (const char* name : kSheets) {
    for (const OutputLayer& layer : layers) {
      const bool fits = layer.table.rows() > 0 && layer.table.rows() + 3 <= kMostRows;
      if (layer.table.name == name && fits) shown.push_back(&layer);
    }
  }
  for (const OutputLayer* layer : shown) workbook.sheets.push_back(maker.sheet(*layer, layer_spec(layer->table.name), workbook.sheets));
  workbook.sheets.push_back(maker.columns(shown, workbook.sheets));
  return workbook;
}

}  // namespace tmfgeo
