// SPDX-License-Identifier: Apache-2.0
/// Substances a release can carry and the concentrations that matter to those downstream: data with sources, never code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

/// One row of data/transport/substances.toml or of the user's own file.
struct Substance {
  std::string id;        ///< cyanide, arsenic, suspended_solids, …
  std::string name;
  std::string name_ru;
  std::optional<int> whc;             ///< water hazard class 0–3
  Spread decay_per_d;                 ///< first order at 20 °C; median 0: none
  double decay_theta = 1;             ///< k(T) = k20 θ^(T − 20)
  double sorption_l_kg = 0;           ///< K_d: dissolved share 1/(1 + K_d SS)
  double grain_um = 20;               ///< of the particles that carry the sorbed share
  double particle_density_kg_m3 = 2650;
  double retardation = 1;             ///< of the sorbed share, ≥ 1
  std::string source;
  std::string mark;                   ///< confirmed, to confirm
};

/// A concentration and what it means.
struct Threshold {
  std::string id;         ///< eu-drinking-water-cyanide
  std::string substance;
  std::string title;
  std::string title_ru;
  double value_ug_l = 0;  ///< of the whole (dissolved and sorbed) unless of_dissolved
  bool of_dissolved = false;
  std::string kind;       ///< drinking, aquatic_acute, aquatic_chronic, eqs, alarm
  std::string source;
  std::string mark;
};

/// All that is known, the user's rows in front of ours of the same id.
struct SubstanceLibrary {
  std::vector<Substance> substances;  ///< sorted by id
  std::vector<Threshold> thresholds;  ///< sorted by substance, then value
  const Substance* find(std::string_view id) const;
};

/// Reads substances and thresholds. Units of thresholds are written ("ug/L", "mg/L"), any other refused.
/// Errors: Error naming file, line, key and what was expected: unknown key or unit, value ≤ 0, doubled id, threshold of an
/// unknown substance, missing source or mark.
SubstanceLibrary read_substances(const std::string& path);
/// The same from text; `name` stands for the file in messages.
SubstanceLibrary parse_substances(std::string_view toml, const std::string& name);
/// `own` in front of `base`. Errors: as read_substances.
SubstanceLibrary with_own(SubstanceLibrary base, const std::string& path);

}  // namespace tmfgeo
