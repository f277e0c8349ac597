// SPDX-License-Identifier: Apache-2.0
/// The main job: from a project to routes, border crossings and indices, as data. Writing is results.h's matter.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/app/index_results.h"
#include "tmfgeo/app/natech_results.h"
#include "tmfgeo/app/transport_results.h"
#include "tmfgeo/core/progress.h"
#include "tmfgeo/core/ranks.h"
#include "tmfgeo/indices/exposure.h"
#include "tmfgeo/indices/scheme.h"
#include "tmfgeo/inspection/inspection_results.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/project/project.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

struct TransportData;

/// What the DEM gave.
struct TerrainProducts {
  ConditionedDem conditioned;
  FlowField flow;
  Accumulation accumulation;
  Streams streams;
  Grid<float> given_m = {};  ///< the DEM as it was read, no river cut in; where floods are to be estimated or deposits laid out
};

/// One facility's answers.
struct FacilityResult {
  Facility facility;
  std::string country_found;     ///< code of the country at the point; several joined by "/"; empty if none
  Route route;
  BorderRoute border;
  Exposure exposure;
  std::vector<TermValue> indices;  ///< in the order of the scheme's terms
};

struct Assessment {
  Project project;
  std::vector<FacilityResult> results;  ///< in the order of the facilities file
  RiverNetwork network;
  Borders borders;
  std::shared_ptr<const Scheme> scheme;
  std::string scheme_sha256;
  std::optional<TerrainProducts> terrain;
  std::optional<NatechResults> natech;  ///< where the project has [natech]
  std::optional<TransportResults> transport;  ///< where the project has [transport]
  std::optional<InspectionResults> inspections;  ///< where the project has [inspections]
  std::optional<IndexResults> index_results;  ///< absent only in an assessment that was not run
  std::vector<WhatIfRow> what_if;             ///< empty unless changes were tried
  std::vector<WhatIfGroup> what_if_groups;    ///< facilities, rivers, basins, pairs of countries, each kind by id
  std::vector<InputRecord> inputs;
  Issues issues;  ///< in the order of the pipeline, then of the facilities
};

/// One term's value of a facility; nullptr if the scheme has no such term.
const IndexValue* term_value(const FacilityResult& r, const std::string& term);

/// Runs the whole road: read → condition → route → cut at borders → expose → index.
/// Errors: Error for an input that cannot be used as a whole; one bad facility is an Issue.
/// Cost: see docs/performance.md. Same project and inputs, same answers, for any number of threads.
/// With several ranks every rank reads and routes all, and the ensemble of releases is shared out: rank 0 has all answers.
Assessment assess(const Project& project, const Progress& progress = {}, Ranks* ranks = nullptr);

/// The facilities of a project's file, with what [indices.overrides] says of their attributes; the issues of the file among theirs.
FacilityInventory read_project_facilities(const Project& project);

/// What may be asked of a run beside its project.
struct AssessOptions {
  const TransportData* transport = nullptr;  ///< read already; null: it is read
  Ranks* ranks = nullptr;
  std::span<const FacilityChange> changes = {};  ///< made in the inventory already: they stand before stated inputs of the indices
};

/// The same for facilities that are given instead of those of the project's file, for example one point to trace. What
/// [indices.overrides] says of them stands before what they come with, but for options.changes.
Assessment assess_facilities(const Project& project, FacilityInventory inventory, const Progress& progress = {}, const AssessOptions& options = {});

/// Reads and checks every input and says what it found, without routing. Output: issues, and one line per input.
struct Validation {
  std::vector<std::string> findings;  ///< "rivers: 595470 lines, EPSG:4326, …"
  Issues issues;
  double memory_mb = 0;  ///< estimate for the whole run
};
Validation validate(const Project& project, const Progress& progress = {});

}  // namespace tmfgeo
