// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kProject = R"(name = "chu"
version = 1
share = 0.5

[dem]
file = "dem.tif"
burn = true
depths = [1, 2.5]
tags = ["a", "б"]

[dem.sea]
level_m = -3

[[layer]]
id = "first"

[[layer]]
id = "second"
)";

/// What reading refuses with, or "accepted".
std::string refusal(const std::string& toml, const std::function<void(ConfigTable&)>& read) {
  try {
    ConfigTable root = parse_config(toml, "p.toml");
    read(root);
    root.finish();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.what();
  }
  return "accepted";
}

TEST(Config, ReadsEveryKindOfValue) {
  ConfigTable root = parse_config(kProject, "p.toml");
  EXPECT_EQ(root.text("name"), "chu");
  EXPECT_EQ(root.integer("version"), 1);
  EXPECT_EQ(root.number("share"), 0.5);
  EXPECT_EQ(root.number("version"), 1.0) << "a whole number is a number";
  ConfigTable dem = root.required_table("dem");
  EXPECT_EQ(dem.required_text("file"), "dem.tif");
  EXPECT_EQ(dem.boolean("burn"), true);
  EXPECT_THAT(*dem.numbers("depths"), ElementsAre(1, 2.5));
  EXPECT_THAT(*dem.texts("tags"), ElementsAre("a", "б"));
  EXPECT_EQ(dem.required_table("sea").required_number("level_m"), -3);
  const auto layers = root.tables("layer");
  ASSERT_EQ(layers.size(), 2U);
  for (ConfigTable layer : layers) EXPECT_TRUE(layer.has("id"));
  EXPECT_NO_THROW(root.finish());
}

TEST(Config, GivesNothingForKeysThatAreNotThere) {
  ConfigTable root = parse_config("a = 1", "p.toml");
  EXPECT_FALSE(root.text("b") || root.number("b") || root.integer("b") || root.boolean("b") || root.texts("b") ||
               root.numbers("b") || root.table_if("b") || root.word("b", {"x"}));
  EXPECT_TRUE(root.tables("b").empty());
  EXPECT_FALSE(root.has("b"));
}

TEST(Config, ListsKeysInTheOrderOfTheFile) {
  EXPECT_THAT(parse_config("z = 1\nb = 2\na = 3\n[m]\nx = 1", "p.toml").keys(), ElementsAre("z", "b", "a", "m"));
}

TEST(Config, NamesFileLineTableAndKey) {
  ConfigTable root = parse_config(kProject, "p.toml");
  EXPECT_EQ(root.place("share"), "p.toml:3: share");
  ConfigTable dem = root.required_table("dem");
  EXPECT_EQ(dem.place("burn"), "p.toml:7: [dem] burn");
  EXPECT_EQ(dem.required_table("sea").place("level_m"), "p.toml:12: [dem.sea] level_m");
  EXPECT_EQ(root.tables("layer")[1].place("id"), "p.toml:18: [layer] id");
  EXPECT_EQ(root.file(), "p.toml");
}

TEST(Config, SaysWhatItFoundAndWhatItExpected) {
  struct Case {
    const char* toml;
    std::function<void(ConfigTable&)> read;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"\nk = 1", [](ConfigTable& t) { t.text("k"); }, "p.toml:2: k: found a whole number, expected text in quotes"},
      {"k = \"1\"", [](ConfigTable& t) { t.number("k"); }, "p.toml:1: k: found text, expected a finite number"},
      {"k = nan", [](ConfigTable& t) { t.number("k"); }, "p.toml:1: k: found a number, expected a finite number"},
      {"k = inf", [](ConfigTable& t) { t.number("k"); }, "p.toml:1: k: found a number, expected a finite number"},
      {"k = 1.5", [](ConfigTable& t) { t.integer("k"); }, "p.toml:1: k: found a number, expected a whole number"},
      {"k = 1", [](ConfigTable& t) { t.boolean("k"); }, "p.toml:1: k: found a whole number, expected true or false"},
      {"k = 2020-01-01", [](ConfigTable& t) { t.text("k"); }, "p.toml:1: k: found a date or time, expected text in quotes"},
      {"k = \"a\"", [](ConfigTable& t) { t.texts("k"); }, "p.toml:1: k: found text, expected a list of texts"},
      {"k = [\"a\", 1]", [](ConfigTable& t) { t.texts("k"); }, "p.toml:1: k: found a whole number in the list, expected text in quotes"},
      {"k = true", [](ConfigTable& t) { t.numbers("k"); }, "p.toml:1: k: found true or false, expected a list of numbers"},
      {"k = [1, \"a\"]", [](ConfigTable& t) { t.numbers("k"); }, "p.toml:1: k: found text in the list, expected a finite number"},
      {"k = [nan]", [](ConfigTable& t) { t.numbers("k"); }, "p.toml:1: k: found a number in the list, expected a finite number"},
      {"k = []", [](ConfigTable& t) { t.table_if("k"); }, "p.toml:1: k: found a list, expected a table [k]"},
      {"k = 3", [](ConfigTable& t) { t.tables("k"); }, "p.toml:1: k: expected a list of tables [[k]]"},
      {"k = [3]", [](ConfigTable& t) { t.tables("k"); }, "p.toml:1: k: expected a list of tables [[k]]"},
      {"[t]\nx = 1", [](ConfigTable& t) { t.text("t"); }, "p.toml:1: t: found a table, expected text in quotes"},
      {"[t]\n", [](ConfigTable& t) { t.required_table("t").required_text("k"); }, "p.toml:1: [t] k: is missing, expected text in quotes"},
      {"\n[t]\n", [](ConfigTable& t) { t.required_table("t").required_number("k"); }, "p.toml:2: [t] k: is missing, expected a number"},
      {"[t]\n", [](ConfigTable& t) { t.required_table("t").required_table("u"); }, "p.toml:1: [t] u: is missing, expected a table [u]"},
      {"k = \"digitized\"", [](ConfigTable& t) { t.word("k", {"digitised", "elevation"}); },
       "p.toml:1: k: found \"digitized\", expected one of: digitised, elevation (did you mean \"digitised\"?)"},
      {"k = \"?\"", [](ConfigTable& t) { t.word("k", {"digitised", "elevation"}); },
       "p.toml:1: k: found \"?\", expected one of: digitised, elevation"},
  };
  for (const Case& c : cases) EXPECT_EQ(refusal(c.toml, c.read), c.expected) << c.toml;
}

