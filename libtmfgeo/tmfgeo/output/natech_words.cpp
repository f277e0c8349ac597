// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/natech_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "tmfgeo/output/code_words.h"

namespace tmfgeo {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of the power of ten at the head of a text, as in 4.97e-08; 0 without one.
std::size_t power_length(std::string_view text) {
  if (!text.starts_with('e')) return 0;
  const std::size_t first = text.size() > 1 && (text[1] == '-' || text[1] == '+') ? 2 : 1;
  std::size_t i = first;
  while (i < text.size() && is_digit(text[i])) ++i;
  return i > first ? i : 0;
}

/// Bytes of the number a text begins with; a point without a digit behind it is not of it.
std::size_t number_length(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const std::size_t first = i;
  while (i < text.size() && (is_digit(text[i]) || (text[i] == '.' && i + 1 < text.size() && is_digit(text[i + 1])))) ++i;
  return i > first ? i + power_length(text.substr(i)) : 0;
}

/// How many bytes of a text a sentence covers, and what stands in its gaps.
struct SentenceMatch {
  std::size_t length = 0;
  std::vector<std::string_view> gaps = {};
};

std::optional<SentenceMatch> match(std::string_view sentence, std::string_view text);

/// With a gap of `length` bytes before the rest of the sentence.
std::optional<SentenceMatch> match_behind(std::string_view rest, std::string_view text, std::size_t length) {
  if (length == 0) return std::nullopt;
  auto found = match(rest, text.substr(length));
  if (!found) return std::nullopt;
  found->length += length;
  found->gaps.insert(found->gaps.begin(), text.substr(0, length));
  return found;
}

std::optional<SentenceMatch> match_words(std::string_view rest, std::string_view text) {
  for (std::size_t length = 1; length <= text.size() && text[length - 1] != ';'; ++length) {
    if (auto found = match_behind(rest, text, length)) return found;
  }
  return std::nullopt;
}

std::optional<SentenceMatch> match(std::string_view sentence, std::string_view text) {
  const std::size_t gap = std::min(sentence.find_first_of("#@*"), sentence.size());
  if (!text.starts_with(sentence.substr(0, gap))) return std::nullopt;
  if (gap == sentence.size()) return SentenceMatch{gap};
  const std::string_view behind = text.substr(gap);
  const std::string_view rest = sentence.substr(gap + 1);
  auto found = sentence[gap] == '#'   ? match_behind(rest, behind, number_length(behind))
               : sentence[gap] == '@' ? match_behind(rest, behind, std::min(behind.find_first_of(" ,;:"), behind.size()))
                                      : match_words(rest, behind);
  if (found) found->length += gap;
  return found;
}

/// Whether a text that follows a sentence begins another one, or is none.
bool parts(std::string_view text) { return text.empty() || text.starts_with(", ") || text.starts_with("; ") || text.starts_with(": "); }

std::string with_gaps(std::string_view ru, const std::vector<std::string_view>& gaps) {
  std::string text;
  std::size_t next = 0;
  for (const char c : ru) {
    if (c == '#') {
      text += with_decimal_sign(std::string(gaps[next++]), Language::ru);
    } else if (c == '@' || c == '*') {
      text += gaps[next++];
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string natech_in_russian(std::string_view text) {
  std::string russian;
  while (!text.empty()) {
    std::size_t covered = 0;
    std::string best;
    for (const NatechSentence& s : natech_sentences()) {
      const auto found = match(s.en, text);
      if (!found || found->length <= covered || !(s.en.ends_with(' ') || parts(text.substr(found->length)))) continue;
      covered = found->length;
      best = with_gaps(s.ru, found->gaps);
    }
    russian += best;
    // What is not a sentence of the program goes over as it is, with the separator behind it.
    if (covered == 0 || parts(text.substr(covered))) {
      const std::size_t separator = text.find_first_of(",;:", covered);
      const std::size_t end = separator == std::string_view::npos ? text.size() : std::min(separator + 2, text.size());
      russian += text.substr(covered, end - covered);
      covered = end;
    }
    text.remove_prefix(covered);
  }
  return russian;
}

}  // namespace tmfgeo
