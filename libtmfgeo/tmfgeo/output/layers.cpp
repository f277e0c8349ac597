// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/layers.h"

#include <algorithm>
#include <array>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/qml.h"

namespace tmfgeo {
namespace {

LayerStyle no_style(const Assessment&) { return {}; }

constexpr std::array kLayers{
    LayerSpec{"border_arrivals", "Arrival at borders", "Приход к границам",
              "How soon, how high, how long and how sure a release reaches another country.", GeometryKind::point, true,
              border_arrivals_layer, border_arrivals_style, LayerPart::transport},
    LayerSpec{"border_crossings", "Border crossings", "Пересечения границ",
              "Where a route reaches another country, with the distance along the flow path.", GeometryKind::point, true,
              border_crossings_layer, crossings_style},
    LayerSpec{"facilities", "Tailings facilities", "Хвостохранилища",
              "Facilities with what is known of them, their indices and where their water goes.", GeometryKind::point, true,
              facilities_layer, facilities_style},
    LayerSpec{"events", "Earthquakes", "Землетрясения", "Scenario earthquakes and ShakeMaps, with what they reach.", GeometryKind::point, true,
              events_layer, events_style, LayerPart::natech},
    LayerSpec{"design_check", "Design check", "Проверка расчётного критерия",
              "Does the dam withstand what the guideline asks of its consequence class, earthquake and flood.", GeometryKind::point, false,
              design_check_layer, design_check_style, LayerPart::natech},
    LayerSpec{"site_hazard", "Shaking at facilities", "Сотрясения у хвостохранилищ",
              "Peak ground acceleration by return period and in each event.", GeometryKind::point, false, site_hazard_layer,
              site_hazard_style, LayerPart::natech},
    LayerSpec{"flood_exposure", "Floods at facilities", "Паводки у хвостохранилищ",
              "Water at the toe by return period, and overtopping by storms.", GeometryKind::point, false, flood_exposure_layer,
              flood_style, LayerPart::natech},
    LayerSpec{"receptors", "Receptors", "Точки на пути",
              "Intakes, towns, gauges, confluences, lakes and the sea on the routes, with the soonest arrival.", GeometryKind::point, true,
              receptors_layer, receptors_style, LayerPart::transport},
    LayerSpec{"releases", "Releases", "Выбросы", "What each facility could let go, as distributions.", GeometryKind::point, false,
              releases_layer, releases_style, LayerPart::transport},
    LayerSpec{"inspection_status", "Inspections", "Проверки", "What the checklists say of each facility, by the last answer to each question, and how much is open.",
              GeometryKind::point, true, inspection_status_layer, inspection_status_style, LayerPart::inspections},
    LayerSpec{"indices", "Ranking", "Ранжирование", "Place of every facility in the ranking, what drives it, and what to find out first.",
              GeometryKind::point, false, indices_layer, indices_style},
    LayerSpec{"transboundary", "Transboundary risk", "Трансграничный риск",
              "Risk of each facility at each border it reaches, with bands and what is not known.", GeometryKind::point, false,
              transboundary_layer, transboundary_style},
    LayerSpec{"basins", "Basins compared", "Сравнение бассейнов", "Transboundary risk of all facilities of one outlet, ranked.",
              GeometryKind::point, false, basins_layer, basins_style},
    LayerSpec{"route_legs", "Route legs by country", "Участки путей по странам",
              "Routes cut at borders; a border river is a leg of its own.", GeometryKind::line, true, route_legs_layer, legs_style},
    LayerSpec{"routes", "Routes", "Пути стока", "The way water takes from each facility to its end.", GeometryKind::line, false,
              routes_layer, routes_style},
    LayerSpec{"river_reaches", "Rivers", "Реки", "Reaches on routes, and large rivers around them.", GeometryKind::line, true,
              river_reaches_layer, reaches_style},
    LayerSpec{"runout_zones", "Run-out zones", "Зоны растекания", "What the tailings themselves bury, by how many failures bury more.",
              GeometryKind::polygon, true, runout_zones_layer, runout_zones_style, LayerPart::transport},
    LayerSpec{"countries", "Countries", "Страны",
              "Ground of the countries around the routes, simplified for drawing; crossings were found on the full border file.",
              GeometryKind::polygon, true, countries_layer, countries_style},
    LayerSpec{"index_terms", "Terms of the indices", "Слагаемые индексов",
              "Every term of the scheme for every facility, with bounds where inputs are missing.", GeometryKind::none, false,
              index_terms_layer, no_style},
    LayerSpec{"exposure", "Exposure by country", "Подверженность по странам",
              "People, intakes, health facilities and protected areas along each route, country by country.", GeometryKind::none, false,
              exposure_layer, no_style},
    LayerSpec{"country_matrix", "Country to country", "Из страны в страну",
              "Transboundary risk from each country to each other one, with what cannot be told apart.", GeometryKind::none, false,
              country_matrix_layer, no_style},
    LayerSpec{"facility_risk", "Risk abroad by facility", "Риск за границей по объектам",
              "Transboundary risk of each facility over all its crossings, worst first.", GeometryKind::none, false, facility_risk_layer, no_style},
    LayerSpec{"river_risk", "Risk by river", "Риск по рекам",
              "Transboundary risk at the borders each river crosses, worst first.", GeometryKind::none, false, river_risk_layer, no_style},
    LayerSpec{"sensitivity", "Sensitivity", "Чувствительность", "Which inputs drive the uncertainty of the transboundary risk.",
              GeometryKind::none, false, sensitivity_layer, no_style},
    LayerSpec{"what_if", "What if", "Что если", "How the ranking changes with the changes that were tried.", GeometryKind::none, false,
              what_if_layer, no_style, LayerPart::what_if},
    LayerSpec{"what_if_groups", "What if, basins and countries", "Что если: бассейны и страны",
              "How the risk of basins and of pairs of countries changes with it.", GeometryKind::none, false, what_if_groups_layer, no_style,
              LayerPart::what_if},
    LayerSpec{"arrivals", "Arrivals", "Приход волны и загрязнения",
              "Flood wave and plume at every receptor for every flow and substance, with bands.", GeometryKind::none, false,
              arrivals_layer, no_style, LayerPart::transport},
    LayerSpec{"threshold_exceedance", "Thresholds exceeded", "Превышения порогов",
              "How likely and for how long each threshold is exceeded at each receptor.", GeometryKind::none, false,
              threshold_exceedance_layer, no_style, LayerPart::transport},
    LayerSpec{"joint_events", "Joint events", "Совместные события",
              "Which single event could bring several releases at once, for each border, river and outlet.", GeometryKind::none, false,
              joint_events_layer, no_style, LayerPart::natech},
    LayerSpec{"damage_states", "Damage", "Повреждения", "How likely each damage is, in a year and in each event.", GeometryKind::none,
              false, damage_states_layer, no_style, LayerPart::natech},
    LayerSpec{"hazard_curves", "Hazard curves", "Кривые опасности", "How often each shaking is exceeded at each facility.",
              GeometryKind::none, false, hazard_curves_layer, no_style, LayerPart::natech},
    LayerSpec{"shaking_measures", "Spectral acceleration and velocity", "Спектральные ускорения и скорость",
              "What maps tell of measures but the peak ground acceleration, by return period.", GeometryKind::none, false,
              shaking_measures_layer, no_style, LayerPart::natech},
    LayerSpec{"disaggregation", "Disaggregation", "Деагрегация", "Which magnitudes and distances the shaking of a return period comes from.",
              GeometryKind::none, false, disaggregation_layer, no_style, LayerPart::natech},
    LayerSpec{"liquefaction", "Liquefaction of soundings", "Разжижение по зондированию",
              "Factor of safety and probability of liquefaction at each depth of the soundings.", GeometryKind::none, false, liquefaction_layer,
              no_style, LayerPart::natech},
    LayerSpec{"inspections", "Evaluations", "Оценки проверок", "Every inspection by category: requirements met, credibility, class.",
              GeometryKind::none, false, inspections_layer, no_style, LayerPart::inspections},
    LayerSpec{"critical_findings", "Critical findings", "Критические замечания", "The critical questions that hold the class of a facility down, with their answers.",
              GeometryKind::none, false, critical_findings_layer, no_style, LayerPart::inspections},
    LayerSpec{"inspection_answers", "Answers", "Ответы", "Every answer of every checklist.", GeometryKind::none, false,
              inspection_answers_layer, no_style, LayerPart::inspections},
    LayerSpec{"action_plan", "Action plan", "План мероприятий", "What to do at each facility, how soon, why, and what became of it.",
              GeometryKind::none, false, action_plan_layer, no_style, LayerPart::inspections},
    LayerSpec{"inspection_summary", "Inspections by country", "Проверки по странам",
              "Share of facilities assessed, by class, and the worst open measures.", GeometryKind::none, false,
              inspection_summary_layer, no_style, LayerPart::inspections},
    LayerSpec{"issues", "Issues", "Замечания", "What is wrong or worth knowing in the inputs, with advice.", GeometryKind::none, false,
              issues_layer, no_style},
    LayerSpec{"layer_fields", "Columns", "Столбцы", "Unit and meaning of every column.", GeometryKind::none, false,
              layer_fields_layer, no_style},
    LayerSpec{"methods", "Methods", "Методы", "Methods behind the results, with citations.", GeometryKind::none, false,
              methods_layer, no_style},
    LayerSpec{"run", "Run", "Расчёт", "Versions, inputs with checksum, source and licence, and the project in effect.",
              GeometryKind::none, false, run_layer, no_style},
};

}  // namespace

std::span<const LayerSpec> layer_specs() { return kLayers; }

const LayerSpec& layer_spec(std::string_view name) {
  const auto spec = std::find_if(kLayers.begin(), kLayers.end(), [&](const LayerSpec& s) { return s.name == name; });
  TMFGEO_EXPECTS(spec != kLayers.end());
  return *spec;
}

std::vector<Field> layer_fields(std::string_view name) {
  // An assessment without facilities has every layer with its columns and no rows.
  return layer_spec(name).make(Assessment{}).fields;
}

namespace {

bool is_wanted(LayerPart part, const Assessment& assessment) {
  switch (part) {
    case LayerPart::always: return true;
    case LayerPart::natech: return assessment.natech.has_value();
    case LayerPart::transport: return assessment.transport.has_value();
    case LayerPart::inspections: return assessment.inspections.has_value();
    case LayerPart::what_if: return !assessment.what_if.empty();
  }
  return false;
}

OutputLayer made(const LayerSpec& spec, const Assessment& assessment) {
  OutputLayer layer;
  layer.table = spec.make(assessment);
  layer.title = std::string(spec.title) + (assessment.project.synthetic ? " (synthetic)" : "");
  layer.description = std::string(spec.description);
  const LayerStyle style = spec.style(assessment);
  layer.style_qml = qml::document(style.renderer, style.labels, layer.table.fields);
  // Where both would stand at one place, the arrival says more than the crossing.
  const bool told_by_arrival = assessment.transport && spec.name == "border_crossings";
  layer.visible = spec.visible && !told_by_arrival;
  return layer;
}

}  // namespace

std::vector<OutputLayer> make_layers(const Assessment& assessment) {
  std::vector<OutputLayer> layers;
  for (const LayerSpec& spec : layer_specs()) {
    if (is_wanted(spec.part, assessment)) layers.push_back(made(spec, assessment));
  }
  return layers;
}

std::vector<OutputLayer> make_inspection_layers(const Assessment& assessment) {
  std::vector<OutputLayer> layers;
  for (const LayerSpec& spec : layer_specs()) {
    if (spec.part == LayerPart::inspections || spec.name == "issues" || spec.name == "run") layers.push_back(made(spec, assessment));
  }
  return layers;
}

}  // namespace tmfgeo
