// SPDX-License-Identifier: Apache-2.0
/// Coefficients of ground-motion models: data/ground-motion/<model>.csv, held in the library.
#pragma once

#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/hazard/intensity.h"

namespace tmfgeo {

struct CoefficientFile {
  std::string_view model;
  std::string_view text;
};

/// All files of data/ground-motion, sorted by name.
std::span<const CoefficientFile> coefficient_files();

/// A file as numbers, one row per intensity measure.
struct CoefficientNumbers {
  std::vector<IntensityMeasure> measures;
  std::vector<std::vector<double>> rows;
};

/// Reads a file of the library. Needs: the file is there, its header is "im," and then `columns`, every cell is a number, PGA
/// and PGV come first and periods ascend: the files are part of the program, so that a fault in them is a bug.
CoefficientNumbers coefficient_numbers(std::string_view model, std::string_view columns);

/// The rows of one model as structs of doubles, their members in the order of the columns.
template <class Row>
struct CoefficientTable {
  std::vector<IntensityMeasure> measures;
  std::vector<Row> rows;

  CoefficientTable(std::string_view model, std::string_view columns) {
    CoefficientNumbers numbers = coefficient_numbers(model, columns);
    measures = std::move(numbers.measures);
    rows.resize(numbers.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      TMFGEO_EXPECTS(numbers.rows[i].size() * sizeof(double) == sizeof(Row));
      std::memcpy(&rows[i], numbers.rows[i].data(), sizeof(Row));
    }
  }
};

}  // namespace tmfgeo
