// SPDX-License-Identifier: Apache-2.0
/// What the layers of natech share: rows about facilities and their sites. For the room's own sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {

using Text = std::optional<std::string>;
using Number = std::optional<double>;

inline Text if_any(const std::string& text) { return text.empty() ? std::nullopt : Text(text); }

/// A facility with its site; what rows of several layers begin with.
struct SiteRef {
  const Facility* facility = nullptr;
  const NatechSite* site = nullptr;
};

inline std::vector<SiteRef> sites_of(const Assessment& a) {
  std::vector<SiteRef> refs;
  if (!a.natech) return refs;
  for (std::size_t i = 0; i < a.results.size(); ++i) refs.push_back({&a.results[i].facility, &a.natech->sites[i]});
  return refs;
}

template <class Row>
FeatureTable point_table(const Schema<Row>& schema, const char* name, const std::vector<Row>& rows) {
  FeatureTable table = schema.table(name, rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const Row& row : rows) table.geometry.push_back(point_geometry(row.facility->location));
  return table;
}

inline std::string facility_id(const SiteRef& x) { return x.facility->id; }
inline Text facility_name(const SiteRef& x) { return if_any(x.facility->name); }

}  // namespace tmfgeo
