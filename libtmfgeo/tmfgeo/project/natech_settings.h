// SPDX-License-Identifier: Apache-2.0
/// The tables [natech…] of a project file: which earthquakes and floods, and how dams are judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/hazard/hazard_curve.h"
#include "tmfgeo/hazard/intensity.h"
#include "tmfgeo/hazard/shaking_map.h"
#include "tmfgeo/hazard/valley_flood.h"
#include "tmfgeo/natech/design_check.h"
#include "tmfgeo/natech/displacement.h"
#include "tmfgeo/natech/overtopping.h"
#include "tmfgeo/project/input_file.h"

namespace tmfgeo {

/// A raster of shaking of one return period.
struct ShakingMapInput : InputFile {
  IntensityMeasure measure = kPga;
  double return_period_y = 0;
  ShakingUnit unit;
  bool unit_checked = false;  ///< somebody has looked: values out of the ordinary are taken
};

/// A raster of flood depth in metres of one return period; cells without a value were not modelled.
struct DepthMapInput : InputFile {
  double return_period_y = 0;
};

/// An earthquake that happened: a grid.xml, or a raster of its peak ground acceleration.
struct ShakeMapInput : InputFile {
  std::optional<AccelerationUnit> unit;  ///< of a raster, which cannot do without
  std::string unit_text;                 ///< as written
  std::optional<double> magnitude;       ///< of a raster; a grid.xml tells its own
  bool is_xml() const;
};

/// A list of earthquakes, from which hazard curves are made.
struct CatalogueInput : InputFile {
  std::string region;  ///< whose ground-motion models
  std::vector<CompletenessStep> completeness;
  double until_year = 0;
  bool years_checked = false;  ///< somebody has looked: the stated years stay though the file is quiet in them
  double largest_magnitude = 0;
  double depth_km = 10;
  double bin = 0.1;
  double spacing_km = 20;
  double smoothing_km = 50;
  std::string time_column = "time";
  std::string time_form = "iso";  ///< iso, month/day/year, day/month/year
  std::string longitude_column = "longitude";
  std::string latitude_column = "latitude";
  std::string depth_column = "depth";
  std::vector<double> disaggregation_y{475, 2475};  ///< return periods whose earthquakes are told apart; may be empty
  std::string magnitude_column = "mag";
  std::string type_column = "magType";
};

/// Polygons in which earthquakes come evenly, with their law: columns a, b, mmin, mmax, depth_km, mechanism, region.
struct AreaSourcesInput : InputFile {
  std::string region;      ///< whose ground-motion models, where a polygon names none of its own
  double spacing_km = 10;  ///< of the mesh that fills a polygon
};

/// Discharges of floods, for facilities that no depth map covers; without any of them a default stands in.
struct FloodDischargeInput {
  std::optional<InputFile> table;  ///< CSV: facility_id, return_period_years, discharge_m3_s
  std::optional<double> index_a;   ///< index flood a A^b, m³/s and km²; absent: mean discharge of the river layer
  double index_b = 0;
  GrowthCurve growth;              ///< of the index with the return period; empty: no law
  double table_factor = 1.25;      ///< how far off stated discharges may be, either way
  double law_factor = 2;           ///< … and those of the law
  std::optional<double> roughness_n;
  double roughness_factor = 1.5;
  double height_error_m = 2;
  double stretch_m = 2000;         ///< of stream that makes the rating curve
};

struct NatechInput {
  std::vector<ShakingMapInput> pga;
  std::vector<ShakingMapInput> shaking;  ///< of other measures: SA, PGV
  bool pga_on_rock = false;         ///< all these maps stand for Vs30 760 and are carried to each site's ground
  std::vector<DepthMapInput> floods;
  double flood_radius_m = 0;        ///< the deepest cell within it counts
  bool estimate_floods = true;      ///< from the DEM, where no map covers a facility
  FloodDischargeInput discharge;
  std::optional<CatalogueInput> catalogue;
  std::optional<AreaSourcesInput> area_sources;
  std::optional<InputFile> regions;  ///< sets of ground-motion models of the project's own, before those that come with tmfgeo
  std::vector<InputFile> scenarios;
  std::optional<ShakeMapInput> shakemap;
  std::optional<InputFile> vs30;
  double default_vs30_m_s = 760;
  double craton_weight = 0;
  std::optional<InputFile> fragility;
  std::optional<InputFile> soundings;  ///< CSV, see natech/soundings.h
  DisplacementModel displacement_model = DisplacementModel::bray_travasarou_2007;
  std::vector<IntensityMeasure> measures{kPga};  ///< of the scenarios' rasters
  std::string design = "gistm-2020";  ///< a guideline that comes with tmfgeo, or a file ending in .toml
  std::optional<DesignPhase> phase;   ///< of all facilities; absent: by the status of each
  std::optional<double> magnitude;    ///< of the earthquakes that matter for the yearly rates
  std::vector<StormRain> storms;
  PondDefaults pond;                  ///< for ponds whose own columns are empty
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;

  /// Every file, in the order above.
  std::vector<InputFile> inputs() const;
};

}  // namespace tmfgeo
