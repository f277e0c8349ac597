// SPDX-License-Identifier: Apache-2.0
/// The raw contents of a ShakeMap's grid.xml, before anybody asks what they mean.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tmfgeo {

using XmlAttributes = std::map<std::string, std::string>;

struct GridXmlField {
  int line = 0;
  XmlAttributes attributes;
};

struct GridXml {
  XmlAttributes root, event, specification;
  int event_line = 0;
  int specification_line = 0;
  int data_line = 0;  ///< 0: no grid_data
  std::vector<GridXmlField> fields;
  std::string data;
};

/// Errors: Error{invalid_input} if it is not well-formed XML, has a DOCTYPE or another root than shakemap_grid.
GridXml read_grid_xml(std::string_view xml, const std::string& name);

}  // namespace tmfgeo
