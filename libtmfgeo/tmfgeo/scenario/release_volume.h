// SPDX-License-Identifier: Apache-2.0
/// How much of what a dam holds back goes with it when it fails.
#pragma once

namespace tmfgeo {

struct ReleaseScenario;
struct SubstanceLoad;

/// No release is more than this share of what is stored.
inline constexpr double kLargestReleasedShare = 0.95;

/// (t) No released water holds more of anything, dissolved and as grains. Source [tmfgeo].
inline constexpr double kMostHeld_kg_m3 = 3000;

/// log10 spread of released volumes around the equations: complete failures, and all that are on record.
inline constexpr double kVolumeSdComplete = 0.41;
inline constexpr double kVolumeSdAllFailures = 0.65;

/// Median released volume, in m³, of the stored volume in m³. Not capped. Needs: stored_m3 > 0.
/// Source [RicoEtAl2008].
double rico_release_m3(double stored_m3);
/// The same, of more failures. Source [ConchaLarrauriLall2018].
double concha_larrauri_lall_release_m3(double stored_m3);
/// Of stored volume and height of the dam. Needs: both > 0. Source [PiciulloEtAl2022].
double piciullo_release_m3(double stored_m3, double height_m);

/// True where the mass is stated and the volume assumed: a draw whose volume could not hold the mass has more, up to the cap.
bool volume_follows_mass(const ReleaseScenario& release, const SubstanceLoad& load);

}  // namespace tmfgeo
