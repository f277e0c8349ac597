// SPDX-License-Identifier: Apache-2.0
/// What the ranking would be if something were done: facilities changed, the whole road run again, places compared.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// "id.attribute=value", split at the first "=" and the last "." before it.
/// Errors: Error{usage} for another form.
FacilityChange parse_change(const std::string& text);

/// The facilities with changes made, each value with the source "what-if".
/// Errors: Error{usage}: unknown facility or attribute (with the nearest), a value that cannot be.
std::vector<Facility> with_changes(std::vector<Facility> facilities, std::span<const FacilityChange> changes);

/// Needs: the same facilities in the same order.
std::vector<WhatIfRow> compare_ranks(const Assessment& before, const Assessment& after, std::span<const FacilityChange> changes);

/// Facilities, rivers, basins and pairs of countries of either side, each kind sorted by id.
std::vector<WhatIfGroup> compare_groups(const TransboundaryRisk& before, const TransboundaryRisk& after);

/// What a command line asks to be tried.
struct AskedChanges {
  std::vector<std::string> set;    ///< FACILITY.ATTRIBUTE=VALUE
  std::vector<std::string> close;  ///< FACILITY, active or inactive: its status becomes "closed"
  std::vector<std::string> done;   ///< FACILITY.MEASURE: an id of the measure catalogue that data/indices/measure-effects.toml has
  bool empty() const { return set.empty() && close.empty() && done.empty(); }
};

/// What a measure of the catalogue does to the inputs of the indices once it is done.
struct MeasureEffect {
  std::string measure;    ///< id
  std::string attribute;
  std::string value;
  std::optional<double> at_least;      ///< the value, where a facility that is better already keeps its own
  std::vector<std::string> of_status;  ///< facilities it is for; empty: all
  std::string source;
};
/// Errors: Error{invalid_input} with file, line, key: a measure that the catalogue does not have or that changes an attribute
/// twice, unknown attributes, values and statuses that cannot be, a missing source, no effect at all.
std::vector<MeasureEffect> read_measure_effects(const std::string& path, const QuestionSet& set);

/// Changes to try, their values as they were read ("closed", also where "закрыто" was typed), and what is to be told of those that
/// bring nothing: "--done A1.M-DAM-13: …", "--set A1.status=closed: changes nothing, …".
struct PlannedChanges {
  std::vector<FacilityChange> changes;
  std::vector<std::string> notes;
};

/// The changes of a command line, parsed and tried on the facilities of the project: what is set, then what is closed, then the
/// measures, on facilities as the changes before left them; what a measure leads to stands instead of what was set. Of two
/// measures the better value stays, whichever is asked first or if one is asked twice: the other one gets a note.
/// Errors: as parse_change and with_changes; Error{usage}: an unknown facility, an attribute that gets two values, a facility to
/// close that is closed, rehabilitated, abandoned or orphaned, a measure without an effect (with those that have one), one that
/// is not for facilities of this status or changes nothing of this one as the project has it and --set and --close make it.
PlannedChanges read_changes(const Project& project, const AskedChanges& asked);

/// Fills a.what_if and a.what_if_groups. The results themselves stay those of the project as it is. A change stands before what
/// the project's files state, [indices.overrides] included. Cost: another run. Errors: as assess().
void try_changes(Assessment& a, std::span<const FacilityChange> changes, const Progress& progress);

}  // namespace tmfgeo
