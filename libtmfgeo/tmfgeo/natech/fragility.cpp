// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/fragility.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// A measure with the largest median that is physical in its unit.
struct MeasureRow {
  DemandMeasure measure;
  std::string_view name;
  double largest_median;
};
constexpr std::array kMeasures{
    MeasureRow{DemandMeasure::pga_g, "pga_g", 5},           MeasureRow{DemandMeasure::pgv_cm_s, "pgv_cm_s", 1000},
    MeasureRow{DemandMeasure::sa_g, "sa_g", 10},            MeasureRow{DemandMeasure::displacement_cm, "displacement_cm", 10000},
    MeasureRow{DemandMeasure::settlement_pct, "settlement_pct", 100}, MeasureRow{DemandMeasure::depth_m, "depth_m", 200},
};

const std::vector<std::string> kColumns = {"curve", "measure", "state", "median", "beta", "source"};
enum Column : std::size_t { kCurve, kMeasure, kState, kMedian, kBeta, kSource };

struct Line {
  std::size_t number;
  std::string_view text;
};

class Reader {
 public:
  Reader(std::string_view csv, std::string name) : rest_(csv), name_(std::move(name)) {}

  [[noreturn]] void refuse(const std::string& message) const {
    throw Error(ErrorCode::invalid_input, "line " + std::to_string(line_.number) + ": " + message, name_);
  }
  [[noreturn]] void refuse_all(const std::string& message) const { throw Error(ErrorCode::invalid_input, message, name_); }

  /// Goes to the next line that holds something; false at the end.
  bool next() {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      ++line_.number;
      line_.text = trimmed(rest_.substr(0, end));
      rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
      if (line_.text.find('\0') != std::string_view::npos) refuse("holds a zero byte, expected text");
      if (!line_.text.empty() && line_.text.front() != '#') return true;
    }
    return false;
  }

  std::vector<std::string> cells() const {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line_.text.size(); ++i) {
      const char c = line_.text[i];
      const bool doubled = quoted && c == '"' && i + 1 < line_.text.size() && line_.text[i + 1] == '"';
      if (doubled) {
        cells.back() += line_.text[++i];
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (quoted) refuse("a quotation mark is not closed");
    for (std::string& cell : cells) cell = std::string(trimmed(cell));
    return cells;
  }

 private:
  std::string_view rest_;
  std::string name_;
  Line line_{0, {}};
};

/// Position of each known column in the header.
std::vector<std::size_t> read_header(const Reader& reader, const std::vector<std::string>& header) {
  std::vector<std::size_t> positions;
  for (const std::string& column : kColumns) {
    const auto count = std::count(header.begin(), header.end(), column);
    if (count == 0) reader.refuse("column \"" + column + "\" is missing, expected " + joined(kColumns, ", "));
    if (count > 1) reader.refuse("column \"" + column + "\" is there twice");
    positions.push_back(static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin()));
  }
  for (const std::string& column : header) {
    if (std::find(kColumns.begin(), kColumns.end(), column) != kColumns.end()) continue;
    const auto meant = nearest_word(column, kColumns);
    reader.refuse("column \"" + column + "\" is not known" + (meant ? ", did you mean \"" + *meant + "\"?" : ""));
  }
  return positions;
}

double read_positive(const Reader& reader, Column column, const std::string& text) {
  const ParsedNumber number = parse_number(text);
  if (!number.value) reader.refuse(kColumns[column] + ": " + number.problem);
  if (!(*number.value > 0)) reader.refuse(kColumns[column] + ": found " + text + ", expected a number above 0");
  return *number.value;
}

const MeasureRow& read_measure(const Reader& reader, const std::string& text) {
  const auto* row = std::find_if(kMeasures.begin(), kMeasures.end(), [&](const MeasureRow& m) { return m.name == text; });
  if (row != kMeasures.end()) return *row;
  std::vector<std::string> names;
  for (const MeasureRow& m : kMeasures) names.emplace_back(m.name);
  reader.refuse("measure: found \"" + text + "\", expected one of " + joined(names, ", "));
}

