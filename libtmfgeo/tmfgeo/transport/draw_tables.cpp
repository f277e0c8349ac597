// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/draw_tables.h"

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/random.h"
#include "tmfgeo/scenario/release.h"

namespace tmfgeo {
namespace {

enum Purpose : std::uint32_t { velocity_factor = 101, unit_peak_and_discharge, wave_factor_and_sorption, observation_error, peak_after, own_way, own_decay, roughness_and_width, lake_residence };

struct Row {
  std::vector<float>* numbers;
  std::vector<float>* second;  ///< the pair's other number; may be null
  std::uint32_t item;
  std::uint32_t purpose;
};

}  // namespace

DrawTables draw_tables(std::uint64_t seed, std::uint64_t draws, std::size_t receptors, std::size_t loads) {
  DrawTables tables;
  tables.draws = static_cast<std::size_t>(draws);
  tables.way.resize(receptors);
  tables.load.resize(loads);
  tables.decay.resize(loads);
  std::vector<Row> rows{{&tables.velocity, nullptr, 0, velocity_factor},
                        {&tables.unit_peak, &tables.discharge, 0, unit_peak_and_discharge},
                        {&tables.wave_speed, &tables.sorption, 0, wave_factor_and_sorption},
                        {&tables.roughness, &tables.width, 0, roughness_and_width},
                        {&tables.lake, &tables.lake_mixing, 0, lake_residence},
                        {&tables.observed_arrival, &tables.observed_peak, 0, observation_error},
                        {&tables.later_peak, nullptr, 0, peak_after},
                        {&tables.volume, &tables.release_peak, 0, kReleasePurpose},
                        {&tables.duration, nullptr, 0, kReleasePurpose + 1}};
  for (std::size_t r = 0; r < receptors; ++r) rows.push_back({&tables.way[r], nullptr, static_cast<std::uint32_t>(r), own_way});
  for (std::size_t l = 0; l < loads; ++l) {
    rows.push_back({&tables.load[l], nullptr, 0, kReleasePurpose + 2 + static_cast<std::uint32_t>(l)});
    rows.push_back({&tables.decay[l], nullptr, static_cast<std::uint32_t>(l), own_decay});
  }
  const RandomField random(seed);
  parallel_for(0, static_cast<std::ptrdiff_t>(rows.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t i = first; i < last; ++i) {
      const Row& row = rows[static_cast<std::size_t>(i)];
      row.numbers->resize(tables.draws);
      if (row.second != nullptr) row.second->resize(tables.draws);
      for (std::size_t d = 0; d < tables.draws; ++d) {
        const auto pair = random.normal_pair({d, row.item, row.purpose});
        (*row.numbers)[d] = static_cast<float>(pair[0]);
        if (row.second != nullptr) (*row.second)[d] = static_cast<float>(pair[1]);
      }
    }
  });
  return tables;
}

}  // namespace tmfgeo
