// SPDX-License-Identifier: Apache-2.0
/// What an .xlsx is as an archive: looked at before anybody unpacks it for use.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// What the cells' text does not tell of one sheet.
struct SheetMarkup {
  std::vector<std::pair<std::size_t, std::size_t>> formulas;  ///< row, column from 0
  std::vector<CellRange> merged;
};

/// Sheets by name.
/// Errors: as read_workbook.
std::map<std::string, SheetMarkup> check_workbook_archive(const std::string& path);

}  // namespace tmfgeo
