// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/rough_text.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/core/utc_time.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/scenario/release_volume.h"

namespace tmfgeo {
namespace {

constexpr std::array<const char*, 12> kColumns{"facility", "volume_m3", "volume_sd_log10", "peak_m3_s", "duration_h", "trigger", "start",
                                               "substance", "concentration_mg_l", "mass_kg", "load_sd_log10", "source"};
constexpr std::array<Trigger, 6> kTriggers{Trigger::unknown, Trigger::overtopping, Trigger::earthquake, Trigger::slope_failure,
                                           Trigger::seepage, Trigger::pipe};
constexpr double kLargestSd = 3;
// (t) Beyond these it is another unit, not a release. Source [tmfgeo].
constexpr double kLeastVolume_m3 = 0.01;
constexpr double kLongestDuration_s = 366 * 86400.0;

/// One row: what it says, and the first thing wrong with it.
struct StatedRow {
  ReleaseScenario says;
  std::string code;
  std::string field;
  std::string problem;
  void refuse(const char* why, const std::string& column, std::string message) {
    if (code.empty()) code = why, field = column, problem = std::move(message);
  }
};

class RowReader {
 public:
  RowReader(const FeatureTable& table, const std::vector<Facility>& facilities, const SubstanceLibrary& library)
      : table_(table), library_(library) {
    for (const Facility& f : facilities) {
      facilities_.push_back(f.id);
      stored_m3_.push_back(f.volume_m3.value_or(0));
    }
    for (const Substance& s : library.substances) substances_.push_back(s.id);
  }

  StatedRow at(std::size_t row) const {
    StatedRow out;
    out.says.facility = cell("facility", row);
    const auto facility = std::find(facilities_.begin(), facilities_.end(), out.says.facility);
    if (facility == facilities_.end()) {
      const auto nearest = nearest_word(out.says.facility, facilities_);
      out.refuse("release_unknown_facility", "facility",
                 "\"" + out.says.facility + "\" is in no facilities file" + (nearest ? ", did you mean \"" + *nearest + "\"?" : ""));
      return out;
    }
    read_release(row, out);
    const double stored_m3 = stored_m3_[static_cast<std::size_t>(facility - facilities_.begin())];
    if (stored_m3 > 0 && out.says.volume_m3.median > stored_m3) {
      out.refuse("release_bad_value", "volume_m3",
                 fixed(out.says.volume_m3.median, 0) + " m3 is more than the " + fixed(stored_m3, 0) + " m3 the facilities file says are stored");
    }
    read_load(row, out);
    return out;
  }

 private:
  std::string cell(const char* column, std::size_t row) const {
    const auto c = table_.find(column);
    return c ? std::string(trimmed(table_.text(*c, row).value_or(""))) : "";
  }

  /// A number of the row, absent where the cell is empty.
  std::optional<double> number(const char* column, std::size_t row, StatedRow& out, bool zero_allowed = false) const {
    const std::string text = cell(column, row);
    if (text.empty()) return std::nullopt;
    const ParsedNumber parsed = parse_number(text);
    const std::string expected = zero_allowed ? ", expected a number from 0 to 3" : ", expected a number above 0";
    if (!parsed.value) {
      out.refuse("release_bad_value", column, parsed.problem.substr(0, parsed.problem.find(", expected")) + expected);
    } else if (zero_allowed ? !(*parsed.value >= 0 && *parsed.value <= kLargestSd) : !(*parsed.value > 0)) {
      out.refuse("release_bad_value", column, text + " is impossible" + expected);
    }
    return parsed.value;
  }

  Spread stated(const std::optional<double>& value, double factor, const std::optional<double>& sd, std::size_t row) const {
    if (!value) return {};
    const std::string source = cell("source", row);
    return {.median = *value * factor, .sd_log10 = sd.value_or(0), .origin = Origin::given,
            .source = source.empty() ? table_.source + ", " + table_.record(row) : source};
  }

