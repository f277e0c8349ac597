// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/parallel.h"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <memory>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

std::unique_ptr<tbb::global_control>& thread_limit() {
  static std::unique_ptr<tbb::global_control> limit;
  return limit;
}

}  // namespace

void use_threads(int count) {
  TMFGEO_EXPECTS(count >= 0);
  thread_limit().reset();
  if (count > 0) {
    thread_limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                           static_cast<std::size_t>(count));
  }
}

int threads_in_use() {
  return static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
}

void parallel_for(std::ptrdiff_t begin, std::ptrdiff_t end, std::ptrdiff_t grain,
                  const std::function<void(std::ptrdiff_t, std::ptrdiff_t)>& body) {
  TMFGEO_EXPECTS(grain > 0);
  if (begin >= end) return;
  tbb::parallel_for(tbb::blocked_range<std::ptrdiff_t>(begin, end, static_cast<std::size_t>(grain)),
                    [&](const auto& range) { body(range.begin(), range.end()); });
}

}  // namespace tmfgeo
