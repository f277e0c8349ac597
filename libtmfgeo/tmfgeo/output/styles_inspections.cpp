// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {

LayerStyle inspection_status_style(const Assessment&) {
  return {qml::categorised("\"class\"", {{"not_acceptable", "not acceptable · неприемлемо", qml::marker("0", "diamond", "200,0,0", 5)},
                                         {"conditionally_acceptable", "conditionally acceptable · условно приемлемо", qml::marker("1", "diamond", "245,170,0", 4.5)},
                                         {"acceptable", "acceptable · приемлемо", qml::marker("2", "diamond", "40,140,60", 4)},
                                         {"not_evaluated", "inspected, not evaluated · не оценено", qml::marker("3", "diamond", "150,150,150", 3.5)},
                                         {"not_inspected", "not inspected · не осмотрено", qml::marker("4", "diamond", "230,230,230", 3)}}),
          qml::labels("CASE WHEN \"open_urgent\" > 0 THEN coalesce(\"facility_name\", \"facility_id\") || ': ' || \"open_urgent\" || ' urgent' END", 8, "150,0,0")};
}

}  // namespace tmfgeo
