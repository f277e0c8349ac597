// SPDX-License-Identifier: Apache-2.0
/// An active gold dam of a million m3 and 20 m, with the substances and contents that come with the program.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/scenario/release.h"

namespace tmfgeo::test {

inline std::string transport_data(const std::string& file) { return std::string(TMFGEO_SOURCE_DIR) + "/data/transport/" + file; }

inline const SubstanceLibrary& library() {
  static const SubstanceLibrary all = read_substances(transport_data("substances.toml"));
  return all;
}

inline const std::vector<Composition>& compositions() {
  static const std::vector<Composition> all = read_compositions(transport_data("compositions.toml"), library());
  return all;
}

inline Facility gold_dam() {
  Facility f;
  f.id = "A";
  f.commodity = "gold";
  f.volume_m3 = 1e6;
  f.dam_height_m = 20;
  f.status = FacilityStatus::active;
  return f;
}

}  // namespace tmfgeo::test