void add_state(const Reader& reader, FragilityCurve& curve, FragilityState state) {
  for (const FragilityState& before : curve.states) {
    if (before.name == state.name) reader.refuse("state \"" + state.name + "\" of curve \"" + curve.id + "\" is there twice");
  }
  if (!curve.states.empty() && state.median < curve.states.back().median) {
    reader.refuse("median: found " + shortest(state.median) + " below the lighter state's " +
                  shortest(curve.states.back().median) + ", expected the lightest state first");
  }
  curve.states.push_back(std::move(state));
}

}  // namespace

std::string_view to_text(DemandMeasure measure) {
  const auto* row = std::find_if(kMeasures.begin(), kMeasures.end(), [&](const MeasureRow& m) { return m.measure == measure; });
  TMFGEO_EXPECTS(row != kMeasures.end());
  return row->name;
}

std::vector<FragilityCurve> parse_fragility_curves(std::string_view csv, const std::string& name) {
  Reader reader(csv, name);
  if (!reader.next()) reader.refuse_all("is empty, expected fragility curves");
  const auto position = read_header(reader, reader.cells());
  std::vector<FragilityCurve> curves;
  std::set<std::string> seen;
  while (reader.next()) {
    const std::vector<std::string> cells = reader.cells();
    if (cells.size() != kColumns.size()) {
      reader.refuse("found " + std::to_string(cells.size()) + " cells, expected " + std::to_string(kColumns.size()));
    }
    const auto cell = [&](Column column) -> const std::string& { return cells[position[column]]; };
    for (const Column column : {kCurve, kState, kSource}) {
      if (cell(column).empty()) reader.refuse(kColumns[column] + " is empty, expected text");
    }
    const MeasureRow& measure = read_measure(reader, cell(kMeasure));
    if (curves.empty() || curves.back().id != cell(kCurve)) {
      if (!seen.insert(cell(kCurve)).second) reader.refuse("curve \"" + cell(kCurve) + "\" is there twice, expected its lines together");
      curves.push_back({.id = cell(kCurve), .measure = measure.measure, .states = {}, .source = cell(kSource)});
    }
    if (curves.back().measure != measure.measure) reader.refuse("measure: differs within curve \"" + cell(kCurve) + "\"");
    const double median = read_positive(reader, kMedian, cell(kMedian));
    if (median > measure.largest_median) {
      reader.refuse("median: found " + cell(kMedian) + ", expected at most " + shortest(measure.largest_median) + " as " +
                    std::string(measure.name) + "; check the unit");
    }
    add_state(reader, curves.back(), {.name = cell(kState), .median = median, .beta = read_positive(reader, kBeta, cell(kBeta))});
  }
  if (curves.empty()) reader.refuse_all("has a header and no curve");
  return curves;
}

std::vector<double> state_exceedance(const FragilityCurve& curve, double demand) {
  TMFGEO_EXPECTS(demand >= 0);
  std::vector<double> exceedance;
  double reached = 1;
  for (const FragilityState& state : curve.states) {
    reached = std::min(reached, lognormal_cdf(demand, state.median, state.beta));
    exceedance.push_back(reached);
  }
  return exceedance;
}

std::vector<double> state_probabilities(const FragilityCurve& curve, double demand) {
  std::vector<double> probabilities;
  double reached = 1;
  for (const double next : state_exceedance(curve, demand)) {
    probabilities.push_back(reached - next);
    reached = next;
  }
  probabilities.push_back(reached);
  return probabilities;
}

std::vector<AnnualRate> annual_damage(const HazardCurveView& hazard, const FragilityCurve& curve) {
  std::vector<AnnualRate> rates;
  for (std::size_t i = 0; i < curve.states.size(); ++i) {
    rates.push_back(annual_rate(hazard, [&](double demand) { return state_exceedance(curve, demand)[i]; }));
  }
  return rates;
}

}  // namespace tmfgeo
