// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/valley_section.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tmfgeo {
namespace {

/// How far from the path the lowest cell is looked for, in cells to each side.
constexpr std::ptrdiff_t kThalwegSearch = 2;

/// A cell of the section and the length of the section in it; offsets from the path, left positive.
struct Piece {
  Cell cell;
  double ground_m = 0;
  double from_m = 0;
  double to_m = 0;
  double length_m() const { return to_m - from_m; }
  double middle_m() const { return (from_m + to_m) / 2; }
};

enum class RayEnd { limit, edge };

/// The pieces of a ray from a cell's centre, outwards; the first is the centre's own half. Two cells meet halfway between their
/// centres: a corner that the ray cuts would leave a piece of no width to hold the whole section.
RayEnd cast_ray(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell cell, Heading to, double half_width_m,
                std::vector<Piece>& out) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const std::ptrdiff_t column_step = to.east > 0 ? 1 : -1;
  const std::ptrdiff_t row_step = to.north > 0 ? -1 : 1;
  const double per_column_m = to.east == 0 ? kNever : sizes.width_m / std::abs(to.east);
  const double per_row_m = to.north == 0 ? kNever : sizes.height_m / std::abs(to.north);
  double next_column_m = per_column_m / 2;
  double next_row_m = per_row_m / 2;
  double from_m = 0;
  double centre_m = 0;
  while (from_m < half_width_m) {
    if (!elevation_m.frame().contains(cell) || !std::isfinite(elevation_m[cell])) return RayEnd::edge;
    const Cell here = cell;
    double next_centre_m = centre_m;
    const bool over_side = next_column_m <= next_row_m;
    const bool over_end = next_row_m <= next_column_m;
    if (over_side) {
      cell.column += column_step;
      next_column_m += per_column_m;
      next_centre_m += sizes.width_m * std::abs(to.east);
    }
    if (over_end) {
      cell.row += row_step;
      next_row_m += per_row_m;
      next_centre_m += sizes.height_m * std::abs(to.north);
    }
    const double to_m = (centre_m + next_centre_m) / 2;
    out.push_back({here, static_cast<double>(elevation_m[here]), from_m, to_m});
    from_m = to_m;
    centre_m = next_centre_m;
  }
  return RayEnd::limit;
}

/// The pieces from right to left.
struct Transect {
  std::vector<Piece> pieces;
  std::ptrdiff_t path = 0;  ///< which one the path crosses
  RayEnd right_end = RayEnd::limit;
  RayEnd left_end = RayEnd::limit;
};

Transect transect_across(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell path, Heading downstream, double half_width_m) {
  const Heading left{-downstream.north, downstream.east};
  Transect out;
  out.right_end = cast_ray(elevation_m, sizes, path, {-left.east, -left.north}, half_width_m, out.pieces);
  std::reverse(out.pieces.begin(), out.pieces.end());
  for (Piece& piece : out.pieces) piece = {piece.cell, piece.ground_m, -piece.to_m, -piece.from_m};
  out.path = static_cast<std::ptrdiff_t>(out.pieces.size()) - 1;
  std::vector<Piece> rest;
  out.left_end = cast_ray(elevation_m, sizes, path, left, half_width_m, rest);
  out.pieces.back().to_m = rest.front().to_m;
  out.pieces.insert(out.pieces.end(), rest.begin() + 1, rest.end());
  return out;
}

std::ptrdiff_t lowest_near_path(const Transect& transect) {
  const auto count = static_cast<std::ptrdiff_t>(transect.pieces.size());
  std::ptrdiff_t lowest = transect.path;
  for (std::ptrdiff_t away = 1; away <= kThalwegSearch; ++away) {
    for (const std::ptrdiff_t i : {transect.path + away, transect.path - away}) {
      if (i < 0 || i >= count) continue;
      if (transect.pieces[static_cast<std::size_t>(i)].ground_m < transect.pieces[static_cast<std::size_t>(lowest)].ground_m) lowest = i;
    }
  }
  return lowest;
}

/// Pieces under one level.
struct Pool {
  std::ptrdiff_t right = 0;
  std::ptrdiff_t left = 0;
  double level_m = 0;
  double width_m = 0;
  double lowest_m = 0;
};

/// Ground at or below a pool's level, from its next piece outwards.
struct Hollow {
  std::ptrdiff_t end = 0;     ///< the last of its pieces
  std::ptrdiff_t bottom = 0;  ///< where what comes in from the pool stays first
  bool is_closed = false;     ///< the ground rises again behind the bottom
  double holds_m2 = 0;        ///< up to the level
};

/// What is covered.
struct Filling {
  std::ptrdiff_t right = 0;
  std::ptrdiff_t left = 0;
  double level_m = 0;  ///< of the highest pool
  double depth_m = 0;  ///< of the deepest
};

/// Fills a section from one of its pieces. What overtops a crest goes on behind it.
class SectionFill {
 public:
  SectionFill(const Transect& transect, std::ptrdiff_t from, double area_m2)
      : pieces_(transect.pieces), last_(static_cast<std::ptrdiff_t>(transect.pieces.size()) - 1), pool_(pool_at(from)), missing_m2_(area_m2),
        covered_{.right = from, .left = from, .level_m = pool_.level_m, .depth_m = 0} {
    while (missing_m2_ > 0) {
      const std::ptrdiff_t next = next_piece();
      if (next >= 0 && piece(next).ground_m <= pool_.level_m) {
        overtop(next);
      } else {
        rise(next);
      }
    }
    close_pool();
  }

  const Filling& covered() const { return covered_; }

 private:
  const Piece& piece(std::ptrdiff_t i) const { return pieces_[static_cast<std::size_t>(i)]; }
  Pool pool_at(std::ptrdiff_t i) const { return {i, i, piece(i).ground_m, piece(i).length_m(), piece(i).ground_m}; }

