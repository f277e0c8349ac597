// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/response_table.h"

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"

namespace tmfgeo {
namespace {

double level_of(std::size_t step) {
  return ResponseTable::kFirst_g * std::pow(ResponseTable::kLast_g / ResponseTable::kFirst_g, static_cast<double>(step) / ResponseTable::kSteps);
}

/// Mean of how far a normal variable lies above a level, in standard deviations of it.
double mean_excess(double d) {
  const double density = std::exp(-d * d / 2) / std::sqrt(2 * std::acos(-1.0));
  return density - d * normal_exceedance(d);
}

/// Rows of all responses, filled between two that are known.
class Tabulator {
 public:
  Tabulator(std::size_t count, const Responses& responses) : responses_(responses), rows_(ResponseTable::kSteps + 1, std::vector<double>(count)) {
    evaluate(0);
    evaluate(ResponseTable::kSteps);
    fill(0, ResponseTable::kSteps);
  }

  std::vector<double> column(std::size_t c) const {
    std::vector<double> chances;
    // What rounding lets fall stays where it was.
    for (const auto& row : rows_) chances.push_back(chances.empty() ? row[c] : std::max(row[c], chances.back()));
    return chances;
  }

 private:
  void evaluate(std::size_t step) { responses_(level_of(step), rows_[step]); }

  void fill(std::size_t low, std::size_t high) {
    if (high - low < 2) return;
    const std::size_t middle = (low + high) / 2;
    if (rows_[low] == rows_[high]) {
      std::fill(rows_.begin() + static_cast<std::ptrdiff_t>(low), rows_.begin() + static_cast<std::ptrdiff_t>(high), rows_[low]);
      return;
    }
    evaluate(middle);
    fill(low, middle);
    fill(middle, high);
  }

  const Responses& responses_;
  std::vector<std::vector<double>> rows_;
};

}  // namespace

ResponseTable::ResponseTable(std::vector<double> chances)
    : first_ln_(std::log(kFirst_g)), steps_per_ln_(static_cast<double>(kSteps) / std::log(kLast_g / kFirst_g)), chances_(std::move(chances)) {
  TMFGEO_EXPECTS(chances_.size() == kSteps + 1 && std::is_sorted(chances_.begin(), chances_.end()));
  TMFGEO_EXPECTS(chances_.front() >= 0 && chances_.back() <= 1);
}

double ResponseTable::mean(double ln_median, double sigma) const {
  TMFGEO_EXPECTS(sigma >= 0);
  if (sigma == 0) return at_ln(ln_median);
  const auto excess = [&](std::size_t i) { return mean_excess((first_ln_ + static_cast<double>(i) / steps_per_ln_ - ln_median) / sigma); };
  double sum = chances_.front();
  double left = excess(0);
  for (std::size_t i = 0; i < kSteps; ++i) {
    const double right = excess(i + 1);
    sum += (chances_[i + 1] - chances_[i]) * steps_per_ln_ * sigma * (left - right);
    left = right;
  }
  return std::clamp(sum, 0.0, 1.0);
}

std::vector<ResponseTable> tabulate_responses(std::size_t count, const Responses& responses) {
  const Tabulator rows(count, responses);
  std::vector<ResponseTable> tables;
  for (std::size_t c = 0; c < count; ++c) tables.emplace_back(rows.column(c));
  return tables;
}

}  // namespace tmfgeo
