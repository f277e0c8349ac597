// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/shakemap.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/grid_xml.h"
#include "tmfgeo/hazard/intensity.h"

namespace tmfgeo {
namespace {

constexpr double kMostNodes = 1e8;

/// What a field may be given in, and what the Earth does.
struct FieldKind {
  std::vector<std::pair<std::string_view, double>> units;  ///< lower case, and the factor to the library's unit
  double most = 0;                                         ///< in the library's unit
};

const FieldKind& acceleration() {
  static const FieldKind q{{{"%g", 0.01}, {"pctg", 0.01}, {"g", 1}, {"cm/s2", 1 / kGravityCmPerS2}, {"cm/s^2", 1 / kGravityCmPerS2}, {"cm/s/s", 1 / kGravityCmPerS2}}, 10};
  return q;
}
const FieldKind& velocity() {
  static const FieldKind q{{{"cm/s", 1}, {"cms", 1}}, 1000};
  return q;
}
const FieldKind& felt() {
  static const FieldKind q{{{"intensity", 1}, {"mmi", 1}, {"", 1}}, 12};
  return q;
}
const FieldKind& shear_velocity() {
  static const FieldKind q{{{"m/s", 1}, {"ms", 1}}, 5000};
  return q;
}
const FieldKind& scatter() {
  static const FieldKind q{{{"ln(pctg)", 1}, {"ln(%g)", 1}, {"ln(g)", 1}, {"ln(cms)", 1}, {"ln(cm/s)", 1}, {"ln", 1}}, 5};
  return q;
}
const FieldKind& degrees() {
  static const FieldKind q{{{"dd", 1}, {"deg", 1}, {"degrees", 1}, {"", 1}}, 360};
  return q;
}

class Reader {
 public:
  Reader(std::string_view xml, const std::string& name) : xml_(read_grid_xml(xml, name)), name_(name) {}

  ShakeMap read() {
    read_event();
    read_frame();
    read_numbers();
    check_places();
    for (std::size_t i = 0; i < fields_.size(); ++i) take(i);
    if (map_.pga_g.size() == 0) refuse(xml_.data_line, "found no field PGA, expected one");
    std::sort(map_.spectra.begin(), map_.spectra.end(), [](const auto& a, const auto& b) { return a.period_s < b.period_s; });
    return std::move(map_);
  }

 private:
  struct Field {
    std::string name;
    std::string unit;
    int line = 0;
  };

  [[noreturn]] void refuse(int line, const std::string& what) const {
    throw Error(ErrorCode::invalid_input, "line " + std::to_string(line) + ": " + what, name_);
  }

  static std::string text_of(const XmlAttributes& attributes, const std::string& key) {
    const auto found = attributes.find(key);
    return found == attributes.end() ? std::string() : std::string(trimmed(found->second));
  }

  double number(const XmlAttributes& attributes, const std::string& key, int line, double low, double high) const {
    const std::string text = text_of(attributes, key);
    const auto value = parse_number(text).value;
    if (!value || *value < low || *value > high) {
      refuse(line, key + ": found \"" + text + "\", expected a number from " + shortest(low) + " to " + shortest(high));
    }
    return *value;
  }

  void read_event() {
    map_.event_id = text_of(xml_.event, "event_id");
    if (map_.event_id.empty()) map_.event_id = text_of(xml_.root, "event_id");
    map_.description = text_of(xml_.event, "event_description");
    map_.time = text_of(xml_.event, "event_timestamp");
    const auto maybe = [&](const char* key, double low, double high) {
      if (text_of(xml_.event, key).empty()) return std::numeric_limits<double>::quiet_NaN();
      return number(xml_.event, key, xml_.event_line, low, high);
    };
    map_.magnitude = maybe("magnitude", 0, 10);
    map_.depth_km = maybe("depth", -10, 1000);
    map_.epicentre = {maybe("lon", -360, 360), maybe("lat", -90, 90)};
  }

