// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/plume_figure_words.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr PlumeFigureWords kEnglish{"hours after the release began", "days after the release began", "concentration, ", "80 % of the draws at each time", "a typical passage",
                         "observed, put in", "observed, not put in", "peak observed", "low water", "mean flow", "high water", " km downstream", "a screening, above the river's own concentration", "set right by what was observed: ", " h", "; and ", " more"};
constexpr PlumeFigureWords kRussian{"часы от начала выброса", "сутки от начала выброса", "концентрация, ", "80 % расчётов в каждое время", "типичное прохождение",
                         "наблюдалось, учтено", "наблюдалось, не учтено", "наблюдавшийся пик", "малая вода", "средний расход", "большая вода", " км ниже по течению", "скрининг; сверх собственной концентрации реки", "с учётом наблюдений: ", " ч", "; и ещё ", ""};

/// Characters of UTF-8: what is no continuation byte.
std::size_t letters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

const PlumeFigureWords& plume_figure_words(Language language) { return language == Language::ru ? kRussian : kEnglish; }

std::string decimal_words(double value, Language language) {
  std::string text = shortest(std::round(value * 1e6) / 1e6 + 0.0);  // no "-0"
  if (language == Language::ru) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string day_words(const std::string& when, Language language) {
  return language == Language::ru ? when.substr(8, 2) + "." + when.substr(5, 2) : when.substr(5, 5);
}

std::string set_right_line(const std::vector<std::string>& told, const PlumeFigureWords& words, double length) {
  TMFGEO_EXPECTS(!told.empty());
  constexpr double kLetterWidth = 0.57;  // over its height, of a wide sans serif
  std::string line;
  for (std::size_t shown = told.size(); shown > 0; --shown) {
    line = words.set_right + joined({told.begin(), told.begin() + static_cast<std::ptrdiff_t>(shown)}, "; ");
    if (shown < told.size()) line += words.more_before + std::to_string(told.size() - shown) + words.more_behind;
    if (static_cast<double>(letters_in(line)) * kLetterWidth <= length) break;
  }
  return line;
}

}  // namespace tmfgeo
