// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/scenario/typical_loads.h"

namespace tmfgeo {
namespace {

double positive(ConfigTable& table, std::string_view key, double value) {
  if (!(std::isfinite(value) && value > 0)) table.refuse(key, "expected a number above 0");
  return value;
}

TypicalLoad read_load(ConfigTable& table, const Composition& so_far, const SubstanceLibrary& library) {
  TypicalLoad out;
  SubstanceLoad& load = out.load;
  load.substance = table.required_text("substance");
  if (library.find(load.substance) == nullptr) {
    std::vector<std::string> known;
    for (const Substance& s : library.substances) known.push_back(s.id);
    table.refuse("substance", unknown_substance(load.substance, known));
  }
  const bool twice = std::any_of(so_far.loads.begin(), so_far.loads.end(),
                                 [&](const TypicalLoad& t) { return t.load.substance == load.substance; });
  if (twice) table.refuse("substance", "\"" + load.substance + "\" is there twice");
  load.concentration_mg_l.median = positive(table, "concentration_mg_l", table.required_number("concentration_mg_l"));
  load.concentration_mg_l.sd_log10 = table.required_number("sd_log10");
  const double sd = load.concentration_mg_l.sd_log10;
  if (!(sd >= 0 && sd <= 3)) table.refuse("sd_log10", "expected a number from 0 to 3");
  load.concentration_mg_l.origin = Origin::by_default;
  out.closed_factor = positive(table, "closed_factor", table.number("closed_factor").value_or(1));
  out.water_only_factor = positive(table, "water_only_factor", table.number("water_only_factor").value_or(1));
  return out;
}

/// Words of a text, folded: "Cu–Au (оруда)" → cu, au, оруда.
std::set<std::string> words_in(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : folded(text) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  return words;
}

void merge_load(ReleaseScenario& release, const SubstanceLoad& load) {
  const auto same = std::find_if(release.loads.begin(), release.loads.end(),
                                 [&](const SubstanceLoad& l) { return l.substance == load.substance; });
  if (same == release.loads.end()) {
    release.loads.push_back(load);
  } else if (load.concentration_mg_l.median > same->concentration_mg_l.median) {
    *same = load;
  }
}

}  // namespace

std::vector<Composition> read_compositions(const std::string& path, const SubstanceLibrary& library) {
  ConfigTable root = read_config(path);
  std::vector<Composition> out;
  std::set<std::string> taken;
  for (ConfigTable& table : root.tables("composition")) {
    Composition c;
    c.commodity = table.required_text("commodity");
    c.words = table.texts("words").value_or(std::vector<std::string>{});
    c.source = table.required_text("source");
    table.required_text("mark");
    c.mark = *table.word("mark", {"confirmed", "to_confirm"});
    if (c.commodity.empty()) table.refuse("commodity", "is empty, expected a word");
    if (c.source.empty()) table.refuse("source", "is empty, expected where the numbers come from");
    c.words.insert(c.words.begin(), c.commodity);
    for (const std::string& word : c.words) {
      if (words_in(word).empty()) table.refuse("words", "\"" + word + "\" has no letters");
      if (!taken.insert(folded(word)).second) table.refuse("words", "\"" + word + "\" is there twice");
    }
    for (ConfigTable& load : table.tables("load")) {
      c.loads.push_back(read_load(load, c, library));
      c.loads.back().load.concentration_mg_l.source = "typical of " + c.commodity + ": " + c.source;
    }
    if (c.loads.empty()) table.refuse("load", "is missing, expected at least one substance");
    out.push_back(std::move(c));
  }
  if (out.empty()) root.refuse("composition", "is missing, expected at least one commodity");
  root.finish();
  return out;
}

bool no_longer_active(const Facility& facility) {
  return facility.status && *facility.status != FacilityStatus::active && *facility.status != FacilityStatus::inactive;
}

std::vector<const Composition*> compositions_of(const std::string& commodity, const std::vector<Composition>& compositions) {
  const std::set<std::string> given = words_in(commodity);
  std::vector<const Composition*> out;
  for (const Composition& c : compositions) {
    const bool meant = std::any_of(c.words.begin(), c.words.end(), [&](const std::string& word) {
      const std::set<std::string> all = words_in(word);
      return std::includes(given.begin(), given.end(), all.begin(), all.end());
    });
    if (meant) out.push_back(&c);
  }
  return out;
}

void add_typical_loads(ReleaseScenario& release, const Facility& facility, const std::vector<Composition>& compositions) {
  std::vector<std::string> meant;
  for (const Composition* c : compositions_of(facility.commodity, compositions)) {
    meant.push_back(c->commodity);
    for (const TypicalLoad& typical : c->loads) {
      SubstanceLoad load = typical.load;
      if (no_longer_active(facility)) load.concentration_mg_l.median *= typical.closed_factor;
      if (release.water_only) load.concentration_mg_l.median *= typical.water_only_factor;
      merge_load(release, load);
    }
  }
  std::sort(release.loads.begin(), release.loads.end(), [](const auto& a, const auto& b) { return a.substance < b.substance; });
  if (!meant.empty()) {
    const std::string words = joined(meant, ", ");
    release.assumptions.push_back({"Nobody states what the release holds: typical contents of " + words + " tailings are assumed, within a factor of about ten.",
                                   "Состав выброса не заявлен: принят типичный для хвостов (" + words + "), с точностью примерно до десяти раз."});
  } else if (facility.commodity.empty()) {
    release.assumptions.push_back({"The commodity is not known, so no substance is: only dilution can be told.",
                                   "Сырьё неизвестно, поэтому неизвестны и вещества: можно назвать только разбавление."});
  } else {
    release.assumptions.push_back({"No typical contents are known for \"" + facility.commodity + "\": only dilution can be told.",
                                   "Типичный состав для «" + facility.commodity + "» неизвестен: можно назвать только разбавление."});
  }
}

}  // namespace tmfgeo
