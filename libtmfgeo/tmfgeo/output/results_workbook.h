// SPDX-License-Identifier: Apache-2.0
/// The tables people decide by as one workbook in one language: a first sheet with answers, then a sheet per layer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tmfgeo/core/language.h"
#include "tmfgeo/output/layers.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// Layers that become sheets, in the order of the sheets.
std::span<const char* const> workbook_layers();

/// Which column of a layer stands in a sheet: of `class`, `class_words`, `class_ru` the one in the language; `basin` by its name only.
struct SheetColumn {
  std::size_t column = 0;  ///< position among the layer's fields
  std::string key;         ///< the name without ending: "class"
  std::string title;       ///< with the unit, in words
  std::string meaning;
};
std::vector<SheetColumn> sheet_columns(const std::string& layer, std::span<const Field> fields, Language language);

/// Sheets: the answers (answers_sheet.h), one per layer of workbook_layers() that is there, and the columns explained.
/// Facilities and crossings stand worst first. Numbers have five significant digits; an empty cell is unknown. Layers longer
/// than a sheet's 1 048 576 rows are left to the GeoPackage.
Workbook results_workbook(const Assessment& a, std::span<const OutputLayer> layers, Language language);

}  // namespace tmfgeo
