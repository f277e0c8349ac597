// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/output/answers_parts.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {
namespace {

std::string percent_words(double share, const Answers& x) {
  if (share >= 0.995) return x.say("over 99\u00A0%", "свыше 99\u00A0%");
  return share < 0.01 ? x.say("below 1\u00A0%", "ниже 1\u00A0%") : number_words(100 * share, 0, x.language) + "\u00A0%";
}

std::string multiple_words(double times, const Answers& x) {
  return times < 0.1 ? x.say("below 0.1", "ниже 0,1") : two_digit_words(times, x.language);
}

}  // namespace

std::string over_limit(const Answers& x, const BorderArrival* b) {
  if (b == nullptr || b->substance == nullptr || b->threshold == nullptr) return x.not_known();
  const SubstanceLibrary& library = x.a.transport->library;
  const Substance* s = library.find(b->substance->substance);
  const std::string name = s == nullptr ? b->substance->substance : x.language == Language::ru && !s->name_ru.empty() ? s->name_ru : s->name;
  const double limit_ug_l = library.thresholds[b->threshold->threshold].value_ug_l;
  const Band& peak = b->substance->peak_ug_l;
  const std::string how_sure = x.say("; how sure: ", "; надёжность: ") + std::string(x.language == Language::en ? confidence(*b) : confidence_ru(*b));
  if (peak.p50 >= limit_ug_l) {
    return name + ": × " + two_digit_words(peak.p50 / limit_ug_l, x.language) + " (" + multiple_words(peak.p10 / limit_ug_l, x) + "–" + multiple_words(peak.p90 / limit_ug_l, x) + ")" + how_sure;
  }
  // Half of the draws below are no all-clear.
  const double p = b->p_exceed_highest.value_or(b->threshold->p_exceed);
  const std::string words = p >= 0.01 ? x.say("perhaps above the limit, chance ", "возможно выше порога, вероятность ")
                                      : x.say("hardly above the limit, chance ", "едва ли выше порога, вероятность ");
  return name + ": " + words + percent_words(p, x) + how_sure;
}

}  // namespace tmfgeo
