// SPDX-License-Identifier: Apache-2.0
// One file of a question set of any bytes: refused with an Error, or a set whose evaluations stay within bounds.
#include <array>
#include <cstdint>
#include <string_view>

#include "inspection/small_set.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/inspection/action_plan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  if (size == 0) return 0;
  constexpr std::array names{"rules", "measures", "visual", "detailed", "inactive"};
  auto files = test::small_files();
  files[names[data[0] % names.size()]] = std::string(reinterpret_cast<const char*>(data + 1), size - 1);
  try {
    const QuestionSet set = test::set_of(files);
    for (const ChecklistGroup group : kGroups) {
      std::map<std::string, Answer> answers;
      for (const Question& q : set.of(group)) answers[q.id] = kAnswers[answers.size() % kAnswers.size()];
      const Inspection inspection = test::visit(set, group, "2026-05-14", answers);
      for (const Evaluation& e : evaluate(set, inspection)) {
        TMFGEO_EXPECTS(!e.meets_percent || (*e.meets_percent >= 0 && *e.meets_percent <= 100));
        TMFGEO_EXPECTS(!e.credibility_percent || (*e.credibility_percent >= 0 && *e.credibility_percent <= 100));
        TMFGEO_EXPECTS(e.meets_percent.has_value() == (e.safety != SafetyClass::not_evaluated));
      }
      for (const PlannedMeasure& p : action_plan(set, std::span(&inspection, 1))) TMFGEO_EXPECTS(!p.findings.empty() && p.due > p.open_since);
    }
  } catch (const Error&) {
  }
  return 0;
}
