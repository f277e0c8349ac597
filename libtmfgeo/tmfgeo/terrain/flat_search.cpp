// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flat_search.h"

#include "tmfgeo/terrain/bytes.h"

namespace tmfgeo {
namespace {

using Word = FlatSearch::Word;

/// From eight bits of eight cells, a byte each, to eight cells of a bit each.
Word turned(Word x) {
  const auto swap = [&x](unsigned distance, Word mask) {
    const Word t = (x ^ (x >> distance)) & mask;
    x ^= t ^ (t << distance);
  };
  swap(7, 0x00AA00AA00AA00AAU);
  swap(14, 0x0000CCCC0000CCCCU);
  swap(28, 0x00000000F0F0F0F0U);
  return x;
}

/// The same for bytes: words[i] byte k becomes words[k] byte i.
void turn_bytes(std::array<Word, 8>& words) {
  const auto swap = [&words](std::size_t distance, Word mask) {
    const unsigned bits = static_cast<unsigned>(distance) * 8;
    for (std::size_t i = 0; i < 8; ++i) {
      if ((i & distance) != 0) continue;
      const Word t = ((words[i] >> bits) ^ words[i + distance]) & mask;
      words[i + distance] ^= t;
      words[i] ^= t << bits;
    }
  };
  swap(1, 0x00FF00FF00FF00FFU);
  swap(2, 0x0000FFFF0000FFFFU);
  swap(4, 0x00000000FFFFFFFFU);
}

/// As many values as asked for at least, zeros if new.
template <class T>
void make_room(LargeArray<T>& values, std::size_t size) {
  if (values.size() < size) values = LargeArray<T>(size);
}

}  // namespace

void FlatSearch::reset(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  const bool again = open_.size() > 0;
  for (const Place at : listed_) is_listed_[static_cast<std::size_t>(at.row * words_ + at.word)] = 0;
  listed_.clear();
  rows_ = rows;
  columns_ = columns;
  words_ = (columns + kCells - 1) / kCells;
  stride_ = words_ + 1;
  make_room(open_, index(rows, words_) + 1);
  make_room(level_, static_cast<std::size_t>(rows * words_));
  make_room(is_listed_, static_cast<std::size_t>(rows * words_));
  if (again) std::fill_n(open_.begin(), index(rows, words_) + 1, 0U);
}

void FlatSearch::open_row(std::ptrdiff_t row, std::span<const Word> open, std::span<const std::uint8_t> level) {
  for (std::size_t word = 0; word < open.size(); ++word) {
    if (open[word] == 0) continue;
    open_[index(row, static_cast<std::ptrdiff_t>(word))] = open[word];
    const std::span<const std::uint8_t> cells = level.subspan(word * kCells, std::min<std::size_t>(kCells, level.size() - word * kCells));
    std::array<std::uint8_t, kCells> padded{};
    const std::uint8_t* first = cells.data();
    if (cells.size() < kCells) {
      std::copy(cells.begin(), cells.end(), padded.begin());
      first = padded.data();
    }
    Level& to = level_[static_cast<std::size_t>(row * words_) + word];
    for (std::size_t k = 0; k < 8; ++k) to[k] = turned(eight_bytes(first + 8 * k));
    turn_bytes(to);
  }
}

void FlatSearch::open_frame() {
  std::fill_n(&open_[index(-1, -1)], stride_ + 1, ~Word{0});
  std::fill_n(&open_[index(rows_, -1)], stride_ + 1, ~Word{0});
  for (std::ptrdiff_t row = 0; row < rows_; ++row) {
    open_[index(row, -1)] |= Word{1} << 63U;
    Word& last = open_[index(row, columns_ / kCells)];
    // A word of which only the frame is open has no neighbours yet.
    if (columns_ % kCells != 0 && last == 0) level_[static_cast<std::size_t>(row * words_ + words_ - 1)] = {};
    last |= Word{1} << static_cast<unsigned>(columns_ % kCells);
  }
}

void FlatSearch::close_frame_cell(Cell cell) {
  const std::ptrdiff_t word = (cell.column + kCells) / kCells - 1;
  open_[index(cell.row, word)] &= ~(Word{1} << static_cast<unsigned>(cell.column - word * kCells));
  for (std::ptrdiff_t row = cell.row - 1; row <= cell.row + 1; ++row) {
    for (std::ptrdiff_t w = (cell.column - 1 + kCells) / kCells - 1; w <= (cell.column + 1) / kCells; ++w) {
      if (row >= 0 && row < rows_ && w >= 0 && w < words_) list(row, w);
    }
  }
}

void FlatSearch::list_all() {
  for (std::ptrdiff_t row = 0; row < rows_; ++row) {
    for (std::ptrdiff_t word = 0; word < words_; ++word) list(row, word);
  }
}

void FlatSearch::list(std::ptrdiff_t row, std::ptrdiff_t word) {
  std::uint8_t& is_listed = is_listed_[static_cast<std::size_t>(row * words_ + word)];
  if (is_listed != 0 || open_[index(row, word)] == 0) return;
  is_listed = 1;
  listed_.push_back({static_cast<std::int32_t>(row), static_cast<std::int32_t>(word)});
}

void FlatSearch::close_settled() {
  for (const Place at : listed_) is_listed_[static_cast<std::size_t>(at.row * words_ + at.word)] = 0;
  std::swap(listed_, last_listed_);
  listed_.clear();
  for (std::size_t i = 0; i < last_listed_.size(); ++i) {
    const Word settled = settled_[i];
    if (settled == 0) continue;
    const std::ptrdiff_t word = last_listed_[i].word;
    open_[index(last_listed_[i].row, word)] ^= settled;
    const std::ptrdiff_t west = word - ((settled & 1U) != 0 && word > 0 ? 1 : 0);
    const std::ptrdiff_t east = word + (settled >> 63U != 0 && word + 1 < words_ ? 1 : 0);
    const std::ptrdiff_t north = std::max<std::ptrdiff_t>(last_listed_[i].row - 1, 0);
    const std::ptrdiff_t south = std::min<std::ptrdiff_t>(last_listed_[i].row + 1, rows_ - 1);
    for (std::ptrdiff_t r = north; r <= south; ++r) {
      for (std::ptrdiff_t w = west; w <= east; ++w) list(r, w);
    }
  }
}

}  // namespace tmfgeo
