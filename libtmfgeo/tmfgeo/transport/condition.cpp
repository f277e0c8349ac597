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

constexpr Eigen::Index kShared = 3;

/// Row of A: what each standard number does to ln speed at a receptor. Columns: velocity, discharge, lakes, steps of the way.
Eigen::VectorXd influence(const DelayModel& model, std::span<const double> way_step_s, std::size_t receptor) {
  Eigen::VectorXd row = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(way_step_s.size()) + kShared);
  row(0) = model.velocity;
  row(1) = model.discharge;
  row(2) = -model.lake;
  for (std::size_t r = 0; r <= receptor; ++r) row(static_cast<Eigen::Index>(r) + kShared) = way_step_s[r] / model.time_s;
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

void expect_possible(const Observation& observation, double possible_first_s) {
  expect_after_release(observation);
  if (observation.first_arrival_s >= possible_first_s) return;
  throw Error(ErrorCode::invalid_input, "observation at " + observation.station + ": first arrival " + fixed(observation.first_arrival_s / 3600, 1) +
                                            " h after the release began, but no water can be there before " + fixed(possible_first_s / 3600, 1) +
                                            " h: expected a later time, or an earlier start of the release");
}

void condition_numbers(std::span<const DelayModel> models, std::span<const double> way_step_s, std::span<const ObservedDelay> delays,
                       std::span<const float> errors, SpeedNumbers& numbers) {
  const auto seen = static_cast<Eigen::Index>(delays.size());
  const auto columns = static_cast<Eigen::Index>(way_step_s.size()) + kShared;
  Eigen::MatrixXd a(seen, columns);
  for (Eigen::Index i = 0; i < seen; ++i) {
    const ObservedDelay& delay = delays[static_cast<std::size_t>(i)];
    TMFGEO_EXPECTS(delay.receptor < models.size());
    a.row(i) = influence(models[delay.receptor], way_step_s, delay.receptor).transpose();
  }
  constexpr double kError2 = kObservedArrivalSpread_ln * kObservedArrivalSpread_ln;
  const Eigen::MatrixXd covariance = a * a.transpose() + kError2 * Eigen::MatrixXd::Identity(seen, seen);
  const Eigen::MatrixXd gain = covariance.llt().solve(a).transpose();
  const std::size_t draws = numbers.velocity.size();
  std::vector<std::vector<float>*> rows{&numbers.velocity, &numbers.discharge, &numbers.lake};
  for (std::vector<float>& step : numbers.way) rows.push_back(&step);
  TMFGEO_EXPECTS(static_cast<Eigen::Index>(rows.size()) == columns);
  Eigen::VectorXd z(columns);
  for (std::size_t d = 0; d < draws; ++d) {
    for (std::size_t r = 0; r < rows.size(); ++r) z(static_cast<Eigen::Index>(r)) = static_cast<double>((*rows[r])[d]);
    Eigen::VectorXd missing = -(a * z);
    for (Eigen::Index i = 0; i < seen; ++i) {
      // One row of errors serves all observations of a draw, each from another place in it.
      const std::size_t place = (d + static_cast<std::size_t>(i) * 7919) % draws;
      missing(i) += delays[static_cast<std::size_t>(i)].ln_speed - kObservedArrivalSpread_ln * static_cast<double>(errors[place]);
    }
    z += gain * missing;
    for (std::size_t r = 0; r < rows.size(); ++r) (*rows[r])[d] = static_cast<float>(z(static_cast<Eigen::Index>(r)));
  }
}

}  // namespace tmfgeo
