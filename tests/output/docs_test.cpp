// SPDX-License-Identifier: Apache-2.0
// The pages of docs/ against the lists in the code: what one has, the other has.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/output/layers.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string source_text(const std::string& path) { return file_text(fs::path(TMFGEO_SOURCE_DIR) / path); }

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// Words in `back quotes`.
Names quoted_words(const std::string& text) {
  const auto parts = split(text, '`');
  Names words;
  for (std::size_t i = 1; i < parts.size(); i += 2) words.insert(parts[i]);
  return words;
}

/// One part of a page, from its "## heading" to the next.
struct Section {
  Names words;                                             ///< all words in back quotes
  std::map<std::string, std::vector<std::string>> tabled;  ///< word of a first cell → its row's cells
};

std::map<std::string, Section> sections_of(const std::string& page) {
  std::map<std::string, Section> sections;
  std::string heading;
  for (const std::string& line : split(source_text(page), '\n')) {
    if (line.starts_with("## ")) heading = line.substr(3);
    Section& section = sections[heading];
    section.words.merge(quoted_words(line));
    if (!line.starts_with("| `")) continue;
    std::vector<std::string> cells = split(line.substr(1), '|');
    for (std::string& cell : cells) cell = trimmed(cell);
    for (const std::string& word : quoted_words(cells.front())) section.tabled.emplace(word, cells);
  }
  return sections;
}

Names tabled_words(const Section& section) {
  Names words;
  for (const auto& [word, cells] : section.tabled) words.insert(word);
  return words;
}

/// The keys that read_project() knows in a table ("" for the root), from its answer to a key nobody knows.
Names known_keys(const test::ScratchFolder& folder, const std::string& table) {
  constexpr std::string_view unknown_key = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq = 1\n";
  std::string toml(table.empty() ? unknown_key : "");
  toml += "tmfgeo = 1\n";
  for (const char* name : {"project", "dem", "rivers", "facilities", "borders", "land", "places", "indices", "exposure", "output", "inspections", "natech", "transport"}) {
    const bool reads_file = std::string(name) != "project" && std::string(name) != "indices" && std::string(name) != "exposure" && std::string(name) != "output" && std::string(name) != "natech" && std::string(name) != "transport";
    toml += "[" + std::string(name) + "]\n";
    if (reads_file) toml += "file = \"f\"\n";
    if (std::string(name) == "project") toml += "name = \"p\"\n";
    if (std::string(name) == "borders") toml += "code_column = \"c\"\n";
    if (table == name) toml += unknown_key;
  }
  const std::string path = folder.file("project.toml");
  std::ofstream(path, std::ios::binary) << toml;
  try {
    read_project(path);
  } catch (const Error& error) {
    const std::string message = error.what();
    const std::string_view mark = "expected one of: ";
    const auto at = message.find(mark);
    if (at == std::string::npos) ADD_FAILURE() << message;
    Names keys;
    for (const std::string& key : split(message.substr(at + mark.size()), ',')) keys.insert(std::string(trimmed(key)));
    return keys;
  }
  ADD_FAILURE() << "an unknown key was accepted in [" << table << "]";
  return {};
}

TEST(OutputLayersPage, HasEveryLayerAndColumnWithItsUnit) {
  const auto sections = sections_of("docs/output-layers.md");
  for (const LayerSpec& spec : layer_specs()) {
    const auto section = sections.find(std::string(spec.name));
    ASSERT_NE(section, sections.end()) << "no section \"## " << spec.name << "\"";
    for (const Field& field : layer_fields(spec.name)) {
      EXPECT_TRUE(section->second.words.contains(field.name)) << spec.name << "." << field.name;
      const auto row = section->second.tabled.find(field.name);
      if (row == section->second.tabled.end()) {
        EXPECT_EQ(field.unit, "") << spec.name << "." << field.name << " has a unit and needs a row";
        continue;
      }
      EXPECT_EQ(row->second.at(1), field.unit) << spec.name << "." << field.name;
    }
  }
}

TEST(OutputLayersPage, HasNoColumnThatIsNotThere) {
  const auto sections = sections_of("docs/output-layers.md");
  for (const LayerSpec& spec : layer_specs()) {
    Names columns;
    for (const Field& field : layer_fields(spec.name)) columns.insert(field.name);
    for (const std::string& word : tabled_words(sections.at(std::string(spec.name)))) {
      EXPECT_TRUE(columns.contains(word)) << spec.name << "." << word;
    }
  }
}

