// SPDX-License-Identifier: Apache-2.0
/// Other programs and small disks, for tests.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/testdata.h"

namespace tmfgeo::test {

struct ProgramRun {
  int exit_code = -1;
  std::string text;  ///< stdout and stderr
};

inline ProgramRun run_program(const std::string& command) {
  ProgramRun run;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return run;
  std::array<char, 4096> block{};
  while (const std::size_t read = std::fread(block.data(), 1, block.size(), pipe)) run.text.append(block.data(), read);
  const int status = ::pclose(pipe);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return run;
}

/// A disk of a few kilobytes, where this process may mount one.
class SmallDisk {
 public:
  explicit SmallDisk(int kilobytes) {
    std::filesystem::create_directory(path());
    mounted_ = run_program("mount -t tmpfs -o size=" + std::to_string(kilobytes) + "k tmpfs '" + path().string() + "'")
                   .exit_code == 0;
  }
  ~SmallDisk() {
    if (mounted_) run_program("umount '" + path().string() + "'");
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  std::filesystem::path path() const { return folder_.path() / "disk"; }
  std::string file(const std::string& name) const { return (path() / name).string(); }

 private:
  ScratchFolder folder_;
  bool mounted_ = false;
};

}  // namespace tmfgeo::test
