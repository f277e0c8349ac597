// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/places.h"

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/point_columns.h"

namespace tmfgeo {
namespace {

std::size_t required_column(const FeatureTable& table, const std::string& name) {
  if (const auto column = table.find(name)) return *column;
  std::vector<std::string> found;
  for (const Field& f : table.fields) found.push_back(f.name);
  const auto nearest = nearest_word(name, found);
  throw Error(ErrorCode::invalid_input,
              "has no column \"" + name + "\"" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ", found: " + joined(found, ", ")),
              table.source);
}

}  // namespace

Places read_places(FeatureTable table, const std::string& name_column, const std::string& population_column,
                   const Box& area) {
  const std::size_t name = required_column(table, name_column);
  const std::size_t population = required_column(table, population_column);
  const auto country = table.find("country");
  const auto name_ru = table.find("name_ru");
  const PointColumns location(table);
  Places out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const LocatedPoint found = location.at(row);
    if (found.point && !area.empty() && !area.contains(*found.point)) continue;
    Place place{table.text(name, row).value_or(""), found.point.value_or(Point{}), std::nullopt, name_ru ? table.text(*name_ru, row).value_or("") : ""};
    const IssuePlace where{place.name, table.source, table.record(row)};
    if (!found.point) {
      out.issues.push_back(make_issue("place_unusable", where, found.field, found.problem));
      ++out.without_location[country ? std::string(trimmed(table.text(*country, row).value_or(""))) : ""];
      continue;
    }
    const auto text = table.text(population, row);
    if (text && !trimmed(*text).empty()) {
      const ParsedNumber number = parse_number(*text);
      const bool usable = number.value && *number.value >= 0;
      if (usable) {
        place.population = number.value;
      } else {
        out.issues.push_back(make_issue("place_unusable", where, population_column,
                                        (number.value ? "population " + *text + " is negative" : number.problem)));
      }
    }
    out.places.push_back(std::move(place));
  }
  return out;
}

}  // namespace tmfgeo
