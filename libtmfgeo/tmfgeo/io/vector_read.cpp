// SPDX-License-Identifier: Apache-2.0
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/csv_read.h"
#include "tmfgeo/io/ogr_geometry.h"
#include "tmfgeo/io/vector_source.h"

namespace tmfgeo {
namespace {

std::string nearest_or_all(const std::string& word, const std::vector<std::string>& known) {
  const auto near = nearest_word(word, known);
  return (near ? "did you mean \"" + *near + "\"? " : std::string()) + "It has: " + joined(known, ", ");
}

OGRLayer& chosen_layer(void* dataset, const std::string& path, const std::string& wanted, Issues& issues) {
  const std::vector<OGRLayer*> layers = data_layers(dataset);
  std::vector<std::string> names;
  for (OGRLayer* layer : layers) names.emplace_back(layer->GetName());
  if (layers.empty()) throw Error(ErrorCode::invalid_input, "has no layer, expected one with records", path);
  if (wanted.empty()) {
    if (layers.size() > 1) {
      issues.push_back(make_issue(
          "layer_guessed", {{}, path, {}}, {},
          "\"" + names[0] + "\" was read, the first of " + std::to_string(names.size()) + ": " + joined(names, ", ")));
    }
    return *layers.front();
  }
  const auto found = std::ranges::find(names, wanted);
  if (found == names.end()) {
    throw Error(ErrorCode::invalid_input, "has no layer \"" + wanted + "\"; " + nearest_or_all(wanted, names), path);
  }
  return *layers[static_cast<std::size_t>(found - names.begin())];
}

/// For each field of the file whether it is wanted.
std::vector<bool> wanted_fields(const std::vector<Field>& fields, const std::vector<std::string>& columns,
                                const std::string& path) {
  std::vector<bool> wanted(fields.size(), columns.empty());
  for (const std::string& column : columns) {
    const auto found = std::ranges::find_if(fields, [&](const Field& f) { return folded(f.name) == folded(column); });
    if (found == fields.end()) {
      std::vector<std::string> names;
      for (const Field& f : fields) names.push_back(f.name);
      throw Error(ErrorCode::invalid_input, "has no column \"" + column + "\"; " + nearest_or_all(column, names), path);
    }
    wanted[static_cast<std::size_t>(found - fields.begin())] = true;
  }
  return wanted;
}

void keep_columns(FeatureTable& table, const std::vector<bool>& wanted) {
  for (std::size_t i = wanted.size(); i-- > 0;) {
    if (wanted[i]) continue;
    table.fields.erase(table.fields.begin() + static_cast<std::ptrdiff_t>(i));
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void leave_unread(OGRLayer& layer, const std::vector<bool>& wanted) {
  std::vector<const char*> unread;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]) unread.push_back(layer.GetLayerDefn()->GetFieldDefn(static_cast<int>(i))->GetNameRef());
  }
  unread.push_back(nullptr);
  if (unread.size() > 1 && layer.TestCapability(OLCIgnoreFields) != 0) layer.SetIgnoredFields(unread.data());
}

void add_value(Column& column, OGRFeature& feature, int field) {
  if (feature.IsFieldSetAndNotNull(field) == 0) {
    std::visit([](auto& values) { values.emplace_back(); }, column);
    return;
  }
  if (auto* reals = std::get_if<2>(&column)) {
    const double value = feature.GetFieldAsDouble(field);
    std::isnan(value) ? reals->emplace_back() : reals->emplace_back(value);
  } else if (auto* texts = std::get_if<0>(&column)) {
    const std::string_view value = trimmed(feature.GetFieldAsString(field));
    value.empty() ? texts->emplace_back() : texts->emplace_back(value);
  } else if (auto* integers = std::get_if<1>(&column)) {
    integers->emplace_back(feature.GetFieldAsInteger64(field));
  } else {
    std::get<3>(column).emplace_back(feature.GetFieldAsInteger(field) != 0);
  }
}

bool blank(OGRFeature& feature) {
  for (int i = 0; i < feature.GetFieldCount(); ++i) {
    if (feature.IsFieldSetAndNotNull(i) != 0 && !trimmed(feature.GetFieldAsString(i)).empty()) return false;
  }
  return true;
}

/// Gives the table the kind it declares or that most geometries have, and empties those of other kinds.
void settle_kind(FeatureTable& table, std::optional<GeometryKind> declared, Issues& issues) {
  std::array<std::size_t, 4> count{};
  for (const Geometry& g : table.geometry) ++count[static_cast<std::size_t>(g.kind)];
  GeometryKind most = GeometryKind::none;
  for (const GeometryKind kind : {GeometryKind::polygon, GeometryKind::line, GeometryKind::point}) {
    if (count[static_cast<std::size_t>(kind)] >
        (most == GeometryKind::none ? 0 : count[static_cast<std::size_t>(most)]))
      most = kind;
  }
  table.kind = declared.value_or(most);
  if (table.kind == GeometryKind::none) {
    table.geometry.clear();
    return;
  }
  for (std::size_t i = 0; i < table.geometry.size(); ++i) {
    Geometry& g = table.geometry[i];
    if (g.kind == GeometryKind::none || g.kind == table.kind) continue;
    issues.push_back(
        make_issue("geometry_other_kind", {{}, table.source, table.record(i)}, {},
                   "is a " + std::string(kind_word(g.kind)) + ", expected a " + std::string(kind_word(table.kind))));
    g = {};
  }
}

void read_rows(FeatureTable& table, OGRLayer& layer, bool sheet, Issues& issues, const GdalMessages& messages) {
  const bool geometry = layer.GetGeomType() != wkbNone;
  const auto fields = static_cast<int>(table.columns.size());
  if (const GIntBig rows = layer.GetFeatureCount(FALSE); rows > 0) {
    table.record_number.reserve(static_cast<std::size_t>(rows));
    if (geometry) table.geometry.reserve(static_cast<std::size_t>(rows));
    for (Column& column : table.columns)
      std::visit([&](auto& values) { values.reserve(static_cast<std::size_t>(rows)); }, column);
  }
  for (const OGRFeatureUniquePtr& feature : layer) {
    if (sheet && blank(*feature)) continue;
    table.record_number.push_back(feature->GetFID());
    for (int i = 0; i < fields; ++i) add_value(table.columns[static_cast<std::size_t>(i)], *feature, i);
    if (!geometry) continue;
    const OGRGeometry* source = feature->GetGeometryRef();
    ReadGeometry read = source != nullptr ? read_geometry(*source) : ReadGeometry{};
    if (read.reduced) {
      issues.push_back(make_issue("geometry_reduced", {{}, table.source, table.record(table.record_number.size() - 1)},
                                  {}, "only its " + std::string(kind_word(read.geometry.kind)) + " was kept"));
    }
    table.geometry.push_back(std::move(read.geometry));
  }
  if (messages.failed()) {
    throw Error(ErrorCode::invalid_input,
                "is truncated or damaged, reading stopped after " + std::to_string(table.record_number.size()) +
                    " records (GDAL: " + messages.failure() + ")",
                table.source);
  }
}

Crs settled_crs(OGRLayer& layer, const std::string& path, const std::string& given, Issues& issues) {
  const Crs own = layer_crs(layer, path);
  if (given.empty()) return own;
  const Crs other = Crs::from_text(given);
  if (!own.known()) return other;
  if (!own.same_as(other)) {
    issues.push_back(make_issue("crs_ignored", {{}, path, {}}, {},
                                "carries " + own.name() + ", so " + given + ", given for it, was not used"));
  }
  return own;
}

}  // namespace

