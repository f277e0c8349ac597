// SPDX-License-Identifier: Apache-2.0
/// Makers of the single layers' tables; layers.cpp lists them.
#pragma once

#include "tmfgeo/app/assess.h"
#include "tmfgeo/core/language.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

FeatureTable facilities_layer(const Assessment& a);
FeatureTable routes_layer(const Assessment& a);
FeatureTable route_legs_layer(const Assessment& a);
FeatureTable border_crossings_layer(const Assessment& a);
FeatureTable river_reaches_layer(const Assessment& a);
FeatureTable countries_layer(const Assessment& a);
FeatureTable events_layer(const Assessment& a);
FeatureTable site_hazard_layer(const Assessment& a);
FeatureTable design_check_layer(const Assessment& a);
FeatureTable flood_exposure_layer(const Assessment& a);
FeatureTable hazard_curves_layer(const Assessment& a);
FeatureTable damage_states_layer(const Assessment& a);
FeatureTable shaking_measures_layer(const Assessment& a);
FeatureTable disaggregation_layer(const Assessment& a);
FeatureTable liquefaction_layer(const Assessment& a);
FeatureTable joint_events_layer(const Assessment& a);
FeatureTable border_arrivals_layer(const Assessment& a);
FeatureTable receptors_layer(const Assessment& a);
FeatureTable releases_layer(const Assessment& a);
FeatureTable runout_zones_layer(const Assessment& a);
FeatureTable arrivals_layer(const Assessment& a);
FeatureTable threshold_exceedance_layer(const Assessment& a);
FeatureTable inspection_status_layer(const Assessment& a);
FeatureTable inspections_layer(const Assessment& a);
FeatureTable critical_findings_layer(const Assessment& a);
FeatureTable inspection_answers_layer(const Assessment& a);
FeatureTable action_plan_layer(const Assessment& a);
FeatureTable inspection_summary_layer(const Assessment& a);
FeatureTable indices_layer(const Assessment& a);
FeatureTable index_terms_layer(const Assessment& a);
FeatureTable exposure_layer(const Assessment& a);
FeatureTable transboundary_layer(const Assessment& a);
FeatureTable country_matrix_layer(const Assessment& a);
FeatureTable basins_layer(const Assessment& a);
FeatureTable facility_risk_layer(const Assessment& a);
FeatureTable river_risk_layer(const Assessment& a);
FeatureTable sensitivity_layer(const Assessment& a);
FeatureTable what_if_layer(const Assessment& a);
FeatureTable what_if_groups_layer(const Assessment& a);
FeatureTable issues_layer(const Assessment& a);
FeatureTable layer_fields_layer(const Assessment& a);
FeatureTable run_layer(const Assessment& a);
FeatureTable methods_layer(const Assessment& a);

/// The last river with a name on the routes that end in a basin, as CrossingRisk::basin calls it; where none has one, the
/// place of the end: "45.20° N, 29.60° E". Empty without a basin.
std::string basin_name(const Assessment& a, const std::string& basin, Language language);

/// to_text() in Russian.
std::string certainty_ru(RiskCertainty certainty);

}  // namespace tmfgeo
