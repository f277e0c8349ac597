// SPDX-License-Identifier: Apache-2.0
/// Where tests find real data and scratch space.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace tmfgeo::test {

/// Folder of the real test data: TMFGEO_TESTDATA, else ../shared/testdata beside the source tree; empty if absent.
inline std::string testdata(const std::string& file = {}) {
  const char* given = std::getenv("TMFGEO_TESTDATA");
  const std::filesystem::path folder =
      given != nullptr ? std::filesystem::path(given) : std::filesystem::path(TMFGEO_SOURCE_DIR) / "../shared/testdata";
  const auto path = file.empty() ? folder : folder / file;
  std::error_code none;
  return std::filesystem::exists(path, none) ? path.lexically_normal().string() : std::string();
}

/// An empty folder of its own, with a space and Cyrillic letters in its name, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tmfgeo тест XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~ScratchFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace tmfgeo::test

/// Skips the test, with the reason, where the real test data are absent.
#define TMFGEO_NEEDS_TESTDATA(file)                                                              \
  if (::tmfgeo::test::testdata(file).empty()) {                                                  \
    GTEST_SKIP() << "real test data absent: set TMFGEO_TESTDATA to the folder that has " << file; \
  }                                                                                              \
  static_assert(true)
