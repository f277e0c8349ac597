// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/line_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <tuple>

#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Segments of many lengths around 74 E, 42 N; some share an owner.
std::vector<LineSegment> random_segments(std::mt19937& dice, int count) {
  std::uniform_real_distribution<double> place(0, 1);
  std::uniform_real_distribution<double> step(-0.05, 0.05);
  std::vector<LineSegment> segments;
  for (int i = 0; i < count; ++i) {
    const Point a{74 + place(dice), 42 + place(dice)};
    const Point b = i % 17 == 0 ? a : Point{a.x + step(dice), a.y + step(dice)};
    segments.push_back({a, b, i / 3, i % 3});
  }
  return segments;
}

/// Distance in metres from a point to a segment, in the flat view around the point, by its definition.
double plain_distance_m(const LineSegment& s, Point p) {
  const LocalScale scale = local_scale(p.y);
  const auto flat = [&](Point q) { return Point{(q.x - p.x) * scale.x_m, (q.y - p.y) * scale.y_m}; };
  const Point a = flat(s.a);
  const Point b = flat(s.b);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length == 0) return std::hypot(a.x, a.y);
  const double along = -(a.x * (b.x - a.x) + a.y * (b.y - a.y)) / length;
  if (along <= 0) return std::hypot(a.x, a.y);
  if (along >= length) return std::hypot(b.x, b.y);
  return std::abs(a.x * b.y - a.y * b.x) / length;
}

class LineIndexTwin : public testing::TestWithParam<std::uint32_t> {
 protected:
  std::mt19937 dice_{GetParam()};
  std::vector<LineSegment> segments_ = random_segments(dice_, 600);
  LineIndex index_{segments_};
  std::uniform_real_distribution<double> place_{-0.1, 1.1};
  Point point() { return {74 + place_(dice_), 42 + place_(dice_)}; }
};

TEST_P(LineIndexTwin, NearestAgreesWithLookingAtEverySegment) {
  for (int i = 0; i < 300; ++i) {
    const Point p = point();
    const double within_m = std::exp(std::uniform_real_distribution<double>(3, 11)(dice_));
    double best_m = within_m;
    bool found = false;
    for (const LineSegment& s : segments_) {
      const double d = plain_distance_m(s, p);
      found = found || d <= within_m;
      best_m = std::min(best_m, d);
    }
    const auto nearest = index_.nearest(p, within_m);
    ASSERT_EQ(nearest.has_value(), found) << p.x << " " << p.y << " within " << within_m;
    if (!nearest) continue;
    EXPECT_NEAR(nearest->distance_m, best_m, 1e-6);
    const LineSegment& s = segments_[nearest->segment];
    EXPECT_EQ(nearest->point, between(s.a, s.b, nearest->t));
    EXPECT_NEAR(near_distance_m(p, nearest->point), best_m, 1e-2 * best_m + 1e-6);
  }
}

TEST_P(LineIndexTwin, NearestByOwnerAgreesWithLookingAtEverySegment) {
  for (int i = 0; i < 100; ++i) {
    const Point p = point();
    std::map<std::int64_t, double> expected;
    for (const LineSegment& s : segments_) {
      const double d = plain_distance_m(s, p);
      if (d > 8000) continue;
      const auto [at, is_new] = expected.emplace(s.owner, d);
      if (!is_new) at->second = std::min(at->second, d);
    }
    const auto places = index_.nearest_by_owner(p, 8000);
    ASSERT_EQ(places.size(), expected.size());
    for (std::size_t k = 0; k < places.size(); ++k) {
      EXPECT_NEAR(places[k].distance_m, expected.at(segments_[places[k].segment].owner), 1e-6);
      EXPECT_LE(places[k > 0 ? k - 1 : 0].distance_m, places[k].distance_m);
    }
  }
}

TEST_P(LineIndexTwin, CrossingsAgreeWithSolvingForEverySegment) {
  for (int i = 0; i < 200; ++i) {
    const Point a = point();
    const Point b = point();
    std::vector<std::size_t> expected;
    for (std::size_t k = 0; k < segments_.size(); ++k) {
      const auto side = [](Point u, Point v, Point w) { return (v.x - u.x) * (w.y - u.y) - (v.y - u.y) * (w.x - u.x); };
      const LineSegment& s = segments_[k];
      if (side(a, b, s.a) * side(a, b, s.b) < 0 && side(s.a, s.b, a) * side(s.a, s.b, b) < 0) expected.push_back(k);
    }
    std::vector<std::size_t> found;
    double before = 0;
    for (const CrossPlace& c : index_.crossings(a, b)) {
      found.push_back(c.segment);
      EXPECT_LE(before, c.t);
      before = c.t;
      EXPECT_LT(plain_distance_m(segments_[c.segment], between(a, b, c.t)), 1e-3);
    }
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected);
  }
}

