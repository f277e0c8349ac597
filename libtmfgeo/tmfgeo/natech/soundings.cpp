// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/soundings.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/natech/csv_rows.h"

namespace tmfgeo {
namespace {

enum Column : std::size_t { kFacility, kSounding, kKind, kDepth, kResistance, kTotal, kEffective, kSource };

constexpr double kLargestSpt = 100;
constexpr double kLargestCpt = 500;

SoundingPoint read_point(const CsvRows& rows) {
  SoundingPoint p;
  const std::string& kind = rows.filled(kKind);
  if (kind != "spt" && kind != "cpt") rows.refuse(kKind, "found \"" + kind + "\", expected spt or cpt");
  p.kind = kind == "spt" ? Sounding::spt : Sounding::cpt;
  p.depth_m = rows.number(kDepth, 0, 100);
  p.resistance = rows.positive(kResistance);
  const double largest = p.kind == Sounding::spt ? kLargestSpt : kLargestCpt;
  if (p.resistance > largest) {
    rows.refuse(kResistance, "found " + rows.text(kResistance) + ", expected at most " + shortest(largest) + " as " +
                                 (p.kind == Sounding::spt ? "(N1)60cs in blows" : "qc1Ncs, which has no unit"));
  }
  p.total_stress_kpa = rows.number(kTotal, 1, 5000, "kPa");
  p.effective_stress_kpa = rows.number(kEffective, 1, 5000, "kPa");
  if (p.effective_stress_kpa > p.total_stress_kpa) {
    rows.refuse(kEffective, "found " + rows.text(kEffective) + ", expected at most the total stress of " + rows.text(kTotal));
  }
  return p;
}

}  // namespace

std::map<std::string, FacilitySoundings> parse_soundings(std::string_view csv, const std::string& name) {
  CsvRows rows(csv, name, {"facility_id", "sounding", "kind", "depth_m", "resistance", "total_stress_kpa", "effective_stress_kpa", "source"}, 7);
  std::map<std::string, FacilitySoundings> all;
  while (rows.next()) {
    const auto [entry, is_new] = all.try_emplace(rows.filled(kFacility));
    FacilitySoundings& facility = entry->second;
    if (is_new) facility.line = rows.line();
    if (facility.source.empty()) facility.source = rows.text(kSource);
    const SoundingRow row{rows.filled(kSounding), read_point(rows)};
    for (const SoundingRow& before : facility.rows) {
      if (before.sounding != row.sounding) continue;
      if (before.point.kind != row.point.kind) rows.refuse(kKind, "differs within sounding \"" + row.sounding + "\", expected one kind");
      if (before.point.depth_m == row.point.depth_m) rows.refuse(kDepth, "found " + rows.text(kDepth) + " twice in sounding \"" + row.sounding + "\", expected once");
    }
    facility.rows.push_back(row);
  }
  if (all.empty()) rows.refuse_all("has a header and no sounding");
  return all;
}

const SoundingRow& weakest(const std::vector<SoundingRow>& rows, double pga_g, double magnitude) {
  TMFGEO_EXPECTS(!rows.empty());
  // Probabilities of two depths may both round to 1: the logarithmic distance to the curve tells them apart.
  return *std::max_element(rows.begin(), rows.end(), [&](const SoundingRow& a, const SoundingRow& b) {
    return liquefaction_index(a.point, pga_g, magnitude) < liquefaction_index(b.point, pga_g, magnitude);
  });
}

}  // namespace tmfgeo
