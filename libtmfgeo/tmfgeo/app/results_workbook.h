// SPDX-License-Identifier: Apache-2.0
/// The tables people decide by as one workbook: a sheet per layer, titles in English and Russian, headings that can be filtered.
#pragma once

#include <span>

#include "tmfgeo/app/layers.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// Sheets of those layers that are there: indices, transboundary, country_matrix, basins, exposure, what_if, index_terms,
/// sensitivity, issues. Numbers have five significant digits; an empty cell is unknown. Tables longer than a sheet's 1 048 576 rows
/// are left to the GeoPackage.
Workbook results_workbook(std::span<const OutputLayer> layers, const std::string& title);

}  // namespace tmfgeo
