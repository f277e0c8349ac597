// SPDX-License-Identifier: Apache-2.0
/// The search over flats: breadth first, 64 cells of a row at once.
///
/// A cell of a flat is open until it has its way. In a round every open cell beside a cell of its elevation that was no
/// longer open before the round takes its way to that. Which cells these are, words of 64 bits tell: one bit per open
/// cell, and per direction one bit per cell whose neighbour there is as high. A round costs some 40 operations for a word,
/// not for a cell, and touches only words beside those that the last round changed.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "tmfgeo/core/large_array.h"
#include "tmfgeo/grid/d8.h"

namespace tmfgeo {

/// Whether a way over a flat is taken rather than another of as many steps: over a side before over a corner, so that
/// the way has no more diagonal steps than it needs; then in the order of kD8Steps.
inline bool is_preferred(D8 way, D8 other) {
  return is_diagonal(way) != is_diagonal(other) ? is_diagonal(other) : way < other;
}

/// Cells of one word that got their ways in a round.
struct NewWays {
  std::uint64_t cells = 0;
  std::array<std::uint64_t, 3> digits{};  ///< of their directions, as binary numbers

  /// Calls visit(bit, direction) for each.
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::uint64_t left = cells; left != 0; left &= left - 1) {
      const int bit = std::countr_zero(left);
      visit(bit, static_cast<D8>((digits[0] >> bit & 1U) | (digits[1] >> bit & 1U) << 1U | (digits[2] >> bit & 1U) << 2U));
    }
  }
};

class FlatSearch {
 public:
  using Word = std::uint64_t;
  static constexpr std::ptrdiff_t kCells = 64;  ///< of a word

  /// Begins with no cell open. The frame of one cell around the block is part of it.
  void reset(std::ptrdiff_t rows, std::ptrdiff_t columns);
  std::ptrdiff_t rows() const { return rows_; }
  std::ptrdiff_t words() const { return words_; }  ///< of a row

  /// Opens cells of one row. Input: per word the open cells; per cell of the row a bit for each direction in which the
  /// neighbour is as high. The rows may be given by several threads.
  void open_row(std::ptrdiff_t row, std::span<const Word> open, std::span<const std::uint8_t> level);

  /// Cells of the frame, from (−1, −1) to (rows, columns): open until they are closed.
  void open_frame();
  void close_frame_cell(Cell cell);

