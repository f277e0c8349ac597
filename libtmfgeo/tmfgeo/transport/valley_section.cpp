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

/// The pieces of a ray from a cell's centre, outwards; the first is the centre's own half.
RayEnd cast_ray(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell cell, Heading to, double half_width_m, std::vector<Piece>& out) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const std::ptrdiff_t column_step = to.east > 0 ? 1 : -1;
  const std::ptrdiff_t row_step = to.north > 0 ? -1 : 1;
  const double per_column_m = to.east == 0 ? kNever : sizes.width_m / std::abs(to.east);
  const double per_row_m = to.north == 0 ? kNever : sizes.height_m / std::abs(to.north);
  double next_column_m = per_column_m / 2;
  double next_row_m = per_row_m / 2;
  double from_m = 0;
  while (from_m < half_width_m) {
    if (!elevation_m.frame().contains(cell) || !std::isfinite(elevation_m[cell])) return RayEnd::edge;
    const double to_m = std::min(next_column_m, next_row_m);
    if (to_m > from_m) out.push_back({cell, static_cast<double>(elevation_m[cell]), from_m, to_m});
    from_m = to_m;
    if (next_column_m <= next_row_m) {
      cell.column += column_step;
      next_column_m += per_column_m;
    } else {
      cell.row += row_step;
      next_row_m += per_row_m;
    }
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

/// The pieces covered so far, and the level over them.
struct Filling {
  std::ptrdiff_t right = 0;
  std::ptrdiff_t left = 0;
  double level_m = 0;
  double width_m = 0;
  double area_m2 = 0;
};

/// The next piece to be covered: the lower neighbour; -1 if there is none.
std::ptrdiff_t next_piece(const Transect& transect, const Filling& filling) {
  const auto& pieces = transect.pieces;
  const std::ptrdiff_t left = filling.left + 1;
  const std::ptrdiff_t right = filling.right - 1;
  if (left >= static_cast<std::ptrdiff_t>(pieces.size())) return right;
  if (right < 0) return left;
  const Piece& l = pieces[static_cast<std::size_t>(left)];
  const Piece& r = pieces[static_cast<std::size_t>(right)];
  if (l.ground_m != r.ground_m) return l.ground_m < r.ground_m ? left : right;
  return l.middle_m() <= -r.middle_m() ? left : right;
}

Filling fill(const Transect& transect, std::ptrdiff_t from, double area_m2) {
  const Piece& lowest = transect.pieces[static_cast<std::size_t>(from)];
  Filling now{.right = from, .left = from, .level_m = lowest.ground_m, .width_m = lowest.length_m()};
  while (now.area_m2 < area_m2) {
    const std::ptrdiff_t next = next_piece(transect, now);
    const double ground_m = next < 0 ? std::numeric_limits<double>::infinity() : transect.pieces[static_cast<std::size_t>(next)].ground_m;
    const double rise_m = std::min(std::max(ground_m - now.level_m, 0.0), (area_m2 - now.area_m2) / now.width_m);
    now.area_m2 += rise_m * now.width_m;
    now.level_m += rise_m;
    if (ground_m > now.level_m || now.area_m2 >= area_m2) break;
    (next > now.left ? now.left : now.right) = next;
    const double length_m = transect.pieces[static_cast<std::size_t>(next)].length_m();
    now.area_m2 += (now.level_m - ground_m) * length_m;
    now.width_m += length_m;
  }
  return now;
}

}  // namespace

FilledSection fill_section(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell path, Heading downstream, double area_m2,
                           double half_width_m) {
  const Transect transect = transect_across(elevation_m, sizes, path, downstream, half_width_m);
  const std::ptrdiff_t lowest = lowest_near_path(transect);
  const Filling filled = fill(transect, lowest, area_m2);
  const Piece& rightmost = transect.pieces[static_cast<std::size_t>(filled.right)];
  const Piece& leftmost = transect.pieces[static_cast<std::size_t>(filled.left)];
  FilledSection out{.path = path, .lowest = transect.pieces[static_cast<std::size_t>(lowest)].cell, .downstream = downstream,
                    .level_m = filled.level_m, .left_m = leftmost.to_m, .right_m = -rightmost.from_m, .width_m = filled.width_m};
  const auto stopped_by = [&](RayEnd end) {
    return (filled.right == 0 && transect.right_end == end) ||
           (filled.left + 1 == static_cast<std::ptrdiff_t>(transect.pieces.size()) && transect.left_end == end);
  };
  out.meets_edge = stopped_by(RayEnd::edge);
  out.meets_limit = stopped_by(RayEnd::limit);
  return out;
}

}  // namespace tmfgeo
