// SPDX-License-Identifier: Apache-2.0
/// Three accidents on simple chains: distances, volumes and times as published; discharges, areas and elevations are
/// rounded and assumed, for none of those days' discharges was at hand. One default set of spreads for all.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "support/river_chain.h"

namespace tmfgeo {
namespace {

constexpr double kHour = 3600;
constexpr double kDay = 24 * kHour;

/// A stretch that ends at a distance, with what drains to its middle and the elevation at its end.
struct Stretch {
  double to_km;
  double area_km2;
  double mean_m3_s;
  double end_m;
};

enum class Clock { wave, plume, plume_peak };

struct Sighting {
  const char* station;
  double distance_km;
  Clock clock;
  double after_s;   ///< since the release began
  double doubt_s;   ///< where only a day or its part is told
};

struct Accident {
  double start_m;
  std::vector<Stretch> stretches;
  Flow flow;
  ReleaseScenario release;
  std::vector<Sighting> sightings;

  std::vector<Arrival> retell() const {
    std::vector<test::ChainReach> reaches;
    std::vector<double> slopes;
    double from_km = 0;
    double from_m = start_m;
    for (const Stretch& s : stretches) {
      // Pieces of some 10 km, as networks have them.
      const double length_km = s.to_km - from_km;
      const auto pieces = static_cast<std::size_t>(std::ceil(length_km / 10));
      for (std::size_t i = 0; i < pieces; ++i) {
        reaches.push_back({length_km * 1000 / static_cast<double>(pieces), s.area_km2, s.mean_m3_s});
        slopes.push_back((from_m - s.end_m) / (length_km * 1000));
      }
      from_km = s.to_km;
      from_m = s.end_m;
    }
    const RiverNetwork network = test::chain_network(reaches);
    HydraulicOptions options;
    options.slopes.resize(network.size());
    for (ReachId id = 0; static_cast<std::size_t>(id) < network.size(); ++id) {
      options.slopes[static_cast<std::size_t>(id)] = slopes[static_cast<std::size_t>(network.reach(id).source_record - 1)];
    }
    Issues issues;
    const RiverState state = river_state(network, options, flow, issues);
    const Route route = test::chain_route(network);
    std::vector<Receptor> receptors;
    for (const Sighting& s : sightings) receptors.push_back(test::receptor_at(s.station, s.distance_km * 1000 - 10));
    const Journey journey{&release, &route, receptors};
    return plume_arrivals(network, std::span(&state, 1), std::span(&journey, 1), test::small_library(), {}, {}).front();
  }
};

ReleaseScenario release_of(double volume_m3, double duration_s, double cyanide_kg) {
  ReleaseScenario release = test::slug_release(volume_m3, cyanide_kg, duration_s);
  release.volume_m3.sd_log10 = 0.05;
  if (cyanide_kg > 0) release.loads[0].mass_kg.sd_log10 = 0.1;
  return release;
}

/// Aurul, 30 January 2000, 22:00: 100 000 m3, about 100 t of cyanide. 43 h to Csenger, one hour between the zones, its peak after 47.5 h; the Danube on
/// 13 February.
Accident baia_mare() {
  return {150,
          {{10, 1900, 19, 143}, {68, 14000, 120, 112}, {120, 17000, 130, 103}, {350, 45000, 400, 87}, {620, 110000, 650, 77}, {802, 145000, 810, 72}},
          Flow::mean,
          release_of(1e5, 11 * kHour, 1e5),
          {{"Csenger", 68, Clock::plume, 43 * kHour, 0}, {"Csenger", 68, Clock::plume_peak, 47.5 * kHour, 0}, {"Danube", 802, Clock::plume, 326 * kHour, 12 * kHour}}};
}

/// Gold King, 5 August 2015, 10:51: 11 300 m3. Silverton about 13:00, Durango on the 6th in the evening, San Juan on the
/// 8th in the morning, Lake Powell, 550 km, after 8 days.
Accident gold_king() {
  return {3480,
          {{12.5, 40, 0.7, 2840}, {94, 1000, 14, 1990}, {190, 2700, 22, 1620}, {550, 40000, 50, 1130}},
          Flow::mean,
          release_of(11300, 1.5 * kHour, 0),
          {{"Silverton", 12.5, Clock::wave, 2.15 * kHour, 0},
           {"Durango", 94, Clock::plume, 33 * kHour, 3 * kHour},
           {"San Juan", 190, Clock::plume, 69 * kHour, 3 * kHour},
           {"Lake Powell", 550, Clock::plume, 8 * kDay, 12 * kHour}}};
}

/// Fundão, 5 November 2015, about 16:00: the edge of the turbid flood at Baixo Guandu on the 9th, 22:00; the dense plume
/// at the state border beside it on the 16th, 17:20; the sea on the 21st. Low water at the end of the dry season. The turbid
/// edge came between the two clocks, behind the wave and ahead of the plume; it is counted with the wave, and missed.
Accident fundao() {
  return {790,
          {{77, 700, 11, 380}, {113, 8700, 130, 320}, {250, 16000, 240, 210}, {330, 38000, 500, 155}, {500, 58000, 700, 70}, {650, 80000, 900, 0}},
          Flow::low,
          release_of(3.2e7, 8 * kHour, 0),
          {{"Baixo Guandu", 500, Clock::wave, 102 * kHour, 0},
           {"state border", 500, Clock::plume, 265.3 * kHour, 0},
           {"sea", 650, Clock::plume, 384 * kHour, 12 * kHour}}};
}

const Band& band_of(const Arrival& arrival, Clock clock) {
  if (clock == Clock::wave) return arrival.wave.first_s;
  return clock == Clock::plume ? arrival.first_s : arrival.peak_s;
}

/// The 90 % band from the 80 % one of what is lognormal enough.
Band ninety_of(const Band& eighty) {
  const double wider = 1.6449 / 1.2816;
  return {eighty.p50 * std::pow(eighty.p10 / eighty.p50, wider), eighty.p50, eighty.p50 * std::pow(eighty.p90 / eighty.p50, wider)};
}

TEST(Accidents, LieWithinTheNinetyPercentBands) {
  int sightings = 0;
  int within = 0;
  std::string missed;
  for (const Accident& accident : {baia_mare(), gold_king(), fundao()}) {
    const auto arrivals = accident.retell();
    for (std::size_t i = 0; i < accident.sightings.size(); ++i) {
      const Sighting& seen = accident.sightings[i];
      const Band band = ninety_of(band_of(arrivals[i], seen.clock));
      const bool is_within = band.p10 <= seen.after_s + seen.doubt_s && seen.after_s - seen.doubt_s <= band.p90;
      ++sightings;
      within += is_within ? 1 : 0;
      if (!is_within) missed += std::string(" ") + seen.station;
    }
  }
  EXPECT_GE(within, 0.8 * sightings) << "missed:" << missed;
}

TEST(Accidents, PeakAtCsengerLiesWithinTheNinetyPercentBand) {
  const auto arrivals = baia_mare().retell();
  const Band peak = ninety_of(arrivals[0].substances[0].peak_ug_l);
  EXPECT_LT(peak.p10, 32600);
  EXPECT_GT(peak.p90, 32600);
}

TEST(Accidents, FundaosFloodPeakOnTheSecondDayLiesWithinTheBand) {
  // 810 m3/s on 7 November, 32 to 56 h after the release began. The place is not in the source: the Doce between Ponte Nova and
  // Baixo Guandu. Wherever the median wave is on that day its height, on top of the river's own water, must fit.
  Accident accident = fundao();
  accident.sightings.clear();
  for (const double km : {150.0, 200.0, 250.0, 300.0, 350.0, 400.0, 450.0, 500.0}) accident.sightings.push_back({"Doce", km, Clock::wave, 0, 0});
  int there_that_day = 0;
  for (const Arrival& arrival : accident.retell()) {
    if (arrival.wave.peak_s.p50 < 32 * kHour || arrival.wave.peak_s.p50 > 56 * kHour) continue;
    ++there_that_day;
    const Band height = ninety_of(arrival.wave.peak_m3_s);
    EXPECT_LT(arrival.discharge_m3_s + height.p10, 810);
    EXPECT_GT(arrival.discharge_m3_s + height.p90, 810);
  }
  EXPECT_GE(there_that_day, 3);
}

TEST(Accidents, TwoClocksOfFundaoLieDaysApart) {
  const auto arrivals = fundao().retell();
  EXPECT_LT(arrivals[1].wave.peak_s.p90, arrivals[1].first_s.p10);
  EXPECT_GT(arrivals[1].peak_s.p50 - arrivals[1].wave.peak_s.p50, 4 * kDay);
}

}  // namespace
}  // namespace tmfgeo