TEST_P(LineIndexTwin, WithinAgreesWithEveryBox) {
  for (int i = 0; i < 200; ++i) {
    Box box;
    box.add(point());
    box.add(point());
    std::vector<std::size_t> expected;
    for (std::size_t k = 0; k < segments_.size(); ++k) {
      Box own;
      own.add(segments_[k].a);
      own.add(segments_[k].b);
      if (own.overlaps(box)) expected.push_back(k);
    }
    EXPECT_EQ(index_.within(box), expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, LineIndexTwin, testing::Values(11U, 12U, 13U));

TEST(LineIndex, ThatIsEmptyAnswersNothing) {
  for (const LineIndex& index : {LineIndex(), LineIndex(std::vector<LineSegment>{})}) {
    EXPECT_TRUE(index.segments().empty());
    EXPECT_FALSE(index.nearest({0, 0}, 1e6));
    EXPECT_FALSE(index.nearest({0, 0}, std::numeric_limits<double>::infinity()));
    EXPECT_THAT(index.nearest_by_owner({0, 0}, 1e6), IsEmpty());
    EXPECT_THAT(index.crossings({0, 0}, {1, 1}), IsEmpty());
    EXPECT_THAT(index.within({0, 0, 1, 1}), IsEmpty());
  }
}

TEST(LineIndex, TiesGoToTheSmallerOwnerThenPart) {
  const Point a{10, 45};
  const LineIndex index({{a, {10, 45.1}, 7, 0}, {a, {10.1, 45}, 3, 5}, {a, {9.9, 45}, 3, 2}, {a, {10, 44.9}, 9, 0}});
  const auto nearest = index.nearest(a, 10);
  ASSERT_TRUE(nearest);
  EXPECT_EQ(nearest->segment, 2U);
  const auto places = index.nearest_by_owner(a, 10);
  ASSERT_THAT(places, SizeIs(3));
  EXPECT_EQ(places[0].segment, 2U);
  EXPECT_EQ(places[1].segment, 0U);
  EXPECT_EQ(places[2].segment, 3U);
}

TEST(LineIndex, LeavesOutSegmentsAndQuestionsThatAreNoNumbers) {
  const LineIndex index({{{NAN, 0}, {1, 1}, 0, 0}, {{0, 0}, {0, 1}, 1, 0}});
  EXPECT_EQ(index.segments().size(), 2U);
  EXPECT_EQ(index.nearest({0.001, 0.5}, 1e6)->segment, 1U);
  EXPECT_THAT(index.crossings({-1, 0.5}, {1, 0.5}), SizeIs(1));
  EXPECT_FALSE(index.nearest({NAN, 0.5}, 1e6));
  EXPECT_THAT(index.crossings({NAN, 0.5}, {1, 0.5}), IsEmpty());
}

TEST(LineIndexNearest, WithinZeroFindsOnlyWhatIsHit) {
  const LineIndex index({{{0, 0}, {0, 1}, 1, 0}});
  EXPECT_TRUE(index.nearest({0, 0.5}, 0));
  EXPECT_FALSE(index.nearest({1e-6, 0.5}, 0));
}

std::vector<double> fractions(const std::vector<CrossPlace>& places) {
  std::vector<double> t;
  for (const CrossPlace& p : places) t.push_back(p.t);
  return t;
}

TEST(LineIndexCrossings, CountTouchesAtEnds) {
  const LineIndex index({{{1, -1}, {1, 1}, 0, 0}});
  EXPECT_THAT(fractions(index.crossings({0, 0}, {1, 0})), ElementsAre(1.0));
  EXPECT_THAT(fractions(index.crossings({1, 0}, {2, 0})), ElementsAre(0.0));
  EXPECT_THAT(fractions(index.crossings({0, 1}, {2, 1})), ElementsAre(0.5));
  EXPECT_THAT(index.crossings({0, 1.001}, {2, 1.001}), IsEmpty());
}

TEST(LineIndexCrossings, OfAnOverlapAreItsEnds) {
  const LineIndex index({{{1, 0}, {2, 0}, 0, 0}});
  EXPECT_THAT(fractions(index.crossings({0, 0}, {4, 0})), ElementsAre(0.25, 0.5));
  EXPECT_THAT(fractions(index.crossings({4, 0}, {0, 0})), ElementsAre(0.5, 0.75));
  EXPECT_THAT(fractions(index.crossings({1.25, 0}, {1.75, 0})), ElementsAre(0.0, 1.0)) << "the segment lies inside";
  EXPECT_THAT(fractions(index.crossings({1.5, 0}, {2.5, 0})), ElementsAre(0.0, 0.5));
  EXPECT_THAT(index.crossings({0, 0}, {0.5, 0}), IsEmpty()) << "on one line, apart";
  EXPECT_THAT(index.crossings({0, 0.1}, {4, 0.1}), IsEmpty()) << "parallel";
  EXPECT_THAT(index.crossings({1.5, 0}, {1.5, 0}), IsEmpty()) << "a way without length meets nothing";
}

TEST(LineIndexCrossings, NeverSlipThroughASharedEnd) {
  // A fan of two-segment chains whose joint lies on the way: rounding must not open a gap at the joint.
  std::mt19937 dice(5);
  std::uniform_real_distribution<double> turn(0, 1);
  for (int i = 0; i < 20000; ++i) {
    const Point a{20 + turn(dice), 45 + turn(dice)};
    const Point b{20 + turn(dice), 45 + turn(dice)};
    const Point joint = between(a, b, turn(dice));
    const Point across{-(b.y - a.y), b.x - a.x};
    const Point left{joint.x + across.x * turn(dice) + 0.1 * turn(dice) * (b.x - a.x), joint.y + across.y};
    const Point right{joint.x - across.x, joint.y - across.y * turn(dice)};
    const auto side = [&](Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
    if (side(left) * side(right) >= 0) continue;
    const LineIndex index({{left, joint, 0, 0}, {joint, right, 0, 1}});
    EXPECT_FALSE(index.crossings(a, b).empty()) << i;
    EXPECT_FALSE(index.crossings(a, joint).empty() && index.crossings(joint, b).empty()) << i;
  }
}

}  // namespace
}  // namespace tmfgeo
