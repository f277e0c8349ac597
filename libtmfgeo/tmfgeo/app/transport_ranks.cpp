// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_ranks.h"

#include "tmfgeo/core/packing.h"

namespace tmfgeo {

// Found by the packers through the types' namespace; one list of fields for both ways.
template <class A, class Visit>
  requires std::is_same_v<std::remove_const_t<A>, SubstanceArrival>
void visit_fields(A& s, Visit& visit) {
  visit(s.substance);
  visit(s.peak_ug_l);
  visit(s.worst_peak_ug_l);
  visit(s.trapped_share);
  visit(s.load_kg);
  visit(s.thresholds);
}
template <class A, class Visit>
  requires std::is_same_v<std::remove_const_t<A>, Arrival>
void visit_fields(A& a, Visit& visit) {
  visit(a.receptor);
  visit(a.flow);
  visit(a.discharge_m3_s);
  visit(a.wave);
  visit(a.first_s);
  visit(a.peak_s);
  visit(a.tail_s);
  visit(a.worst_first_s);
  visit(a.worst_water_s);
  visit(a.possible_first_s);
  visit(a.substances);
  visit(a.flags);
  visit(a.laterally_mixed);
}

std::vector<std::size_t> share_of(const Ranks& ranks, std::size_t facilities) {
  std::vector<std::size_t> mine;
  for (auto i = static_cast<std::size_t>(ranks.number()); i < facilities; i += static_cast<std::size_t>(ranks.count())) mine.push_back(i);
  return mine;
}

JourneyArrivals shared_arrivals(Ranks& ranks, std::size_t facilities,
                                const std::function<JourneyArrivals(const std::vector<std::size_t>&)>& compute) {
  const std::vector<std::size_t> mine = share_of(ranks, facilities);
  JourneyArrivals computed = compute(mine);
  JourneyArrivals all(facilities);
  const auto put = [&](const std::vector<std::size_t>& who, JourneyArrivals& what) {
    for (std::size_t i = 0; i < who.size(); ++i) all[who[i]] = std::move(what[i]);
  };
  if (ranks.count() == 1) {
    put(mine, computed);
    return all;
  }
  Packer packer;
  packer(mine);
  packer(computed);
  for (const Bytes& bytes : ranks.gather(packer.take())) {
    Unpacker unpacker(bytes);
    std::vector<std::size_t> who;
    JourneyArrivals what;
    unpacker(who);
    unpacker(what);
    put(who, what);
  }
  if (ranks.number() != 0) put(mine, computed);
  return all;
}

}  // namespace tmfgeo
