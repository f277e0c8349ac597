// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/catalogue_time.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {
namespace {

constexpr double kKmPerDegree = 111.2;
/// So many times the years that a catalogue covers, a hazard curve is more law than observation.
constexpr double kTrustedMultiple = 10;

/// Earthquakes by so much deeper or shallower than the sources' depth are of other sources.
constexpr double kOwnDepth_km = 50;

DateOrder order_of(const std::string& time_form) {
  if (time_form == "month/day/year") return DateOrder::month_day_year;
  return time_form == "day/month/year" ? DateOrder::day_month_year : DateOrder::year_month_day;
}

std::vector<CatalogueRow> rows_of(const CatalogueInput& input, const FeatureTable& table) {
  const std::size_t time = column_of(table, input.time_column, "key time_column of [natech.catalogue]");
  const std::size_t longitude = column_of(table, input.longitude_column, "key longitude_column of [natech.catalogue]");
  const std::size_t latitude = column_of(table, input.latitude_column, "key latitude_column of [natech.catalogue]");
  const std::size_t magnitude = column_of(table, input.magnitude_column, "key magnitude_column of [natech.catalogue]");
  const auto depth = table.find(input.depth_column);
  const auto type = table.find(input.type_column);
  std::vector<CatalogueRow> rows;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    CatalogueRow row{.record = table.record(i)};
    row.time_found = table.text(time, i).value_or("");
    if (const auto when = catalogue_time(row.time_found, order_of(input.time_form))) {
      row.year = when->year;
      row.has_time_of_day = when->has_time_of_day;
    }
    row.longitude = table.number(longitude, i);
    row.latitude = table.number(latitude, i);
    row.magnitude = table.number(magnitude, i);
    if (depth) row.depth_km = table.number(*depth, i);
    if (type) row.magnitude_type = table.text(*type, i).value_or("");
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A mesh over all ground whose earthquakes reach a facility.
std::vector<Point> mesh_around(const std::vector<Point>& places, double spacing_km) {
  Box box;
  for (const Point p : places) box.add(p);
  const double north = kReach_km / kKmPerDegree;
  const double widest = std::max(std::abs(box.min_y - north), std::abs(box.max_y + north));
  const double east = north / std::max(std::cos(widest * 3.14159265358979 / 180), 0.1);
  box = box.grown(east, north);
  const std::vector<Point> ring{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
  return mesh_in_ring(ring, spacing_km);
}

std::string name_of(const CatalogueInput& input) { return std::filesystem::path(input.file()).filename().string(); }

/// Years in which the largest earthquakes are known.
double years_covered(const CatalogueInput& input) { return std::max(input.until_year - input.completeness.back().since_year, 1.0); }

/// An earthquake larger than the largest that can be: one of the two is wrong, and what it shakes would be in no curve.
void refuse_larger_than_largest(const CatalogueInput& input, const std::vector<Earthquake>& all, const Box& area) {
  const Earthquake* largest = nullptr;
  for (const Earthquake& e : all) {
    if (area.contains(e.place) && (largest == nullptr || e.magnitude > largest->magnitude)) largest = &e;
  }
  if (largest == nullptr || largest->magnitude <= input.largest_magnitude) return;
  throw Error(ErrorCode::invalid_input,
              "found an earthquake of magnitude " + readable(largest->magnitude) + " in " + fixed(std::floor(largest->year), 0) +
                  " within reach of the facilities, expected largest_magnitude of at least that, not " + shortest(input.largest_magnitude) + " ([natech.catalogue])",
              input.file());
}

/// Earthquakes of the sources' depth; one whose depth is not told is taken to be of them. Both that and what is left out is told once.
std::vector<Earthquake> of_own_depth(const CatalogueInput& input, const std::vector<Earthquake>& all, const Box& area, Issues& issues) {
  std::vector<Earthquake> own;
  std::size_t left_out = 0;
  std::size_t without = 0;
  double largest = 0;
  for (const Earthquake& e : all) {
    if (!e.depth_km || std::abs(*e.depth_km - input.depth_km) <= kOwnDepth_km) {
      own.push_back(e);
      if (!e.depth_km && area.contains(e.place)) ++without;
    } else if (area.contains(e.place)) {
      ++left_out;
      largest = std::max(largest, e.magnitude);
    }
  }
  if (without > 0) {
    issues.push_back(make_issue("catalogue_depth_missing", {"", name_of(input), ""}, input.depth_column,
                                "found no depth of " + std::to_string(without) + " earthquakes within reach, expected km; they were taken as " +
                                    shortest(input.depth_km) + " km deep"));
  }
  if (left_out > 0) {
    issues.push_back(make_issue("catalogue_depth_other", {"", name_of(input), ""}, "depth_km",
                                "found " + std::to_string(left_out) + " within reach farther than " + fixed(kOwnDepth_km, 0) + " km from depth_km = " +
                                    shortest(input.depth_km) + ", up to magnitude " + fixed(largest, 1) + ", expected a catalogue of one depth; what they shake is in no curve"));
  }
  return own;
}

std::vector<Earthquake> main_shocks_in(const Box& area, const std::vector<Earthquake>& all) {
  const std::vector<bool> alone = main_shocks(all);
  std::vector<Earthquake> shocks;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (alone[i] && area.contains(all[i].place)) shocks.push_back(all[i]);
  }
  return shocks;
}

/// Earthquakes of a magnitude and more within reach, in the order of time, with how often main shocks come among them.
struct Seen {
  double first_year = 0;
  double last_year = 0;
  double per_year = 0;  ///< 0: fewer than two main shocks, which tell of no rate
};

std::optional<Seen> seen_within(const Box& area, const std::vector<Earthquake>& all, const std::vector<Earthquake>& shocks, CompletenessStep step, double from_year) {
  const auto counts = [&](const Earthquake& e) { return area.contains(e.place) && e.magnitude >= step.magnitude && e.year >= from_year; };
  std::optional<Seen> seen;
  for (const Earthquake& e : all) {
    if (!counts(e)) continue;
    if (!seen) seen = Seen{.first_year = e.year};
    seen->last_year = e.year;
  }
  const auto n = static_cast<double>(std::ranges::count_if(shocks, counts));
  if (seen && n >= 2 && seen->last_year > seen->first_year) seen->per_year = n / (seen->last_year - seen->first_year);
  return seen;
}

/// The same with years that the file can tell of. Where so many earthquakes were to be expected in a quiet before the first or after the
/// last one that it would be chance in fewer than one case of twenty, the file does not cover it: unknown, not quiet.
CatalogueInput within_years_of(CatalogueInput input, const std::vector<Earthquake>& all, const std::vector<Earthquake>& shocks, const Box& area, Issues& issues) {
  constexpr double most_missing = 3;
  if (input.years_checked) return input;
  const auto tell = [&](const char* key, double stated, double taken, const std::string& what) {
    issues.push_back(make_issue("catalogue_years_beyond", {"", name_of(input), ""}, key,
                                "found " + shortest(stated) + " though the file's " + what + ", expected years that it covers; " + shortest(taken) +
                                    " was taken; years_checked = true keeps what is stated"));
  };
  const double complete_since = input.completeness.front().since_year;
  double since_below = std::numeric_limits<double>::infinity();
  for (CompletenessStep& step : input.completeness) {
    const auto seen = seen_within(area, all, shocks, step, -std::numeric_limits<double>::infinity());
    const double begin = seen ? std::min(std::floor(seen->first_year), since_below) : 0;
    if (seen && step.since_year < begin && seen->per_year * (seen->first_year - step.since_year) > most_missing) {
      tell("complete_since_years", step.since_year, begin,
           "first earthquake is of " + fixed(std::floor(seen->first_year), 0) + " (magnitude " + shortest(step.magnitude) + " and more, within reach)");
      step.since_year = begin;
    }
    since_below = step.since_year;
  }
  const auto seen = seen_within(area, all, shocks, input.completeness.front(), complete_since);
  if (seen && seen->per_year * (input.until_year - seen->last_year) > most_missing) {
    const double end = std::floor(seen->last_year) + 1;
    if (end < input.until_year) {
      tell("until_year", input.until_year, end, "last earthquake is of " + fixed(end - 1, 0) + " (within reach)");
      input.until_year = end;
    }
  }
  return input;
}

}  // namespace

std::size_t column_of(const FeatureTable& table, const std::string& name, const std::string& key) {
  if (const auto column = table.find(name)) return *column;
  std::vector<std::string> names;
  for (const Field& field : table.fields) names.push_back(field.name);
  throw Error(ErrorCode::invalid_input, "has no column \"" + name + "\", expected one of: " + joined(names, ", ") + " (" + key + ")",
              table.source);
}

std::vector<Earthquake> read_earthquakes(const CatalogueInput& input, Issues& issues) {
  const FeatureTable table = read_features(input.file(), {.layer = input.layer, .crs = {}, .clip = {}, .columns = {}}, issues);
  return clean_catalogue(rows_of(input, table), name_of(input), issues);
}

void add_catalogue_source(const CatalogueInput& stated, const std::vector<ModelSet>& sets, const std::vector<Point>& places, EarthquakeSources& sources,
                          Issues& issues) {
  const std::vector<Point> mesh = mesh_around(places, stated.spacing_km);
  Box area;
  for (const Point p : mesh) area.add(p);
  const std::vector<Earthquake> whole = read_earthquakes(stated, issues);
  const std::vector<Earthquake> all = of_own_depth(stated, whole, area, issues);
  refuse_larger_than_largest(stated, all, area);
  const std::vector<Earthquake> shocks = main_shocks_in(area, all);
  const CatalogueInput input = within_years_of(stated, all, shocks, area, issues);
  // The earthquakes that tell how often also tell where.
  const std::vector<Earthquake> complete = complete_earthquakes(shocks, input.completeness, input.bin, input.largest_magnitude, input.until_year);
  const auto recurrence = weichert(complete, input.completeness, input.bin, input.largest_magnitude, input.until_year);
  if (!recurrence) {
    throw Error(ErrorCode::invalid_input,
                "found main shocks within reach of the facilities: " + std::to_string(shocks.size()) + ", of them in complete years and of complete magnitudes " +
                    std::to_string(complete.size()) + ", too few of different size for a b-value; expected more, or other complete_magnitudes",
                input.file());
  }
  std::vector<double> counts = smoothed_counts(mesh, counts_at(mesh, complete, 2 * input.spacing_km), input.smoothing_km);
  double sum = 0;
  for (const double c : counts) sum += c;
  const double lowest = input.completeness.front().magnitude;
  for (double& c : counts) c *= sum > 0 ? recurrence->rate_above(lowest) / sum : 0;
  const ModelSet& models = region_set(sets, input.region, "[natech.catalogue] region");
  sources.model.grids.push_back({.name = name_of(input),
                                 .traits = {.models = models,
                                            .magnitudes = truncated_gutenberg_richter(recurrence->b, lowest, input.largest_magnitude, input.bin),
                                            .depths = {{input.depth_km, 1}}},
                                 .places = mesh,
                                 .rate_per_year = std::move(counts)});
  const double years = years_covered(input);
  sources.longest_y = std::min(sources.longest_y, kTrustedMultiple * years);
  sources.data.push_back(data_of(input) + ", " + std::to_string(recurrence->count) + " earthquakes in " + fixed(years, 0) + " years, b " + fixed(recurrence->b, 2) +
                         ", " + models.name);
}

}  // namespace tmfgeo
