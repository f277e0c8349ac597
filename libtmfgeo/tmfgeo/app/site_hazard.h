// SPDX-License-Identifier: Apache-2.0
/// What shakes and floods the facilities, how often: the project's maps and catalogue read at their places.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/hazard/model_set.h"
#include "tmfgeo/hazard/shakemap.h"

namespace tmfgeo {

/// A raster asked for values at places in WGS 84.
class PlacedRaster {
 public:
  explicit PlacedRaster(Grid<float> grid);
  /// Value of the cell a point lies in; absent outside and where the raster has none.
  std::optional<double> at(Point wgs84) const;

 private:
  Grid<float> grid_;
  Transform to_grid_;
};

/// The raster of a ShakeMap's peak ground acceleration, in g. Errors: Error{invalid_input} for values that cannot be what the unit says.
PlacedRaster read_acceleration(const InputFile& input, AccelerationUnit unit, const std::string& unit_text, Issues& issues);

/// Vs30 by what is best known: stated, raster, slope of the DEM, default; and the slope itself, where there is a DEM.
class GroundFinder {
 public:
  GroundFinder(const NatechInput& input, const std::optional<TerrainProducts>& terrain, Issues& issues);
  SiteGround at(Point p) const;
  SiteGround at(const Facility& facility) const;

 private:
  SiteGround stiffness_at(Point p) const;

  std::optional<PlacedRaster> raster_;
  std::optional<PlacedRaster> from_slope_;
  std::optional<PlacedRaster> slope_;
  std::string raster_source_;
  double default_m_s_;
};

/// The soil that ground-motion models take; what is stated for the facility itself counts as measured.
SiteSoil soil_of(const SiteGround& ground);

/// The level, where it is one and no bound.
std::optional<double> told(const HazardValue& value);
/// computed, or extrapolated beyond the data and where maps that contradict each other were mended; unknown for a bound.
Origin origin_of(const HazardValue& value);
/// What is said where a map was lifted to that of a shorter return period.
inline constexpr std::string_view kRaisedMap = "the map of a longer return period was lower here and was raised to that of the shorter one";
/// What is to be said of a value of a curve: maps that were raised, data that end before it, a bound; empty for most.
std::string note_of(const HazardValue& value, const HazardCurve& curve, double return_period_y, std::string_view unit = "g");
/// The same with what all of a site's curve rests on. Needs: the curve.
std::string note_of(const SiteCurve& hazard, double return_period_y);
/// The weaker of what the value and its curve rest on.
Origin origin_of(const HazardValue& value, const SiteCurve& curve);

/// The spectrum that comes with a PGA at a site: accelerations as rare as it is. Empty where maps tell PGA alone.
/// Needs: the site outlives the answer.
std::function<Shaking(double pga_g)> spectrum_with(const NatechSite& site);

/// Name of the file and, where the project tells it, its source: "pga_475.tif (ESHM20)".
std::string data_of(const InputFile& input);

/// Ground, hazard curve and floods of every facility.
/// Issues: hazard_unknown, those of hazard_maps.h and of catalogue_curves(), and those of reading.
/// Errors: Error{invalid_input} for a map whose values cannot be what its unit says.
NatechResults site_hazards(const NatechInput& input, const std::vector<FacilityResult>& facilities, const GroundFinder& ground,
                           Issues& issues);

/// The curve as rates and checks take it, with the same level for a return period: levels rise (one that was raised by a hair), one
/// more point below, and one at a tenth of the smallest rate, where the last piece goes on; a curve of one point becomes a power law.
HazardCurve curve_in_use(const HazardCurve& curve);

/// Where the ground under a site is a default, its curve is no surer, and says so. Once per curve that stands for that ground.
void rest_on_ground(NatechSite& site);

/// PGA of 475 years and the flood areas of 100 and 500 years become the facility's own where it states none; its sources and
/// origins say so.
void fill_from_hazard(Facility& facility, const NatechSite& site);

/// The usable earthquakes of a catalogue, by time. Issues: those of reading and cleaning it.
/// Errors: Error{invalid_input}: a column that is not there.
std::vector<Earthquake> read_earthquakes(const CatalogueInput& input, Issues& issues);

/// A grid.xml as it is or packed (.gz). Errors: those of reading; Error{invalid_input} for more than 512 MiB of XML.
ShakeMap read_shakemap(const std::string& path);

/// Hazard curves of facilities from the project's catalogue and area sources, whose earthquakes add up. Output: one per facility;
/// absent where nothing near could be told. Issues, Errors: those of earthquake_sources.h.
std::vector<SiteCurve> source_curves(const NatechInput& input, const std::vector<Point>& places, const std::vector<SiteSoil>& soils,
                                     Issues& issues);

}  // namespace tmfgeo
