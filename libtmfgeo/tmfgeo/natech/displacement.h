// SPDX-License-Identifier: Apache-2.0
/// How far a slope moves in an earthquake: published regressions behind one door.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/natech/shaking.h"

namespace tmfgeo {

enum class DisplacementModel {
  bray_travasarou_2007,
  bray_macedo_2019,           ///< shallow crust, all records
  bray_macedo_2019_ordinary,  ///< shallow crust, no near-fault pulses, rigid block
  jibson_2007,
  jibson_2007_magnitude,
  rathje_saygili_2009,
};

/// Closed range of an input a model was made for.
struct ModelRange {
  double low = 0;
  double high = 0;
  bool contains(double x) const { return x >= low && x <= high; }
};

/// One row of the registry.
struct DisplacementModelRow {
  DisplacementModel model;
  std::string_view name;       ///< as settings name it
  std::string_view title;
  std::string_view citation;   ///< key in docs/references.bib
  std::string_view page;       ///< docs/methods/<page>.md
  std::string_view confirmed;  ///< what was checked against a source, and what was not
  bool needs_magnitude;
  bool needs_pgv;
  double period_factor;        ///< spectral acceleration is taken at this many fundamental periods; 0: the PGA
  ModelRange ky_g;
  ModelRange period_s;
  ModelRange magnitude;
  ModelRange shaking_g;        ///< of the acceleration the model takes
};

/// All models, sorted by name.
std::span<const DisplacementModelRow> displacement_models();
/// The row of a model.
const DisplacementModelRow& displacement_model(DisplacementModel model);
/// The row with a name, or nullptr.
const DisplacementModelRow* find_displacement_model(std::string_view name);

/// A displacement as a distribution: zero with p_zero, otherwise lognormal.
struct Displacement {
  double p_zero = 0;
  double median_cm = 0;  ///< of the part above zero; 0 where p_zero is 1
  double sigma_ln = 0;
};

/// What a model says of one dam and one shaking.
struct DisplacementAnswer {
  std::optional<Displacement> value;  ///< absent if an input the model needs is unknown
  Origin origin = Origin::unknown;    ///< extrapolated where `outside` is not empty
  std::vector<std::string> outside;   ///< "ky 0.8 g beyond 0.01..0.5": the model was used outside its range
  std::string note;                   ///< what is missing, or where an input came from
};

/// Input: yield acceleration in g, above 0; fundamental period of the sliding mass. Outside the model's range the answer is
/// given and flagged. Where ky >= PGA the rigid-block models answer zero for certain.
/// Needs: ky_g > 0, period_s >= 0.
DisplacementAnswer slope_displacement(DisplacementModel model, double ky_g, double period_s, const Shaking& shaking,
                                      GroundType ground = GroundType::b);

/// The model's number alone, for integrals over thousands of shakings: no range is checked.
/// Needs: ky_g > 0, acceleration_g > 0 at the period the model takes, the PGA for rigid blocks. pgv_cm_s 0: not known.
Displacement displacement_at(DisplacementModel model, double ky_g, double period_s, double acceleration_g, double magnitude, double pgv_cm_s = 0);

/// Whether the model takes the sliding mass as a rigid block: its acceleration is then the PGA.
bool is_rigid(DisplacementModel model, double period_s);

/// Probability that the displacement exceeds x. `extra_sigma_ln` widens the spread, for example by that of ky. x_cm >= 0.
double displacement_exceedance(const Displacement& displacement, double x_cm, double extra_sigma_ln = 0);

/// Displacement not exceeded with probability p. Needs: 0 < p < 1.
double displacement_quantile_cm(const Displacement& displacement, double p);

}  // namespace tmfgeo
