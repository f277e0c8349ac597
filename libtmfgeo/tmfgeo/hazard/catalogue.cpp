// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

constexpr double kDaysPerYear = 365.2425;
constexpr double kTwinSeconds = 10;
constexpr double kTwinKm = 25;
constexpr double kTwinMagnitude = 0.3;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/// What keeps a row from being used: its issue code, field and message; empty code if nothing.
std::tuple<std::string_view, std::string_view, std::string> fault_of(const CatalogueRow& row) {
  if (!row.magnitude) return {"catalogue_magnitude_missing", "magnitude", "found no magnitude, expected a number"};
  if (!row.longitude || !row.latitude) return {"catalogue_place_missing", "longitude", "found no longitude or latitude, expected degrees"};
  if (!row.year) return {"catalogue_time_missing", "time", row.time_found.empty() ? "found no time, expected a date" : "found \"" + row.time_found + "\", expected a date as time_form says"};
  const auto impossible = [](std::string_view field, double value, double low, double high) {
    return std::tuple<std::string_view, std::string_view, std::string>{
        "catalogue_value_impossible", field, "found " + readable(value) + ", expected " + shortest(low) + " to " + shortest(high)};
  };
  const auto outside = [](double value, double low, double high) { return !(value >= low && value <= high); };
  if (outside(*row.magnitude, -2, 10)) return impossible("magnitude", *row.magnitude, -2, 10);
  if (outside(*row.longitude, -180, 360)) return impossible("longitude", *row.longitude, -180, 360);
  if (outside(*row.latitude, -90, 90)) return impossible("latitude", *row.latitude, -90, 90);
  if (row.depth_km && outside(*row.depth_km, -10, 800)) return impossible("depth_km", *row.depth_km, -10, 800);
  if (outside(*row.year, -4000, 3000)) return impossible("time", *row.year, -4000, 3000);
  return {};
}

bool within(Point a, Point b, double reach_km) {
  // A degree of latitude is nowhere shorter: most pairs need no geodesic.
  constexpr double least_degree_km = 110.57;
  return std::abs(a.y - b.y) * least_degree_km <= reach_km && geodesic_distance_m(a, b) <= reach_km * 1000;
}

struct Candidate {
  Earthquake earthquake;
  std::size_t row = 0;
  bool has_time_of_day = true;
};

/// Whether two of one day are the same. Several earthquakes of a day are common; without a time only equal rows are doubles.
bool are_twins(const Candidate& a, const Candidate& b) {
  const Earthquake& x = a.earthquake;
  const Earthquake& y = b.earthquake;
  if (!a.has_time_of_day || !b.has_time_of_day) return x.magnitude == y.magnitude && x.place == y.place;
  const double apart_s = std::abs(x.year - y.year) * kDaysPerYear * 86400;
  return apart_s <= kTwinSeconds && std::abs(x.magnitude - y.magnitude) <= kTwinMagnitude && within(x.place, y.place, kTwinKm);
}

/// The earthquake already kept that this one repeats, if any; `kept` is sorted by time.
const Candidate* twin_of(const Candidate& c, const std::vector<Candidate>& kept) {
  const auto in_day = [&](const Candidate& other) { return c.earthquake.year - other.earthquake.year < 1 / kDaysPerYear; };
  for (auto other = kept.rbegin(); other != kept.rend() && in_day(*other); ++other) {
    if (are_twins(c, *other)) return &*other;
  }
  return nullptr;
}

}  // namespace