TEST(Config, TakesAWordFromTheList) {
  EXPECT_EQ(parse_config("k = \"elevation\"", "p.toml").word("k", {"digitised", "elevation"}), "elevation");
}

TEST(Config, RefusesKeysNobodyAskedForWithTheNearestOne) {
  EXPECT_EQ(refusal("tolerence_m = 1", [](ConfigTable& t) { t.number("tolerance_m"); }),
            "p.toml:1: unknown key \"tolerence_m\", did you mean \"tolerance_m\"?");
  EXPECT_EQ(refusal("[dem]\nfile = \"x\"\n\nfiel = \"y\"", [](ConfigTable& t) { t.required_table("dem").text("file"); }),
            "p.toml:4: unknown key \"fiel\" in [dem], did you mean \"file\"?");
  EXPECT_EQ(refusal("zzz = 1", [](ConfigTable& t) { t.text("name"), t.text("crs"); }),
            "p.toml:1: unknown key \"zzz\", expected one of: crs, name");
  EXPECT_EQ(refusal("zzz = 1", [](ConfigTable&) {}), "p.toml:1: unknown key \"zzz\", expected no key here");
  EXPECT_EQ(refusal("[a.b]\nc = 1\nd = 2", [](ConfigTable& t) { t.required_table("a").required_table("b").number("c"); }),
            "p.toml:3: unknown key \"d\" in [a.b], expected one of: c");
  EXPECT_EQ(refusal("[[l]]\na = 1\n[[l]]\nb = 2", [](ConfigTable& t) { for (ConfigTable l : t.tables("l")) l.number("a"); }),
            "p.toml:4: unknown key \"b\" in [l], expected one of: a");
}

TEST(Config, KnowsAKeyWhoeverAskedForIt) {
  EXPECT_EQ(refusal("[t]\na = 1\nb = 2",
                    [](ConfigTable& t) {
                      t.required_table("t").number("a");
                      t.required_table("t").number("b");
                    }),
            "accepted")
      << "two readers of one table share what they know";
}

TEST(Config, RefusesTextThatIsNoToml) {
  for (const std::string broken : {"a = ", "a = 1\nb = = 2", "[t", "a = \"open", "a = 1\na = 2", "key\n", "a = \"\xFF\xFE\"", "a = 1e", "\xFF"}) {
    EXPECT_THAT(refusal(broken, [](ConfigTable& t) { t.number("a"); }), AllOf(StartsWith("p.toml:"), HasSubstr("not valid TOML"))) << broken;
  }
  EXPECT_THAT(refusal("a = 1\nb = = 2", [](ConfigTable&) {}), StartsWith("p.toml:2:5: "));
}

class ConfigFile : public testing::Test {
 protected:
  std::string refused(const std::string& path, ErrorCode code) {
    try {
      read_config(path);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      EXPECT_EQ(error.path(), path);
      return error.what();
    }
    return "accepted";
  }
  std::string file(const std::string& bytes) {
    const std::string path = folder_.file("проект.toml");
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  test::ScratchFolder folder_;
};

TEST_F(ConfigFile, IsReadWithAByteOrderMarkAndWindowsLineEnds) {
  ConfigTable root = read_config(file("\xEF\xBB\xBF" "a = 1\r\nb = 2\r\n"));
  EXPECT_EQ(root.number("a"), 1);
  EXPECT_THAT(root.place("b"), EndsWith("проект.toml:2: b"));
}

TEST_F(ConfigFile, ThatIsMissingOrAFolderIsTheEnvironments) {
  EXPECT_THAT(refused(folder_.file("none.toml"), ErrorCode::environment), EndsWith("cannot be opened, expected a TOML file"));
  EXPECT_THAT(refused(folder_.path().string(), ErrorCode::environment), EndsWith("is a folder, expected a TOML file"));
}

TEST_F(ConfigFile, ThatIsEmptyIsAnInvalidInput) {
  for (const char* nothing : {"", " \n\t\r\n", "\xEF\xBB\xBF"}) {
    EXPECT_THAT(refused(file(nothing), ErrorCode::invalid_input), EndsWith("is empty, expected a TOML file"));
  }
}

}  // namespace
}  // namespace tmfgeo
