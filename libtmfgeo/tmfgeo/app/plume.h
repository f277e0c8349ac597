// SPDX-License-Identifier: Apache-2.0
/// One facility's plume at one station, set right by what was measured on the way: what a duty officer asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

struct PlumeQuestion {
  std::string facility;
  std::string station;                ///< id or name of a receptor, "RO>HU", or a country: its first border
  std::string substance;              ///< empty: the one that exceeds its threshold by most
  Flow flow = Flow::mean;
  std::vector<std::string> observed;  ///< "STATION=TIME[,CONCENTRATION]": "Csenger=2000-02-01T16:00Z,32.6mg/L", "RO>HU=+42h"
  std::vector<std::string> compared;  ///< the same, shown beside the answer and not put into it
};

struct PlumeAnswer {
  Assessment assessment;              ///< of the one facility at the one flow, arrivals set right
  std::size_t receptor = 0;
  std::string substance;              ///< empty: dilution alone, or no release known
  std::optional<PlumeCurve> curve;    ///< absent where no release is known
  double worst_s = 0;                 ///< worst_water_s() at the station, without what was observed
  std::vector<Observation> observed;
  std::vector<Observation> compared;
  const TransportSite& site() const { return assessment.transport->sites.front(); }
  const Receptor& station() const { return site().receptors[receptor]; }
  const Arrival& arrival() const { return site().arrivals[receptor]; }
  const SubstanceArrival* concentration() const;
};

/// Observations of one place are joined where they agree; the worst case stays that without any. Errors: Error{invalid_input} where a row of
/// the facility's release was refused. Error{usage} for a project without [transport], an unknown facility, station or substance (with the nearest), what
/// cannot be read or lacks its unit, a time of day where the release has no start, an observation not after the release, two that differ, a peak no water holds.
PlumeAnswer ask_plume(const Project& project, const PlumeQuestion& question, const Progress& progress = {});

/// "+42h", "+1.5d", or an ISO 8601 time (without an offset: in the start's): seconds after the release began.
/// Errors: Error{usage} as above, naming `option`.
double seconds_after_release(const std::string& text, const std::string& start, const std::string& option);

/// "32.6mg/L", "50 ug/L", "50 µg/L" in µg/L. Errors: Error{usage} as above.
double parsed_ug_l(const std::string& text, const std::string& option);

}  // namespace tmfgeo
