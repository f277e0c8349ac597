// SPDX-License-Identifier: Apache-2.0
/// Colours, borders and alignment of the looks a cell may have; for workbook_write.cpp alone.
#pragma once

#include "tmfgeo/table/workbook.h"

struct lxw_format;

namespace tmfgeo {

/// Gives a format of the library that writes .xlsx the look; its number format is left as it is but for days and percentages.
void set_look(lxw_format* format, CellLook look);

}  // namespace tmfgeo
