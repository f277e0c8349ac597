// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/discharge_table.h"

#include <algorithm>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/natech/csv_rows.h"

namespace tmfgeo {
namespace {

enum Column : std::size_t { kFacility, kPeriod, kDischarge, kSource };

void check(const std::string& id, const StatedDischarges& stated, const std::string& name) {
  const auto refuse = [&](const std::string& message) {
    throw Error(ErrorCode::invalid_input, "line " + std::to_string(stated.line) + ": facility \"" + id + "\": " + message, name);
  };
  if (stated.table.size() < 2) refuse("return_period_years: found one, expected at least two");
  for (std::size_t i = 1; i < stated.table.size(); ++i) {
    const ReturnDischarge& before = stated.table[i - 1];
    const ReturnDischarge& here = stated.table[i];
    if (here.return_period_y == before.return_period_y) refuse("return_period_years: found " + shortest(here.return_period_y) + " twice, expected once");
    if (here.discharge_m3_s < before.discharge_m3_s) {
      refuse("discharge_m3_s: found " + shortest(here.discharge_m3_s) + " at " + shortest(here.return_period_y) + " years, expected at least the " +
             shortest(before.discharge_m3_s) + " of " + shortest(before.return_period_y) + " years");
    }
  }
}

}  // namespace

std::map<std::string, StatedDischarges> parse_discharge_table(std::string_view csv, const std::string& name) {
  CsvRows rows(csv, name, {"facility_id", "return_period_years", "discharge_m3_s", "source"}, 3);
  std::map<std::string, StatedDischarges> tables;
  while (rows.next()) {
    const auto [entry, is_new] = tables.try_emplace(rows.filled(kFacility));
    StatedDischarges& stated = entry->second;
    if (is_new) stated.line = rows.line();
    const double period_y = rows.number(kPeriod, 1, 1e7);
    if (period_y == 1) rows.refuse(kPeriod, "found 1, expected more than 1 year");
    stated.table.push_back({period_y, rows.number(kDischarge, 0, 1e6)});
    if (stated.source.empty()) stated.source = rows.text(kSource);
  }
  if (tables.empty()) rows.refuse_all("has a header and no discharge");
  for (auto& [id, stated] : tables) {
    std::stable_sort(stated.table.begin(), stated.table.end(), [](const auto& a, const auto& b) { return a.return_period_y < b.return_period_y; });
    check(id, stated, name);
  }
  return tables;
}

}  // namespace tmfgeo
