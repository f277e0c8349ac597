// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/scenario_earthquake.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kBlock = 256;
constexpr std::ptrdiff_t kBlocksPerTask = 8;

/// What all sites of a scenario share.
struct Scenario {
  ModelSet set;
  IntensityMeasure measure;
  std::vector<WeightedRupture> ruptures;
  std::vector<RuptureMeasure> measures;
  FlatView view;

  Scenario(const EarthquakeFocus& focus, const ModelSet& all, const IntensityMeasure& im)
      : set(models_with(all, im)), measure(im), ruptures(possible_ruptures(focus)), view(focus.epicentre) {
    for (const WeightedRupture& r : ruptures) measures.emplace_back(r.rupture);
  }

  ScenarioNotes notes(const ModelSet& all, const std::vector<SiteExtent>& extents) const {
    ScenarioNotes notes;
    SiteExtent sites;
    for (const SiteExtent& e : extents) sites.add(e);
    const GroundMotionModel* last = nullptr;
    for (const WeightedModel& m : all.models) {
      if (m.model == last) continue;
      last = m.model;
      if (!supports(*m.model, measure)) {
        notes.left_out.emplace_back(m.model->name);
        continue;
      }
      const auto flags = outside_range(*m.model, ruptures.front().rupture.traits, sites);
      notes.outside.insert(notes.outside.end(), flags.begin(), flags.end());
    }
    for (const WeightedRupture& r : ruptures) notes.ruptures.push_back(r.rupture);
    return notes;
  }
};

/// Up to kBlock sites at once, in the processor's cache.
struct Block {
  std::array<FlatPoint, kBlock> places;
  std::array<SiteSoil, kBlock> soils;
  std::array<SiteShaking, kBlock> shaking;

  void shake(const Scenario& scenario, std::size_t count, SiteExtent& extent) {
    std::array<RuptureDistances, kBlock> distances;
    std::array<GroundMotion, kBlock> motion;
    std::fill_n(shaking.begin(), count, SiteShaking{});
    for (std::size_t r = 0; r < scenario.ruptures.size(); ++r) {
      for (std::size_t i = 0; i < count; ++i) {
        distances[i] = scenario.measures[r](places[i]);
        extent.add(distances[i], soils[i]);
      }
      for (const WeightedModel& m : scenario.set.models) {
        model_ground_motion(*m.model, scenario.measure, scenario.ruptures[r].rupture.traits, m.options,
                            std::span(distances).first(count), std::span(soils).first(count), std::span(motion).first(count));
        const double weight = m.weight * scenario.ruptures[r].weight;
        for (std::size_t i = 0; i < count; ++i) {
          shaking[i].ln_median += weight * motion[i].ln_median;
          shaking[i].tau += weight * motion[i].tau * motion[i].tau;
          shaking[i].phi += weight * motion[i].phi * motion[i].phi;
          shaking[i].model_spread += weight * motion[i].ln_median * motion[i].ln_median;
        }
      }
    }
    const bool one = scenario.ruptures.size() * scenario.set.models.size() == 1;
    for (std::size_t i = 0; i < count; ++i) {
      SiteShaking& s = shaking[i];
      s.tau = std::sqrt(s.tau);
      s.phi = std::sqrt(s.phi);
      s.model_spread = one ? 0 * s.ln_median : std::sqrt(std::max(s.model_spread - s.ln_median * s.ln_median, 0.0));
    }
  }
};

std::ptrdiff_t blocks_of(std::ptrdiff_t count) { return (count + static_cast<std::ptrdiff_t>(kBlock) - 1) / static_cast<std::ptrdiff_t>(kBlock); }

/// Cell centres in the flat view; of geographic grids, sines and cosines once per row and column.
class CellPlaces {
 public:
  CellPlaces(const FlatView& view, const GridFrame& frame) : view_(view), frame_(frame), geographic_(frame.crs.is_geographic()) {
    if (!geographic_) return;
    for (std::ptrdiff_t c = 0; c < frame.columns; ++c) columns_.push_back(view.longitude(frame.centre({0, c}).x));
  }
  /// The cells from `first` on, eastwards.
  void load(Cell first, std::span<FlatPoint> places) const {
    if (geographic_) {
      const FlatView::Latitude latitude = view_.latitude(frame_.centre(first).y);
      for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = view_(latitude, columns_[static_cast<std::size_t>(first.column) + i]);
      }
      return;
    }
    const Transform to_degrees(frame_.crs, Crs::wgs84());
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i] = view_(to_degrees(frame_.centre({first.row, first.column + static_cast<std::ptrdiff_t>(i)})));
    }
  }

 private:
  const FlatView& view_;
  const GridFrame& frame_;
  bool geographic_;
  std::vector<FlatView::Longitude> columns_;
};

