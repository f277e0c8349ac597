// SPDX-License-Identifier: Apache-2.0
/// Ranks, exposure and transboundary risk of a project's facilities, as data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/indices/corridor.h"
#include "tmfgeo/indices/ranking.h"
#include "tmfgeo/indices/release_rate.h"
#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {

/// What one row of the transboundary table rests on. In the order of IndexResults::crossings.
struct CrossingBasis {
  std::size_t facility = 0;  ///< position among Assessment::results
  std::size_t crossing = 0;  ///< position among its BorderRoute::crossings
  std::string flow;          ///< of the rivers the arrival was taken at; empty without transport
  std::string substance;     ///< with the largest ratio; empty: unknown
  std::string threshold;     ///< id of the threshold the ratio stands over
  double exposed_until_km = 0;  ///< flow path to where the median ratio falls below one
};

/// Annual probabilities of release of one facility, cause by cause.
struct ReleaseCauses {
  BackgroundRate background;
  std::optional<Band> earthquake;
  std::optional<Band> flood;
  Band all;
  std::vector<std::string> not_judged;  ///< earthquake_per_year, flood_per_year: not at all or only in part
  bool at_least = false;                ///< the causes not judged are in none of the others
};

/// First-order and total indices of a group. In the order of the basins, then of the country pairs.
struct SensitivityOfGroup {
  std::string kind;  ///< basin, country_pair
  std::string id;
  GroupSensitivity indices;
};

struct IndexResults {
  std::vector<InputValues> inputs;                      ///< per facility
  std::vector<FacilityRank> ranks;                      ///< per facility
  std::vector<std::vector<CountryExposure>> exposure;   ///< per facility, whole route
  std::vector<ReleaseCauses> causes;                    ///< per facility
  std::vector<CrossingRisk> crossings;
  std::vector<CrossingBasis> basis;
  TransboundaryRisk risk;
  std::vector<SensitivityOfGroup> sensitivity;
  std::string rates_id;
};

/// A change to try: one attribute of one facility.
struct FacilityChange {
  std::string facility;
  std::string attribute;
  std::string value;
};

/// How the risk of a facility, river, basin or pair of countries changes with it. Groups that are there only before or only after have the other
/// side empty.
struct WhatIfGroup {
  std::string kind;  ///< facility, river, basin, country_pair
  std::string id;
  RiskGroup before;
  RiskGroup after;
};

/// How one facility's place changes when something is done.
struct WhatIfRow {
  std::size_t facility = 0;
  std::string changed;  ///< "factor_of_safety = 1.5"; empty for those that are not changed themselves
  IndexValue before;
  IndexValue after;
  RankInterval rank_before;
  RankInterval rank_after;
  std::optional<Band> tbri_before;
  std::optional<Band> tbri_after;
};

}  // namespace tmfgeo
