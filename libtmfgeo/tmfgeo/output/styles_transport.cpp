// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {
namespace {

/// Classes of the soonest arrival, for a map that is read at a glance.
struct HourClass {
  const char* value;
  const char* words;
  const char* colour;
};
constexpr HourClass kHourClasses[]{{"a", "plume within 6 hours", "150,0,30"},      {"b", "6 to 24 hours", "227,60,30"},
                                   {"c", "1 to 3 days", "250,150,50"},             {"d", "3 to 7 days", "250,215,110"},
                                   {"e", "more than 7 days", "255,250,215"},       {"f", "not known", "190,190,190"}};

constexpr const char* kHourClass =
    "CASE WHEN \"soonest_h\" IS NULL THEN 'f' WHEN \"soonest_h\" < 6 THEN 'a' WHEN \"soonest_h\" < 24 THEN 'b' "
    "WHEN \"soonest_h\" < 72 THEN 'c' WHEN \"soonest_h\" < 168 THEN 'd' ELSE 'e' END";

std::string by_hours(const char* shape, double size_mm) {
  std::vector<qml::Category> categories;
  for (const HourClass& c : kHourClasses) {
    categories.push_back({c.value, c.words, qml::marker(std::to_string(categories.size()), shape, c.colour, size_mm)});
  }
  return qml::categorised(kHourClass, categories);
}

/// A time as in the tables: hours below two days, else days.
std::string time_expression(const std::string& column) {
  return "if(" + column + " < 48, round(" + column + ") || ' h', round(" + column + " / 24, 1) || ' d')";
}

}  // namespace

LayerStyle border_arrivals_style(const Assessment&) {
  return {by_hours("diamond", 4.4), qml::labels("\"from_country\" || ' → ' || \"to_country\" || ' ' || " + time_expression("\"soonest_h\"") + " || ' to ' || " +
                                                    time_expression("\"latest_h\""),
                                                8, "120,0,0")};
}

LayerStyle receptors_style(const Assessment&) {
  return {by_hours("circle", 2.4), qml::labels("if(\"kind\" in ('sea', 'confluence'), '', \"name\")", 7, "70,70,70")};
}

LayerStyle releases_style(const Assessment&) {
  const std::string expression =
      "CASE WHEN \"volume_m3_p50\" < 1e4 THEN 'a' WHEN \"volume_m3_p50\" < 1e5 THEN 'b' WHEN \"volume_m3_p50\" < 1e6 THEN 'c' "
      "WHEN \"volume_m3_p50\" < 1e7 THEN 'd' ELSE 'e' END";
  return {qml::categorised(expression, {{"a", "release below 10 000 m3", qml::marker("0", "circle", "120,70,20", 2)},
                                        {"b", "10 000 to 100 000 m3", qml::marker("1", "circle", "120,70,20", 3)},
                                        {"c", "100 000 to 1 million m3", qml::marker("2", "circle", "120,70,20", 4.5)},
                                        {"d", "1 to 10 million m3", qml::marker("3", "circle", "120,70,20", 6)},
                                        {"e", "10 million m3 and more", qml::marker("4", "circle", "120,70,20", 8)}}),
          ""};
}

LayerStyle runout_zones_style(const Assessment&) {
  const std::string expression = "CASE WHEN \"exceedance\" > 0.7 THEN 'a' WHEN \"exceedance\" > 0.3 THEN 'b' ELSE 'c' END";
  return {qml::categorised(expression, {{"a", "buried in most failures", qml::area("0", "110,50,10,170", "90,40,0", 0.2)},
                                        {"b", "buried in about half of them", qml::area("1", "170,100,40,120", "120,60,10", 0.2)},
                                        {"c", "buried in few of them", qml::area("2", "225,180,120,80", "170,110,50", 0.2)}}),
          ""};
}

}  // namespace tmfgeo