void store(const SiteShaking& shaking, std::ptrdiff_t cell, ShakingGrids& grids) {
  const bool known = !std::isnan(shaking.ln_median);
  const auto part = [&](double value) { return known ? static_cast<float>(value) : std::numeric_limits<float>::quiet_NaN(); };
  grids.median[cell] = part(shaking.median());
  grids.tau[cell] = part(shaking.tau);
  grids.phi[cell] = part(shaking.phi);
  grids.model_spread[cell] = part(shaking.model_spread);
}

}  // namespace

double SiteShaking::median() const { return std::exp(ln_median); }
double SiteShaking::sigma() const { return std::hypot(tau, phi); }
double SiteShaking::total_sigma() const { return std::sqrt(tau * tau + phi * phi + model_spread * model_spread); }
double SiteShaking::percentile(double p) const { return std::exp(ln_median + normal_quantile(p) * total_sigma()); }

ScenarioShaking shake_sites(const EarthquakeFocus& focus, const ModelSet& set, const IntensityMeasure& measure,
                            std::span<const Point> sites, std::span<const SiteSoil> soils) {
  TMFGEO_EXPECTS(sites.size() == soils.size());
  const Scenario scenario(focus, set, measure);
  ScenarioShaking result;
  const auto blocks = blocks_of(static_cast<std::ptrdiff_t>(sites.size()));
  std::vector<SiteExtent> extents(static_cast<std::size_t>(blocks));
  if (!scenario.set.models.empty()) {
    result.sites.resize(sites.size());
    parallel_for(0, blocks, kBlocksPerTask, [&](std::ptrdiff_t first_block, std::ptrdiff_t last_block) {
      Block block;
      for (auto b = static_cast<std::size_t>(first_block); b < static_cast<std::size_t>(last_block); ++b) {
        const std::size_t begin = b * kBlock;
        const std::size_t count = std::min(kBlock, sites.size() - begin);
        for (std::size_t i = 0; i < count; ++i) block.places[i] = scenario.view(sites[begin + i]);
        std::copy_n(soils.begin() + static_cast<std::ptrdiff_t>(begin), count, block.soils.begin());
        block.shake(scenario, count, extents[b]);
        std::copy_n(block.shaking.begin(), count, result.sites.begin() + static_cast<std::ptrdiff_t>(begin));
      }
    });
  }
  result.notes = scenario.notes(set, extents);
  return result;
}

ShakingGrids shake_grid(const EarthquakeFocus& focus, const ModelSet& set, const IntensityMeasure& measure,
                        const Grid<float>& vs30_m_s, const SiteSoil& soil) {
  const GridFrame& frame = vs30_m_s.frame();
  TMFGEO_EXPECTS(frame.crs.known());
  const Scenario scenario(focus, set, measure);
  ShakingGrids grids;
  std::vector<SiteExtent> extents(static_cast<std::size_t>(frame.rows));
  if (!scenario.set.models.empty()) {
    for (Grid<float>* g : {&grids.median, &grids.tau, &grids.phi, &grids.model_spread}) *g = Grid<float>(frame);
    const CellPlaces places(scenario.view, frame);
    parallel_for(0, frame.rows, 1, [&](std::ptrdiff_t first_row, std::ptrdiff_t last_row) {
      Block block;
      for (std::ptrdiff_t row = first_row; row < last_row; ++row) {
        for (std::ptrdiff_t column = 0; column < frame.columns; column += static_cast<std::ptrdiff_t>(kBlock)) {
          const std::ptrdiff_t cell = frame.index({row, column});
          const auto count = std::min(kBlock, static_cast<std::size_t>(frame.columns - column));
          places.load({row, column}, std::span(block.places).first(count));
          for (std::size_t i = 0; i < count; ++i) {
            block.soils[i] = soil;
            block.soils[i].vs30_m_s = static_cast<double>(vs30_m_s[cell + static_cast<std::ptrdiff_t>(i)]);
          }
          block.shake(scenario, count, extents[static_cast<std::size_t>(row)]);
          for (std::size_t i = 0; i < count; ++i) store(block.shaking[i], cell + static_cast<std::ptrdiff_t>(i), grids);
        }
      }
    });
  }
  grids.notes = scenario.notes(set, extents);
  return grids;
}

}  // namespace tmfgeo
