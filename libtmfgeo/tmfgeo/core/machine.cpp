// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/machine.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>

namespace tmfgeo {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// The number in a file that holds nothing else; absent where there is no such file, or the word max.
std::optional<std::int64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::int64_t number = 0;
  return file >> number ? std::optional(number) : std::nullopt;
}

/// The number behind a word at the beginning of a line.
std::optional<std::int64_t> number_after(const std::string& path, std::string_view word) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(word)) return std::atoll(line.c_str() + word.size());
  }
  return std::nullopt;
}

/// Names of a version's files in the folder of a control group.
struct GroupFiles {
  const char* limit;
  const char* used;
  const char* reclaimable;  ///< in memory.stat: read files, that make room when it is needed
};
constexpr GroupFiles kVersion1{"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "};
constexpr GroupFiles kVersion2{"memory.max", "memory.current", "inactive_file "};

std::int64_t left_in(const std::string& folder, const GroupFiles& files) {
  const auto limit = number_in(folder + "/" + files.limit);
  const auto used = number_in(folder + "/" + files.used);
  if (!limit || !used) return kNoLimit;
  const std::int64_t reclaimable = number_after(folder + "/memory.stat", files.reclaimable).value_or(0);
  return std::max<std::int64_t>(*limit - std::max<std::int64_t>(*used - reclaimable, 0), 0);
}

/// Limits hold for a group and all groups above it. A container may not see its own path, only what is mounted.
std::int64_t left_on_the_way_up(const std::string& mount, std::string group, const GroupFiles& files) {
  std::int64_t left = left_in(mount, files);
  while (group.size() > 1) {
    left = std::min(left, left_in(mount + group, files));
    group.resize(group.find('/') == std::string::npos ? 0 : group.rfind('/'));
  }
  return left;
}

std::int64_t left_by_control_groups(const std::string& root) {
  std::int64_t left = kNoLimit;
  std::ifstream groups(root + "/proc/self/cgroup");
  // Lines such as "0::/user.slice" (version 2) and "9:memory:/docker/42" (version 1).
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const std::string group = line.substr(second + 1);
    if (controllers == ",,") left = std::min(left, left_on_the_way_up(root + "/sys/fs/cgroup", group, kVersion2));
    if (controllers.find(",memory,") != std::string::npos) {
      left = std::min(left, left_on_the_way_up(root + "/sys/fs/cgroup/memory", group, kVersion1));
    }
  }
  return left;
}

}  // namespace

std::int64_t free_memory_bytes(const std::string& root) {
  const auto kilobytes = number_after(root + "/proc/meminfo", "MemAvailable:");
  const std::int64_t free = kilobytes ? 1024 * *kilobytes : static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  return std::min(free, left_by_control_groups(root));
}

}  // namespace tmfgeo