  void read_release(std::size_t row, StatedRow& out) const {
    ReleaseScenario& says = out.says;
    const auto volume_sd = number("volume_sd_log10", row, out, true);
    says.volume_m3 = stated(number("volume_m3", row, out), 1, volume_sd, row);
    says.peak_m3_s = stated(number("peak_m3_s", row, out), 1, std::nullopt, row);
    says.duration_s = stated(number("duration_h", row, out), 3600, std::nullopt, row);
    if (says.volume_m3.median > 0 && says.volume_m3.median < kLeastVolume_m3) {
      out.refuse("release_bad_value", "volume_m3", shortest(says.volume_m3.median) + " m3 is less than a bucket, expected cubic metres");
    }
    if (says.duration_s.median > kLongestDuration_s) {
      out.refuse("release_bad_value", "duration_h", shortest(says.duration_s.median / 3600) + " h is more than a year, expected hours");
    }
    if (volume_sd && says.volume_m3.median == 0) out.refuse("release_bad_value", "volume_sd_log10", "has no volume_m3 beside it");
    says.start = cell("start", row);
    if (!says.start.empty() && !utc_seconds(says.start)) {
      out.refuse("release_bad_value", "start",
                 "\"" + says.start + "\" is no time, expected for example 2000-01-30T22:00 or 2000-01-30T22:00+02:00");
    }
    const std::string word = lower_ascii(cell("trigger", row));
    const auto trigger = std::find_if(kTriggers.begin(), kTriggers.end(), [&](Trigger t) { return to_text(t) == word; });
    if (trigger != kTriggers.end()) says.trigger = *trigger;
    if (trigger == kTriggers.end() && !word.empty()) {
      std::vector<std::string> known;
      for (const Trigger t : kTriggers) known.emplace_back(to_text(t));
      out.refuse("release_bad_value", "trigger", "\"" + word + "\" is none of " + joined(known, ", "));
    }
  }

  void read_load(std::size_t row, StatedRow& out) const {
    SubstanceLoad load;
    load.substance = cell("substance", row);
    const auto sd = number("load_sd_log10", row, out, true);
    const auto concentration = number("concentration_mg_l", row, out);
    const auto mass = number("mass_kg", row, out);
    load.concentration_mg_l = stated(concentration, 1, sd, row);
    load.mass_kg = stated(mass, 1, sd, row);
    if (load.substance.empty()) {
      if (concentration || mass) out.refuse("release_bad_value", "substance", "is empty, expected the substance of this load");
      return;
    }
    if (library_.find(load.substance) == nullptr) {
      out.refuse("release_unknown_substance", "substance", unknown_substance(load.substance, substances_));
    } else if (concentration.has_value() == mass.has_value()) {
      out.refuse("release_bad_value", "mass_kg", "expected either concentration_mg_l or mass_kg of " + load.substance);
    }
    out.says.loads.push_back(std::move(load));
  }

