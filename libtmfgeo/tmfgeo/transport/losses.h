// SPDX-License-Identifier: Apache-2.0
/// What a plume loses on its way: decay, sorption to grains, settling, trapping in lakes; and what confluences do.
#pragma once

namespace tmfgeo {

/// (t) what rivers carry in suspension where nothing is stated, mg/L, and how warm they are.
inline constexpr double kSuspendedSolids_mg_l = 100;
inline constexpr double kWaterTemperature_c = 10;
/// (t) shear stress above which fine grains do not settle, Pa; spec range 0.06–0.10.
inline constexpr double kDepositionStress_pa = 0.08;

/// k(T) = k20 θ^(T − 20). Source [Chapra1997].
double decay_at(double decay_20_per_s, double theta, double temperature_c);

/// Dissolved share 1 / (1 + K_d SS). Needs: neither negative. Source [Chapra1997].
double dissolved_share(double sorption_l_kg, double suspended_solids_mg_l);

/// Falling speed in still water: Stokes below 100 µm, van Rijn above. Source [VanRijn1984]. Needs: grain > 0, density above
/// that of water.
double settling_velocity_m_s(double grain_um, double particle_density_kg_m3);

/// Bed shear stress ρ g h S.
double bed_stress_pa(double depth_m, double slope);

/// The share of the falling speed that ends in deposition: max(0, 1 − τ / τ_cd). Source [Krone1962].
double deposition_share(double stress_pa);

/// Share of the sediment a lake keeps: 1 − 0.05 / sqrt(V / I), V/I in years, cut to 0..1. Source [Brune1953] in the form
/// of [VorosmartyEtAl2003].
double trap_efficiency(double residence_s);

/// C2 = C1 Q1 / Q2: load stays, water joins. Needs: discharge after > 0.
double diluted(double concentration, double discharge_before_m3_s, double discharge_after_m3_s);

}  // namespace tmfgeo
