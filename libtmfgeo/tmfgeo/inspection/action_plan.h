// SPDX-License-Identifier: Apache-2.0
/// From answers to measures: what to do at a facility, how soon, why, and what became of what was asked before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/inspection/evaluate.h"

namespace tmfgeo {

enum class MeasureStatus {
  fresh,       ///< called for by the latest inspection, never before
  still_open,  ///< called for before the latest inspection, and still
  reopened,    ///< was done once, and is called for again
  closed,      ///< no question calls for it any more
};
std::string_view to_text(MeasureStatus status);
BilingualText status_text(MeasureStatus status);

/// One answer that calls for a measure.
struct Finding {
  std::string question;
  Answer answer = Answer::no;
  int gap = 0;
  bool critical = false;
  Date date{};  ///< of the inspection that gave the answer
};

struct PlannedMeasure {
  std::string facility_id;
  std::string measure;
  MeasureStatus status = MeasureStatus::fresh;
  Priority priority = Priority::low;
  int gap = 0;                      ///< of all findings together
  Date open_since{};                ///< the inspection that called for it first, since it was last closed
  Date due{};                       ///< open_since and the months of its horizon
  std::optional<Date> closed_on;
  std::vector<Finding> findings;    ///< sorted by question; of a closed measure the last ones
};

/// The plan of one facility from all its inspections, merged: one entry per measure.
/// A finding stays open until its question is answered again: better (it closes), or as badly (it stays). "no data" closes
/// nothing, and calls for the measure that gets the data where the question was never answered. Priority: the most urgent of what the findings call for and, where
/// one of them is "no" or "mostly no", what the measure itself asks at least.
/// Output: open ones by priority, horizon, gap (largest first), then id; closed ones last.
/// Needs: inspections of one facility, of one question set. Ties: inspections of one day count in the order given.
std::vector<PlannedMeasure> action_plan(const QuestionSet& set, std::span<const Inspection> inspections);

/// What one finding asks for.
Priority priority_of(const QuestionSet& set, const Finding& finding);

}  // namespace tmfgeo
