// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/plume_figure.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/observation_remarks.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/core/utc_time.h"
#include "tmfgeo/output/figure_axis.h"
#include "tmfgeo/output/plume_figure_words.h"

namespace tmfgeo {
namespace {

constexpr double kWidth = 760, kHeight = 430;
constexpr double kLeft = 78, kRight = 740, kTop = 78, kBottom = 356;
constexpr Colour kInk{0.15, 0.15, 0.15, 1};
constexpr Colour kGrey{0.82, 0.82, 0.82, 1};
constexpr Colour kPlume{0.75, 0.22, 0.12, 1};
constexpr Colour kBand{0.9, 0.45, 0.25, 0.35};
constexpr Colour kLimit{0.1, 0.35, 0.65, 1};
constexpr Colour kMeasured{0, 0, 0, 1};

/// Decades a logarithmic axis shows at the most: below them nothing matters any more.
constexpr double kMostDecades = 6;
constexpr double kLogarithmicFrom = 20;

/// What the figure shows, in the units of its axes.
struct Figure {
  const PlumeAnswer& answer;
  const PlumeFigureWords& words;
  Language language;
  double time_unit_s = 3600;
  double unit_ug_l = 1;
  Axis x, y;
  std::vector<const Threshold*> limits;
  Drawing drawing;

