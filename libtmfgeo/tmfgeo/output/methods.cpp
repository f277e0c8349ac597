// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/methods.h"

#include <array>

namespace tmfgeo {
namespace {

// Sorted by name; a test holds it to that, and every key to docs/references.bib and every page to docs/methods.
constexpr std::array kMethods{
    Method{"accumulation", "terrain", "upstream area over the flow directions, true cell areas", "km2", "OCallaghanMark1984", "terrain"},
    Method{"annual_rate", "natech", "hazard curve times response: annual rate of failure", "1/a", "tmfgeo", "dam-response"},
    Method{"asb14", "hazard", "ground motion: shallow crust, Europe and Middle East", "g", "AkkarEtAl2014", "ground-motion"},
    Method{"bindi14", "hazard", "ground motion: shallow crust, Europe and Middle East", "g", "BindiEtAl2014", "ground-motion"},
    Method{"border_crossings", "network", "route cut at borders with a tolerance; border rivers are one crossing", "km", "tmfgeo", "borders"},
    Method{"bray_macedo_2019", "natech", "displacement of a slope, shallow crust", "cm", "BrayMacedo2019", "dam-response"},
    Method{"bray_travasarou_2007", "natech", "displacement of a slope", "cm", "BrayTravasarou2007", "dam-response"},
    Method{"breach", "terrain", "barriers cut through within limits of depth and length", "m", "LindsayDhun2015", "terrain"},
    Method{"breach_hydrograph", "scenario", "outflow over time of a volume, a peak and a time to breach", "m3/s", "Froehlich2008", "release"},
    Method{"breach_peak", "scenario", "peak outflow of a breached dam", "m3/s", "Yassin2025", "release"},
    Method{"bssa14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "BooreEtAl2014", "ground-motion"},
    Method{"bvalue", "hazard", "how earthquakes get rarer with magnitude, unequal completeness", "1", "Weichert1980", "psha"},
    Method{"cb14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "CampbellBozorgnia2014", "ground-motion"},
    Method{"checklist", "inspection", "answers to requirements met, credibility, class and action plan", "%", "TMFMethodology2016", "checklist"},
    Method{"cy14", "hazard", "ground motion: shallow crust, active regions of the world", "g", "ChiouYoungs2014", "ground-motion"},
    Method{"d8", "terrain", "steepest descent to one of eight neighbours", "1", "OCallaghanMark1984", "terrain"},
    Method{"declustering", "hazard", "foreshocks and aftershocks by windows of time and distance", "1", "GardnerKnopoff1974", "psha"},
    Method{"deposit_zone", "transport", "what tailings bury, laid out on the DEM section by section", "m2", "GhahramaniEtAl2020", "runout"},
    Method{"design_check", "natech", "demand at the design probability against capacity", "1", "GISTM2020", "dam-response"},
    Method{"dispersion", "transport", "longitudinal dispersion and lateral mixing of rivers", "m2/s", "DengEtAl2001", "plume"},
    Method{"fill", "terrain", "depressions raised to their spill level over a graph of passes", "m", "CordonnierEtAl2019", "terrain"},
    Method{"flood_depth", "hazard", "depth by return period between depth maps", "m", "Gumbel1958", "flood-exposure"},
    Method{"flood_frequency", "hazard", "discharge by return period: table, GEV by L-moments", "m3/s", "HoskingWallis1997", "flood-exposure"},
    Method{"flood_wave", "transport", "flood wave of a release: arrival, peak, attenuation", "m3/s", "Cunge1969", "flood-wave"},
    Method{"geodesic", "geo", "lengths and areas on the WGS 84 ellipsoid", "m", "Karney2013", "terrain"},
    Method{"hazard_curve", "hazard", "how often levels are exceeded, from maps per return period", "1/a", "EN1998", "psha"},
    Method{"hydraulic_geometry", "transport", "width and depth of rivers from their discharge", "m", "AndreadisEtAl2013", "plume"},
    Method{"intensity", "hazard", "felt intensity from acceleration or velocity", "1", "WordenEtAl2012", "ground-motion"},
    Method{"jibson_2007", "natech", "displacement of a rigid block", "cm", "Jibson2007", "dam-response"},
    Method{"joint_events", "natech", "failures in one earthquake with common and correlated shaking", "1", "JayaramBaker2009", "joint-events"},
    Method{"kotha20", "hazard", "ground motion: shallow crust, Europe; ground by Vs30", "g", "KothaEtAl2020", "ground-motion"},
    Method{"kotha20_eshm20", "hazard", "ground motion: shallow crust, Europe; ground as in ESHM20", "g", "WeatherillEtAl2020", "ground-motion"},
    Method{"kotha20_slope", "hazard", "ground motion: shallow crust, Europe; ground by slope", "g", "KothaEtAl2020", "ground-motion"},
    Method{"liquefaction", "natech", "triggering of liquefaction from soundings", "1", "BoulangerIdriss2014", "dam-response"},
    Method{"manea21", "hazard", "ground motion: Vrancea, intermediate depth", "g", "ManeaEtAl2021", "ground-motion"},
    Method{"overtopping", "natech", "storm, waves and settlement against the freeboard", "1/a", "SPM1984", "flood-exposure"},
    Method{"plume_arrival", "transport", "arrival, peak and passage of a solute, with bands", "ug/L", "Jobson1996", "plume"},
    Method{"plume_observed", "transport", "arrivals set right by one that was measured", "s", "JournelHuijbregts1978", "plume"},
    Method{"psha", "hazard", "hazard curves and disaggregation from earthquake sources", "1/a", "Cornell1968", "psha"},
    Method{"rank_intervals", "indices", "places in a ranking that what is not known allows", "1", "tmfgeo", "tbri"},
    Method{"rathje_saygili_2009", "natech", "displacement of a rigid block", "cm", "RathjeSaygili2009", "dam-response"},
    Method{"rating_curve", "hazard", "stage and discharge from height above drainage", "m3/s", "ZhengEtAl2018", "flood-exposure"},
    Method{"release_rate", "indices", "yearly probability of a release by factor of safety and engineering", "1/a", "SilvaEtAl2008", "tbri"},
    Method{"release_volume", "scenario", "what goes of what is stored, of height and volume", "m3", "PiciulloEtAl2022", "release"},
    Method{"runout_distance", "transport", "how far tailings flow, a distribution", "km", "ConchaLarrauriLall2018", "runout"},
    Method{"rupture", "hazard", "plane of an earthquake from magnitude, place and mechanism", "km2", "WellsCoppersmith1994", "earthquake-scenarios"},
    Method{"sadigh97", "hazard", "ground motion: shallow crust, California, rock", "g", "SadighEtAl1997", "ground-motion"},
    Method{"settlement", "natech", "crest settlement and damage class", "%", "Swaisgood2003", "dam-response"},
    Method{"smoothing", "hazard", "where earthquakes come, from smoothed counts", "1", "Frankel1995", "psha"},
    Method{"sobol", "indices", "first-order and total indices of what drives the variance", "1", "SaltelliEtAl2010", "tbri"},
    Method{"stream_order", "network", "order of streams", "1", "Strahler1957", "network"},
    Method{"tbri", "indices", "transboundary risk index as an ensemble, summed and ranked", "1", "tmfgeo", "tbri"},
    Method{"thi", "indices", "Tailings Hazard Index", "1", "TMFMethodology2016", "thi"},
    Method{"trap_efficiency", "transport", "sediment that lakes and reservoirs keep", "1", "Brune1953", "plume"},
    Method{"tri", "indices", "Tailings Risk Index", "1", "Danube2020", "tri"},
    Method{"vs30_slope", "hazard", "stiffness of the ground from the slope of the land", "m/s", "AllenWald2009", "ground-motion"},
    Method{"water_risk_index", "scenario", "substances released, as kilograms of water hazard class 3", "1", "ICPDR2014", "release"},
    Method{"yield_acceleration", "natech", "acceleration from which a slope moves", "g", "Newmark1965", "dam-response"},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

}  // namespace tmfgeo
