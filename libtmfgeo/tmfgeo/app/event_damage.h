// SPDX-License-Identifier: Apache-2.0
/// What one earthquake does to one dam.
#pragma once

#include <optional>
#include <vector>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/natech/response_table.h"

namespace tmfgeo {

struct EventDamage {
  std::vector<DamageState> states;
  std::optional<ResponseTable> release;  ///< what the state "release" is the mean of; absent: unknown
  bool partly = false;                   ///< some ways to fail are not in it
};

/// Probabilities over the scatter of the shaking at the facility; settlements count as far as their model fits the dam.
/// Where the event tells spectral accelerations or PGV at the facility, they move with the PGA: each as many of its own standard
/// deviations from its median, those of the PGA where its own are not told.
/// Input: options with the event's magnitude, absent where it has none; its spectrum is set here.
EventDamage event_damage(const Facility& facility, const EventShaking& shaking, const DamRules& rules, DamResponseOptions options);

}  // namespace tmfgeo
