// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/network/border_route.h"

namespace tmfgeo {

std::optional<std::vector<std::string>> countries_on(const BorderRoute& border) {
  if (border.legs.empty()) return std::nullopt;
  std::vector<std::string> codes;
  for (const RouteLeg& leg : border.legs) {
    if (leg.country.empty()) return std::nullopt;
    for (const std::string& code : {leg.country, leg.shared_with}) {
      if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
  }
  return codes;
}

}  // namespace tmfgeo
