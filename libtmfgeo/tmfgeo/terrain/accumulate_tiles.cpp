// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/accumulate_tiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tmfgeo {

namespace {

constexpr double kSecondsPerYear = 365.25 * 86400;

}  // namespace

OwnValues OwnValues::areas(const CellMetrics& metrics, const GridFrame& frame) {
  std::vector<double> per_row;
  double total = 0;
  double largest = 0;
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) {
    per_row.push_back(metrics.row(row).area_m2 * 1e-6);
    total += per_row.back() * static_cast<double>(frame.columns);
    largest = std::max(largest, per_row.back());
  }
  const ExactSums sums(total, largest);
  for (double& area_km2 : per_row) area_km2 = sums.rounded(area_km2);
  return {std::move(per_row), sums};
}

OwnValues OwnValues::runoff(const CellMetrics& metrics, const GridFrame& frame, double largest_mm_per_year) {
  std::vector<double> per_row;
  double total = 0;
  double largest = 0;
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) {
    per_row.push_back(metrics.row(row).area_m2 * 1e-3 / kSecondsPerYear);
    total += per_row.back() * static_cast<double>(frame.columns);
    largest = std::max(largest, per_row.back());
  }
  return {std::move(per_row), ExactSums(total * largest_mm_per_year, largest * largest_mm_per_year)};
}

void OwnValues::fill(std::ptrdiff_t row, const float* weight, std::ptrdiff_t columns, double* own) const {
  const double value = per_row_[static_cast<std::size_t>(row)];
  if (weight == nullptr) {
    std::fill_n(own, columns, value);
    return;
  }
  for (std::ptrdiff_t c = 0; c < columns; ++c) {
    const auto w = static_cast<double>(weight[c]);
    // An infinite weight is as unknown as NaN: infinity minus itself is NaN.
    own[c] = sums_.rounded((w + (w - w)) * value);
  }
}

double largest_magnitude(const Tile& tile, TileView<const float> values) {
  float largest = 0;
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    const float* const row = values.row(r);
    for (std::ptrdiff_t c = 0; c < tile.columns; ++c) {
      const float magnitude = std::abs(row[c]);
      if (magnitude > largest && magnitude <= std::numeric_limits<float>::max()) largest = magnitude;
    }
  }
  return static_cast<double>(largest);
}

void TileAccumulator::load(const AccumulationTile& in) {
  ways_.load(in.tile, in.direction);
  ways_.stop_at_exits();
  sum_.resize(static_cast<std::size_t>(ways_.size()));
  for (std::ptrdiff_t r = 0; r < in.tile.rows; ++r) {
    own_.fill(in.tile.row + r, in.weight.first == nullptr ? nullptr : in.weight.row(r), in.tile.columns,
              sum_.data() + ways_.row(r));
  }
}

void TileAccumulator::add_up() {
  double* const sum = sum_.data();
  ways_.order_cells([=](std::ptrdiff_t cell, std::ptrdiff_t next) { sum[next] += sum[cell]; });
}

RimMessage<double> TileAccumulator::gather(const AccumulationTile& in) {
  load(in);
  add_up();
  RimMessage<double> message{ways_.rim_ways(), std::vector<double>(static_cast<std::size_t>(in.tile.rim_size()), 0)};
  for (const TileWays::Exit& exit : ways_.exits()) {
    message.value[static_cast<std::size_t>(exit.rim)] = sum_[static_cast<std::size_t>(exit.place)];
  }
  return message;
}

void TileAccumulator::finish(const AccumulationTile& in, std::span<const double> inflow, TileView<double> sum) {
  TMFGEO_EXPECTS(static_cast<std::ptrdiff_t>(inflow.size()) == in.tile.rim_size());
  load(in);
  for (std::size_t rim = 0; rim < inflow.size(); ++rim) {
    const std::ptrdiff_t cell = ways_.place(in.tile.rim_cell(static_cast<std::ptrdiff_t>(rim)));
    sum_[static_cast<std::size_t>(cell)] += inflow[rim];
  }
  add_up();
  for (std::ptrdiff_t r = 0; r < in.tile.rows; ++r) {
    const D8* const direction = in.direction.row(r);
    const double* const here = sum_.data() + ways_.row(r);
    double* const out = sum.row(r);
    for (std::ptrdiff_t c = 0; c < in.tile.columns; ++c) {
      out[c] = direction[c] == kD8NoData ? std::numeric_limits<double>::quiet_NaN() : here[c];
    }
  }
}

}  // namespace tmfgeo
