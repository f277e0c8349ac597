// SPDX-License-Identifier: Apache-2.0
/// Contracts: a programmer's error stops the program where it is made.
#pragma once

namespace tmfgeo {

/// Prints the broken condition and its place to stderr and aborts.
[[noreturn]] void contract_broken(const char* condition, const char* file, int line) noexcept;

}  // namespace tmfgeo

/// States what a caller must guarantee. A false condition is a bug in the caller, never bad data.
#define TMFGEO_EXPECTS(condition) \
  ((condition) ? static_cast<void>(0) : ::tmfgeo::contract_broken(#condition, __FILE__, __LINE__))
