// SPDX-License-Identifier: Apache-2.0
/// What an issue means and what to do about it, in Russian. The English words stand with the codes, in core/issue.h.
#pragma once

#include <span>
#include <string_view>

#include "tmfgeo/core/language.h"

namespace tmfgeo {

/// One code of issue_codes(). scripts/check-house holds the two tables to each other.
struct IssueWords {
  std::string_view code;
  std::string_view meaning;
  std::string_view advice;
};

/// All of them, sorted by code.
std::span<const IssueWords> issue_words_ru();

/// Needs: the code is in issue_codes().
std::string_view issue_meaning(std::string_view code, Language language);
std::string_view issue_advice(std::string_view code, Language language);

}  // namespace tmfgeo
