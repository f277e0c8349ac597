// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/condition.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Row of A: what each standard number does to ln speed at a receptor. Columns: velocity, discharge, steps of the way.
Eigen::VectorXd influence(const DelayModel& model, std::span<const double> way_step_s, std::size_t receptor) {
  Eigen::VectorXd row = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(way_step_s.size()) + 2);
  row(0) = model.velocity;
  row(1) = model.discharge;
  for (std::size_t r = 0; r <= receptor; ++r) row(static_cast<Eigen::Index>(r) + 2) = way_step_s[r] / model.time_s;
  return row;
}

}  // namespace

void expect_after_release(const Observation& observation) {
  if (!(observation.first_arrival_s > 0) || !std::isfinite(observation.first_arrival_s)) {
    throw Error(ErrorCode::invalid_input, "observation at " + observation.station + ": first arrival " + shortest(observation.first_arrival_s) +
                                              " s after the release began, expected a time after it");
  }
  if (observation.peak_ug_l && (!(*observation.peak_ug_l > 0) || !std::isfinite(*observation.peak_ug_l))) {
    throw Error(ErrorCode::invalid_input, "observation at " + observation.station + ": peak " + shortest(*observation.peak_ug_l) +
                                              " ug/L, expected a concentration above 0");
  }
}

void condition_numbers(std::span<const DelayModel> models, std::span<const double> way_step_s, std::span<const ObservedDelay> delays,
                       std::span<const float> errors, std::vector<float>& velocity, std::vector<float>& discharge,
                       std::vector<std::vector<float>>& way) {
  const auto seen = static_cast<Eigen::Index>(delays.size());
  const auto numbers = static_cast<Eigen::Index>(way_step_s.size()) + 2;
  Eigen::MatrixXd a(seen, numbers);
  for (Eigen::Index i = 0; i < seen; ++i) {
    const ObservedDelay& delay = delays[static_cast<std::size_t>(i)];
    TMFGEO_EXPECTS(delay.receptor < models.size());
    a.row(i) = influence(models[delay.receptor], way_step_s, delay.receptor).transpose();
  }
  constexpr double kError2 = kObservedArrivalSpread_ln * kObservedArrivalSpread_ln;
  const Eigen::MatrixXd covariance = a * a.transpose() + kError2 * Eigen::MatrixXd::Identity(seen, seen);
  const Eigen::MatrixXd gain = covariance.llt().solve(a).transpose();
  const std::size_t draws = velocity.size();
  Eigen::VectorXd z(numbers);
  for (std::size_t d = 0; d < draws; ++d) {
    z(0) = static_cast<double>(velocity[d]);
    z(1) = static_cast<double>(discharge[d]);
    for (std::size_t r = 0; r < way.size(); ++r) z(static_cast<Eigen::Index>(r) + 2) = static_cast<double>(way[r][d]);
    Eigen::VectorXd missing = -(a * z);
    for (Eigen::Index i = 0; i < seen; ++i) {
      // One row of errors serves all observations of a draw, each from another place in it.
      const std::size_t place = (d + static_cast<std::size_t>(i) * 7919) % draws;
      missing(i) += delays[static_cast<std::size_t>(i)].ln_speed - kObservedArrivalSpread_ln * static_cast<double>(errors[place]);
    }
    z += gain * missing;
    velocity[d] = static_cast<float>(z(0));
    discharge[d] = static_cast<float>(z(1));
    for (std::size_t r = 0; r < way.size(); ++r) way[r][d] = static_cast<float>(z(static_cast<Eigen::Index>(r) + 2));
  }
}

}  // namespace tmfgeo
