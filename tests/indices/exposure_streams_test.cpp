// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "tmfgeo/indices/exposure.h"

namespace tmfgeo {
namespace {

constexpr double kKm = 0.0089832;  // degrees on the equator
constexpr Point kFacility{70, kKm};

Point at(double east_km, double north_km) { return {70 + east_km * kKm, north_km * kKm}; }

struct River {
  Polyline line;
  std::optional<double> area_km2;
  std::optional<double> discharge_m3_s;
};

RiverNetwork network_of(const std::vector<River>& rivers) {
  FeatureTable table;
  table.crs = Crs::wgs84();
  table.kind = GeometryKind::line;
  table.fields = {{.name = "area", .type = FieldType::real, .unit = "km2", .title = "", .description = ""},
                  {.name = "flow", .type = FieldType::real, .unit = "m3/s", .title = "", .description = ""}};
  std::vector<std::optional<double>> area;
  std::vector<std::optional<double>> flow;
  for (const River& river : rivers) {
    table.geometry.push_back(line_geometry(river.line));
    table.record_number.push_back(static_cast<std::int64_t>(table.record_number.size()));
    area.push_back(river.area_km2);
    flow.push_back(river.discharge_m3_s);
  }
  table.columns = {area, flow};
  NetworkOptions options;
  options.upstream_area_column = "area";
  options.discharge_column = "flow";
  return network_from_lines(table, options).network;
}

/// A creek 1 km south of the facility, a river it joins 4 km east, a large one 12 km east:
///
///   facility
///   creek ──────┬── river ──────┬── stream
///               │               │
RiverNetwork three_rivers() {
  return network_of({{.line = {at(0, 0), at(4, 0)}, .area_km2 = 20, .discharge_m3_s = 0.2},
                     {.line = {at(4, -3), at(4, 0)}, .area_km2 = 400, .discharge_m3_s = 3},
                     {.line = {at(4, 0), at(12, 0)}, .area_km2 = 500, .discharge_m3_s = std::nullopt},
                     {.line = {at(12, -9), at(12, 0)}, .area_km2 = 8000, .discharge_m3_s = 70},
                     {.line = {at(12, 0), at(30, 0)}, .area_km2 = 9000, .discharge_m3_s = 90}});
}

Exposure exposed(const RiverNetwork& network, double path_km, RouteEnd end = RouteEnd::sea) {
  const auto start = snap_to_river(network, kFacility, 5000);
  if (!start) {
    ADD_FAILURE() << "the facility is 1 km from the creek";
    return {};
  }
  const Route route = route_from(network, *start, {kFacility}, end);
  return exposure_along(route, network, nullptr, kFacility, {.path_km = path_km, .corridor_width_km = 2});
}

TEST(ExposedStreams, AreTheLargestMetWithinThePath) {
  const RiverNetwork network = three_rivers();
  const Exposure creek = exposed(network, 3);
  EXPECT_EQ(creek.stream_area_km2, 20);
  EXPECT_EQ(creek.stream_order, 1);
  EXPECT_EQ(creek.discharge_m3_s, 0.2);
  const Exposure river = exposed(network, 10);
  EXPECT_EQ(river.stream_area_km2, 500);
  EXPECT_EQ(river.stream_order, 2);
  EXPECT_EQ(river.discharge_m3_s, 0.2) << "the river's own is not known";
  const Exposure stream = exposed(network, 14);
  EXPECT_EQ(stream.stream_area_km2, 9000);
  EXPECT_EQ(stream.discharge_m3_s, 90);
}

// 1 km overland and 4 km of creek: the river begins at kilometre 5 of the flow path.
TEST(ExposedStreams, CountTheOverlandPartAsPath) {
  const RiverNetwork network = three_rivers();
  EXPECT_EQ(exposed(network, 4.9).stream_area_km2, 20);
  EXPECT_EQ(exposed(network, 5.1).stream_area_km2, 500);
}

TEST(ExposedStreams, AreUnknownBeforeTheRiverIsReached) {
  const Exposure e = exposed(three_rivers(), 0.5);
  EXPECT_TRUE(e.complete);
  EXPECT_FALSE(e.stream_area_km2.has_value());
  EXPECT_FALSE(e.stream_order.has_value());
}

TEST(ExposedStreams, AreUnknownWhereTheRiverLayerEndsTooEarly) {
  const Exposure e = exposed(three_rivers(), 40, RouteEnd::network_end);
  EXPECT_FALSE(e.complete);
  EXPECT_FALSE(e.stream_area_km2.has_value());
  EXPECT_FALSE(e.stream_order.has_value());
  EXPECT_FALSE(e.discharge_m3_s.has_value());
  EXPECT_TRUE(exposed(three_rivers(), 40, RouteEnd::sea).stream_area_km2.has_value());
}

}  // namespace
}  // namespace tmfgeo
