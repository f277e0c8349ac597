// SPDX-License-Identifier: Apache-2.0
/// What releases of the project's facilities do downstream, as data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/indices/exposure.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/transport/arrivals.h"
#include "tmfgeo/transport/runout.h"
#include "tmfgeo/transport/transport_spread.h"

namespace tmfgeo {

/// A deposit and who is in it.
struct RunoutZone {
  DepositZone zone;
  std::optional<int> places;       ///< settlements whose point lies in it; absent without places
  std::optional<double> people;    ///< absent without places, or where one has no population
  std::vector<std::string> receptors;  ///< ids of stations in it: towns by their own point, others by that on the river
};

/// One facility. In the order of Assessment::results.
struct TransportSite {
  std::optional<ReleaseScenario> release;  ///< absent: neither stated nor a volume known; arrivals then tell plume times only
  bool release_refused = false;            ///< a row of its stated release was not usable: the rest stands, or it is assumed
  std::vector<Receptor> receptors;         ///< on its route, by distance
  std::vector<Arrival> arrivals;           ///< per flow of the settings, then per receptor; empty without receptors
  std::optional<RunoutDistance> runout;
  std::vector<RunoutZone> zones;           ///< by falling exceedance; empty without a DEM
};

struct TransportResults {
  SubstanceLibrary library;
  TransportSpread spread;
  std::vector<Flow> flows;
  std::vector<RiverState> states;    ///< per flow
  std::vector<TransportSite> sites;
};

}  // namespace tmfgeo
