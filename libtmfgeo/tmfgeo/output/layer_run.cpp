// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/vector.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/layers.h"
#include "tmfgeo/output/methods.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

/// Borders are kept for orientation on the map: a point about every 100 m is enough.
constexpr double kDrawingTolerance_degrees = 0.001;

struct RunRow {
  std::string section;
  std::string key;
  std::string value;
};

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::vector<RunRow> run_rows(const Assessment& a) {
  const Project& p = a.project;
  std::vector<RunRow> rows;
  const auto add = [&](const std::string& section, const std::string& key, const std::string& value) {
    if (!value.empty()) rows.push_back({section, key, value});
  };
  add("project", "name", p.name);
  add("project", "title", p.title);
  add("project", "title_ru", p.title_ru);
  add("project", "description", p.description);
  add("project", "synthetic", p.synthetic ? "yes: an invented landscape, no real place" : "no");
  add("project", "screening", "A screening result, not an inspection finding. Borders are drawn as in the border file and imply no opinion on them.");
  add("version", "tmfgeo", tmfgeo_version());
  add("version", "gdal", gdal_version());
  add("version", "proj", proj_version());
  add("version", "geos", geos_version());
  if (a.scheme) {
    add("scheme", "id", a.scheme->id());
    add("scheme", "title", a.scheme->title());
    add("scheme", "source", a.scheme->source());
    add("scheme", "sha256", a.scheme_sha256);
    add("scheme", "mark", std::string(to_text(a.scheme->weakest_mark())));
  }
  if (a.inspections) {
    add("checklist", "id", a.inspections->set.id);
    add("checklist", "version", std::to_string(a.inspections->set.version));
    add("checklist", "source", a.inspections->set.source);
    add("checklist", "mark", a.inspections->set.mark);
  }
  for (const InputRecord& record : a.inputs) {
    const std::string section = "input " + record.input.section;
    add(section, "file", file_name(record.path));
    add(section, "layer", record.input.layer);
    add(section, "sha256", record.sha256);
    add(section, "source", record.input.source);
    add(section, "licence", record.input.licence);
    add(section, "attribution", record.input.attribution);
  }
  if (!p.file.empty()) add("settings", "project_toml", effective_toml(p));
  return rows;
}

struct FieldRow {
  std::string layer;
  Field field;
};

std::string type_name(FieldType type) {
  switch (type) {
    case FieldType::text: return "text";
    case FieldType::integer: return "integer";
    case FieldType::real: return "real";
    case FieldType::boolean: return "boolean";
  }
  return "";
}

}  // namespace

FeatureTable run_layer(const Assessment& a) {
  static const Schema<RunRow> schema{
      {"section", "", "Section", "project, version, scheme, input …, settings.", &RunRow::section},
      {"key", "", "Key", "What the value is.", &RunRow::key},
      {"value", "", "Value", "The value.", &RunRow::value},
  };
  const auto rows = run_rows(a);
  return schema.table("run", rows);
}

FeatureTable countries_layer(const Assessment& a) {
  static const Schema<Country> schema{
      {"country", "", "Country", "Code as in the border file.", &Country::code},
      {"name", "", "Name", "Name, where the border file has one.",
       [](const Country& c) { return c.name.empty() ? std::optional<std::string>() : c.name; }},
      {"name_ru", "", "Name (Russian)", "Name in Russian, where the border file has one.",
       [](const Country& c) { return c.name_ru.empty() ? std::optional<std::string>() : c.name_ru; }},
      {"disputed", "", "Disputed", "Marked disputed in the border file.", &Country::disputed},
  };
  FeatureTable table = schema.table("countries", a.borders.countries);
  table.kind = GeometryKind::polygon;
  table.crs = Crs::wgs84();
  for (std::size_t i = 0; i < a.borders.countries.size(); ++i) {
    table.geometry.push_back(simplified(a.borders.ground.polygon(i), kDrawingTolerance_degrees));
  }
  return table;
}

FeatureTable methods_layer(const Assessment&) {
  static const Schema<Method> schema{
      {"method", "", "Method", "Name of the method.", &Method::name},
      {"room", "", "Part", "Part of the library that has it.", &Method::room},
      {"what", "", "What it does", "In one sentence.", &Method::what},
      {"unit", "", "Unit", "Unit of its result.", &Method::unit},
      {"citation", "", "Citation", "Key in docs/references.bib.", &Method::key},
      {"page", "", "Page", "Page in docs/methods.", [](const Method& m) { return std::string(m.page) + ".md"; }},
  };
  return schema.table("methods", methods());
}

FeatureTable layer_fields_layer(const Assessment&) {
  static const Schema<FieldRow> schema{
      {"layer", "", "Layer", "Name of the layer.", &FieldRow::layer},
      {"field", "", "Column", "Name of the column.", [](const FieldRow& x) { return x.field.name; }},
      {"type", "", "Type", "text, integer, real or boolean.", [](const FieldRow& x) { return type_name(x.field.type); }},
      {"unit", "", "Unit", "Unit of the values; missing for none.",
       [](const FieldRow& x) { return x.field.unit.empty() ? std::optional<std::string>() : x.field.unit; }},
      {"title", "", "Title", "The column in words.", [](const FieldRow& x) { return x.field.title; }},
      {"description", "", "Meaning", "What the values mean.", [](const FieldRow& x) { return x.field.description; }},
  };
  std::vector<FieldRow> rows;
  for (const LayerSpec& spec : layer_specs()) {
    if (spec.name == "layer_fields") continue;
    for (Field& field : layer_fields(spec.name)) rows.push_back({std::string(spec.name), std::move(field)});
  }
  for (const Schema<FieldRow>::ColumnOf& column : schema.columns()) rows.push_back({"layer_fields", column.field});
  return schema.table("layer_fields", rows);
}

}  // namespace tmfgeo
