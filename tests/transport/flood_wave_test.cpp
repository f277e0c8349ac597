// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/flood_wave.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "support/river_chain.h"

namespace tmfgeo {
namespace {

double sum_of(const std::vector<double>& flow) { return std::accumulate(flow.begin(), flow.end(), 0.0); }

std::vector<double> triangle(double peak, std::size_t steps) {
  std::vector<double> flow;
  for (std::size_t i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(steps);
    flow.push_back(peak * (share < 1.0 / 3 ? 3 * share : 1.5 * (1 - share)));
  }
  return flow;
}

/// Mean and variance in time, s and s².
std::pair<double, double> moments_of(const std::vector<double>& flow, double step_s) {
  double mean = 0;
  double square = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) mean += flow[i] * static_cast<double>(i) * step_s;
  mean /= sum_of(flow);
  for (std::size_t i = 0; i < flow.size(); ++i) square += flow[i] * std::pow(static_cast<double>(i) * step_s - mean, 2);
  return {mean, square / sum_of(flow)};
}

TEST(MuskingumCunge, KeepsItsConstantsSumAtOne) {
  for (const double diffusion : {1.0, 100.0, 5000.0}) {
    for (const double step : {60.0, 3600.0}) {
      const MuskingumStep c = muskingum_cunge({2000, 1.5, diffusion}, step);
      EXPECT_NEAR(c.c0 + c.c1 + c.c2, 1, 1e-12);
    }
  }
}

TEST(RouteHydrograph, KeepsTheVolumeOverAnyReaches) {
  std::mt19937 dice(4);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 30; ++round) {
    std::vector<WaveReach> reaches;
    for (int i = 0; i < 12; ++i) reaches.push_back({200 + 20000 * unit(dice), 0.3 + 4 * unit(dice), std::exp(9 * unit(dice))});
    const auto inflow = triangle(500, 40);
    const auto outflow = route_hydrograph(reaches, inflow, 300);
    EXPECT_NEAR(sum_of(outflow), sum_of(inflow), 1e-9 * sum_of(inflow));
    EXPECT_LE(*std::max_element(outflow.begin(), outflow.end()), 500 * 1.001);
    EXPECT_GE(*std::min_element(outflow.begin(), outflow.end()), -5) << round;  // numerical dip before the front
  }
}

TEST(RouteHydrograph, DelaysByLengthOverCelerityAndSpreadsByDiffusion) {
  const std::vector<WaveReach> reaches{{30000, 1.2, 400}, {20000, 2.0, 900}};
  const auto inflow = triangle(300, 36);
  const double step = 300;
  const auto outflow = route_hydrograph(reaches, inflow, step);
  const auto [mean_in, square_in] = moments_of(inflow, step);
  const auto [mean_out, square_out] = moments_of(outflow, step);
  EXPECT_NEAR(mean_out - mean_in, 30000 / 1.2 + 20000 / 2.0, 0.01 * 35000);
  const double spread = 2 * 400 * 30000 / std::pow(1.2, 3) + 2 * 900 * 20000 / 8.0;
  EXPECT_NEAR(square_out - square_in, spread, 0.02 * spread);
}

TEST(RouteHydrograph, FarBelowHasThePeakOfTheClosedForm) {
  const std::vector<WaveReach> reaches(40, {10000, 1.5, 1500});
  const double step = 600;
  const auto inflow = triangle(800, 12);
  const auto outflow = route_hydrograph(reaches, inflow, step);
  const double volume = sum_of(inflow) * step;
  const double closed = far_field_peak_m3_s(reaches, 800, volume);
  EXPECT_NEAR(*std::max_element(outflow.begin(), outflow.end()), closed, 0.02 * closed);
}

TEST(FarField, IsThePublishedFormOnAUniformReachAndNeverMoreThanTheReleasesPeak) {
  const std::vector<WaveReach> uniform{{50000, 1.5, 700}};
  const double published = 1e6 * 1.5 / std::sqrt(4 * 3.14159265358979 * 700 * 50000 / 1.5);
  EXPECT_NEAR(far_field_peak_m3_s(uniform, 1e9, 1e6), published, 1e-9 * published);
  EXPECT_EQ(far_field_peak_m3_s(uniform, 3, 1e6), 3);
  EXPECT_EQ(far_field_peak_m3_s({}, 77, 1e6), 77);
  const std::vector<WaveReach> halves(2, {25000, 1.5, 700});
  EXPECT_NEAR(far_field_peak_m3_s(halves, 1e9, 1e6), published, 1e-9 * published);
}

TEST(RouteHydrograph, OfNoWaterIsNoWater) {
  const std::vector<WaveReach> reaches{{1000, 1, 10}};
  const std::vector<double> dry(5, 0.0);
  EXPECT_EQ(route_hydrograph(reaches, dry, 60), dry);
  EXPECT_TRUE(route_hydrograph(reaches, {}, 60).empty());
}

TEST(WaveReaches, CutTheFirstAndTheLastReach) {
  const RiverNetwork network = test::chain_network({{1000, 100.0, 2.0}, {2000, 200.0, 4.0}});
  Issues issues;
  const RiverState state = river_state(network, {}, Flow::mean, issues);
  const auto reaches = wave_reaches(state, test::chain_route(network), 1500);
  ASSERT_EQ(reaches.size(), 2U);
  EXPECT_NEAR(reaches[0].length_m, 1000, 1e-3);
  EXPECT_NEAR(reaches[1].length_m, 500, 1e-3);
  EXPECT_EQ(reaches[1].celerity_m_s, state.celerity_m_s[static_cast<std::size_t>(test::reach_of(network, 2))]);
}

TEST(Ritter, ProfileHoldsWhatHasLeftTheDam) {
  constexpr double kHeight = 10;
  constexpr double kTime = 30;
  EXPECT_NEAR(ritter_depth_m(kHeight, 0, kTime), 4.0 / 9 * kHeight, 1e-12);
  EXPECT_EQ(ritter_depth_m(kHeight, -1e4, kTime), kHeight);
  EXPECT_EQ(ritter_depth_m(kHeight, 1e4, kTime), 0);
  double below = 0;
  double gone = 0;
  for (double x = 0.05; x < 1000; x += 0.1) {
    below += 0.1 * ritter_depth_m(kHeight, x, kTime);
    gone += 0.1 * (kHeight - ritter_depth_m(kHeight, -x, kTime));
  }
  EXPECT_NEAR(below, gone, 1e-3 * gone);
  EXPECT_NEAR(below, ritter_discharge_m2_s(kHeight) * kTime, 1e-3 * below);
}

}  // namespace
}  // namespace tmfgeo
