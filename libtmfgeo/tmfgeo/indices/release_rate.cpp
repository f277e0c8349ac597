// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/release_rate.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr std::array<const char*, 4> kCategories{"I", "II", "III", "IV"};
constexpr std::array kStatuses{FacilityStatus::active,        FacilityStatus::inactive,  FacilityStatus::closed,
                               FacilityStatus::rehabilitated, FacilityStatus::abandoned, FacilityStatus::orphaned};

std::vector<double> required_numbers(ConfigTable& table, const char* key) {
  const auto values = table.numbers(key);
  if (!values) table.refuse(key, "is missing, expected a list of numbers");
  return *values;
}

void read_curves(ConfigTable& root, ReleaseRateTable& rates) {
  rates.factor_of_safety = required_numbers(root, "factor_of_safety");
  const auto& fos = rates.factor_of_safety;
  const bool rises = std::adjacent_find(fos.begin(), fos.end(), std::greater_equal<>()) == fos.end();
  if (fos.size() < 2 || !(fos.front() > 0) || !rises) root.refuse("factor_of_safety", "expected two or more numbers above 0, rising");
  ConfigTable table = root.required_table("annual_probability");
  for (std::size_t i = 0; i < kCategories.size(); ++i) {
    auto& values = rates.annual_probability[i];
    values = required_numbers(table, kCategories[i]);
    if (values.size() != fos.size()) table.refuse(kCategories[i], "expected " + std::to_string(fos.size()) + " numbers, one per factor of safety");
    const bool possible = std::all_of(values.begin(), values.end(), [](double p) { return p > 0 && p <= 1; });
    if (!possible) table.refuse(kCategories[i], "expected probabilities above 0, at most 1");
    if (!std::is_sorted(values.rbegin(), values.rend())) table.refuse(kCategories[i], "rises with the factor of safety, expected numbers that fall");
  }
}

void read_status(ConfigTable& root, ReleaseRateTable& rates) {
  ConfigTable table = root.required_table("category_of_status");
  for (const FacilityStatus status : kStatuses) {
    const std::string key(to_text(status));
    table.required_text(key);
    const std::string word = *table.word(key, {kCategories.begin(), kCategories.end()});
    const auto found = std::find(kCategories.begin(), kCategories.end(), word);
    rates.category_of_status.emplace_back(status, static_cast<EngineeringCategory>(found - kCategories.begin()));
  }
}

void read_world(ConfigTable& root, ReleaseRateTable& rates) {
  ConfigTable table = root.required_table("world");
  rates.world = {table.required_number("p10"), table.required_number("p50"), table.required_number("p90")};
  if (!(rates.world.p10 > 0) || !(rates.world.p10 <= rates.world.p50)) table.refuse("p10", "expected a number above 0, at most p50");
  if (!(rates.world.p50 <= rates.world.p90) || rates.world.p90 > 1) table.refuse("p90", "expected a number from p50 to 1");
  rates.world_source = table.required_text("source");
  rates.world_source_ru = table.required_text("source_ru");
  for (const auto& curve : rates.annual_probability) {
    if (rates.world.p10 > curve.back()) table.refuse("p10", "above the least of the curves, expected a rate that holds all of them");
    if (rates.world.p90 < curve.front()) table.refuse("p90", "below the highest of the curves, expected a rate that holds all of them");
  }
}

double required_factor(ConfigTable& table, const char* key) {
  const double factor = table.required_number(key);
  if (!(factor >= 1)) table.refuse(key, "expected a number from 1 on");
  return factor;
}

void read_causes(ConfigTable& root, ReleaseRateTable& rates) {
  ConfigTable table = root.required_table("causes");
  rates.earthquake_p90_over_p50 = required_factor(table, "earthquake_p90_over_p50");
  rates.flood_p90_over_p50 = required_factor(table, "flood_p90_over_p50");
  table.required_text("source");
}

