// SPDX-License-Identifier: Apache-2.0
/// A route laid over the countries: stretches with the country below and the countries beside.
#pragma once

#include <vector>

#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

/// A piece of a route over which nothing changes. Countries are indices into Borders::countries, −1 for nobody.
struct BorderStretch {
  double begin_m = 0;
  double end_m = 0;
  Point begin;           ///< where it begins
  int country = -1;      ///< the ground below; the first of several where they overlap
  int side_a = -1;       ///< near a border: the two countries that meet there
  int side_b = -1;
  bool overlap = false;  ///< several countries claim this ground, slivers of digitising aside
  bool near_border() const { return side_a >= 0; }
};

/// Shapes: the stretches cover the route without gaps, in order; changes of country are exact, the near zone's ends are
/// good to a quarter of the tolerance. Needs: a route of at least two points.
/// Cost: O(points · log edges), and one look-up per half tolerance along borders.
std::vector<BorderStretch> border_stretches(const Route& route, const Borders& borders, double tolerance_m);

}  // namespace tmfgeo
