// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {
namespace {

constexpr double kBin = 0.1;
constexpr std::size_t kFewestPlaces = 25;
constexpr double kMostPlaces = 1e6;
/// More earthquakes of magnitude 5 and above in a year than the whole Earth has in two.
constexpr double kMostOfM5_per_year = 3000;

/// A polygon's record, told in every refusal.
class AreaRecord {
 public:
  AreaRecord(const FeatureTable& table, std::size_t row) : table_(table), row_(row) {}

  [[noreturn]] void refuse(const std::string& column, const std::string& what) const {
    throw Error(ErrorCode::invalid_input, table_.record(row_) + ": " + column + ": " + what, table_.source);
  }

  double number(const std::string& column, double low, double high) const {
    const std::size_t c = column_of(table_, column, "[natech.area_sources]");
    const auto value = table_.number(c, row_);
    if (!value || *value < low || *value > high) {
      refuse(column, "found \"" + table_.text(c, row_).value_or("") + "\", expected a number from " + shortest(low) + " to " + shortest(high));
    }
    return *value;
  }

  std::string text(const std::string& column) const {
    const auto c = table_.find(column);
    return c ? std::string(trimmed(table_.text(*c, row_).value_or(""))) : std::string();
  }

  FaultStyle style() const {
    const std::string word = lower_ascii(text("mechanism"));
    if (word.empty() || word == "unknown") return FaultStyle::unknown;
    if (word == "reverse") return FaultStyle::reverse;
    if (word == "normal") return FaultStyle::normal;
    if (word == "strike_slip") return FaultStyle::strike_slip;
    refuse("mechanism", "found \"" + word + "\", expected reverse, normal, strike_slip or nothing");
  }

  const Geometry& polygon() const {
    if (table_.kind != GeometryKind::polygon || table_.geometry[row_].points.empty()) refuse("geometry", "found no polygon, expected one");
    const Geometry& geometry = table_.geometry[row_];
    for (const Point p : geometry.points) {
      if (!is_finite(p) || std::abs(p.x) > 180 || std::abs(p.y) > 90) refuse("geometry", "found a corner off the Earth, expected longitude and latitude");
    }
    if (const std::string why = invalid_reason(geometry); !why.empty()) refuse("geometry", "found a polygon that is not valid (" + why + "), expected a valid one");
    return geometry;
  }

  /// Places that fill the polygon, as far apart as asked for, nearer where it is small.
  std::vector<Point> places(double spacing_km) const {
    const Geometry& geometry = polygon();
    const Box box = geometry.box();
    const double middle = std::cos((box.min_y + box.max_y) / 2 * 3.14159265358979 / 180);
    const double box_km2 = (box.max_x - box.min_x) * middle * (box.max_y - box.min_y) * 111.2 * 111.2;
    const std::vector<Point> corners{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
    const PolygonIndex index({geometry});
    std::vector<Point> inside;
    for (double spacing = spacing_km; inside.size() < kFewestPlaces && spacing > spacing_km / 1000; spacing /= 2) {
      refuse_too_many(box_km2, spacing, spacing_km);
      inside.clear();
      for (const Point p : mesh_in_ring(corners, spacing)) {
        if (!index.containing(p).empty()) inside.push_back(p);
      }
    }
    if (inside.empty()) refuse("geometry", "found a polygon without an area, expected one with ground in it");
    return inside;
  }

 private:
  /// A polygon far narrower than it is long has next to no place in the mesh of its box, which grows fourfold with every try.
  void refuse_too_many(double box_km2, double spacing_km, double asked_km) const {
    const double places = box_km2 / (spacing_km * spacing_km);
    if (places <= kMostPlaces) return;
    const std::string name = text("name");
    const std::string source = name.empty() ? "a polygon" : "the polygon \"" + name + "\"";
    const std::string most = ", expected at most " + fixed(kMostPlaces, 0);
    const std::string found = "found " + source + ", which needs a mesh of " + fixed(places, 0) + " places";
    if (spacing_km == asked_km) refuse("geometry", found + most + ": a larger spacing_km");
    refuse("geometry", found + " before " + std::to_string(kFewestPlaces) + " of them lie in it" + most + ": a polygon that is not so narrow, or a larger one around it");
  }

  const FeatureTable& table_;
  std::size_t row_;
};

GridSource area_of(const AreaRecord& record, const AreaSourcesInput& input, const std::vector<ModelSet>& sets) {
  const double a = record.number("a", -5, 12);
  const double b = record.number("b", 0.3, 2.5);
  const double mmin = record.number("mmin", 3, 9);
  const double mmax = record.number("mmax", 3, 9.5);
  if (mmax < mmin + kBin) record.refuse("mmax", "found " + shortest(mmax) + ", expected at least " + shortest(kBin) + " more than mmin = " + shortest(mmin));
  if (const double m5 = std::pow(10, a - 5 * b); m5 > kMostOfM5_per_year) {
    record.refuse("a", "found " + shortest(a) + ", which with b gives " + fixed(m5, 0) + " earthquakes of magnitude 5 and above in a year, expected at most " +
                           fixed(kMostOfM5_per_year, 0) + ": a is the decimal logarithm of the yearly number in the whole polygon");
  }
  const std::string own = record.text("region");
  if (own.empty() && input.region.empty()) record.refuse("region", "is missing, expected a region here or as the key region of [natech.area_sources]");
  const auto set = std::find_if(sets.begin(), sets.end(), [&](const ModelSet& s) { return s.name == (own.empty() ? input.region : own); });
  if (set == sets.end()) {
    std::vector<std::string> names;
    for (const ModelSet& s : sets) names.push_back(s.name);
    record.refuse("region", "found \"" + own + "\", expected one of: " + joined(names, ", "));
  }
  const double depth_km = record.number("depth_km", 0, 700);
  const FaultStyle style = record.style();
  std::vector<Point> places = record.places(input.spacing_km);
  GridSource source{.name = record.text("name"),
                    .traits = {.models = *set,
                               .magnitudes = truncated_gutenberg_richter(b, mmin, mmax, kBin),
                               .depths = {{depth_km, 1}},
                               .style = style},
                    .places = std::move(places),
                    .rate_per_year = {}};
  const double rate = std::pow(10, a - b * mmin) - std::pow(10, a - b * mmax);
  source.rate_per_year.assign(source.places.size(), rate / static_cast<double>(source.places.size()));
  return source;
}

}  // namespace

void add_area_sources(const FeatureTable& table, const AreaSourcesInput& input, const std::vector<ModelSet>& sets, EarthquakeSources& sources) {
  if (table.rows() == 0) throw Error(ErrorCode::invalid_input, "has no record, expected at least one polygon", table.source);
  for (std::size_t row = 0; row < table.rows(); ++row) sources.model.grids.push_back(area_of(AreaRecord(table, row), input, sets));
  sources.data.push_back(data_of(input) + ", " + std::to_string(table.rows()) + (table.rows() == 1 ? " area source" : " area sources"));
}

void add_area_sources(const AreaSourcesInput& input, const std::vector<ModelSet>& sets, EarthquakeSources& sources, Issues& issues) {
  FeatureTable table = read_features(input.file(), {.layer = input.layer, .crs = input.crs, .clip = {}, .columns = {}}, issues);
  if (!table.crs.known()) throw Error(ErrorCode::invalid_input, "tells no reference system, expected one in the file or the key crs of [natech.area_sources]", input.file());
  transform(table, Crs::wgs84());
  add_area_sources(table, input, sets, sources);
}

}  // namespace tmfgeo
