// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/river_words.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// The event that most likely brings two releases and more to a group.
struct WorstEvent {
  std::string id;
  double p_two_or_more = 0;
  bool at_least = false;  ///< not all members could be judged
};

struct GroupRow {
  const RiskGroup* group;
  std::string origin;    ///< country, or the facility's name
  std::string affected;  ///< country, or the input that would decide
  Point outlet = {};
  std::string basin_name = {};
  std::string basin_name_ru = {};
  const FacilityResult* example = nullptr;  ///< one whose route ends there
  std::optional<WorstEvent> event = {};
};

std::optional<WorstEvent> worst_event(const Assessment& a, const std::function<bool(const NatechGroup&)>& belongs) {
  if (!a.natech) return std::nullopt;
  std::optional<WorstEvent> worst;
  for (const NatechEvent& event : a.natech->events) {
    for (std::size_t g = 0; g < std::min(a.natech->groups.size(), event.joint.groups.size()); ++g) {
      if (!belongs(a.natech->groups[g])) continue;
      const GroupOutcome& o = event.joint.groups[g];
      if (o.p_two_or_more > 0 && (!worst || o.p_two_or_more > worst->p_two_or_more)) worst = WorstEvent{event.id, o.p_two_or_more, o.members_unknown > 0};
    }
  }
  return worst;
}

std::optional<double> of_band(const std::optional<Band>& band, double Band::*percentile) { return band ? std::optional((*band).*percentile) : std::nullopt; }

std::string tier_words(const GroupRow& x) {
  if (x.group->tier == 0) return "not known";
  if (x.group->tier == 1) return "first: none can be told to be worse";
  return x.group->tier == 2 ? "second" : "third or later";
}

std::string tier_words_ru(const GroupRow& x) {
  if (x.group->tier == 0) return "неизвестно";
  if (x.group->tier == 1) return "первая группа: заведомо худших нет";
  return x.group->tier == 2 ? "вторая группа" : "третья группа и далее";
}

using Row = GroupRow;

