// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_data.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/point_columns.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// More water than any river or lake on Earth has.
constexpr double kMostDischarge_m3_s = 1e6;
constexpr double kMostVolume_m3 = 1e14;
constexpr double kMostArea_km2 = 1e7;

/// Kinds a user may give; borders and the sea are found, not stated.
constexpr std::array kGivenKinds{ReceptorKind::intake,     ReceptorKind::town, ReceptorKind::gauge,
                                 ReceptorKind::confluence, ReceptorKind::lake, ReceptorKind::place};

/// Records of one file: cells by column name, and what is wrong with a record told once.
class Records {
 public:
  Records(const FeatureTable& table, std::string_view issue_code, Issues& issues) : table_(table), code_(issue_code), issues_(issues) {}

  void require(const std::string& column) const {
    if (table_.find(column)) return;
    std::vector<std::string> found;
    for (const Field& f : table_.fields) found.push_back(f.name);
    const auto nearest = nearest_word(column, found);
    throw Error(ErrorCode::invalid_input,
                "has no column \"" + column + "\"" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ", found: " + joined(found, ", ")), table_.source);
  }

  void begin(std::size_t row) {
    row_ = row;
    usable_ = true;
  }
  bool usable() const { return usable_; }
  std::string record() const { return table_.record(row_); }
  const std::string& file() const { return table_.source; }

  std::string text(const std::string& column) const {
    const auto index = table_.find(column);
    const auto cell = index ? table_.text(*index, row_) : std::nullopt;
    return cell ? std::string(trimmed(*cell)) : std::string();
  }
  std::optional<double> number(const std::string& column, double low, double high) {
    const std::string cell = text(column);
    if (cell.empty()) return std::nullopt;
    const ParsedNumber parsed = parse_number(cell);
    if (!parsed.value) {
      refuse(column, parsed.problem);
    } else if (*parsed.value < low || *parsed.value > high) {
      refuse(column, "found " + cell + ", expected a number from " + shortest(low) + " to " + shortest(high));
    } else {
      return parsed.value;
    }
    return std::nullopt;
  }
  void refuse(const std::string& column, const std::string& problem) {
    if (usable_) issues_.push_back(make_issue(code_, {text("id"), table_.source, record()}, column, problem));
    usable_ = false;
  }

 private:
  const FeatureTable& table_;
  std::string_view code_;
  Issues& issues_;
  std::size_t row_ = 0;
  bool usable_ = true;
};

/// Id, names and country; the id once in the file.
StatedPlace named(Records& records, std::set<std::string>& ids) {
  StatedPlace p;
  p.id = records.text("id");
  p.name = records.text("name");
  p.name_ru = records.text("name_ru");
  p.country = records.text("country");
  p.file = records.file();
  p.record = records.record();
  if (p.id.empty()) {
    records.refuse("id", "is empty, expected an id of its own");
  } else if (!ids.insert(p.id).second) {
    records.refuse("id", "\"" + p.id + "\" is there twice, expected an id of its own");
  }
  if (p.name.empty()) p.name = p.id;
  p.area_km2 = records.number("area_km2", 1e-3, kMostArea_km2);
  return p;
}

void locate(Records& records, const LocatedPoint& found, StatedPlace& p) {
  if (found.point) {
    p.point = *found.point;
  } else {
    records.refuse(found.field, found.problem);
  }
}

ReceptorKind kind_of(Records& records, ReceptorKind fallback) {
  const std::string word = lower_ascii(records.text("kind"));
  if (word.empty()) return fallback;
  std::vector<std::string> known;
  for (const ReceptorKind kind : kGivenKinds) {
    if (to_text(kind) == word) return kind;
    known.emplace_back(to_text(kind));
  }
  records.refuse("kind", "found \"" + word + "\", expected one of: " + joined(known, ", "));
  return fallback;
}

void check_discharges(Records& records, const std::array<double, 3>& q) {
  if (std::isnan(q[1]) && records.usable()) records.refuse("q_mean", "is empty, expected the mean discharge in m3/s");
  if (q[0] > q[1] || q[2] < q[1]) records.refuse("q_low", "expected q_low, q_mean and q_high to rise");
}

}  // namespace

std::vector<StatedPlace> read_receptors(const FeatureTable& table, Issues& issues) {
  Records records(table, "receptor_unusable", issues);
  records.require("id");
  const PointColumns location(table);
  std::set<std::string> ids;
  std::vector<StatedPlace> points;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    records.begin(row);
    StatedPlace p = named(records, ids);
    p.kind = kind_of(records, ReceptorKind::place);
    locate(records, location.at(row), p);
    if (records.usable()) points.push_back(std::move(p));
  }
  return points;
}

