// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tmfgeo/indices/rules.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

TEST(SchemeInputs, AreAllInTheDocs) {
  std::ifstream file(TMFGEO_SOURCE_DIR "/docs/scheme-files.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const SchemeInput& input : scheme_inputs()) {
    EXPECT_THAT(page, HasSubstr("| `" + input.name + "` |"));
    for (const std::string& word : input.words) EXPECT_THAT(page, HasSubstr(word));
  }
}

TEST(SchemeInputs, AreSortedAndDescribed) {
  const auto& inputs = scheme_inputs();
  EXPECT_TRUE(std::is_sorted(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const SchemeInput& input : inputs) {
    EXPECT_FALSE(input.description.empty()) << input.name;
    EXPECT_EQ(input.unit.empty(), input.is_word()) << input.name;
    EXPECT_EQ(find_scheme_input(input.name), &input);
  }
  EXPECT_EQ(find_scheme_input("volume"), nullptr);
}

}  // namespace
}  // namespace tmfgeo
