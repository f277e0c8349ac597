// SPDX-License-Identifier: Apache-2.0
// .xlsx files of any bytes: refused with an Error, or sheets within bounds.
#include <cpl_vsi.h>

#include <cstdint>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  const char* path = "/vsimem/fuzz.xlsx";
  VSIFCloseL(VSIFileFromMemBuffer(path, const_cast<std::uint8_t*>(data), size, 0));
  try {
    for (const Sheet& sheet : read_workbook(path).sheets) {
      TMFGEO_EXPECTS(sheet.rows.size() <= 20'000);
      for (const auto& row : sheet.rows) TMFGEO_EXPECTS(row.size() <= 256);
    }
  } catch (const Error&) {
  }
  VSIUnlink(path);
  return 0;
}
