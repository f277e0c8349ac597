// SPDX-License-Identifier: Apache-2.0
/// The draws behind transboundary_risk(); for the room's own sources and tests.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {

/// ln of a quantity: `mid` plus `below` or `above` times a standard normal number. A quantity of 0 is `mid` −700.
struct SplitNormal {
  double mid = 0;
  double below = 0;
  double above = 0;
  double at(double z) const { return mid + (z < 0 ? below : above) * z; }
};
/// Through P10, P50 and P90. Needs: as the bands of transboundary_risk().
SplitNormal split_normal(const Band& band);

/// A number that belongs to a name, for counters of random numbers: the same wherever the name stands in a list.
/// Source [FowlerEtAl2019].
std::uint64_t name_key(std::string_view name);

/// How many draws are worked at once.
inline constexpr std::size_t kRiskBlock = 512;
using RiskColumn = std::array<double, kRiskBlock>;

/// exp of every number; relative error below 1e-9 between −700 and 700, beyond which the argument is held.
void exp_column(const RiskColumn& x, RiskColumn& out);

/// Standard normal numbers of one crossing for a block of draws.
struct RiskNumbers {
  RiskColumn rate;     ///< of the facility
  RiskColumn size;     ///< of the facility
  RiskColumn speed;    ///< of the basin
  RiskColumn own;      ///< rest of the arrival time
};

/// Fills up to four columns with independent normal numbers by inverting the distribution through a table: right to 1e-3
/// between −3 and 3, at most 4.2 either way. Other keys, purposes and draws give independent numbers.
void fill_normals(std::uint64_t seed, std::uint64_t key, std::uint32_t purpose, std::uint64_t first_draw,
                  std::span<RiskColumn* const> columns);

/// The numbers that a crossing shares with the others of its facility (rate, size), of its basin (speed), and its own (own).
/// They depend on the seed and the names alone.
void fill_facility_numbers(const CrossingRisk& crossing, std::uint64_t seed, std::uint64_t first_draw, RiskNumbers& numbers);
void fill_basin_column(const std::string& basin, std::uint64_t seed, std::uint64_t first_draw, RiskColumn& speed);
void fill_crossing_numbers(const CrossingRisk& crossing, std::uint64_t seed, std::uint64_t first_draw, RiskNumbers& numbers);

/// The middles of as many equally likely parts of the normal distribution as a block has draws, in every column; those of speed
/// and own so that their mixture has them. A term is a function of one normal number: its variance over these is right to a few
/// thousandths, whatever the draws.
void fill_evenly(double common_speed, RiskNumbers& numbers);

/// One crossing, ready to draw. Needs: release_per_year, exceedance_ratio, people and arrival_h are known.
class CrossingModel {
 public:
  CrossingModel(const CrossingRisk& crossing, const TransboundaryOptions& options);
  /// 10^TBRI of every draw of the block; beside it, unless nullptr, the expected exceedance load in kg per year, which is left
  /// alone where the crossing's load is unknown.
  void draw(const RiskNumbers& numbers, RiskColumn& risk, RiskColumn* load) const;
  /// The terms of every draw, in the order of kRiskInputs.
  void draw_terms(const RiskNumbers& numbers, std::array<RiskColumn, 4>& terms) const;
  bool has_load() const { return has_load_; }

 private:
  void arrival(const RiskNumbers& numbers, RiskColumn& ln_hurry) const;
  SplitNormal rate_;
  SplitNormal ratio_;
  SplitNormal people_;
  SplitNormal arrival_;
  SplitNormal load_;
  bool has_load_ = false;
  double ln_warning_ = 0;
  double common_ = 0;
  double own_ = 0;
};

/// Share of each term in the variance of their sum over the first `count` draws; 0 where nothing varies. People are those in
/// whose country the ratio stays above one: what varies of them varies with the ratio, and its share holds both.
std::array<double, 4> variance_shares(const CrossingModel& model, const RiskNumbers& numbers, std::size_t count);

}  // namespace tmfgeo
