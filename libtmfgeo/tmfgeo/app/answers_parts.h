// SPDX-License-Identifier: Apache-2.0
/// Parts of the first sheet of results.xlsx; for answers_sheet.cpp alone.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/core/language.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// What every part needs: the assessment, the language, and the facilities it speaks of, worst first.
struct Answers {
  const Assessment& a;
  Language language;
  std::vector<std::size_t> first;  ///< positions among Assessment::results
  Sheet& sheet;

  std::string say(const char* en, const char* ru) const { return language == Language::en ? en : ru; }
  SheetCell name(std::size_t facility) const;
  /// "1", or "1–3".
  std::string places(std::size_t first_place, std::size_t last_place) const;
  /// "Romania (RO)" where the border file has names, else "RO"; in Russian if it has Russian ones.
  std::string country(const std::string& code) const;
  /// A question, a sentence how to read the answer, and the headings of the columns.
  void begin(const std::string& question, const std::string& note, const std::vector<std::string>& headings) const;
};

SheetCell answer_words(std::string text);
/// A number with its format; empty where it is not known.
SheetCell answer_number(const std::optional<double>& value, std::string format);

void add_warnings(const Answers& answers);
void add_gaps(const Answers& answers);

}  // namespace tmfgeo
