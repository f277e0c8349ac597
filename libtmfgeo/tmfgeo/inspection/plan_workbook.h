// SPDX-License-Identifier: Apache-2.0
/// The action plan as a workbook for a ministry: plan, facilities, critical findings, evaluations, countries.
#pragma once

#include "tmfgeo/inspection/inspection_results.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// Sheets with frozen headings and filters, in one language. Rows in the order of the results.
Workbook plan_workbook(const InspectionResults& results, Language language);

/// "no: V-DAM-01!, V-DAM-04; mostly no: V-DAM-03", worst first, critical questions with an exclamation mark.
std::string findings_text(const QuestionSet& set, const PlannedMeasure& measure, Language language);

/// "M-PON-01 Lower the pond at once …: 3 facilities (urgent); …"
std::string worst_text(const QuestionSet& set, const CountryInspections& country, Language language);

}  // namespace tmfgeo
