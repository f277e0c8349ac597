// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <vector>

namespace tmfgeo {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kNarrowNoBreakSpace = "\xE2\x80\xAF";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t digits = 0;
  while (at + digits < text.size() && is_digit(text[at + digits])) ++digits;
  return digits;
}

/// "1 200 000" without its spaces. They separate thousands only in the whole part and only before three digits each;
/// any other space stays, so that what is left does not read as a number.
std::string without_thousands_spaces(const std::string& text) {
  std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t leading = digits_from(text, at);
  if (leading < 1 || leading > 3) return text;
  at += leading;
  std::string plain = text.substr(0, at);
  while (at < text.size() && text[at] == ' ' && digits_from(text, at + 1) == 3) {
    plain += text.substr(at + 1, 3);
    at += 4;
  }
  return plain + text.substr(at);
}

/// Lower case of a Latin-1 or Cyrillic letter; other codes unchanged.
unsigned lower_letter(unsigned code) {
  if (code == 0x401 || code == 0x451) return 0x435;                       // Ё, ё
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 0x20;   // À–Þ
  if (code >= 0x400 && code <= 0x40F) return code + 0x50;                 // Ѐ–Џ
  if (code >= 0x410 && code <= 0x42F) return code + 0x20;                 // А–Я
  if (code == 0x4C0) return 0x4CF;
  if (code >= 0x4C1 && code <= 0x4CE) return (code & 1U) != 0 ? code + 1 : code;
  const bool pairs = (code >= 0x460 && code <= 0x481) || (code >= 0x48A && code <= 0x52F);  // Ғғ Ққ Ңң Өө Үү …
  return pairs ? code | 1U : code;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto strip = [&](std::string_view mark, bool front) {
    if (text.size() < mark.size()) return false;
    if (front ? !text.starts_with(mark) : !text.ends_with(mark)) return false;
    front ? text.remove_prefix(mark.size()) : text.remove_suffix(mark.size());
    return true;
  };
  constexpr std::array<std::string_view, 7> blanks{" ", "\t", "\r", "\n", kNoBreakSpace, kNarrowNoBreakSpace,
                                                   kByteOrderMark};
  const auto strip_any = [&](bool front) {
    return std::any_of(blanks.begin(), blanks.end(), [&](std::string_view b) { return strip(b, front); });
  };
  while (strip_any(true)) {
  }
  while (strip_any(false)) {
  }
  return text;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string folded(std::string_view text) {
  std::string out;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  const auto put = [&](unsigned code) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = (byte(i) & 0xE0U) == 0xC0U && i + 1 < text.size() && (byte(i + 1) & 0xC0U) == 0x80U;
    if (!pair) {
      out += lower_ascii(text.substr(i, 1));
      continue;
    }
    put(lower_letter(((byte(i) & 0x1FU) << 6U) | (byte(i + 1) & 0x3FU)));
    ++i;
  }
  return out;
}

ParsedNumber parse_number(std::string_view text) {
  const std::string_view given = trimmed(text);
  if (given.empty()) return {std::nullopt, "is empty, expected a number", false};
  std::string number(given);
  replace_all(number, kNoBreakSpace, " ");
  replace_all(number, kNarrowNoBreakSpace, " ");
  replace_all(number, "\xE2\x88\x92", "-");  // U+2212, the typographic minus
  number = without_thousands_spaces(number);
  const auto commas = std::count(number.begin(), number.end(), ',');
  const bool has_point = number.find('.') != std::string::npos;
  const auto refuse = [&](const char* why) {
    return ParsedNumber{std::nullopt, quoted(given) + " " + why + ", expected a number such as 1200000 or 1.2e6", false};
  };
  if (commas > 1) return refuse("has several commas");
  if (commas == 1) {
    if (has_point) return refuse("has a comma and a point");
    const std::size_t comma = number.find(',');
    const std::size_t digits = digits_from(number, comma + 1);
    if (digits == 0) return refuse("is not a number");
    if (number.find_first_of("eE") != std::string::npos) return refuse("has a comma before an exponent");
    const bool grouped = number.find_first_not_of("+-0") < comma;
    if (digits == 3 && grouped && comma + 4 == number.size()) {
      ParsedNumber doubtful = refuse("may mean thousands or a decimal comma");
      doubtful.ambiguous = true;
      return doubtful;
    }
    number[comma] = '.';
  }
  if (number.starts_with('+') && !number.starts_with("+-")) number.erase(0, 1);
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  const bool whole = error == std::errc{} && end == number.data() + number.size();
  if (error == std::errc::result_out_of_range) return refuse("is too large or too small");
  if (!whole || !std::isfinite(value)) return refuse("is not a number");
  return {value, {}, false};
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string word = folded(trimmed(text));
  for (const char* yes : {"yes", "y", "true", "1", "да", "истина"}) {
    if (word == yes) return true;
  }
  for (const char* no : {"no", "n", "false", "0", "нет", "ложь"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Optimal string alignment: three rows suffice, the third back serves swaps of neighbours.
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates) {
  const std::string wanted = lower_ascii(word);
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(wanted, lower_ascii(candidate));
    const bool nothing_in_common = distance >= std::max(wanted.size(), candidate.size());
    if (distance < best_distance && !nothing_in_common) {
      best_distance = distance;
      best = candidate;
    }
  }
  if (best) return best;
  // A word that is the start of one candidate, or the other way round, is meant too ("tolerance" for "tolerance_m").
  for (const std::string& candidate : candidates) {
    const std::string lower = lower_ascii(candidate);
    if (std::min(wanted.size(), lower.size()) >= 3 && (lower.starts_with(wanted) || wanted.starts_with(lower))) return candidate;
  }
  return std::nullopt;
}

std::string shortest(double value) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::string fixed(double value, int decimals) {
  std::array<char, 400> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string text(buffer.data(), result.ptr);
  const bool negative_zero = text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos;
  return negative_zero ? text.substr(1) : text;
}

std::string joined(std::span<const std::string> items, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += separator;
    text += items[i];
  }
  return text;
}

}  // namespace tmfgeo
