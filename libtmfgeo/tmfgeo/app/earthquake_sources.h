// SPDX-License-Identifier: Apache-2.0
/// Where earthquakes come from, as a project tells it: a catalogue, polygons with their law, or both.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/hazard/psha.h"
#include "tmfgeo/project/natech_settings.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// Earthquakes farther from a facility do not count there.
inline constexpr double kReach_km = 300;

/// Sources, and what they rest on.
struct EarthquakeSources {
  SourceModel model;
  std::vector<std::string> data;  ///< a text per input, for people
  double longest_y = 1e7;         ///< return periods beyond it are more law than observation; a stated law is taken as it is
};

/// Smoothed seismicity of a catalogue about the places; `sets` hold its region.
/// Issues: those of reading and cleaning it; catalogue_years_beyond, catalogue_depth_missing, catalogue_depth_other.
/// Errors: Error{invalid_input}: a column that is not there, an earthquake within reach that is larger than largest_magnitude, no
/// b-value.
void add_catalogue_source(const CatalogueInput& input, const std::vector<ModelSet>& sets, const std::vector<Point>& places, EarthquakeSources& sources,
                          Issues& issues);

/// Each polygon filled evenly with earthquakes of its own law: 10^(a - b m) of magnitude m and above in a year in all of it, cut at
/// mmin and mmax. Columns: a, b, mmin, mmax, depth_km; mechanism (reverse, normal, strike_slip, or nothing), region, name.
/// Errors: Error{invalid_input} with the record: a column or value missing, a law no source has, a geometry that is no valid
/// polygon. No polygon is left out: the hazard would be too low and nobody would see it.
void add_area_sources(const AreaSourcesInput& input, const std::vector<ModelSet>& sets, EarthquakeSources& sources, Issues& issues);

/// The same from a table in WGS 84.
void add_area_sources(const FeatureTable& table, const AreaSourcesInput& input, const std::vector<ModelSet>& sets, EarthquakeSources& sources);

/// The column of a name. Errors: Error{invalid_input} naming `key`, the setting it stands for, and the columns there are.
std::size_t column_of(const FeatureTable& table, const std::string& name, const std::string& key);

}  // namespace tmfgeo
