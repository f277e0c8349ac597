// SPDX-License-Identifier: Apache-2.0
/// What stands on the figure of a plume: times in the release's own zone, and all that was measured.
#include "tmfgeo/output/plume_figure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/river_chain.h"

namespace tmfgeo {
namespace {

constexpr double kHour = 3600;
constexpr double kRight = 740;

/// A plume of two days from 20 h on, at one station.
PlumeAnswer answer_of(const std::string& start) {
  PlumeAnswer answer;
  answer.assessment.results.emplace_back().facility.id = "A";
  answer.assessment.transport.emplace();
  answer.assessment.transport->library = test::small_library();
  TransportSite& site = answer.assessment.transport->sites.emplace_back();
  site.release = test::slug_release(1e5, 1e5, kHour);
  site.release->start = start;
  site.receptors = {test::receptor_at("town", 1000)};
  site.arrivals.emplace_back();
  answer.substance = "cyanide";
  PlumeCurve& curve = answer.curve.emplace();
  for (int h = 20; h <= 68; ++h) {
    const double share = 1 - std::abs(h - 44) / 24.0;
    curve.time_s.push_back(h * kHour);
    curve.p10_ug_l.push_back(20 * share);
    curve.p50_ug_l.push_back(30 * share);
    curve.p90_ug_l.push_back(50 * share);
    curve.typical_ug_l.push_back(40 * share);
  }
  return answer;
}

bool has_text(const Drawing& drawing, const std::string& text) {
  return std::any_of(drawing.shapes.begin(), drawing.shapes.end(), [&](const Shape& s) { return s.kind == Shape::Kind::text && s.text == text; });
}

TEST(PlumeFigure, TellsTheClockOfTheReleasesOwnZoneAndNamesIt) {
  const Drawing east = plume_figure(answer_of("2000-01-30T22:00+02:00"), Language::en);
  EXPECT_TRUE(has_text(east, "UTC+2"));
  EXPECT_TRUE(has_text(east, "02-01 14:00")) << "40 hours later";
  EXPECT_TRUE(has_text(plume_figure(answer_of("2000-01-30T22:00-03:30"), Language::en), "UTC-3:30"));
  const Drawing utc = plume_figure(answer_of("2000-01-30T22:00Z"), Language::en);
  EXPECT_TRUE(has_text(utc, "UTC"));
  EXPECT_TRUE(has_text(utc, "02-01 14:00"));
  EXPECT_FALSE(has_text(plume_figure(answer_of(""), Language::en), "UTC")) << "no begin, no clock";
}

TEST(PlumeFigure, SaysByWhatItWasSetRight) {
  PlumeAnswer answer = answer_of("2000-01-30T22:00+02:00");
  const std::string alone = svg_text(plume_figure(answer, Language::en));
  EXPECT_EQ(alone.find("set right"), std::string::npos);
  answer.observed = {{"elsewhere", 43 * kHour, 32600}};
  const std::string set_right = svg_text(plume_figure(answer, Language::en));
  EXPECT_NE(set_right.find("set right by what was observed: elsewhere, 43 h, 32"), std::string::npos) << set_right;
  EXPECT_NE(svg_text(plume_figure(answer, Language::ru)).find("с учётом наблюдений: elsewhere, 43 ч"), std::string::npos);
  answer.assessment.issues = {make_issue("observation_unused", {"elsewhere", "", ""}, "--observed", "a"), make_issue("observation_unused", {"elsewhere", "", ""}, "--observed", "b")};
  EXPECT_EQ(svg_text(plume_figure(answer, Language::en)), alone) << "what moves nothing sets nothing right";
}

TEST(PlumeFigure, NamesAsManyObservationsAsItsWidthHolds) {
  PlumeAnswer answer = answer_of("");
  for (const char* name : {"Csenger", "Tivadar", "Zahony", "Szolnok", "Belgrade", "Orsova"}) answer.observed.push_back({name, 43.2 * kHour, 32600});
  const auto line_in = [&](Language language, const std::string& begin) {
    const Drawing drawing = plume_figure(answer, language);
    const auto found = std::find_if(drawing.shapes.begin(), drawing.shapes.end(), [&](const Shape& s) { return s.text.starts_with(begin); });
    return found == drawing.shapes.end() ? "none" : found->text;
  };
  const std::string english = line_in(Language::en, "set right by what was observed: Csenger, 43.2 h");
  EXPECT_TRUE(english.ends_with("; and 4 more")) << english;
  EXPECT_LE(static_cast<double>(english.size()) * 5.7, kRight - 78) << "letters of 10 points are not wider in the mean";
  const std::string russian = line_in(Language::ru, "с учётом наблюдений: Csenger, 43,2 ч");
  EXPECT_NE(russian.find("; и ещё "), std::string::npos) << russian;
  answer.observed.resize(2);
  EXPECT_EQ(line_in(Language::en, "set right").find("more"), std::string::npos);
  answer.observed.resize(1);
  answer.observed[0].station = std::string(300, 'x');
  EXPECT_NE(line_in(Language::en, "set right").find("xxx"), std::string::npos) << "one at the least";
}

TEST(PlumeFigure, SaysThatTheWaveCarriesThePlume) {
  PlumeAnswer answer = answer_of("");
  Arrival& arrival = answer.assessment.transport->sites[0].arrivals[0];
  arrival.discharge_m3_s = 10;
  arrival.first_s = {20 * kHour, 30 * kHour, 40 * kHour};
  arrival.wave.first_s = {1.5 * kHour, 3 * kHour, 60 * kHour};
  arrival.wave.peak_m3_s = {1, 11, 50};
  EXPECT_TRUE(has_text(plume_figure(answer, Language::en), "the flood wave carries the plume: its first water comes after 3.0 h (1.5 h to 40 h)"));
  EXPECT_TRUE(has_text(plume_figure(answer, Language::ru), "загрязнение несёт паводковая волна: первая вода с ним приходит через 3,0 ч (от 1,5 ч до 40 ч)"));
  arrival.wave.peak_m3_s.p50 = 9;
  EXPECT_TRUE(has_text(plume_figure(answer, Language::en), "the flood wave may carry the plume: its first water comes after 30 h (1.5 h to 40 h)"));
  arrival.wave.peak_m3_s.p90 = 10;
  EXPECT_EQ(svg_text(plume_figure(answer, Language::en)).find("flood wave"), std::string::npos);
}

TEST(PlumeFigure, WritesDaysAsItsReadersDo) {
  EXPECT_TRUE(has_text(plume_figure(answer_of("2000-01-30T22:00+02:00"), Language::ru), "01.02 14:00"));
}

TEST(PlumeFigure, IsWideEnoughForWhatWasMeasured) {
  for (const double h : {6.0, 110.0}) {
    PlumeAnswer answer = answer_of("");
    answer.compared = {{"town", h * kHour, std::nullopt}};
    const Drawing drawing = plume_figure(answer, Language::en);
    const auto line = std::find_if(drawing.shapes.begin(), drawing.shapes.end(), [](const Shape& s) {
      return s.kind == Shape::Kind::line && s.dashed && s.points.front().x == s.points.back().x;
    });
    ASSERT_NE(line, drawing.shapes.end()) << h;
    EXPECT_LT(line->points.front().x, kRight - 5) << h;
    EXPECT_GT(line->points.front().x, 78 + 5) << h;
  }
  PlumeAnswer elsewhere = answer_of("");
  const std::string alone = svg_text(plume_figure(elsewhere, Language::en));
  elsewhere.compared = {{"another", 500 * kHour, std::nullopt}};
  EXPECT_EQ(svg_text(plume_figure(elsewhere, Language::en)), alone);
}

TEST(PlumeFigure, HasABandToItsRightEdgeWhereTheCurveEndsAboveTheFloor) {
  PlumeAnswer answer = answer_of("");
  const std::size_t kept = answer.curve->time_s.size() - 12;
  for (auto* column : {&answer.curve->time_s, &answer.curve->p10_ug_l, &answer.curve->p50_ug_l, &answer.curve->p90_ug_l, &answer.curve->typical_ug_l}) column->resize(kept);
  const Drawing drawing = plume_figure(answer, Language::en);
  const auto band = std::find_if(drawing.shapes.begin(), drawing.shapes.end(), [](const Shape& s) { return s.kind == Shape::Kind::area && s.points.size() > 4; });
  ASSERT_NE(band, drawing.shapes.end());
  double right = 0;
  for (const Point& p : band->points) right = std::max(right, p.x);
  EXPECT_NEAR(right, kRight, 1e-6);
}

TEST(PlumeFigure, HasNoMinusZeroAtItsTicks) {
  PlumeAnswer answer = answer_of("");
  answer.compared = {{"town", 1, std::nullopt}};
  const Drawing drawing = plume_figure(answer, Language::en);
  EXPECT_TRUE(has_text(drawing, "0"));
  EXPECT_FALSE(has_text(drawing, "-0"));
}

}  // namespace
}  // namespace tmfgeo
