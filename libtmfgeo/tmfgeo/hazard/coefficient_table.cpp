// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/coefficient_table.h"

#include <algorithm>
#include <string>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

std::vector<std::string_view> cells_of(std::string_view text, char separator) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t end = text.find(separator);
    cells.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return cells;
    text.remove_prefix(end + 1);
  }
}

bool in_order(const IntensityMeasure& a, const IntensityMeasure& b) {
  return a.kind != b.kind ? a.kind < b.kind : a.period_s < b.period_s;
}

}  // namespace

CoefficientNumbers coefficient_numbers(std::string_view model, std::string_view columns) {
  const auto files = coefficient_files();
  const auto file = std::find_if(files.begin(), files.end(), [&](const CoefficientFile& f) { return f.model == model; });
  TMFGEO_EXPECTS(file != files.end());
  CoefficientNumbers numbers;
  bool header_seen = false;
  for (const std::string_view line : cells_of(file->text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    if (!header_seen) {
      TMFGEO_EXPECTS(line == "im," + std::string(columns));
      header_seen = true;
      continue;
    }
    const auto cells = cells_of(line, ',');
    const auto measure = parse_intensity_measure(cells.front());
    TMFGEO_EXPECTS(measure.has_value());
    TMFGEO_EXPECTS(numbers.measures.empty() || in_order(numbers.measures.back(), *measure));
    numbers.measures.push_back(*measure);
    std::vector<double>& row = numbers.rows.emplace_back();
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const ParsedNumber number = parse_number(cells[i]);
      TMFGEO_EXPECTS(number.value.has_value());
      row.push_back(*number.value);
    }
  }
  TMFGEO_EXPECTS(!numbers.rows.empty());
  return numbers;
}

}  // namespace tmfgeo
