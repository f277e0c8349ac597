// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/scenario/release_volume.h"
#include "tmfgeo/transport/journey_draws.h"

namespace tmfgeo {
namespace {

void fill_lognormal(const Spread& spread, const std::vector<float>& z, std::vector<float>& out) {
  out.resize(z.size());
  lognormal(std::log(spread.median), spread.sd_log10 * std::numbers::ln10, z.data(), z.size(), out.data());
}

/// A stated mass is not lowered for an assumed volume.
void raise_to_hold(const ReleaseScenario& release, const DrawTables& tables, std::vector<float>& volume_m3) {
  std::vector<float> kg;
  for (std::size_t l = 0; l < release.loads.size(); ++l) {
    if (!volume_follows_mass(release, release.loads[l])) continue;
    fill_lognormal(release.loads[l].mass_kg, tables.load[l], kg);
    constexpr auto kMost = static_cast<float>(kMostHeld_kg_m3);
    for (std::size_t d = 0; d < kg.size(); ++d) volume_m3[d] = std::max(volume_m3[d], kg[d] / kMost);
  }
}

void draw_peak_and_duration(const ReleaseScenario& release, const DrawTables& tables, ReleaseColumns& out) {
  const std::size_t n = tables.draws;
  const bool duration_known = release.duration_s.median > 0;
  const bool duration_stated = release.duration_s.origin == Origin::given && duration_known;
  const bool peak_known = release.peak_m3_s.median > 0;
  out.peak_m3_s.clear();
  out.duration_s.assign(n, 0.0F);
  const bool is_drawn = duration_known && (duration_stated || release.peak_follows_duration || !peak_known);
  if (is_drawn) fill_lognormal(release.duration_s, tables.duration, out.duration_s);
  if (release.peak_follows_duration && duration_known) {
    out.peak_m3_s.resize(n);
    triangle(out.volume_m3.data(), out.duration_s.data(), n, out.peak_m3_s.data());
    return;
  }
  if (!peak_known) return;
  fill_lognormal(release.peak_m3_s, tables.release_peak, out.peak_m3_s);
  follow_volume(release.peak_volume_power, std::log(release.volume_m3.median), out.volume_m3.data(), n, out.peak_m3_s.data());
  if (!duration_stated) triangle(out.volume_m3.data(), out.peak_m3_s.data(), n, out.duration_s.data());
}

void draw_load(const SubstanceLoad& load, const Substance* substance, std::size_t number, const DrawTables& tables, ReleaseColumns& out) {
  const std::size_t n = tables.draws;
  const bool by_mass = load.mass_kg.median > 0;
  const Spread& spread = by_mass ? load.mass_kg : load.concentration_mg_l;
  TMFGEO_EXPECTS(spread.median > 0);
  ln_mass_of(std::log(by_mass ? spread.median : spread.median / 1e3), spread.sd_log10 * std::numbers::ln10, tables.load[number].data(),
             by_mass ? nullptr : out.volume_m3.data(), n, out.ln_mass_kg[number].data());
  cut_at_held(std::log(kMostHeld_kg_m3), out.volume_m3.data(), n, out.ln_mass_kg[number].data());
  const bool decay_is_spread = substance != nullptr && substance->decay_per_d.median > 0 && substance->decay_per_d.sd_log10 > 0;
  if (decay_is_spread) lognormal(0, substance->decay_per_d.sd_log10 * std::numbers::ln10, tables.decay[number].data(), n, out.decay[number].data());
}

}  // namespace

void draw_release_columns(const ReleaseScenario& release, const SubstanceLibrary& library, const DrawTables& tables, ReleaseColumns& out) {
  TMFGEO_EXPECTS(release.volume_m3.median > 0);
  fill_lognormal(release.volume_m3, tables.volume, out.volume_m3);
  raise_to_hold(release, tables, out.volume_m3);
  if (release.volume_cap_m3 > 0) {
    const auto cap = static_cast<float>(release.volume_cap_m3);
    for (float& v : out.volume_m3) v = std::min(v, cap);
  }
  draw_peak_and_duration(release, tables, out);
  out.ln_mass_kg.resize(std::max<std::size_t>(release.loads.size(), 1));
  out.decay.resize(out.ln_mass_kg.size());
  for (std::size_t l = 0; l < out.ln_mass_kg.size(); ++l) {
    out.ln_mass_kg[l].resize(tables.draws);
    out.decay[l].assign(tables.draws, 1.0F);
    if (l < release.loads.size()) draw_load(release.loads[l], library.find(release.loads[l].substance), l, tables, out);
  }
  // Nothing stated: as if every litre held a gram.
  if (release.loads.empty()) ln_mass_of(0, 0, tables.volume.data(), out.volume_m3.data(), tables.draws, out.ln_mass_kg[0].data());
}

}  // namespace tmfgeo
