// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {

LayerStyle events_style(const Assessment&) {
  return {qml::single(qml::marker("0", "star", "230,60,20", 6)),
          qml::labels("coalesce(\"title\", \"event_id\") || ', M ' || \"magnitude\"", 9, "150,30,0")};
}

LayerStyle design_check_style(const Assessment&) {
  const std::string expression = "\"load\" || ' ' || \"verdict\"";
  return {qml::categorised(expression, {{"earthquake fails", "earthquake: criterion not met", qml::marker("0", "triangle", "200,0,0", 5)},
                                        {"earthquake meets", "earthquake: criterion met", qml::marker("1", "triangle", "40,140,60", 5)},
                                        {"earthquake unknown", "earthquake: unknown", qml::marker("2", "triangle", "170,170,170", 5)},
                                        {"flood fails", "flood: criterion not met", qml::marker("3", "circle", "200,0,0", 2.4)},
                                        {"flood meets", "flood: criterion met", qml::marker("4", "circle", "40,140,60", 2.4)},
                                        {"flood unknown", "flood: unknown", qml::marker("5", "circle", "225,225,225", 2.4)}}),
          ""};
}

LayerStyle site_hazard_style(const Assessment&) {
  // The events where there are some would hide each other: the map shows the return period of 475 years.
  const std::string expression =
      "CASE WHEN \"return_period_y\" = 475 THEN CASE WHEN \"pga_g\" IS NULL THEN 'unknown' WHEN \"pga_g\" < 0.08 THEN 'a' "
      "WHEN \"pga_g\" < 0.16 THEN 'b' WHEN \"pga_g\" < 0.24 THEN 'c' ELSE 'd' END END";
  return {qml::categorised(expression, {{"a", "PGA 475 below 0.08 g", qml::marker("0", "circle", "255,255,178", 4)},
                                        {"b", "0.08 to 0.16 g", qml::marker("1", "circle", "254,204,92", 4)},
                                        {"c", "0.16 to 0.24 g", qml::marker("2", "circle", "253,141,60", 4)},
                                        {"d", "0.24 g and more", qml::marker("3", "circle", "227,26,28", 4)},
                                        {"unknown", "unknown", qml::marker("4", "circle", "200,200,200", 4)}}),
          ""};
}

LayerStyle flood_style(const Assessment&) {
  return {qml::categorised("\"status\"", {{"wet", "flooded in some map", qml::marker("0", "circle", "30,100,200", 4)},
                                          {"dry", "modelled and dry", qml::marker("1", "circle", "240,235,210", 4)},
                                          {"not_modelled", "not modelled, which is not dry", qml::marker("2", "circle", "170,170,170", 4)}}),
          ""};
}

std::string shaking_style() {
  return qml::raster_document({{0, "#ffffff", "0 g"},
                               {0.01, "#bfccff", "0.01 g"},
                               {0.03, "#9ff9ff", "0.03 g"},
                               {0.06, "#7cff93", "0.06 g"},
                               {0.12, "#ffff00", "0.12 g"},
                               {0.22, "#ffc800", "0.22 g"},
                               {0.4, "#ff6e00", "0.4 g"},
                               {0.75, "#d90000", "0.75 g"}},
                              false);
}

std::string velocity_style() {
  return qml::raster_document({{0, "#ffffff", "0 cm/s"},
                               {0.3, "#bfccff", "0.3 cm/s"},
                               {1.4, "#9ff9ff", "1.4 cm/s"},
                               {4.7, "#7cff93", "4.7 cm/s"},
                               {9.6, "#ffff00", "9.6 cm/s"},
                               {20, "#ffc800", "20 cm/s"},
                               {41, "#ff6e00", "41 cm/s"},
                               {86, "#d90000", "86 cm/s"}},
                              false);
}

}  // namespace tmfgeo