  std::string unit_words() const { return language == Language::ru ? (unit_ug_l == 1 ? "мкг/л" : "мг/л") : (unit_ug_l == 1 ? "µg/L" : "mg/L"); }
};

double highest_of(const PlumeCurve& curve) {
  return std::max(*std::max_element(curve.p90_ug_l.begin(), curve.p90_ug_l.end()), *std::max_element(curve.typical_ug_l.begin(), curve.typical_ug_l.end()));
}

void choose_units(Figure& f) {
  const PlumeCurve& curve = *f.answer.curve;
  if (curve.time_s.back() > 5 * 86400) f.time_unit_s = 86400;
  f.unit_ug_l = highest_of(curve) >= 1000 ? 1000 : 1;
}

/// A handful: each kind's lowest.
std::vector<const Threshold*> shown_limits(const PlumeAnswer& answer) {
  const SubstanceLibrary& library = answer.assessment.transport->library;
  std::vector<const Threshold*> limits;
  for (const Threshold& t : library.thresholds) {
    if (t.substance != answer.substance || t.of_dissolved) continue;
    const bool told = std::any_of(limits.begin(), limits.end(), [&](const Threshold* other) { return other->kind == t.kind; });
    if (!told) limits.push_back(&t);
  }
  return limits;
}

/// What was measured at the station itself, put in or beside.
std::vector<Observation> measured_there(const PlumeAnswer& answer) {
  std::vector<Observation> there;
  for (const auto* all : {&answer.observed, &answer.compared}) {
    std::copy_if(all->begin(), all->end(), std::back_inserter(there), [&](const Observation& o) { return o.station == answer.station().station.id; });
  }
  return there;
}

/// So wide that what was measured lies within and not on the edge.
std::pair<double, double> with_measured(const PlumeAnswer& answer, double begin, double end) {
  const double room = 0.04 * (end - begin);
  double low = begin;
  double high = end;
  for (const Observation& o : measured_there(answer)) {
    if (o.first_arrival_s < begin + room) low = std::min(low, std::max(0.0, o.first_arrival_s - room));
    if (o.first_arrival_s > end - room) high = std::max(high, o.first_arrival_s + room);
  }
  return {low, high};
}

/// The part of the curve that anybody would look at.
std::pair<double, double> shown_times(const PlumeAnswer& answer, double floor_ug_l) {
  const PlumeCurve& c = *answer.curve;
  double begin = c.time_s.back();
  double end = c.time_s.front();
  for (std::size_t i = 0; i < c.time_s.size(); ++i) {
    if (c.p90_ug_l[i] < floor_ug_l) continue;
    begin = std::min(begin, c.time_s[i]);
    end = std::max(end, c.time_s[i]);
  }
  if (begin >= end) {
    begin = c.time_s.front();
    end = c.time_s.back();
  } else {
    const double margin = 0.06 * (end - begin);
    begin = std::max(0.0, begin - margin);
    end = std::min(c.time_s.back(), end + margin);
  }
  return with_measured(answer, begin, end);
}

void choose_axes(Figure& f) {
  const PlumeCurve& curve = *f.answer.curve;
  double highest = highest_of(curve);
  for (const Observation& o : measured_there(f.answer)) highest = std::max(highest, o.peak_ug_l.value_or(0));
  highest = std::max(highest, 1e-6);
  double lowest = highest;
  for (const Threshold* t : f.limits) lowest = std::min(lowest, t->value_ug_l);
  f.y.logarithmic = highest > kLogarithmicFrom * lowest;
  f.y.from = kBottom;
  f.y.to = kTop;
  if (f.y.logarithmic) {
    const double top = std::ceil(std::log10(1.3 * highest / f.unit_ug_l));
    const double bottom = std::max(top - kMostDecades, std::floor(std::log10(0.5 * lowest / f.unit_ug_l)));
    f.y.low = std::pow(10, bottom);
    f.y.high = std::pow(10, top);
    for (double k = bottom; k <= top; ++k) f.y.ticks.push_back(std::pow(10, k));
  } else {
    f.y.high = 1.1 * highest / f.unit_ug_l;
    for (const Threshold* t : f.limits) f.y.high = t->value_ug_l < 3 * highest ? std::max(f.y.high, 1.1 * t->value_ug_l / f.unit_ug_l) : f.y.high;
    add_even_ticks(f.y, 6);
  }
  const auto [begin, end] = shown_times(f.answer, f.y.logarithmic ? f.y.low * f.unit_ug_l : 0.01 * highest);
  f.x = {begin / f.time_unit_s, end / f.time_unit_s, kLeft, kRight, false, {}};
  add_even_ticks(f.x, 8);
}

void draw_frame(Figure& f) {
  auto& shapes = f.drawing.shapes;
  for (const double tick : f.y.ticks) {
    shapes.push_back(drawn_line({{kLeft, f.y.at(tick)}, {kRight, f.y.at(tick)}}, kGrey, 0.6));
    shapes.push_back(drawn_text({kLeft - 6, f.y.at(tick) + 4}, decimal_words(tick, f.language), 11, Anchor::end, kInk));
  }
  const std::string& began = f.answer.site().release->start;
  const auto start = utc_seconds(began);
  const std::int64_t offset = utc_offset_s(began);
  if (start) shapes.push_back(drawn_text({kLeft - 22, kBottom + 31}, zone_text(offset), 9, Anchor::end, kInk));
  for (const double tick : f.x.ticks) {
    const double x = f.x.at(tick);
    shapes.push_back(drawn_line({{x, kBottom}, {x, kBottom + 5}}, kInk, 1));
    shapes.push_back(drawn_text({x, kBottom + 18}, decimal_words(tick, f.language), 11, Anchor::middle, kInk));
    if (!start) continue;
    const std::string when = utc_text(*start + offset + static_cast<std::int64_t>(std::llround(tick * f.time_unit_s)));
    shapes.push_back(drawn_text({x, kBottom + 31}, day_words(when, f.language) + (f.time_unit_s < 86400 ? " " + when.substr(11, 5) : ""), 9, Anchor::middle, kInk));
  }
  shapes.push_back(drawn_line({{kLeft, kTop}, {kLeft, kBottom}, {kRight, kBottom}}, kInk, 1));
  shapes.push_back(drawn_text({(kLeft + kRight) / 2, kBottom + 47}, f.time_unit_s < 86400 ? f.words.time_h : f.words.time_d, 12, Anchor::middle, kInk));
  Shape label = drawn_text({20, (kTop + kBottom) / 2}, f.words.concentration + f.unit_words(), 12, Anchor::middle, kInk);
  label.upright = true;
  shapes.push_back(label);
}

void draw_curve(Figure& f) {
  const PlumeCurve& c = *f.answer.curve;
  Polyline upper, lower, typical;
  for (std::size_t i = 0; i < c.time_s.size(); ++i) {
    const double t = c.time_s[i] / f.time_unit_s;
    if (t < f.x.low || t > f.x.high) continue;
    upper.push_back({f.x.at(t), f.y.at(c.p90_ug_l[i] / f.unit_ug_l)});
    lower.push_back({f.x.at(t), f.y.at(c.p10_ug_l[i] / f.unit_ug_l)});
    // The line stands on the axis where the passage begins and ends, and does not run along it.
    const double around = std::max({c.typical_ug_l[i > 0 ? i - 1 : i], c.typical_ug_l[i], c.typical_ug_l[i + 1 < c.time_s.size() ? i + 1 : i]});
    if (around / f.unit_ug_l > f.y.low) typical.push_back({f.x.at(t), f.y.at(c.typical_ug_l[i] / f.unit_ug_l)});
  }
  if (upper.empty()) return;
  Polyline band = upper;
  band.insert(band.end(), lower.rbegin(), lower.rend());
  f.drawing.shapes.push_back(drawn_area(std::move(band), kBand));
  f.drawing.shapes.push_back(drawn_line(std::move(typical), kPlume, 2));
}

void draw_limits(Figure& f) {
  double last_y = -100;
  for (auto t = f.limits.rbegin(); t != f.limits.rend(); ++t) {
    const double value = (*t)->value_ug_l / f.unit_ug_l;
    if (value > f.y.high || value < f.y.low) continue;
    const double y = f.y.at(value);
    f.drawing.shapes.push_back(drawn_line({{kLeft, y}, {kRight, y}}, kLimit, 1, true));
    const std::string& title = f.language == Language::ru && !(*t)->title_ru.empty() ? (*t)->title_ru : (*t)->title;
    // Two lines that lie close share the room above the upper one.
    if (std::abs(y - last_y) > 11) f.drawing.shapes.push_back(drawn_text({kRight - 4, y - 3}, title, 9.5, Anchor::end, kLimit));
    last_y = y;
  }
}

void draw_measured(Figure& f, const std::vector<Observation>& measured, const char* label) {
  for (const Observation& o : measured) {
    if (o.station != f.answer.station().station.id) continue;
    const double x = f.x.at(o.first_arrival_s / f.time_unit_s);
    f.drawing.shapes.push_back(drawn_line({{x, kTop}, {x, kBottom}}, kMeasured, 1, true));
    // Words stand on the side where there is room for them.
    const bool late = x > kRight - 200;
    const double side = late ? -1 : 1;
    const Anchor anchor = late ? Anchor::end : Anchor::start;
    f.drawing.shapes.push_back(drawn_text({x + side * 4, kTop + 10}, moves_nothing(o, f.answer.assessment.issues) ? f.words.compared : label, 10, anchor, kMeasured));
    if (!o.peak_ug_l) continue;
    const double y = f.y.at(*o.peak_ug_l / f.unit_ug_l);
    f.drawing.shapes.push_back(drawn_line({{x, y}, {x + side * 70, y}}, kMeasured, 1.6));
    f.drawing.shapes.push_back(drawn_text({x + side * 74, y + 4}, f.words.measured_peak, 10, anchor, kMeasured));
  }
}

/// Without it a figure made with observations elsewhere looks like one without.
void draw_set_right(Figure& f) {
  std::vector<std::string> told;
  for (const Observation& o : f.answer.observed) {
    if (moves_nothing(o, f.answer.assessment.issues)) continue;
    const auto& receptors = f.answer.site().receptors;
    const auto at = std::find_if(receptors.begin(), receptors.end(), [&](const Receptor& r) { return r.station.id == o.station; });
    const Station* station = at == receptors.end() ? nullptr : &at->station;
    const std::string name = station == nullptr ? "" : f.language == Language::ru && !station->name_ru.empty() ? station->name_ru : station->name;
    const std::string peak = o.peak_ug_l ? ", " + decimal_words(*o.peak_ug_l / f.unit_ug_l, f.language) + " " + f.unit_words() : "";
    told.push_back((name.empty() ? o.station : name) + ", " + decimal_words(std::round(hours(o.first_arrival_s) * 10) / 10, f.language) + f.words.hours + peak);
  }
  if (!told.empty()) f.drawing.shapes.push_back(drawn_text({kLeft, 57}, set_right_line(told, f.words, (kRight - kLeft) / 10), 10, Anchor::start, kInk));
}

void draw_head(Figure& f) {
  const PlumeAnswer& answer = f.answer;
  const Facility& facility = answer.assessment.results.front().facility;
  const Station& station = answer.station().station;
  const bool russian = f.language == Language::ru;
  const auto named = [&](const std::string& en, const std::string& ru, const std::string& id) { return russian && !ru.empty() ? ru : en.empty() ? id : en; };
  const Substance* substance = answer.assessment.transport->library.find(answer.substance);
  const std::string what = substance == nullptr ? answer.substance : named(substance->name, substance->name_ru, substance->id);
  const char* flow = answer.arrival().flow == Flow::low ? f.words.flow_low : answer.arrival().flow == Flow::mean ? f.words.flow_mean : f.words.flow_high;
  const std::string title = (what.empty() ? "" : what + ", ") + named(station.name, station.name_ru, station.id);
  Shape head = drawn_text({kLeft, 24}, title, 15, Anchor::start, kInk);
  head.bold = true;
  f.drawing.title = title;
  f.drawing.shapes.push_back(head);
  f.drawing.shapes.push_back(drawn_text({kLeft, 42}, named(facility.name, facility.name_ru, facility.id) + ", " + fixed(answer.station().distance_m / 1000, 0) + f.words.at_km + ", " + flow,
                                        11, Anchor::start, kInk));
  draw_set_right(f);
  if (const std::string wave = wave_words(answer.arrival(), f.language); !wave.empty()) f.drawing.shapes.push_back(drawn_text({kLeft, 71}, wave, 10, Anchor::start, kInk));
  const double y = kHeight - 12;
  f.drawing.shapes.push_back(drawn_area({{kLeft, y - 9}, {kLeft + 18, y - 9}, {kLeft + 18, y}, {kLeft, y}}, kBand));
  f.drawing.shapes.push_back(drawn_text({kLeft + 24, y}, f.words.band, 10, Anchor::start, kInk));
  f.drawing.shapes.push_back(drawn_line({{kLeft + 215, y - 4}, {kLeft + 233, y - 4}}, kPlume, 2));
  f.drawing.shapes.push_back(drawn_text({kLeft + 239, y}, f.words.typical, 10, Anchor::start, kInk));
  f.drawing.shapes.push_back(drawn_text({kRight, y}, f.words.screening, 10, Anchor::end, kInk));
}

}  // namespace

Drawing plume_figure(const PlumeAnswer& answer, Language language) {
  TMFGEO_EXPECTS(answer.curve.has_value() && !answer.curve->time_s.empty());
  Figure f{answer, plume_figure_words(language), language, 3600, 1, {}, {}, shown_limits(answer), {kWidth, kHeight, {}, ""}};
  choose_units(f);
  choose_axes(f);
  draw_frame(f);
  draw_curve(f);
  draw_limits(f);
  draw_measured(f, answer.observed, f.words.measured);
  draw_measured(f, answer.compared, f.words.compared);
  draw_head(f);
  return std::move(f.drawing);
}

}  // namespace tmfgeo
