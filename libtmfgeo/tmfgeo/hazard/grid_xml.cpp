// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/grid_xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kMostFields = 200;

/// What the callbacks fill; exceptions may not cross the C library, so a problem is kept and thrown afterwards.
struct Reading {
  XML_Parser parser = nullptr;
  GridXml grid;
  std::string problem;
  bool inside_data = false;
  bool root_seen = false;

  void stop(const std::string& what) {
    if (problem.empty()) problem = what;
    XML_StopParser(parser, XML_FALSE);
  }
  int line() const { return static_cast<int>(XML_GetCurrentLineNumber(parser)); }
};

Reading& reading_of(void* data) { return *static_cast<Reading*>(data); }

/// The name without a namespace prefix.
std::string_view local_name(const XML_Char* name) {
  const std::string_view full(name);
  return full.substr(full.rfind(':') + 1);
}

XmlAttributes attributes_of(const XML_Char** pairs) {
  XmlAttributes attributes;
  for (; pairs[0] != nullptr; pairs += 2) attributes.emplace(pairs[0], pairs[1]);
  return attributes;
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  Reading& reading = reading_of(data);
  const std::string_view element = local_name(name);
  if (!reading.root_seen) {
    reading.root_seen = true;
    if (element != "shakemap_grid") return reading.stop("found <" + std::string(element) + ">, expected <shakemap_grid>");
    reading.grid.root = attributes_of(attributes);
  } else if (element == "event") {
    reading.grid.event = attributes_of(attributes);
    reading.grid.event_line = reading.line();
  } else if (element == "grid_specification") {
    if (reading.grid.specification_line != 0) return reading.stop("found a second grid_specification, expected one");
    reading.grid.specification = attributes_of(attributes);
    reading.grid.specification_line = reading.line();
  } else if (element == "grid_field") {
    if (reading.grid.fields.size() >= kMostFields) return reading.stop("found more than 200 grid_field, expected fewer");
    reading.grid.fields.push_back({reading.line(), attributes_of(attributes)});
  } else if (element == "grid_data") {
    if (reading.grid.data_line != 0) return reading.stop("found a second grid_data, expected one");
    reading.grid.data_line = reading.line();
    reading.inside_data = true;
  }
}

void on_end(void* data, const XML_Char* name) {
  if (local_name(name) == "grid_data") reading_of(data).inside_data = false;
}

void on_text(void* data, const XML_Char* text, int length) {
  Reading& reading = reading_of(data);
  if (reading.inside_data) reading.grid.data.append(text, static_cast<std::size_t>(length));
}

void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  reading_of(data).stop("found a DOCTYPE, expected none: entities of a file's own are not read");
}

}  // namespace

GridXml read_grid_xml(std::string_view xml, const std::string& name) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
  if (!parser) throw Error(ErrorCode::environment, "no memory for reading XML", name);
  Reading reading;
  reading.parser = parser.get();
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  bool last = false;
  while (!last) {
    const std::size_t count = std::min(xml.size(), kChunk);
    last = count == xml.size();
    if (XML_Parse(parser.get(), xml.data(), static_cast<int>(count), last ? 1 : 0) != XML_STATUS_OK) {
      if (reading.problem.empty()) {
        reading.problem = "found XML that is broken or cut short (" + std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) +
                          "), expected a whole grid.xml";
      }
      throw Error(ErrorCode::invalid_input, "line " + std::to_string(reading.line()) + ": " + reading.problem, name);
    }
    xml.remove_prefix(count);
  }
  return std::move(reading.grid);
}

}  // namespace tmfgeo