std::vector<GivenGauge> read_gauges(const FeatureTable& table, Issues& issues) {
  Records records(table, "gauge_unusable", issues);
  for (const char* column : {"id", "area_km2", "q_mean"}) records.require(column);
  const PointColumns location(table);
  std::set<std::string> ids;
  std::vector<GivenGauge> gauges;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    records.begin(row);
    GivenGauge g;
    g.at = named(records, ids);
    g.at.kind = ReceptorKind::gauge;
    g.source = records.text("source");
    locate(records, location.at(row), g.at);
    if (!g.at.area_km2 && records.usable()) records.refuse("area_km2", "is empty, expected the area draining to the gauge in km2");
    const std::array<const char*, 3> columns{"q_low", "q_mean", "q_high"};
    for (std::size_t i = 0; i < columns.size(); ++i) g.discharge_m3_s[i] = records.number(columns[i], 1e-6, kMostDischarge_m3_s).value_or(kNaN);
    check_discharges(records, g.discharge_m3_s);
    if (records.usable()) gauges.push_back(std::move(g));
  }
  return gauges;
}

namespace {

void read_lake_place(Records& records, const std::optional<PointColumns>& inlets, std::size_t row, GivenLake& lake) {
  if (!inlets) {
    if (lake.outline.points.empty()) records.refuse("geometry", "is empty, expected the lake's outline");
    return;
  }
  locate(records, inlets->at(row), lake.inlet);
  const auto lon = records.number("outlet_lon", -180, 180);
  const auto lat = records.number("outlet_lat", -90, 90);
  if (lon && lat) {
    lake.outlet = Point{*lon, *lat};
  } else {
    records.refuse("outlet_lon", "expected outlet_lon and outlet_lat, where the river leaves the lake, in degrees");
  }
}

}  // namespace

std::vector<GivenLake> read_lakes(const FeatureTable& given, Issues& issues) {
  FeatureTable table = given;
  const bool outlines = table.kind == GeometryKind::polygon;
  if (outlines) transform(table, Crs::wgs84());
  Records records(table, "lake_unusable", issues);
  for (const char* column : {"id", "volume_m3"}) records.require(column);
  const auto inlets = outlines ? std::nullopt : std::optional<PointColumns>(table);
  std::set<std::string> ids;
  std::vector<GivenLake> lakes;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    records.begin(row);
    GivenLake lake;
    lake.inlet = named(records, ids);
    lake.inlet.kind = ReceptorKind::lake;
    lake.source = records.text("source");
    if (outlines) lake.outline = table.geometry[row];
    const auto volume = records.number("volume_m3", 1, kMostVolume_m3);
    if (!volume && records.usable()) records.refuse("volume_m3", "is empty, expected the water the lake holds in m3");
    lake.volume_m3 = volume.value_or(0);
    const std::string reservoir = records.text("reservoir");
    const auto yes = parse_yes_no(reservoir);
    if (!reservoir.empty() && !yes) records.refuse("reservoir", "found \"" + reservoir + "\", expected yes or no");
    lake.reservoir = yes.value_or(false);
    read_lake_place(records, inlets, row, lake);
    if (records.usable()) lakes.push_back(std::move(lake));
  }
  return lakes;
}

TransportData read_transport_data(const Project& project, const std::vector<Facility>& facilities) {
  TMFGEO_EXPECTS(project.transport.has_value());
  const TransportInput& input = *project.transport;
  TransportData data;
  const std::filesystem::path bundled = std::filesystem::path(data_folder()) / "transport";
  data.library = read_substances((bundled / "substances.toml").string());
  if (input.substances) data.library = with_own(std::move(data.library), input.substances->file());
  data.compositions = read_compositions((bundled / "compositions.toml").string(), data.library);
  data.spread = read_spreads((bundled / "spreads.toml").string());
  if (input.spreads) data.spread = read_spreads(input.spreads->file(), data.spread);
  const auto table_of = [&](const InputFile& file) { return read_table(file, {}, std::nullopt, data.issues); };
  if (input.receptors) data.receptors = read_receptors(table_of(*input.receptors), data.issues);
  if (input.gauges) data.gauges = read_gauges(table_of(*input.gauges), data.issues);
  if (input.lakes) data.lakes = read_lakes(table_of(*input.lakes), data.issues);
  if (input.releases) {
    data.releases = read_releases(table_of(*input.releases), facilities, data.library, input.trigger);
    data.issues.insert(data.issues.end(), data.releases.issues.begin(), data.releases.issues.end());
  }
  return data;
}

}  // namespace tmfgeo
