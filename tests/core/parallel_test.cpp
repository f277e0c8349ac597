// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tmfgeo {
namespace {

class ParallelFor : public testing::TestWithParam<int> {
 protected:
  ParallelFor() { use_threads(GetParam()); }
  ~ParallelFor() override { use_threads(0); }
};

TEST_P(ParallelFor, VisitsEveryIndexOnce) {
  for (const std::ptrdiff_t size : {1, 2, 7, 1000, 100003}) {
    for (const std::ptrdiff_t grain : {1, 10, 4096, 1000000}) {
      std::vector<int> visits(static_cast<std::size_t>(size), 0);
      parallel_for(5, 5 + size, grain, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
        for (std::ptrdiff_t i = first; i < last; ++i) ++visits[static_cast<std::size_t>(i - 5)];
      });
      EXPECT_EQ(visits, std::vector<int>(visits.size(), 1)) << size << " by " << grain;
    }
  }
}

TEST_P(ParallelFor, DoesNothingForAnEmptyRange) {
  bool called = false;
  const auto note = [&](std::ptrdiff_t, std::ptrdiff_t) { called = true; };
  parallel_for(3, 3, 1, note);
  parallel_for(4, 3, 1, note);
  EXPECT_FALSE(called);
}

TEST_P(ParallelFor, BringsExceptionsToTheCaller) {
  const auto fail_at_500 = [](std::ptrdiff_t first, std::ptrdiff_t last) {
    if (first <= 500 && 500 < last) throw std::runtime_error("at 500");
  };
  EXPECT_THROW(parallel_for(0, 1000, 10, fail_at_500), std::runtime_error);
  std::atomic<int> sum = 0;
  parallel_for(0, 100, 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) { sum += static_cast<int>(last - first); });
  EXPECT_EQ(sum, 100) << "the next loop runs as if nothing had been";
}

INSTANTIATE_TEST_SUITE_P(OnThreads, ParallelFor, testing::Values(0, 1, 4));

TEST(UseThreads, OfOneKeepsTheLoopOnOneThread) {
  use_threads(1);
  std::mutex busy;
  std::set<std::thread::id> threads;
  parallel_for(0, 10000, 1, [&](std::ptrdiff_t, std::ptrdiff_t) {
    const std::lock_guard lock(busy);
    threads.insert(std::this_thread::get_id());
  });
  use_threads(0);
  EXPECT_EQ(threads.size(), 1U);
}

using ParallelDeathTest = testing::Test;
TEST_F(ParallelDeathTest, NeedsAGrainAndThreads) {
  EXPECT_DEATH(parallel_for(0, 10, 0, [](std::ptrdiff_t, std::ptrdiff_t) {}), "grain");
  EXPECT_DEATH(use_threads(-1), "count");
}

}  // namespace
}  // namespace tmfgeo
