// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/polygon_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <thread>

namespace tmfgeo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Polyline square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}
Geometry block(double x, double y, double size) { return polygon_geometry({square(x, y, size)}); }

double flat_area(const Geometry& g) {
  double total = 0;
  for (std::size_t i = 0; i < g.polygon_count(); ++i) {
    const auto [first, last] = g.polygon_parts(i);
    for (std::size_t part = first; part < last; ++part) {
      double twice = 0;
      const auto ring = g.part(part);
      for (std::size_t k = 1; k < ring.size(); ++k) twice += ring[k - 1].x * ring[k].y - ring[k].x * ring[k - 1].y;
      total += (part == first ? 1 : -1) * std::abs(twice) / 2;
    }
  }
  return total;
}

TEST(PolygonIndex, FindsEveryPolygonThatHoldsAPoint) {
  const PolygonIndex index({block(0, 0, 2), Geometry{}, block(1, 1, 2), block(5, 5, 1)});
  EXPECT_EQ(index.size(), 4U);
  EXPECT_THAT(index.containing({0.5, 0.5}), ElementsAre(0));
  EXPECT_THAT(index.containing({1.5, 1.5}), ElementsAre(0, 2));
  EXPECT_THAT(index.containing({4, 4}), IsEmpty());
  EXPECT_THAT(index.containing({5.5, 5.5}), ElementsAre(3));
  EXPECT_THAT(index.containing({NAN, 1}), IsEmpty());
  EXPECT_EQ(index.polygon(3), block(5, 5, 1));
}

TEST(PolygonIndex, GivesEdgesAndCornersToAllWhoShareThem) {
  const PolygonIndex index({block(0, 0, 1), block(1, 0, 1)});
  EXPECT_THAT(index.containing({1, 0.5}), ElementsAre(0, 1));
  EXPECT_THAT(index.containing({1, 1}), ElementsAre(0, 1));
  EXPECT_THAT(index.containing({0, 0}), ElementsAre(0));
}

TEST(PolygonIndex, LeavesHolesOutButTheirEdgeIn) {
  Geometry ring = polygon_geometry({square(0, 0, 10), square(4, 4, 2)});
  append(ring, block(20, 0, 1));
  const PolygonIndex index({ring});
  EXPECT_THAT(index.containing({5, 5}), IsEmpty());
  EXPECT_THAT(index.containing({4, 5}), ElementsAre(0));
  EXPECT_THAT(index.containing({1, 1}), ElementsAre(0));
  EXPECT_THAT(index.containing({20.5, 0.5}), ElementsAre(0)) << "the second polygon of the same country";
}

TEST(PolygonIndex, IndexesEdgesByTheirPolygon) {
  const PolygonIndex index({block(0, 0, 1), polygon_geometry({square(2, 0, 3), square(3, 1, 1)})});
  EXPECT_THAT(index.edges().segments(), SizeIs(4 + 8));
  const auto near = index.edges().nearest_by_owner({1.5, 0.5}, 1e5);
  ASSERT_THAT(near, SizeIs(2));
  EXPECT_EQ(index.edges().segments()[near[0].segment].owner, 0);
  EXPECT_EQ(index.edges().segments()[near[1].segment].owner, 1);
}

TEST(PolygonIndex, LosesOnlyTheBrokenPartOfAMultipolygon) {
  Geometry g = block(0, 0, 1);
  append(g, polygon_geometry({{{5, 5}, {6, 6}, {5, 5}}}));
  append(g, block(10, 0, 1));
  const PolygonIndex index({g});
  EXPECT_THAT(index.containing({0.5, 0.5}), ElementsAre(0));
  EXPECT_THAT(index.containing({10.5, 0.5}), ElementsAre(0));
}

TEST(PolygonIndex, ThatIsEmptyContainsNothing) {
  EXPECT_THAT(PolygonIndex().containing({0, 0}), IsEmpty());
  EXPECT_EQ(PolygonIndex().size(), 0U);
  EXPECT_TRUE(PolygonIndex().edges().segments().empty());
}

