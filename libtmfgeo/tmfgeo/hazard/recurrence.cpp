// SPDX-License-Identifier: Apache-2.0
// How many earthquakes come, and where: b-values, meshes and smoothing.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/hazard/catalogue.h"

namespace tmfgeo {
namespace {

constexpr double kEarthKm = 6371;
constexpr double kDegree = std::numbers::pi / 180;

struct UnitVector {
  double x, y, z;
  explicit UnitVector(Point p)
      : x(std::cos(p.y * kDegree) * std::cos(p.x * kDegree)), y(std::cos(p.y * kDegree) * std::sin(p.x * kDegree)), z(std::sin(p.y * kDegree)) {}
};

/// Square of the distance on a sphere, km²; good to 1e-4 up to 500 km.
double distance2_km2(const UnitVector& a, const UnitVector& b) {
  const double chord2 = (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z);
  return kEarthKm * kEarthKm * chord2 * (1 + chord2 / 12);
}

std::vector<UnitVector> vectors_of(std::span<const Point> places) { return {places.begin(), places.end()}; }

bool inside(std::span<const Point> ring, Point p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].y > p.y) != (ring[j].y > p.y) && p.x < ring[i].x + (p.y - ring[i].y) / (ring[j].y - ring[i].y) * (ring[j].x - ring[i].x)) in = !in;
  }
  return in;
}

/// One magnitude bin of Weichert's method.
struct CompleteBin {
  double magnitude = 0;  ///< middle
  double from = 0;       ///< least magnitude that counts
  double to = 0;         ///< the first that counts in the next
  double since = 0;
  double years = 0;
  double count = 0;
};

std::vector<CompleteBin> complete_bins(std::span<const CompletenessStep> steps, double bin, double largest, double until_year) {
  std::vector<CompleteBin> bins;
  const double first = steps.front().magnitude;
  // Rounding of decimal magnitudes must not move an earthquake over a bin's edge.
  const double slack = bin * 1e-6;
  for (double lower = first; lower + slack < largest; lower = first + bin * static_cast<double>(bins.size())) {
    double since = steps.front().since_year;
    for (const CompletenessStep& step : steps) {
      if (step.magnitude <= lower + slack) since = step.since_year;
    }
    bins.push_back({lower + bin / 2, lower - slack, lower + bin - slack, since, std::max(until_year - since, 0.0), 0});
  }
  // The largest earthquake that can be is one that can be.
  if (!bins.empty()) bins.back().to = std::max(bins.back().to, largest + slack);
  return bins;
}

/// The bin in which an earthquake counts; nullptr where it is too small, too large, or of years that are not complete.
template <class Bins>
auto* bin_of(const Earthquake& e, Bins& bins, double until_year) {
  const auto fits = [&](const CompleteBin& b) { return e.magnitude >= b.from && e.magnitude < b.to; };
  const auto found = std::find_if(bins.begin(), bins.end(), fits);
  const bool counts = found != bins.end() && e.year >= found->since && e.year < until_year;
  return counts ? &*found : nullptr;
}

void expect_in_order(std::span<const CompletenessStep> steps, double bin) {
  TMFGEO_EXPECTS(!steps.empty() && bin > 0);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    TMFGEO_EXPECTS(steps[i].magnitude > steps[i - 1].magnitude && steps[i].since_year <= steps[i - 1].since_year);
  }
}

}  // namespace

double Recurrence::rate_above(double m) const { return rate_per_year * std::pow(10, -b * (m - magnitude)); }

