// SPDX-License-Identifier: Apache-2.0
/// How sure the transport itself is: one set of spreads for all cases.
#pragma once

#include <string>

namespace tmfgeo {

/// Of each what docs/methods/plume.md says; the values here are those of data/transport/spreads.toml.
struct TransportSpread {
  double velocity_sd_ln = 0.25;       ///< common to the whole basin in one draw
  double reach_velocity_sd_ln = 0.2;  ///< of each facility's own way, shrinking with distance
  double peak_sd_log10 = 0.426;       ///< of the unit peak (Jobson's national error)
  double discharge_sd_log10 = 0.1;    ///< of the discharge itself at given flow, larger where it is a default
  double wave_sd_log10 = 0.1;         ///< of the flood wave's speed, beside width and roughness
  double roughness_sd_ln = 0.35;      ///< of Manning's n along the way
  double width_sd_ln = 0.4;           ///< of the width's coefficient along the way
  double lake_residence_sd_ln = 0.5;  ///< of the time in lakes and reservoirs
  double lake_mixing_sd_ln = 1;       ///< of how far a plume spreads in lakes; the upper tenth of the draws is mixed fully
  double sorption_sd_ln = 1.5;        ///< of K_d times suspended solids: what is dissolved and what on grains
  double tail_stretch = 1.7;          ///< passage observed over Jobson's T_d10
};

/// A file of spreads: one table [name] with value, source and mark each; what is not there keeps its value.
/// Errors: Error naming file, line and key: an unknown name, a value out of range, source or mark missing.
TransportSpread read_spreads(const std::string& path, TransportSpread before = {});

}  // namespace tmfgeo
