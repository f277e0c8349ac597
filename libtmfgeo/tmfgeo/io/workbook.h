// SPDX-License-Identifier: Apache-2.0
/// Workbooks ↔ .xlsx files.
#pragma once

#include <string>

#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// Writes a workbook as .xlsx. Same workbook, same bytes: its date of making is fixed. The file appears whole or not at all.
/// Locked sheets have no password. Cells longer than 32 767 bytes are cut to what a spreadsheet takes.
/// Errors: Error{environment}: exists and not overwrite, read-only, disk full.
void write_workbook(const std::string& path, const Workbook& workbook, bool overwrite);

/// Reads every sheet of an .xlsx as text, cell by cell where they stand; days as "2026/05/14"; formulas as what they gave,
/// marked; merged ranges listed. Hidden sheets and columns are read too.
/// Errors: Error{environment}: missing, no right. Error{invalid_input}, naming what was expected: not an .xlsx, an old .xls or
/// one with a password, macros, truncated, an archive whose unpacked size is not that of a workbook people fill in.
/// Cost: the file unpacked twice; at most 64 MB unpacked.
Workbook read_workbook(const std::string& path);

}  // namespace tmfgeo