double decimal_year(int year, int month, int day, double hour) {
  TMFGEO_EXPECTS(month >= 1 && month <= 12 && day >= 1 && day <= 31);
  constexpr std::array<int, 12> before{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const double days = before[static_cast<std::size_t>(month - 1)] + (month > 2 && is_leap(year) ? 1 : 0) + day - 1 + hour / 24;
  return year + days / (is_leap(year) ? 366 : 365);
}

std::vector<Earthquake> clean_catalogue(std::span<const CatalogueRow> rows, const std::string& file, Issues& issues) {
  const auto place_of = [&](std::size_t i) { return IssuePlace{"", file, rows[i].record}; };
  std::vector<Candidate> candidates;
  std::set<std::string> types;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [code, field, message] = fault_of(rows[i]);
    if (!code.empty()) {
      issues.push_back(make_issue(code, place_of(i), field, message));
      continue;
    }
    const double longitude = *rows[i].longitude > 180 ? *rows[i].longitude - 360 : *rows[i].longitude;
    candidates.push_back({{*rows[i].year, {longitude, *rows[i].latitude}, rows[i].depth_km, *rows[i].magnitude}, i, rows[i].has_time_of_day});
    if (!rows[i].magnitude_type.empty()) types.insert(lower_ascii(trimmed(rows[i].magnitude_type)));
  }
  if (types.size() > 1) {
    const std::vector<std::string> names(types.begin(), types.end());
    issues.push_back(make_issue("catalogue_magnitude_mixed", {"", file, ""}, "magnitude_type",
                                "found the types " + joined(names, ", ") + ", expected one (moment magnitude); they were taken as equal"));
  }
  // The file's order decides which of two doubles is kept, not which came first by a second.
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    const Earthquake& x = a.earthquake;
    const Earthquake& y = b.earthquake;
    return std::tuple(x.year, -x.magnitude, x.place.x, x.place.y) < std::tuple(y.year, -y.magnitude, y.place.x, y.place.y);
  });
  std::vector<Candidate> kept;
  std::vector<std::pair<std::size_t, std::size_t>> doubles;  // row, the row it repeats
  for (const Candidate& c : candidates) {
    const Candidate* twin = twin_of(c, kept);
    if (twin == nullptr) {
      kept.push_back(c);
      continue;
    }
    const auto at = static_cast<std::size_t>(twin - kept.data());
    if (kept[at].row <= c.row) {
      doubles.emplace_back(c.row, kept[at].row);
    } else {
      doubles.emplace_back(kept[at].row, c.row);
      const double year = kept[at].earthquake.year;
      kept[at] = c;
      kept[at].earthquake.year = year;  // so that `kept` stays sorted; they are of one day at most
    }
  }
  std::sort(doubles.begin(), doubles.end());
  for (const auto& [row, first] : doubles) {
    issues.push_back(make_issue("catalogue_duplicate", place_of(row), "", "found the earthquake of " + rows[first].record + " again, expected it once"));
  }
  std::vector<Earthquake> earthquakes;
  for (const Candidate& c : kept) earthquakes.push_back(c.earthquake);
  return earthquakes;
}

AftershockWindow aftershock_window(double magnitude) {
  return {std::pow(10, 0.1238 * magnitude + 0.983),
          std::pow(10, magnitude >= 6.5 ? 0.032 * magnitude + 2.7389 : 0.5409 * magnitude - 0.547)};
}

std::vector<bool> main_shocks(std::span<const Earthquake> earthquakes) {
  TMFGEO_EXPECTS(std::is_sorted(earthquakes.begin(), earthquakes.end(), [](const auto& a, const auto& b) { return a.year < b.year; }));
  std::vector<std::size_t> order(earthquakes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return earthquakes[a].magnitude > earthquakes[b].magnitude; });
  std::vector<bool> taken(earthquakes.size(), false);
  std::vector<bool> main(earthquakes.size(), false);
  for (const std::size_t largest : order) {
    if (taken[largest]) continue;
    main[largest] = true;
    const Earthquake& shock = earthquakes[largest];
    const AftershockWindow window = aftershock_window(shock.magnitude);
    const double years = window.days / kDaysPerYear;
    const auto take = [&](std::size_t i) {
      if (!main[i] && !taken[i] && within(shock.place, earthquakes[i].place, window.distance_km)) taken[i] = true;
    };
    for (std::size_t i = largest + 1; i < earthquakes.size() && earthquakes[i].year - shock.year <= years; ++i) take(i);
    for (std::size_t i = largest; i-- > 0 && shock.year - earthquakes[i].year <= years;) take(i);
  }
  return main;
}

}  // namespace tmfgeo
