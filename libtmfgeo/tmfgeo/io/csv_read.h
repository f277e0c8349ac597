// SPDX-License-Identifier: Apache-2.0
/// Character-separated text → FeatureTable, every cell as text.
#pragma once

#include <string>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// By the file's name: .csv, .tsv, .psv and .txt, also inside .gz.
bool is_csv(const std::string& path);

/// The whole file, all columns. The separator is the one of , ; tab | that the header has most of; cells are without
/// surrounding space, blank ones missing; blank lines are left out.
/// Errors: missing, empty, no record under the header, UTF-16, a quotation mark that is never closed → Error.
FeatureTable read_csv(const std::string& path, Issues& issues);

}  // namespace tmfgeo
