// SPDX-License-Identifier: Apache-2.0
/// Standard normal numbers of an ensemble, one row per use, a number per draw. All facilities share them: the velocity
/// factor must be common to the basin anyway, and comparisons between facilities are then not blurred by chance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tmfgeo {

struct DrawTables {
  std::size_t draws = 0;
  std::vector<float> velocity;   ///< common to the basin
  std::vector<float> discharge;
  std::vector<float> unit_peak;
  std::vector<float> wave_speed;
  std::vector<float> roughness;
  std::vector<float> width;
  std::vector<float> lake;       ///< residence
  std::vector<float> lake_mixing;
  std::vector<float> sorption;
  std::vector<float> volume;     ///< those of draw_release() for item 0
  std::vector<float> release_peak;
  std::vector<float> duration;
  std::vector<float> observed_arrival;
  std::vector<float> observed_peak;
  std::vector<float> later_peak;            ///< behind an observed peak
  std::vector<std::vector<float>> way;      ///< by number of the receptor along the way
  std::vector<std::vector<float>> load;     ///< by number of the load; those of draw_load_kg()
  std::vector<std::vector<float>> decay;    ///< by number of the load
};

/// Cost: 30 ns and 4 bytes per number. The numbers do not depend on how many receptors or loads there are.
DrawTables draw_tables(std::uint64_t seed, std::uint64_t draws, std::size_t receptors, std::size_t loads);

}  // namespace tmfgeo
