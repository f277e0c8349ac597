// SPDX-License-Identifier: Apache-2.0
/// All draws of one facility's journey at one flow, receptor by receptor.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tmfgeo/transport/arrivals.h"
#include "tmfgeo/transport/condition.h"
#include "tmfgeo/transport/draw_kernels.h"
#include "tmfgeo/transport/draw_tables.h"
#include "tmfgeo/transport/station_terms.h"

namespace tmfgeo {

/// The release's draws; those of draw_release() and draw_load_kg() for item 0.
struct ReleaseColumns {
  std::vector<float> volume_m3;
  std::vector<float> peak_m3_s;
  std::vector<float> duration_s;
  std::vector<std::vector<float>> ln_mass_kg;  ///< by load; one column for 1 g/L where no load is stated
  std::vector<std::vector<float>> decay;       ///< by load: k over its median
};
/// Needs: a volume above 0. A peak or duration not above 0 is unknown: no wave, all at once.
void draw_release_columns(const ReleaseScenario& release, const SubstanceLibrary& library, const DrawTables& tables, ReleaseColumns& out);

/// What one thread needs for a journey; used again for the next.
class JourneyDraws {
 public:
  JourneyDraws(const DrawTables& tables, const SubstanceLibrary& library, const EnsembleOptions& options);

  /// A journey: draws its release. Needs: a release, a route.
  void start(const Journey& journey);
  /// The journey at one flow, set right by what was observed on its way.
  /// Errors: Error{invalid_input} for an observation before any water can be at its station, or two at one station.
  void follow(const RiverState& state, std::span<const ReachStep> steps, std::span<const Observation> observed);
  /// Fills the columns of a receptor. Needs: receptors in order from 0 on after follow().
  void reach(std::size_t receptor);

  std::size_t draws() const { return tables_.draws; }
  std::size_t loads() const { return release_.ln_mass_kg.size(); }
  const StationTerms& station(std::size_t receptor) const { return stations_[receptor]; }
  const ReleaseColumns& release() const { return release_; }
  bool has_wave() const { return !release_.peak_m3_s.empty(); }
  PassageColumns passage() { return {travel_.data(), ln_dilution_.data(), ln_peak_time_.data(), ln_tail_.data(), rise_.data(), fall_.data(), thin_.data()}; }
  /// The substance of a load; null where it is unknown or no load is stated.
  const Substance* substance(std::size_t load) const;
  LossTerms losses(std::size_t load, std::size_t receptor) const { return loss_terms(stations_[receptor], substance(load)); }
  /// True behind an observed peak of this load: its mass is no longer the release's.
  bool has_learned_mass(std::size_t load) const { return !learned_mass_[load].empty(); }
  /// ln of peak (kg/m3) and load (kg) of a load at the receptor reached; of the dissolved peak where wanted.
  void concentrations(std::size_t load, std::size_t receptor, std::vector<float>& ln_peak, std::vector<float>& ln_load,
                      std::vector<float>* ln_dissolved);
  /// Of the receptor reached. Where the plume was set right the wave is there before it.
  void wave(std::size_t receptor, const WaveColumns& out) const;
  /// A passage at the receptor reached whose every number is its median but for the unit peak's, which is such that the peak
  /// is the median one; the unit peak's median too where the released water alone thins it out. Its limbs hold its mass.
  struct MiddlePassage {
    Passage passage;
    double peak_time_s = 0;
    double peak_kg_m3 = 0;
  };
  MiddlePassage middle(std::size_t load, std::size_t receptor, const std::vector<float>& ln_peak) const;

 private:
  struct PeakCorrection {
    std::size_t receptor;
    double ln_observed_kg_m3;
    std::size_t load;
  };
  bool is_conditioned() const { return !conditioned_.velocity.empty(); }
  PassageNumbers numbers() const;
  void condition(std::span<const Observation> observed);
  std::size_t load_of(const Observation& observation) const;
  void add_way(std::size_t receptor);
  const std::vector<float>& ln_mass(std::size_t load) const { return has_learned_mass(load) ? learned_mass_[load] : release_.ln_mass_kg[load]; }
  void widen_by_lakes(const std::vector<float>& residence);
  void draw_section(double width_share);
  void pass(std::size_t receptor);
  void learn_peak(std::size_t receptor, const PeakCorrection& seen);

  const DrawTables& tables_;
  const SubstanceLibrary& library_;
  const EnsembleOptions& options_;
  const Journey* journey_ = nullptr;
  ReleaseColumns release_;
  std::vector<StationTerms> stations_;
  std::vector<double> way_step_s_;          ///< by receptor: what the own way's deviation gains, s per standard number
  SpeedNumbers conditioned_;                ///< no velocity: the tables' own hold
  std::vector<float> lake_factor_;          ///< of the lakes' residence by the tables' own numbers, for the wave
  std::vector<float> mixing_;               ///< width lakes give over that of full mixing
  std::vector<float> lake_width_;           ///< mixing times residence, of the conditioned numbers
  std::vector<float> sorption_;             ///< sorbed over dissolved, over its median
  std::vector<float> settling_, wave_slowness_, wave_spread_;
  double width_share_ = 1;                  ///< of the way, that those three are of
  std::vector<float> way_;
  std::vector<float> travel_, ln_dilution_, ln_peak_time_, ln_tail_, rise_, fall_, thin_;
  std::vector<PeakCorrection> peaks_;       ///< along the way
  std::vector<float> learned_unit_peak_;    ///< standard numbers from the last observed peak on; empty: none
  double learned_time_s_ = 0;
  std::vector<float> unit_peak_;            ///< of the receptor reached
  std::vector<std::vector<float>> learned_mass_;  ///< ln, by load, from its last observed peak on; empty: the release's
};

}  // namespace tmfgeo
