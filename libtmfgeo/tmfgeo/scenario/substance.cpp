// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/scenario/substance.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Reads a number that may be left out, in a range; `above` excludes the lower end.
double number_between(ConfigTable& table, std::string_view key, double otherwise, double low, double high, bool above = false) {
  const double value = table.number(key).value_or(otherwise);
  if (!(above ? value > low : value >= low) || !(value <= high)) {
    table.refuse(key, "expected a number " + std::string(above ? "above " : "from ") + shortest(low) + (above ? " up to " : " to ") + shortest(high));
  }
  return value;
}

std::string required_word(ConfigTable& table, std::string_view key) {
  std::string text = table.required_text(key);
  if (trimmed(text).empty()) table.refuse(key, "is empty, expected text");
  return text;
}

std::string read_mark(ConfigTable& table) {
  table.required_text("mark");
  return *table.word("mark", {"confirmed", "to_confirm"});
}

Substance read_substance(ConfigTable& table) {
  Substance s;
  s.id = required_word(table, "id");
  s.name = required_word(table, "name");
  s.name_ru = table.text("name_ru").value_or(s.name);
  if (const auto whc = table.integer("whc")) {
    if (*whc < 0 || *whc > 3) table.refuse("whc", "expected a water hazard class, 0 to 3");
    s.whc = static_cast<int>(*whc);
  }
  s.source = required_word(table, "source");
  s.mark = read_mark(table);
  const bool decays = table.has("decay_per_d");
  s.decay_per_d = {.median = number_between(table, "decay_per_d", 0, 0, 1000), .sd_log10 = number_between(table, "decay_sd_log10", 0, 0, 3),
                   .origin = decays ? Origin::given : Origin::by_default, .source = s.source};
  s.decay_theta = number_between(table, "decay_theta", 1, 0.5, 2);
  s.sorption_l_kg = number_between(table, "sorption_l_kg", 0, 0, 1e12);
  s.grain_um = number_between(table, "grain_um", s.grain_um, 0, 10000, true);
  s.particle_density_kg_m3 = number_between(table, "particle_density_kg_m3", s.particle_density_kg_m3, 1000, 20000, true);
  s.retardation = number_between(table, "retardation", 1, 1, 1000);
  return s;
}

Threshold read_threshold(ConfigTable& table) {
  Threshold t;
  t.id = required_word(table, "id");
  t.substance = required_word(table, "substance");
  t.title = required_word(table, "title");
  t.title_ru = table.text("title_ru").value_or(t.title);
  t.value_ug_l = table.required_number("value");
  if (!(std::isfinite(t.value_ug_l) && t.value_ug_l > 0)) table.refuse("value", "expected a number above 0");
  table.required_text("unit");
  if (*table.word("unit", {"ug/L", "mg/L"}) == "mg/L") t.value_ug_l *= 1e3;
  t.of_dissolved = table.boolean("of_dissolved").value_or(false);
  table.required_text("kind");
  t.kind = *table.word("kind", {"drinking", "aquatic_acute", "aquatic_chronic", "eqs", "alarm"});
  t.source = required_word(table, "source");
  t.mark = read_mark(table);
  return t;
}

void refuse_unknown_substance(ConfigTable& table, const Threshold& threshold, const std::set<std::string>& known) {
  if (known.contains(threshold.substance)) return;
  const auto nearest = nearest_word(threshold.substance, std::vector<std::string>(known.begin(), known.end()));
  table.refuse("substance", "\"" + threshold.substance + "\" is not a known substance" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ""));
}

void sort_library(SubstanceLibrary& library) {
  std::sort(library.substances.begin(), library.substances.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  std::sort(library.thresholds.begin(), library.thresholds.end(), [](const Threshold& a, const Threshold& b) {
    return std::tie(a.substance, a.value_ug_l, a.id) < std::tie(b.substance, b.value_ug_l, b.id);
  });
}

template <class Rows, class Row>
void replace_or_add(Rows& rows, Row row) {
  const auto same = std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return other.id == row.id; });
  if (same != rows.end()) {
    *same = std::move(row);
  } else {
    rows.push_back(std::move(row));
  }
}

/// `library` is what is known before; of the file's own rows no id may be there twice.
SubstanceLibrary read_into(SubstanceLibrary library, ConfigTable root) {
  std::set<std::string> own;
  for (ConfigTable& table : root.tables("substance")) {
    Substance s = read_substance(table);
    if (!own.insert(s.id).second) table.refuse("id", "\"" + s.id + "\" is there twice");
    replace_or_add(library.substances, std::move(s));
  }
  std::set<std::string> known;
  for (const Substance& s : library.substances) known.insert(s.id);
  own.clear();
  for (ConfigTable& table : root.tables("threshold")) {
    Threshold t = read_threshold(table);
    if (!own.insert(t.id).second) table.refuse("id", "\"" + t.id + "\" is there twice");
    refuse_unknown_substance(table, t, known);
    replace_or_add(library.thresholds, std::move(t));
  }
  if (library.substances.empty()) root.refuse("substance", "is missing, expected at least one substance");
  root.finish();
  sort_library(library);
  return library;
}

}  // namespace

const Substance* SubstanceLibrary::find(std::string_view id) const {
  const auto at = std::lower_bound(substances.begin(), substances.end(), id, [](const Substance& s, std::string_view wanted) { return s.id < wanted; });
  return at != substances.end() && at->id == id ? &*at : nullptr;
}

SubstanceLibrary read_substances(const std::string& path) { return read_into({}, read_config(path)); }

SubstanceLibrary parse_substances(std::string_view toml, const std::string& name) { return read_into({}, parse_config(toml, name)); }

SubstanceLibrary with_own(SubstanceLibrary base, const std::string& path) { return read_into(std::move(base), read_config(path)); }

}  // namespace tmfgeo
