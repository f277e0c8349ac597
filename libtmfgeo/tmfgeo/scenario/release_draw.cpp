// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/scenario/release_volume.h"

namespace tmfgeo {

bool volume_follows_mass(const ReleaseScenario& release, const SubstanceLoad& load) {
  return release.volume_m3.origin != Origin::given && load.mass_kg.median > 0 && load.mass_kg.origin == Origin::given;
}

ReleaseDraw draw_release(const ReleaseScenario& release, const RandomField& random, std::uint64_t draw, std::uint32_t item) {
  TMFGEO_EXPECTS(release.volume_m3.median > 0 && release.peak_m3_s.median > 0 && release.duration_s.median > 0);
  const auto [z_volume, z_peak] = random.normal_pair({draw, item, kReleasePurpose});
  ReleaseDraw out{.volume_m3 = release.volume_m3.at(z_volume)};
  for (std::uint32_t l = 0; l < release.loads.size(); ++l) {
    if (!volume_follows_mass(release, release.loads[l])) continue;
    out.volume_m3 = std::max(out.volume_m3, release.loads[l].mass_kg.at(random.normal({draw, item, kReleasePurpose + 2 + l})) / kMostHeld_kg_m3);
  }
  if (release.volume_cap_m3 > 0) out.volume_m3 = std::min(out.volume_m3, release.volume_cap_m3);
  const bool duration_stated = release.duration_s.origin == Origin::given;
  if (release.peak_follows_duration || duration_stated) {
    const bool spread = release.duration_s.sd_log10 > 0;
    out.duration_s = release.duration_s.at(spread ? random.normal({draw, item, kReleasePurpose + 1}) : 0);
  }
  if (release.peak_follows_duration) {
    out.peak_m3_s = 2 * out.volume_m3 / out.duration_s;
    return out;
  }
  out.peak_m3_s = release.peak_m3_s.at(z_peak) * std::pow(out.volume_m3 / release.volume_m3.median, release.peak_volume_power);
  if (!duration_stated) out.duration_s = 2 * out.volume_m3 / out.peak_m3_s;
  return out;
}

double draw_load_kg(const ReleaseScenario& release, std::size_t load, const ReleaseDraw& drawn, const RandomField& random,
                    std::uint64_t draw, std::uint32_t item) {
  TMFGEO_EXPECTS(load < release.loads.size());
  const SubstanceLoad& it = release.loads[load];
  const double z = random.normal({draw, item, kReleasePurpose + 2 + static_cast<std::uint32_t>(load)});
  const double kg = it.mass_kg.median > 0 ? it.mass_kg.at(z) : it.concentration_mg_l.at(z) * drawn.volume_m3 / 1e3;
  return std::min(kg, kMostHeld_kg_m3 * drawn.volume_m3);
}

double median_mass_kg(const ReleaseScenario& release, const SubstanceLoad& load) {
  if (load.mass_kg.median > 0) return load.mass_kg.median;
  return load.concentration_mg_l.median * release.volume_m3.median / 1e3;
}

double highest_held_kg_m3(const ReleaseScenario& release, const SubstanceLoad& load) {
  constexpr double kOneInThousand = 3.090232306167814;  // standard normal number that so many exceed
  const bool by_mass = load.mass_kg.median > 0;
  const double sd_log10 = by_mass ? std::hypot(load.mass_kg.sd_log10, release.volume_m3.sd_log10) : load.concentration_mg_l.sd_log10;
  const double held_kg_m3 = median_mass_kg(release, load) / release.volume_m3.median * std::pow(10.0, sd_log10 * kOneInThousand);
  if (!volume_follows_mass(release, load)) return held_kg_m3;
  const double in_cap_kg_m3 = release.volume_cap_m3 > 0 ? load.mass_kg.at(kOneInThousand) / release.volume_cap_m3 : 0;
  return std::min(held_kg_m3, std::max(in_cap_kg_m3, kMostHeld_kg_m3));
}

std::optional<double> water_risk_index(const ReleaseScenario& release, const SubstanceLibrary& library) {
  // To confirm: what a class counts against class 3.
  constexpr std::array<double, 4> kShareOfClass3{0.001, 0.01, 0.1, 1};
  double equivalents_kg = 0;
  for (const SubstanceLoad& load : release.loads) {
    const Substance* substance = library.find(load.substance);
    if (substance == nullptr || !substance->whc) continue;
    equivalents_kg += kShareOfClass3[static_cast<std::size_t>(*substance->whc)] * median_mass_kg(release, load);
  }
  if (!(equivalents_kg > 0)) return std::nullopt;
  return std::log10(equivalents_kg);
}

}  // namespace tmfgeo
