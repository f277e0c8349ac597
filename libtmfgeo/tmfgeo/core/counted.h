// SPDX-License-Identifier: Apache-2.0
/// Numbers of things in English sentences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tmfgeo {

/// The noun, and a verb with it, that goes with a whole number: counted_en(1, "cell is", "cells are") is "1 cell is".
inline std::string counted_en(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace tmfgeo