std::optional<Recurrence> aki_utsu(std::span<const double> magnitudes, double completeness, double bin, double years) {
  TMFGEO_EXPECTS(bin >= 0 && years > 0);
  std::vector<double> complete;
  for (const double m : magnitudes) {
    if (m >= completeness - 1e-6) complete.push_back(m);
  }
  if (complete.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(complete.size());
  double mean = 0;
  for (const double m : complete) mean += m / n;
  const double excess = mean - (completeness - bin / 2);
  if (!(excess > 0)) return std::nullopt;
  double square = 0;
  for (const double m : complete) square += (m - mean) * (m - mean);
  Recurrence r;
  r.b = std::numbers::log10e / excess;
  r.b_sigma = std::numbers::ln10 * r.b * r.b * std::sqrt(square / (n * (n - 1)));
  r.rate_per_year = n / years;
  r.magnitude = completeness - bin / 2;
  r.count = complete.size();
  return r;
}

std::vector<Earthquake> complete_earthquakes(std::span<const Earthquake> earthquakes, std::span<const CompletenessStep> steps, double bin,
                                             double largest, double until_year) {
  expect_in_order(steps, bin);
  const auto bins = complete_bins(steps, bin, largest, until_year);
  std::vector<Earthquake> complete;
  std::copy_if(earthquakes.begin(), earthquakes.end(), std::back_inserter(complete),
               [&](const Earthquake& e) { return bin_of(e, bins, until_year) != nullptr; });
  return complete;
}

std::optional<Recurrence> weichert(std::span<const Earthquake> earthquakes, std::span<const CompletenessStep> steps, double bin,
                                   double largest, double until_year) {
  expect_in_order(steps, bin);
  auto bins = complete_bins(steps, bin, largest, until_year);
  for (const Earthquake& e : earthquakes) {
    if (CompleteBin* const b = bin_of(e, bins, until_year)) b->count += 1;
  }
  double count = 0;
  double mean = 0;
  for (const CompleteBin& c : bins) {
    count += c.count;
    mean += c.count * c.magnitude;
  }
  if (count < 2) return std::nullopt;
  mean /= count;
  const double origin = steps.front().magnitude;
  struct Moments {
    double zeroth = 0, first = 0, second = 0, untimed = 0;
  };
  const auto moments = [&](double beta) {
    Moments s;
    for (const CompleteBin& c : bins) {
      const double e = std::exp(-beta * (c.magnitude - origin));
      s.zeroth += c.years * e;
      s.first += c.years * e * c.magnitude;
      s.second += c.years * e * c.magnitude * c.magnitude;
      s.untimed += e;
    }
    return s;
  };
  // The mean magnitude expected falls with beta: halving finds the one beta.
  const auto expected = [&](double beta) {
    const Moments s = moments(beta);
    return s.first / s.zeroth;
  };
  double low = 0.01;
  double high = 20;
  if (!(expected(low) > mean) || !(expected(high) < mean)) return std::nullopt;
  for (int i = 0; i < 100; ++i) (expected((low + high) / 2) > mean ? low : high) = (low + high) / 2;
  const double beta = (low + high) / 2;
  const Moments s = moments(beta);
  const double variance = s.second / s.zeroth - (s.first / s.zeroth) * (s.first / s.zeroth);
  Recurrence r;
  r.b = beta * std::numbers::log10e;
  r.b_sigma = std::sqrt(1 / (count * variance)) * std::numbers::log10e;
  r.rate_per_year = count * s.untimed / s.zeroth;
  r.magnitude = origin;
  r.count = static_cast<std::size_t>(count);
  return r;
}

std::vector<double> smoothed_counts(std::span<const Point> places, std::span<const double> counts, double c_km) {
  TMFGEO_EXPECTS(places.size() == counts.size() && c_km > 0);
  const std::vector<UnitVector> at = vectors_of(places);
  std::vector<double> smooth(counts.size(), 0);
  parallel_for(0, static_cast<std::ptrdiff_t>(places.size()), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      double weighted = 0;
      double weights = 0;
      for (std::size_t j = 0; j < at.size(); ++j) {
        const double x = distance2_km2(at[i], at[j]) / (c_km * c_km);
        if (x > 9) continue;
        const double weight = std::exp(-x);
        weighted += weight * counts[j];
        weights += weight;
      }
      smooth[i] = weighted / weights;
    }
  });
  double before = 0;
  double after = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    before += counts[i];
    after += smooth[i];
  }
  if (after > 0) {
    for (double& s : smooth) s *= before / after;
  }
  return smooth;
}

std::vector<Point> mesh_in_ring(std::span<const Point> ring, double spacing_km) {
  TMFGEO_EXPECTS(ring.size() >= 3 && spacing_km > 0);
  Box box;
  for (const Point p : ring) box.add(p);
  std::vector<Point> mesh;
  const double row_step = spacing_km * 1000 / local_scale((box.min_y + box.max_y) / 2).y_m;
  for (double y = box.min_y + row_step / 2; y < box.max_y; y += row_step) {
    // Every row with its own step, so that all places stand for the same area.
    const double step = spacing_km * 1000 / local_scale(y).x_m;
    for (double x = box.min_x + step / 2; x < box.max_x; x += step) {
      if (inside(ring, {x, y})) mesh.push_back({x, y});
    }
  }
  return mesh;
}

std::vector<double> counts_at(std::span<const Point> places, std::span<const Earthquake> earthquakes, double reach_km) {
  const std::vector<UnitVector> at = vectors_of(places);
  std::vector<double> counts(places.size(), 0);
  for (const Earthquake& e : earthquakes) {
    const UnitVector here(e.place);
    double nearest2 = reach_km * reach_km;
    std::size_t nearest = at.size();
    for (std::size_t i = 0; i < at.size(); ++i) {
      const double d2 = distance2_km2(here, at[i]);
      if (d2 < nearest2) {
        nearest2 = d2;
        nearest = i;
      }
    }
    if (nearest < at.size()) counts[nearest] += 1;
  }
  return counts;
}

}  // namespace tmfgeo
