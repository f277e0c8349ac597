// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/breach_search.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>

namespace tmfgeo {

namespace {

constexpr std::ptrdiff_t kFirstRadius = 15;

float value(const GridView<float>& view, std::ptrdiff_t index) { return view.values[static_cast<std::size_t>(index)]; }

}  // namespace

PitSearch::PitSearch(const BreachWindow& window, const BreachRules& rules) : window_(window), rules_(rules) {
  for (D8 d = 0; d < 8; ++d) steps_in_window_[d] = kD8Steps[d].row * window.elevation_m.columns + kD8Steps[d].column;
}

void PitSearch::append_cuts(std::ptrdiff_t cell, std::vector<BreachCut>& cuts) {
  pit_index_ = cell;
  pit_m_ = value(window_.elevation_m, cell);
  std::ptrdiff_t radius = std::min(kFirstRadius, rules_.reach());
  open_block(radius);
  const auto on_enough_cells = [&](Answer (PitSearch::*search)()) {
    Answer answer = (this->*search)();
    for (; answer == Answer::needs_more_cells; answer = (this->*search)()) {
      radius = std::min(2 * radius + 1, rules_.reach());
      open_block(radius);
    }
    return answer == Answer::yes;
  };
  if (!is_single() && !on_enough_cells(&PitSearch::is_closed_plateau)) return;
  if (on_enough_cells(&PitSearch::find_way)) cut_back(cuts);
}

/// Makes the cells of the window up to `radius` around the pit the block of the next searches.
void PitSearch::open_block(std::ptrdiff_t radius) {
  const std::ptrdiff_t columns = window_.elevation_m.columns;
  const Cell pit{pit_index_ / columns, pit_index_ % columns};
  block_.row = std::max<std::ptrdiff_t>(pit.row - radius, 0);
  block_.column = std::max<std::ptrdiff_t>(pit.column - radius, 0);
  block_.rows = std::min(pit.row + radius + 1, window_.elevation_m.rows) - block_.row;
  block_.columns = std::min(pit.column + radius + 1, columns) - block_.column;
  pit_ = static_cast<std::int32_t>(block_.index(pit));
  for (D8 d = 0; d < 8; ++d) {
    steps_in_block_[d] = static_cast<std::int32_t>(kD8Steps[d].row * block_.columns + kD8Steps[d].column);
  }
  is_widest_ = radius == rules_.reach();
  const auto size = static_cast<std::size_t>(block_.size());
  if (labels_.size() < size) labels_.resize(size);
}

PitSearch::Place PitSearch::place(std::int32_t cell) const {
  const auto columns = static_cast<std::int32_t>(block_.columns);
  const std::int32_t row = cell / columns;
  const std::int32_t column = cell - row * columns;
  return {row, column, (block_.row + row) * window_.elevation_m.columns + block_.column + column};
}

/// The label of a cell, empty if an earlier search wrote it.
PitSearch::Label& PitSearch::label(std::int32_t cell) {
  Label& known = labels_[static_cast<std::size_t>(cell)];
  if (known.search != search_) known = Label{{}, search_, 0, false};
  return known;
}

bool PitSearch::is_end(std::ptrdiff_t index) const {
  const D8 outlet = window_.outlets.values[static_cast<std::size_t>(index)];
  return outlet == kD8Outlet || outlet == kD8Terminal;
}

/// Calls visit(direction, cell in the block, index in the window, elevation) for the neighbours that have an elevation.
/// What lies outside the window or the widest block is not there. False if a wider block has more neighbours.
template <class Visit>
bool PitSearch::visit_neighbours(std::int32_t cell, const Visit& visit) const {
  const Place at = place(cell);
  const bool inside = at.row > 0 && at.column > 0 && at.row < block_.rows - 1 && at.column < block_.columns - 1;
  for (D8 d = 0; d < 8; ++d) {
    if (!inside) {
      const Cell next = neighbour({block_.row + at.row, block_.column + at.column}, d);
      if (next.row < 0 || next.column < 0 || next.row >= window_.elevation_m.rows ||
          next.column >= window_.elevation_m.columns) {
        continue;
      }
      if (!block_.contains(next)) {
        if (is_widest_) continue;
        return false;
      }
    }
    const std::ptrdiff_t index = at.index + steps_in_window_[d];
    const float z = value(window_.elevation_m, index);
    if (std::isfinite(z)) visit(d, cell + steps_in_block_[d], index, z);
  }
  return true;
}

/// Whether no neighbour is as high as the pit. A block holds the pit's neighbours.
bool PitSearch::is_single() const {
  bool single = true;
  visit_neighbours(pit_, [&](D8, std::int32_t, std::ptrdiff_t, float z) { single = single && z != pit_m_; });
  return single;
}

/// Whether the pit is the first cell of a closed plateau that stays within reach.
PitSearch::Answer PitSearch::is_closed_plateau() {
  ++search_;
  label(pit_).settled = true;
  stack_.assign(1, pit_);
  const Place pit = place(pit_);
  bool closed = true;
  while (!stack_.empty()) {
    // The latest first, which goes north where it can: a cell before the first one shows soon.
    const std::int32_t cell = stack_.back();
    stack_.pop_back();
    const bool complete = visit_neighbours(cell, [&](D8, std::int32_t next, std::ptrdiff_t index, float z) {
      if (z < pit_m_) closed = false;
      if (z != pit_m_ || label(next).settled) return;
      label(next).settled = true;
      const Place at = place(next);
      if (next < pit_ || is_end(index) ||
          std::max(std::abs(at.row - pit.row), std::abs(at.column - pit.column)) >= rules_.reach()) {
        closed = false;
      }
      stack_.push_back(next);
    });
    if (!closed) return Answer::no;
    if (!complete) return Answer::needs_more_cells;
  }
  return Answer::yes;
}

/// Cheapest ways from the pit outwards until the first end is settled: end_.
PitSearch::Answer PitSearch::find_way() {
  ++search_;
  end_ = {};
  front_.assign(1, {0, 0, pit_});
  while (!front_.empty()) {
    const Key from = front_.front();
    std::pop_heap(front_.begin(), front_.end(), std::greater<>());
    front_.pop_back();
    Label& known = label(from.cell());
    if (known.settled) continue;
    known.settled = true;
    if (!(end_ > from)) return Answer::yes;
    if (!spread(from)) return Answer::needs_more_cells;
  }
  return Answer::no;
}

/// Takes the neighbours of a settled cell into the front. False if the block does not hold them all.
bool PitSearch::spread(const Key& from) {
  const std::ptrdiff_t row = window_.first_row + block_.row + from.cell() / static_cast<std::int32_t>(block_.columns);
  const StepsMm& steps_mm = rules_.steps_mm(row);
  const double from_cost_m = from.cost_m();
  const std::int64_t from_length_mm = from.length_mm();
  return visit_neighbours(from.cell(), [&](D8 direction, std::int32_t cell, std::ptrdiff_t index, float z) {
    Label& known = label(cell);
    if (known.settled) return;
    const double cut_m = z > pit_m_ ? static_cast<double>(z) - static_cast<double>(pit_m_) : 0;
    const std::int64_t length_mm = from_length_mm + steps_mm[direction];
    const Key to(from_cost_m + cut_m, length_mm, cell);
    if (cut_m > rules_.depth_m() || length_mm > rules_.length_mm() || to > end_ || !(known.key > to)) return;
    known.key = to;
    known.direction = direction;
    if (z < pit_m_ || is_end(index)) end_ = to;
    front_.push_back(to);
    std::push_heap(front_.begin(), front_.end(), std::greater<>());
  });
}

/// From the end back to the pit.
void PitSearch::cut_back(std::vector<BreachCut>& cuts) const {
  for (std::int32_t cell = end_.cell(); cell != pit_;) {
    const std::ptrdiff_t index = place(cell).index;
    if (value(window_.elevation_m, index) > pit_m_) cuts.push_back({index, pit_m_});
    cell -= steps_in_block_[labels_[static_cast<std::size_t>(cell)].direction];
  }
}

}  // namespace tmfgeo
