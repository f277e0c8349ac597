// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/valley.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {
namespace {

struct BedLine {
  double slope = 0;
  double drop_m = 0;
};

/// A straight line through elevations at distances, so that one wrong cell does not make the slope.
class LineFit {
 public:
  void add(double at_m, double elevation_m) {
    n_ += 1;
    sx_ += at_m;
    sz_ += elevation_m;
    sxx_ += at_m * at_m;
    sxz_ += at_m * elevation_m;
  }
  BedLine line(double length_m) const {
    const double spread = n_ * sxx_ - sx_ * sx_;
    if (!(spread > 0)) return {};
    const double slope = std::max(-(n_ * sxz_ - sx_ * sz_) / spread, 0.0);
    return {slope, slope * length_m};
  }

 private:
  double n_ = 0, sx_ = 0, sz_ = 0, sxx_ = 0, sxz_ = 0;
};

}  // namespace

ValleyFinder::ValleyFinder(const FlowField& flow, const Grid<float>& elevation_m, const Accumulation& accumulation, Area threshold)
    : direction_(flow.direction), elevation_m_(elevation_m), area_km2_(accumulation.area_km2), neighbours_(flow.direction.frame()),
      metrics_(flow.direction.frame()), threshold_km2_(in_square_kilometres(threshold)) {
  TMFGEO_EXPECTS(threshold > square_metres(0));
  TMFGEO_EXPECTS(elevation_m.size() == direction_.size() && area_km2_.size() == direction_.size());
}

/// First stream cell on the way down, kNoReceiver where there is none.
std::ptrdiff_t ValleyFinder::foot_of(std::ptrdiff_t cell) const {
  while (cell != kNoReceiver && !is_stream(cell)) cell = receiver(direction_, neighbours_, cell);
  return cell;
}

/// The stream cell with the largest area that drains here, kNoReceiver at a source.
std::ptrdiff_t ValleyFinder::main_donor(std::ptrdiff_t cell) const {
  std::ptrdiff_t donor = kNoReceiver;
  neighbours_(cell, [&](D8, std::ptrdiff_t n) {
    if (receiver(direction_, neighbours_, n) == cell && is_stream(n) && (donor == kNoReceiver || area_km2_[n] > area_km2_[donor])) donor = n;
  });
  return donor;
}

/// Length of a cell's own step.
double ValleyFinder::step_m(std::ptrdiff_t cell) const {
  const D8 d = direction_[cell];
  return is_step(d) ? metrics_.step_m(direction_.frame().cell(cell).row, d) : 0;
}

/// Cells of the stream about the foot, downstream, for half a stretch either way or until `go_on` refuses one.
template <class GoOn>
ValleyFinder::Cells ValleyFinder::stretch_about(std::ptrdiff_t foot, double stretch_m, GoOn go_on) const {
  Cells cells{foot};
  double length_m = 0;
  for (auto cell = main_donor(foot); cell != kNoReceiver && length_m < stretch_m / 2 && go_on(cell); cell = main_donor(cell)) {
    cells.push_back(cell);
    length_m += step_m(cell);
  }
  std::reverse(cells.begin(), cells.end());
  length_m = step_m(foot);
  for (auto cell = receiver(direction_, neighbours_, foot); cell != kNoReceiver && length_m < stretch_m / 2 && go_on(cell);
       cell = receiver(direction_, neighbours_, cell)) {
    cells.push_back(cell);
    length_m += step_m(cell);
  }
  return cells;
}

double ValleyFinder::bed_slope(std::ptrdiff_t foot, const ValleyOptions& options) const {
  for (double stretch_m = options.stretch_m;; stretch_m *= 2) {
    LineFit fit;
    double at_m = 0;
    for (const std::int64_t cell : stretch_about(foot, stretch_m, [](std::ptrdiff_t) { return true; })) {
      const auto z = static_cast<double>(elevation_m_[cell]);
      if (!std::isnan(z)) fit.add(at_m, z);
      at_m += step_m(cell);
    }
    const BedLine line = fit.line(at_m);
    if (line.drop_m >= options.least_drop_m || 2 * stretch_m > options.slope_stretch_m) return line.slope;
  }
}

/// Adds a cell with its height above the stream cell it drains to; false if it lies too high.
bool ValleyFinder::add_cell(std::ptrdiff_t cell, float bed_m, double highest_m, Valley& valley) const {
  const float height = elevation_m_[cell] - bed_m;
  if (!(static_cast<double>(height) <= highest_m)) return false;
  const std::ptrdiff_t next = receiver(direction_, neighbours_, cell);
  const double fall = next == kNoReceiver ? 0 : static_cast<double>(elevation_m_[cell] - elevation_m_[next]) / step_m(cell);
  valley.cells.push_back(cell);
  valley.hand_m.push_back(height);
  valley.slope.push_back(static_cast<float>(std::max(fall, 0.0)));
  valley.area_m2.push_back(static_cast<float>(metrics_.row(direction_.frame().cell(cell).row).area_m2));
  return true;
}

/// All ground that drains to the stretch over no other stream cell.
void ValleyFinder::add_ground(const Cells& bed, double highest_m, Valley& valley) const {
  std::vector<std::ptrdiff_t> open;
  for (const std::int64_t stream : bed) {
    const float bed_m = elevation_m_[stream];
    if (std::isnan(bed_m)) continue;
    open.assign(1, stream);
    while (!open.empty()) {
      const std::ptrdiff_t cell = open.back();
      open.pop_back();
      if (!add_cell(cell, bed_m, highest_m, valley)) continue;
      neighbours_(cell, [&](D8, std::ptrdiff_t n) {
        if (receiver(direction_, neighbours_, n) == cell && !is_stream(n)) open.push_back(n);
      });
    }
  }
}

std::optional<Valley> ValleyFinder::at(Cell start, const ValleyOptions& options) const {
  const GridFrame& frame = direction_.frame();
  TMFGEO_EXPECTS(frame.contains(start));
  TMFGEO_EXPECTS(options.stretch_m > 0 && options.area_ratio > 1 && options.highest_m > 0);
  if (direction_[start] == kD8NoData) return std::nullopt;
  const std::ptrdiff_t foot = foot_of(frame.index(start));
  if (foot == kNoReceiver || std::isnan(elevation_m_[foot]) || std::isnan(elevation_m_[start])) return std::nullopt;
  Valley valley;
  valley.foot = foot;
  valley.area_km2 = area_km2_[foot];
  valley.height_m = static_cast<double>(elevation_m_[start] - elevation_m_[foot]);
  neighbours_(frame.index(start), [&](D8, std::ptrdiff_t n) {
    const auto step = static_cast<double>(std::abs(elevation_m_[n] - elevation_m_[frame.index(start)]));
    if (step / 2 > valley.relief_m) valley.relief_m = step / 2;
  });
  const auto same_river = [&](std::ptrdiff_t cell) {
    return is_stream(cell) && area_km2_[cell] <= valley.area_km2 * options.area_ratio && area_km2_[cell] * options.area_ratio >= valley.area_km2;
  };
  const Cells bed = stretch_about(foot, options.stretch_m, same_river);
  for (const std::int64_t cell : bed) valley.length_m += step_m(cell);
  valley.bed_slope = bed_slope(foot, options);
  add_ground(bed, options.highest_m, valley);
  return valley;
}

}  // namespace tmfgeo