TEST(ProjectFilePage, HasTheKeysThatAreReadAndNoOthers) {
  const test::ScratchFolder folder;
  const auto sections = sections_of("docs/project-file.md");
  EXPECT_EQ(tabled_words(sections.at("Root")), known_keys(folder, ""));
  const Names of_every_input = tabled_words(sections.at("Every input"));
  for (const std::string table : {"project", "dem", "rivers", "facilities", "borders", "land", "places", "indices", "exposure", "output", "inspections", "natech", "transport"}) {
    Names told = tabled_words(sections.at("[" + table + "]"));
    const Names known = known_keys(folder, table);
    if (known.contains("file")) told.insert(of_every_input.begin(), of_every_input.end());
    EXPECT_EQ(told, known) << "[" << table << "]";
  }
}

TEST(ProjectFilePage, HasEveryKeyOfTheTemplate) {
  const auto sections = sections_of("docs/project-file.md");
  std::string table;
  int keys = 0;
  for (std::string line : split(source_text("data/templates/project.toml"), '\n')) {
    if (line.starts_with("# ")) line.erase(0, 2);
    if (line.starts_with("[")) table = line.substr(0, line.find(']') + 1);
    const std::string key = line.substr(0, line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"));
    if (key.empty() || !line.substr(key.size()).starts_with(" = ")) continue;
    ++keys;
    const Section& own = sections.at(table.empty() ? "Root" : table);
    EXPECT_TRUE(own.tabled.contains(key) || sections.at("Every input").tabled.contains(key)) << table << " " << key;
  }
  EXPECT_GT(keys, 30) << "the template was not understood";
}

TEST(FacilitiesFilePage, HasEveryColumnWithItsUnitAndAliasesAndNoOthers) {
  const auto sections = sections_of("docs/facilities-file.md");
  std::map<std::string, std::vector<std::string>> told = sections.at("Where it is").tabled;
  told.merge(std::map(sections.at("What is known of it").tabled));
  Names known;
  for (const FacilityColumn& column : facility_columns()) {
    known.insert(column.name);
    ASSERT_TRUE(told.contains(column.name)) << column.name;
    const auto& cells = told.at(column.name);
    EXPECT_EQ(cells.at(1), column.unit) << column.name;
    EXPECT_EQ(quoted_words(cells.at(3)), Names(column.aliases.begin(), column.aliases.end())) << column.name;
  }
  for (const auto& [name, cells] : told) EXPECT_TRUE(known.contains(name)) << name;
}

TEST(FacilitiesFilePage, SpeaksOnlyOfIssueCodesThereAre) {
  Names codes;
  for (const IssueCode& code : issue_codes()) codes.insert(std::string(code.code));
  int told = 0;
  for (const std::string& line : split(source_text("docs/facilities-file.md"), '\n')) {
    for (const std::string& word : quoted_words(line)) {
      const bool is_code = word.starts_with("facility_") || word.starts_with("value_");
      if (!is_code) continue;
      ++told;
      EXPECT_TRUE(codes.contains(word)) << word;
    }
  }
  EXPECT_GT(told, 0);
}

TEST(Pages, LinkOnlyToFilesThereAre) {
  const fs::path root = TMFGEO_SOURCE_DIR;
  std::vector<fs::path> pages{root / "CHANGELOG.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  EXPECT_GT(pages.size(), 10U);
  for (const fs::path& page : pages) {
    const std::string text = file_text(page);
    for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos;) {
      at += 2;
      std::string target = text.substr(at, text.find(')', at) - at);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << " links to " << target;
    }
  }
}

TEST(NatechPages, SpeakOfEveryIssueOfEarthquakesAndFloods) {
  for (const char* page : {"docs/natech.md", "docs/ru/natech.md"}) {
    const Names words = quoted_words(source_text(page));
    for (const IssueCode& code : issue_codes()) {
      const std::string name(code.code);
      const std::string room = name.substr(0, name.find('_'));
      if (!Names{"hazard", "catalogue", "flood", "fragility", "soundings", "discharge"}.contains(room)) continue;
      EXPECT_TRUE(words.contains(name)) << name << " in " << page;
    }
  }
}

}  // namespace
}  // namespace tmfgeo
