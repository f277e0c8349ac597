// SPDX-License-Identifier: Apache-2.0
/// Files with features made in the test, and what reading them gives or refuses.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo::test {

class ReadFeatures : public testing::Test {
 protected:
  std::string file(const std::string& name, std::string_view bytes) {
    write_file(folder_.file(name), bytes, true);
    return folder_.file(name);
  }
  FeatureTable read(const std::string& path, const VectorOptions& options = {}) {
    return read_features(path, options, issues_);
  }
  void expect_refused(const std::string& path, ErrorCode code, const std::string& words,
                      const VectorOptions& options = {}) {
    try {
      read(path, options);
      ADD_FAILURE() << "read what it should refuse: " << words;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      EXPECT_EQ(error.path(), path);
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const Issue& issue : issues_) codes.push_back(issue.code);
    return codes;
  }
  static std::vector<std::string> names(const FeatureTable& table) {
    std::vector<std::string> names;
    for (const Field& field : table.fields) names.push_back(field.name);
    return names;
  }

  ScratchFolder folder_;
  Issues issues_;
};

inline std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
inline std::string collection(const std::vector<std::string>& features) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i == 0 ? "" : ",") + features[i];
  return text + "]}";
}

}  // namespace tmfgeo::test