FeatureTable read_features(const std::string& path, const VectorOptions& options, Issues& issues) {
  if (is_csv(path)) {
    FeatureTable table = read_csv(path, issues);
    if (!options.columns.empty()) keep_columns(table, wanted_fields(table.fields, options.columns, path));
    return table;
  }
  GdalMessages messages;
  const SheetsAsText text;
  const DatasetHandle dataset = open_dataset(path, DatasetKind::vector, messages);
  OGRLayer& layer = chosen_layer(dataset.get(), path, options.layer, issues);
  const bool sheet = is_sheet(dataset.get());

  FeatureTable table;
  table.name = layer.GetName();
  table.source = path;
  table.crs = settled_crs(layer, path, options.crs, issues);
  if (sheet) table.record_word = "row";
  table.fields = layer_fields(*layer.GetLayerDefn());
  const std::vector<bool> wanted = wanted_fields(table.fields, options.columns, path);
  leave_unread(layer, wanted);
  for (const Field& field : table.fields) table.columns.push_back(empty_column(field.type));
  if (options.clip)
    layer.SetSpatialFilterRect(options.clip->min_x, options.clip->min_y, options.clip->max_x, options.clip->max_y);

  read_rows(table, layer, sheet, issues, messages);
  if (sheet && table.record_number.empty()) {
    throw Error(ErrorCode::invalid_input,
                "sheet \"" + table.name + "\" has no records, expected a header row and rows under it", path);
  }
  keep_columns(table, wanted);
  settle_kind(table, declared_kind(layer), issues);
  return table;
}

}  // namespace tmfgeo
