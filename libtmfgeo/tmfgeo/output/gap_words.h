// SPDX-License-Identifier: Apache-2.0
/// What somebody would have to find out, in words, and where the gap is a fault of a file: in which one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/core/language.h"

namespace tmfgeo {

/// A missing input of the index. People that are not known only because records of the places' file have no location:
/// "people along the flow path: 3 records of places.csv have no location (see issues)". Needs: a.index_results.
std::string index_gap_words(const Assessment& a, std::size_t facility, const std::string& input, Language language);

/// All of a facility's, "; " between them, the one that narrows its place most first; empty for none.
std::string index_gaps_words(const Assessment& a, std::size_t facility, Language language);

/// What the TBRI of a crossing lacks, as risk_gaps() has it, one by one; people as above.
std::vector<std::string> risk_gaps_words(const Assessment& a, std::size_t crossing, Language language);

}  // namespace tmfgeo
