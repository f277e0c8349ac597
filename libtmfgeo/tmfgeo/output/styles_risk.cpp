// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {

LayerStyle indices_style(const Assessment&) {
  return {qml::categorised("\"class\"", {{"surely in the worst fifth", "surely in the worst fifth · точно среди худшей пятой части", qml::marker("0", "circle", "180,0,0", 5)},
                                         {"perhaps in the worst fifth", "perhaps in the worst fifth · возможно среди неё", qml::marker("1", "circle", "253,174,97", 4.2)},
                                         {"not in the worst fifth", "not in the worst fifth · не среди неё", qml::marker("2", "circle", "171,217,233", 3.4)}}),
          // A span over all places says nothing and would stand at every facility.
          qml::labels("CASE WHEN \"rank_first\" = \"rank_last\" THEN to_string(\"rank_first\") WHEN \"rank_first\" > 1 OR \"rank_last\" < count(\"rank_last\") THEN \"rank_first\" || '–' || \"rank_last\" END", 8, "60,0,0")};
}

LayerStyle transboundary_style(const Assessment&) {
  return {qml::largest_on_top(qml::categorised("\"certainty\"", {{"known", "risk is known with a band · риск известен", qml::marker("0", "diamond", "150,0,90", 4.6)},
                                             {"known but for the release rate", "known but for the release rate · известен, кроме частоты аварий", qml::marker("3", "diamond", "190,80,145", 4.3)},
                                             {"lower bound only", "lower bound only · только нижняя граница", qml::marker("1", "diamond", "220,160,200", 4)},
                                             {"unknown", "unknown · неизвестно", qml::marker("2", "diamond", "200,200,200", 4)}}), "\"tbri_p50\""),
          // A lower bound is a colour only: as a number beside the others it would be read as one of them.
          qml::labels("CASE WHEN \"tbri_p50\" IS NOT NULL THEN coalesce(\"facility_name\", \"facility_id\") || ' → ' || \"affected\" || ': ' || format_number(\"tbri_p10\", 1) || '…' || format_number(\"tbri_p90\", 1) END", 8, "90,0,60",
                      qml::LabelPlace::beside_shared_point)};
}

LayerStyle basins_style(const Assessment&) {
  return {qml::categorised("\"class\"", {{"first: none can be told to be worse", "first tier · первая группа", qml::marker("0", "square", "180,0,0", 5)},
                                         {"second", "second tier · вторая группа", qml::marker("1", "square", "253,174,97", 4.2)},
                                         {"third or later", "third tier or later · третья группа и далее", qml::marker("2", "square", "171,217,233", 3.6)},
                                         {"not known", "not known · неизвестно", qml::marker("3", "square", "200,200,200", 3.6)}}),
          qml::labels("coalesce(\"basin_name\", \"basin\")", 8, "60,0,0")};
}

}  // namespace tmfgeo
