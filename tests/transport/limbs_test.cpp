// SPDX-License-Identifier: Apache-2.0
/// A passage begins at its leading edge, falls to a tenth at its tail, and holds just its mass.
#include "tmfgeo/transport/limbs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tmfgeo/transport/draw_kernels.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

template <std::size_t kTerms>
double value_at(const std::array<float, kTerms>& c, double u) {
  double sum = 0;
  for (std::size_t i = c.size(); i-- > 0;) sum = sum * u + static_cast<double>(c[i]);
  return sum;
}
double rise_at(const LimbWidths& limbs, double share) { return std::sqrt(1 - share) * value_at(limbs.rise, 2 * std::sqrt(1 - share) - 1); }
double fall_at(const LimbWidths& limbs, double share) { return std::sqrt(-std::log(share)) * value_at(limbs.fall, std::sqrt(-std::log(share)) / 3 - 1); }

/// What the passage kernel makes of one draw.
struct One {
  float travel = 0, ln_dilution = 0, ln_peak = 0, ln_tail = 0;
  Passage passage;
  double width_s = 0;  ///< area over peak
  double first_s = 0;

  One(const LimbWidths& limbs, double time_s, double width, double duration_s, double lake_width_s = 0, double stretch = 1.7) {
    PassageTerms terms;
    terms.time_s = static_cast<float>(time_s);
    terms.first_s = 0.89F * terms.time_s;
    terms.ln_width = static_cast<float>(std::log(width));
    terms.lake_width_s = static_cast<float>(lake_width_s);
    terms.tail_stretch = static_cast<float>(stretch);
    terms.rise_area = limbs.rise_area;
    terms.fall_area = limbs.fall_area;
    const float none = 0, one = 1, volume = 1e-6F;
    const auto duration = static_cast<float>(duration_s);
    pass_by(terms, {&none, &none, &none, &none, &one, &none, &volume, &duration}, 1,
            {&travel, &ln_dilution, &ln_peak, &ln_tail, &passage.rise, &passage.fall, &passage.thin});
    width_s = std::exp(-static_cast<double>(ln_dilution));  // of 1 m3/s
    first_s = static_cast<double>(terms.first_s);
  }
  double peak_s() const { return std::exp(static_cast<double>(ln_peak)); }
  double tail_s() const { return std::exp(static_cast<double>(ln_tail)); }
};

TEST(LimbWidths, FollowTheGammaCurveAboveItsLeadingEdge) {
  for (const double skew : {0.2, 0.6, 1.0, 1.8}) {
    const GammaShape shape(skew);
    const LimbWidths limbs = limb_widths(shape);
    for (const double share : {0.999, 0.9, 0.5, 0.1, 1e-3, 1e-9, 1e-15}) {
      EXPECT_NEAR(fall_at(limbs, share), shape.fall_at(-std::log(share)), 2e-3 * shape.fall_at(-std::log(share))) << skew << " " << share;
      const double rise = shape.rise_at(-std::log(0.1 + 0.9 * share));
      EXPECT_NEAR(rise_at(limbs, share), rise, (skew > 1.5 ? 0.02 : 0.011) * rise) << skew << " " << share;
    }
    EXPECT_NEAR(rise_at(limbs, 0), 1, skew > 1.5 ? 0.02 : 0.011);
  }
}

TEST(LimbWidths, AreasAreTheIntegralsOfTheLimbs) {
  for (const double skew : {0.2, 1.0, 1.8}) {
    const LimbWidths limbs = limb_widths(GammaShape(skew));
    double rise = 0, fall = 0, thin = 0;
    constexpr int kSteps = 200000;
    for (int k = 0; k < kSteps; ++k) {
      const double share = (k + 0.5) / kSteps;
      rise += rise_at(limbs, share) / kSteps;
      fall += fall_at(limbs, share) / kSteps;
      thin += static_cast<double>(thin_fall(static_cast<float>(share), static_cast<float>(-std::log(share)))) / kSteps;
    }
    EXPECT_NEAR(static_cast<double>(limbs.rise_area), rise, 1e-4);
    EXPECT_NEAR(static_cast<double>(limbs.fall_area), fall, 1e-4);
    EXPECT_NEAR(static_cast<double>(kThinFallArea), thin, 1e-4);
  }
  EXPECT_EQ(thin_fall(1, 0), 0);
  EXPECT_NEAR(static_cast<double>(thin_fall(0.1F, static_cast<float>(std::log(10.0)))), 1, 1e-5);
}

