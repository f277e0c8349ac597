// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/filled_checklist.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "tmfgeo/inspection/sheet_reader.h"

namespace tmfgeo {
namespace {

/// The first row of the hidden column stands among these, also where rows or columns were put before it.
constexpr std::size_t kSearchedRows = 50;

std::optional<Marker> find_marker(const Sheet& sheet) {
  for (std::size_t r = 0; r < std::min(sheet.rows.size(), kSearchedRows); ++r) {
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const std::string& text = sheet.rows[r][c].text;
      if (text.starts_with(checklist_key::version) || text.starts_with(checklist_key::guide)) return Marker{r, c};
    }
  }
  return std::nullopt;
}

/// Orders checklists of one facility, day and group: the larger is the worse. The last parts settle what looks the same.
auto badness(const QuestionSet& set, const Inspection& inspection) {
  const Evaluation overall = evaluate(set, inspection).back();
  const bool evaluated = overall.safety != SafetyClass::not_evaluated;
  std::vector<Answer> answers;
  for (const GivenAnswer& given : inspection.answers) answers.push_back(given.answer);
  return std::tuple(evaluated, overall.safety, -overall.meets_percent.value_or(0), -overall.credibility_percent.value_or(0), answers, inspection.file, inspection.sheet);
}

Issue left_out(const QuestionSet& set, const Inspection& kept, const Inspection& other) {
  const auto class_of = [&](const Inspection& inspection) { return set.class_text(evaluate(set, inspection).back().safety).en; };
  return make_issue("checklist_twice", {other.facility_id, other.file, "sheet \"" + other.sheet + "\""}, "day",
                    "is one of two " + std::string(to_text(other.group)) + " checklists of " + to_text(other.date) + " and says \"" + class_of(other) + "\"; the worse one counts, \"" +
                        class_of(kept) + "\" in " + kept.file + ", sheet \"" + kept.sheet + "\"");
}

}  // namespace

FilledChecklists read_checklists(const QuestionSet& set, const Workbook& workbook, const std::vector<std::string>& facility_ids) {
  FilledChecklists filled;
  for (const Sheet& sheet : workbook.sheets) {
    const auto marker = find_marker(sheet);
    if (!marker) {
      const bool empty = std::all_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) { return row.empty(); });
      if (!empty) {
        filled.issues.push_back(make_issue("checklist_sheet_unknown", {{}, workbook.source, "sheet \"" + sheet.name + "\""}, "sheet",
                                           "has no mark of a checklist in its hidden column"));
      }
      continue;
    }
    if (sheet.at(marker->row, marker->column).text.starts_with(checklist_key::guide)) continue;
    SheetReader reader(set, sheet, workbook.source, *marker, filled.issues);
    if (auto inspection = reader.read(facility_ids)) filled.inspections.push_back(std::move(*inspection));
  }
  return filled;
}

FilledChecklists joined_checklists(const QuestionSet& set, std::vector<FilledChecklists> parts, const std::vector<std::string>& facility_ids) {
  FilledChecklists all;
  std::map<std::tuple<std::string, Date, ChecklistGroup>, std::size_t> seen;
  for (FilledChecklists& part : parts) {
    all.issues.insert(all.issues.end(), part.issues.begin(), part.issues.end());
    for (Inspection& inspection : part.inspections) {
      const auto [first, fresh] = seen.emplace(std::tuple(inspection.facility_id, inspection.date, inspection.group), all.inspections.size());
      if (fresh) {
        all.inspections.push_back(std::move(inspection));
        continue;
      }
      Inspection& kept = all.inspections[first->second];
      if (badness(set, kept) < badness(set, inspection)) std::swap(kept, inspection);
      all.issues.push_back(left_out(set, kept, inspection));
    }
  }
  std::map<std::string, std::size_t> order;
  for (const std::string& id : facility_ids) order.emplace(id, order.size());
  std::stable_sort(all.inspections.begin(), all.inspections.end(), [&](const Inspection& a, const Inspection& b) {
    return std::tuple(order.at(a.facility_id), a.date, a.group) < std::tuple(order.at(b.facility_id), b.date, b.group);
  });
  std::set<std::string> inspected;
  for (const Inspection& inspection : all.inspections) inspected.insert(inspection.facility_id);
  for (const std::string& id : facility_ids) {
    if (!inspected.contains(id)) all.issues.push_back(make_issue("checklist_facility_without", {id, {}, {}}, "checklist", "no checklist was given for it"));
  }
  return all;
}

std::vector<Inspection> without_future_visits(std::vector<Inspection> inspections, const Date& today, Issues& issues) {
  std::vector<Inspection> kept;
  for (Inspection& inspection : inspections) {
    if (inspection.date <= today) {
      kept.push_back(std::move(inspection));
      continue;
    }
    issues.push_back(make_issue("checklist_date_future", {inspection.facility_id, inspection.file, "sheet \"" + inspection.sheet + "\""}, "day",
                                "found " + to_text(inspection.date) + ", expected a day up to today, " + to_text(today)));
  }
  return kept;
}

}  // namespace tmfgeo
