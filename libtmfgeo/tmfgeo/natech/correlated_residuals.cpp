// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/correlated_residuals.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>
#include <utility>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/natech/joint_events.h"

namespace tmfgeo {
namespace {

constexpr std::uint32_t kResiduals = 1;  // purpose of the random numbers
constexpr double kLeastPart = 1e-20;

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

/// Rows of the lower triangle times the normals, every sum in the order of its columns.
void multiply_plain(const float* factor, std::size_t rows, const DrawRow* normals, DrawRow* products) {
  for (std::size_t i = 0; i < rows; ++i) {
    const float* f = factor + i * (i + 1) / 2;
    DrawRow sum;
    for (std::size_t j = 0; j <= i; ++j) {
      for (std::size_t d = 0; d < kDrawsAtOnce; ++d) sum[d] += f[j] * normals[j][d];
    }
    products[i] = sum;
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
/// Half of a DrawRow in one register: left to itself the compiler shuffles more than it multiplies.
using Wide = float __attribute__((vector_size(sizeof(DrawRow) / 2), may_alias));

/// The same to the last bit, four rows at once, so that each normal is fetched once for them all.
__attribute__((target("avx2"))) void multiply_wide(const float* factor, std::size_t rows, const DrawRow* normals, DrawRow* products) {
  for (std::size_t i = 0; i < rows; i += 4) {
    const std::size_t count = std::min<std::size_t>(rows - i, 4);
    // Rows beyond the last stand in for themselves by the last one, and are not kept.
    std::array<const float*, 4> f;
    for (std::size_t r = 0; r < 4; ++r) {
      const std::size_t row = i + std::min(r, count - 1);
      f[r] = factor + row * (row + 1) / 2;
    }
    Wide low[4]{}, high[4]{};
    for (std::size_t j = 0; j <= i; ++j) {
      const auto* normal = reinterpret_cast<const Wide*>(&normals[j]);
      const Wide a = normal[0], b = normal[1];
      for (std::size_t r = 0; r < 4; ++r) {
        low[r] += f[r][j] * a;
        high[r] += f[r][j] * b;
      }
    }
    for (std::size_t r = 1; r < count; ++r) {
      for (std::size_t j = i + 1; j <= i + r; ++j) {
        const auto* normal = reinterpret_cast<const Wide*>(&normals[j]);
        low[r] += f[r][j] * normal[0];
        high[r] += f[r][j] * normal[1];
      }
    }
    for (std::size_t r = 0; r < count; ++r) {
      std::memcpy(products[i + r].value.data(), &low[r], sizeof(Wide));
      std::memcpy(products[i + r].value.data() + kDrawsAtOnce / 2, &high[r], sizeof(Wide));
    }
  }
}

bool has_wide() { return __builtin_cpu_supports("avx2") != 0; }
#else
constexpr auto multiply_wide = multiply_plain;
bool has_wide() { return false; }
#endif

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
    for (Eigen::Index j = 0; j <= i; ++j) {
      // Parts of far places: too small to count, and numbers near the end of the type's range are many times slower.
      const double part = factor.matrixLLT()(i, j);
      factor_.push_back(std::abs(part) < kLeastPart ? 0.0F : static_cast<float>(part));
    }
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
  (has_wide() ? multiply_wide : multiply_plain)(factor_.data(), places_, normals.data(), residuals.data());
}

}  // namespace tmfgeo
