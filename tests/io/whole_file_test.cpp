// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/whole_file.h"

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

TEST(WholeFile, ReadsBackWhatWasWritten) {
  const test::ScratchFolder folder;
  const std::string bytes("a\0b\n", 4);
  write_file(folder.file("x.bin"), bytes, false);
  EXPECT_EQ(read_file(folder.file("x.bin")), bytes);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"x.bin"});
}

TEST(WholeFile, KeepsWhatIsThereUnlessToldToOverwrite) {
  const test::ScratchFolder folder;
  write_file(folder.file("x.txt"), "old", false);
  EXPECT_THROW(write_file(folder.file("x.txt"), "new", false), Error);
  EXPECT_EQ(read_file(folder.file("x.txt")), "old");
  write_file(folder.file("x.txt"), "new", true);
  EXPECT_EQ(read_file(folder.file("x.txt")), "new");
}

TEST(WholeFile, LeavesNothingWhenItIsNotKept) {
  const test::ScratchFolder folder;
  write_file(folder.file("x.gpkg"), "old", false);
  {
    const PartialFile partial(folder.file("x.gpkg"), true);
    write_file(partial.partial_path(), "half", false);
    write_file(partial.partial_path() + "-journal", "half", false);
  }
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"x.gpkg"});
  EXPECT_EQ(read_file(folder.file("x.gpkg")), "old");
}

TEST(WholeFile, RemovesAStaleJournalBesideTheFileItReplaces) {
  const test::ScratchFolder folder;
  write_file(folder.file("x.gpkg"), "old", false);
  write_file(folder.file("x.gpkg-wal"), "stale", false);
  write_file(folder.file("x.gpkg"), "new", true);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"x.gpkg"});
}

TEST(WholeFile, SaysWhyItCannotBeWritten) {
  const test::ScratchFolder folder;
  try {
    write_file(folder.file("missing/x.txt"), "a", false);
    FAIL() << "wrote into a folder that is not there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::environment);
    EXPECT_NE(std::string(error.what()).find("missing/x.txt: cannot be written: its folder does not exist"),
              std::string::npos)
        << error.what();
  }
  // Not even root may make files here.
  EXPECT_THROW(write_file("/proc/x.txt", "a", false), Error);
}

TEST(WholeFile, MissesAFileThatIsNotThere) {
  try {
    read_file("/nowhere/x.txt");
    FAIL() << "read a file that is not there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::environment);
    EXPECT_STREQ(error.what(), "/nowhere/x.txt: no such file");
  }
}

TEST(WholeFile, WorksInMemory) {
  write_file("/vsimem/tmfgeo_test/x.txt", "abc", false);
  EXPECT_EQ(read_file("/vsimem/tmfgeo_test/x.txt"), "abc");
  EXPECT_THROW(write_file("/vsimem/tmfgeo_test/x.txt", "abc", false), Error);
}

// Ten megabytes of nothing, packed into some kilobytes.
TEST(ReadFile, StopsWhereAPackedFileHoldsMoreThanItMay) {
  const test::ScratchFolder folder;
  const std::string path = folder.file("bomb.gz");
  VSILFILE* file = VSIFOpenL(("/vsigzip/" + path).c_str(), "wb");
  ASSERT_NE(file, nullptr);
  const std::string zeros(10 << 20, '\0');
  EXPECT_EQ(VSIFWriteL(zeros.data(), 1, zeros.size(), file), zeros.size());
  VSIFCloseL(file);
  EXPECT_EQ(read_file("/vsigzip/" + path, 10 << 20).size(), zeros.size());
  try {
    read_file("/vsigzip/" + path, 4 << 20);
    ADD_FAILURE() << "read it all";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_NE(std::string(error.what()).find("more than 4 MiB"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace tmfgeo
