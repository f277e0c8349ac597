// SPDX-License-Identifier: Apache-2.0
/// Parts of the first sheet of results.xlsx; for answers_sheet.cpp alone.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/arrival_words.h"
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
  /// What stands in a cell that has no answer: there is one, which nobody knows, or there can be none.
  std::string not_known() const { return say("not known", "неизвестно"); }
  std::string not_applicable() const { return say("does not apply", "не относится"); }
  SheetCell name(std::size_t facility) const;
  /// "1", or "1–3".
  std::string places(std::size_t first_place, std::size_t last_place) const;
  /// "Romania (RO)" where the border file has names, else "RO"; in Russian if it has Russian ones.
  std::string country(const std::string& code) const;
  /// A question, a sentence how to read the answer, and the headings of the columns.
  void begin(const std::string& question, const std::string& note, const std::vector<std::string>& headings) const;
};

SheetCell answer_words(std::string text);
/// The text, or `otherwise` where there is none.
SheetCell answer_words(std::string text, const std::string& otherwise);
SheetCell answer_number(double value, std::string format);
/// The number with its format, or `otherwise` where there is none.
SheetCell answer_number(const std::optional<double>& value, std::string format, const std::string& otherwise);

/// "cyanide: × 580 (71–4 500); how sure: low": how far the usual peak at a border stands above the threshold that tells most,
/// with eight of ten draws; below it, how likely the limit is passed at the flow where that is likeliest.
std::string over_limit(const Answers& answers, const BorderArrival* arrival);

void add_warnings(const Answers& answers);
void add_gaps(const Answers& answers);

}  // namespace tmfgeo
