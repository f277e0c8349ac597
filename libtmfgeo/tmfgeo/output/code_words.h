// SPDX-License-Identifier: Apache-2.0
/// Codes that stand in result columns, in words people read: English and Russian.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/language.h"
#include "tmfgeo/indices/scheme.h"

namespace tmfgeo {

/// One code of one list of codes. scripts/check-house holds the table to the lists in the other sources.
struct CodeWords {
  std::string_view list;  ///< "input", "risk_input", "count", …
  std::string_view code;
  std::string_view en;
  std::string_view ru;
};

/// All of them, list by list.
std::span<const CodeWords> code_words();

/// The words of a code. Output: the code itself where the list does not have it, as an input of a scheme of one's own.
std::string in_words(std::string_view list, std::string_view code, Language language);

/// Several codes, "; " between their words; empty for none.
std::string all_in_words(std::string_view list, std::span<const std::string> codes, Language language);

/// A term of the scheme by its title; the name itself if the scheme has no such term.
std::string term_in_words(const Scheme& scheme, std::string_view term, Language language);

/// The class of a term as TermValue::class_words has it: "1.2 up to 1.5", "abandoned". In Russian with a decimal comma.
std::string class_in_words(std::string_view class_words, Language language);

/// The decimal point of a number as the language writes it.
std::string with_decimal_sign(std::string number, Language language);

/// The noun that goes with a whole number in Russian: counted_ru(21, "объект", "объекта", "объектов") is "21 объект".
std::string counted_ru(std::size_t count, std::string_view one, std::string_view few, std::string_view many);

}  // namespace tmfgeo
