// SPDX-License-Identifier: Apache-2.0
/// What the ranking would be if something were done: facilities changed, the whole road run again, places compared.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// A change to try: one attribute of one facility.
struct FacilityChange {
  std::string facility;
  std::string attribute;
  std::string value;
};
/// "id.attribute=value", split at the first "=" and the last "." before it.
/// Errors: Error{usage} for another form.
FacilityChange parse_change(const std::string& text);

/// The facilities with changes made, each value with the source "what-if".
/// Errors: Error{usage}: unknown facility or attribute (with the nearest), a value that cannot be.
std::vector<Facility> with_changes(std::vector<Facility> facilities, std::span<const FacilityChange> changes);

/// Needs: the same facilities in the same order.
std::vector<WhatIfRow> compare_ranks(const Assessment& before, const Assessment& after, std::span<const FacilityChange> changes);

/// The changes of a command line, parsed and tried on the facilities of the project.
/// Errors: as parse_change and with_changes.
std::vector<FacilityChange> read_changes(const Project& project, std::span<const std::string> texts);

/// Fills a.what_if. The results themselves stay those of the project as it is. Cost: another run. Errors: as assess().
void try_changes(Assessment& a, std::span<const FacilityChange> changes, const Progress& progress);

}  // namespace tmfgeo
