// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/what_if.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {
namespace {

[[noreturn]] void refuse(const FacilityChange& change, const std::string& why) {
  throw Error(ErrorCode::usage, "--set " + change.facility + "." + change.attribute + "=" + change.value + ": " + why);
}

std::string nearest_of(const std::string& word, const std::vector<std::string>& words) {
  const auto nearest = nearest_word(word, words);
  return nearest ? " (did you mean \"" + *nearest + "\"?)" : ", expected one of: " + joined(words, ", ");
}

void change_one(std::vector<Facility>& facilities, const FacilityChange& change) {
  const auto facility = std::find_if(facilities.begin(), facilities.end(), [&](const Facility& f) { return f.id == change.facility; });
  if (facility == facilities.end()) {
    std::vector<std::string> ids;
    for (const Facility& f : facilities) ids.push_back(f.id);
    refuse(change, "no facility \"" + change.facility + "\"" + nearest_of(change.facility, ids));
  }
  std::vector<std::string> names;
  for (const FacilityAttribute& attribute : facility_attributes()) {
    if (attribute.about.name == "id") continue;
    names.push_back(attribute.about.name);
    if (attribute.about.name != change.attribute) continue;
    const CellProblem problem = attribute.read(*facility, change.value);
    if (!problem.code.empty()) refuse(change, problem.message);
    facility->sources[change.attribute] = "what-if";
    return;
  }
  refuse(change, "no attribute \"" + change.attribute + "\"" + nearest_of(change.attribute, names));
}

const RiskGroup* facility_risk(const Assessment& a, const std::string& id) {
  for (const RiskGroup& g : a.index_results->risk.facilities) {
    if (g.id == id) return &g;
  }
  return nullptr;
}

std::optional<Band> tbri_of(const Assessment& a, const std::string& id) {
  const RiskGroup* group = facility_risk(a, id);
  return group == nullptr ? std::nullopt : group->tbri;
}

IndexValue ranking_value(const Assessment& a, std::size_t facility) {
  const std::string& term = ranking_term(*a.scheme).name;
  for (const TermValue& t : a.results[facility].indices) {
    if (t.term == term) return t.value;
  }
  return {};
}

}  // namespace

FacilityChange parse_change(const std::string& text) {
  const auto equals = text.find('=');
  const auto dot = equals == std::string::npos || equals == 0 ? std::string::npos : text.rfind('.', equals - 1);
  const bool fits = dot != std::string::npos && dot > 0 && dot + 1 < equals && equals + 1 < text.size();
  if (!fits) throw Error(ErrorCode::usage, "--set: found \"" + text + "\", expected FACILITY.ATTRIBUTE=VALUE, for example A1.factor_of_safety=1.5");
  return {text.substr(0, dot), text.substr(dot + 1, equals - dot - 1), text.substr(equals + 1)};
}

std::vector<Facility> with_changes(std::vector<Facility> facilities, std::span<const FacilityChange> changes) {
  for (const FacilityChange& change : changes) change_one(facilities, change);
  return facilities;
}

std::vector<WhatIfRow> compare_ranks(const Assessment& before, const Assessment& after, std::span<const FacilityChange> changes) {
  TMFGEO_EXPECTS(before.results.size() == after.results.size() && before.index_results && after.index_results);
  std::vector<WhatIfRow> rows;
  for (std::size_t i = 0; i < before.results.size(); ++i) {
    const std::string& id = before.results[i].facility.id;
    TMFGEO_EXPECTS(after.results[i].facility.id == id);
    WhatIfRow row;
    row.facility = i;
    for (const FacilityChange& change : changes) {
      if (change.facility == id) row.changed += (row.changed.empty() ? "" : ", ") + change.attribute + " = " + change.value;
    }
    row.before = ranking_value(before, i);
    row.after = ranking_value(after, i);
    row.rank_before = before.index_results->ranks[i].rank;
    row.rank_after = after.index_results->ranks[i].rank;
    row.tbri_before = tbri_of(before, id);
    row.tbri_after = tbri_of(after, id);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<FacilityChange> read_changes(const Project& project, std::span<const std::string> texts) {
  std::vector<FacilityChange> changes;
  for (const std::string& text : texts) changes.push_back(parse_change(text));
  // Tried before the run, so that a mistake is not told after an hour.
  if (!changes.empty()) with_changes(read_project_facilities(project).facilities, changes);
  return changes;
}

void try_changes(Assessment& a, std::span<const FacilityChange> changes, const Progress& progress) {
  FacilityInventory inventory = read_project_facilities(a.project);
  inventory.facilities = with_changes(std::move(inventory.facilities), changes);
  a.what_if = compare_ranks(a, assess_facilities(a.project, std::move(inventory), progress), changes);
}

}  // namespace tmfgeo
