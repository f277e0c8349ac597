// SPDX-License-Identifier: Apache-2.0
/// The search from one pit: its plateau, and its cheapest way to lower ground. What both mean is said in breach.h.
#pragma once

#include <bit>

#include "tmfgeo/terrain/breach.h"

namespace tmfgeo {

/// Searches from the pits of one window, one after the other, in the same memory. A search looks at a small block of
/// cells around the pit first, since most pits find lower ground there, and starts again on a larger one where that was
/// not enough; the answer is that of the largest block.
class PitSearch {
 public:
  /// Keeps references to both.
  PitSearch(const BreachWindow& window, const BreachRules& rules);

  /// Appends the cuts that drain a cell without a lower neighbour; none if it is no pit or there is no way.
  /// Needs: the cell is finite and neither outlet nor terminal sink; reach() > 0.
  void append_cuts(std::ptrdiff_t cell, std::vector<BreachCut>& cuts);

 private:
  /// What ways are ordered by: cost, then length, then the cell of the block they come to. Bits instead of numbers, as a
  /// search compares little else: those of a cost that is not negative are ordered as the costs are.
  struct Key {
    static constexpr int kCellBits = 27;  ///< a block has (2 · 4096 + 1)² cells at most

    Key() = default;
    Key(double cost_m, std::int64_t length_mm, std::int32_t cell)
        : cost(std::bit_cast<std::uint64_t>(cost_m)),
          length_and_cell(static_cast<std::uint64_t>(length_mm) << kCellBits | static_cast<std::uint64_t>(cell)) {}
    double cost_m() const { return std::bit_cast<double>(cost); }
    std::int64_t length_mm() const { return static_cast<std::int64_t>(length_and_cell >> kCellBits); }
    std::int32_t cell() const { return static_cast<std::int32_t>(length_and_cell & ((1U << kCellBits) - 1)); }
    bool operator>(const Key& other) const {
      return (cost > other.cost) | ((cost == other.cost) & (length_and_cell > other.length_and_cell));
    }

    std::uint64_t cost = ~std::uint64_t{0};
    std::uint64_t length_and_cell = ~std::uint64_t{0};
  };
  /// What a search knows of a cell of its block.
  struct Label {
    Key key;                   ///< of the best way here
    std::uint32_t search = 0;  ///< the search that wrote this
    D8 direction = 0;          ///< of the step that came here
    bool settled = false;
  };
  /// A cell of the block together with its place in the window.
  struct Place {
    std::int32_t row;      ///< in the block
    std::int32_t column;   ///< in the block
    std::ptrdiff_t index;  ///< in the window
  };
  enum class Answer { yes, no, needs_more_cells };

  void open_block(std::ptrdiff_t radius);
  Place place(std::int32_t cell) const;
  bool is_single() const;
  bool is_end(std::ptrdiff_t index) const;
  Answer is_closed_plateau();
  Answer find_way();
  bool spread(const Key& from);
  void cut_back(std::vector<BreachCut>& cuts) const;
  Label& label(std::int32_t cell);
  template <class Visit>
  bool visit_neighbours(std::int32_t cell, const Visit& visit) const;

  const BreachWindow& window_;
  const BreachRules& rules_;
  std::array<std::ptrdiff_t, 8> steps_in_window_{};
  std::array<std::int32_t, 8> steps_in_block_{};
  Tile block_;  ///< what the present search may touch
  bool is_widest_ = false;
  std::vector<Label> labels_;
  std::uint32_t search_ = 0;
  std::ptrdiff_t pit_index_ = 0;  ///< in the window
  std::int32_t pit_ = 0;          ///< in the block
  float pit_m_ = 0;
  Key end_;  ///< the best end seen by this search
  std::vector<Key> front_;
  std::vector<std::int32_t> stack_;
};

}  // namespace tmfgeo
