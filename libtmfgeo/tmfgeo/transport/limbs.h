// SPDX-License-Identifier: Apache-2.0
/// The two limbs of a passing plume: for how long it stands above a share of its peak. A passage is a sum of limbs, each a
/// time and a form, so that it begins at its leading edge, falls to a tenth at its tail and holds just the mass.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "tmfgeo/transport/moments.h"

namespace tmfgeo {

/// Forms of one receptor. Rising: from 0 at the leading edge, over the rise time, as a polynomial of sqrt(1 - share); falling:
/// a gamma limb, 1 where a tenth is left, as a polynomial of sqrt(-ln share) up to 6. Both times the root itself.
struct LimbWidths {
  static constexpr std::size_t kRiseTerms = 6;
  static constexpr std::size_t kFallTerms = 9;
  std::array<float, kRiseTerms> rise{};  ///< of 2 root - 1
  std::array<float, kFallTerms> fall{};  ///< of root / 3 - 1
  float rise_area = 0;               ///< of the form over share, 0 to 1
  float fall_area = 0;
};

/// Relative error below 2e-3, of the rising limb 1 %, 2 % at the largest skew; areas are those of the polynomials.
LimbWidths limb_widths(const GammaShape& shape);

// Thin forms, for a passage that is too long for its mass to fill gamma limbs: a narrow top on a long, low tail. Observed
// passages are of this kind. Source [tmfgeo].
/// Of the rising limb: slow at first, steep below the top.
inline float thin_rise(float share) { return (1 - share) * (1 - share); }
inline constexpr float kThinRiseArea = 1.0F / 3;
/// Of the falling one: 1 where a tenth is left and from there on falling to a tenth again and again in the same time, as dead
/// zones empty. Needs: ln_fall = -ln share.
inline float thin_fall(float share, float ln_fall) {
  constexpr float kLn10 = 2.30258509F;
  const float fallen = (1 - share) * (1 / 0.9F);
  const float m = fallen < 1 ? fallen : 1;
  const float m4 = (m * m) * (m * m);
  const float below = ln_fall * (1 / kLn10) - 1;
  return m4 * m4 * m4 + (below > 0 ? below : 0);
}
inline constexpr float kThinFallArea = 0.9F / 13 + 0.1F + 0.1F / 2.30258509F;

/// One passage. Times in seconds; what it holds is its width times its peak.
struct Passage {
  float rise = 0;  ///< from the leading edge to the top
  float fall = 0;  ///< from the top to a tenth
  float thin = 0;  ///< share of both limbs that is thin; below 0: how long the top is flat, half before the peak, s
};

/// Share of the peak at a time after the peak: the inverse of the limbs, read between tabulated shares.
class PassageForm {
 public:
  explicit PassageForm(const LimbWidths& limbs);
  double share_at(const Passage& passage, double after_peak_s) const;

 private:
  std::vector<double> root_;  ///< sqrt(-ln share), ascending
  std::vector<double> share_, rise_, fall_, thin_rise_, thin_fall_;
};

}  // namespace tmfgeo
