// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/methods.h"

#include <array>

namespace tmfgeo {
namespace {

// Sorted by name; a test holds it to that, and every key to docs/references.bib and every page to docs/methods.
constexpr std::array kMethods{
    Method{"accumulation", "terrain", "upstream area over the flow directions, true cell areas", "km2", "OCallaghanMark1984", "terrain"},
    Method{"annual_rate", "natech", "hazard curve times response: annual rate of failure", "1/a", "tmfgeo", "dam-response"},
    Method{"border_crossings", "network", "route cut at borders with a tolerance; border rivers are one crossing", "km", "tmfgeo", "borders"},
    Method{"bray_macedo_2019", "natech", "displacement of a slope, shallow crust", "cm", "BrayMacedo2019", "dam-response"},
    Method{"bray_travasarou_2007", "natech", "displacement of a slope", "cm", "BrayTravasarou2007", "dam-response"},
    Method{"breach", "terrain", "barriers cut through within limits of depth and length", "m", "Lindsay2016", "terrain"},
    Method{"d8", "terrain", "steepest descent to one of eight neighbours", "1", "OCallaghanMark1984", "terrain"},
    Method{"design_check", "natech", "demand at the design probability against capacity", "1", "GISTM2020", "dam-response"},
    Method{"fill", "terrain", "depressions raised to their spill level by a priority flood", "m", "BarnesEtAl2014", "terrain"},
    Method{"flood_depth", "hazard", "depth by return period between depth maps", "m", "Gumbel1958", "flood-exposure"},
    Method{"flood_frequency", "hazard", "discharge by return period: table, GEV by L-moments", "m3/s", "HoskingWallis1997", "flood-exposure"},
    Method{"geodesic", "geo", "lengths and areas on the WGS 84 ellipsoid", "m", "Karney2013", "terrain"},
    Method{"jibson_2007", "natech", "displacement of a rigid block", "cm", "Jibson2007", "dam-response"},
    Method{"joint_events", "natech", "failures in one earthquake with common and correlated shaking", "1", "JayaramBaker2009", "joint-events"},
    Method{"liquefaction", "natech", "triggering of liquefaction from soundings", "1", "BoulangerIdriss2014", "dam-response"},
    Method{"overtopping", "natech", "storm, waves and settlement against the freeboard", "1/a", "SPM1984", "flood-exposure"},
    Method{"rathje_saygili_2009", "natech", "displacement of a rigid block", "cm", "RathjeSaygili2009", "dam-response"},
    Method{"rating_curve", "hazard", "stage and discharge from height above drainage", "m3/s", "ZhengEtAl2018", "flood-exposure"},
    Method{"settlement", "natech", "crest settlement and damage class", "%", "Swaisgood2003", "dam-response"},
    Method{"stream_order", "network", "order of streams", "1", "Strahler1957", "network"},
    Method{"thi", "indices", "Tailings Hazard Index", "1", "TMFMethodology2016", "thi"},
    Method{"tri", "indices", "Tailings Risk Index", "1", "Danube2020", "tri"},
    Method{"yield_acceleration", "natech", "acceleration from which a slope moves", "g", "Newmark1965", "dam-response"},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

}  // namespace tmfgeo
