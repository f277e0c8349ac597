// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/facility.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"
#include "tmfgeo/inventory/point_columns.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kSourceSuffix = "_source";

/// A table's columns matched with the attributes.
struct MatchedColumns {
  struct Match {
    const FacilityAttribute* attribute;
    std::size_t column;
    std::optional<std::size_t> source;  ///< column with where the value comes from
  };
  std::vector<Match> matches;
  std::vector<std::size_t> unused;
};

MatchedColumns match_columns(const FeatureTable& table, const PointColumns& location) {
  MatchedColumns matched;
  std::set<std::size_t> used;
  const auto source_of = [&](const std::string& name) {
    const auto column = table.find(name + std::string(kSourceSuffix));
    if (column) used.insert(*column);
    return column;
  };
  for (const FacilityAttribute& attribute : facility_attributes()) {
    const auto column = find_column(table, attribute.about.name, attribute.about.aliases);
    const auto source = source_of(attribute.about.name);
    if (!column) continue;
    used.insert(*column);
    matched.matches.push_back({&attribute, *column, source});
  }
  // A point layer often carries its coordinates as columns too.
  std::set<std::string> location_names;
  for (const FacilityColumn& column : location_columns()) {
    location_names.insert({column.name, column.name + std::string(kSourceSuffix)});
    location_names.insert(column.aliases.begin(), column.aliases.end());
  }
  for (std::size_t c = 0; c < table.fields.size(); ++c) {
    const std::string name = folded(table.fields[c].name);
    const bool about_location = location_names.contains(name) || name == "location_source";
    if (!used.contains(c) && !location.uses(c) && !about_location) matched.unused.push_back(c);
  }
  return matched;
}

std::string expected_for_unused(const std::string& name) {
  std::vector<std::string> known;
  for (const FacilityColumn& c : facility_columns()) known.push_back(c.name);
  const auto nearest = nearest_word(name, known);
  return nearest ? "did you mean \"" + *nearest + "\"?" : "known columns: " + joined(known, ", ");
}

/// All ids as the file has them, so that a made one is none of them.
std::set<std::string> ids_in(const FeatureTable& table, const MatchedColumns& columns) {
  std::set<std::string> ids;
  for (const auto& match : columns.matches) {
    if (match.attribute->about.name != "id") continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (const auto id = table.text(match.column, row)) ids.emplace(trimmed(*id));
    }
  }
  return ids;
}

void read_cells(const FeatureTable& table, std::size_t row, const MatchedColumns& columns, Facility& facility,
                Issues& issues) {
  for (const auto& [attribute, column, source] : columns.matches) {
    const auto cell = table.text(column, row);
    const std::string_view text = cell ? trimmed(*cell) : std::string_view{};
    if (text.empty()) continue;
    const CellProblem problem = attribute->read(facility, text);
    if (!problem.code.empty()) {
      const std::string subject = facility.id.empty() ? facility.record : facility.id;
      issues.push_back(make_issue(problem.code, {subject, facility.file, facility.record}, table.fields[column].name, problem.message));
      continue;
    }
    const auto origin = source ? table.text(*source, row) : std::nullopt;
    if (origin && !trimmed(*origin).empty()) facility.sources[attribute->about.name] = std::string(trimmed(*origin));
  }
  for (const char* name : {"location_source", "lon_source", "lat_source"}) {
    const auto column = table.find(name);
    const auto origin = column ? table.text(*column, row) : std::nullopt;
    if (origin && !trimmed(*origin).empty()) facility.sources.emplace("location", std::string(trimmed(*origin)));
  }
}

/// A latitude beyond 90 with a longitude within: the columns were swapped.
bool looks_swapped(Point given) {
  return std::abs(given.y) > 90 && std::abs(given.y) <= 180 && std::abs(given.x) <= 90;
}

bool locate(std::size_t row, const PointColumns& location, Facility& facility, Issues& issues) {
  const LocatedPoint found = location.at(row);
  const IssuePlace place{facility.id, facility.file, facility.record};
  if (found.point) {
    facility.location = *found.point;
    return true;
  }
  const bool swapped = location.in_degrees() && found.given && looks_swapped(*found.given);
  issues.push_back(make_issue(swapped ? "facility_swapped_coordinates" : "facility_location_missing", place, found.field,
                              found.problem + (swapped ? "; lon and lat look swapped" : "")));
  return false;
}

void note_what_is_known(const Facility& f, Issues& issues) {
  const IssuePlace place{f.id, f.file, f.record};
  if (f.location_quality == LocationQuality::town || f.location_quality == LocationQuality::nearest_town) {
    issues.push_back(make_issue("facility_location_coarse", place, "location_quality",
                                "the point is a " + std::string(to_text(f.location_quality)) + ", not the dam"));
  }
  if (!f.volume_m3) {
    issues.push_back(make_issue("value_missing", place, "volume_m3", "no volume is given, expected a volume in m3"));
  }
}

}  // namespace

FacilityInventory read_facilities(const FeatureTable& table) {
  if (table.rows() == 0) throw Error(ErrorCode::invalid_input, "has no record, expected one facility per record", table.source);
  const PointColumns location(table);
  const MatchedColumns columns = match_columns(table, location);
  FacilityInventory out;
  for (const std::size_t c : columns.unused) {
    const std::string& name = table.fields[c].name;
    out.issues.push_back(make_issue("column_unused", {"facilities", table.source, ""}, name, "was not read; " + expected_for_unused(name)));
  }
  std::set<std::string> ids;
  const std::set<std::string> given_ids = ids_in(table, columns);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Facility f;
    f.file = table.source;
    f.record = table.record(row);
    read_cells(table, row, columns, f, out.issues);
    if (f.id.empty()) {
      f.id = "tmf-" + std::to_string(table.record_number[row]);
      while (given_ids.contains(f.id)) f.id += "-made";
      out.issues.push_back(make_issue("id_made", {f.id, f.file, f.record}, "id", "has no id, \"" + f.id + "\" was made"));
    }
    if (!ids.insert(f.id).second) {
      out.issues.push_back(make_issue("facility_duplicate_id", {f.id, f.file, f.record}, "id",
                                      "\"" + f.id + "\" is already the id of an earlier record; this one is left out"));
      continue;
    }
    if (!locate(row, location, f, out.issues)) continue;
    note_what_is_known(f, out.issues);
    out.facilities.push_back(std::move(f));
  }
  return out;
}

}  // namespace tmfgeo
