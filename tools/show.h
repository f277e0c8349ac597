// SPDX-License-Identifier: Apache-2.0
/// Assessments as tables and JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/plume.h"

namespace tmfgeo::cli {

void print_crossings(const Assessment& a);
void print_routes(const Assessment& a);
void print_legs(const FacilityResult& r);
/// Which facilities come first, why, and what to find out; risk from country to country. Needs: a.index_results.
void print_ranking(const Assessment& a);
void print_country_pairs(const Assessment& a);
/// What moved with the changes that were tried.
void print_what_if(const Assessment& a);
/// What shakes and floods the facilities, and what that does. Needs: a.natech.
void print_yearly(const Assessment& a);
void print_event(const Assessment& a, const NatechEvent& event);
void print_floods(const Assessment& a);

/// Releases at borders, shortly. Needs: a.transport.
void print_border_arrivals(const Assessment& a);
void print_plume(const PlumeAnswer& answer);

/// With what releases do, where the project has [transport].
nlohmann::json as_json(const Assessment& a);
nlohmann::json transport_json(const Assessment& a);
nlohmann::json plume_json(const PlumeAnswer& answer);
nlohmann::json as_json(const Issues& issues);
/// as_json(a) with what natech adds. Needs: a.natech.
nlohmann::json natech_json(const Assessment& a);
/// Needs: a.index_results.
nlohmann::json ranking_json(const Assessment& a);
void print_json(const nlohmann::json& value);

}  // namespace tmfgeo::cli
