// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/issue.h"

#include <algorithm>
#include <array>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

using enum Severity;

// Sorted by code; a test holds it to that.
constexpr std::array kCodes{
    IssueCode{"area_unusable", warning, "an area has no usable polygon and was left out", "Mend it at its source."},
    IssueCode{"border_none_near", warning, "the border file has no country near the routes",
              "Check the coordinates of the facilities, and that the border file covers them."},
    IssueCode{"border_overlap", warning, "two countries hold the same ground",
              "Crossings there are marked disputed; give the polygons a status column or mend the overlap."},
    IssueCode{"border_polygon_invalid", warning, "a country polygon is not valid and was mended",
              "Mend it at its source (QGIS: Fix geometries) and compare the route legs."},
    IssueCode{"border_polygon_left_out", error, "a country polygon could not be used", "Mend it at its source."},
    IssueCode{"catalogue_depth_missing", warning, "earthquakes have no depth and were taken to be as deep as the sources",
              "Give their depth in km, or leave out by hand those that are much deeper than depth_km."},
    IssueCode{"catalogue_depth_other", warning, "earthquakes of another depth than the sources were left out",
              "Run them as a catalogue of their own with its depth_km and a model for that depth, or use published hazard maps."},
    IssueCode{"catalogue_duplicate", warning, "an earthquake is in the catalogue twice; one was kept", "Remove the double."},
    IssueCode{"catalogue_magnitude_missing", error, "an earthquake has no magnitude and was left out", "Give its magnitude, or remove it."},
    IssueCode{"catalogue_magnitude_mixed", warning, "magnitudes are of several types and were taken as equal",
              "Convert them to moment magnitude."},
    IssueCode{"catalogue_place_missing", error, "an earthquake has no place and was left out", "Give longitude and latitude in degrees."},
    IssueCode{"catalogue_time_missing", error, "an earthquake has no time that can be read and was left out", "Give its date as time_form says."},
    IssueCode{"catalogue_value_impossible", error, "an earthquake has an impossible value and was left out", "Mend it; see the expected range."},
    IssueCode{"catalogue_years_beyond", warning, "the stated years of completeness reach beyond the catalogue; the years it does not cover were not counted",
              "State complete_since_years and until_year within the years of the file, or years_checked = true if they are right."},
    IssueCode{"checklist_answer_unknown", error, "an answer or a kind of evidence is none of the words and was not used",
              "Choose it from the list of the cell."},
    IssueCode{"checklist_blank", info, "a checklist was not filled in", "Nothing to do if the facility was not visited."},
    IssueCode{"checklist_cell_merged", error, "cells that hold answers were merged; what was in them was not used",
              "Unmerge them and answer each question in its own row."},
    IssueCode{"checklist_critical_left_out", warning, "a critical question was answered \"not applicable\"; it does not count",
              "Answer it, unless it truly does not apply."},
    IssueCode{"checklist_date", error, "a checklist has no usable date and was left out", "Give the day of the visit as year-month-day."},
    IssueCode{"checklist_date_future", error, "the day of a visit has not come yet; the checklist was left out", "Correct the day of the visit."},
    IssueCode{"checklist_facility_unknown", error, "a checklist is for a facility that the project does not have; it was left out",
              "Correct the facilities file, or export the checklist again from the project."},
    IssueCode{"checklist_facility_without", info, "no checklist was given for a facility", "It counts as not inspected."},
    IssueCode{"checklist_formula", error, "a cell that should be filled in holds a formula and was not used", "Choose the answer itself."},
    IssueCode{"checklist_layout", error, "a sheet is no longer laid out as a checklist and was left out", "Copy the answers into a fresh export."},
    IssueCode{"checklist_other_version", info, "a checklist was made with another version of the question set; ids that agree were used",
              "Questions that are new count as no data; export again for the next visit."},
    IssueCode{"checklist_question_changed", error, "a question's text was changed; its answer was not used",
              "Answer the question as it was asked; put other findings into the remark."},
    IssueCode{"checklist_question_doubled", error, "a question stands there twice with different answers, which were not used",
              "Remove one of the rows."},
    IssueCode{"checklist_question_missing", warning, "a question is missing from a checklist and counts as no data", "Copy the answers into a fresh export."},
    IssueCode{"checklist_question_moved", info, "a question stands in another place; it was known by its id", "Nothing to do."},
    IssueCode{"checklist_question_unknown", warning, "a row has the id of no question of the set and was not used", "Export the checklist again."},
    IssueCode{"checklist_row_added", warning, "a row without id was added and was not used", "Put findings into the remark of a question."},
    IssueCode{"checklist_sheet_unknown", warning, "a sheet is no checklist and was not read", "Keep other material in files of its own."},
    IssueCode{"checklist_twice", error, "a facility has two checklists of one kind and day; the worse was used",
              "Remove one, or correct its date."},
    IssueCode{"column_unused", info, "a column is not one of the known ones and was not read",
              "Rename it if it should be one of them."},
    IssueCode{"crs_ignored", warning, "a reference system was given for a file that carries another one",
              "The file's own was used; mend the file if it is wrong."},
    IssueCode{"crs_transformed", info, "a file is in another reference system and was transformed", "Nothing to do."},
    IssueCode{"dem_window", info, "the DEM is large and only the part that the facilities need was read",
              "Nothing to do; dem.window_from_mpx sets from which size on."},
    IssueCode{"discharge_facility_unknown", warning, "a table of discharges names a facility that is not in the project", "Check the id."},
    IssueCode{"encoding_guessed", info, "text is not UTF-8 and was read as Windows-1251",
              "Save the file as UTF-8 if names look wrong."},
    IssueCode{"facility_area_mismatch", warning, "the place found drains another area than the one stated",
              "Check the location, or give the point of the dam's toe."},
    IssueCode{"facility_beyond_dem", warning, "the DEM does not cover the facility; the nearest river was taken",
              "Give a DEM that covers it."},
    IssueCode{"facility_duplicate_id", error, "two facilities have the same id", "Give each facility an id of its own."},
    IssueCode{"facility_in_sea", error, "the facility lies in the sea", "Check the coordinates and their reference system."},
    IssueCode{"facility_location_coarse", info, "the point is a town or a nearest town, not the dam",
              "The route begins at the town; give the dam's coordinates."},
    IssueCode{"facility_location_missing", error, "the record has no usable location", "Give longitude and latitude in degrees."},
    IssueCode{"facility_not_snapped", error, "no river within the allowed distance",
              "Check the location, raise facilities.snap_distance_m, or give a DEM."},
    IssueCode{"facility_on_nodata", error, "the DEM has no elevation at the facility", "Check the location or give a DEM that covers it."},
    IssueCode{"facility_outside_raster", error, "the facility lies outside the DEM", "Give a DEM that covers it, or a river layer."},
    IssueCode{"facility_swapped_coordinates", error, "longitude and latitude look swapped", "Swap the two columns of this record."},
    IssueCode{"facility_wrong_country", warning, "the point lies in another country than the one stated",
              "Check the coordinates and the country code."},
    IssueCode{"flood_depth_mended", warning, "a depth map is impossible or shallower than that of a more frequent flood; it was mended",
              "Check the maps' return periods and units."},
    IssueCode{"flood_estimated", info, "no depth map has a value at the facility; its floods were estimated from the DEM",
              "Give a depth map that covers it, or discharges of its stream."},
    IssueCode{"flood_not_modelled", warning, "no depth map has a value at the facility", "Not modelled is not dry; give maps that cover it."},
    IssueCode{"flood_zones_contradict", warning, "inside the flood area of 100 years, but outside that of 500",
              "Correct the one that is wrong; what is inside the frequent flood's area is inside the rare one's."},
    IssueCode{"fragility_curve_unused", warning, "a fragility curve is of no dam type and was used for no dam",
              "Name it as dam_type in the facilities file does, or default."},
    IssueCode{"gauge_beside_river", warning, "a gauge and the discharge given for its reach differ; the gauge's was taken",
              "Check the gauge's place, area and unit, and the column or raster."},
    IssueCode{"gauge_unusable", error, "a gauge cannot be read, or has no place on a river that fits or no mean discharge, and was left out",
              "Mend the record; give its point on the river, its area and its mean discharge in m3/s."},
    IssueCode{"geometry_other_kind", error, "a geometry is of another kind than its layer and was left empty",
              "Keep points, lines and polygons in layers of their own."},
    IssueCode{"geometry_reduced", warning, "part of a geometry is of another kind and was dropped",
              "Keep points, lines and polygons apart."},
    IssueCode{"hazard_event_unknown", warning, "an earthquake's data say nothing of the facility", "Give data that cover it; unknown is never 0."},
    IssueCode{"hazard_not_monotone", warning, "a hazard map is lower than that of a shorter return period; the higher value was taken",
              "Check the maps' return periods and units."},
    IssueCode{"hazard_period_missing", warning, "a map of one return period has no value at a facility that maps of others cover",
              "Give a map that covers it; until then the value is made from the other return periods."},
    IssueCode{"hazard_period_twice", warning, "a return period is given twice; the first was taken", "Remove one of the maps."},
    IssueCode{"hazard_period_unordered", info, "maps are not listed by rising return period; they were put in order", "Check that each map has the return period it is for."},
    IssueCode{"hazard_unit_doubtful", warning, "a map's values are unusual for its unit, and another unit would make them usual",
              "Compare the map with its description; unit_checked = true in its table says that somebody has looked."},
    IssueCode{"hazard_unknown", warning, "no hazard map has a value at the facility", "Give maps that cover it; unknown is never 0."},
    IssueCode{"id_made", info, "the record has no id; one was made from its number", "Give each record an id that stays."},
    IssueCode{"lake_unusable", error, "a lake cannot be read, or has no volume or no way through it, and was left out",
              "Mend the record; give its volume in m3, and inlet and outlet on the river or its outline."},
    IssueCode{"layer_guessed", warning, "the file has several layers and none was named; the first was read",
              "Name the layer in the project file."},
    IssueCode{"observation_far", warning, "an observation lies more than three standard deviations from what was expected",
              "Check its time, its unit and the release's begin; if they are right, trust the bands downstream less."},
    IssueCode{"observation_other_mass", warning, "an observed peak does not fit the mass released",
              "Check both: unit, substance and hour of the peak, and the mass stated."},
    IssueCode{"observation_unused", warning, "an observation changes nothing, for the spreads are 0", "Give spreads above 0 where it should."},
    IssueCode{"observation_wave", warning, "an observation is the flood wave's and says nothing of the river's velocity; it is not put in",
              "Tell what is seen further down, where the river carries the plume; check the hour."},
    IssueCode{"override_unusable", error, "a stated input of an index cannot be used and was left out",
              "Give a known facility and input, a possible value, and where it comes from."},
    IssueCode{"place_unusable", warning, "a settlement has no usable location or population", "Mend or remove the record."},
    IssueCode{"point_not_on_stream", warning, "the way down from a given point meets no stream",
              "Its basin is that of its own cell; check the location, or lower the stream threshold."},
    IssueCode{"point_record_unusable", warning, "a point of a layer has no usable location and was left out", "Give longitude and latitude in degrees."},
    IssueCode{"point_unusable", error, "a given point has no usable location on the DEM",
              "Check the coordinates and their reference system."},
    IssueCode{"population_crowded", warning, "cells of the population raster hold more than 100 000 people per km2",
              "Check its unit and exposure.population.values: counts, or density_km2."},
    IssueCode{"population_negative", warning, "cells of the population raster are below 0 and were taken as missing",
              "Declare the raster's nodata value, for example with gdal_edit.py -a_nodata -200."},
    IssueCode{"raster_band_chosen", info, "the raster has several bands; the first was read", "Nothing to do if the first is the elevation."},
    IssueCode{"raster_nodata_mended", warning, "the nodata value declared cannot be held by the cells' type",
              "Declare a nodata value that the type can hold."},
    IssueCode{"raster_unit_converted", info, "elevations in feet were converted to metres", "Nothing to do."},
    IssueCode{"receptor_off_route", warning, "a receptor lies on no facility's route", "Right where no water of a facility passes; else check its location."},
    IssueCode{"receptor_unusable", error, "a receptor cannot be read and was left out", "Mend the record."},
    IssueCode{"record_length", warning, "a record has more cells than the header has columns",
              "Put cells that hold the separator in quotation marks."},
    IssueCode{"release_bad_value", error, "a row of the releases file says something impossible and was left out",
              "Mend it; see what is expected."},
    IssueCode{"release_unknown", warning, "neither a volume nor a release is known of the facility",
              "Give volume_m3, or a row in the releases file; until then only times are told."},
    IssueCode{"release_unknown_facility", error, "a release is stated for a facility that is not there", "Use the id of the facilities file."},
    IssueCode{"release_unknown_substance", error, "a release holds a substance that is not in the list",
              "Use an id of the list, or add the substance in a file of your own."},
    IssueCode{"river_area_default", info, "reaches without upstream area got one made from lengths and what flows in",
              "Name the column of upstream areas, or derive rivers from a DEM."},
    IssueCode{"river_area_drops", warning, "upstream area becomes smaller downstream", "Check the line's direction and its area."},
    IssueCode{"river_bad_coordinates", error, "a river line has coordinates that are no numbers", "Mend or remove the line."},
    IssueCode{"river_bifurcation", info, "a river divides; routes follow the larger branch", "Nothing to do; the other branch is kept."},
    IssueCode{"river_discharge_default", warning, "reaches without discharge and gauge got one from a specific discharge",
              "Give gauges, a discharge column, or the region's specific discharge."},
    IssueCode{"river_doubled", warning, "the same river line is there twice; one was kept", "Remove the double."},
    IssueCode{"river_end_joined", info, "river ends nearer than the tolerance were joined", "Nothing to do."},
    IssueCode{"river_gap", warning, "a river ends just short of another one", "Join them, or raise rivers.snap_tolerance_m."},
    IssueCode{"river_loop_cut", warning, "river lines run in a circle; it was cut at its smallest reach", "Check the directions of these lines."},
    IssueCode{"river_no_attribute", info, "an attribute is missing on river lines", "Fill it where the result depends on it."},
    IssueCode{"river_no_way_on", info, "several river lines end at one point and none goes on",
              "Right at the sea and in terminal lakes; elsewhere check these lines' directions."},
    IssueCode{"river_reversed", warning, "a river line ran against its neighbours and was turned", "Turn it at its source."},
    IssueCode{"river_slope_default", info, "reaches without slope got one made from the upstream area", "Give slopes, or a DEM."},
    IssueCode{"river_width_default", info, "reaches without measured width got one made from the discharge", "Fill the column of widths where it is known."},
    IssueCode{"river_zero_length", warning, "a river line has no length and was dropped", "Remove it."},
    IssueCode{"soundings_facility_unknown", warning, "a table of soundings names a facility that is not in the project", "Check the id."},
    IssueCode{"terrain_filled", info, "part of the DEM had to be filled or breached to drain", "Nothing to do; check large lakes."},
    IssueCode{"value_ambiguous", error, "a number can be read in two ways and was left empty",
              "Write it with a point for decimals and nothing between thousands."},
    IssueCode{"value_missing", info, "a value is not known", "The index is given as an interval until it is."},
    IssueCode{"value_out_of_range", error, "a value is impossible and was left empty", "Mend it; see the expected range."},
    IssueCode{"value_unreadable", error, "a value cannot be read and was left empty", "Mend it; see what is expected."},
};

}  // namespace

std::string_view to_text(Severity severity) {
  switch (severity) {
    case info: return "info";
    case warning: return "warning";
    case error: return "error";
  }
  return "";
}

std::span<const IssueCode> issue_codes() { return kCodes; }

const IssueCode& issue_code(std::string_view code) {
  const auto row = std::lower_bound(kCodes.begin(), kCodes.end(), code,
                                    [](const IssueCode& a, std::string_view b) { return a.code < b; });
  TMFGEO_EXPECTS(row != kCodes.end() && row->code == code);
  return *row;
}

Issue make_issue(std::string_view code, const IssuePlace& place, std::string_view field, std::string message) {
  return {issue_code(code).severity, std::string(code), place.subject, place.file, place.record, std::string(field),
          std::move(message)};
}

}  // namespace tmfgeo
