// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/grid/d8.h"
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/styles.h"

namespace tmfgeo {
namespace {

/// From white through a hundredth of the unit to the highest value, every colour the same factor more.
std::string logarithmic_blues(double highest, const std::string& unit) {
  const std::array<const char*, 6> colours{"#ffffff", "#deebf7", "#9ecae1", "#4292c6", "#08519c", "#08306b"};
  std::vector<qml::ColourStop> stops{{0, colours[0], "0" + unit}};
  const double decades = std::max(std::log10(std::max(highest, 1e-3)) + 2, 1.0);
  for (std::size_t i = 1; i < colours.size(); ++i) {
    const double value = 0.01 * std::pow(10, decades * static_cast<double>(i) / static_cast<double>(colours.size() - 1));
    stops.push_back({value, colours[i], fixed(value, value < 10 ? 2 : 0) + unit});
  }
  return qml::raster_document(stops, false);
}

}  // namespace

std::string elevation_style(double low_m, double high_m) {
  const std::array<const char*, 5> colours{"#e8efe4", "#c9d8b6", "#d9c79a", "#b39a7a", "#f4f4f4"};
  std::vector<qml::ColourStop> stops;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const double value = low_m + (high_m - low_m) * static_cast<double>(i) / static_cast<double>(colours.size() - 1);
    stops.push_back({value, colours[i], fixed(value, 0) + " m"});
  }
  return qml::raster_document(stops, false);
}

std::string direction_style() {
  const std::array<const char*, 8> colours{"#e41a1c", "#ff7f00", "#ffd92f", "#a6d854", "#4daf4a", "#1f9e89", "#377eb8", "#984ea3"};
  const std::array<const char*, 8> names{"E", "SE", "S", "SW", "W", "NW", "N", "NE"};
  std::vector<qml::ColourStop> stops{{0, "#222222", "outlet or sink"}};
  for (D8 d = 0; d < 8; ++d) stops.push_back({static_cast<double>(encode(d, D8Convention::esri)), colours[d], names[d]});
  return qml::raster_document(stops, true);
}

std::string area_style(double highest_km2) { return logarithmic_blues(highest_km2, " km²"); }

std::string discharge_style(double highest_m3_s) { return logarithmic_blues(highest_m3_s, " m³/s"); }

std::string hand_style() {
  return qml::raster_document({{0, "#08306b", "0 m: stream"},
                               {1, "#08519c", "1 m"},
                               {2, "#2171b5", "2 m"},
                               {5, "#4292c6", "5 m"},
                               {10, "#6baed6", "10 m"},
                               {20, "#9ecae1", "20 m"},
                               {50, "#deebf7", "50 m"},
                               {100, "#f5f5f0", "100 m"},
                               {500, "#e3ddd0", "500 m and more"}},
                              false);
}

std::string slope_style() {
  return qml::raster_document({{0, "#f7fcf5", "flat"},
                               {0.02, "#e5f5c0", "2 %"},
                               {0.05, "#fee391", "5 %"},
                               {0.1, "#fec44f", "10 %"},
                               {0.2, "#fe9929", "20 %"},
                               {0.4, "#d94801", "40 %"},
                               {0.8, "#7f2704", "80 % and more"}},
                              false);
}

std::string distance_style(double highest_km) {
  const std::array<const char*, 5> colours{"#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"};
  std::vector<qml::ColourStop> stops;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const double value = highest_km * static_cast<double>(i) / static_cast<double>(colours.size() - 1);
    stops.push_back({value, colours[i], fixed(value, highest_km < 10 ? 1 : 0) + " km"});
  }
  return qml::raster_document(stops, false);
}

std::string labels_style(std::int64_t count) {
  const std::array<const char*, 6> colours{"#8dd3c7", "#ffeda0", "#bebada", "#fbb4ae", "#b3cde3", "#ccebc5"};
  constexpr std::int64_t kMostStops = 240;
  const std::int64_t stops_wanted = std::clamp<std::int64_t>(count, 1, kMostStops);
  std::vector<qml::ColourStop> stops;
  for (std::int64_t i = 0; i < stops_wanted; ++i) {
    const std::int64_t label = i * std::max<std::int64_t>(count - 1, 0) / std::max<std::int64_t>(stops_wanted - 1, 1);
    stops.push_back({static_cast<double>(label), colours[static_cast<std::size_t>(i) % colours.size()], std::to_string(label)});
  }
  return qml::raster_document(stops, false);
}

}  // namespace tmfgeo