double probability_at(const ReleaseRateTable& table, std::size_t category, double fos) {
  const auto& x = table.factor_of_safety;
  const auto& p = table.annual_probability[category];
  if (fos <= x.front()) return p.front();
  if (fos >= x.back()) return p.back();
  const auto after = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), fos) - x.begin());
  const double t = (fos - x[after - 1]) / (x[after] - x[after - 1]);
  return std::exp(std::log(p[after - 1]) + t * (std::log(p[after]) - std::log(p[after - 1])));
}

std::size_t category_of(const ReleaseRateTable& table, FacilityStatus status) {
  const auto row = std::find_if(table.category_of_status.begin(), table.category_of_status.end(), [&](const auto& r) { return r.first == status; });
  return static_cast<std::size_t>(row->second);
}

/// The world's median and span, so wide that each band the gap can turn out to have lies inside.
Band open_rate(const ReleaseRateTable& table, const Facility& facility) {
  Band rate = table.world;
  const auto hold = [&](double median) {
    const Band known = within_factor(median, table.p90_over_p50);
    rate.p10 = std::min(rate.p10, known.p10);
    rate.p90 = std::max(rate.p90, known.p90);
  };
  const auto hold_curve = [&](std::size_t category) {
    hold(table.annual_probability[category].front());
    hold(table.annual_probability[category].back());
  };
  if (facility.status) {
    hold_curve(category_of(table, *facility.status));
    return rate;
  }
  for (std::size_t c = 0; c < kCategories.size(); ++c) {
    if (facility.factor_of_safety) {
      hold(probability_at(table, c, *facility.factor_of_safety));
    } else {
      hold_curve(c);
    }
  }
  return rate;
}

}  // namespace

ReleaseRateTable read_release_rates(const std::string& path) {
  ConfigTable root = read_config(path);
  ReleaseRateTable rates;
  rates.id = root.required_text("id");
  rates.source = root.required_text("source");
  root.required_text("mark");
  rates.mark = root.word("mark", {"confirmed", "to_confirm"}) == "confirmed" ? Mark::confirmed : Mark::to_confirm;
  rates.p90_over_p50 = required_factor(root, "p90_over_p50");
  read_curves(root, rates);
  read_status(root, rates);
  read_world(root, rates);
  read_causes(root, rates);
  root.finish();
  return rates;
}

BackgroundRate background_rate(const ReleaseRateTable& table, const Facility& facility) {
  BackgroundRate rate;
  if (!facility.factor_of_safety) rate.missing.emplace_back("factor_of_safety");
  if (!facility.status) rate.missing.emplace_back("status");
  if (!rate.missing.empty()) {
    rate.per_year = open_rate(table, facility);
    rate.world_source = table.world_source;
    rate.world_source_ru = table.world_source_ru;
    rate.source = "world rate, as " + joined(rate.missing, " and ") + " is not known: " + table.world_source;
    return rate;
  }
  const std::size_t category = category_of(table, *facility.status);
  const double p = probability_at(table, category, *facility.factor_of_safety);
  rate.per_year = within_factor(p, table.p90_over_p50);
  rate.origin = Origin::computed;
  rate.source = table.id + ": factor of safety " + shortest(*facility.factor_of_safety) + ", category " + kCategories[category] + " for " +
                std::string(to_text(*facility.status));
  return rate;
}

Band within_factor(double probability, double factor) {
  TMFGEO_EXPECTS(probability > 0 && probability <= 1 && factor >= 1);
  return {probability / factor, probability, std::min(1.0, probability * factor)};
}

Band any_cause(const std::vector<std::optional<Band>>& causes) {
  Band log_none;
  for (const auto& cause : causes) {
    if (!cause) continue;
    log_none.p10 += std::log1p(-cause->p10);
    log_none.p50 += std::log1p(-cause->p50);
    log_none.p90 += std::log1p(-cause->p90);
  }
  return {-std::expm1(log_none.p10), -std::expm1(log_none.p50), -std::expm1(log_none.p90)};
}

}  // namespace tmfgeo
