// SPDX-License-Identifier: Apache-2.0
/// The tables [natech…] of a project file: which earthquakes and floods, and how dams are judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/input_file.h"
#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/hazard/hazard_curve.h"
#include "tmfgeo/natech/design_check.h"
#include "tmfgeo/natech/overtopping.h"

namespace tmfgeo {

/// A raster of peak ground acceleration of one return period.
struct AccelerationMapInput : InputFile {
  double return_period_y = 0;
  AccelerationUnit unit = AccelerationUnit::g;
  std::string unit_text;  ///< as written
};

/// A raster of flood depth in metres of one return period; cells without a value were not modelled.
struct DepthMapInput : InputFile {
  double return_period_y = 0;
};

/// A list of earthquakes, from which hazard curves are made.
struct CatalogueInput : InputFile {
  std::string region;  ///< whose ground-motion models
  std::vector<CompletenessStep> completeness;
  double until_year = 0;
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
  std::string magnitude_column = "mag";
  std::string type_column = "magType";
};

struct NatechInput {
  std::vector<AccelerationMapInput> pga;
  bool pga_on_rock = false;         ///< the maps stand for Vs30 760 and are carried to each site's ground
  std::vector<DepthMapInput> floods;
  double flood_radius_m = 0;        ///< the deepest cell within it counts
  std::optional<CatalogueInput> catalogue;
  std::vector<InputFile> scenarios;
  std::optional<InputFile> shakemap;
  std::optional<InputFile> vs30;
  double default_vs30_m_s = 760;
  double craton_weight = 0;
  std::optional<InputFile> fragility;
  std::string design = "gistm-2020";  ///< a guideline that comes with tmfgeo, or a file ending in .toml
  DesignPhase phase = DesignPhase::operation;
  std::optional<double> magnitude;    ///< of the earthquakes that matter for the yearly rates
  std::vector<StormRain> storms;
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;

  /// Every file, in the order above.
  std::vector<InputFile> inputs() const;
};

}  // namespace tmfgeo
