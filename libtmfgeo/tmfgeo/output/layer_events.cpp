// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/layer_sites.h"
#include "tmfgeo/output/natech_words.h"

namespace tmfgeo {
namespace {

struct EventRow {
  const NatechEvent* event;
  std::int64_t reached = 0;
  std::int64_t unknown = 0;
};

/// One group in one event; the outcome of an earthquake or of floods.
struct JointRow {
  std::string event;
  const NatechGroup* group = nullptr;
  const Assessment* a = nullptr;
  double p_any = 0, p_two_or_more = 0, p_any_independent = 0, p_two_or_more_independent = 0, expected = 0;
  Number p_any_error, p_two_error;
  std::size_t unknown = 0;
  std::size_t partly = 0;
  std::vector<std::size_t> likeliest;
  Number likeliest_probability;
  std::string note = {};
};

/// How many of a group's floods are estimates.
std::string estimates_note(const Assessment& a, const NatechGroup& group) {
  std::size_t estimated = 0;
  for (const std::size_t i : group.group.members) estimated += a.natech->sites[i].flood_estimated ? 1U : 0U;
  return estimated == 0 ? "" : "floods of " + counted_en(estimated, "facility are", "facilities are") + " estimated from the DEM";
}

std::string ids_of(const Assessment& a, const std::vector<std::size_t>& members) {
  std::vector<std::string> ids;
  for (const std::size_t i : members) ids.push_back(a.results[i].facility.id);
  return joined(ids, ", ");
}

/// Why the probabilities are lower bounds; empty if they are not.
std::string at_least_note(const JointRow& row) {
  if (row.unknown == 0) return "";
  std::string note = "at least: " + std::to_string(row.unknown) + " of " + counted_en(row.group->group.members.size(), "facility", "facilities") + " not judged";
  if (row.partly > 0) note += ", " + std::to_string(row.partly) + " of them in part";
  return note;
}

std::string note_of(const JointRow& row) {
  const std::string first = at_least_note(row);
  return first + (first.empty() || row.note.empty() ? "" : "; ") + row.note;
}

Number if_any_judged(const JointRow& row, Number value) { return row.group->judged_any(row.unknown - row.partly) ? value : std::nullopt; }
Number if_two_judged(const JointRow& row, Number value) { return row.group->judged_two(row.unknown - row.partly) ? value : std::nullopt; }

std::vector<JointRow> joint_rows(const Assessment& a) {
  std::vector<JointRow> rows;
  if (!a.natech) return rows;
  const NatechResults& n = *a.natech;
  for (const NatechEvent& event : n.events) {
    for (std::size_t g = 0; g < n.groups.size(); ++g) {
      const GroupOutcome& o = event.joint.groups[g];
      JointRow row{event.id, &n.groups[g], &a, o.p_any, o.p_two_or_more, o.p_any_independent, o.p_two_or_more_independent, o.expected_failures,
                   o.p_any_error, o.p_two_or_more_error, o.members_unknown, o.members_partly, {}, {}};
      if (!o.combinations.empty()) {
        row.likeliest = o.combinations.front().members;
        row.likeliest_probability = o.combinations.front().probability;
      }
      rows.push_back(std::move(row));
    }
  }
  for (std::size_t g = 0; g < n.floods.size(); ++g) {
    const FloodGroupOutcome& o = n.floods[g];
    if (o.members_unknown - o.members_partly == n.groups[g].group.members.size()) continue;
    rows.push_back({"floods of a year", &n.groups[g], &a, o.p_any, o.p_two_or_more, o.p_any_independent, o.p_two_or_more_independent, o.expected_failures,
                    {}, {}, o.members_unknown, o.members_partly, {}, {}});
    rows.back().note = estimates_note(a, n.groups[g]);
  }
  return rows;
}

}  // namespace

FeatureTable events_layer(const Assessment& a) {
  static const Schema<EventRow> schema{
      {"event_id", "", "Event", "Id of the event.", [](const EventRow& x) { return x.event->id; }},
      {"title", "", "Title", "The event in words.", [](const EventRow& x) { return if_any(x.event->title); }},
      {"kind", "", "Kind", "scenario or shakemap.", [](const EventRow& x) { return x.event->kind; }},
      {"time", "", "Time", "When it happened, as its file says.", [](const EventRow& x) { return if_any(x.event->time); }},
      {"magnitude", "", "Magnitude", "Moment magnitude.", [](const EventRow& x) { return x.event->magnitude; }},
      {"depth_km", "km", "Depth", "Of the hypocentre.", [](const EventRow& x) { return x.event->depth_km; }},
      {"lon", "degree", "Longitude", "Of the epicentre, WGS 84.", [](const EventRow& x) { return x.event->epicentre.x; }},
      {"lat", "degree", "Latitude", "Of the epicentre, WGS 84.", [](const EventRow& x) { return x.event->epicentre.y; }},
      {"models", "", "Models", "Region whose ground-motion models were used.", [](const EventRow& x) { return x.event->models; }},
      {"facilities_reached", "", "Facilities reached", "Facilities whose shaking is known.", &EventRow::reached},
      {"facilities_unknown", "", "Facilities unknown", "Facilities the data say nothing of.", &EventRow::unknown},
      {"source", "", "Source", "Where magnitude, place and depth come from.", [](const EventRow& x) { return if_any(x.event->source); }},
      {"note", "", "Note", "Models used beyond their range, models left out.", [](const EventRow& x) { return if_any(joined(x.event->notes, "; ")); }},
      {"note_ru", "", "Примечание", "The same in Russian.", [](const EventRow& x) { return if_any(natech_in_russian(joined(x.event->notes, "; "))); }},
  };
  std::vector<EventRow> rows;
  if (a.natech) {
    for (const NatechEvent& event : a.natech->events) {
      EventRow row{&event};
      for (const EventShaking& s : event.shaking) ++(s.ln_median_g ? row.reached : row.unknown);
      rows.push_back(row);
    }
  }
  FeatureTable table = schema.table("events", rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const EventRow& row : rows) table.geometry.push_back(is_finite(row.event->epicentre) ? point_geometry(row.event->epicentre) : Geometry{});
  return table;
}

FeatureTable joint_events_layer(const Assessment& a) {
  static const Schema<JointRow> schema{
      {"event_id", "", "Event", "Id of the earthquake, or \"floods of a year\".", &JointRow::event},
      {"group_kind", "", "Looked at by", "all; border: those whose water crosses it; river: those above it; outlet: those with one outlet.", [](const JointRow& x) { return x.group->kind; }},
      {"group_name", "", "Group", "Border as from>to, river, or the outlet's longitude and latitude.", [](const JointRow& x) { return x.group->group.id; }},
      {"facilities", "", "Facilities", "How many are in the group.", [](const JointRow& x) { return static_cast<std::int64_t>(x.group->group.members.size()); }},
      {"facilities_unknown", "", "Not judged", "Facilities of the group that could not be judged, or only in part: the probabilities are lower bounds.", [](const JointRow& x) { return static_cast<std::int64_t>(x.unknown); }},
      {"facilities_partly", "", "Judged in part", "Of them, those of which some ways to fail could be judged; those ways are counted.", [](const JointRow& x) { return static_cast<std::int64_t>(x.partly); }},
      {"at_least", "", "At least", "The probabilities are lower bounds.", [](const JointRow& x) { return x.unknown > 0; }},
      {"p_any", "", "Any release", "Probability that at least one releases tailings. Missing: none could be judged.", [](const JointRow& x) { return if_any_judged(x, x.p_any); }},
      {"p_any_error", "", "Any release, error", "Standard error of the simulation.", [](const JointRow& x) { return if_any_judged(x, x.p_any_error); }},
      {"p_two_or_more", "", "Two or more", "Probability that two or more do. Missing: fewer than two could be judged.", [](const JointRow& x) { return if_two_judged(x, x.p_two_or_more); }},
      {"p_two_or_more_error", "", "Two or more, error", "Standard error of the simulation.", [](const JointRow& x) { return if_two_judged(x, x.p_two_error); }},
      {"expected_releases", "", "Releases expected", "Mean number of releases.", [](const JointRow& x) { return if_any_judged(x, x.expected); }},
      {"p_any_independent", "", "Any, if independent", "The same if each dam were shaken by itself.", [](const JointRow& x) { return if_any_judged(x, x.p_any_independent); }},
      {"p_two_or_more_independent", "", "Two or more, if independent", "The same if each dam were shaken by itself.", [](const JointRow& x) { return if_two_judged(x, x.p_two_or_more_independent); }},
      {"likeliest_together", "", "Likeliest together", "The likeliest set of two and more that fail, these and no others.", [](const JointRow& x) { return if_any(ids_of(*x.a, x.likeliest)); }},
      {"likeliest_probability", "", "Its probability", "Probability of that set.", &JointRow::likeliest_probability},
      {"note", "", "Note", "What the row rests on, where that needs to be said.", [](const JointRow& x) { return if_any(note_of(x)); }},
      {"note_ru", "", "Примечание", "The same in Russian.", [](const JointRow& x) { return if_any(natech_in_russian(note_of(x))); }},
      {"members", "", "Members", "Ids of the facilities.", [](const JointRow& x) { return ids_of(*x.a, x.group->group.members); }},
  };
  const auto rows = joint_rows(a);
  return schema.table("joint_events", rows);
}

}  // namespace tmfgeo
