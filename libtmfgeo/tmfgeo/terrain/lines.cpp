// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

namespace {

/// A point in cells: x counted from the western edge, y from the northern edge southwards.
Point in_cells(const GridFrame& frame, Point p) {
  return {(p.x - frame.west) / frame.cell_width, (frame.north - p.y) / frame.cell_height};
}

/// The fractions of a segment between which it lies in [low, high] on one axis, narrowed into [first, last].
void clip_axis(double from, double to, double low, double high, double& first, double& last) {
  if (from == to) {
    if (from < low || from > high) last = -1;
    return;
  }
  const double a = (low - from) / (to - from);
  const double b = (high - from) / (to - from);
  first = std::max(first, std::min(a, b));
  last = std::min(last, std::max(a, b));
}

/// How a segment meets the borders of cells along one axis.
struct AxisWalk {
  AxisWalk(double from_, double to_)
      : from(from_), length(to_ - from_), cell(std::floor(from_)), steps_left(std::abs(std::floor(to_) - cell)) {}

  /// Fraction of the segment at which it enters the next cell; computed anew each time, so that no error adds up.
  double next_border() const {
    if (steps_left == 0) return 2;
    return ((length > 0 ? cell + 1 : cell) - from) / length;
  }
  void step() {
    cell += length > 0 ? 1 : -1;
    --steps_left;
  }

  double from;
  double length;
  double cell;
  double steps_left;
};

class CellsOnLine {
 public:
  explicit CellsOnLine(const GridFrame& frame) : frame_(frame) {}

  /// Adds the cells of a segment given in cells. Clipped first to the frame and one cell around it: a line that runs
  /// far outside costs nothing.
  void add_segment(Point a, Point b) {
    double first = 0;
    double last = 1;
    const Point limit{static_cast<double>(frame_.columns) + 1, static_cast<double>(frame_.rows) + 1};
    clip_axis(a.x, b.x, -1, limit.x, first, last);
    clip_axis(a.y, b.y, -1, limit.y, first, last);
    if (first > last) return;
    // Rounding may carry the ends of an absurdly long segment far off again.
    const auto clipped = [&](double fraction) {
      const Point p = between(a, b, fraction);
      return Point{std::clamp(p.x, -1.0, limit.x), std::clamp(p.y, -1.0, limit.y)};
    };
    const Point from = first > 0 ? clipped(first) : a;
    const Point to = last < 1 ? clipped(last) : b;
    if (!is_finite(from) || !is_finite(to)) return;
    AxisWalk x(from.x, to.x);
    AxisWalk y(from.y, to.y);
    add(x, y);
    while (x.steps_left > 0 || y.steps_left > 0) {
      const double tx = x.next_border();
      const double ty = y.next_border();
      if (tx <= ty) x.step();
      if (ty <= tx) y.step();
      add(x, y);
    }
  }

  std::vector<Cell> take() { return std::move(cells_); }

 private:
  void add(const AxisWalk& x, const AxisWalk& y) {
    const Cell cell{static_cast<std::ptrdiff_t>(y.cell), static_cast<std::ptrdiff_t>(x.cell)};
    if (frame_.contains(cell) && (cells_.empty() || !(cells_.back() == cell))) cells_.push_back(cell);
  }

  const GridFrame& frame_;
  std::vector<Cell> cells_;
};

}  // namespace

std::vector<Cell> cells_on_line(const GridFrame& frame, std::span<const Point> line) {
  CellsOnLine cells(frame);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (is_finite(line[i]) && is_finite(line[i + 1])) {
      cells.add_segment(in_cells(frame, line[i]), in_cells(frame, line[i + 1]));
    }
  }
  return cells.take();
}

std::vector<std::int64_t> cells_on_lines(const GridFrame& frame, const std::vector<Geometry>& lines) {
  std::vector<std::int64_t> passed;
  for (const Geometry& line : lines) {
    if (line.kind != GeometryKind::line) continue;
    for (std::size_t part = 0; part < line.part_count(); ++part) {
      for (const Cell cell : cells_on_line(frame, line.part(part))) passed.push_back(frame.index(cell));
    }
  }
  std::sort(passed.begin(), passed.end());
  passed.erase(std::unique(passed.begin(), passed.end()), passed.end());
  return passed;
}

void burn_lines(Dem& dem, const std::vector<Geometry>& lines, double depth_m) {
  TMFGEO_EXPECTS(depth_m >= 0);
  for (const std::int64_t i : cells_on_lines(dem.elevation_m.frame(), lines)) {
    dem.elevation_m[static_cast<std::ptrdiff_t>(i)] -= static_cast<float>(depth_m);
  }
}

}  // namespace tmfgeo
