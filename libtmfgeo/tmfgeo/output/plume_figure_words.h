// SPDX-License-Identifier: Apache-2.0
/// What the figure of a plume says, in both languages.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/core/language.h"

namespace tmfgeo {

struct PlumeFigureWords {
  const char* time_h;
  const char* time_d;
  const char* concentration;
  const char* band;
  const char* typical;
  const char* measured;
  const char* compared;
  const char* measured_peak;
  const char* flow_low;
  const char* flow_mean;
  const char* flow_high;
  const char* at_km;
  const char* screening;
  const char* set_right;
  const char* hours;
  const char* more_before;
  const char* more_behind;
};
const PlumeFigureWords& plume_figure_words(Language language);

/// "0.5", in Russian "0,5": six decimals at the most.
std::string decimal_words(double value, Language language);

/// "02-01" of an ISO time; in Russian "01.02".
std::string day_words(const std::string& when, Language language);

/// "set right by what was observed: …; …; and 2 more": as many as a line holds that is so many letters' heights long, at least
/// one. Needs: told is not empty.
std::string set_right_line(const std::vector<std::string>& told, const PlumeFigureWords& words, double length);

}  // namespace tmfgeo
