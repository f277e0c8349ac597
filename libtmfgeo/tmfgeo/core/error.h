// SPDX-License-Identifier: Apache-2.0
/// Errors thrown where the environment or a whole input fails: core/config, io, geo, app only.
/// A dirty record is an Issue (issue.h); "no answer" is a value; a bug is TMFGEO_EXPECTS.
#pragma once

#include <stdexcept>
#include <string>

namespace tmfgeo {

/// What failed; each value maps to one exit code of the command line.
enum class ErrorCode {
  usage,          ///< the call itself is wrong (exit code 1)
  invalid_input,  ///< an input as a whole cannot be used (exit code 2)
  environment,    ///< a file, folder, disk or library does not do what is needed (exit code 3)
};

/// The message says in one sentence what was found and what was expected; `path` names the file.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string path = {})
      : std::runtime_error(path.empty() ? message : path + ": " + message), code_(code), path_(std::move(path)) {}

  ErrorCode code() const { return code_; }
  const std::string& path() const { return path_; }

 private:
  ErrorCode code_;
  std::string path_;
};

/// Exit code of the command line for an error: 1 usage, 2 invalid input, 3 environment.
constexpr int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 1;
    case ErrorCode::invalid_input: return 2;
    case ErrorCode::environment: return 3;
  }
  return 70;
}

}  // namespace tmfgeo
