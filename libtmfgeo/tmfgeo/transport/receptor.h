// SPDX-License-Identifier: Apache-2.0
/// Places on a facility's way where somebody wants to know when and how much arrives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/geo/point.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// Sorted as the output is where two receptors share a distance.
enum class ReceptorKind { border, intake, town, gauge, confluence, lake, sea, place };
std::string_view to_text(ReceptorKind kind);

/// Where on the river it lies. One station may be met by many facilities.
struct Station {
  std::string id;
  std::string name;
  std::string name_ru;
  ReceptorKind kind = ReceptorKind::place;
  std::string country;
  Point point;             ///< on the river
  ReachId reach = kNoReach;
  double offset_m = 0;     ///< along the reach
  double off_river_m = 0;  ///< how far the place itself lies from the river
  std::optional<Point> own_point = {};  ///< of a town: where it lies itself
};

/// A station on one facility's route.
struct Receptor {
  Station station;
  double distance_m = 0;     ///< along the flow path from the facility
  std::string from_country;  ///< of a border: the country left
};

}  // namespace tmfgeo