FeatureTable table_of(const std::string& name, const Schema<Row>& head, std::span<const Row> rows) {
  static const Schema<Row> common{
      {"tbri_p10", "", "TBRI, P10", "One in ten draws is lower; never below what is sure of the rest.", [](const Row& x) { return of_band(x.group->tbri, &Band::p10); }},
      {"tbri_p50", "", "TBRI, median", "Logarithm of the summed risks of what is known; higher is worse.", [](const Row& x) { return of_band(x.group->tbri, &Band::p50); }},
      {"tbri_p90", "", "TBRI, P90", "One in ten draws is higher.", [](const Row& x) { return of_band(x.group->tbri, &Band::p90); }},
      {"tbri_at_least", "", "TBRI, at least", "P10 with every unknown input at its harmless end.", [](const Row& x) { return x.group->at_least; }},
      {"certainty", "", "Known", "known, known but for the release rate, lower bound only, or unknown.", [](const Row& x) { return std::string(to_text(x.group->certainty)); }},
      {"certainty_ru", "", "Известность", "The same in Russian.", [](const Row& x) { return certainty_ru(x.group->certainty); }},
      {"load_kg_per_year", "kg/a", "Load above threshold", "Expected load above the thresholds across the borders in a year, of the worst substance each; what crosses several borders counts once. Missing where the release rate of one facility in it is that of the world's dams: it spans so many powers of ten that a mean would say nothing but its far end; see P10 to P90. A mean: where a few draws carry it, it stands above P90.",
       [](const Row& x) { return x.group->expected_load_kg_per_year; }},
      {"load_kg_per_year_p10", "kg/a", "Load, P10", "Over what is not known for sure.", [](const Row& x) { return of_band(x.group->load_kg_per_year, &Band::p10); }},
      {"load_kg_per_year_p50", "kg/a", "Load, median", "Over what is not known for sure.", [](const Row& x) { return of_band(x.group->load_kg_per_year, &Band::p50); }},
      {"load_kg_per_year_p90", "kg/a", "Load, P90", "Over what is not known for sure.", [](const Row& x) { return of_band(x.group->load_kg_per_year, &Band::p90); }},
      {"rank_p10", "", "Rank, P10", "Earliest place but for one draw in ten; 1 is the worst; 1 wherever the risk is a lower bound.", [](const Row& x) { return of_band(x.group->rank, &Band::p10); }},
      {"rank_p50", "", "Rank, median", "Median place by what is known.", [](const Row& x) { return of_band(x.group->rank, &Band::p50); }},
      {"rank_p90", "", "Rank, P90", "Latest place but for one draw in ten, if all that are lower bounds stand before it.", [](const Row& x) { return of_band(x.group->rank, &Band::p90); }},
      {"tier", "", "Tier", "Those of one tier cannot be told apart; missing where nothing is known.",
       [](const Row& x) { return x.group->tier == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(x.group->tier)); }},
      {"class", "", "Tier in words", "The tier in words.", tier_words},
      {"class_ru", "", "Группа", "The same in Russian.", tier_words_ru},
      {"facilities", "", "Facilities", "Facilities whose water goes there.", [](const Row& x) { return static_cast<std::int64_t>(x.group->facilities); }},
      {"crossings", "", "Crossings", "Border crossings of these facilities.", [](const Row& x) { return static_cast<std::int64_t>(x.group->crossings); }},
      {"unknown_crossings", "", "Of them unknown", "Not in the sums: with any, the risk is a lower bound.", [](const Row& x) { return static_cast<std::int64_t>(x.group->unknown_crossings); }},
      {"joint_event", "", "Joint event", "Single event that most likely brings two releases and more: see joint_events.",
       [](const Row& x) { return x.event ? std::optional(x.event->id) : std::nullopt; }},
      {"p_two_or_more", "", "Its probability", "Probability of two releases and more in that event; not part of the sums.",
       [](const Row& x) { return x.event ? std::optional(x.event->p_two_or_more) : std::nullopt; }},
      {"p_two_or_more_at_least", "", "It is a lower bound", "Whether dams of the group could not be judged: the probability is then at least this.",
       [](const Row& x) { return x.event ? std::optional(x.event->at_least) : std::nullopt; }},
  };
  FeatureTable table = head.table(name, rows);
  FeatureTable more = common.table(name, rows);
  table.fields.insert(table.fields.end(), more.fields.begin(), more.fields.end());
  std::move(more.columns.begin(), more.columns.end(), std::back_inserter(table.columns));
  return table;
}

void worst_first(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    const double inf = std::numeric_limits<double>::infinity();
    return (a.group->rank ? a.group->rank->p50 : inf) < (b.group->rank ? b.group->rank->p50 : inf);
  });
}

std::string basin_of(const Assessment& a, std::size_t crossing) { return a.index_results->crossings[crossing].basin; }

/// Longitude and latitude that a basin is called by.
Point outlet_of(const std::string& basin) {
  char* rest = nullptr;
  const double lon = std::strtod(basin.c_str(), &rest);
  return {lon, std::strtod(rest, nullptr)};
}

/// The first facility, in the file's order, whose water ends in the basin.
const FacilityResult* facility_of_basin(const Assessment& a, const std::string& basin) {
  const IndexResults& x = *a.index_results;
  for (std::size_t i = 0; i < x.crossings.size(); ++i) {
    if (basin_of(a, i) == basin) return &a.results[x.basis[i].facility];
  }
  return nullptr;
}

auto decides_in(Language language) {
  return [language](const Row& x) { return if_any(x.affected.empty() ? "" : in_words("risk_input", x.affected, language)); };
}

auto end_in(Language language) {
  return [language](const Row& x) { return x.example == nullptr ? std::nullopt : std::optional(in_words("route_end", to_text(x.example->route.end), language)); };
}

struct SensitivityRow {
  std::string kind;
  std::string id;
  std::string name;
  std::string name_ru;
  std::string crossing;
  std::string input;
  double first;
  double total;
  std::optional<double> first_error = {};
  std::optional<double> total_error = {};
};

auto kind_in(Language language) {
  return [language](const SensitivityRow& x) { return in_words("risk_group", x.kind, language); };
}