  void read_frame() {
    const XmlAttributes& s = xml_.specification;
    const int line = xml_.specification_line;
    if (line == 0) refuse(1, "found no grid_specification, expected one");
    if (xml_.data_line == 0) refuse(line, "found no grid_data, expected one");
    const double columns = number(s, "nlon", line, 2, 1e6);
    const double rows = number(s, "nlat", line, 2, 1e6);
    if (columns != std::floor(columns) || rows != std::floor(rows) || rows * columns > kMostNodes) {
      refuse(line, "nlon, nlat: expected whole numbers of at most " + shortest(kMostNodes) + " nodes together");
    }
    const double west = number(s, "lon_min", line, -180, 360);
    const double east = number(s, "lon_max", line, west + 1e-9, west + 360);
    const double south = number(s, "lat_min", line, -90, 90);
    const double north = number(s, "lat_max", line, south + 1e-9, 90);
    frame_.rows = static_cast<std::ptrdiff_t>(rows);
    frame_.columns = static_cast<std::ptrdiff_t>(columns);
    frame_.cell_width = (east - west) / (columns - 1);
    frame_.cell_height = (north - south) / (rows - 1);
    frame_.west = west - frame_.cell_width / 2;
    frame_.north = north + frame_.cell_height / 2;
    frame_.crs = Crs::wgs84();
  }

  void read_numbers() {
    fields_.resize(xml_.fields.size());
    for (const GridXmlField& f : xml_.fields) {
      const double index = number(f.attributes, "index", f.line, 1, static_cast<double>(fields_.size()));
      Field& field = fields_[static_cast<std::size_t>(index) - 1];
      if (index != std::floor(index) || !field.name.empty()) refuse(f.line, "index: found " + shortest(index) + ", expected each from 1 on once");
      field = {lower_ascii(text_of(f.attributes, "name")), lower_ascii(text_of(f.attributes, "units")), f.line};
      if (field.name.empty()) refuse(f.line, "found a grid_field without name");
      for (const Field& other : fields_) {
        if (&other != &field && other.name == field.name) refuse(f.line, "found the field " + field.name + " twice");
      }
    }
    int line = xml_.data_line;
    const char* at = xml_.data.data();
    const char* const end = at + xml_.data.size();
    while (true) {
      for (; at != end && std::string_view(" \t\r\n").find(*at) != std::string_view::npos; ++at) line += *at == '\n' ? 1 : 0;
      if (at == end) break;
      double value = 0;
      const auto [rest, problem] = std::from_chars(at, end, value);
      if (problem != std::errc() || std::isinf(value) || (rest != end && std::string_view(" \t\r\n").find(*rest) == std::string_view::npos)) {
        refuse(line, "grid_data: found \"" + std::string(at, std::min(end, at + 12)) + "\", expected a number");
      }
      numbers_.push_back(value);
      at = rest;
    }
    const auto expected = static_cast<std::size_t>(frame_.size()) * fields_.size();
    if (numbers_.size() != expected) {
      refuse(line, "grid_data: found " + std::to_string(numbers_.size()) + " numbers, expected " + std::to_string(expected) +
                       " (" + std::to_string(frame_.rows) + " x " + std::to_string(frame_.columns) + " nodes of " +
                       std::to_string(fields_.size()) + " fields)");
    }
  }

  double node(std::ptrdiff_t cell, std::size_t field) const { return numbers_[static_cast<std::size_t>(cell) * fields_.size() + field]; }

  /// Rows from north to south, each from west to east, as the specification says.
  void check_places() const {
    const auto index_of = [&](std::string_view name) {
      const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name == name; });
      if (found == fields_.end()) refuse(xml_.data_line, "found no field " + std::string(name) + ", expected one");
      return static_cast<std::size_t>(found - fields_.begin());
    };
    const std::size_t lon = index_of("lon");
    const std::size_t lat = index_of("lat");
    for (std::ptrdiff_t cell = 0; cell < frame_.size(); ++cell) {
      const Point expected = frame_.centre(frame_.cell(cell));
      const double east = std::abs(node(cell, lon) - expected.x);
      const double north = std::abs(node(cell, lat) - expected.y);
      if (!(east < frame_.cell_width / 2) || !(north < frame_.cell_height / 2)) {
        refuse(xml_.data_line, "grid_data: node " + std::to_string(cell + 1) + " lies at " + readable(node(cell, lon)) + ", " +
                                   readable(node(cell, lat)) + ", expected " + readable(expected.x) + ", " + readable(expected.y));
      }
    }
  }

