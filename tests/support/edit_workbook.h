// SPDX-License-Identifier: Apache-2.0
/// Changes an .xlsx as another program would: its parts unpacked, edited and packed again.
#pragma once

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tmfgeo::test {

using ZipParts = std::vector<std::pair<std::string, std::string>>;

inline void write_zip(const std::string& path, const ZipParts& parts) {
  const std::string zip_path = path + ".zip";  // GDAL makes zips of this name only
  void* zip = CPLCreateZip(zip_path.c_str(), nullptr);
  for (const auto& [name, bytes] : parts) {
    CPLCreateFileInZip(zip, name.c_str(), nullptr);
    CPLWriteFileInZip(zip, bytes.data(), static_cast<int>(bytes.size()));
    CPLCloseFileInZip(zip);
  }
  CPLCloseZip(zip);
  if (VSIRename(zip_path.c_str(), path.c_str()) != 0) throw std::runtime_error("cannot write " + path);
}

inline ZipParts read_zip(const std::string& path) {
  const std::string root = "/vsizip/{" + path + "}";
  const CPLStringList names(VSIReadDirRecursive(root.c_str()));
  ZipParts parts;
  for (int i = 0; i < names.size(); ++i) {
    if (std::string(names[i]).ends_with("/")) continue;
    VSILFILE* file = VSIFOpenL((root + "/" + names[i]).c_str(), "rb");
    if (file == nullptr) continue;
    std::array<char, 65536> block{};
    std::string bytes;
    while (const std::size_t read = VSIFReadL(block.data(), 1, block.size(), file)) bytes.append(block.data(), read);
    VSIFCloseL(file);
    parts.emplace_back(names[i], bytes);
  }
  return parts;
}

/// Changes one part of an .xlsx and writes it as another one.
inline void edit_part(const std::string& from, const std::string& to, const std::string& part, const std::function<void(std::string&)>& change) {
  ZipParts parts = read_zip(from);
  for (auto& [name, bytes] : parts) {
    if (name == part) change(bytes);
  }
  write_zip(to, parts);
}

inline void replace_once(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing like " + from);
  text.replace(at, from.size(), to);
}

/// Puts words into cells of a sheet's XML that are empty or hold a text; "=A1" as a formula, five digits as a number.
inline void fill_cells(std::string& xml, const std::map<std::string, std::string>& words) {
  for (const auto& [cell, word] : words) {
    const auto begin = xml.find("<c r=\"" + cell + "\"");
    if (begin == std::string::npos) throw std::runtime_error("no cell " + cell);
    const auto tag_end = xml.find('>', begin);
    const bool blank = xml[tag_end - 1] == '/';
    const auto end = blank ? tag_end + 1 : xml.find("</c>", begin) + 4;
    const auto style = xml.find(" s=\"", begin);
    const std::string look = style < tag_end ? xml.substr(style, xml.find('"', style + 4) - style + 1) : "";
    const bool number = word.size() == 5 && word.find_first_not_of("0123456789") == std::string::npos;
    const std::string head = "<c r=\"" + cell + "\"" + look;
    const std::string value = word.starts_with("=") ? " t=\"str\"><f>" + word.substr(1) + "</f><v>yes</v></c>"
                              : number              ? "><v>" + word + "</v></c>"
                                                    : " t=\"inlineStr\"><is><t>" + word + "</t></is></c>";
    xml.replace(begin, end - begin, head + value);
  }
}

}  // namespace tmfgeo::test
