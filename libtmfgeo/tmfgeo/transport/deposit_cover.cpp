// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/deposit_cover.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNobody = -1;

/// A cell that a section may come to.
struct Claim {
  double distance_m = 0;
  std::int32_t section = 0;
  Cell cell;
  /// Nearest on top; the cell's place makes the order complete.
  bool operator<(const Claim& other) const {
    return std::tie(distance_m, section, cell.row, cell.column) > std::tie(other.distance_m, other.section, other.cell.row, other.cell.column);
  }
};

/// Part of the grid around the sections, with the section that owns each cell.
class Reach {
 public:
  Reach(const Grid<float>& elevation_m, const CellMetrics& metrics, std::span<const FilledSection> sections, double radius_m)
      : elevation_m_(elevation_m), metrics_(metrics), sections_(sections) {
    Cell low = sections.front().path;
    Cell high = low;
    for (const FilledSection& s : sections) {
      low = {std::min(low.row, s.path.row), std::min(low.column, s.path.column)};
      high = {std::max(high.row, s.path.row), std::max(high.column, s.path.column)};
    }
    const RowMetrics& sizes = metrics.row((low.row + high.row) / 2);
    const auto rows = static_cast<std::ptrdiff_t>(radius_m / sizes.height_m) + 2;
    const auto columns = static_cast<std::ptrdiff_t>(radius_m / sizes.width_m) + 2;
    first_ = {std::max<std::ptrdiff_t>(low.row - rows, 0), std::max<std::ptrdiff_t>(low.column - columns, 0)};
    rows_ = std::min(high.row + rows + 1, elevation_m.rows()) - first_.row;
    columns_ = std::min(high.column + columns + 1, elevation_m.columns()) - first_.column;
    owner_.assign(static_cast<std::size_t>(rows_ * columns_), kNobody);
  }

  void claim_all() {
    std::priority_queue<Claim> claims;
    for (std::size_t i = 0; i < sections_.size(); ++i) claims.push({0, static_cast<std::int32_t>(i), sections_[i].lowest});
    while (!claims.empty()) {
      const Claim claim = claims.top();
      claims.pop();
      std::int32_t& owner = owner_[position(claim.cell)];
      if (owner != kNobody) continue;
      owner = claim.section;
      for (D8 d = 0; d < 8; ++d) {
        const Cell next = neighbour(claim.cell, d);
        if (!holds(next) || owner_[position(next)] != kNobody || !is_covered(next, claim.section)) continue;
        claims.push({distance_m(sections_[static_cast<std::size_t>(claim.section)].lowest, next), claim.section, next});
      }
    }
  }

  /// Cells by the section that owns them.
  std::vector<std::vector<Cell>> by_section() const {
    std::vector<std::vector<Cell>> out(sections_.size());
    for (std::size_t i = 0; i < owner_.size(); ++i) {
      if (owner_[i] == kNobody) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      out[static_cast<std::size_t>(owner_[i])].push_back({first_.row + at / columns_, first_.column + at % columns_});
    }
    return out;
  }

 private:
  bool holds(Cell c) const {
    return c.row >= first_.row && c.row < first_.row + rows_ && c.column >= first_.column && c.column < first_.column + columns_;
  }
  std::size_t position(Cell c) const { return static_cast<std::size_t>((c.row - first_.row) * columns_ + c.column - first_.column); }

  Heading offset_m(Cell from, Cell to) const {
    const RowMetrics& sizes = metrics_.row(from.row);
    return {static_cast<double>(to.column - from.column) * sizes.width_m, -static_cast<double>(to.row - from.row) * sizes.height_m};
  }
  double distance_m(Cell from, Cell to) const {
    const Heading d = offset_m(from, to);
    return std::hypot(d.east, d.north);
  }

  /// NaN is covered by nothing.
  bool is_covered(Cell cell, std::int32_t number) const {
    const FilledSection& s = sections_[static_cast<std::size_t>(number)];
    if (!(static_cast<double>(elevation_m_[cell]) <= s.level_m)) return false;
    const Heading d = offset_m(s.path, cell);
    const double ahead_m = d.east * s.downstream.east + d.north * s.downstream.north;
    const double left_m = d.north * s.downstream.east - d.east * s.downstream.north;
    const RowMetrics& sizes = metrics_.row(s.path.row);
    const double half_cell_m = std::min(sizes.width_m, sizes.height_m) / 2;
    if (number == 0 && ahead_m < -half_cell_m) return false;
    if (number + 1 == static_cast<std::int32_t>(sections_.size()) && ahead_m > half_cell_m) return false;
    const double away_m = std::hypot(d.east, d.north);
    return left_m >= 0 ? away_m <= s.left_m && away_m >= -s.right_m - half_cell_m : away_m <= s.right_m && away_m >= -s.left_m - half_cell_m;
  }

  const Grid<float>& elevation_m_;
  const CellMetrics& metrics_;
  std::span<const FilledSection> sections_;
  Cell first_;
  std::ptrdiff_t rows_ = 0;
  std::ptrdiff_t columns_ = 0;
  std::vector<std::int32_t> owner_;
};

}  // namespace

Cover cover_along(const Grid<float>& elevation_m, const CellMetrics& metrics, std::span<const FilledSection> sections, double radius_m,
                  double area_m2) {
  TMFGEO_EXPECTS(!sections.empty());
  Reach reach(elevation_m, metrics, sections, radius_m);
  reach.claim_all();
  const std::vector<std::vector<Cell>> owned = reach.by_section();
  Cover out;
  for (; out.sections < sections.size() && !out.used_up; ++out.sections) {
    double section_m2 = 0;
    for (const Cell& cell : owned[out.sections]) section_m2 += metrics.row(cell.row).area_m2;
    // The last section is taken or left, whichever comes nearer to the area.
    out.used_up = out.area_m2 + section_m2 >= area_m2;
    if (out.used_up && out.sections > 0 && out.area_m2 + section_m2 - area_m2 > area_m2 - out.area_m2) break;
    out.area_m2 += section_m2;
    for (const Cell& cell : owned[out.sections]) {
      out.cells.push_back(elevation_m.frame().index(cell));
      out.max_depth_m = std::max(out.max_depth_m, sections[out.sections].level_m - static_cast<double>(elevation_m[cell]));
    }
  }
  std::sort(out.cells.begin(), out.cells.end());
  return out;
}

}  // namespace tmfgeo
