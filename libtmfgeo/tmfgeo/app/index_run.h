// SPDX-License-Identifier: Apache-2.0
/// From routes and arrivals to ranks, exposure and transboundary risk.
#pragma once

#include "tmfgeo/app/assess.h"
#include "tmfgeo/indices/overrides.h"

namespace tmfgeo {

/// What lies around the routes of a project, as [exposure] names it.
class Surroundings {
 public:
  /// Errors: as the layers' readers; a population raster that contradicts its declared values.
  Surroundings(const Project& project, const Box& area, const PlaceIndex* places, Issues& issues);
  CorridorData data(const Borders& borders) const;
  const PopulationRaster* population() const { return population_ ? &*population_ : nullptr; }

 private:
  const PlaceIndex* places_;
  std::optional<PopulationRaster> population_;
  std::optional<PointLayer> intakes_;
  std::optional<PointLayer> health_;
  std::optional<AreaLayer> protected_;
};

/// Stated inputs of the indices; nothing where the project names no file.
InputOverrides read_overrides(const Project& project, const std::vector<Facility>& facilities, Issues& issues);

/// Probability of a release by cause. Input: `site` null where the project has no [natech].
/// An earthquake or flood that natech gives without bounds gets the table's spread; one that it could not judge is named, and the
/// sum is then a lower bound, but where the rate of the world's dams, which counts all causes, is all there is.
ReleaseCauses release_causes(const ReleaseRateTable& table, const Facility& facility, const NatechSite* site);

/// Everything of IndexResults. Needs: routes, crossings, exposure and indices are there; natech and transport if the project
/// has them; `inputs` as the indices were made from.
IndexResults run_indices(const Assessment& a, std::vector<InputValues> inputs, const Surroundings& surroundings);

/// One crossing's inputs out of the arrivals, without its river (RiverGroups). Needs: positions inside.
CrossingRisk crossing_risk(const Assessment& a, const CorridorData& corridor, const ReleaseCauses& causes, CrossingBasis& basis);

}  // namespace tmfgeo