auto input_in(Language language) {
  return [language](const SensitivityRow& x) { return in_words(x.kind == "crossing" ? "risk_input" : "group_factor", x.input, language); };
}

}  // namespace

std::string basin_name(const Assessment& a, const std::string& basin, Language language) {
  const FacilityResult* r = basin.empty() ? nullptr : facility_of_basin(a, basin);
  if (r == nullptr) return {};
  for (auto visit = r->route.visits.rbegin(); visit != r->route.visits.rend(); ++visit) {
    if (const std::string& name = a.network.name(visit->reach); !name.empty()) return name;
  }
  return unnamed_basin_words(outlet_of(basin), r->route.end, language);
}

std::string certainty_ru(RiskCertainty certainty) {
  switch (certainty) {
    case RiskCertainty::known: return "известно";
    case RiskCertainty::world_rate: return "известно, кроме частоты аварий";
    case RiskCertainty::lower_bound: return "только нижняя граница";
    case RiskCertainty::unknown: return "неизвестно";
  }
  return {};
}

FeatureTable country_matrix_layer(const Assessment& a) {
  static const Schema<Row> head{
      {"origin", "", "From", "Country of the facilities.", [](const Row& x) { return if_any(x.origin); }},
      {"affected", "", "Into", "Country that is reached.", [](const Row& x) { return x.affected; }},
  };
  std::vector<Row> rows;
  if (a.index_results) {
    for (const RiskGroup& group : a.index_results->risk.country_pairs) {
      const auto arrow = group.id.find('>');
      Row row{&group, group.id.substr(0, arrow), group.id.substr(arrow + 1), {}, {}, {}, nullptr, {}};
      row.event = worst_event(a, [&](const NatechGroup& g) { return g.kind == "border" && g.group.id.ends_with(">" + row.affected); });
      rows.push_back(std::move(row));
    }
  }
  worst_first(rows);
  return table_of("country_matrix", head, rows);
}

FeatureTable basins_layer(const Assessment& a) {
  static const Schema<Row> head{
      {"basin", "", "Basin", "Longitude and latitude of the outlet that the routes end at.", [](const Row& x) { return x.group->id; }},
      {"basin_name", "", "Name", "The last river with a name before the routes' end; without one the place of its mouth, or where the data lose its water.", [](const Row& x) { return if_any(x.basin_name); }},
      {"basin_name_ru", "", "Река бассейна", "The same in Russian.", [](const Row& x) { return if_any(x.basin_name_ru); }},
      {"end_words", "", "Ends in", "What the routes end in.", end_in(Language::en)},
      {"end_ru", "", "Куда впадает", "The same in Russian.", end_in(Language::ru)},
  };
  std::vector<Row> rows;
  if (a.index_results) {
    for (const RiskGroup& group : a.index_results->risk.basins) {
      const FacilityResult* example = facility_of_basin(a, group.id);
      const bool routed = example != nullptr && !example->route.line.empty();  // the basin's own name is rounded
      Row row{&group, {}, {}, routed ? example->route.line.back() : outlet_of(group.id), basin_name(a, group.id, Language::en), basin_name(a, group.id, Language::ru), example, {}};
      row.event = worst_event(a, [&](const NatechGroup& g) { return g.kind == "outlet" && g.group.id == group.id; });
      rows.push_back(std::move(row));
    }
  }
  worst_first(rows);
  FeatureTable table = table_of("basins", head, rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const Row& row : rows) table.geometry.push_back(point_geometry(row.outlet));
  return table;
}

FeatureTable facility_risk_layer(const Assessment& a) {
  static const Schema<Row> head{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.group->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.origin); }},
      {"would_decide", "", "What would decide", "Input whose knowledge would narrow the risk most.", [](const Row& x) { return if_any(x.affected); }},
      {"would_decide_words", "", "What would decide, in words", "The input in words.", decides_in(Language::en)},
      {"would_decide_ru", "", "Решающая неизвестная величина", "The same in Russian.", decides_in(Language::ru)},
  };
  std::vector<Row> rows;
  for (std::size_t i = 0; a.index_results && i < a.results.size(); ++i) {
    const RiskGroup* group = facility_risk(a, a.results[i].facility.id);
    if (group != nullptr) rows.push_back({group, a.results[i].facility.name, would_decide(a, i)});
  }
  worst_first(rows);
  return table_of("facility_risk", head, rows);
}

