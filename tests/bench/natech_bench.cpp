// SPDX-License-Identifier: Apache-2.0
/// Floods at many places, many dams in one earthquake, and the risk of each.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <random>

#include "tmfgeo/app/event_damage.h"
#include "tmfgeo/app/hazard_maps.h"
#include "tmfgeo/hazard/flood_stack.h"
#include "tmfgeo/hazard/rating_curve.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/natech/annual_rate.h"
#include "tmfgeo/natech/displacement.h"
#include "tmfgeo/natech/joint_events.h"

namespace tmfgeo {
namespace {

constexpr std::array kReturnPeriods{10.0, 20.0, 50.0, 100.0, 200.0, 500.0};

std::vector<Point> places(std::size_t count) {
  std::mt19937 dice(7);
  std::uniform_real_distribution<double> lon(70.0, 76.0);
  std::uniform_real_distribution<double> lat(40.0, 43.0);
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back({lon(dice), lat(dice)});
  return points;
}

/// 10 000 places in six depth maps of 7 200 by 3 600 cells.
void floods_at_10000_places(benchmark::State& state) {
  const GridFrame frame{.rows = 3600, .columns = 7200, .west = 70, .north = 43, .cell_width = 1.0 / 1200, .cell_height = 1.0 / 1200, .crs = Crs::wgs84()};
  std::vector<Grid<float>> grids;
  for (std::size_t i = 0; i < kReturnPeriods.size(); ++i) grids.emplace_back(frame, static_cast<float>(i));
  std::vector<DepthMap> maps;
  for (std::size_t i = 0; i < kReturnPeriods.size(); ++i) maps.push_back(depth_map(kReturnPeriods[i], grids[i]));
  const FloodStack stack(maps);
  const std::vector<Point> points = places(10000);
  const FloodSampleOptions options{.radius_m = static_cast<double>(state.range(0))};
  for (auto _ : state) {
    double sum = 0;
    for (const FloodSample& sample : sample_floods(stack, points, options)) sum += flood_onset(sample).return_period_y.value_or(0);
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(floods_at_10000_places)->Arg(0)->Arg(300)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// Depths of a flood plain every 200 rows, deeper for rarer floods; dry hills between, and ground not modelled in the south.
Grid<float> flood_plains(const GridFrame& frame, double return_period_y) {
  Grid<float> grid(frame);
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    const Cell cell = frame.cell(i);
    const double above_m = 0.2 * static_cast<double>(std::abs(cell.row % 200 - 100)) + static_cast<double>(cell.column % 37) * 0.01;
    const double depth = std::max(0.0, 2 * std::log10(return_period_y) - above_m);
    grid[i] = cell.row > 3000 ? NAN : static_cast<float>(std::round(depth * 100) / 100);
  }
  return grid;
}

/// The same from six files of 26 million cells, as `tmfgeo natech` reads them: opened, read about the facilities, closed.
void floods_at_10000_places_from_files(benchmark::State& state) {
  const GridFrame frame{.rows = 3600, .columns = 7200, .west = 70, .north = 43, .cell_width = 1.0 / 1200, .cell_height = 1.0 / 1200, .crs = Crs::wgs84()};
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "tmfgeo-flood-bench";
  std::filesystem::create_directories(folder);
  NatechInput input;
  input.flood_radius_m = static_cast<double>(state.range(0));
  for (const double period : kReturnPeriods) {
    DepthMapInput map;
    map.files = {(folder / ("depth" + std::to_string(static_cast<int>(period)) + ".tif")).string()};
    map.return_period_y = period;
    write_cog(map.file(), flood_plains(frame, period), {.title = "", .unit = "m"}, true);
    input.floods.push_back(map);
  }
  std::vector<FacilityResult> facilities(10000);
  const std::vector<Point> points = places(facilities.size());
  for (std::size_t i = 0; i < points.size(); ++i) facilities[i].facility.location = points[i];
  for (auto _ : state) {
    NatechResults results;
    results.sites.resize(facilities.size());
    Issues issues;
    sample_depths(input, facilities, results, issues);
    benchmark::DoNotOptimize(results.sites.back().flood.status);
  }
  std::filesystem::remove_all(folder);
}
BENCHMARK(floods_at_10000_places_from_files)->Arg(0)->Arg(300)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// 10 000 draws of one earthquake over 1 000 facilities, in 20 groups and one of all; 0: lognormal responses, 1: tables of them.
void joint_earthquake_1000_facilities(benchmark::State& state) {
  std::vector<ShakenSite> sites;
  const Response response = lognormal_response(0.5, 0.5);
  for (const Point p : places(1000)) {
    sites.push_back({p, std::log(0.15), 0.35, 0.55, FailureResponse{0.5, 0.5}});
    if (state.range(0) == 1) sites.back().response = tabulate_responses(1, [&](double pga, std::span<double> out) { out[0] = response(pga); }).front();
  }
  std::vector<FacilityGroup> groups(21);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    groups[i % 20].members.push_back(i);
    groups[20].members.push_back(i);
  }
  JointOptions options;
  options.correlation_range_km = 40.7;
  for (auto _ : state) benchmark::DoNotOptimize(joint_earthquake(sites, groups, options).groups.back().p_any);
}
BENCHMARK(joint_earthquake_1000_facilities)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// Annual rate of 1 000 dams whose response is a displacement beyond half a metre, on curves of 18 levels.
void annual_rate_1000_dams(benchmark::State& state) {
  std::vector<double> level;
  std::vector<double> rate;
  for (int i = 0; i < 18; ++i) {
    level.push_back(0.005 * std::pow(1.4, i));
    rate.push_back(8e-7 * std::pow(level.back(), -3));
  }
  const HazardCurveView curve{level, rate};
  for (auto _ : state) {
    double sum = 0;
    for (int i = 0; i < 1000; ++i) {
      const double ky = 0.05 + 1e-4 * i;
      const Response response = [&](double pga) {
        const Shaking shaking{.pga_g = pga, .pgv_cm_s = {}, .magnitude = 7.0, .spectrum = {}};
        return displacement_exceedance(*slope_displacement(DisplacementModel::jibson_2007_magnitude, ky, 0, shaking).value, 50);
      };
      sum += annual_rate(curve, response).per_year;
    }
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(annual_rate_1000_dams)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// All that a year does to 1 000 dams with every way to fail: tables of responses, rates, checks; 1: and what one earthquake does.
void damage_of_1000_facilities(benchmark::State& state) {
  DamRules rules;
  rules.liquefaction = read_liquefaction_table(TMFGEO_SOURCE_DIR "/data/natech/liquefaction-classes.toml");
  rules.guideline = read_design_guideline(TMFGEO_SOURCE_DIR "/data/natech/design-gistm-2020.toml");
  std::vector<FacilityResult> facilities(1000);
  NatechResults hazards;
  hazards.sites.resize(facilities.size());
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    Facility& f = facilities[i].facility;
    f.dam_height_m = 10 + static_cast<double>(i % 50);
    f.freeboard_m = 1.5;
    f.factor_of_safety = 1.1 + 0.001 * static_cast<double>(i);
    f.downstream_slope_deg = 20;
    f.dam_type = DamType::upstream;
    f.saturated = true;
    f.consequence_class = "high";
    NatechSite& site = hazards.sites[i];
    site.ground.vs30_m_s = 400;
    site.hazard.curve.emplace();
    for (double a = 0.01; a < 2.5; a *= 1.35) {
      site.hazard.curve->level.push_back(a);
      site.hazard.curve->rate_per_year.push_back(2e-5 * std::pow(a, -2.2));
    }
    site.hazard.used = curve_in_use(*site.hazard.curve);
  }
  const EventShaking shaking{.ln_median_g = std::log(0.2), .tau = 0.35, .phi = 0.55, .origin = Origin::computed, .note = "", .spectrum = {{0.1, {0.5, 0.7}}, {1, {0.2, 0.75}}}};
  for (auto _ : state) {
    if (state.range(0) == 0) {
      NatechResults results = hazards;
      judge_dams({}, rules, facilities, results);
      benchmark::DoNotOptimize(results.sites.back().yearly.size());
      continue;
    }
    std::size_t states = 0;
    for (const FacilityResult& f : facilities) states += event_damage(f.facility, shaking, rules, {.magnitude = 7}).states.size();
    benchmark::DoNotOptimize(states);
  }
}
BENCHMARK(damage_of_1000_facilities)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// A reach with 100 000 cells.
void rating_curve_100000_cells(benchmark::State& state) {
  std::mt19937 dice(3);
  std::uniform_real_distribution<float> height(0, 40);
  std::vector<float> hand(100000);
  for (float& h : hand) h = height(dice);
  const std::vector<float> slope(hand.size(), 0.05F);
  const std::vector<float> area(hand.size(), 900);
  for (auto _ : state) {
    benchmark::DoNotOptimize(synthetic_rating_curve({hand, slope, area}, {.length_m = 20000, .slope = 0.003, .roughness_n = 0.05}).discharge_m3_s.back());
  }
}
BENCHMARK(rating_curve_100000_cells)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace tmfgeo
