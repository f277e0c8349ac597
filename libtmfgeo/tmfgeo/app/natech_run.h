// SPDX-License-Identifier: Apache-2.0
/// From shaking and floods to damage: each dam by itself, and all dams in one event.
#pragma once

#include <map>

#include "tmfgeo/app/site_hazard.h"

namespace tmfgeo {

/// What judging dams needs beside the facilities.
struct DamRules {
  LiquefactionTable liquefaction;
  DesignGuideline guideline;
  std::vector<FragilityCurve> fragility;
  std::map<std::string, FacilitySoundings> soundings;  ///< by id of the facility
};

/// Reads the scenarios too, so that what is wrong with them is told before the work begins.
/// Errors: those of reading the files; Error{invalid_input} for a fragility curve that is not of pga_g. Needs: project.natech.
DamRules read_dam_rules(const Project& project);

/// Classes of consequence in the spelling of the project's guideline, without [natech] of gistm-2020; others are taken out and told.
/// Issues: value_unreadable. Errors: those of reading the guideline.
void check_consequence_classes(const Project& project, std::vector<Facility>& facilities, Issues& issues);

/// Two notes, or the one that is not empty.
std::string joined_notes(std::string_view first, std::string_view second);

/// The facility's dam as the response models take it.
Dam dam_of(const Facility& facility, const DamRules& rules);

/// The tables name facilities; those that are not in the project are told. Issues: soundings_facility_unknown.
void check_soundings(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities, Issues& issues);

/// A curve is of a dam type or the default one; one that is neither is never used. Issues: fragility_curve_unused.
void check_fragility(const NatechInput& input, const DamRules& rules, Issues& issues);

/// How the response models are asked: the project's displacement model, and the magnitude by what is best known: stated, of
/// the event, mean of the disaggregation's rarest return period, else their default.
DamResponseOptions response_options(const NatechInput& input, const SiteCurve& hazard);

/// The fragility curve of a facility: the one whose id is its dam type, else the one called default; nullptr without either.
const FragilityCurve* fragility_of(const std::vector<FragilityCurve>& curves, const Facility& facility);

/// What settlement states rest on, in words.
std::string settlement_note();

/// Where a dam's own release could not be judged, or only in part and then smaller, the state "release" of its fragility curve
/// stands in for it; its basis says so. Output: whether it does.
bool lend_release(const FragilityCurve& curve, std::vector<DamageState>& states);

/// Whether a facility's point is a town's: what is said of floods there says little of the dam.
bool is_of_a_town(const Facility& facility);

/// Phase whose criterion a facility is held to: the project's, else closure where the facility is not operated any more.
DesignPhase design_phase(const NatechInput& input, const Facility& facility);

struct AskedCriterion {
  DesignLoad load;
  DesignPhase phase;
};

/// Which criterion a check asks for, and why there is no verdict where the facility has no class or the guideline speaks of the
/// other phase alone.
void tell_criterion(const Facility& facility, const DesignGuideline& guideline, const DesignCriterion* criterion, AskedCriterion asked,
                    DesignCheck& check);

/// The earthquake criterion over what the dam withstands; over its fragility curve where that lends the release. Needs: site.hazard,
/// site.yearly.
void check_earthquake(const Facility& facility, const DamResponse& response, const DamRules& rules, DesignPhase phase, NatechSite& site);

/// Water at the toe by return period, the flood criterion over overtopping and the toe, and the flood that breaks the dam.
/// Needs: site.flood, site.overtopping.
void judge_floods(const Facility& facility, const DamRules& rules, DesignPhase phase, NatechSite& site);

/// Yearly damage, design checks, toe floods and overtopping of every facility. Cost: about 10 ms per facility and core.
void judge_dams(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities, NatechResults& results);

/// Groups: all facilities; those above each border crossing; those on each river (RiverGroups); those with one outlet.
/// Ties: kinds in this order, each sorted by id.
std::vector<NatechGroup> facility_groups(const std::vector<FacilityResult>& facilities, const RiverNetwork& network);

/// Every scenario and the ShakeMap over all facilities, with joint outcomes and the scenarios' rasters, and the flood that is
/// as rare everywhere. Needs: results.sites, results.groups.
/// Issues: hazard_event_unknown. Errors: those of reading the files; more facilities than joint_earthquake takes.
void run_events(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities,
                const GroundFinder& ground, NatechResults& results, Issues& issues);

}  // namespace tmfgeo
