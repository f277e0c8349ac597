// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/core/rough_text.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/scenario/breach_outflow.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/scenario/release_volume.h"
#include "tmfgeo/scenario/typical_loads.h"

namespace tmfgeo {
namespace {

// The project's assumptions, said in the scenario wherever they are used.
constexpr double kDefaultDamHeight_m = 15;
constexpr double kDefaultDamHeightSd = 0.3;
constexpr double kPeakHeightPower = 1.11;
constexpr double kPondDrawdown_m = 1;
constexpr double kPondDrawdownSd = 0.5;
constexpr double kPipeDuration_s = 12 * 3600;
constexpr double kPipeDurationSd = 0.3;

std::string with_comma(std::string number) {
  std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

bool is_whole_failure(Trigger trigger) {
  return trigger == Trigger::overtopping || trigger == Trigger::earthquake || trigger == Trigger::slope_failure;
}

Spread recorded_failures(double median_m3, bool complete, std::string source) {
  return {.median = median_m3, .sd_log10 = complete ? kVolumeSdComplete : kVolumeSdAllFailures, .origin = Origin::computed,
          .source = std::move(source)};
}

/// The pond through a broken pipe.
void let_pond_out(ReleaseScenario& out, double pond_area_m2) {
  out.water_only = true;
  out.volume_m3 = {.median = pond_area_m2 * kPondDrawdown_m, .sd_log10 = kPondDrawdownSd, .origin = Origin::by_default,
                   .source = "pond area times 1 m"};
  out.assumptions.push_back({"A broken pipe lets the pond fall by " + shortest(kPondDrawdown_m) + " m; the tailings stay.",
                             "Через разрушенную трубу пруд опускается на " + shortest(kPondDrawdown_m) + " м; хвосты остаются."});
}

void breach_tailings(ReleaseScenario& out, const Facility& facility, double stored_m3) {
  const bool closed = no_longer_active(facility);
  const bool complete = is_whole_failure(out.trigger) && !closed;
  if (facility.dam_height_m && *facility.dam_height_m > 0) {
    out.volume_m3 = recorded_failures(piciullo_release_m3(stored_m3, *facility.dam_height_m), complete, "PiciulloEtAl2022");
  } else {
    out.volume_m3 = recorded_failures(concha_larrauri_lall_release_m3(stored_m3), complete, "ConchaLarrauriLall2018");
    out.assumptions.push_back({"The dam's height is not known: the released volume follows from the stored volume alone.",
                               "Высота дамбы неизвестна: объём выброса следует только из накопленного объёма."});
  }
  if (out.trigger == Trigger::pipe) {
    out.assumptions.push_back({"The pond's area is not known: the release is counted as a breach of the dam, the worse case.",
                               "Площадь пруда неизвестна: выброс считается прорывом дамбы, худшим случаем."});
  }
  if (closed) {
    out.volume_m3.origin = Origin::extrapolated;
    out.assumptions.push_back({"The facility is not active; recorded failures are mostly of active ones, so the wider spread is used.",
                               "Объект не действует; известные аварии — в основном на действующих, поэтому взят больший разброс."});
  }
}

bool complete_volume(ReleaseScenario& out, const Facility& facility) {
  const bool stored = facility.volume_m3 && *facility.volume_m3 > 0;
  if (out.volume_m3.median > 0) {
    const std::string volume = roughly(out.volume_m3.median);
    out.assumptions.push_back({"The released volume, " + volume + " m³, is as stated.", "Объём выброса, " + with_comma(volume) + " м³, — как заявлено."});
    if (out.trigger == Trigger::pipe) out.water_only = true;
    if (stored) out.volume_cap_m3 = std::max(*facility.volume_m3, out.volume_m3.median);
    return true;
  }
  if (out.trigger == Trigger::pipe && facility.pond_area_m2 && *facility.pond_area_m2 > 0) {
    let_pond_out(out, *facility.pond_area_m2);
  } else if (stored) {
    breach_tailings(out, facility, *facility.volume_m3);
  } else {
    return false;
  }
  if (stored) {
    out.volume_cap_m3 = kLargestReleasedShare * *facility.volume_m3;
    if (out.volume_m3.median > out.volume_cap_m3) {
      out.volume_m3.median = out.volume_cap_m3;
      out.assumptions.push_back({"The equation gives more than is stored: the median release is 95 % of it.",
                                 "Уравнение даёт больше накопленного: медиана выброса — 95 % накопленного."});
    }
  }
  const std::string volume = roughly(out.volume_m3.median);
  out.assumptions.push_back({"The median release is " + volume + " m³ (" + out.volume_m3.source + "), and all of it is counted as reaching the river.",
                             "Медиана выброса — " + with_comma(volume) + " м³ (" + out.volume_m3.source + "); считается, что весь он попадает в реку."});
  return true;
}

/// The equation of the peak, with the dam's height or a default that widens the spread.
void breach_peak(ReleaseScenario& out, const Facility& facility) {
  const bool known = facility.dam_height_m && *facility.dam_height_m > 0;
  const Breach breach{.volume_m3 = out.volume_m3.median, .height_m = known ? *facility.dam_height_m : kDefaultDamHeight_m};
  const double sd = known ? kPeakSd : std::hypot(kPeakSd, kPeakHeightPower * kDefaultDamHeightSd);
  out.peak_m3_s = {.median = yassin_peak_m3_s(breach), .sd_log10 = sd,
                   .origin = known ? Origin::computed : Origin::by_default, .source = "Yassin2025"};
  out.peak_volume_power = kPeakVolumePower;
  if (!known) {
    const std::string height = shortest(kDefaultDamHeight_m);
    out.assumptions.push_back({"The dam's height is not known: " + height + " m, within a factor of two, stands for it in the peak outflow.",
                               "Высота дамбы неизвестна: для наибольшего расхода взято " + height + " м с точностью до двух раз."});
  }
}

void complete_outflow(ReleaseScenario& out, const Facility& facility) {
  const bool peak_stated = out.peak_m3_s.median > 0;
  const bool duration_stated = out.duration_s.median > 0;
  if (!duration_stated && !peak_stated && out.water_only) {
    out.duration_s = {.median = kPipeDuration_s, .sd_log10 = kPipeDurationSd, .origin = Origin::by_default, .source = "12 h"};
    out.assumptions.push_back({"Nobody states how long the pond runs out: 12 hours within a factor of two are assumed.",
                               "Сколько времени вытекает пруд, не заявлено: принято 12 часов с точностью до двух раз."});
  }
  const double volume_m3 = out.volume_m3.median;
  if (peak_stated) {
    out.peak_volume_power = 0;
  } else if (out.duration_s.median > 0) {
    out.peak_follows_duration = true;
    out.peak_m3_s = {.median = 2 * volume_m3 / out.duration_s.median, .sd_log10 = out.duration_s.sd_log10, .origin = Origin::computed,
                     .source = "twice the mean outflow"};
  } else {
    breach_peak(out, facility);
  }
  if (!(out.duration_s.median > 0)) {
    out.duration_s = {.median = 2 * volume_m3 / out.peak_m3_s.median, .sd_log10 = 0, .origin = Origin::computed,
                      .source = "twice volume over peak"};
  }
  if (peak_stated && duration_stated) {
    const double most_m3 = out.peak_m3_s.median * out.duration_s.median;
    out.volume_cap_m3 = out.volume_cap_m3 > 0 ? std::min(out.volume_cap_m3, most_m3) : most_m3;
    out.volume_m3.median = std::min(volume_m3, out.volume_cap_m3);
  }
}

void tell_cut_loads(ReleaseScenario& out) {
  const std::string most = shortest(kMostHeld_kg_m3);
  for (const SubstanceLoad& load : out.loads) {
    if (volume_follows_mass(out, load) && highest_held_kg_m3(out, load) >= kMostHeld_kg_m3) {
      out.assumptions.push_back({"Where the assumed volume could not hold the stated mass of " + load.substance + ", " + most + " kg in a cubic metre, it is larger, within what is stored.",
                                 "Где предположенный объём не вместил бы заявленную массу вещества " + load.substance + " — " + most + " кг в кубометре, — он больше, в пределах накопленного."});
    }
    if (highest_held_kg_m3(out, load) <= kMostHeld_kg_m3) continue;
    out.assumptions.push_back({"No draw holds more than " + most + " kg of " + load.substance + " in a cubic metre released: where it would, its mass is less.",
                               "Ни в одном расчёте кубометр выброса не содержит больше " + most + " кг вещества " + load.substance + ": где вышло бы больше, его масса меньше."});
  }
}

}  // namespace

std::string_view to_text(Trigger trigger) {
  switch (trigger) {
    case Trigger::unknown: return "unknown";
    case Trigger::overtopping: return "overtopping";
    case Trigger::earthquake: return "earthquake";
    case Trigger::slope_failure: return "slope_failure";
    case Trigger::seepage: return "seepage";
    case Trigger::pipe: return "pipe";
  }
  return "";
}

std::optional<ReleaseScenario> release_scenario(const Facility& facility, const ReleaseScenario* stated,
                                                const std::vector<Composition>& compositions, Trigger trigger) {
  ReleaseScenario out = stated != nullptr ? *stated : ReleaseScenario{};
  out.facility = facility.id;
  if (out.trigger == Trigger::unknown) out.trigger = trigger;
  if (!complete_volume(out, facility)) return std::nullopt;
  complete_outflow(out, facility);
  if (out.loads.empty()) add_typical_loads(out, facility, compositions);
  tell_cut_loads(out);
  return out;
}

}  // namespace tmfgeo
