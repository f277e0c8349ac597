// SPDX-License-Identifier: Apache-2.0
/// Which inputs drive the variance of an output: first-order and total indices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tmfgeo {

struct SobolIndices {
  std::vector<double> first;  ///< share of the variance by each input alone; not below 0, not above `total`
  std::vector<double> total;  ///< with all it does together with others; at most 1
  std::vector<double> first_error = {};  ///< standard errors of both, of the samples there were
  std::vector<double> total_error = {};
  double variance = 0;        ///< 0: nothing varies, the indices are 0
};

/// Two independent samples A and B of all inputs. `model(sample, from_b)` gives the output of one sample with the inputs that
/// `from_b` marks taken from B, the others from A.
/// First order: mean of f(B) (f(A with input i of B) − f(A)) over the variance. Source [SaltelliEtAl2010].
/// Total: half the mean of (f(A) − f(A with input i of B))² over the variance. Source [Jansen1999].
/// Needs: at least one input, two samples or more. Cost: (inputs + 2) · samples calls; they may come from several threads.
SobolIndices sobol_indices(std::size_t inputs, std::size_t samples,
                           const std::function<double(std::size_t sample, std::span<const char> from_b)>& model);

/// The same from outputs that are there already: per sample f(A), f(B), then f(A with input i of B) for every input.
/// Needs: (inputs + 2) outputs per sample.
SobolIndices sobol_from_outputs(std::size_t inputs, std::span<const double> outputs);

}  // namespace tmfgeo
