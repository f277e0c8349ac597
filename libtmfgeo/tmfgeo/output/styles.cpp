// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/styles.h"

#include <array>
#include <map>
#include <set>

#include "tmfgeo/output/qml.h"

namespace tmfgeo {
namespace {

/// Colours for countries: eight hues that colour-blind readers can tell apart (after Okabe and Ito), then again darker.
constexpr std::array<const char*, 12> kCountryColours{"213,94,0",  "0,114,178", "0,158,115", "204,121,167", "230,159,0",
                                                      "86,180,233", "148,103,59", "110,110,110", "150,60,0",  "0,70,120",
                                                      "0,100,70",  "140,70,110"};

struct LegClass {
  std::string country;
  std::string shared;
  auto operator<=>(const LegClass&) const = default;
};

std::set<LegClass> leg_classes(const Assessment& a) {
  std::set<LegClass> classes;
  for (const FacilityResult& r : a.results) {
    for (const RouteLeg& leg : r.border.legs) classes.insert({leg.country, leg.shared_with});
  }
  return classes;
}

std::map<std::string, const char*> country_colours(const std::set<LegClass>& classes) {
  std::map<std::string, const char*> colours;
  for (const LegClass& c : classes) {
    if (!c.country.empty()) colours.emplace(c.country, nullptr);
  }
  std::size_t next = 0;
  for (auto& [code, colour] : colours) colour = kCountryColours[next++ % kCountryColours.size()];
  return colours;
}

std::string country_name(const Assessment& a, const std::string& code) {
  for (const Country& c : a.borders.countries) {
    if (c.code == code && !c.name.empty()) return c.name;
  }
  return code;
}

}  // namespace

LayerStyle crossings_style(const Assessment&) {
  return {qml::categorised("kind", {{"enters", "enters the country", qml::marker("0", "diamond", "180,0,0", 3.6)},
                                   {"border_river", "becomes the border", qml::marker("1", "diamond", "240,140,0", 3.6)}}),
         qml::labels("\"from_country\" || ' → ' || \"to_country\" || ' ' || round(\"distance_km\") || ' km'", 8, "120,0,0")};
}

LayerStyle facilities_style(const Assessment&) {
  const std::string expression =
      "CASE WHEN \"route_end\" = 'not_snapped' THEN 'none' WHEN \"countries_reached\" IS NOT NULL THEN 'abroad' ELSE 'home' END";
  return {qml::categorised(expression,
                          {{"abroad", "water reaches another country", qml::marker("0", "triangle", "200,0,0", 4.5)},
                           {"home", "water stays in its country", qml::marker("1", "triangle", "90,90,90", 4)},
                           {"none", "no route: see issues", qml::marker("2", "cross2", "0,0,0", 4)}}),
         qml::labels("coalesce(\"name\", \"facility_id\")", 9, "30,30,30")};
}

LayerStyle legs_style(const Assessment& a) {
  const auto classes = leg_classes(a);
  const auto colours = country_colours(classes);
  std::vector<qml::Category> categories;
  for (const LegClass& c : classes) {
    const std::string number = std::to_string(categories.size());
    const auto colour = colours.find(c.country);
    const std::string paint = colour == colours.end() ? "160,160,160" : colour->second;
    const std::string value = c.shared.empty() ? (c.country.empty() ? "?" : c.country) : c.country + "|" + c.shared;
    const std::string label = c.country.empty()  ? "no country known"
                              : c.shared.empty() ? country_name(a, c.country)
                                                 : "border " + country_name(a, c.country) + " – " + country_name(a, c.shared);
    categories.push_back({value, label, qml::line(number, paint, 1.1, !c.shared.empty())});
  }
  return {qml::categorised("coalesce(\"country\", '?') || coalesce('|' || \"shared_with\", '')", categories), ""};
}

LayerStyle routes_style(const Assessment&) { return {qml::single(qml::line("0", "60,60,60", 0.6)), ""}; }

LayerStyle reaches_style(const Assessment&) {
  const std::string width = "0.15 + 0.12 * ln(1 + coalesce(\"upstream_area_km2\", 0) / 1000)";
  return {qml::single(qml::scaled_line("0", "120,170,215", width)), ""};
}

LayerStyle countries_style(const Assessment&) {
  return {qml::single(qml::outline("0", "120,90,120", 0.5)), qml::labels("\"country\"", 11, "130,110,130", qml::LabelPlace::over_area)};
}

}  // namespace tmfgeo
