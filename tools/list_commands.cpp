// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/output/layers.h"
#include "tmfgeo/output/methods.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

const char* kind_text(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return "table";
    case GeometryKind::point: return "points";
    case GeometryKind::line: return "lines";
    case GeometryKind::polygon: return "polygons";
  }
  return "";
}

/// Prints rows as a table, or as a list of objects with the columns' titles as keys.
void show(const std::vector<TableColumn>& columns, const std::vector<std::vector<std::string>>& rows, const Common& common) {
  if (!common.json) {
    print_table(columns, rows);
    return;
  }
  json out = json::array();
  for (const auto& row : rows) {
    json object;
    for (std::size_t c = 0; c < columns.size(); ++c) object[columns[c].title] = row[c];
    out.push_back(object);
  }
  print_json(out);
}

void list_layers(const std::string& layer, const Common& common) {
  std::vector<std::vector<std::string>> rows;
  if (layer.empty()) {
    for (const LayerSpec& spec : layer_specs()) {
      rows.push_back({std::string(spec.name), kind_text(spec.kind), std::string(spec.title), std::string(spec.title_ru), std::string(spec.description)});
    }
    show({{"layer"}, {"kind"}, {"title"}, {"title_ru"}, {"description"}}, rows, common);
    return;
  }
  std::vector<std::string> names;
  for (const LayerSpec& spec : layer_specs()) names.emplace_back(spec.name);
  if (std::find(names.begin(), names.end(), layer) == names.end()) {
    const auto nearest = nearest_word(layer, names);
    throw Error(ErrorCode::usage, "no layer \"" + layer + "\"" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ", expected one of: " + joined(names, ", ")));
  }
  for (const Field& field : layer_fields(layer)) rows.push_back({field.name, field.unit, field.title, field.description});
  show({{"column"}, {"unit"}, {"title"}, {"meaning"}}, rows, common);
}

void list_methods(const std::string& what, const Common& common) {
  std::vector<std::vector<std::string>> rows;
  if (what == "issues") {
    for (const IssueCode& c : issue_codes()) {
      rows.push_back({std::string(c.code), std::string(to_text(c.severity)), std::string(c.meaning), std::string(c.advice)});
    }
    show({{"code"}, {"severity"}, {"meaning"}, {"advice"}}, rows, common);
  } else if (what == "schemes") {
    for (const std::string& name : bundled_schemes()) {
      Project project;
      project.scheme = name;
      const Scheme scheme = read_scheme(scheme_path(project));
      rows.push_back({name, std::string(to_text(scheme.weakest_mark())), scheme.title()});
    }
    show({{"scheme"}, {"mark"}, {"title"}}, rows, common);
  } else if (what == "facility-columns") {
    for (const FacilityColumn& c : facility_columns()) rows.push_back({c.name, c.unit, c.expected, joined(c.aliases, ", ")});
    show({{"column"}, {"unit"}, {"expected"}, {"also"}}, rows, common);
  } else {
    for (const Method& m : methods()) {
      rows.push_back({std::string(m.name), std::string(m.room), std::string(m.what), std::string(m.unit), std::string(m.key), "docs/methods/" + std::string(m.page) + ".md"});
    }
    show({{"method"}, {"room"}, {"what"}, {"unit"}, {"citation"}, {"page"}}, rows, common);
  }
}

std::string box_text(const Box& b) {
  return b.empty() ? "" : shortest(b.min_x) + "," + shortest(b.min_y) + "," + shortest(b.max_x) + "," + shortest(b.max_y);
}

void inspect_raster(const std::string& file, const Common& common) {
  const RasterInfo info = raster_info({file});
  const std::vector<std::vector<std::string>> rows{
      {"driver", info.driver},
      {"cells", std::to_string(info.frame.columns) + " x " + std::to_string(info.frame.rows)},
      {"cell size", shortest(info.frame.cell_width) + " x " + shortest(info.frame.cell_height)},
      {"type", info.data_type},
      {"nodata", info.nodata ? shortest(*info.nodata) : "none"},
      {"reference system", info.frame.crs.name()},
      {"extent", box_text(info.frame.box())},
      {"unit", info.unit}};
  show({{"what"}, {"value"}}, rows, common);
}

void inspect(const std::string& file, const Common& common) {
  if (is_raster(file)) {
    inspect_raster(file, common);
    return;
  }
  std::vector<std::vector<std::string>> rows;
  for (const LayerInfo& layer : layer_infos(file)) {
    std::vector<std::string> fields;
    for (const Field& field : layer.fields) fields.push_back(field.name);
    rows.push_back({layer.name, kind_text(layer.kind), std::to_string(layer.rows), layer.crs, box_text(layer.box), joined(fields, ", ")});
  }
  show({{"layer"}, {"kind"}, {"rows"}, {"reference system"}, {"extent"}, {"columns"}}, rows, common);
}

}  // namespace

void add_layers(CLI::App& command, Common& common, Action& action) {
  auto layer = std::make_shared<std::string>();
  command.add_option("layer", *layer, "List the columns of this layer.");
  command.callback([layer, &common, &action] { action = [layer, &common] { list_layers(*layer, common); }; });
}

void add_methods(CLI::App& command, Common& common, Action& action) {
  auto what = std::make_shared<std::string>("methods");
  command.add_option("what", *what, "methods, issues, schemes or facility-columns.")
      ->check(CLI::IsMember({"methods", "issues", "schemes", "facility-columns"}))
      ->capture_default_str();
  command.callback([what, &common, &action] { action = [what, &common] { list_methods(*what, common); }; });
}

void add_inspect(CLI::App& command, Common& common, Action& action) {
  auto file = std::make_shared<std::string>();
  command.add_option("file", *file, "Raster or vector file, anything GDAL opens.")->required();
  command.callback([file, &common, &action] { action = [file, &common] { inspect(*file, common); }; });
}

}  // namespace tmfgeo::cli
