// SPDX-License-Identifier: Apache-2.0
/// A ShakeMap as its makers publish it (grid.xml): shaking of an earthquake that happened. Expat lives behind this header.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

struct ShakeMapSpectrum {
  double period_s = 0;
  Grid<float> sa_g;
};

/// What a grid.xml says, in the library's units. A missing number is NaN.
struct ShakeMap {
  std::string event_id;
  std::string description;
  std::string time;
  double magnitude = std::numeric_limits<double>::quiet_NaN();
  double depth_km = std::numeric_limits<double>::quiet_NaN();
  Point epicentre{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  Grid<float> pga_g;
  std::optional<Grid<float>> pgv_cm_s;
  std::optional<Grid<float>> intensity;
  std::optional<Grid<float>> vs30_m_s;
  std::optional<Grid<float>> ln_std_pga;
  std::optional<Grid<float>> ln_std_pgv;
  std::vector<ShakeMapSpectrum> spectra;  ///< by period
  std::vector<std::string> not_read;      ///< names of fields that have no place above
};

/// Reads a grid.xml that is already unpacked. Grid nodes become cell centres, in WGS 84.
/// Units: accelerations in %g, pctg, g, cm/s2; velocities in cm/s, cms; others as their field says.
/// Errors: Error{invalid_input} with line, what was found and what was expected: no XML, cut short, a DOCTYPE (and so any
/// entity of its own), no grid_specification, no LON, LAT or PGA, an unknown unit, rows that are too many or too few or lie
/// elsewhere than the specification says, values outside what the Earth does (units mixed up), a magnitude, depth or epicentre
/// that is no number or none an earthquake has.
/// Input: `name` stands for the file in messages. Cost: O(bytes).
ShakeMap parse_shakemap(std::string_view xml, const std::string& name);

/// Value at a place (degrees) between four nodes, linear in ln of the values: for accelerations and velocities.
/// NaN outside the nodes, and where one of the four is NaN or not above 0. Never 0.
double sample_ln(const Grid<float>& grid, Point place);

/// The same, linear in the values: for intensity, Vs30 and standard deviations.
double sample_linear(const Grid<float>& grid, Point place);

}  // namespace tmfgeo
