// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/scratch_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <vector>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

TEST(ScratchFile, GivesBackWhatWasWrittenWhereItWasWritten) {
  const test::ScratchFolder folder;
  ScratchFile file(folder.file("."), 100);
  std::vector<std::byte> bytes(40);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 7);
  file.write(60, bytes);
  std::vector<std::byte> back(40);
  file.read(60, back);
  EXPECT_EQ(back, bytes);
  file.read(0, back);
  EXPECT_EQ(back, std::vector<std::byte>(40));
}

TEST(ScratchFile, LeavesNothingInTheFolderEvenWhileItIsOpen) {
  const test::ScratchFolder folder;
  const std::string inside = folder.file("Папка с пробелами");
  std::filesystem::create_directory(inside);
  const ScratchFile file(inside, 1000);
  EXPECT_TRUE(std::filesystem::is_empty(inside));
}

TEST(ScratchFile, TellsAMissingFolderAndAFullDiskBeforeAnyWork) {
  const test::ScratchFolder folder;
  EXPECT_THROW(ScratchFile(folder.file("missing"), 10), Error);
  EXPECT_THROW(ScratchFile(folder.file("."), std::int64_t{1} << 60), Error);
}

TEST(ScratchFile, RangesBeyondItsEndAreABug) {
  const test::ScratchFolder folder;
  ScratchFile file(folder.file("."), 10);
  std::vector<std::byte> bytes(11);
  EXPECT_DEATH(file.write(0, bytes), "");
  EXPECT_DEATH(file.read(-1, bytes), "");
}

}  // namespace
}  // namespace tmfgeo
