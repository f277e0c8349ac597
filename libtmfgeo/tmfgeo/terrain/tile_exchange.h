// SPDX-License-Identifier: Apache-2.0
/// Tiles shared out among ranks, and what they tell each other.
#pragma once

#include <algorithm>

#include "tmfgeo/core/packing.h"
#include "tmfgeo/terrain/flat_rounds.h"
#include "tmfgeo/terrain/rim_graph.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo {

template <class Graph, class Visit>
  requires std::same_as<std::remove_const_t<Graph>, TileGraph>
void visit_fields(Graph& g, Visit& visit) {
  visit(g.rim_node);
  visit(g.rim_m);
  visit(g.links);
  visit(g.sinks);
  visit(g.passes);
}
template <class Turn, class Visit>
  requires std::same_as<std::remove_const_t<Turn>, FlatTurn>
void visit_fields(Turn& turn, Visit& visit) {
  visit(turn.tile);
  visit(turn.ring);
}
template <class Message, class Visit>
  requires requires(Message& m) { m.ways.leaves_at; }
void visit_fields(Message& m, Visit& visit) {
  visit(m.ways.leaves_at);
  visit(m.ways.step_out);
  visit(m.value);
}

/// Which tiles are whose: every rank has a run of them.
class TileShare {
 public:
  TileShare(const Tiling& tiling, Ranks& ranks) : count_(tiling.count()), ranks_(ranks) {}

  std::ptrdiff_t first() const { return first_of(ranks_.number()); }
  std::ptrdiff_t size() const { return first_of(ranks_.number() + 1) - first(); }
  /// Tiles of the rank that has most.
  std::ptrdiff_t largest() const { return (count_ + ranks_.count() - 1) / ranks_.count(); }
  Ranks& ranks() const { return ranks_; }

  /// Gathers one message per own tile, solves on rank 0, and hands every rank the answers for its tiles.
  /// solve(all messages in the order of tiles) → one answer per tile.
  template <class Answer, class Told, class Solve>
  std::vector<Answer> ask(std::vector<Told> mine, const Solve& solve) const {
    if (ranks_.count() == 1) return solve(std::move(mine));
    std::vector<Told> all = collect(std::move(mine));
    std::vector<Answer> answers;
    if (ranks_.number() == 0) answers = solve(std::move(all));
    return share_out(std::move(answers));
  }

  /// On rank 0 the lists of all ranks behind each other; elsewhere nothing.
  template <class Told>
  std::vector<Told> collect(std::vector<Told> mine) const {
    if (ranks_.count() == 1) return mine;
    Packer packer;
    packer(mine);
    std::vector<Told> all;
    for (const Bytes& part : ranks_.gather(packer.take())) {
      std::vector<Told> told;
      Unpacker{part}(told);
      std::move(told.begin(), told.end(), std::back_inserter(all));
    }
    return all;
  }

  /// Input: on rank 0 one answer per tile.
  template <class Answer>
  std::vector<Answer> share_out(std::vector<Answer> answers) const {
    if (ranks_.count() == 1) return answers;
    std::vector<Bytes> parts;
    for (int r = 0; r < ranks_.count() && ranks_.number() == 0; ++r) {
      Packer packer;
      packer(std::vector<Answer>(std::make_move_iterator(answers.begin() + first_of(r)),
                                 std::make_move_iterator(answers.begin() + first_of(r + 1))));
      parts.push_back(packer.take());
    }
    std::vector<Answer> mine;
    const Bytes part = ranks_.scatter(std::move(parts));
    Unpacker{part}(mine);
    return mine;
  }

  /// The same thing for everybody, as rank 0 has it.
  template <class Thing>
  void tell_all(Thing& thing) const {
    if (ranks_.count() == 1) return;
    std::vector<Bytes> parts;
    if (ranks_.number() == 0) {
      Packer packer;
      packer(thing);
      parts.assign(static_cast<std::size_t>(ranks_.count()), packer.take());
    }
    const Bytes part = ranks_.scatter(std::move(parts));
    Unpacker{part}(thing);
  }

  std::ptrdiff_t first_of(int rank) const { return count_ * rank / ranks_.count(); }

 private:
  std::ptrdiff_t count_;
  Ranks& ranks_;
};

/// Joins the rims of all tiles and solves for values of their cells; one list per tile.
/// solve(graph, values of all rim cells) → the same number of values.
template <class Value, class Solve>
std::vector<std::vector<Value>> solve_rims(const Tiling& tiling, const std::vector<RimMessage<Value>>& messages, const Solve& solve) {
  RimGraph graph(tiling);
  std::vector<Value> at_rim(static_cast<std::size_t>(graph.size()));
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    const RimMessage<Value>& message = messages[static_cast<std::size_t>(t)];
    graph.join(t, message.ways);
    std::copy(message.value.begin(), message.value.end(), graph.of_tile(at_rim, t).begin());
  }
  std::vector<Value> solved = solve(graph, std::move(at_rim));
  std::vector<std::vector<Value>> by_tile;
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    const std::span<Value> part = graph.of_tile(solved, t);
    by_tile.emplace_back(part.begin(), part.end());
  }
  return by_tile;
}

}  // namespace tmfgeo
