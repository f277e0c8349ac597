// SPDX-License-Identifier: Apache-2.0
/// All of one dam: by which ways shaking lets tailings out, and how often.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/natech/annual_rate.h"
#include "tmfgeo/natech/displacement.h"
#include "tmfgeo/natech/liquefaction_classes.h"
#include "tmfgeo/natech/overtopping.h"
#include "tmfgeo/natech/settlement.h"
#include "tmfgeo/natech/settlement_fit.h"
#include "tmfgeo/natech/soundings.h"
#include "tmfgeo/natech/yield_acceleration.h"

namespace tmfgeo {

/// What is known of a dam. Absent is unknown.
struct Dam {
  SlopeState slope = {};
  std::optional<double> height_m = {};
  std::optional<double> alluvium_m = {};   ///< below the dam; unknown counts as none
  std::optional<double> vs_m_s = {};       ///< shear-wave velocity of the dam
  std::optional<double> freeboard_m = {};
  std::string dam_type = {};               ///< as in the facilities file; empty if not known
  std::optional<bool> saturated = {};
  DamShape shape = DamShape::triangular;
  std::vector<SoundingRow> soundings = {};  ///< come before the table of classes
};

/// How to judge. The numbers are the project's assumptions.
struct DamResponseOptions {
  DisplacementModel model = DisplacementModel::bray_travasarou_2007;
  std::optional<double> magnitude = {};      ///< of the earthquakes that matter at the site
  Origin magnitude_origin = Origin::given;
  std::string magnitude_note = {};           ///< where it comes from, for notes
  double default_magnitude = 7.0;
  double release_displacement_cm = 100;      ///< a slope that moved farther lets tailings out
  double release_given_liquefaction = 1;
  double settlement_sigma_ln = kSettlementSigmaLn;
  GroundType ground = GroundType::b;
  SlopeDefaults slope_defaults = {};
  std::function<Shaking(double pga_g)> shaking_with = {};  ///< spectrum and PGV that come with a PGA; empty: the shape is by default
};

/// One way to fail, as a response to the PGA in g.
struct Mechanism {
  Response response;  ///< empty where unknown
  Origin origin = Origin::unknown;
  std::string basis;  ///< model, table or soundings behind it
  std::string note;   ///< what is missing, or which defaults went in
};

/// A dam's ways to fail.
struct DamResponse {
  YieldAcceleration yield;
  Mechanism displacement;  ///< the slope moves too far; the spread of the yield acceleration is in it
  Mechanism freeboard;     ///< the crest sinks below the water
  Mechanism liquefaction;  ///< the tailings liquefy and flow
  SettlementFit settlement;  ///< how far the model behind `freeboard` and any settlement of the crest fits this dam
  /// Liquefaction, else the worse of displacement and freeboard, which are one movement seen twice. What is unknown is left
  /// out: `unknown` names it, and the release is then a lower bound. Empty where all are unknown.
  Mechanism release;
  std::vector<std::string> unknown;

  /// Displacement, freeboard, liquefaction and release at a PGA, each worked out once; 0 for those that are unknown.
  std::array<double, 4> at(double pga_g) const;
};

/// Input: the table may be nullptr: liquefaction is then unknown. Source [tmfgeo].
DamResponse dam_response(const Dam& dam, const LiquefactionTable* table, const DamResponseOptions& options = {});

/// Annual rates, absent where the mechanism is unknown.
struct DamRates {
  std::optional<AnnualRate> displacement;
  std::optional<AnnualRate> freeboard;
  std::optional<AnnualRate> liquefaction;
  std::optional<AnnualRate> release;
};

/// Needs: a hazard curve of PGA in g, in order. Cost: about 1 ms.
DamRates dam_rates(const DamResponse& response, const HazardCurveView& pga_curve);

/// Annual rate at which each class of settlement damage or a worse one is reached; the first is that of the curve's first
/// level. Needs: as dam_rates.
std::array<AnnualRate, kSettlementClasses> settlement_class_rates(const HazardCurveView& pga_curve, double magnitude,
                                                                  double sigma_ln = kSettlementSigmaLn);

/// The settlements of a dam's crest and their rates, in twenty steps from 0.01 % to 20 % of the height, for
/// overtopping_after_earthquakes. Needs: as dam_rates, height_m > 0, alluvium_m >= 0.
std::vector<SettlementRate> settlement_rates(const HazardCurveView& pga_curve, double magnitude, double height_m, double alluvium_m,
                                             double sigma_ln = kSettlementSigmaLn);

}  // namespace tmfgeo
