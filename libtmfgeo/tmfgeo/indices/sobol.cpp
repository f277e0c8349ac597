// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/sobol.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

/// From means, and means of squares, to shares and their standard errors. What the sampling error alone lets stand out of what
/// can be — below 0, above 1, more alone than with others — is held to it.
void finish_input(SobolIndices& indices, std::size_t i, double samples) {
  if (!(indices.variance > 0)) {
    indices.first[i] = indices.total[i] = indices.first_error[i] = indices.total_error[i] = 0;
    return;
  }
  const auto error = [&](double mean, double square) { return std::sqrt(std::max(0.0, square - mean * mean) / samples) / indices.variance; };
  indices.first_error[i] = error(indices.first[i], indices.first_error[i]);
  indices.total_error[i] = error(indices.total[i], indices.total_error[i]);
  indices.total[i] = std::min(1.0, indices.total[i] / indices.variance);
  indices.first[i] = std::clamp(indices.first[i] / indices.variance, 0.0, indices.total[i]);
}

}  // namespace

SobolIndices sobol_indices(std::size_t inputs, std::size_t samples,
                           const std::function<double(std::size_t sample, std::span<const char> from_b)>& model) {
  TMFGEO_EXPECTS(inputs > 0 && samples >= 2);
  const std::size_t columns = inputs + 2;
  std::vector<double> f(samples * columns);
  parallel_for(0, static_cast<std::ptrdiff_t>(samples), 8, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    std::vector<char> from_b(inputs);
    for (auto s = static_cast<std::size_t>(begin); s < static_cast<std::size_t>(end); ++s) {
      for (std::size_t c = 0; c < columns; ++c) {
        std::fill(from_b.begin(), from_b.end(), static_cast<char>(c == 1));
        if (c >= 2) from_b[c - 2] = 1;
        f[s * columns + c] = model(s, from_b);
      }
    }
  });
  return sobol_from_outputs(inputs, f);
}

SobolIndices sobol_from_outputs(std::size_t inputs, std::span<const double> f) {
  const std::size_t columns = inputs + 2;
  const std::size_t samples = f.size() / columns;
  TMFGEO_EXPECTS(inputs > 0 && samples >= 2 && f.size() % columns == 0);
  const auto n = static_cast<double>(samples);
  double mean = 0;
  for (std::size_t s = 0; s < samples; ++s) mean += (f[s * columns] + f[s * columns + 1]) / (2 * n);
  SobolIndices indices{std::vector<double>(inputs), std::vector<double>(inputs), std::vector<double>(inputs), std::vector<double>(inputs), 0};
  for (std::size_t s = 0; s < samples; ++s) {
    const double a = f[s * columns] - mean;
    const double b = f[s * columns + 1] - mean;
    indices.variance += (a * a + b * b) / (2 * n);
    for (std::size_t i = 0; i < inputs; ++i) {
      const double mixed = f[s * columns + 2 + i] - mean;
      const double alone = b * (mixed - a);
      const double with_others = (a - mixed) * (a - mixed) / 2;
      indices.first[i] += alone / n;
      indices.total[i] += with_others / n;
      indices.first_error[i] += alone * alone / n;
      indices.total_error[i] += with_others * with_others / n;
    }
  }
  // What is left of a constant's rounding is no variance.
  if (indices.variance <= 1e-26 * mean * mean) indices.variance = 0;
  for (std::size_t i = 0; i < inputs; ++i) finish_input(indices, i, n);
  return indices;
}

}  // namespace tmfgeo
