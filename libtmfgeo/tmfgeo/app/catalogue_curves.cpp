// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "tmfgeo/app/earthquake_file.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/catalogue_time.h"
#include "tmfgeo/hazard/disaggregation.h"
#include "tmfgeo/io/vector.h"

namespace tmfgeo {
namespace {

/// Earthquakes farther away do not count at a facility.
constexpr double kReach_km = 300;
constexpr double kKmPerDegree = 111.2;
/// So many times the years that a catalogue covers, a hazard curve is more law than observation.
constexpr double kTrustedMultiple = 10;

/// Earthquakes by so much deeper or shallower than the sources' depth are of other sources.
constexpr double kOwnDepth_km = 50;

DateOrder order_of(const std::string& time_form) {
  if (time_form == "month/day/year") return DateOrder::month_day_year;
  return time_form == "day/month/year" ? DateOrder::day_month_year : DateOrder::year_month_day;
}

std::size_t column_of(const FeatureTable& table, const std::string& name, const std::string& key) {
  if (const auto column = table.find(name)) return *column;
  std::vector<std::string> names;
  for (const Field& field : table.fields) names.push_back(field.name);
  throw Error(ErrorCode::invalid_input, "has no column \"" + name + "\", expected one of: " + joined(names, ", ") + " (key " + key + " of [natech.catalogue])",
              table.source);
}

std::vector<CatalogueRow> rows_of(const CatalogueInput& input, const FeatureTable& table) {
  const std::size_t time = column_of(table, input.time_column, "time_column");
  const std::size_t longitude = column_of(table, input.longitude_column, "longitude_column");
  const std::size_t latitude = column_of(table, input.latitude_column, "latitude_column");
  const std::size_t magnitude = column_of(table, input.magnitude_column, "magnitude_column");
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

std::vector<double> levels_g() {
  std::vector<double> levels;
  for (double level = 0.005; level < 2.5; level *= 1.35) levels.push_back(level);
  return levels;
}

/// Where each site's curve reaches the return period: which earthquakes its level comes from.
void add_disaggregation(const SourceModel& model, const PshaSettings& settings, double period_y, const std::vector<Point>& places,
                        const std::vector<SiteSoil>& soils, std::vector<SiteCurve>& curves) {
  std::vector<double> levels;
  for (const SiteCurve& curve : curves) {
    const HazardValue value = curve.curve ? level_at(*curve.curve, period_y) : HazardValue{std::numeric_limits<double>::quiet_NaN(), true};
    levels.push_back(value.extrapolated ? std::numeric_limits<double>::quiet_NaN() : value.value);
  }
  std::vector<Disaggregation> shares = disaggregate(model, settings, places, soils, levels);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    if (!shares[i].parts.empty()) curves[i].disaggregation.push_back({period_y, std::move(shares[i])});
  }
}

/// Years in which the largest earthquakes are known: as stated, but not longer than the file goes back.
double years_covered(const CatalogueInput& input, const std::vector<Earthquake>& all) {
  const double stated = input.completeness.back().since_year;
  const double since = all.empty() ? stated : std::max(stated, std::floor(all.front().year));
  return std::max(input.until_year - since, 1.0);
}

/// Where the models are used beyond the data behind them. Distances are left out: all within reach count, the far ones little.
std::string range_note(const SourceTraits& traits, const SiteSoil& soil) {
  SiteExtent extent;
  extent.vs30_m_s.add(soil.vs30_m_s);
  const EarthquakeTraits largest{.magnitude = traits.magnitudes.back().magnitude, .hypocentre_depth_km = traits.depths.front().depth_km};
  std::vector<std::string> flags;
  for (const WeightedModel& m : traits.models.models) {
    for (const RangeFlag& flag : outside_range(*m.model, largest, extent)) {
      std::string text = to_text(flag);
      if (std::find(flags.begin(), flags.end(), text) == flags.end()) flags.push_back(std::move(text));
    }
  }
  return joined(flags, "; ");
}

/// Earthquakes of the sources' depth; one whose depth is not told is taken to be of them. What is left out is told once.
std::vector<Earthquake> of_own_depth(const CatalogueInput& input, const std::vector<Earthquake>& all, const Box& area, Issues& issues) {
  std::vector<Earthquake> own;
  std::size_t left_out = 0;
  double largest = 0;
  for (const Earthquake& e : all) {
    if (!e.depth_km || std::abs(*e.depth_km - input.depth_km) <= kOwnDepth_km) {
      own.push_back(e);
    } else if (area.contains(e.place)) {
      ++left_out;
      largest = std::max(largest, e.magnitude);
    }
  }
  if (left_out > 0) {
    const std::string file = std::filesystem::path(input.file()).filename().string();
    issues.push_back(make_issue("catalogue_depth_other", {"", file, ""}, "depth_km",
                                "found " + std::to_string(left_out) + " within reach farther than " + fixed(kOwnDepth_km, 0) + " km from depth_km = " +
                                    shortest(input.depth_km) + ", up to magnitude " + fixed(largest, 1) + ", expected a catalogue of one depth; what they shake is in no curve"));
  }
  return own;
}

}  // namespace

std::vector<Earthquake> read_earthquakes(const CatalogueInput& input, Issues& issues) {
  const FeatureTable table = read_features(input.file(), {.layer = input.layer, .crs = {}, .clip = {}, .columns = {}}, issues);
  return clean_catalogue(rows_of(input, table), std::filesystem::path(input.file()).filename().string(), issues);
}

std::vector<SiteCurve> catalogue_curves(const CatalogueInput& input, const std::vector<Point>& places, const std::vector<SiteSoil>& soils,
                                        Issues& issues) {
  const std::string name = std::filesystem::path(input.file()).filename().string();
  const std::vector<Point> mesh = mesh_around(places, input.spacing_km);
  Box area;
  for (const Point p : mesh) area.add(p);
  const std::vector<Earthquake> all = of_own_depth(input, read_earthquakes(input, issues), area, issues);
  const std::vector<bool> alone = main_shocks(all);
  std::vector<Earthquake> shocks;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (alone[i] && area.contains(all[i].place)) shocks.push_back(all[i]);
  }
  const auto recurrence = weichert(shocks, input.completeness, input.bin, input.largest_magnitude, input.until_year);
  if (!recurrence) {
    throw Error(ErrorCode::invalid_input,
                "found main shocks within reach of the facilities: " + std::to_string(shocks.size()) + ", too few of different size for a b-value; expected more, or other complete_magnitudes",
                input.file());
  }
  std::vector<double> counts = smoothed_counts(mesh, counts_at(mesh, shocks, 2 * input.spacing_km), input.smoothing_km);
  double sum = 0;
  for (const double c : counts) sum += c;
  const double lowest = input.completeness.front().magnitude;
  for (double& c : counts) c *= sum > 0 ? recurrence->rate_above(lowest) / sum : 0;
  const ModelSet set = region_set(read_model_sets(regions_path()), input.region, "[natech.catalogue] region");
  GridSource source{.name = name,
                    .traits = {.models = set,
                               .magnitudes = truncated_gutenberg_richter(recurrence->b, lowest, input.largest_magnitude, input.bin),
                               .depths = {{input.depth_km, 1}}},
                    .places = mesh,
                    .rate_per_year = std::move(counts)};
  const SourceTraits traits = source.traits;
  SourceModel model;
  model.grids.push_back(std::move(source));
  const PshaSettings settings{.levels = levels_g(), .truncation = 3, .max_distance_km = kReach_km};
  const PshaResult result = hazard_at_sites(model, settings, places, soils);
  const double years = years_covered(input, all);
  std::vector<SiteCurve> curves(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    curves[i].curve = curve_of(result.sites[i], settings.levels);
    curves[i].source = curves[i].curve ? data_of(input) + ", " + std::to_string(recurrence->count) + " earthquakes in " + fixed(years, 0) + " years, b " +
                                             fixed(recurrence->b, 2) + ", " + set.name
                                       : "no earthquake of the catalogue within reach";
    if (!curves[i].curve) continue;
    curves[i].note = range_note(traits, soils[i]);
    if (!curves[i].note.empty()) curves[i].origin = Origin::extrapolated;
  }
  for (const double period_y : input.disaggregation_y) add_disaggregation(model, settings, period_y, places, soils, curves);
  for (SiteCurve& curve : curves) {
    if (curve.curve) curve.curve->longest_y = kTrustedMultiple * years;
  }
  return curves;
}

}  // namespace tmfgeo
