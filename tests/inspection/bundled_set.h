// SPDX-License-Identifier: Apache-2.0
/// The question set that comes with tmfgeo, for tests.
#pragma once

#include <string>

#include "tmfgeo/inspection/question_set.h"

namespace tmfgeo::test {

inline const QuestionSet& bundled_set() {
  static const QuestionSet set = read_question_set(std::string(TMFGEO_SOURCE_DIR) + "/data/inspection/tmfgeo-1");
  return set;
}

}  // namespace tmfgeo::test
