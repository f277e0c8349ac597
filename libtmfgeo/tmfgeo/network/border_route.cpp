// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/border_route.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/border_stretch.h"

namespace tmfgeo {
namespace {

constexpr int kNobody = -1;
constexpr int kRouteEnd = -2;

/// A maximal run of stretches that are all near a border, or all deep in one country.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;  ///< inclusive
  bool near_border = false;
};

std::vector<Run> runs_of(const std::vector<BorderStretch>& stretches) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const BorderStretch& s = stretches[i];
    const bool extends = !runs.empty() && runs.back().near_border == s.near_border() &&
                         (s.near_border() || stretches[runs.back().last].country == s.country);
    if (extends) {
      runs.back().last = i;
    } else {
      runs.push_back({i, i, s.near_border()});
    }
  }
  return runs;
}

/// A part of a near run along the border of one pair of countries.
struct PairRun {
  std::size_t first = 0;
  std::size_t last = 0;
  int a = kNobody;
  int b = kNobody;
};

class Cutter {
 public:
  Cutter(const Route& route, const Borders& borders, const BorderOptions& options)
      : borders_(borders), options_(options), stretches_(border_stretches(route, borders, options.tolerance_m)) {}

  BorderRoute cut() {
    if (stretches_.empty()) return {};
    const std::vector<Run> runs = runs_of(stretches_);
    out_.raw_crossings = raw_crossings(0, stretches_.size() - 1);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const int next = i + 1 < runs.size() ? stretches_[runs[i + 1].first].country : kRouteEnd;
      if (!runs[i].near_border) {
        deep(runs[i]);
      } else if (length_along_border_m(runs, i) >= options_.border_river_min_m) {
        border_river(runs[i], next);
      } else {
        short_border(runs[i], next);
      }
    }
    return std::move(out_);
  }

 private:
  double begin_of(std::size_t i) const { return stretches_[i].begin_m; }
  double end_of(std::size_t i) const { return stretches_[i].end_m; }
  /// A route that comes from the depth of a country and goes on into another's is near the border for two tolerances at
  /// least; only what is beyond that runs along it.
  double length_along_border_m(const std::vector<Run>& runs, std::size_t i) const {
    const double near_m = end_of(runs[i].last) - begin_of(runs[i].first);
    const int open_ends = (i > 0 ? 1 : 0) + (i + 1 < runs.size() ? 1 : 0);
    return near_m - open_ends * options_.tolerance_m;
  }
  std::string code(int country) const {
    return country < 0 ? "" : borders_.countries[static_cast<std::size_t>(country)].code;
  }
  bool disputed(int country) const {
    return country >= 0 && borders_.countries[static_cast<std::size_t>(country)].disputed;
  }

  /// Changes from one country to another over the stretches, nobody's ground between them skipped.
  int raw_crossings(std::size_t first, std::size_t last) const {
    int count = 0;
    int before = first > 0 ? stretches_[first - 1].country : kNobody;
    for (std::size_t i = first; i <= last; ++i) {
      const int country = stretches_[i].country;
      if (country < 0) continue;
      if (before >= 0 && country != before) ++count;
      before = country;
    }
    return count;
  }

  /// Length of claimed or disputed ground between two distances along the route.
  double disputed_between(double begin_m, double end_m) const {
    double total_m = 0;
    for (const BorderStretch& s : stretches_) {
      if (!s.overlap && !disputed(s.country)) continue;
      total_m += std::max(0.0, std::min(end_m, s.end_m) - std::max(begin_m, s.begin_m));
    }
    return total_m;
  }

  /// Crossings are where a stretch begins.
  Point point_at(double distance_m) const {
    const auto at = std::lower_bound(stretches_.begin(), stretches_.end(), distance_m,
                                     [](const BorderStretch& s, double d) { return s.begin_m < d; });
    TMFGEO_EXPECTS(at != stretches_.end() && at->begin_m == distance_m);
    return at->begin;
  }

  void add_leg(int country, int shared, double end_m) {
    const double begin_m = out_.legs.empty() ? 0 : out_.legs.back().end_m;
    if (!(end_m > begin_m)) return;
    RouteLeg leg{code(country), code(shared), begin_m, end_m, disputed_between(begin_m, end_m)};
    if (!out_.legs.empty()) {
      RouteLeg& last = out_.legs.back();
      if (last.country == leg.country && last.shared_with == leg.shared_with) {
        last.end_m = end_m;
        last.disputed_m += leg.disputed_m;
        return;
      }
    }
    out_.legs.push_back(leg);
  }

  void add_crossing(int from, int to, CrossingKind kind, double distance_m, int raw) {
    if (from < 0 || to < 0 || from == to) return;
    const Point p = point_at(distance_m);
    const bool on_disputed_line = borders_.disputed_lines.nearest(p, options_.tolerance_m).has_value();
    const bool near_claimed = disputed_between(distance_m - options_.tolerance_m, distance_m + options_.tolerance_m) > 0;
    out_.crossings.push_back({code(from), code(to), kind, near_claimed || disputed(from) || disputed(to) || on_disputed_line,
                              distance_m, p, raw});
  }

  void deep(const Run& run) {
    const int country = stretches_[run.first].country;
    if (country >= 0) {
      if (country != here_) add_crossing(here_, country, CrossingKind::enters, begin_of(run.first), 1);
      // A border river that leaves the line for a short way on this side is met only once.
      const bool comes_back = country == here_ && end_of(run.last) - begin_of(run.first) < options_.border_river_min_m;
      if (!comes_back) river_a_ = river_b_ = kNobody;
      here_ = country;
    }
    add_leg(country, kNobody, end_of(run.last));
  }

  /// Near the border, but not for long: at most one crossing, where the line last meets the boundary.
  void short_border(const Run& run, int next) {
    if (here_ == kNobody) here_ = first_country(run);
    const int target = next == kRouteEnd ? stretches_[run.last].country : next;
    if (target < 0 || target == here_) {
      add_leg(here_, kNobody, end_of(run.last));
      return;
    }
    std::size_t entry = run.last + 1;
    while (entry > run.first && stretches_[entry - 1].country == target) --entry;
    const double at_m = entry <= run.last ? begin_of(entry) : end_of(run.last);
    add_leg(here_, kNobody, at_m);
    add_crossing(here_, target, CrossingKind::enters, at_m, raw_crossings(run.first, run.last) + (entry > run.last ? 1 : 0));
    here_ = target;
    add_leg(here_, kNobody, end_of(run.last));
  }

  int first_country(const Run& run) const {
    for (std::size_t i = run.first; i <= run.last; ++i) {
      if (stretches_[i].country >= 0) return stretches_[i].country;
    }
    return kNobody;
  }

  /// Splits a run by the pair of countries on either side; pieces too short to be a border river join their neighbour.
  std::vector<PairRun> pairs_of(const Run& run) const {
    std::vector<PairRun> pairs;
    for (std::size_t i = run.first; i <= run.last; ++i) {
      const auto [a, b] = std::minmax(stretches_[i].side_a, stretches_[i].side_b);
      if (!pairs.empty() && pairs.back().a == a && pairs.back().b == b) {
        pairs.back().last = i;
      } else {
        pairs.push_back({i, i, a, b});
      }
    }
    const auto length_m = [&](const PairRun& p) { return end_of(p.last) - begin_of(p.first); };
    while (pairs.size() > 1) {
      const auto shortest_pair = std::min_element(pairs.begin(), pairs.end(), [&](const PairRun& p, const PairRun& q) {
        return length_m(p) < length_m(q);
      });
      if (length_m(*shortest_pair) >= options_.border_river_min_m) break;
      const auto i = static_cast<std::size_t>(shortest_pair - pairs.begin());
      const bool into_next = i == 0 || (i + 1 < pairs.size() && length_m(pairs[i + 1]) > length_m(pairs[i - 1]));
      if (into_next) {
        pairs[i + 1].first = pairs[i].first;
      } else {
        pairs[i - 1].last = pairs[i].last;
      }
      pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
      for (std::size_t k = 1; k < pairs.size();) {
        if (pairs[k].a == pairs[k - 1].a && pairs[k].b == pairs[k - 1].b) {
          pairs[k - 1].last = pairs[k].last;
          pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(k));
        } else {
          ++k;
        }
      }
    }
    return pairs;
  }

  void border_river(const Run& run, int next) {
    for (const PairRun& pair : pairs_of(run)) along_pair(pair);
    if (next < 0 || next == here_) return;
    // The river leaves the border into a country it did not come from: it is deep there from the last meeting on.
    std::size_t entry = run.last + 1;
    while (entry > run.first && stretches_[entry - 1].country == next) --entry;
    const double entry_m = entry <= run.last ? begin_of(entry) : end_of(run.last);
    BorderCrossing* last = out_.crossings.empty() ? nullptr : &out_.crossings.back();
    if (last != nullptr && last->to == code(next) && last->distance_m == entry_m) {
      last->kind = CrossingKind::enters;  // one meeting only: the route enters there, however slowly it comes and leaves
    } else {
      add_crossing(here_, next, CrossingKind::enters, entry_m, 1);
    }
    here_ = next;
  }

  void along_pair(const PairRun& pair) {
    if (here_ == kNobody) here_ = first_country({pair.first, pair.last, true});
    const int raw = raw_crossings(pair.first, pair.last);
    const double touch_m = first_meeting_m(pair);
    if (here_ != pair.a && here_ != pair.b) {
      const int kept = on_river(pair.a) ? pair.a : on_river(pair.b) ? pair.b : kNobody;
      if (kept >= 0) {
        here_ = kept;  // past a point of three countries: one bank goes on, the other is new
      } else {
        // Both are new: the side the line is on first is entered, the other shares the river.
        const int side = first_country({pair.first, pair.last, true}) == pair.b ? pair.b : pair.a;
        add_leg(here_, kNobody, touch_m);
        add_crossing(here_, side, CrossingKind::border_river, touch_m, raw);
        here_ = side;
      }
    }
    const int other = here_ == pair.a ? pair.b : pair.a;
    if (!on_river(other)) {
      const bool from_river = !out_.legs.empty() && !out_.legs.back().shared_with.empty();
      add_leg(from_river ? river_a_ : here_, from_river ? river_b_ : kNobody, touch_m);
      add_crossing(here_, other, CrossingKind::border_river, touch_m, raw);
    }
    river_a_ = pair.a;
    river_b_ = pair.b;
    add_leg(pair.a, pair.b, end_of(pair.last));
  }

  bool on_river(int country) const { return country == river_a_ || country == river_b_; }

  /// Where the line first meets the boundary, if that is soon; else where it comes near.
  double first_meeting_m(const PairRun& pair) const {
    const double begin_m = begin_of(pair.first);
    for (std::size_t i = pair.first; i <= pair.last; ++i) {
      const int before = i > 0 ? stretches_[i - 1].country : stretches_[i].country;
      if (begin_of(i) - begin_m > options_.border_river_min_m) break;
      if (stretches_[i].country != before) return begin_of(i);
    }
    return begin_m;
  }

  const Borders& borders_;
  const BorderOptions& options_;
  std::vector<BorderStretch> stretches_;
  BorderRoute out_;
  int here_ = kNobody;     ///< country the route is in, or was in last
  int river_a_ = kNobody;  ///< the pair of the border river the route is on
  int river_b_ = kNobody;
};

}  // namespace

std::string_view to_text(CrossingKind kind) {
  switch (kind) {
    case CrossingKind::enters: return "enters";
    case CrossingKind::border_river: return "border_river";
  }
  return "";
}

BorderRoute cut_at_borders(const Route& route, const Borders& borders, const BorderOptions& options) {
  TMFGEO_EXPECTS(options.tolerance_m > 0 && options.border_river_min_m > 0);
  if (route.line.size() < 2) return {};
  return Cutter(route, borders, options).cut();
}

}  // namespace tmfgeo
