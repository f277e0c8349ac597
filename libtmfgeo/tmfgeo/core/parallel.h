// SPDX-License-Identifier: Apache-2.0
/// Loops on all cores. oneTBB lives behind this header.
#pragma once

#include <cstddef>
#include <functional>

namespace tmfgeo {

/// Number of threads loops may use from now on; 0 means all cores.
void use_threads(int count);
/// That number, or the machine's.
int threads_in_use();

/// Runs body(first, last) over disjoint chunks that cover [begin, end).
/// Needs: the body writes only what belongs to its own indices, so that results do not depend on the
/// number of threads. Exceptions of the body reach the caller.
void parallel_for(std::ptrdiff_t begin, std::ptrdiff_t end, std::ptrdiff_t grain,
                  const std::function<void(std::ptrdiff_t, std::ptrdiff_t)>& body);

}  // namespace tmfgeo
