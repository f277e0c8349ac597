// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/layers.h"

#include <algorithm>
#include <array>

#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/app/qml.h"
#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

LayerStyle no_style(const Assessment&) { return {}; }

constexpr std::array kLayers{
    LayerSpec{"border_crossings", "Border crossings", "Пересечения границ",
              "Where a route reaches another country, with the distance along the flow path.", GeometryKind::point, true,
              border_crossings_layer, crossings_style},
    LayerSpec{"facilities", "Tailings facilities", "Хвостохранилища",
              "Facilities with what is known of them, their indices and where their water goes.", GeometryKind::point, true,
              facilities_layer, facilities_style},
    LayerSpec{"route_legs", "Route legs by country", "Участки путей по странам",
              "Routes cut at borders; a border river is a leg of its own.", GeometryKind::line, true, route_legs_layer, legs_style},
    LayerSpec{"routes", "Routes", "Пути стока", "The way water takes from each facility to its end.", GeometryKind::line, false,
              routes_layer, routes_style},
    LayerSpec{"river_reaches", "Rivers", "Реки", "Reaches on routes, and large rivers around them.", GeometryKind::line, true,
              river_reaches_layer, reaches_style},
    LayerSpec{"countries", "Countries", "Страны",
              "Ground of the countries around the routes, simplified for drawing; crossings were found on the full border file.",
              GeometryKind::polygon, true, countries_layer, countries_style},
    LayerSpec{"indices", "Indices", "Индексы", "Every term of the scheme for every facility, with bounds where inputs are missing.",
              GeometryKind::none, false, indices_layer, no_style},
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

std::vector<OutputLayer> make_layers(const Assessment& assessment) {
  std::vector<OutputLayer> layers;
  const std::string suffix = assessment.project.synthetic ? " (synthetic)" : "";
  for (const LayerSpec& spec : layer_specs()) {
    OutputLayer layer;
    layer.table = spec.make(assessment);
    layer.title = std::string(spec.title) + suffix;
    layer.description = std::string(spec.description);
    const LayerStyle style = spec.style(assessment);
    layer.style_qml = qml::document(style.renderer, style.labels, layer.table.fields);
    layer.visible = spec.visible;
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace tmfgeo
