// SPDX-License-Identifier: Apache-2.0
/// Text that people write: numbers, yes and no, and words that are almost right.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tmfgeo {

/// Text without white space, no-break spaces or a byte order mark at either end.
std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case; other bytes unchanged.
std::string lower_ascii(std::string_view text);

/// Lower case for ASCII, Latin-1 and Cyrillic letters in UTF-8 (Kazakh, Kyrgyz and Tajik ones too), ё as е: for comparing
/// headers and words. Bytes that are no UTF-8 stay as they are.
std::string folded(std::string_view text);

/// A number as read, or why it is none.
struct ParsedNumber {
  std::optional<double> value;  ///< finite when present
  std::string problem;          ///< for a person; empty when value is present
  bool ambiguous = false;       ///< the problem is a comma that may mean thousands or decimals
};

/// Reads a number strictly: digits, one decimal point or one decimal comma ("1,5"), exponent behind a point, surrounding
/// space, spaces or no-break spaces between groups of three digits before the decimals ("1 200 000").
/// Errors: "~100", ">5", "1,200,000", "12 km", "1,2e6", infinities and NaN are problems, never guesses.
/// A single comma with exactly three digits behind it ("1,200") is ambiguous and a problem, unless only zeros stand
/// before it ("0,125").
ParsedNumber parse_number(std::string_view text);

/// Reads yes/no in English and Russian, true/false, 1/0.
std::optional<bool> parse_yes_no(std::string_view text);

/// The candidate nearest to the word by edit distance, if it is near enough to be meant.
/// Ties: the earlier candidate. Cost: O(total letters · word length).
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates);

/// Number of single-letter insertions, deletions, substitutions and swaps of neighbours between two words (bytes).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The shortest decimal that reads back as the same double; "." as the point in every locale.
std::string shortest(double value);

/// Fixed decimals, "." as the point in every locale; "-0" is written "0".
std::string fixed(double value, int decimals);

/// Items with a separator between them.
std::string joined(std::span<const std::string> items, std::string_view separator);

}  // namespace tmfgeo
