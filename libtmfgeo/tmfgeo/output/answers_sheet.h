// SPDX-License-Identifier: Apache-2.0
/// The first sheet of results.xlsx: which five dams first, why, what to do there, whom to warn, what we do not know.
#pragma once

#include "tmfgeo/app/assess.h"
#include "tmfgeo/core/language.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// Needs: a.index_results. Where a part was not computed (releases, checklists) the sheet says so in place of an answer.
Sheet answers_sheet(const Assessment& a, Language language);

}  // namespace tmfgeo
