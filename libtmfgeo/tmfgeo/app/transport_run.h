// SPDX-License-Identifier: Apache-2.0
/// From releases to arrivals at every receptor of every facility.
#pragma once

#include <span>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/transport_data.h"
#include "tmfgeo/core/ranks.h"

namespace tmfgeo {

/// What a run of the transport is asked for beside the project.
struct TransportTask {
  const TransportData* data = nullptr;
  const Places* places = nullptr;            ///< null where the project has none
  Ranks* ranks = nullptr;                    ///< who shares the ensemble; null: nobody
};

/// The release a journey is told with where none is known: water only, so that its times can be told.
ReleaseScenario times_only(const Facility& facility);

/// Hydraulics, releases, run-out zones and arrivals. Input: `a` with routes, crossings, network and terrain.
/// Output: with several ranks the arrivals of all facilities on rank 0, elsewhere those of the own share.
/// Issues: release_unknown, receptor_off_route and those of the hydraulics. Needs: a.project.transport, task.data.
/// Same project and inputs, same results, for any number of threads and ranks.
TransportResults run_transport(const Assessment& a, const TransportTask& task, Issues& issues, const Progress& progress);

/// The settings as the ensemble takes them.
EnsembleOptions ensemble_of(const TransportInput& input, const TransportSpread& spread);

/// The journey of one facility. Needs: `release`, route and site outlive it.
Journey journey_of(const FacilityResult& facility, const TransportSite& site, const ReleaseScenario& fallback);

}  // namespace tmfgeo
