// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/machine.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/testdata.h"

namespace tmfgeo::test {
namespace {

/// A machine of files: 8 GB free.
class Machine {
 public:
  Machine() { file("/proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable:    8000000 kB\n"); }
  void file(const std::string& path, const std::string& text) const {
    const std::filesystem::path full = root() + path;
    std::filesystem::create_directories(full.parent_path());
    std::ofstream(full) << text;
  }
  std::string root() const { return folder_.path().string(); }

 private:
  ScratchFolder folder_;
};

TEST(FreeMemory, IsWhatTheMachineHasWhereNoGroupLimitsIt) {
  const Machine machine;
  EXPECT_EQ(free_memory_bytes(machine.root()), 8'192'000'000);
  machine.file("/proc/self/cgroup", "0::/user.slice\n");
  machine.file("/sys/fs/cgroup/user.slice/memory.max", "max\n");
  machine.file("/sys/fs/cgroup/user.slice/memory.current", "123\n");
  EXPECT_EQ(free_memory_bytes(machine.root()), 8'192'000'000);
}

TEST(FreeMemory, IsWhatTheStrictestGroupAboveLeavesWithReadFilesReclaimed) {
  const Machine machine;
  machine.file("/proc/self/cgroup", "0::/batch/job7/step1\n");
  machine.file("/sys/fs/cgroup/batch/job7/memory.max", "3000000000\n");
  machine.file("/sys/fs/cgroup/batch/job7/memory.current", "1500000000\n");
  machine.file("/sys/fs/cgroup/batch/job7/memory.stat", "anon 1\ninactive_file 500000000\nactive_file 7\n");
  machine.file("/sys/fs/cgroup/batch/job7/step1/memory.max", "max\n");
  machine.file("/sys/fs/cgroup/batch/job7/step1/memory.current", "1000\n");
  EXPECT_EQ(free_memory_bytes(machine.root()), 2'000'000'000);
}

TEST(FreeMemory, IsTheMountedGroupsWhereAContainerDoesNotSeeItsPath) {
  const Machine machine;
  machine.file("/proc/self/cgroup", "0::/../../elsewhere\n");
  machine.file("/sys/fs/cgroup/memory.max", "1000000000\n");
  machine.file("/sys/fs/cgroup/memory.current", "1200000000\n");
  EXPECT_EQ(free_memory_bytes(machine.root()), 0);
}

TEST(FreeMemory, KnowsTheFirstVersionOfGroups) {
  const Machine machine;
  machine.file("/proc/self/cgroup", "12:cpu,cpuacct:/x\n9:memory:/docker/42\n0::/\n");
  machine.file("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  machine.file("/sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");
  machine.file("/sys/fs/cgroup/memory/docker/42/memory.limit_in_bytes", "4000000000\n");
  machine.file("/sys/fs/cgroup/memory/docker/42/memory.usage_in_bytes", "1000000000\n");
  machine.file("/sys/fs/cgroup/memory/docker/42/memory.stat", "inactive_file 9\ntotal_inactive_file 200000000\n");
  EXPECT_EQ(free_memory_bytes(machine.root()), 3'200'000'000);
}

TEST(FreeMemory, OfThisMachineIsSomething) { EXPECT_GT(free_memory_bytes(), 0); }

}  // namespace
}  // namespace tmfgeo::test
