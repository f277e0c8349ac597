// SPDX-License-Identifier: Apache-2.0
/// Tailings management facilities as their owners and authorities describe them. Missing is absent, never zero.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/provenance.h"
#include "tmfgeo/geo/point.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// How well a facility's point is known.
enum class LocationQuality { unknown, dam, site, town, nearest_town, illustrative };
/// Who looks after it.
enum class FacilityStatus { active, inactive, closed, rehabilitated, abandoned, orphaned };
enum class DamType { upstream, downstream, centreline, earthfill, rockfill };

std::string_view to_text(LocationQuality quality);
std::string_view to_text(FacilityStatus status);
std::string_view to_text(DamType type);

struct Facility {
  std::string id;  ///< unique; made from the record's number if the file has none
  std::string name;
  std::string name_ru;
  std::string country;  ///< ISO 3166-1 alpha-2 as stated, empty if not
  Point location;       ///< WGS 84 longitude, latitude
  LocationQuality location_quality = LocationQuality::unknown;
  std::string commodity;
  std::optional<double> volume_m3;        ///< tailings stored
  std::optional<double> dam_height_m;
  std::optional<int> whc;                 ///< water hazard class 0–3
  std::optional<FacilityStatus> status;
  std::optional<double> factor_of_safety;
  std::optional<DamType> dam_type;
  std::optional<double> pga_475_g;        ///< peak ground acceleration with 10 % in 50 years
  std::optional<bool> in_flood_zone_100;  ///< inside the flood area of 100 years
  std::optional<bool> in_flood_zone_500;  ///< inside the flood area of 500 years
  std::optional<double> downstream_slope_deg;   ///< of the dam's outer face
  std::optional<double> friction_deg;           ///< effective friction angle of the dam
  std::optional<double> yield_acceleration_g;   ///< from a stability analysis
  std::optional<double> freeboard_m;            ///< crest over the normal water level
  std::optional<double> pond_area_m2;
  std::optional<double> pond_catchment_m2;      ///< draining to the pond, without the pond
  std::optional<double> pond_runoff_fraction;   ///< share of the rain on the catchment that reaches the pond
  std::optional<double> pond_diversion_m3;      ///< water led away during a storm
  std::optional<double> wind_m_s;               ///< sustained wind over the pond in a storm
  std::optional<double> pond_fetch_m;           ///< open water in the wind's direction
  std::optional<double> pond_face_slope;        ///< of the dam's wetted face, rise over run
  std::optional<bool> saturated;                ///< tailings below the surface under water
  std::optional<std::string> consequence_class; ///< what a failure would do, in the words of a design guideline
  std::optional<double> vs30_m_s;               ///< shear-wave speed of the upper 30 m below the dam
  std::optional<double> toe_slope;              ///< of the valley at the toe, m/m
  std::optional<double> upstream_area_km2;  ///< area draining to the site, as stated: checks the snapping
  std::string remarks;
  std::map<std::string, std::string> sources;  ///< attribute → where its value comes from
  std::map<std::string, Origin> origins;       ///< attribute → how sure, of values that nobody stated; absent: given
  std::string file;
  std::string record;  ///< "line 7"
};

/// Facilities and everything found wrong with their records.
struct FacilityInventory {
  std::vector<Facility> facilities;
  Issues issues;
};

/// Input: a table in any CRS with a point geometry, or with columns lon and lat (WGS 84), or x and y in the table's CRS.
/// Headers: the attribute names above or their aliases in English and Russian, case and "ё" aside.
/// Records without a usable location or with a duplicate id are left out with an Issue; an unreadable or impossible value
/// is left empty with an Issue. Swapped longitude and latitude are recognised where the country stated tells so or the
/// latitude is out of range, and reported, never silently mended.
/// Errors: Error{invalid_input} if there is no location column at all, or no record.
FacilityInventory read_facilities(const FeatureTable& table);

/// One attribute of the facilities file, for `tmfgeo methods`, `init` and the docs.
struct FacilityColumn {
  std::string name;
  std::string unit;
  std::string expected;  ///< what a valid value is
  std::vector<std::string> aliases;
};
const std::vector<FacilityColumn>& facility_columns();

}  // namespace tmfgeo
