// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/correlated_residuals.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/natech/joint_events.h"

namespace tmfgeo {
namespace {

constexpr std::uint32_t kResiduals = 1;  // purpose of the random numbers

/// Earth-centred coordinates on the WGS 84 ellipsoid. Straight distances between them keep exp(-3 h / b) positive definite,
/// which distances along the surface do not promise; where the correlation counts the two agree to 1e-5.
std::array<double, 3> earth_centred_km(Point p) {
  constexpr double kRadius_km = 6378.137;
  constexpr double kE2 = 6.69437999014e-3;
  const double lon = p.x * std::numbers::pi / 180;
  const double lat = p.y * std::numbers::pi / 180;
  const double sine = std::sin(lat);
  const double normal = kRadius_km / std::sqrt(1 - kE2 * sine * sine);
  return {normal * std::cos(lat) * std::cos(lon), normal * std::cos(lat) * std::sin(lon), normal * (1 - kE2) * sine};
}

/// Sixteen draws as the machine's vectors: left to itself the compiler shuffles more than it multiplies.
using Draws = Eigen::Array<float, static_cast<int>(kDrawsAtOnce), 1>;
using DrawsIn = Eigen::Map<const Draws>;
using DrawsOut = Eigen::Map<Draws>;

}  // namespace

CorrelatedResiduals::CorrelatedResiduals(std::span<const Point> points, double range_km) {
  TMFGEO_EXPECTS(range_km > 0 && range_km <= 1000);
  // Places nearer to each other than rounding errors would make the matrix singular.
  const auto snapped = [](double degrees) { return std::round(degrees * 1e8) / 1e8; };
  std::map<std::pair<double, double>, std::size_t> known;
  std::vector<std::array<double, 3>> centred;
  for (const Point p : points) {
    TMFGEO_EXPECTS(is_finite(p));
    const auto [entry, is_new] = known.try_emplace({snapped(p.x), snapped(p.y)}, centred.size());
    if (is_new) centred.push_back(earth_centred_km({snapped(p.x), snapped(p.y)}));
    place_of_.push_back(entry->second);
  }
  places_ = centred.size();
  const auto n = static_cast<Eigen::Index>(places_);
  Eigen::MatrixXd correlation(n, n);
  for (std::size_t i = 0; i < places_; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const auto& a = centred[i];
      const auto& b = centred[j];
      const double distance = std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
      correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = spatial_correlation(distance, range_km);
    }
  }
  const Eigen::LLT<Eigen::MatrixXd, Eigen::Lower> factor(correlation);
  TMFGEO_EXPECTS(factor.info() == Eigen::Success);
  factor_.reserve(places_ * (places_ + 1) / 2);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) factor_.push_back(static_cast<float>(factor.matrixLLT()(i, j)));
  }
}

void CorrelatedResiduals::draw(const RandomField& random, std::uint64_t first_draw, std::vector<DrawRow>& normals,
                               std::vector<DrawRow>& residuals) const {
  normals.resize(places_ + places_ % 2);
  residuals.resize(places_);
  for (std::size_t pair = 0; 2 * pair < places_; ++pair) {
    for (std::size_t d = 0; d < kDrawsAtOnce; ++d) {
      const auto z = random.normal_pair({first_draw + d, static_cast<std::uint32_t>(pair), kResiduals});
      normals[2 * pair][d] = static_cast<float>(z[0]);
      normals[2 * pair + 1][d] = static_cast<float>(z[1]);
    }
  }
  const auto row = [&](std::size_t i) { return factor_.data() + i * (i + 1) / 2; };
  for (std::size_t i = 0; i < places_; i += 2) {
    const bool has_next = i + 1 < places_;
    const float* a = row(i);
    const float* b = has_next ? row(i + 1) : a;
    Draws sum_a = Draws::Zero();
    Draws sum_b = Draws::Zero();
    for (std::size_t j = 0; j <= i; ++j) {
      const Draws normal = DrawsIn(normals[j].data());
      sum_a += a[j] * normal;
      sum_b += b[j] * normal;
    }
    DrawsOut(residuals[i].data()) = sum_a;
    if (has_next) DrawsOut(residuals[i + 1].data()) = sum_b + b[i + 1] * DrawsIn(normals[i + 1].data());
  }
}

}  // namespace tmfgeo