  Grid<float> grid_of(std::size_t index, const FieldKind& kind) const {
    const Field& field = fields_[index];
    const auto unit = std::find_if(kind.units.begin(), kind.units.end(), [&](const auto& u) { return u.first == field.unit; });
    if (unit == kind.units.end()) {
      std::vector<std::string> known;
      for (const auto& [name, factor] : kind.units) known.emplace_back(name);
      refuse(field.line, field.name + ": found the unit \"" + field.unit + "\", expected one of " + joined(known, ", "));
    }
    Grid<float> grid(frame_);
    for (std::ptrdiff_t cell = 0; cell < frame_.size(); ++cell) {
      const double value = node(cell, index) * unit->second;
      if (value < 0 || value > kind.most) {
        refuse(field.line, field.name + ": found " + readable(node(cell, index)) + " " + field.unit + ", expected 0 to " +
                               readable(kind.most / unit->second) + "; is the unit right?");
      }
      grid[cell] = static_cast<float>(value);
    }
    return grid;
  }

  void take(std::size_t index) {
    const std::string& name = fields_[index].name;
    if (name == "lon" || name == "lat") {
      check_degrees(index);
    } else if (name == "pga") {
      map_.pga_g = grid_of(index, acceleration());
    } else if (name == "pgv") {
      map_.pgv_cm_s = grid_of(index, velocity());
    } else if (name == "mmi") {
      map_.intensity = grid_of(index, felt());
    } else if (name == "svel") {
      map_.vs30_m_s = grid_of(index, shear_velocity());
    } else if (name == "stdpga") {
      map_.ln_std_pga = grid_of(index, scatter());
    } else if (name == "stdpgv") {
      map_.ln_std_pgv = grid_of(index, scatter());
    } else if (const auto tenths = spectral_tenths(name)) {
      map_.spectra.push_back({*tenths / 10, grid_of(index, acceleration())});
    } else {
      map_.not_read.push_back(name);
    }
  }

  /// Only the unit is looked at: check_places() has seen the values.
  void check_degrees(std::size_t index) const {
    const Field& field = fields_[index];
    const auto& units = degrees().units;
    if (std::none_of(units.begin(), units.end(), [&](const auto& u) { return u.first == field.unit; })) {
      refuse(field.line, field.name + ": found the unit \"" + field.unit + "\", expected dd");
    }
  }

  /// "psa03" → 3 tenths of a second.
  static std::optional<double> spectral_tenths(const std::string& name) {
    if (!name.starts_with("psa") || name.size() != 5) return std::nullopt;
    const auto value = parse_number(name.substr(3)).value;
    return value && *value > 0 ? value : std::nullopt;
  }

  GridXml xml_;
  std::string name_;
  ShakeMap map_;
  GridFrame frame_;
  std::vector<Field> fields_;
  std::vector<double> numbers_;
};

/// Mean of four nodes about a place, weighted by nearness, of what `seen` makes of their values.
template <class Seen>
double bilinear(const Grid<float>& grid, Point place, Seen seen) {
  const GridFrame& f = grid.frame();
  // Maps across 180° count their longitudes on.
  if (place.x < f.west) place.x += 360;
  const double x = (place.x - f.west) / f.cell_width - 0.5;
  const double y = (f.north - place.y) / f.cell_height - 0.5;
  // A place on the outermost nodes, but for rounding, is inside.
  constexpr double slack = 1e-6;
  const double last_column = static_cast<double>(f.columns - 1);
  const double last_row = static_cast<double>(f.rows - 1);
  if (!(x >= -slack && y >= -slack && x <= last_column + slack && y <= last_row + slack)) return std::numeric_limits<double>::quiet_NaN();
  const double left = std::floor(std::clamp(x, 0.0, std::max(last_column - 1, 0.0)));
  const double upper = std::floor(std::clamp(y, 0.0, std::max(last_row - 1, 0.0)));
  double sum = 0;
  for (const double dy : {0.0, 1.0}) {
    for (const double dx : {0.0, 1.0}) {
      const double weight = (dx > 0 ? x - left : 1 - (x - left)) * (dy > 0 ? y - upper : 1 - (y - upper));
      const Cell cell{static_cast<std::ptrdiff_t>(upper + dy), static_cast<std::ptrdiff_t>(left + dx)};
      if (std::abs(weight) > slack) sum += weight * seen(static_cast<double>(grid[cell]));
    }
  }
  return sum;
}

}  // namespace

ShakeMap parse_shakemap(std::string_view xml, const std::string& name) { return Reader(xml, name).read(); }

double sample_ln(const Grid<float>& grid, Point place) {
  return std::exp(bilinear(grid, place, [](double v) { return v > 0 ? std::log(v) : std::numeric_limits<double>::quiet_NaN(); }));
}

double sample_linear(const Grid<float>& grid, Point place) {
  return bilinear(grid, place, [](double v) { return v; });
}

}  // namespace tmfgeo