  /// Does whole rounds over all words while these settle many cells, on all cores.
  /// visit(row, word, ways) is called for different words at once.
  template <class Visit>
  void sweep(const Visit& visit) {
    LargeArray<Word> next(open_.size());
    for (std::ptrdiff_t changed = rows_ * words_; changed * kDense > rows_ * words_;) {
      changed = 0;
      std::mutex mutex;
      parallel_for(0, rows_, kRowsTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
        const std::ptrdiff_t here = sweep_rows(first, last, next, visit);
        const std::lock_guard lock(mutex);
        changed += here;
      });
      std::swap(open_, next);
    }
  }

  /// Gives cells ways in any order, not the shortest: once over all words from north to south and once back, some rounds
  /// each. What is hard to reach stays open. visit(row, word, ways).
  template <class Visit>
  void sweep_anyhow(const Visit& visit) {
    for (std::ptrdiff_t row = 0; row < rows_; ++row) settle_row_anyhow(row, visit);
    for (std::ptrdiff_t row = rows_; row-- > 0;) settle_row_anyhow(row, visit);
  }
  /// The open cells of a word of the block.
  Word open(std::ptrdiff_t row, std::ptrdiff_t word) const {
    const std::ptrdiff_t beyond = (word + 1) * kCells - columns_;
    return open_[index(row, word)] & ~Word{0} >> static_cast<unsigned>(std::max<std::ptrdiff_t>(beyond, 0));
  }

  /// Puts all words with open cells on the list for the next round.
  void list_all();
  bool is_listed() const { return !listed_.empty(); }

  /// A round over the listed words; lists those that the next round must look at. visit(row, word, ways).
  template <class Visit>
  void round(const Visit& visit) {
    settled_.resize(listed_.size());
    settle_listed(0, static_cast<std::ptrdiff_t>(listed_.size()), visit);
    close_settled();
  }
  /// The same on all cores; visit is called for different words at once. Not for a search that is one of several at once.
  template <class Visit>
  void round_on_all_cores(const Visit& visit) {
    settled_.resize(listed_.size());
    parallel_for(0, static_cast<std::ptrdiff_t>(listed_.size()), kWordsTogether,
                 [&](std::ptrdiff_t first, std::ptrdiff_t last) { settle_listed(first, last, visit); });
    close_settled();
  }

 private:
  /// Per direction the cells whose neighbour is as high. Only of words with open cells.
  using Level = std::array<Word, 8>;
  struct Place {
    std::int32_t row;
    std::int32_t word;
  };
  static constexpr std::ptrdiff_t kDense = 16;
  static constexpr std::ptrdiff_t kRowsTogether = 64;
  static constexpr std::ptrdiff_t kWordsTogether = 1024;

  /// Rows −1 … rows(), words −1 … words(); the word behind a row is that before the next.
  std::size_t index(std::ptrdiff_t row, std::ptrdiff_t word) const { return static_cast<std::size_t>((row + 1) * stride_ + word + 1); }

  NewWays settle(const Word* here, const Level& level) const {
    const Word* north = here - stride_;
    const Word* south = here + stride_;
    const auto to_east = [](const Word* row) { return row[0] >> 1U | row[1] << 63U; };
    const auto to_west = [](const Word* row) { return row[0] << 1U | row[-1] >> 63U; };
    Word open = *here;
    const auto take = [&open](Word as_high, Word still_open) {
      const Word taken = open & as_high & ~still_open;
      open ^= taken;
      return taken;
    };
    // In the order of is_preferred().
    take(level[0], to_east(here));
    const Word d2 = take(level[2], *south);
    const Word d4 = take(level[4], to_west(here));
    const Word d6 = take(level[6], *north);
    const Word d1 = take(level[1], to_east(south));
    const Word d3 = take(level[3], to_west(south));
    const Word d5 = take(level[5], to_west(north));
    const Word d7 = take(level[7], to_east(north));
    return {*here ^ open, {d1 | d3 | d5 | d7, d2 | d3 | d6 | d7, d4 | d5 | d6 | d7}};
  }

  template <class Visit>
  void settle_listed(std::ptrdiff_t first, std::ptrdiff_t last, const Visit& visit) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      const Place at = listed_[i];
      const NewWays ways = settle(&open_[index(at.row, at.word)], level_[static_cast<std::size_t>(at.row * words_ + at.word)]);
      settled_[i] = ways.cells;
      if (ways.cells != 0) visit(at.row, at.word, ways);
    }
  }

  template <class Visit>
  void settle_row_anyhow(std::ptrdiff_t row, const Visit& visit) {
    constexpr int kRounds = 4;
    Word* const open = &open_[index(row, 0)];
    const Level* const level = &level_[static_cast<std::size_t>(row * words_)];
    for (std::ptrdiff_t word = 0; word < words_; ++word) {
      for (int round = 0; round < kRounds && open[word] != 0; ++round) {
        const NewWays ways = settle(open + word, level[word]);
        if (ways.cells == 0) break;
        open[word] ^= ways.cells;
        visit(row, word, ways);
      }
    }
  }

  template <class Visit>
  std::ptrdiff_t sweep_rows(std::ptrdiff_t first, std::ptrdiff_t last, LargeArray<Word>& next, const Visit& visit) const {
    std::ptrdiff_t changed = 0;
    for (std::ptrdiff_t row = first; row < last; ++row) {
      const Word* open = &open_[index(row, 0)];
      Word* still_open = &next[index(row, 0)];
      const Level* level = &level_[static_cast<std::size_t>(row * words_)];
      for (std::ptrdiff_t word = 0; word < words_; ++word) {
        still_open[word] = open[word];
        if (open[word] == 0) continue;
        const NewWays ways = settle(open + word, level[word]);
        if (ways.cells == 0) continue;
        still_open[word] ^= ways.cells;
        ++changed;
        visit(row, word, ways);
      }
    }
    return changed;
  }

  void close_settled();
  void list(std::ptrdiff_t row, std::ptrdiff_t word);

  std::ptrdiff_t rows_ = 0;
  std::ptrdiff_t columns_ = 0;
  std::ptrdiff_t words_ = 0;
  std::ptrdiff_t stride_ = 0;  ///< words from a row to the next
  LargeArray<Word> open_;
  LargeArray<Level> level_;
  LargeArray<std::uint8_t> is_listed_;
  std::vector<Place> listed_;
  std::vector<Place> last_listed_;
  std::vector<Word> settled_;
};

}  // namespace tmfgeo
