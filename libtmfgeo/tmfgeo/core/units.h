// SPDX-License-Identifier: Apache-2.0
/// Quantities that know their unit. A number enters only through a maker that names its unit and leaves the same way.
#pragma once

#include <compare>

namespace tmfgeo {

/// A scalar of one dimension, kept in the SI unit of that dimension.
template <class Dimension>
class Quantity {
 public:
  constexpr Quantity() = default;
  static constexpr Quantity from_si(double value) { return Quantity(value); }
  constexpr double si() const { return si_; }

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator+(Quantity other) const { return Quantity(si_ + other.si_); }
  constexpr Quantity operator-(Quantity other) const { return Quantity(si_ - other.si_); }
  constexpr Quantity operator*(double factor) const { return Quantity(si_ * factor); }
  constexpr double operator/(Quantity other) const { return si_ / other.si_; }

 private:
  explicit constexpr Quantity(double si) : si_(si) {}
  double si_ = 0;
};

using Length = Quantity<struct LengthDimension>;  ///< m
using Area = Quantity<struct AreaDimension>;      ///< m²

constexpr Length metres(double value) { return Length::from_si(value); }
constexpr Length kilometres(double value) { return Length::from_si(value * 1e3); }
constexpr Area square_metres(double value) { return Area::from_si(value); }
constexpr Area square_kilometres(double value) { return Area::from_si(value * 1e6); }

constexpr double in_metres(Length length) { return length.si(); }
constexpr double in_kilometres(Length length) { return length.si() / 1e3; }
constexpr double in_square_metres(Area area) { return area.si(); }
constexpr double in_square_kilometres(Area area) { return area.si() / 1e6; }

}  // namespace tmfgeo
