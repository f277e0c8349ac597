// SPDX-License-Identifier: Apache-2.0
/// The output layers: one list that drives the GeoPackage, `tmfgeo layers`, the layer_fields table and the docs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/io/geopackage.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {

/// When a layer is written: always, only where the project has the table, or where changes were tried.
enum class LayerPart { always, natech, transport, inspections, what_if };

/// One output layer: what it is and how it is made from an assessment.
struct LayerSpec {
  std::string_view name;
  std::string_view title;
  std::string_view title_ru;
  std::string_view description;
  GeometryKind kind;
  bool visible;                            ///< shown when the project is opened
  FeatureTable (*make)(const Assessment&);
  LayerStyle (*style)(const Assessment&);  ///< how QGIS draws it; empty for tables
  LayerPart part = LayerPart::always;
};

/// All layers in the order of drawing, points on top, tables last.
std::span<const LayerSpec> layer_specs();

/// The spec with this name. Needs: it is one of them.
const LayerSpec& layer_spec(std::string_view name);

/// The columns of a layer. Needs: it is one of them.
std::vector<Field> layer_fields(std::string_view name);

/// All layers of an assessment, ready to write.
std::vector<OutputLayer> make_layers(const Assessment& assessment);

/// Those of inspections alone, with issues and run. Needs: assessment.inspections.
std::vector<OutputLayer> make_inspection_layers(const Assessment& assessment);

}  // namespace tmfgeo
