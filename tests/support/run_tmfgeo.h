// SPDX-License-Identifier: Apache-2.0
/// Runs the program as a user would.
#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/testdata.h"

namespace tmfgeo::test {

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_text(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

inline std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// `prefix` goes before the program, for example "ulimit -f 1;".
inline Ran run_tmfgeo(const std::vector<std::string>& arguments, const std::string& prefix = {}) {
  const ScratchFolder scratch;
  std::string command = prefix + " " + shell_quoted(TMFGEO_BINARY);
  for (const std::string& argument : arguments) command += " " + shell_quoted(argument);
  command += " > " + shell_quoted(scratch.file("out")) + " 2> " + shell_quoted(scratch.file("err"));
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, file_text(scratch.file("out")), file_text(scratch.file("err"))};
}

/// A file of the source tree.
inline std::string source_file(const std::string& path) { return std::string(TMFGEO_SOURCE_DIR) + "/" + path; }

}  // namespace tmfgeo::test
