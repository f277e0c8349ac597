// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/what_if.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/app/inspection_run.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {
namespace {

std::string nearest_of(const std::string& word, const std::vector<std::string>& words) {
  const auto nearest = nearest_word(word, words);
  return nearest ? " (did you mean \"" + *nearest + "\"?)" : ", expected one of: " + joined(words, ", ");
}

std::string option_of(const FacilityChange& change) { return "--set " + change.facility + "." + change.attribute + "=" + change.value; }

/// The facility of that id. Errors: Error{usage} with the nearest.
Facility& facility_of(std::vector<Facility>& facilities, const std::string& id, const std::string& asked) {
  std::vector<std::string> ids;
  for (Facility& f : facilities) {
    if (f.id == id) return f;
    ids.push_back(f.id);
  }
  throw Error(ErrorCode::usage, asked + ": no facility \"" + id + "\"" + nearest_of(id, ids));
}

/// Errors: Error{usage}, named by what was `asked`.
void change_one(std::vector<Facility>& facilities, const FacilityChange& change, const std::string& asked) {
  Facility& facility = facility_of(facilities, change.facility, asked);
  const FacilityAttribute* attribute = change.attribute == "id" ? nullptr : find_facility_attribute(change.attribute);
  if (attribute == nullptr) {
    std::vector<std::string> names;
    for (const FacilityAttribute& a : facility_attributes()) {
      if (a.about.name != "id") names.push_back(a.about.name);
    }
    throw Error(ErrorCode::usage, asked + ": no attribute \"" + change.attribute + "\"" + nearest_of(change.attribute, names));
  }
  const CellProblem problem = attribute->read(facility, change.value);
  if (!problem.code.empty()) throw Error(ErrorCode::usage, asked + ": " + problem.message);
  facility.sources[change.attribute] = "what-if";
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

/// Changes as they are asked one after the other, each tried on what those before it left.
class TriedChanges {
 public:
  explicit TriedChanges(std::vector<Facility> facilities) : facilities_(std::move(facilities)) {}

  void set(const std::string& text) { add(parse_change(text), "--set " + text); }
  void close(const std::string& id);
  void finish(const std::string& text, const std::vector<MeasureEffect>& effects);
  PlannedChanges planned() const { return {changes_, notes_}; }

 private:
  /// A measure starts from what was set: what it leads to stands instead. Otherwise an attribute has one value.
  /// What changes nothing is told and left out; a value is written as it was read, not as it was typed.
  void add(FacilityChange change, const std::string& asked, bool by_measure = false);

  std::vector<Facility> facilities_;
  std::vector<FacilityChange> changes_;
  std::vector<std::string> asked_;  ///< per change
  std::map<std::string, std::string> unchanged_;  ///< facility.attribute → what gave it the value it had
  std::vector<Facility> before_measures_;
  std::vector<std::string> notes_;
};

void TriedChanges::add(FacilityChange change, const std::string& asked, bool by_measure) {
  const Facility before = facility_of(facilities_, change.facility, asked);
  change_one(facilities_, change, asked);
  const auto written = find_facility_attribute(change.attribute)->written;
  change.value = written(facility_of(facilities_, change.facility, asked));
  const std::string what = change.facility + "." + change.attribute;
  const auto second = [&](const std::string& first) { return Error(ErrorCode::usage, asked + ": a second value of " + what + ", " + first + " gives the first"); };
  if (!by_measure && change.value == written(before)) {
    unchanged_.emplace(what, asked);
    notes_.push_back(asked + ": changes nothing, " + change.attribute + " is " + (change.value.empty() ? "not known" : change.value) + " already");
    return;
  }
  if (const auto first = unchanged_.find(what); !by_measure && first != unchanged_.end()) throw second(first->second);
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    if (changes_[i].facility != change.facility || changes_[i].attribute != change.attribute) continue;
    if (!by_measure) throw second(asked_[i]);
    changes_[i] = change;
    asked_[i] = asked;
    return;
  }
  changes_.push_back(change);
  asked_.push_back(asked);
}

void TriedChanges::close(const std::string& id) {
  const std::string asked = "--close " + id;
  const Facility& facility = facility_of(facilities_, id, asked);
  if (facility.status && *facility.status != FacilityStatus::active && *facility.status != FacilityStatus::inactive) {
    throw Error(ErrorCode::usage, asked + ": its status is " + std::string(to_text(*facility.status)) +
                                      ", expected one that is active or inactive. What makes it safer are measures: --done " + id + ".M-CLO-02, …");
  }
  add({id, "status", "closed"}, asked);
}

bool is_for(const MeasureEffect& effect, const Facility& facility) {
  if (effect.of_status.empty()) return true;
  return facility.status && std::find(effect.of_status.begin(), effect.of_status.end(), to_text(*facility.status)) != effect.of_status.end();
}

/// What the facility has already of what the effect would bring; empty where it changes something.
std::string had_already(const Facility& facility, const MeasureEffect& effect) {
  if (effect.at_least && effect.attribute == "factor_of_safety" && facility.factor_of_safety.value_or(0) >= *effect.at_least) {
    return effect.attribute + " is " + shortest(*facility.factor_of_safety) + " already";
  }
  if (effect.attribute == "status" && facility.status && to_text(*facility.status) == effect.value) return effect.attribute + " is " + effect.value + " already";
  if (effect.attribute == "saturated" && facility.saturated && facility.saturated == parse_yes_no(effect.value)) return effect.attribute + " is " + effect.value + " already";
  return {};
}

void TriedChanges::finish(const std::string& text, const std::vector<MeasureEffect>& effects) {
  const std::string asked = "--done " + text;
  const auto dot = text.rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) {
    throw Error(ErrorCode::usage, asked + ": expected FACILITY.MEASURE, for example A1.M-DAM-03");
  }
  const std::string id = text.substr(0, dot);
  const std::string measure = text.substr(dot + 1);
  if (before_measures_.empty()) before_measures_ = facilities_;
  const Facility facility = facility_of(facilities_, id, asked);
  const Facility& before = facility_of(before_measures_, id, asked);
  std::vector<std::string> known;
  std::vector<std::string> had;
  std::size_t found = 0;
  for (const MeasureEffect& effect : effects) {
    known.push_back(effect.measure);
    if (effect.measure != measure) continue;
    ++found;
    const bool other_status = !is_for(effect, facility);
    if (other_status && !is_for(effect, before)) {
      throw Error(ErrorCode::usage, asked + ": this measure changes the ranking of facilities whose status is " + joined(effect.of_status, " or ") + "; found " +
                                        (facility.status ? std::string(to_text(*facility.status)) : "none"));
    }
    if (const std::string already = had_already(before, effect); !already.empty()) {
      had.push_back(already);
    } else if (const std::string by_now = had_already(facility, effect); !by_now.empty() || other_status) {
      const std::string kept = by_now.empty() ? "status is " + std::string(to_text(*facility.status)) + " already" : by_now;
      notes_.push_back(asked + ": " + kept + " by a measure before it, which stays");
    } else {
      add({id, effect.attribute, effect.value}, asked, true);
    }
  }
  if (found == 0) {
    throw Error(ErrorCode::usage, asked + ": \"" + measure + "\" changes no input of the ranking by itself; those that do: " + joined(known, ", ") +
                                      ". Say what else it changes with --set");
  }
  if (had.size() == found) throw Error(ErrorCode::usage, asked + ": changes nothing: " + joined(had, ", "));
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
  for (const FacilityChange& change : changes) change_one(facilities, change, option_of(change));
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

std::vector<WhatIfGroup> compare_groups(const TransboundaryRisk& before, const TransboundaryRisk& after) {
  std::vector<WhatIfGroup> rows;
  const auto compare = [&](const char* kind, const std::vector<RiskGroup>& then, const std::vector<RiskGroup>& now) {
    std::map<std::string, WhatIfGroup> by_id;
    for (const RiskGroup& g : then) by_id[g.id].before = g;
    for (const RiskGroup& g : now) by_id[g.id].after = g;
    for (auto& [id, row] : by_id) {
      row.kind = kind;
      row.id = id;
      rows.push_back(std::move(row));
    }
  };
  compare("facility", before.facilities, after.facilities);
  compare("river", before.rivers, after.rivers);
  compare("basin", before.basins, after.basins);
  compare("country_pair", before.country_pairs, after.country_pairs);
  return rows;
}

PlannedChanges read_changes(const Project& project, const AskedChanges& asked) {
  if (asked.empty()) return {};
  // Tried before the run, so that a mistake is not told after an hour.
  TriedChanges tried(read_project_facilities(project).facilities);
  for (const std::string& text : asked.set) tried.set(text);
  for (const std::string& id : asked.close) tried.close(id);
  if (!asked.done.empty()) {
    const QuestionSet set = read_question_set(question_set_folder(InspectionInput{}.questions, ""));
    const auto effects = read_measure_effects((std::filesystem::path(data_folder()) / "indices" / "measure-effects.toml").string(), set);
    for (const std::string& text : asked.done) tried.finish(text, effects);
  }
  const PlannedChanges planned = tried.planned();
  Issues wrong;
  std::vector<Facility> after = with_changes(read_project_facilities(project).facilities, planned.changes);
  check_consequence_classes(project, after, wrong);
  if (!wrong.empty()) throw Error(ErrorCode::usage, wrong.front().subject + ".consequence_class: " + wrong.front().message);
  return planned;
}

void try_changes(Assessment& a, std::span<const FacilityChange> changes, const Progress& progress) {
  FacilityInventory inventory = read_project_facilities(a.project);
  inventory.facilities = with_changes(std::move(inventory.facilities), changes);
  check_consequence_classes(a.project, inventory.facilities, inventory.issues);
  const Assessment after = assess_facilities(a.project, std::move(inventory), progress, {.transport = nullptr, .ranks = nullptr, .changes = changes});
  a.what_if = compare_ranks(a, after, changes);
  a.what_if_groups = compare_groups(a.index_results->risk, after.index_results->risk);
}

}  // namespace tmfgeo