TEST(Passage, HoldsJustItsMassWhateverItsTimesAre) {
  for (const double skew : {0.2, 0.7, 1.8}) {
    const LimbWidths limbs = limb_widths(GammaShape(skew));
    const PassageForm form(limbs);
    for (const double time : {3.6e3, 6e4, 1e6}) {
      for (const double width : {0.03 * time, 0.2 * time, 2 * time}) {
        for (const double duration : {0.0, 0.3 * width, width, 20 * width}) {
          for (const double lake : {0.0, 3 * width}) {
            for (const double stretch : {1.0, 1.7, 3.1}) {
              const One one(limbs, time, width, duration, lake, stretch);
              const double end = 16 * (static_cast<double>(one.passage.fall) + one.width_s);
              double area = 0;
              constexpr int kSteps = 20000;
              for (int k = 0; k < kSteps; ++k) area += form.share_at(one.passage, -2 * one.width_s + (end + 2 * one.width_s) * (k + 0.5) / kSteps);
              area *= (end + 2 * one.width_s) / kSteps;
              ASSERT_NEAR(area / one.width_s, 1, skew > 1.5 ? 0.02 : 0.005) << skew << " " << time << " " << width << " " << duration << " " << lake << " " << stretch;
            }
          }
        }
      }
    }
  }
}

TEST(Passage, IsNothingBeforeItsLeadingEdgeAndATenthAtItsTail) {
  const LimbWidths limbs = limb_widths(GammaShape(0.8));
  const PassageForm form(limbs);
  for (const double duration : {0.0, 5000.0, 200000.0}) {
    const One one(limbs, 1e5, 2e4, duration);
    for (const double before : {1.0, 0.99, 0.5}) EXPECT_EQ(form.share_at(one.passage, before * one.first_s - one.peak_s() - 1), 0);
    EXPECT_GT(form.share_at(one.passage, one.first_s - one.peak_s() + 0.05 * static_cast<double>(one.passage.rise)), 0);
    EXPECT_LT(form.share_at(one.passage, one.first_s - one.peak_s() + 0.05 * static_cast<double>(one.passage.rise)), 0.2);
    EXPECT_NEAR(form.share_at(one.passage, one.tail_s() - one.peak_s()), 0.1, 0.003);
    EXPECT_EQ(form.share_at(one.passage, 0), 1);
  }
}

TEST(Passage, KeepsTheObservedLengthOfAPassageAtJobsonsPeak) {
  // 1.7 times 2 / C_up at travel times of tracer tests: a narrow top on a long tail holds no more than the mass.
  const LimbWidths limbs = limb_widths(GammaShape(0.8));
  for (const double hours : {1.0, 15.74, 100.0}) {
    const double width = std::pow(hours, 0.76) / 857e-6;
    const One one(limbs, 3600 * hours, width, 0);
    EXPECT_NEAR(one.tail_s() - one.first_s, 3.4 * width, 0.01 * width) << hours;
    EXPECT_NEAR(one.width_s, width, 1e-3 * width);
    EXPECT_GT(one.passage.thin, 0.0F);
    EXPECT_LT(one.passage.thin, 1.0F);
  }
}

TEST(TimeAbove, IsNothingWhereTheLimitIsNotReachedAndTheTimeOfTheCurveWhereItIs) {
  const LimbWidths limbs = limb_widths(GammaShape(0.5));
  const PassageForm form(limbs);
  for (const float thin : {-800.0F, 0.0F, 0.5F, 1.0F}) {
    const std::vector<float> ln_peak{-1.0F, 0.0F, 0.2F, 1.0F, static_cast<float>(std::log(10.0)), 4.0F, 12.0F};
    const std::size_t n = ln_peak.size();
    std::vector<float> rise(n, 1000.0F), fall(n, 5000.0F), thins(n, thin);
    const PassageColumns columns{nullptr, nullptr, nullptr, nullptr, rise.data(), fall.data(), thins.data()};
    std::vector<std::uint16_t> bins(n);
    bins_of_time_above(limbs, ln_peak.data(), 0, columns, n, bins.data());
    EXPECT_EQ(bins[0], 0);
    EXPECT_EQ(bins[1], 0);
    EXPECT_EQ(time_at_place(bins[0] + 0.5), 0);
    for (std::size_t i = 2; i < n; ++i) {
      double above = 0;
      for (double t = -1800.5; t < 60000; t += 1) above += form.share_at({1000, 5000, thin}, t) * std::exp(static_cast<double>(ln_peak[i])) > 1 ? 1 : 0;
      EXPECT_NEAR(time_at_place(bins[i] + 0.5), above, 0.012 * above + 2) << thin << " " << i;
    }
  }
  EXPECT_EQ(time_at_place(1), 1);
}

}  // namespace
}  // namespace tmfgeo
