// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/transport_spread.h"

#include <array>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

struct NamedSpread {
  const char* name;
  double TransportSpread::*value;
  double most;
};

constexpr std::array kSpreads{
    NamedSpread{"velocity_sd_ln", &TransportSpread::velocity_sd_ln, 1.5},
    NamedSpread{"reach_velocity_sd_ln", &TransportSpread::reach_velocity_sd_ln, 1.5},
    NamedSpread{"peak_sd_log10", &TransportSpread::peak_sd_log10, 1.5},
    NamedSpread{"discharge_sd_log10", &TransportSpread::discharge_sd_log10, 0.5},
    NamedSpread{"wave_sd_log10", &TransportSpread::wave_sd_log10, 0.6},
    NamedSpread{"roughness_sd_ln", &TransportSpread::roughness_sd_ln, 1.5},
    NamedSpread{"width_sd_ln", &TransportSpread::width_sd_ln, 1.5},
    NamedSpread{"lake_residence_sd_ln", &TransportSpread::lake_residence_sd_ln, 1.5},
    NamedSpread{"lake_mixing_sd_ln", &TransportSpread::lake_mixing_sd_ln, 1.5},
    NamedSpread{"sorption_sd_ln", &TransportSpread::sorption_sd_ln, 3},
};

double read_value(ConfigTable& table, double low, double high) {
  const double value = table.required_number("value");
  if (!(value >= low && value <= high)) table.refuse("value", "expected a number from " + shortest(low) + " to " + shortest(high));
  for (const char* key : {"title", "source"}) {
    if (trimmed(table.required_text(key)).empty()) table.refuse(key, "is empty, expected text");
  }
  table.required_text("mark");
  table.word("mark", {"confirmed", "to_confirm", "assumed"});
  return value;
}

}  // namespace

TransportSpread read_spreads(const std::string& path, TransportSpread before) {
  ConfigTable root = read_config(path);
  for (const NamedSpread& spread : kSpreads) {
    if (auto table = root.table_if(spread.name)) before.*spread.value = read_value(*table, 0, spread.most);
  }
  if (auto table = root.table_if("tail_stretch")) before.tail_stretch = read_value(*table, 1, 5);
  root.finish();
  return before;
}

}  // namespace tmfgeo
