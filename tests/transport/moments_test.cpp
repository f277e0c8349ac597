// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/moments.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "tmfgeo/transport/dispersion.h"
#include "tmfgeo/transport/losses.h"

namespace tmfgeo {
namespace {

/// Moments of a curve in time by sums.
Moments moments_of(const std::function<double(double)>& curve, double end, double step) {
  double mass = 0;
  double first = 0;
  for (double t = step; t < end; t += step) {
    mass += curve(t);
    first += curve(t) * t;
  }
  const double mean = first / mass;
  Moments m{mean, 0, 0};
  for (double t = step; t < end; t += step) {
    const double away = t - mean;
    m.variance_s2 += curve(t) * away * away / mass;
    m.third_s3 += curve(t) * away * away * away / mass;
  }
  return m;
}

TEST(Moments, OfAdvectionAndDispersionAreThoseOfTheFluxOfASlug) {
  // The flux past x of a slug with absorbing end is an inverse Gaussian: x / t times the concentration in place.
  constexpr double kLength = 10000;
  constexpr double kVelocity = 0.5;
  constexpr double kDispersion = 200;
  const Moments closed = advection_dispersion_moments(kLength, kVelocity, kDispersion);
  const Moments summed = moments_of([&](double t) { return kLength / t * slug_concentration(1, 1, kDispersion, kVelocity, kLength, t); }, 400000, 20);
  EXPECT_NEAR(summed.mean_s, closed.mean_s, 0.01 * closed.mean_s);
  EXPECT_NEAR(summed.variance_s2, closed.variance_s2, 0.01 * closed.variance_s2);
  EXPECT_NEAR(summed.third_s3, closed.third_s3, 0.01 * closed.third_s3);
}

TEST(Moments, OfTransientStorageAreThoseOfParticlesThatRestInDeadZones) {
  constexpr double kLength = 5000;
  constexpr double kVelocity = 0.4;
  constexpr double kDispersion = 5;
  constexpr double kRatio = 0.3;
  constexpr double kExchange = 2e-4;
  const Moments closed = transient_storage_moments(kLength, kVelocity, kDispersion, kRatio, kExchange);
  std::mt19937_64 dice(7);
  // Time in the channel: inverse Gaussian (Michael, Schucany and Haas); rests: a Poisson number, each exponential.
  const double mean = kLength / kVelocity;
  const double form = kLength * kLength / (2 * kDispersion);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  constexpr int kParticles = 400000;
  double sum = 0;
  double square = 0;
  double cube = 0;
  for (int i = 0; i < kParticles; ++i) {
    const double y = std::pow(normal(dice), 2);
    double time = mean + mean * mean * y / (2 * form) - mean / (2 * form) * std::sqrt(4 * mean * form * y + mean * mean * y * y);
    if (uniform(dice) > mean / (mean + time)) time = mean * mean / time;
    const int rests = std::poisson_distribution<int>(kExchange * time)(dice);
    if (rests > 0) time += std::gamma_distribution<double>(rests, kRatio / kExchange)(dice);
    const double away = time - closed.mean_s;
    sum += away;
    square += away * away;
    cube += away * away * away;
  }
  EXPECT_NEAR(sum / kParticles, 0, 0.01 * closed.mean_s);
  EXPECT_NEAR(square / kParticles, closed.variance_s2, 0.01 * closed.variance_s2);
  EXPECT_NEAR(cube / kParticles, closed.third_s3, 0.05 * closed.third_s3);  // sampling error of a third moment
}

TEST(Moments, OfTransientStorageFollowThePublishedMeanAndVariance) {
  const double time = 5000 / 0.4;
  const Moments m = transient_storage_moments(5000, 0.4, 5, 0.3, 2e-4);
  EXPECT_NEAR(m.mean_s, time * 1.3, 1e-9);
  EXPECT_NEAR(m.variance_s2, 2 * 5 * 5000 * 1.69 / 0.064 + 2 * 5000 * 0.09 / (0.4 * 2e-4), 1e-3);
}

TEST(Moments, OfStretchesOneBehindAnotherAddUp) {
  Moments whole = advection_dispersion_moments(3000, 0.7, 30);
  whole += advection_dispersion_moments(7000, 0.7, 30);
  const Moments once = advection_dispersion_moments(10000, 0.7, 30);
  EXPECT_NEAR(whole.mean_s, once.mean_s, 1e-9 * once.mean_s);
  EXPECT_NEAR(whole.variance_s2, once.variance_s2, 1e-9 * once.variance_s2);
  EXPECT_NEAR(whole.third_s3, once.third_s3, 1e-9 * once.third_s3);
}

TEST(Moments, OfTwoTanksAreThoseOfALake) {
  constexpr double kResidence = 86400;
  const Moments closed = lake_moments(kResidence);
  const double tank = kResidence / 2;
  const Moments summed = moments_of([&](double t) { return t / (tank * tank) * std::exp(-t / tank); }, 40 * tank, 50);
  EXPECT_NEAR(summed.mean_s, closed.mean_s, 1e-3 * closed.mean_s);
  EXPECT_NEAR(summed.variance_s2, closed.variance_s2, 1e-3 * closed.variance_s2);
  EXPECT_NEAR(summed.third_s3, closed.third_s3, 1e-3 * closed.third_s3);
}

TEST(Moments, OfALongReleaseAreThoseOfABox) {
  EXPECT_DOUBLE_EQ(release_moments(3600).mean_s, 1800);
  EXPECT_DOUBLE_EQ(release_moments(3600).variance_s2, 3600.0 * 3600 / 12);
  EXPECT_EQ(release_moments(3600).skew(), 0);
  EXPECT_EQ(Moments{}.skew(), 0);
}

TEST(GammaShape, HasATenthOfThePeakAtTheEndsOfItsLimbs) {
  for (const double skew : {0.0, 0.2, 0.7, 1.3, 1.8, 50.0}) {
    const GammaShape shape(skew);
    EXPECT_NEAR(shape.rising(0), 1, 1e-12);
    EXPECT_NEAR(shape.falling(0), 1, 1e-12);
    EXPECT_NEAR(shape.rising(1), 0.1, 1e-9) << skew;
    EXPECT_NEAR(shape.falling(1), 0.1, 1e-9) << skew;
    for (const double x : {0.01, 0.5, 3.0}) {
      EXPECT_NEAR(shape.rising(shape.rise_at(x)), std::exp(-x), 1e-6 * std::exp(-x)) << skew << " " << x;
      EXPECT_NEAR(shape.falling(shape.fall_at(x)), std::exp(-x), 1e-6 * std::exp(-x)) << skew << " " << x;
    }
  }
}

TEST(GammaShape, IsADensityOfItsSkew) {
  // Limbs scaled as the density itself has them: rise and fall in units of the standard deviation.
  for (const double skew : {0.4, 1.0}) {
    const double k = 4 / (skew * skew);
    const auto density = [&](double y) { return std::exp((k - 1) * std::log(y) - y); };
    const double mode = k - 1;
    const GammaShape shape(skew);
    const double tenth_down = [&] {
      double y = mode;
      while (density(y) > 0.1 * density(mode)) y -= 1e-5;
      return mode - y;
    }();
    for (const double share : {0.3, 0.7}) {
      EXPECT_NEAR(shape.rising(share), density(mode - share * tenth_down) / density(mode), 1e-4);
    }
  }
}

TEST(ClosedForms, StepReachesHalfWhereTheWaterArrivesAndOneBehind) {
  constexpr double kVelocity = 0.5;
  constexpr double kLength = 20000;
  EXPECT_NEAR(step_concentration(10, kVelocity, kLength, kLength / kVelocity), 0.5, 0.02);
  EXPECT_NEAR(step_concentration(10, kVelocity, kLength, 3 * kLength / kVelocity), 1, 1e-6);
  EXPECT_NEAR(step_concentration(10, kVelocity, kLength, kLength / kVelocity / 3), 0, 1e-6);
  EXPECT_TRUE(std::isfinite(step_concentration(0.1, 2, 1e6, 5e5)));  // exp(2e7) times erfc of as much
}

TEST(ClosedForms, StepIsTheSumOfAllSlugsLetInBefore) {
  constexpr double kVelocity = 0.5;
  constexpr double kDispersion = 100;
  constexpr double kLength = 4000;
  for (const double time : {6000.0, 8000.0, 12000.0}) {
    double sum = 0;
    constexpr double kStep = 1;
    // A flux boundary: what a unit concentration at x = 0 sends passes x as an inverse Gaussian.
    for (double t = kStep / 2; t < time; t += kStep) sum += kStep * kLength / t * slug_concentration(1, 1, kDispersion, kVelocity, kLength, t);
    EXPECT_NEAR(step_concentration(kDispersion, kVelocity, kLength, time), sum, 0.01 * sum);
  }
}

TEST(ClosedForms, SlugWithDecayKeepsTheShareThatFirstOrderLeaves) {
  constexpr double kRate = 0.1 / 86400;
  double mass = 0;
  double left = 0;
  for (double t = 5; t < 200000; t += 10) {
    const double c = 10000 / t * slug_concentration(1, 1, 50, 0.5, 10000, t);
    mass += c;
    left += c * std::exp(-kRate * t);
  }
  EXPECT_NEAR(left / mass, std::exp(-kRate * 20000), 0.01);
  EXPECT_DOUBLE_EQ(decay_at(kRate, 1.07, 20), kRate);
  EXPECT_NEAR(decay_at(1, 1.07, 10), std::pow(1.07, -10), 1e-12);
}

TEST(Dispersion, FollowsThePublishedCoefficients) {
  const ChannelFlow flow{50, 2, 0.8, 0.0005};
  const double shear = std::sqrt(9.80665 * 2 * 0.0005);
  EXPECT_NEAR(shear_velocity_m_s(flow), shear, 1e-12);
  EXPECT_NEAR(dispersion_fischer_m2_s(flow), 0.011 * 0.64 * 2500 / (2 * shear), 1e-9);
  EXPECT_NEAR(dispersion_seo_cheong_m2_s(flow), 5.915 * std::pow(25, 0.620) * std::pow(0.8 / shear, 1.428) * 2 * shear, 1e-9);
  const double e = 0.145 + std::pow(25, 1.38) * 0.8 / shear / 3520;
  EXPECT_NEAR(dispersion_deng_m2_s(flow), 0.15 / (8 * e) * std::pow(25, 5.0 / 3) * std::pow(0.8 / shear, 2) * 2 * shear, 1e-9);
  EXPECT_NEAR(mixing_length_m(flow), 0.4 * 0.8 * 2500 / (0.6 * 2 * shear), 1e-9);
}

}  // namespace
}  // namespace tmfgeo
