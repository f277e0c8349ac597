// SPDX-License-Identifier: Apache-2.0
/// Liquefaction under and in a dam: from soundings, from classes, or from maps for natural ground.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/natech/yield_acceleration.h"

namespace tmfgeo {

/// What a sounding measured, corrected to clean sand and one atmosphere.
enum class Sounding { spt, cpt };

/// One depth of a sounding.
struct SoundingPoint {
  Sounding kind = Sounding::spt;
  double resistance = 0;            ///< (N1)60cs, blows, or qc1Ncs, without unit; above 0
  double depth_m = 0;               ///< not negative
  double total_stress_kpa = 0;      ///< vertical, above 0
  double effective_stress_kpa = 0;  ///< vertical, above 0
};

/// Triggering at one depth.
struct LiquefactionCheck {
  double cyclic_stress_ratio = 0;
  double cyclic_resistance_ratio = 0;  ///< with magnitude and overburden
  double factor_of_safety = 0;
  Origin origin = Origin::computed;  ///< extrapolated deeper than 20 m or beyond the resistance the curves reach
};

/// Needs: the ranges of SoundingPoint, pga_g > 0. Source [BoulangerIdriss2014].
LiquefactionCheck check_liquefaction(const SoundingPoint& point, double pga_g, double magnitude);

/// Standard deviations by which the load lies above the curve of even odds: 0 where triggering is as likely as not. The factor
/// of safety's curve has 16 %; the spread of the logarithm is 0.13 (spt) or 0.20 (cpt), of the model alone.
/// Needs: as check_liquefaction. Source [BoulangerIdriss2014].
double liquefaction_index(const SoundingPoint& point, double pga_g, double magnitude);

/// Probability of triggering at one depth; 0 at a PGA of 0. Needs: pga_g >= 0. Source [BoulangerIdriss2014].
double liquefaction_probability(const SoundingPoint& point, double pga_g, double magnitude);

/// The parts, for those who need one. Source [BoulangerIdriss2014].
double stress_reduction(double depth_m, double magnitude);
double cyclic_resistance_75(Sounding kind, double resistance);  ///< at M 7.5 and one atmosphere
double liquefaction_magnitude_scaling(Sounding kind, double resistance, double magnitude);
double overburden_factor(Sounding kind, double resistance, double effective_stress_kpa);

/// Natural ground, from maps.
struct NaturalGround {
  double pgv_cm_s = 0;
  double vs30_m_s = 0;
  double precipitation_mm = 0;   ///< per year
  double water_distance_km = 0;  ///< to the nearest water body
  double water_table_m = 0;      ///< depth
};

/// Probability of liquefaction of natural ground; 0 below 3 cm/s and above 620 m/s. Not for tailings.
/// Source [ZhuEtAl2017].
double natural_liquefaction_probability(const NaturalGround& ground);

/// Percent of the area that shows liquefaction at such a probability. Source [ZhuEtAl2017].
double liquefied_area_pct(double probability);

/// Magnitude scaling of the class table: 10^2.24 / M^2.56. Needs: magnitude > 0. Source [YoudIdriss2001].
double class_magnitude_scaling(double magnitude);

enum class Screening { passes, fails, unknown };

/// Pseudo-static screening: seismic coefficient half the PGA on rock, strengths times 0.8; a slope that passes is expected to
/// move less than about 1 m. Not for ground that liquefies. Unknown where no yield acceleration can be had.
/// Source [HynesGriffinFranklin1984].
Screening screen_pseudo_static(const SlopeState& state, double pga_rock_g, const SlopeDefaults& defaults = {});

}  // namespace tmfgeo
