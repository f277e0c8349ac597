// SPDX-License-Identifier: Apache-2.0
/// Reasons and notes of the natech layers in Russian.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tmfgeo {

/// A sentence that reasons and notes are joined from. In `en`: # a number, @ a word, * any words up to a semicolon, each to be set
/// into `ru` in their order; an `en` that ends in a space begins a sentence, others are followed by a comma, a semicolon, a colon
/// or the end.
struct NatechSentence {
  std::string_view en;
  std::string_view ru;
};

/// All of them: the one place for what the rooms hazard, natech and app say of a facility in English.
std::span<const NatechSentence> natech_sentences();

/// "freeboard is not known; default Vs30" → «запас гребня неизвестен; жёсткость грунта по умолчанию».
/// Output: words that are none of the program's sentences (of a user's file) stay as they are.
std::string natech_in_russian(std::string_view text);

}  // namespace tmfgeo
