// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/methods.h"

#include <array>

namespace tmfgeo {
namespace {

// Sorted by name; a test holds it to that, and every key to docs/references.bib and every page to docs/methods.
constexpr std::array kMethods{
    Method{"accumulation", "terrain", "upstream area over the flow directions, true cell areas", "km2", "OCallaghanMark1984", "terrain"},
    Method{"asb14", "hazard", "ground motion: shallow crust, Europe and Middle East", "g", "AkkarEtAl2014", "ground-motion"},
    Method{"bindi14", "hazard", "ground motion: shallow crust, Europe and Middle East", "g", "BindiEtAl2014", "ground-motion"},
    Method{"border_crossings", "network", "route cut at borders with a tolerance; border rivers are one crossing", "km", "tmfgeo", "borders"},
    Method{"breach", "terrain", "barriers cut through within limits of depth and length", "m", "Lindsay2016", "terrain"},
    Method{"bssa14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "BooreEtAl2014", "ground-motion"},
    Method{"bvalue", "hazard", "how earthquakes get rarer with magnitude, unequal completeness", "1", "Weichert1980", "psha"},
    Method{"cb14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "CampbellBozorgnia2014", "ground-motion"},
    Method{"cy14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "ChiouYoungs2014", "ground-motion"},
    Method{"d8", "terrain", "steepest descent to one of eight neighbours", "1", "OCallaghanMark1984", "terrain"},
    Method{"declustering", "hazard", "foreshocks and aftershocks by windows of time and distance", "1", "GardnerKnopoff1974", "psha"},
    Method{"fill", "terrain", "depressions raised to their spill level by a priority flood", "m", "BarnesEtAl2014", "terrain"},
    Method{"geodesic", "geo", "lengths and areas on the WGS 84 ellipsoid", "m", "Karney2013", "terrain"},
    Method{"hazard_curve", "hazard", "how often levels are exceeded, from maps per return period", "1/a", "EN1998", "psha"},
    Method{"intensity", "hazard", "felt intensity from acceleration or velocity", "1", "WordenEtAl2012", "ground-motion"},
    Method{"kotha20", "hazard", "ground motion: shallow crust, Europe; ground by Vs30", "g", "KothaEtAl2020", "ground-motion"},
    Method{"kotha20_eshm20", "hazard", "ground motion: shallow crust, Europe; ground as in ESHM20", "g", "WeatherillEtAl2020", "ground-motion"},
    Method{"kotha20_slope", "hazard", "ground motion: shallow crust, Europe; ground by slope", "g", "KothaEtAl2020", "ground-motion"},
    Method{"manea21", "hazard", "ground motion: Vrancea, intermediate depth", "g", "ManeaEtAl2021", "ground-motion"},
    Method{"psha", "hazard", "hazard curves and disaggregation from earthquake sources", "1/a", "Cornell1968", "psha"},
    Method{"rupture", "hazard", "plane of an earthquake from magnitude, place and mechanism", "km2", "WellsCoppersmith1994", "earthquake-scenarios"},
    Method{"sadigh97", "hazard", "ground motion: shallow crust, California, rock", "g", "SadighEtAl1997", "ground-motion"},
    Method{"smoothing", "hazard", "where earthquakes come, from smoothed counts", "1", "Frankel1995", "psha"},
    Method{"stream_order", "network", "order of streams", "1", "Strahler1957", "network"},
    Method{"thi", "indices", "Tailings Hazard Index", "1", "TMFMethodology2016", "thi"},
    Method{"tri", "indices", "Tailings Risk Index", "1", "Danube2020", "tri"},
    Method{"vs30_slope", "hazard", "stiffness of the ground from the slope of the land", "m/s", "AllenWald2009", "ground-motion"},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

}  // namespace tmfgeo
