// SPDX-License-Identifier: Apache-2.0
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/workbook.h"
#include "tmfgeo/io/workbook_archive.h"

namespace tmfgeo {
namespace {

/// Rows that a person has not filled in are not looked at beyond this.
constexpr std::size_t kMostRows = 20'000;
constexpr int kMostColumns = 256;

/// While it lives, GDAL reads sheets of this thread as text, the first row too.
struct CellsAsText {
  ThreadOption types{"OGR_XLSX_FIELD_TYPES", "STRING"};
  ThreadOption headers{"OGR_XLSX_HEADERS", "DISABLE"};
};

Sheet read_sheet(OGRLayer& layer, const std::string& path) {
  Sheet sheet;
  sheet.name = layer.GetName();
  for (const OGRFeatureUniquePtr& feature : layer) {
    const auto row = static_cast<std::size_t>(feature->GetFID() - 1);
    const int columns = std::min(feature->GetFieldCount(), kMostColumns);
    for (int c = 0; c < columns; ++c) {
      if (feature->IsFieldSetAndNotNull(c) == 0) continue;
      const std::string_view text = trimmed(feature->GetFieldAsString(c));
      if (text.empty()) continue;
      if (row >= kMostRows) {
        throw Error(ErrorCode::invalid_input, "sheet \"" + sheet.name + "\" has something in row " + std::to_string(row + 1) + ", expected at most " + std::to_string(kMostRows) + " rows", path);
      }
      if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
      if (sheet.rows[row].size() <= static_cast<std::size_t>(c)) sheet.rows[row].resize(static_cast<std::size_t>(c) + 1);
      sheet.rows[row][static_cast<std::size_t>(c)].text = text;
    }
  }
  return sheet;
}

void mark(Sheet& sheet, const SheetMarkup& markup) {
  sheet.merged = markup.merged;
  for (const auto& [row, column] : markup.formulas) {
    if (row >= kMostRows || column >= static_cast<std::size_t>(kMostColumns)) continue;
    if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
    if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
    sheet.rows[row][column].formula = true;
  }
}

}  // namespace

Workbook read_workbook(const std::string& path) {
  const auto markup = check_workbook_archive(path);
  GdalMessages messages;
  const CellsAsText text;
  const DatasetHandle handle = open_dataset(path, DatasetKind::vector, messages);
  Workbook workbook;
  workbook.source = path;
  auto& dataset = *static_cast<GDALDataset*>(handle.get());
  for (OGRLayer* layer : dataset.GetLayers()) {
    Sheet sheet = read_sheet(*layer, path);
    if (const auto found = markup.find(sheet.name); found != markup.end()) mark(sheet, found->second);
    workbook.sheets.push_back(std::move(sheet));
  }
  if (messages.failed()) throw Error(ErrorCode::invalid_input, "is truncated or damaged (GDAL: " + messages.failure() + ")", path);
  return workbook;
}

}  // namespace tmfgeo
