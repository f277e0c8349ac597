// SPDX-License-Identifier: Apache-2.0
/// What the files of [transport…] say, read and checked before the work begins.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/project/project.h"
#include "tmfgeo/transport/receptor.h"
#include "tmfgeo/transport/transport_spread.h"

namespace tmfgeo {

/// A point the user names: where somebody wants to know, or where discharge is known.
struct StatedPlace {
  std::string id;
  std::string name;
  std::string name_ru;
  std::string country;
  ReceptorKind kind = ReceptorKind::place;
  Point point;
  std::optional<double> area_km2;  ///< draining to it: tells the river from a brook beside it
  std::string file;
  std::string record;
};

struct GivenGauge {
  StatedPlace at;
  std::array<double, 3> discharge_m3_s{};  ///< low, mean, high; NaN unknown
  std::string source;
};

/// A lake by its outline or by the points where the river enters and leaves it.
struct GivenLake {
  StatedPlace inlet;           ///< its point is not used where there is an outline
  std::optional<Point> outlet;
  Geometry outline;
  double volume_m3 = 0;
  bool reservoir = false;
  std::string source;
};

/// Columns of a receptors file: id, name, name_ru, kind (intake, town, gauge, confluence, lake, place), lon, lat, country,
/// area_km2. Issues: receptor_unusable; the record is left out.
/// Errors: Error{invalid_input} if the column id or the location is missing.
std::vector<StatedPlace> read_receptors(const FeatureTable& table, Issues& issues);

/// Columns: id, name, lon, lat, area_km2, q_low, q_mean, q_high (m3/s), source; q_low and q_high may be empty.
/// Issues: gauge_unusable; the record is left out. Errors: as read_receptors; area_km2 or q_mean missing.
std::vector<GivenGauge> read_gauges(const FeatureTable& table, Issues& issues);

/// Columns: id, name, volume_m3, reservoir (yes, no), source; polygons, or lon, lat, outlet_lon and outlet_lat.
/// Issues: lake_unusable; the record is left out. Errors: as read_receptors; volume_m3 missing.
std::vector<GivenLake> read_lakes(const FeatureTable& table, Issues& issues);

struct TransportData {
  SubstanceLibrary library;
  std::vector<Composition> compositions;
  TransportSpread spread;
  StatedReleases releases;
  std::vector<StatedPlace> receptors;
  std::vector<GivenGauge> gauges;
  std::vector<GivenLake> lakes;
  Issues issues;  ///< of all of them
};

/// Reads everything [transport…] names, and the substances, compositions and spreads that come with tmfgeo.
/// Needs: project.transport; all facilities of the project, so that no stated release seems to be of an unknown one.
/// Errors: those of reading the files.
TransportData read_transport_data(const Project& project, const std::vector<Facility>& facilities);

}  // namespace tmfgeo
