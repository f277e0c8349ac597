// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/methods.h"

#include <array>

namespace tmfgeo {
namespace {

// Sorted by name; a test holds it to that, and every key to docs/references.bib and every page to docs/methods.
constexpr std::array kMethods{
    Method{"accumulation", "terrain", "upstream area over the flow directions, true cell areas", "km2", "OCallaghanMark1984", "terrain"},
    Method{"border_crossings", "network", "route cut at borders with a tolerance; border rivers are one crossing", "km", "tmfgeo", "borders"},
    Method{"breach", "terrain", "barriers cut through within limits of depth and length", "m", "LindsayDhun2015", "terrain"},
    Method{"d8", "terrain", "steepest descent to one of eight neighbours", "1", "OCallaghanMark1984", "terrain"},
    Method{"fill", "terrain", "depressions raised to their spill level over a graph of passes", "m", "CordonnierEtAl2019", "terrain"},
    Method{"geodesic", "geo", "lengths and areas on the WGS 84 ellipsoid", "m", "Karney2013", "terrain"},
    Method{"stream_order", "network", "order of streams", "1", "Strahler1957", "network"},
    Method{"thi", "indices", "Tailings Hazard Index", "1", "TMFMethodology2016", "thi"},
    Method{"tri", "indices", "Tailings Risk Index", "1", "Danube2020", "tri"},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

}  // namespace tmfgeo