  const FeatureTable& table_;
  const SubstanceLibrary& library_;
  std::vector<std::string> facilities_;
  std::vector<double> stored_m3_;  ///< 0: not known
  std::vector<std::string> substances_;
};

/// Takes a value into an empty place; another value than the one there is refused.
void join_value(Spread& all, const Spread& one, const char* field, StatedRow& row) {
  if (one.median == 0) return;
  if (all.median == 0) {
    all = one;
  } else if (all.median != one.median || all.sd_log10 != one.sd_log10) {
    row.refuse("release_bad_value", field,
               shortest(one.median) + " differs from " + shortest(all.median) + " in an earlier row of this facility");
  }
}

/// The release with what one more row says; refused as a whole if they do not agree.
ReleaseScenario joined_release(ReleaseScenario all, StatedRow& row) {
  const ReleaseScenario& one = row.says;
  all.facility = one.facility;
  join_value(all.volume_m3, one.volume_m3, "volume_m3", row);
  join_value(all.peak_m3_s, one.peak_m3_s, "peak_m3_s", row);
  join_value(all.duration_s, one.duration_s, "duration_h", row);
  if (all.trigger == Trigger::unknown) all.trigger = one.trigger;
  if (all.start.empty()) all.start = one.start;
  constexpr const char* kDiffers = "differs from an earlier row of this facility";
  if (one.trigger != Trigger::unknown && one.trigger != all.trigger) row.refuse("release_bad_value", "trigger", kDiffers);
  if (!one.start.empty() && one.start != all.start) row.refuse("release_bad_value", "start", kDiffers);
  for (const SubstanceLoad& load : one.loads) {
    const bool twice = std::any_of(all.loads.begin(), all.loads.end(),
                                   [&](const SubstanceLoad& l) { return l.substance == load.substance; });
    if (twice) row.refuse("release_bad_value", "substance", load.substance + " is there twice for this facility");
    all.loads.push_back(load);
  }
  // This row's volume may be the first for a mass of an earlier one.
  for (const SubstanceLoad& load : all.loads) {
    const double held_kg_m3 = load.mass_kg.median > 0 ? load.mass_kg.median / all.volume_m3.median : load.concentration_mg_l.median / 1000;
    const bool volume_missing = load.mass_kg.median > 0 && all.volume_m3.median == 0;
    if (volume_missing || held_kg_m3 <= kMostHeld_kg_m3) continue;
    const bool is_earlier = one.loads.empty() || one.loads.front().substance != load.substance;
    row.refuse("release_bad_value", is_earlier ? "volume_m3" : load.mass_kg.median > 0 ? "mass_kg" : "concentration_mg_l",
               shortest(held_kg_m3) + " kg of " + load.substance + " in each m3 released, expected at most " + fixed(kMostHeld_kg_m3, 0));
  }
  const bool all_stated = all.volume_m3.median > 0 && all.peak_m3_s.median > 0 && all.duration_s.median > 0;
  if (all_stated && all.volume_m3.median > all.peak_m3_s.median * all.duration_s.median) {
    row.refuse("release_bad_value", "volume_m3", "is more than peak_m3_s times duration_h lets out");
  }
  return all;
}

void note_unused_columns(const FeatureTable& table, Issues& issues) {
  for (const Field& field : table.fields) {
    const std::string name = lower_ascii(field.name);
    if (std::find(kColumns.begin(), kColumns.end(), name) != kColumns.end()) continue;
    issues.push_back(make_issue("column_unused", {"", table.source, ""}, field.name,
                                "known columns: " + joined(std::vector<std::string>(kColumns.begin(), kColumns.end()), ", ")));
  }
}

/// The releases of a file, and the rows they were made of.
struct JoinedRows {
  StatedReleases releases;
  std::vector<std::pair<std::size_t, StatedRow>> taken;
};

/// Input: what is wrong with the mass of a row, by row.
JoinedRows join_rows(const RowReader& reader, const FeatureTable& table, const std::map<std::size_t, std::string>& too_heavy) {
  JoinedRows out;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    StatedRow row = reader.at(i);
    if (const auto problem = too_heavy.find(i); problem != too_heavy.end()) row.refuse("release_bad_value", "mass_kg", problem->second);
    auto& releases = out.releases.by_facility;
    const auto known = releases.find(row.says.facility);
    ReleaseScenario release = joined_release(known == releases.end() ? ReleaseScenario{} : known->second, row);
    if (row.code.empty()) {
      releases[row.says.facility] = std::move(release);
      out.taken.emplace_back(i, std::move(row));
    } else {
      out.releases.refused.insert(row.says.facility);
      out.releases.issues.push_back(make_issue(row.code, {row.says.facility, table.source, table.record(i)}, row.field, row.problem));
    }
  }
  return out;
}

/// Masses stated without a volume, against the volume that the facility is taken to let go. False: none more than before.
bool find_too_heavy(const JoinedRows& rows, const std::vector<Facility>& facilities, Trigger trigger, std::map<std::size_t, std::string>& too_heavy) {
  bool found = false;
  for (const auto& [i, row] : rows.taken) {
    const ReleaseScenario& stated = rows.releases.by_facility.at(row.says.facility);
    const bool by_mass = !row.says.loads.empty() && row.says.loads.front().mass_kg.median > 0;
    if (!by_mass || stated.volume_m3.median > 0) continue;
    const auto facility = std::find_if(facilities.begin(), facilities.end(), [&, &id = row.says.facility](const Facility& f) { return f.id == id; });
    const auto release = release_scenario(*facility, &stated, {}, trigger);
    if (!release) continue;
    const SubstanceLoad& load = row.says.loads.front();
    const double held_kg_m3 = load.mass_kg.median / release->volume_m3.median;
    if (held_kg_m3 <= kMostHeld_kg_m3) continue;
    too_heavy[i] = roughly(held_kg_m3) + " kg of " + load.substance + " in each of the " + roughly(release->volume_m3.median) +
                   " m3 assumed to be released, expected at most " + fixed(kMostHeld_kg_m3, 0);
    found = true;
  }
  return found;
}

}  // namespace

StatedReleases read_releases(const FeatureTable& table, const std::vector<Facility>& facilities, const SubstanceLibrary& library,
                             Trigger trigger) {
  if (!table.find("facility")) throw Error(ErrorCode::invalid_input, "has no column \"facility\", expected facility ids", table.source);
  const RowReader reader(table, facilities, library);
  std::map<std::size_t, std::string> too_heavy;
  JoinedRows rows = join_rows(reader, table, too_heavy);
  // A row left out may have named the trigger, and with it the volume of the others.
  while (find_too_heavy(rows, facilities, trigger, too_heavy)) rows = join_rows(reader, table, too_heavy);
  StatedReleases out = std::move(rows.releases);
  note_unused_columns(table, out.issues);
  for (auto& [id, release] : out.by_facility) {
    std::sort(release.loads.begin(), release.loads.end(), [](const auto& a, const auto& b) { return a.substance < b.substance; });
  }
  return out;
}

}  // namespace tmfgeo