FeatureTable river_risk_layer(const Assessment& a) {
  static const Schema<Row> head{
      {"river", "", "River", "Name of the river at the borders it crosses, or where the main stem of one without a name ends.", [](const Row& x) { return x.group->id; }},
      {"river_words", "", "River, in words", "The river in words.", [](const Row& x) { return river_words(x.group->id, Language::en); }},
      {"river_ru", "", "Река", "The same in Russian.", [](const Row& x) { return river_words(x.group->id, Language::ru); }},
  };
  std::vector<Row> rows;
  if (a.index_results) {
    for (const RiskGroup& group : a.index_results->risk.rivers) {
      Row row{&group, {}, {}};
      row.event = worst_event(a, [&](const NatechGroup& g) { return g.kind == "river" && g.group.id == group.id; });
      rows.push_back(std::move(row));
    }
  }
  worst_first(rows);
  return table_of("river_risk", head, rows);
}

FeatureTable sensitivity_layer(const Assessment& a) {
  using S = SensitivityRow;
  static const Schema<S> schema{
      {"kind", "", "Of what", "crossing, basin or country_pair.", &S::kind},
      {"kind_words", "", "Of what, in words", "The same in words.", kind_in(Language::en)},
      {"kind_ru", "", "Чего", "The same in Russian.", kind_in(Language::ru)},
      {"id", "", "Which", "Id of the facility, of the basin, or the countries.", &S::id},
      {"name", "", "Its name", "Name of the facility or basin; missing where there is none.", [](const S& x) { return if_any(x.name); }},
      {"name_ru", "", "Название", "The same in Russian.", [](const S& x) { return if_any(x.name_ru); }},
      {"crossing", "", "Crossing", "Of the facility; missing for groups.", [](const S& x) { return if_any(x.crossing); }},
      {"input", "", "Input", "Input, or group of inputs, that is varied.", &S::input},
      {"input_words", "", "Input, in words", "The input in words.", input_in(Language::en)},
      {"input_ru", "", "Величина", "The same in Russian.", input_in(Language::ru)},
      {"first_order", "", "First order", "Share of the variance of TBRI by this input alone.", &S::first},
      {"first_order_error", "", "First order, ±", "Standard error of that share, from the number of samples; missing for a crossing, whose shares are those of the run's draws.", &S::first_error},
      {"total", "", "Total", "The same with what it does together with others.", &S::total},
      {"total_error", "", "Total, ±", "Standard error of the total; missing as beside the first order.", &S::total_error},
  };
  std::vector<S> rows;
  if (a.index_results) {
    const IndexResults& x = *a.index_results;
    for (std::size_t i = 0; i < x.crossings.size(); ++i) {
      if (!x.risk.crossings[i].tbri) continue;
      for (std::size_t k = 0; k < kRiskInputs.size(); ++k) {
        const double share = x.risk.crossings[i].variance_share[k];
        const Facility& f = a.results[x.basis[i].facility].facility;
        rows.push_back({"crossing", f.id, f.name, f.name_ru.empty() ? f.name : f.name_ru, x.crossings[i].crossing, kRiskInputs[k], share, share});
      }
    }
    for (const SensitivityOfGroup& s : x.sensitivity) {
      const bool of_basin = s.kind == "basin";
      const std::string name = of_basin ? basin_name(a, s.id, Language::en) : std::string();
      const std::string name_ru = of_basin ? basin_name(a, s.id, Language::ru) : std::string();
      for (std::size_t k = 0; k < kGroupFactors.size(); ++k) {
        rows.push_back({s.kind, s.id, name, name_ru, {}, kGroupFactors[k], s.indices.first[k], s.indices.total[k], s.indices.first_error[k], s.indices.total_error[k]});
      }
    }
  }
  return schema.table("sensitivity", rows);
}

}  // namespace tmfgeo
