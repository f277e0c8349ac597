// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/workbook_archive.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <cctype>
#include <memory>
#include <optional>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/gdal_guard.h"

namespace tmfgeo {
namespace {

/// A checklist of a hundred sheets unpacks to about 10 MB in some 120 parts.
constexpr std::size_t kMostBytes = 64'000'000;
constexpr int kMostParts = 2000;

constexpr const char* kExpected = "expected an .xlsx workbook";

struct FileClose {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using FileHandle = std::unique_ptr<VSILFILE, FileClose>;

struct XmlFree {
  void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using Xml = std::unique_ptr<CPLXMLNode, XmlFree>;

[[noreturn]] void refuse(const std::string& path, const std::string& message) {
  throw Error(ErrorCode::invalid_input, message, path);
}

void check_first_bytes(const std::string& path) {
  VSIStatBufL stat;
  if (VSIStatL(path.c_str(), &stat) != 0) throw Error(ErrorCode::environment, "no such file, " + std::string(kExpected), path);
  if (VSI_ISDIR(stat.st_mode)) refuse(path, "is a folder, " + std::string(kExpected));
  const FileHandle file(VSIFOpenL(path.c_str(), "rb"));
  if (!file) throw Error(ErrorCode::environment, "cannot be opened: no right to read it", path);
  std::array<unsigned char, 4> first{};
  const std::size_t read = VSIFReadL(first.data(), 1, first.size(), file.get());
  if (read == 0) refuse(path, "is empty (0 bytes), " + std::string(kExpected));
  if (first[0] == 0xD0 && first[1] == 0xCF) {
    refuse(path, "is an old .xls or a workbook with a password, expected an .xlsx without a password to open it");
  }
  if (first[0] != 'P' || first[1] != 'K') refuse(path, "is not a workbook, " + std::string(kExpected));
}

/// The parts of the archive with their bytes, the unpacked sizes measured, not believed.
std::map<std::string, std::string> unpacked(const std::string& path, const GdalMessages& messages) {
  const std::string root = "/vsizip/{" + path + "}";
  const CPLStringList names(VSIReadDirRecursive(root.c_str()));
  if (names.empty()) {
    refuse(path, "cannot be unpacked: truncated or damaged, " + std::string(kExpected) + (messages.failed() ? " (GDAL: " + messages.failure() + ")" : ""));
  }
  if (names.size() > kMostParts) refuse(path, "has " + std::to_string(names.size()) + " parts, expected a workbook of at most " + std::to_string(kMostParts));
  std::map<std::string, std::string> parts;
  std::size_t total = 0;
  std::array<char, 65536> block{};
  for (int i = 0; i < names.size(); ++i) {
    const std::string name = names[i];
    const bool wanted = name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".bin");
    if (!wanted) continue;
    const FileHandle file(VSIFOpenL((root + "/" + name).c_str(), "rb"));
    if (!file) refuse(path, "its part " + name + " cannot be unpacked: truncated or damaged");
    std::string& bytes = parts[name];
    while (const std::size_t read = VSIFReadL(block.data(), 1, block.size(), file.get())) {
      total += read;
      if (total > kMostBytes) refuse(path, "unpacks to more than " + std::to_string(kMostBytes / 1'000'000) + " MB, expected a workbook that people fill in");
      bytes.append(block.data(), read);
    }
    VSIStatBufL stat;
    const bool whole = VSIStatL((root + "/" + name).c_str(), &stat) == 0 && static_cast<std::size_t>(stat.st_size) == bytes.size();
    if (!whole || messages.failed()) refuse(path, "its part " + name + " cannot be unpacked: truncated or damaged");
  }
  return parts;
}

Xml parsed(const std::map<std::string, std::string>& parts, const std::string& name, const std::string& path) {
  const auto part = parts.find(name);
  if (part == parts.end()) refuse(path, "has no part " + name + ", " + kExpected);
  if (part->second.find("<!DOCTYPE") != std::string::npos) refuse(path, "its part " + name + " declares entities, " + kExpected);
  Xml xml(CPLParseXMLString(part->second.c_str()));
  if (!xml) refuse(path, "its part " + name + " is damaged, " + kExpected);
  CPLStripXMLNamespace(xml.get(), nullptr, TRUE);
  return xml;
}

/// Calls use(element) for every element of that name below a node, at any depth.
template <class Use>
void for_each_element(const CPLXMLNode* node, const std::string& name, const Use& use) {
  for (; node != nullptr; node = node->psNext) {
    if (node->eType != CXT_Element) continue;
    if (node->pszValue == name) use(*node);
    for_each_element(node->psChild, name, use);
  }
}

std::string attribute(const CPLXMLNode& element, const char* name) { return CPLGetXMLValue(&element, name, ""); }

/// Row and column of "C12".
std::optional<std::pair<std::size_t, std::size_t>> place_of(const std::string& reference) {
  constexpr std::size_t most_rows = 1'048'576;
  constexpr std::size_t most_columns = 16'384;
  std::size_t column = 0;
  std::size_t row = 0;
  std::size_t i = 0;
  for (; i < reference.size() && std::isupper(static_cast<unsigned char>(reference[i])) != 0 && column <= most_columns; ++i) {
    column = column * 26 + static_cast<std::size_t>(reference[i] - 'A' + 1);
  }
  for (; i < reference.size() && std::isdigit(static_cast<unsigned char>(reference[i])) != 0 && row <= most_rows; ++i) {
    row = row * 10 + static_cast<std::size_t>(reference[i] - '0');
  }
  if (i != reference.size() || column == 0 || column > most_columns || row == 0 || row > most_rows) return std::nullopt;
  return std::pair{row - 1, column - 1};
}

SheetMarkup markup_of(const CPLXMLNode* xml) {
  SheetMarkup markup;
  for_each_element(xml, "c", [&](const CPLXMLNode& cell) {
    if (CPLGetXMLNode(&cell, "f") == nullptr) return;
    if (const auto place = place_of(attribute(cell, "r"))) markup.formulas.push_back(*place);
  });
  for_each_element(xml, "mergeCell", [&](const CPLXMLNode& merge) {
    const std::string range = attribute(merge, "ref");
    const std::size_t colon = range.find(':');
    const auto first = place_of(range.substr(0, colon));
    const auto last = colon == std::string::npos ? first : place_of(range.substr(colon + 1));
    if (first && last) markup.merged.push_back({first->first, first->second, last->first, last->second});
  });
  return markup;
}

}  // namespace

std::map<std::string, SheetMarkup> check_workbook_archive(const std::string& path) {
  const std::string ending = lower_ascii(path.size() > 5 ? path.substr(path.size() - 5) : path);
  if (ending == ".xlsm" || ending == ".xlsb") refuse(path, "may hold macros and is not opened, expected an .xlsx (save it as \"Excel workbook\")");
  if (ending != ".xlsx") refuse(path, "does not end in .xlsx, expected the .xlsx that was filled in (in LibreOffice: save as \"Excel 2007-365\")");
  check_first_bytes(path);
  const GdalMessages messages;
  const auto parts = unpacked(path, messages);
  for (const auto& [name, bytes] : parts) {
    if (name.ends_with("vbaProject.bin")) refuse(path, "holds macros and is not opened, expected an .xlsx without macros");
  }
  std::map<std::string, std::string> targets;
  const Xml relations = parsed(parts, "xl/_rels/workbook.xml.rels", path);
  for_each_element(relations.get(), "Relationship", [&](const CPLXMLNode& r) {
    const std::string target = attribute(r, "Target");
    targets[attribute(r, "Id")] = target.starts_with("/") ? target.substr(1) : "xl/" + target;
  });
  std::map<std::string, SheetMarkup> sheets;
  const Xml workbook = parsed(parts, "xl/workbook.xml", path);
  for_each_element(workbook.get(), "sheet", [&](const CPLXMLNode& sheet) {
    const auto target = targets.find(attribute(sheet, "id"));
    if (target == targets.end()) refuse(path, "its sheet \"" + attribute(sheet, "name") + "\" leads nowhere, " + kExpected);
    if (target->second.find("worksheets/") == std::string::npos) return;  // a chart
    sheets[attribute(sheet, "name")] = markup_of(parsed(parts, target->second, path).get());
  });
  return sheets;
}

}  // namespace tmfgeo
