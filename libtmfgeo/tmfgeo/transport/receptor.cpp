// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/receptor.h"

namespace tmfgeo {

std::string_view to_text(ReceptorKind kind) {
  switch (kind) {
    case ReceptorKind::border: return "border";
    case ReceptorKind::intake: return "intake";
    case ReceptorKind::town: return "town";
    case ReceptorKind::gauge: return "gauge";
    case ReceptorKind::confluence: return "confluence";
    case ReceptorKind::lake: return "lake";
    case ReceptorKind::sea: return "sea";
    case ReceptorKind::place: return "place";
  }
  return "";
}

}  // namespace tmfgeo