  void cover(std::ptrdiff_t from, std::ptrdiff_t to) {
    covered_.right = std::min({covered_.right, from, to});
    covered_.left = std::max({covered_.left, from, to});
  }

  void close_pool() {
    cover(pool_.right, pool_.left);
    covered_.level_m = std::max(covered_.level_m, pool_.level_m);
    covered_.depth_m = std::max(covered_.depth_m, pool_.level_m - pool_.lowest_m);
  }

  /// The lower neighbour of the pool; -1 if there is none.
  std::ptrdiff_t next_piece() const {
    const std::ptrdiff_t out_left = pool_.left + 1;
    const std::ptrdiff_t out_right = pool_.right - 1;
    if (out_left > last_) return out_right >= first_ ? out_right : -1;
    if (out_right < first_) return out_left;
    const Piece& l = piece(out_left);
    const Piece& r = piece(out_right);
    if (l.ground_m != r.ground_m) return l.ground_m < r.ground_m ? out_left : out_right;
    return l.middle_m() <= -r.middle_m() ? out_left : out_right;
  }

  void rise(std::ptrdiff_t next) {
    const double needed_m = missing_m2_ / pool_.width_m;
    const bool reaches_next = next >= 0 && piece(next).ground_m - pool_.level_m < needed_m;
    if (!reaches_next) {
      pool_.level_m += needed_m;
      missing_m2_ = 0;
      return;
    }
    missing_m2_ -= (piece(next).ground_m - pool_.level_m) * pool_.width_m;
    pool_.level_m = piece(next).ground_m;
  }

  Hollow hollow_at(std::ptrdiff_t next) const {
    const std::ptrdiff_t out = next > pool_.left ? 1 : -1;
    Hollow hollow{.end = next, .bottom = next};
    for (std::ptrdiff_t i = next; i >= first_ && i <= last_ && piece(i).ground_m <= pool_.level_m; i += out) {
      hollow.end = i;
      hollow.holds_m2 += (pool_.level_m - piece(i).ground_m) * piece(i).length_m();
      hollow.is_closed = hollow.is_closed || piece(i).ground_m > piece(hollow.bottom).ground_m;
      if (!hollow.is_closed) hollow.bottom = i;
    }
    const std::ptrdiff_t behind = hollow.end + out;
    hollow.is_closed = hollow.is_closed || (behind >= first_ && behind <= last_);
    return hollow;
  }

  void overtop(std::ptrdiff_t next) {
    const Hollow hollow = hollow_at(next);
    if (hollow.holds_m2 <= missing_m2_) {
      join(next, hollow);
    } else if (hollow.is_closed) {
      close_pool();
      cover(next, hollow.bottom);
      (next > pool_.left ? first_ : last_) = next;
      pool_ = pool_at(hollow.bottom);
    } else {
      spread_out(next, hollow.end);
    }
  }

  /// The whole hollow comes under the pool's level.
  void join(std::ptrdiff_t next, const Hollow& hollow) {
    missing_m2_ -= hollow.holds_m2;
    const auto [from, to] = std::minmax(next, hollow.end);
    for (std::ptrdiff_t i = from; i <= to; ++i) {
      pool_.width_m += piece(i).length_m();
      pool_.lowest_m = std::min(pool_.lowest_m, piece(i).ground_m);
    }
    pool_.right = std::min(pool_.right, from);
    pool_.left = std::max(pool_.left, to);
  }

  /// Down a slope that nothing closes: piece by piece, none above the pool's level. Needs: it holds what is missing.
  void spread_out(std::ptrdiff_t next, std::ptrdiff_t end) {
    const std::ptrdiff_t out = next > pool_.left ? 1 : -1;
    for (std::ptrdiff_t i = next; i != end + out && missing_m2_ > 0; i += out) {
      const double taken_m2 = std::min(missing_m2_, (pool_.level_m - piece(i).ground_m) * piece(i).length_m());
      covered_.depth_m = std::max(covered_.depth_m, taken_m2 / piece(i).length_m());
      missing_m2_ -= taken_m2;
      cover(next, i);
    }
    missing_m2_ = 0;
  }

  const std::vector<Piece>& pieces_;
  // Between them the section is filled now: behind a crest not back over it.
  std::ptrdiff_t first_ = 0;
  std::ptrdiff_t last_;
  Pool pool_;
  double missing_m2_;
  Filling covered_;
};

}  // namespace

FilledSection fill_section(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell path, Heading downstream, double area_m2,
                           double half_width_m) {
  const Transect transect = transect_across(elevation_m, sizes, path, downstream, half_width_m);
  const std::ptrdiff_t lowest = lowest_near_path(transect);
  const Filling filled = SectionFill(transect, lowest, area_m2).covered();
  const Piece& rightmost = transect.pieces[static_cast<std::size_t>(filled.right)];
  const Piece& leftmost = transect.pieces[static_cast<std::size_t>(filled.left)];
  FilledSection out{.path = path, .lowest = transect.pieces[static_cast<std::size_t>(lowest)].cell, .downstream = downstream,
                    .level_m = filled.level_m, .depth_m = filled.depth_m, .left_m = leftmost.to_m,
                    .right_m = -rightmost.from_m, .width_m = leftmost.to_m - rightmost.from_m};
  const auto stopped_by = [&](RayEnd end) {
    return (filled.right == 0 && transect.right_end == end) ||
           (filled.left + 1 == static_cast<std::ptrdiff_t>(transect.pieces.size()) && transect.left_end == end);
  };
  out.meets_edge = stopped_by(RayEnd::edge);
  out.meets_limit = stopped_by(RayEnd::limit);
  return out;
}

}  // namespace tmfgeo
