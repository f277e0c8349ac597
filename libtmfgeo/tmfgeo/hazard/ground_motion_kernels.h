// SPDX-License-Identifier: Apache-2.0
/// The models' formulas, one function each; ground_motion.cpp lists them.
#pragma once

#include <cstddef>
#include <span>

#include "tmfgeo/hazard/ground_motion.h"

namespace tmfgeo {

/// Spans of one length: what is known of the sites, and where the shaking goes.
struct SiteBatch {
  std::span<const RuptureDistances> distances;
  std::span<const SiteSoil> soils;
  std::span<GroundMotion> motion;
  std::size_t size() const { return distances.size(); }
};

// Each: the measures of the model's table, and its formula for the measure of a row.
std::span<const IntensityMeasure> asb14_measures();
void asb14(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> bindi14_measures();
void bindi14(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> bssa14_measures();
void bssa14(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
double bssa14_site_term(std::size_t row, double rock_pga_g, double vs30_m_s);
std::span<const IntensityMeasure> cb14_measures();
void cb14(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> cy14_measures();
void cy14(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> kotha20_measures();
void kotha20(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
void kotha20_eshm20(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
void kotha20_slope(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> manea21_measures();
void manea21(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);
std::span<const IntensityMeasure> sadigh97_measures();
void sadigh97(std::size_t row, const EarthquakeTraits&, const ModelOptions&, const SiteBatch&);

}  // namespace tmfgeo
