// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/d8.h"

namespace tmfgeo {
namespace {

/// Codes of the eight steps in the order of kD8Steps (E SE S SW W NW N NE).
constexpr std::array<int, 8> kEsri{1, 2, 4, 8, 16, 32, 64, 128};
constexpr std::array<int, 8> kTauDem{1, 8, 7, 6, 5, 4, 3, 2};
constexpr std::array<int, 8> kGrass{8, 7, 6, 5, 4, 3, 2, 1};

struct Special {
  int outlet;
  int terminal;
  int nodata;
};

constexpr const std::array<int, 8>& steps_of(D8Convention convention) {
  switch (convention) {
    case D8Convention::esri: return kEsri;
    case D8Convention::taudem: return kTauDem;
    case D8Convention::grass: return kGrass;
  }
  return kEsri;
}

constexpr Special special_of(D8Convention convention) {
  switch (convention) {
    case D8Convention::esri: return {0, 0, 255};
    case D8Convention::taudem: return {0, 0, -1};
    case D8Convention::grass: return {0, 0, -2147483647 - 1};
  }
  return {0, 0, 255};
}

}  // namespace

int encode(D8 direction, D8Convention convention) {
  if (is_step(direction)) return steps_of(convention)[direction];
  const Special special = special_of(convention);
  if (direction == kD8Outlet) return special.outlet;
  return direction == kD8Terminal ? special.terminal : special.nodata;
}

std::optional<D8> decode(int code, D8Convention convention) {
  const auto& steps = steps_of(convention);
  for (D8 d = 0; d < 8; ++d) {
    if (steps[d] == code) return d;
  }
  const Special special = special_of(convention);
  if (code == special.terminal) return kD8Terminal;
  if (code == special.nodata || (convention == D8Convention::esri && code == 247)) return kD8NoData;
  if (convention == D8Convention::grass && code < 0 && code >= -8) return kD8Outlet;
  return std::nullopt;
}

}  // namespace tmfgeo
