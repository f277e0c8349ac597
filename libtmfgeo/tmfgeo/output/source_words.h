// SPDX-License-Identifier: Apache-2.0
/// Where a value comes from, in Russian, as far as the words are the program's own.
#pragma once

#include <string>

namespace tmfgeo {

/// "places along the flow path" → «населённые пункты вдоль пути стока», "f.csv line 7" → «f.csv, строка 7».
/// Output: words that a user wrote stay as they are.
std::string source_in_russian(std::string source);

/// Where in a file: "line 7" → «строка 7», "sheet "A", row 7" → «лист "A", строка 7».
std::string record_in_russian(std::string record);

}  // namespace tmfgeo