TEST(PolygonIndex, AgreesWithCountingEdgesToTheRight) {
  for (const std::uint32_t seed : {3U, 4U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    Polyline star;
    for (int i = 0; i < 60; ++i) {
      const double angle = i * 2 * 3.14159265358979 / 60;
      const double radius = 0.2 + unit(dice);
      star.push_back({20 + radius * std::cos(angle), 45 + radius * std::sin(angle)});
    }
    star.push_back(star.front());
    const PolygonIndex index({polygon_geometry({star})});
    for (int i = 0; i < 2000; ++i) {
      const Point p{18.8 + 2.4 * unit(dice), 43.8 + 2.4 * unit(dice)};
      bool inside = false;
      for (std::size_t k = 1; k < star.size(); ++k) {
        const Point a = star[k - 1];
        const Point b = star[k];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
      }
      EXPECT_EQ(!index.containing(p).empty(), inside) << p.x << " " << p.y;
    }
  }
}

TEST(PolygonIndex, AnswersSeveralThreadsAtOnce) {
  const PolygonIndex index({block(0, 0, 1), block(1, 0, 1)});
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t n = 0; n < wrong.size(); ++n) {
    threads.emplace_back([&, n] {
      for (int i = 0; i < 500; ++i) {
        const double x = (i % 19 + 0.5) / 10;
        wrong[n] += index.containing({x, 0.5}) != std::vector<std::size_t>{x < 1 ? 0U : 1U};
      }
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_THAT(wrong, ElementsAre(0, 0, 0, 0));
}

const Geometry kBowTie = polygon_geometry({{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}});

TEST(InvalidReason, NamesWhatIsWrong) {
  EXPECT_EQ(invalid_reason(block(0, 0, 1)), "");
  EXPECT_THAT(invalid_reason(kBowTie), HasSubstr("Self-intersection"));
  EXPECT_THAT(invalid_reason(polygon_geometry({{{0, 0}, {1, 1}, {0, 0}}})), HasSubstr("fewer than four points"));
  EXPECT_THAT(invalid_reason(polygon_geometry({{{0, 0}, {1, 0}, {1, 1}, {0, 1}}})), HasSubstr("not closed"));
  EXPECT_THAT(invalid_reason(polygon_geometry({{{0, 0}, {NAN, 0}, {1, 1}, {0, 0}}})), HasSubstr("Invalid"));
  EXPECT_THAT(invalid_reason(polygon_geometry({square(0, 0, 1), square(5, 5, 1)})), HasSubstr("Hole lies outside"));
  EXPECT_NE(invalid_reason(Geometry{}), "");
  Geometry one_broken = block(0, 0, 1);
  append(one_broken, polygon_geometry({{{5, 5}, {6, 6}, {5, 5}}}));
  EXPECT_THAT(invalid_reason(one_broken), HasSubstr("fewer than four points"));
}

TEST(MadeValid, SplitsABowTieAndKeepsBothWings) {
  const Geometry mended = made_valid(kBowTie);
  EXPECT_EQ(invalid_reason(mended), "");
  EXPECT_EQ(mended.polygon_count(), 2U);
  EXPECT_NEAR(flat_area(mended), 2, 1e-12);
}

TEST(MadeValid, KeepsGroundThatTwoPartsHold) {
  Geometry twice = block(0, 0, 2);
  append(twice, block(1, 1, 2));
  const Geometry mended = made_valid(twice);
  EXPECT_EQ(invalid_reason(mended), "");
  EXPECT_NEAR(flat_area(mended), 7, 1e-12);
  EXPECT_THAT(PolygonIndex({mended}).containing({1.5, 1.5}), ElementsAre(0));
}

TEST(MadeValid, JoinsPartsThatShareAnEdge) {
  Geometry neighbours = block(0, 0, 1);
  append(neighbours, block(1, 0, 1));
  const Geometry mended = made_valid(neighbours);
  EXPECT_EQ(invalid_reason(mended), "");
  EXPECT_EQ(mended.polygon_count(), 1U);
  EXPECT_NEAR(flat_area(mended), 2, 1e-12);
}

TEST(MadeValid, DropsWhatHasNoArea) {
  EXPECT_EQ(made_valid(polygon_geometry({{{0, 0}, {1, 1}, {2, 2}, {0, 0}}})).part_count(), 0U);
  EXPECT_EQ(made_valid(polygon_geometry({{{0, 0}, {1, 1}, {0, 0}}})).part_count(), 0U);
  EXPECT_EQ(made_valid(Geometry{}).part_count(), 0U);
  EXPECT_EQ(made_valid(polygon_geometry({{{0, 0}, {NAN, 0}, {1, 1}, {0, 0}}})).part_count(), 0U);
  const Geometry with_hole = polygon_geometry({square(0, 0, 4), square(1, 1, 2)});
  EXPECT_NEAR(flat_area(made_valid(with_hole)), 12, 1e-12) << "what is valid stays";
}

TEST(Clipped, KeepsWhatIsInTheBox) {
  EXPECT_NEAR(flat_area(clipped(block(0, 0, 2), {1, 1, 5, 5})), 1, 1e-12);
  EXPECT_NEAR(flat_area(clipped(polygon_geometry({square(0, 0, 4), square(1, 1, 2)}), {0, 0, 2, 2})), 3, 1e-12);
  EXPECT_EQ(clipped(block(0, 0, 1), {5, 5, 6, 6}).part_count(), 0U);
  EXPECT_EQ(clipped(Geometry{}, {0, 0, 1, 1}).part_count(), 0U);
}

TEST(Intersection, IsTheGroundBothHold) {
  EXPECT_NEAR(flat_area(intersection(block(0, 0, 2), block(1, 1, 2))), 1, 1e-12);
  EXPECT_EQ(intersection(block(0, 0, 1), block(1, 0, 1)).part_count(), 0U) << "only an edge in common";
  EXPECT_EQ(intersection(block(0, 0, 1), Geometry{}).part_count(), 0U);
}

TEST(EnclosedFaces, AreMadeByLinesTogether) {
  // A frame with a line across: two faces; a loose end adds none.
  const std::vector<Polyline> lines{square(0, 0, 2), {{-1, 1}, {3, 1}}, {{0.5, 0.5}, {0.6, 0.6}}, {{5, 5}}, {}};
  const auto faces = enclosed_faces(lines);
  ASSERT_THAT(faces, SizeIs(2));
  EXPECT_NEAR(flat_area(faces[0]), 2, 1e-12);
  EXPECT_NEAR(flat_area(faces[1]), 2, 1e-12);
}

TEST(EnclosedFaces, OfARingInARingAreTheRingAndItsHole) {
  const auto faces = enclosed_faces({square(0, 0, 4), square(1, 1, 2)});
  ASSERT_THAT(faces, SizeIs(2));
  EXPECT_NEAR(flat_area(faces[0]) + flat_area(faces[1]), 16, 1e-12);
}

TEST(EnclosedFaces, DoNotMindLinesThatAreNoNumbersOrEncloseNothing) {
  EXPECT_THAT(enclosed_faces({square(0, 0, 1), {{NAN, 0}, {1, 1}}}), SizeIs(1));
  EXPECT_THAT(enclosed_faces({}), IsEmpty());
  EXPECT_THAT(enclosed_faces({{{0, 0}, {1, 1}}}), IsEmpty());
}

using PolygonIndexDeathTest = testing::Test;
TEST_F(PolygonIndexDeathTest, NeedsPolygons) {
  EXPECT_DEATH(PolygonIndex({line_geometry({{0, 0}, {1, 1}})}), "kind");
  EXPECT_DEATH(PolygonIndex().polygon(0), "size");
}

}  // namespace
}  // namespace tmfgeo
