// SPDX-License-Identifier: Apache-2.0
/// The one list of facility attributes: add a row here to read a new one.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/inventory/facility.h"

namespace tmfgeo {

/// What reading one cell came to: an issue code with its message, or nothing wrong.
struct CellProblem {
  std::string_view code;  ///< empty: the value was taken
  std::string message;
};

/// One attribute: its names, what is expected, how a cell's text becomes a value, and how the value is written: "closed" also
/// where it was read from "закрыто"; empty where there is none.
struct FacilityAttribute {
  FacilityColumn about;
  std::function<CellProblem(Facility&, std::string_view text)> read;
  std::function<std::string(const Facility&)> written;
};

/// All attributes but the location's columns, in the order of docs and templates.
std::span<const FacilityAttribute> facility_attributes();

/// nullptr where there is none of that name.
const FacilityAttribute* find_facility_attribute(std::string_view name);

/// Columns that locate a facility: lon, lat, x, y.
std::span<const FacilityColumn> location_columns();

}  // namespace tmfgeo
