// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/indices/risk_draws.h"
#include "tmfgeo/indices/risk_outcome.h"
#include "tmfgeo/indices/sobol.h"
#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kFactors = kGroupFactors.size();
constexpr std::size_t kColumns = kFactors + 2;
/// The second sample's seed: another key, so that its numbers are independent of the first's.
constexpr std::uint64_t kSecondSample = 0x9E3779B97F4A7C15U;

std::array<RiskColumn RiskNumbers::*, kFactors> factors() {
  return {&RiskNumbers::rate, &RiskNumbers::size, &RiskNumbers::speed, &RiskNumbers::own};
}

/// Sums of 10^TBRI of one block of samples for A, B and A with one factor of B.
struct BlockSums {
  std::array<RiskColumn, kColumns> sum{};
  RiskNumbers a;
  RiskNumbers b;
  RiskNumbers mixed;
  RiskColumn one;
};

void fill(const CrossingRisk& c, std::uint64_t seed, std::uint64_t first, RiskNumbers& numbers) {
  fill_facility_numbers(c, seed, first, numbers);
  fill_basin_column(c.basin, seed, first, numbers.speed);
  fill_crossing_numbers(c, seed, first, numbers);
}

void add_crossing(const CrossingRisk& c, const CrossingModel& model, std::uint64_t seed, std::uint64_t first, BlockSums& block) {
  fill(c, seed, first, block.a);
  fill(c, seed ^ kSecondSample, first, block.b);
  for (std::size_t column = 0; column < kColumns; ++column) {
    block.mixed = column == 1 ? block.b : block.a;
    if (column >= 2) block.mixed.*factors()[column - 2] = block.b.*factors()[column - 2];
    model.draw(block.mixed, block.one, nullptr);
    for (std::size_t i = 0; i < kRiskBlock; ++i) block.sum[column][i] += block.one[i];
  }
}

}  // namespace

std::optional<GroupSensitivity> group_sensitivity(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options, std::size_t samples) {
  std::vector<const CrossingRisk*> known;
  for (const CrossingRisk& c : crossings) {
    if (is_known(c)) known.push_back(&c);
  }
  if (known.empty() || samples < 2) return std::nullopt;
  std::sort(known.begin(), known.end(), [](const CrossingRisk* a, const CrossingRisk* b) {
    return a->facility != b->facility ? a->facility < b->facility : a->crossing < b->crossing;
  });
  std::vector<CrossingModel> models;
  for (const CrossingRisk* c : known) models.emplace_back(*c, options);
  std::vector<double> outputs(samples * kColumns);
  const std::size_t blocks = (samples + kRiskBlock - 1) / kRiskBlock;
  parallel_for(0, static_cast<std::ptrdiff_t>(blocks), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto b = static_cast<std::size_t>(begin); b < static_cast<std::size_t>(end); ++b) {
      const auto block = std::make_unique<BlockSums>();
      for (std::size_t k = 0; k < known.size(); ++k) add_crossing(*known[k], models[k], options.seed, b * kRiskBlock, *block);
      for (std::size_t s = b * kRiskBlock; s < std::min(samples, (b + 1) * kRiskBlock); ++s) {
        for (std::size_t column = 0; column < kColumns; ++column) outputs[s * kColumns + column] = std::log10(block->sum[column][s - b * kRiskBlock]);
      }
    }
  });
  const SobolIndices indices = sobol_from_outputs(kFactors, outputs);
  if (!(indices.variance > 0)) return std::nullopt;
  GroupSensitivity sensitivity;
  std::copy_n(indices.first.begin(), kFactors, sensitivity.first.begin());
  std::copy_n(indices.total.begin(), kFactors, sensitivity.total.begin());
  std::copy_n(indices.first_error.begin(), kFactors, sensitivity.first_error.begin());
  std::copy_n(indices.total_error.begin(), kFactors, sensitivity.total_error.begin());
  return sensitivity;
}

}  // namespace tmfgeo
