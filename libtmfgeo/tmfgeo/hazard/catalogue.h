// SPDX-License-Identifier: Apache-2.0
/// Earthquake catalogues: what is wrong with them, which earthquakes stand alone, how often and where they come.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// A line of a catalogue as it was read; absent is "not said".
struct CatalogueRow {
  std::string record;  ///< "line 7"
  std::optional<double> year = {};  ///< with its fraction: 1977.17
  bool has_time_of_day = true;      ///< false: the year is that of the day's beginning
  std::string time_found = {};      ///< where the year is absent: what stands in its place
  std::optional<double> longitude = {}, latitude = {}, depth_km = {}, magnitude = {};
  std::string magnitude_type = {};  ///< "Mw", "mb", … or empty
};

struct Earthquake {
  double year = 0;
  Point place;
  std::optional<double> depth_km;
  double magnitude = 0;
};

/// Year with its fraction of a date, so that differences of days are right. Needs: month 1–12, day 1–31. Hours may be fractions.
double decimal_year(int year, int month, int day, double hour = 0);

/// The usable earthquakes, by time (then magnitude, largest first, then place).
/// Issues: catalogue_magnitude_missing, catalogue_place_missing, catalogue_time_missing (row left out), catalogue_value_impossible
/// (row left out), catalogue_duplicate (within 10 s, 25 km and 0.3 of another, or, where one has no time of day,
/// on the same day at just its place and of just its magnitude: the first of the file is kept),
/// catalogue_magnitude_mixed (told once, with the types).
/// Ties: none but as said.
std::vector<Earthquake> clean_catalogue(std::span<const CatalogueRow> rows, const std::string& file, Issues& issues);

/// Time and space windows of aftershocks. Source [GardnerKnopoff1974].
struct AftershockWindow {
  double distance_km = 0;
  double days = 0;
};
AftershockWindow aftershock_window(double magnitude);

/// True for main shocks. The largest earthquakes first, ties the earlier; each takes what lies in its window after it, and
/// before it, as its own. Needs: sorted by time. Cost: O(n log n + pairs near in time).
std::vector<bool> main_shocks(std::span<const Earthquake> earthquakes);

/// Since when earthquakes of a magnitude and above are complete.
struct CompletenessStep {
  double magnitude = 0;  ///< lower edge
  double since_year = 0;
};

/// How many earthquakes come: 10^(a − b m) of magnitude m and above in a year.
struct Recurrence {
  double b = 1;
  double b_sigma = 0;
  double rate_per_year = 0;  ///< at and above `magnitude`
  double magnitude = 0;
  std::size_t count = 0;     ///< earthquakes it rests on
  double rate_above(double m) const;
};

/// Maximum likelihood for one magnitude of completeness with binned magnitudes. Absent for fewer than two earthquakes, or if all
/// are in the lowest bin of no width. Source [Aki1965], [Utsu1966], sigma [ShiBolt1982].
std::optional<Recurrence> aki_utsu(std::span<const double> magnitudes, double completeness, double bin, double years);

/// The earthquakes that weichert() counts: of the first step's magnitude up to `largest`, in the years in which their bin is complete.
/// Needs: as weichert(). Ties: their order stays.
std::vector<Earthquake> complete_earthquakes(std::span<const Earthquake> earthquakes, std::span<const CompletenessStep> steps, double bin,
                                             double largest, double until_year);

/// Maximum likelihood where larger earthquakes are complete for longer. Steps ascend in magnitude and do not ascend in year;
/// bins of `bin` from the first step's magnitude on, up to and with `largest`. Absent for fewer than two earthquakes or where no finite
/// b-value fits. Source [Weichert1980].
std::optional<Recurrence> weichert(std::span<const Earthquake> earthquakes, std::span<const CompletenessStep> steps, double bin,
                                   double largest, double until_year);

/// A pairwise-smoothed density: counts at cells spread with exp(−D²/c²), each cell's result the weighted mean of counts, so that
/// a uniform field stays uniform; the sum is brought back to that of the counts. Cells beyond 3 c do not count.
/// Needs: as many counts as places, c above 0. Source [Frankel1995]. Cost: O(pairs within 3 c), on all cores.
std::vector<double> smoothed_counts(std::span<const Point> places, std::span<const double> counts, double c_km);

/// Places on a regular mesh of about `spacing_km` inside a ring (degrees), from its lower left corner, row by row.
/// Needs: spacing above 0, at least three corners.
std::vector<Point> mesh_in_ring(std::span<const Point> ring, double spacing_km);

/// How many earthquakes lie nearest each place of a mesh, those farther than `reach_km` from all left out.
std::vector<double> counts_at(std::span<const Point> places, std::span<const Earthquake> earthquakes, double reach_km);

}  // namespace tmfgeo
