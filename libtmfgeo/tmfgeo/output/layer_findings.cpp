// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

using Text = std::optional<std::string>;

struct FindingRow {
  const QuestionSet* set;
  const InspectedFacility* facility;
  const CriticalFinding* f;
};

Text if_any(const std::string& text) { return text.empty() ? Text() : text; }

auto kind_in(Language language) {
  return [language](const FindingRow& x) { return x.set->groups[index_of(x.f->group)].title.in(language); };
}
auto question_in(Language language) {
  return [language](const FindingRow& x) { return x.set->question(x.f->question)->text.in(language); };
}
auto answer_in(Language language) {
  return [language](const FindingRow& x) { return x.set->rule(x.f->answer).word.in(language); };
}
auto evidence_in(Language language) {
  return [language](const FindingRow& x) {
    const EvidenceKind* kind = x.set->evidence_kind(x.f->evidence);
    return kind == nullptr ? Text() : Text(kind->word.in(language));
  };
}

}  // namespace

FeatureTable critical_findings_layer(const Assessment& a) {
  using Row = FindingRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.facility->id; }},
      {"facility_name", "", "Name", "Its name.", [](const Row& x) { return if_any(x.facility->name); }},
      {"country", "", "Country", "As stated, else where the point lies.", [](const Row& x) { return if_any(x.facility->country); }},
      {"checklist", "", "Checklist", "visual, detailed or inactive.", [](const Row& x) { return to_text(x.f->group); }},
      {"checklist_words", "", "Checklist, in words", "The kind in words.", kind_in(Language::en)},
      {"checklist_ru", "", "Вид листа", "The same in Russian.", kind_in(Language::ru)},
      {"question_id", "", "Question", "Id of the question, as in class_reason.", [](const Row& x) { return x.f->question; }},
      {"question", "", "Question in words", "In English.", question_in(Language::en)},
      {"question_ru", "", "Question in Russian", "In Russian.", question_in(Language::ru)},
      {"answer", "", "Answer", "mostly_no, no, or no_data where that holds the class down.", [](const Row& x) { return to_text(x.f->answer); }},
      {"answer_words", "", "Answer, in words", "The answer in words.", answer_in(Language::en)},
      {"answer_ru", "", "Ответ", "The same in Russian.", answer_in(Language::ru)},
      {"answered_on", "", "Day", "Of the answer; without data of the last visit.", [](const Row& x) { return to_text(x.f->date); }},
      {"evidence", "", "Evidence", "Kind of evidence, as the question set names it.", [](const Row& x) { return if_any(x.f->evidence); }},
      {"evidence_words", "", "Evidence, in words", "The kind in words.", evidence_in(Language::en)},
      {"evidence_ru", "", "Основание ответа", "The same in Russian.", evidence_in(Language::ru)},
      {"remark", "", "Remark", "As written in the checklist.", [](const Row& x) { return if_any(x.f->remark); }},
  };
  std::vector<Row> rows;
  if (a.inspections) {
    for (const FacilityState& state : a.inspections->states) {
      for (const CriticalFinding& f : state.findings) rows.push_back({&a.inspections->set, &state.facility, &f});
    }
  }
  return schema.table("critical_findings", rows);
}

}  // namespace tmfgeo
